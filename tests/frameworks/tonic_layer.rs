//! The layer around a gRPC service: foreign statuses, unreadable requests, panics and streams, as a client receives them.

use std::net::SocketAddr;

use http::uri::PathAndQuery;
use lms_error::{ErrorResponse, FieldError, FieldErrors, tower::EnvelopeLayer};
use loans_tonic::{CreateRequest, Loan, ShowRequest, loans_client::LoansClient, loans_server::LoansServer};
use tonic::{
    Code, Request, Status,
    client::Grpc,
    transport::{Channel, Server},
};
use tonic_prost::ProstCodec;

use crate::{
    services::started,
    tonic::{CORE, Invalid, channel, violations},
};

/// A handler that fails with the status, or the panic, that the requested id selects.
#[derive(Clone)]
struct Handler;

#[tonic::async_trait]
impl loans_tonic::loans_server::Loans for Handler {
    async fn show(&self, request: Request<ShowRequest>) -> Result<tonic::Response<Loan>, Status> {
        Err(match request.into_inner().id {
            0 => panic!("jdbc:mysql://10.4.0.7"),
            1 => Status::internal("jdbc:mysql://10.4.0.7/fineract: connection refused"),
            2 => Status::unknown("m_loan"),
            3 => Status::not_found("no row in m_loan"),
            4 => Status::failed_precondition("m_loan is locked"),
            5 => Status::deadline_exceeded("Timeout expired"),
            6 => Status::unimplemented("not yet"),
            7 => Status::invalid_argument("id: m_loan"),
            8 => Status::not_found("core: status=404: Loan 8 does not exist"),
            _ => Invalid(japanese()).into(),
        })
    }

    async fn create(&self, _: Request<CreateRequest>) -> Result<tonic::Response<Loan>, Status> {
        Err(Status::unimplemented(""))
    }
}

/// 40 entries whose names and texts take nine bytes a character on the wire.
fn japanese() -> FieldErrors {
    (0..40)
        .map(|n| FieldError::new(format!("明細[{n}].金額"), "金額は零より大きくなければなりません"))
        .collect()
}

/// Returns the service with or without the layer.
fn served(layer: Option<EnvelopeLayer>) -> SocketAddr {
    started(move |ready| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            ready(listener.local_addr().expect("an address"));
            let incoming = tokio_stream::wrappers::TcpListenerStream::new(listener);
            let (mut server, loans) = (Server::builder(), LoansServer::new(Handler));
            match layer {
                Some(layer) => server.layer(layer).add_service(loans).serve_with_incoming(incoming).await,
                None => server.add_service(loans).serve_with_incoming(incoming).await,
            }
        })
    })
}

fn layered() -> SocketAddr {
    served(Some(EnvelopeLayer::with_policy(&CORE)))
}

#[tokio::test]
async fn a_list_of_40_entries_in_japanese_arrives_cut_at_an_entry() {
    let mut client = LoansClient::new(channel(layered()).await);
    let status = client.show(ShowRequest { id: 99 }).await.expect_err("an error");
    assert_eq!(status.code(), Code::InvalidArgument);
    let list: FieldErrors = serde_json::from_str(status.message()).expect("a list");
    assert!((5..40).contains(&list.len()), "{}", list.len());
    for (n, error) in list.iter().enumerate() {
        assert_eq!(error.field(), format!("明細[{n}].金額"));
        assert_eq!(error.error(), "金額は零より大きくなければなりません");
    }
    assert_eq!(violations(&status).len(), list.len());
}

#[tokio::test]
async fn the_layer_turns_every_foreign_status_into_an_envelope() {
    let mut client = LoansClient::new(channel(layered()).await);
    for (id, code, message) in [
        (0, Code::Internal, "core: status=500: Unexpected upstream failure"),
        (1, Code::Internal, "core: status=500: Unexpected upstream failure"),
        (2, Code::Internal, "core: status=500: Unexpected upstream failure"),
        (3, Code::NotFound, "core: status=404: Resource does not exist"),
        (4, Code::Aborted, "core: status=409: The resource's current state does not allow this action"),
        (5, Code::Unavailable, "core: status=503: Service is temporarily unavailable"),
        (6, Code::Unimplemented, "not yet"),
        (7, Code::InvalidArgument, r#"[{"field":"request","error":"invalid"}]"#),
        // The envelope of another service of the same contract.
        (8, Code::NotFound, "core: status=404: Loan 8 does not exist"),
    ] {
        let status = client.show(ShowRequest { id }).await.expect_err("an error");
        assert_eq!((status.code(), status.message()), (code, message), "{id}");
    }
}

/// A request whose first field is text, where the service has a number.
#[derive(Clone, PartialEq, prost::Message)]
struct Malformed {
    #[prost(string, tag = "1")]
    id: String,
}

async fn call(channel: Channel, path: &'static str) -> Status {
    let mut client = Grpc::new(channel);
    client.ready().await.expect("ready");
    let request = Request::new(Malformed { id: "seven".to_owned() });
    let codec = ProstCodec::<Malformed, Loan>::default();
    client.unary(request, PathAndQuery::from_static(path), codec).await.expect_err("an error")
}

#[tokio::test]
async fn malformed_protobuf_is_an_invalid_argument_without_the_name_of_a_type() {
    let channel = channel(layered()).await;
    let status = call(channel.clone(), "/loans.v1.Loans/Show").await;
    assert_eq!(
        (status.code(), status.message()),
        (Code::InvalidArgument, r#"[{"field":"id","error":"cannot be decoded"}]"#)
    );
    assert_eq!(violations(&status), [("id".to_owned(), "cannot be decoded".to_owned())]);

    // A method and a service that do not exist.
    assert_eq!(call(channel.clone(), "/loans.v1.Loans/Delete").await.code(), Code::Unimplemented);
    assert_eq!(call(channel, "/cards.v1.Cards/Show").await.code(), Code::Unimplemented);
}

/// Sends these bytes as the body of a gRPC request, and returns the code and the message of the response.
async fn raw(address: SocketAddr, body: &'static [u8]) -> (String, String) {
    raw_as("application/grpc", address, body).await
}

async fn raw_as(content_type: &str, address: SocketAddr, body: &'static [u8]) -> (String, String) {
    use hyper_util::rt::{TokioExecutor, TokioIo};

    let stream = tokio::net::TcpStream::connect(address).await.expect("the server listens");
    let (mut client, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .expect("HTTP/2");
    tokio::spawn(connection);
    let request = http::Request::post(format!("http://{address}/loans.v1.Loans/Show"))
        .header("content-type", content_type)
        .header("te", "trailers")
        .body(http_body_util::Full::new(bytes::Bytes::from_static(body)))
        .expect("a request");
    let response = client.send_request(request).await.expect("a response");
    let status = Status::from_header_map(response.headers()).expect("a status in the headers");
    (format!("{:?}", status.code()), status.message().to_owned())
}

/// Requests that tonic cannot read, its own texts for them, and the field lists they become. If a text fails, tonic or
/// prost changed it, and `client_fault` must follow.
#[tokio::test]
async fn the_texts_of_tonic_for_unreadable_requests_are_pinned() {
    let (bare, layered) = (served(None), layered());
    for (body, code, text, list) in [
        (
            &[0, 0, 0, 0, 7, 10, 5, b's', b'e', b'v', b'e', b'n'][..],
            "Internal",
            "failed to decode Protobuf message: ShowRequest.id: ",
            r#"[{"field":"id","error":"cannot be decoded"}]"#,
        ),
        (
            &[0, 0, 0, 0, 1, 0xff],
            "Internal",
            "failed to decode Protobuf message: ",
            r#"[{"field":"body","error":"cannot be decoded"}]"#,
        ),
        (&[], "Internal", "Missing request message.", r#"[{"field":"body","error":"required"}]"#),
        (
            &[2, 0, 0, 0, 0],
            "Internal",
            "protocol error: received message with invalid compression flag: 2",
            r#"[{"field":"body","error":"cannot be read"}]"#,
        ),
        (
            &[1, 0, 0, 0, 0],
            "Internal",
            "protocol error: received message with compressed-flag but no grpc-encoding",
            r#"[{"field":"body","error":"cannot be read"}]"#,
        ),
        (
            &[0, 0, 0, 0, 9, 8],
            "Internal",
            "Unexpected EOF decoding stream.",
            r#"[{"field":"body","error":"cannot be read"}]"#,
        ),
        (
            &[0, 0x7f, 0xff, 0xff, 0xff],
            "OutOfRange",
            "Error, decoded message length too large: ",
            r#"[{"field":"body","error":"too large"}]"#,
        ),
    ] {
        let (bare_code, bare_text) = raw(bare, body).await;
        assert_eq!(bare_code, code, "{bare_text}");
        assert!(bare_text.starts_with(text), "{bare_text}");
        for content_type in ["application/grpc", "application/json"] {
            let responded = raw_as(content_type, layered, body).await;
            assert_eq!(responded, ("InvalidArgument".to_owned(), list.to_owned()), "{content_type} {text}");
        }
    }
}

/// An HTTP response to a gRPC request, from an outer layer or a panic.
#[tokio::test]
async fn layers_in_front_of_a_grpc_service_respond_in_grpc() {
    use axum::{
        Router,
        extract::Request,
        http::StatusCode,
        response::{IntoResponse, Response},
    };

    async fn respond(request: Request) -> Response {
        match request.uri().path() {
            "/loans.v1.Loans/Invalid" => {
                ErrorResponse::from(Invalid(FieldError::new("principal", "must be more than 0").into()))
                    .into_response()
            }
            "/loans.v1.Loans/Token" => StatusCode::UNAUTHORIZED.into_response(),
            "/loans.v1.Loans/Panic" => panic!("jdbc:mysql://10.4.0.7"),
            _ => StatusCode::NOT_FOUND.into_response(),
        }
    }

    let app = Router::new().fallback(respond).layer(EnvelopeLayer::with_policy(&CORE));
    let channel = channel(crate::servers::axum(app)).await;
    for (path, code, message) in [
        (
            "/loans.v1.Loans/Invalid",
            Code::InvalidArgument,
            r#"[{"field":"principal","error":"must be more than 0"}]"#,
        ),
        (
            "/loans.v1.Loans/Token",
            Code::Unauthenticated,
            "core: status=401: Missing, invalid or expired token",
        ),
        ("/loans.v1.Loans/Panic", Code::Internal, "core: status=500: Unexpected upstream failure"),
        ("/loans.v1.Loans/Unknown", Code::Unimplemented, ""),
    ] {
        let status = call(channel.clone(), path).await;
        assert_eq!((status.code(), status.message()), (code, message), "{path}");
    }
}

/// A stream that yields one loan and then ends as the requested id selects.
struct Watch;

impl tonic::server::ServerStreamingService<ShowRequest> for Watch {
    type Response = Loan;
    type ResponseStream = std::pin::Pin<Box<dyn tokio_stream::Stream<Item = Result<Loan, Status>> + Send>>;
    type Future = std::future::Ready<Result<tonic::Response<Self::ResponseStream>, Status>>;

    fn call(&mut self, request: Request<ShowRequest>) -> Self::Future {
        let id = request.into_inner().id;
        let end = move || match id {
            0 => panic!("jdbc:mysql://10.4.0.7"),
            1 => Some(Err(Status::data_loss("m_loan"))),
            2 => Some(Err(Invalid(FieldError::new("id", "unknown").into()).into())),
            _ => None,
        };
        let mut loans = Some(Loan { id, customer_id: 40, principal: 1 });
        let stream = std::iter::from_fn(move || loans.take().map_or_else(end, |loan| Some(Ok(loan))));
        std::future::ready(Ok(tonic::Response::new(Box::pin(tokio_stream::iter(stream)))))
    }
}

#[tokio::test]
async fn the_end_of_a_stream_is_an_envelope_as_well() {
    use axum::{Router, extract::Request as HttpRequest};

    let watch = async |request: HttpRequest| {
        tonic::server::Grpc::new(ProstCodec::<Loan, ShowRequest>::default())
            .server_streaming(Watch, request)
            .await
    };
    let address =
        crate::servers::axum(Router::new().fallback(watch).layer(EnvelopeLayer::with_policy(&CORE)));
    let channel = channel(address).await;
    for (id, expected) in [
        (0, Some((Code::Internal, "core: status=500: Unexpected upstream failure"))),
        (1, Some((Code::Internal, "core: status=500: Unexpected upstream failure"))),
        (2, Some((Code::InvalidArgument, r#"[{"field":"id","error":"unknown"}]"#))),
        (3, None),
    ] {
        let mut client = Grpc::new(channel.clone());
        client.ready().await.expect("ready");
        let path = PathAndQuery::from_static("/loans.v1.Loans/Watch");
        let codec = ProstCodec::<ShowRequest, Loan>::default();
        let response = client.server_streaming(Request::new(ShowRequest { id }), path, codec).await;
        let mut stream = response.expect("a stream").into_inner();
        // tonic buffers ready messages of a stream; a panic discards them.
        if id != 0 {
            assert_eq!(stream.message().await.expect("a message").map(|loan| loan.id), Some(id));
        }
        match (stream.message().await, expected) {
            (Err(status), Some(expected)) => assert_eq!((status.code(), status.message()), expected, "{id}"),
            (Ok(None), None) => {}
            (end, _) => panic!("{id}: {end:?}"),
        }
    }
}
