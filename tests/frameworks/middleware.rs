//! Layers of tower-http outside and inside `EnvelopeLayer`.

use std::{convert::Infallible, future::ready, time::Duration};

use axum::{
    Json, Router,
    body::{Body, Bytes, to_bytes},
    extract::Request,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    HeaderValue, Method, StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_ENCODING, CONTENT_TYPE, ORIGIN},
};
use lms_error::{Code, ErrorResponse, FieldError, FieldErrors, LmsError, tower::EnvelopeLayer};
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, cors::CorsLayer,
    set_header::SetResponseHeaderLayer, set_status::SetStatusLayer, timeout::TimeoutLayer,
    validate_request::ValidateRequestHeaderLayer,
};

const NOT_FOUND: &str = r#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#;
const INTERNAL: &str = r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#;
const UNAVAILABLE: &str =
    r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#;
const NOT_ACCEPTABLE: &str =
    r#"{"code":"invalid_argument","message":"[{\"field\":\"accept\",\"error\":\"cannot be satisfied\"}]"}"#;
const LIST: &str = r#"{"code":"invalid_argument","message":"[{\"field\":\"principal\",\"error\":\"must be more than 0\"}]"}"#;
const JSON: HeaderValue = HeaderValue::from_static("application/json");

#[derive(Debug, thiserror::Error, LmsError)]
#[error("validation failed")]
#[lms(axum, code = "invalid_argument")]
struct Invalid(#[lms(fields)] FieldErrors);

fn invalid() -> Invalid {
    Invalid(FieldError::new("principal", "must be more than 0").into())
}

/// Responds as a hand-written `Service` with hyper's and tower's types.
async fn by_hand(request: Request) -> Result<Response, Infallible> {
    Ok(match request.uri().path() {
        "/loans" => Response::new(Body::from("[]")),
        "/slow" => std::future::pending().await,
        "/panic" => panic!("jdbc:mysql://10.4.0.7"),
        "/invalid" => ErrorResponse::from(invalid()).into(),
        _ => (StatusCode::NOT_FOUND, "<html>no such page in m_loan, as far as this router can tell</html>")
            .into_response(),
    })
}

fn request(path: &str) -> Request {
    let request = Request::builder().uri(path).header(ORIGIN, "https://partner.example");
    request.header(ACCEPT, "application/json").body(Body::empty()).expect("a request")
}

async fn send<S, B>(service: S, request: Request) -> Response<Bytes>
where
    S: Service<Request, Response = Response<B>, Error = Infallible>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    let (parts, body) = service.oneshot(request).await.expect("infallible").into_parts();
    Response::from_parts(parts, to_bytes(Body::new(body), usize::MAX).await.expect("a body"))
}

#[track_caller]
fn assert_response(response: &Response<Bytes>, status: u16, body: &str) {
    assert_eq!((response.status().as_u16(), str::from_utf8(response.body())), (status, Ok(body)));
    if status >= 400 {
        assert_eq!(response.headers()[CONTENT_TYPE], JSON);
    }
}

fn timeout() -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_millis(20))
}

#[tokio::test]
async fn cors_outside_and_inside() {
    let outside = ServiceBuilder::new().layer(CorsLayer::permissive()).layer(EnvelopeLayer::new());
    let inside = ServiceBuilder::new().layer(EnvelopeLayer::new()).layer(CorsLayer::permissive());
    for response in [
        send(outside.service_fn(by_hand), request("/unknown")).await,
        send(inside.service_fn(by_hand), request("/unknown")).await,
    ] {
        assert_response(&response, 404, NOT_FOUND);
        assert_eq!(response.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    }

    // The CORS layer responds to a preflight itself, with the body's `Default`.
    let outside = ServiceBuilder::new().layer(CorsLayer::permissive()).layer(EnvelopeLayer::new());
    let mut preflight = request("/loans");
    *preflight.method_mut() = Method::OPTIONS;
    assert_response(&send(outside.service_fn(by_hand), preflight).await, 200, "");
}

#[tokio::test]
async fn a_timeout_outside_and_inside() {
    let outside = ServiceBuilder::new().layer(timeout()).layer(EnvelopeLayer::new());
    assert_response(&send(outside.service_fn(by_hand), request("/unknown")).await, 404, NOT_FOUND);

    let inside = ServiceBuilder::new().layer(EnvelopeLayer::new()).layer(timeout());
    assert_response(&send(inside.service_fn(by_hand), request("/slow")).await, 503, UNAVAILABLE);
}

#[tokio::test]
async fn a_validated_header_outside_and_inside() {
    // The type of the layer names the body.
    let outside = ValidateRequestHeaderLayer::accept("application/json");
    let outside = ServiceBuilder::new().layer(outside).layer(EnvelopeLayer::new());
    assert_response(&send(outside.service_fn(by_hand), request("/unknown")).await, 404, NOT_FOUND);

    let inside = ValidateRequestHeaderLayer::accept("application/json");
    let inside = ServiceBuilder::new().layer(EnvelopeLayer::new()).layer(inside);
    let mut wants_html = request("/loans");
    wants_html.headers_mut().insert(ACCEPT, HeaderValue::from_static("text/html"));
    assert_response(&send(inside.service_fn(by_hand), wants_html).await, 400, NOT_ACCEPTABLE);
}

#[tokio::test]
async fn compression_outside_and_inside() {
    let compressed = |path| {
        let mut request = request(path);
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        request
    };
    let gzip = [0x1f, 0x8b];

    let outside = ServiceBuilder::new().layer(CompressionLayer::new()).layer(EnvelopeLayer::new());
    let response = send(outside.service_fn(by_hand), compressed("/unknown")).await;
    assert_eq!((response.status().as_u16(), &response.headers()[CONTENT_TYPE]), (404, &JSON));
    assert_eq!(response.headers()[CONTENT_ENCODING], "gzip");
    assert!(response.body().starts_with(&gzip));

    // A compressed envelope passes unchanged; a compressed HTML page is replaced, and `content-encoding` removed.
    let inside = || ServiceBuilder::new().layer(EnvelopeLayer::new()).layer(CompressionLayer::new());
    let response = send(inside().service_fn(by_hand), compressed("/invalid")).await;
    assert_eq!((response.status().as_u16(), &response.headers()[CONTENT_TYPE]), (400, &JSON));
    assert_eq!(response.headers()[CONTENT_ENCODING], "gzip");
    assert!(response.body().starts_with(&gzip));
    let response = send(inside().service_fn(by_hand), compressed("/unknown")).await;
    assert_response(&response, 404, NOT_FOUND);
    assert!(!response.headers().contains_key(CONTENT_ENCODING));
}

#[tokio::test]
async fn catch_panic_outside_and_inside() {
    let outside = ServiceBuilder::new().layer(CatchPanicLayer::new()).layer(EnvelopeLayer::new());
    assert_response(&send(outside.service_fn(by_hand), request("/panic")).await, 500, INTERNAL);

    let inside = ServiceBuilder::new().layer(EnvelopeLayer::new()).layer(CatchPanicLayer::new());
    assert_response(&send(inside.service_fn(by_hand), request("/panic")).await, 500, INTERNAL);
}

#[tokio::test]
async fn all_layers_around_a_router() {
    let app = Router::new()
        .route("/loans", get(async || Json::<[u64; 0]>([])))
        .route("/invalid", get(async || invalid()))
        .layer(
            ServiceBuilder::new()
                .layer(CatchPanicLayer::new())
                .layer(CompressionLayer::new())
                .layer(CorsLayer::permissive())
                .layer(timeout())
                .layer(ValidateRequestHeaderLayer::accept("application/json"))
                .layer(EnvelopeLayer::new())
                .layer(CatchPanicLayer::new())
                .layer(CompressionLayer::new())
                .layer(CorsLayer::permissive())
                .layer(timeout())
                .layer(ValidateRequestHeaderLayer::accept("application/json")),
        );
    assert_response(&send(app.clone(), request("/loans")).await, 200, "[]");
    assert_response(&send(app.clone(), request("/invalid")).await, 400, LIST);
    assert_response(&send(app, request("/unknown")).await, 404, NOT_FOUND);
}

#[tokio::test]
async fn an_envelope_twice_is_the_same_envelope() {
    let twice = EnvelopeLayer::new().layer(EnvelopeLayer::new().layer(service_fn(by_hand)));
    assert_response(&send(twice, request("/unknown")).await, 404, NOT_FOUND);
    assert_response(&send(twice, request("/invalid")).await, 400, LIST);
}

#[tokio::test]
async fn a_panic_in_call_becomes_a_response() {
    let panicking = service_fn(|request: Request| {
        assert!(request.uri().path() != "/panic", "jdbc:mysql://10.4.0.7");
        ready(Ok::<_, Infallible>(Response::new(Body::from("[]"))))
    });
    let service = EnvelopeLayer::new().layer(panicking);
    assert_response(&send(service, request("/panic")).await, 500, INTERNAL);
    assert_response(&send(service, request("/loans")).await, 200, "[]");
}

/// Returns an app whose handlers or layers change an envelope.
fn changing() -> Router {
    let to_charset = SetResponseHeaderLayer::overriding(
        CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    let second = SetResponseHeaderLayer::appending(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    let rebuild = async |request: Request, next: Next| {
        let (parts, body) = next.run(request).await.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        Response::from_parts(parts, Body::from(bytes))
    };
    Router::new()
        .route("/status", get(async || (StatusCode::GONE, invalid())))
        .route("/success", get(async || (StatusCode::OK, invalid())))
        .route("/layer", get(async || invalid()).layer(SetStatusLayer::new(StatusCode::UNPROCESSABLE_ENTITY)))
        .route("/charset", get(async || invalid()).layer(to_charset))
        .route("/second", get(async || invalid()).layer(second))
        .route("/rebuilt", get(async || invalid()).layer(from_fn(rebuild)))
}

#[tokio::test]
async fn a_changed_status_or_content_type_is_restored() {
    for path in ["/status", "/success", "/layer", "/charset", "/second", "/rebuilt"] {
        let response = send(changing().layer(EnvelopeLayer::new()), request(path)).await;
        assert_response(&response, 400, LIST);
        assert_eq!(response.headers().get_all(CONTENT_TYPE).iter().count(), 1, "{path}");
        assert_eq!(response.extensions().get::<Code>(), Some(&Code::InvalidArgument), "{path}");
    }
}

#[tokio::test]
async fn without_the_layer_a_changed_status_goes_out_as_written() {
    let response = send(changing(), request("/status")).await;
    assert_eq!(response.status(), 410);
}

/// A response rebuilt from the bytes of an envelope does not count as an envelope.
#[tokio::test]
async fn a_response_without_its_parts_is_replaced() {
    let anew = async |request: Request, next: Next| {
        let response = next.run(request).await;
        let (status, body) = (response.status(), response.into_body());
        (status, [(CONTENT_TYPE, JSON)], body).into_response()
    };
    let app = Router::new()
        .route("/invalid", get(async || invalid()))
        .layer(from_fn(anew))
        .layer(EnvelopeLayer::new());
    let standard =
        r#"{"code":"invalid_argument","message":"[{\"field\":\"request\",\"error\":\"invalid\"}]"}"#;
    assert_response(&send(app, request("/invalid")).await, 400, standard);
}

#[tokio::test]
async fn a_code_inserted_by_a_handler_does_not_mark_an_envelope() {
    let forged = async || {
        let mut response = (StatusCode::NOT_FOUND, "select * from m_client").into_response();
        response.extensions_mut().insert(Code::NotFound);
        response
    };
    let app = Router::new().route("/forged", get(forged)).layer(EnvelopeLayer::new());
    assert_response(&send(app, request("/forged")).await, 404, NOT_FOUND);
}

/// Metrics can read the `Code` of every error response from its extensions.
#[tokio::test]
async fn a_layer_outside_reads_the_code() {
    let app = Router::new()
        .route("/invalid", get(async || invalid()))
        .route("/foreign", get(async || (StatusCode::BAD_GATEWAY, "nginx")))
        .layer(EnvelopeLayer::new());
    for (path, code) in
        [("/invalid", Code::InvalidArgument), ("/foreign", Code::Unavailable), ("/unknown", Code::NotFound)]
    {
        let response = send(app.clone(), request(path)).await;
        assert_eq!(response.extensions().get(), Some(&code), "{path}");
    }
}

/// Layers with additional bounds on the body or the service.
#[tokio::test]
async fn further_layers_outside_and_inside() {
    use tower::buffer::Buffer;
    use tower_http::{
        limit::RequestBodyLimitLayer,
        map_response_body::MapResponseBodyLayer,
        request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
        sensitive_headers::SetSensitiveHeadersLayer,
        timeout::ResponseBodyTimeoutLayer,
        trace::TraceLayer,
    };

    let minute = Duration::from_mins(1);
    let app = Router::new()
        .route("/loans", get(async || Json::<[u64; 0]>([])))
        .route("/invalid", get(async || invalid()))
        .layer(
            ServiceBuilder::new()
                .layer(SetSensitiveHeadersLayer::new([http::header::AUTHORIZATION]))
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(TraceLayer::new_for_http())
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(MapResponseBodyLayer::new(Body::new))
                .layer(ResponseBodyTimeoutLayer::new(minute))
                .layer(RequestBodyLimitLayer::new(1_000))
                .layer(EnvelopeLayer::new())
                .layer(RequestBodyLimitLayer::new(1_000))
                .layer(ResponseBodyTimeoutLayer::new(minute))
                .layer(TraceLayer::new_for_http()),
        );
    for (path, status, body) in [("/loans", 200, "[]"), ("/invalid", 400, LIST), ("/unknown", 404, NOT_FOUND)]
    {
        let response = send(app.clone(), request(path)).await;
        assert_response(&response, status, body);
        assert!(response.headers().contains_key("x-request-id"), "{path}");
    }

    // A buffer sends the futures of the layer to a task, and a box hides its types.
    let buffered = Buffer::new(EnvelopeLayer::new().layer(service_fn(by_hand)), 1);
    let buffered = buffered.map_err(|error| -> Infallible { panic!("{error}") }).boxed_clone();
    assert_response(&send(buffered, request("/unknown")).await, 404, NOT_FOUND);
}
