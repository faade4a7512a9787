//! salvo: [`ErrorResponse`](crate::ErrorResponse) is a `Scribe`.

mod rejections;

use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, Scribe, async_trait};

use crate::{
    ErrorResponse,
    framework::{
        catch_all::{instead_of, take_over},
        panic::caught,
    },
};

impl Scribe for ErrorResponse {
    fn render(self, response: &mut Response) {
        response.status_code(self.status());
        self.emit();
        self.insert_headers(response.headers_mut());
        response.replace_body(self.into_body().into());
    }
}

/// Makes every error answer of a salvo service that is not ours the contract's envelope.
///
/// ```
/// use salvo_core::{Router, Service};
///
/// let service = Service::new(Router::new()).hoop(lms_error::salvo::Envelopes);
/// ```
///
/// The status decides what it becomes, by the table of [`ErrorResponse::from_status`]. Headers stay but those that
/// describe the body, and the body is dropped unread. It is a hoop of the service, the first one, and not a
/// catcher: those are asked only where there is no body yet. A service with `allowed_media_types` refuses behind
/// its hoops; there, let it be the catcher as well: `.catcher(Catcher::new(Envelopes))`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelopes;

#[async_trait]
impl Handler for Envelopes {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        ctrl: &mut FlowCtrl,
    ) {
        if let Err(panicked) = caught(ctrl.call_next(request, depot, response)).await {
            return panicked.render(response);
        }
        let content_type = response.headers().get(http::header::CONTENT_TYPE);
        let answer = response
            .status_code
            .and_then(|status| instead_of(status, content_type.map(http::HeaderValue::as_bytes)));
        if let Some(answer) = answer {
            response.status_code(answer.status());
            take_over(response.headers_mut(), &answer);
            response.replace_body(answer.body().clone().into());
        }
    }
}
