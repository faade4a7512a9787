//! What partners send and receive, and what is checked before the LMS is asked.

use lms_error::{FieldError, FieldErrors};
use serde::{Deserialize, Serialize};
use time::{Date, macros::format_description};

use crate::error::RequestError;

/// A customer, as partners see one.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Given by the LMS.
    pub id: u64,
    /// What follows from what has been done with the customer.
    pub status: Status,
    /// What the partner has said of the customer.
    #[serde(flatten)]
    pub details: Details,
}

/// Where a customer stands.
#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Created, not yet activated.
    Pending,
    /// May take out loans.
    Active,
    /// Kept for the books only.
    Closed,
}

/// What a partner says of a customer.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// The given name.
    pub firstname: String,
    /// The family name.
    pub lastname: String,
    /// The office that looks after the customer.
    pub office_id: u64,
    /// The partner's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Since when the customer is active, as `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activation_date: Option<String>,
}

/// A page of customers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerList {
    /// How many there are on all pages.
    pub total: usize,
    /// Those of this page, by id.
    pub customers: Vec<Customer>,
}

/// The body of `POST /v1/customers`.
///
/// Every member is optional here, though not to the partner: serde would stop at the first one that is
/// missing, and a partner should read of all in one answer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCustomer {
    firstname: Option<String>,
    lastname: Option<String>,
    office_id: Option<u64>,
    external_id: Option<String>,
    active: Option<bool>,
    activation_date: Option<String>,
}

impl NewCustomer {
    /// The customer to create, and its status.
    ///
    /// # Errors
    ///
    /// The list of all fields that are wrong.
    pub fn checked(self) -> Result<(Details, Status), RequestError> {
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
        let details = Details {
            firstname,
            lastname,
            office_id: self.office_id.unwrap_or_default(),
            external_id: self.external_id,
            activation_date: self.activation_date,
        };
        Ok((details, if active { Status::Active } else { Status::Pending }))
    }
}

/// The query of `GET /v1/customers`.
#[derive(Clone, Copy, Deserialize)]
pub struct Page {
    /// How many customers at most.
    #[serde(default = "Page::default_limit")]
    pub limit: usize,
    /// How many to pass over first.
    #[serde(default)]
    pub offset: usize,
}

impl Page {
    const MAX_LIMIT: usize = 100;

    /// The same page, if it can be had.
    ///
    /// # Errors
    ///
    /// `limit`, where it is out of range.
    pub fn checked(self) -> Result<Self, RequestError> {
        if (1..=Self::MAX_LIMIT).contains(&self.limit) {
            return Ok(self);
        }
        let error = FieldError::new("limit", format!("must be from 1 to {}", Self::MAX_LIMIT));
        Err(FieldErrors::from(error).into())
    }

    const fn default_limit() -> usize {
        20
    }
}

/// Whether the text is a day of the calendar, as `YYYY-MM-DD`.
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
        for no_date in ["2023-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00"] {
            assert!(!is_date(no_date), "{no_date}");
        }
        for malformed in
            ["", "2025-1-1", "01-01-2025", "2025-01-01T00:00", "+025-01-01", "2025-01-1é", "２025-01-01"]
        {
            assert!(!is_date(malformed), "{malformed}");
        }
    }
}
