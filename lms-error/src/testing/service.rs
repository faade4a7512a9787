//! Probes of a tower service.

use std::future::poll_fn;

use bytes::Bytes;
use http::Request;
use http_body::Body;
use http_body_util::{BodyExt, Full};
use tower_service::Service;

use super::{Probes, Report, Response, probe::Run};

impl Probes {
    /// Calls a tower service, such as an axum `Router`, with the probes one after the other.
    ///
    /// # Errors
    ///
    /// If the service fails instead of responding.
    pub async fn call<S, B>(&self, service: S) -> Result<Report, S::Error>
    where
        S: Service<Request<Full<Bytes>>, Response = http::Response<B>>,
        B: Body,
    {
        self.call_with(service, Full::from).await
    }

    /// Calls a tower service that takes one type of body only, such as `axum::body::Body`.
    ///
    /// ```
    /// # #[cfg(feature = "axum")]
    /// # async fn example() -> Result<(), std::convert::Infallible> {
    /// use axum::{Router, body::Body, extract::Request};
    /// use lms_error::{testing::Probes, tower::EnvelopeLayer};
    /// # use tower_service::Service;
    /// #
    /// # fn boxed(router: Router) -> impl Service<Request, Response = axum::response::Response, Error = std::convert::Infallible> {
    /// #     router
    /// # }
    ///
    /// let service = boxed(Router::new().layer(EnvelopeLayer::new()));
    /// Probes::new().call_with(service, Body::from).await?.assert_ok();
    /// # Ok(())
    /// # }
    /// # #[cfg(feature = "axum")]
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(example()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// If the service fails instead of responding.
    pub async fn call_with<S, A, B>(
        &self,
        mut service: S,
        body: impl Fn(Bytes) -> A,
    ) -> Result<Report, S::Error>
    where
        S: Service<Request<A>, Response = http::Response<B>>,
        B: Body,
    {
        let mut run = Run::new(self.policy);
        // A body cannot be truncated without a connection.
        for probe in self.requests().into_iter().filter(|probe| probe.missing == 0) {
            let mut request = Request::builder().method(probe.method).uri(&probe.path);
            for (name, value) in &probe.headers {
                request = request.header(name, value);
            }
            let Ok(request) = request.body(body(probe.body.clone().into())) else { continue };
            poll_fn(|context| service.poll_ready(context)).await?;
            let (parts, body) = service.call(request).await?.into_parts();
            let response = match body.collect().await {
                // A server does not send the body of a response to HEAD.
                Ok(_) if probe.method == "HEAD" => Some(Bytes::new()),
                Ok(body) => Some(body.to_bytes()),
                Err(_) => None,
            };
            let response = response.map(|body| Response::new(parts.status.into(), &parts.headers, body));
            run.add(&probe, response.as_ref());
        }
        Ok(run.finish())
    }
}
