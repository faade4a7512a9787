//! The bodies of partners and of the LMS, and the checks before the LMS is called.

use lms_error::{FieldError, FieldErrors};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, macros::format_description};
use utoipa::{IntoParams, ToSchema};

/// A customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// The number of the customer.
    #[schema(example = 1)]
    pub id: u64,
    /// The state.
    pub status: Status,
    /// The given name.
    pub firstname: String,
    /// The family name.
    pub lastname: String,
    /// The office that looks after the customer.
    pub office_id: u64,
    /// The partner's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The number of a mobile phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The first day on which the customer was active, as `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activation_date: Option<String>,
}

/// The state of a customer.
#[derive(Clone, Copy, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(rename_all(serialize = "camelCase"))]
#[schema(rename_all = "camelCase")]
pub enum Status {
    /// Created, not yet activated.
    #[serde(rename(deserialize = "clientStatusType.pending"))]
    Pending,
    /// May take out loans.
    #[serde(rename(deserialize = "clientStatusType.active"))]
    Active,
    /// Kept for the books only.
    #[serde(rename(deserialize = "clientStatusType.closed"))]
    Closed,
}

/// A page of customers.
#[derive(Serialize, ToSchema)]
pub struct CustomerList {
    /// The number of customers on all pages.
    pub total: usize,
    /// Those of this page, by id.
    pub customers: Vec<Customer>,
}

/// The query of `GET /v1/customers`, and of the LMS's own list.
#[derive(Clone, Copy, Deserialize, IntoParams, Serialize)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// The greatest number of customers.
    #[serde(default = "Page::default_limit")]
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub limit: usize,
    /// The number of customers to skip.
    #[serde(default)]
    #[param(value_type = u64, default = 0, maximum = 4_294_967_295_u32)]
    pub offset: u32,
}

impl Page {
    const MAX_LIMIT: usize = 100;

    /// Returns the page if it can be had.
    ///
    /// # Errors
    ///
    /// `limit` is out of range.
    pub fn checked(self) -> Result<Self, FieldErrors> {
        if (1..=Self::MAX_LIMIT).contains(&self.limit) {
            return Ok(self);
        }
        let error = FieldError::new("limit", format!("must be from 1 to {}", Self::MAX_LIMIT));
        Err(error.into())
    }

    const fn default_limit() -> usize {
        20
    }
}

/// A customer to create.
// Every member is optional here, though not to the partner: serde would stop at the first one that is missing, and a
// partner should read of all in one response.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewCustomer {
    /// The given name.
    #[schema(value_type = String, pattern = r"\S", max_length = 50, example = "Asha")]
    firstname: Option<String>,
    /// The family name.
    #[schema(value_type = String, pattern = r"\S", max_length = 50, example = "Rao")]
    lastname: Option<String>,
    /// The office that looks after the customer.
    #[schema(value_type = u64, minimum = 1, example = 1)]
    office_id: Option<u64>,
    /// Your own id of the customer.
    #[schema(max_length = 100)]
    external_id: Option<String>,
    /// The number of a mobile phone, without letters.
    #[schema(max_length = 20)]
    phone: Option<String>,
    /// True if the customer is active at once; then `activationDate` is required.
    active: Option<bool>,
    /// The first day on which the customer is active.
    #[schema(format = Date, example = "2024-02-29")]
    activation_date: Option<String>,
}

impl NewCustomer {
    /// Returns the client to create in the LMS. The LMS checks the lengths by itself.
    ///
    /// # Errors
    ///
    /// The list of all fields that are wrong.
    pub fn checked(self) -> Result<NewClient, FieldErrors> {
        let mut errors = FieldErrors::new();
        let active = self.active.unwrap_or(false);
        let firstname = self.firstname.unwrap_or_default();
        if firstname.trim().is_empty() {
            errors.push(FieldError::new("firstname", "required"));
        }
        let lastname = self.lastname.unwrap_or_default();
        if lastname.trim().is_empty() {
            errors.push(FieldError::new("lastname", "required"));
        }
        if self.office_id.is_none() {
            errors.push(FieldError::new("officeId", "required"));
        }
        match &self.activation_date {
            None if active => errors.push(FieldError::new("activationDate", "required when active=true")),
            Some(date) if !is_date(date) => {
                errors.push(FieldError::new("activationDate", "must be a date of the form YYYY-MM-DD"));
            }
            _ => {}
        }
        errors.into_result()?;
        Ok(NewClient {
            firstname,
            lastname,
            office_id: self.office_id.unwrap_or_default(),
            external_id: self.external_id,
            mobile_no: self.phone,
            active,
            activation_date: self.activation_date,
            legal_form_id: NewClient::PERSON,
            date_format: DATE_FORMAT,
            locale: LOCALE,
        })
    }
}

/// A client, as the LMS sends one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    id: u64,
    status: ClientStatus,
    firstname: String,
    lastname: String,
    office_id: u64,
    external_id: Option<String>,
    mobile_no: Option<String>,
    activation_date: Option<[u16; 3]>,
}

#[derive(Deserialize)]
struct ClientStatus {
    code: Status,
}

impl From<Client> for Customer {
    fn from(client: Client) -> Self {
        Self {
            id: client.id,
            status: client.status.code,
            firstname: client.firstname,
            lastname: client.lastname,
            office_id: client.office_id,
            external_id: client.external_id,
            phone: client.mobile_no,
            activation_date: client.activation_date.map(|[y, m, d]| format!("{y:04}-{m:02}-{d:02}")),
        }
    }
}

/// A page of clients, as the LMS sends one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientPage {
    total_filtered_records: usize,
    page_items: Vec<Client>,
}

impl From<ClientPage> for CustomerList {
    fn from(page: ClientPage) -> Self {
        let customers = page.page_items.into_iter().map(Customer::from).collect();
        Self { total: page.total_filtered_records, customers }
    }
}

/// A client to create, as the LMS wants it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewClient {
    firstname: String,
    lastname: String,
    /// The office that the client is to belong to.
    pub office_id: u64,
    external_id: Option<String>,
    mobile_no: Option<String>,
    active: bool,
    activation_date: Option<String>,
    legal_form_id: u64,
    date_format: &'static str,
    locale: &'static str,
}

impl NewClient {
    /// The LMS's legal form of a person.
    const PERSON: u64 = 1;

    /// Records that the LMS has created the client.
    #[must_use]
    pub fn created(self, id: u64) -> Customer {
        Customer {
            id,
            status: if self.active { Status::Active } else { Status::Pending },
            firstname: self.firstname,
            lastname: self.lastname,
            office_id: self.office_id,
            external_id: self.external_id,
            phone: self.mobile_no,
            activation_date: self.activation_date,
        }
    }
}

/// The response of the LMS to a change.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The id of the client.
    pub client_id: u64,
}

/// The body of a request that activates a client, as the LMS wants it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstDay {
    activation_date: String,
    date_format: &'static str,
    locale: &'static str,
}

impl FirstDay {
    /// Activates from today on.
    #[must_use]
    pub fn today() -> Self {
        let activation_date = OffsetDateTime::now_utc().date().to_string();
        Self { activation_date, date_format: DATE_FORMAT, locale: LOCALE }
    }
}

impl Customer {
    /// Records that the LMS has activated the customer.
    #[must_use]
    pub fn activated(self, day: FirstDay) -> Self {
        Self { status: Status::Active, activation_date: Some(day.activation_date), ..self }
    }

    /// Records that the LMS has closed the customer.
    #[must_use]
    pub fn closed(self) -> Self {
        Self { status: Status::Closed, ..self }
    }
}

/// The LMS cannot read a date without these two.
const DATE_FORMAT: &str = "yyyy-MM-dd";
const LOCALE: &str = "en";

/// Returns true if the text is a day of the calendar, as `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    Date::parse(text, format_description!("[year]-[month]-[day]")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for date in ["2024-02-29", "2000-02-29", "2025-12-31", "0001-01-01"] {
            assert!(is_date(date), "{date}");
        }
        for other in ["2023-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00"] {
            assert!(!is_date(other), "{other}");
        }
        for text in
            ["", "2025-1-1", "01-01-2025", "2025-01-01T00:00", "+025-01-01", "2025-01-1é", "２025-01-01"]
        {
            assert!(!is_date(text), "{text}");
        }
    }
}
