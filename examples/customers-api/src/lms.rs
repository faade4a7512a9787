//! The LMS, an Apache Fineract: how it is called, and what its errors mean to partners.

use std::time::Duration;

use lms_error::{Code, upstream::Upstream};
use reqwest::{Client, Method, RequestBuilder, Url, header::HeaderMap};

/// The LMS's fields and codes in the contract's terms. All else is built in.
pub static CORE: Upstream = Upstream::FINERACT
    .fields(&[("mobileNo", "phone")])
    // Two requests met in one client: the same request may well succeed in a moment.
    .codes(&[("error.msg.platform.service.org", Code::Unavailable)]);

/// A partner should not wait for longer.
const TIMEOUT: Duration = Duration::from_secs(2);

/// The address of the LMS, and this service's own account there.
#[derive(Clone)]
pub struct Account {
    /// The URL up to `/clients`.
    pub url: Url,
    /// The name of the user.
    pub user: String,
    /// The password of the user.
    pub password: String,
    /// The tenant.
    pub tenant: String,
}

/// A connection to the LMS; clones share it.
#[derive(Clone)]
pub struct Lms {
    http: Client,
    account: Account,
}

impl Lms {
    /// Connects as soon as a request is made.
    #[must_use]
    pub fn new(account: Account) -> Self {
        Self { http: Client::new(), account }
    }

    /// Returns a request to read something.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    /// Returns a request to change something. The LMS does it once for each idempotency key, so the key of the
    /// partner's request is passed on.
    pub fn post(&self, path: &str, headers: &HeaderMap) -> RequestBuilder {
        let request = self.request(Method::POST, path);
        match headers.get("idempotency-key") {
            Some(key) => request.header("Idempotency-Key", key),
            None => request,
        }
    }

    /// Returns a request to delete something.
    pub fn delete(&self, path: &str) -> RequestBuilder {
        self.request(Method::DELETE, path)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let Account { url, user, password, tenant } = &self.account;
        self.http
            .request(method, format!("{}{path}", url.as_str().trim_end_matches('/')))
            .timeout(TIMEOUT)
            .basic_auth(user, Some(password))
            .header("Fineract-Platform-TenantId", tenant)
    }
}
