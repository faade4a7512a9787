//! The clients, and the rules about them.
//!
//! | id | |
//! |---|---|
//! | 1 | active, without a loan: can be closed |
//! | 2 | pending: can be activated or deleted |
//! | 3 | active, with an active loan: cannot be closed |
//! | 4 | closed: nothing can be done with it |
//! | 607 | active, see [`FLAKY`](crate::failures::FLAKY) |
//! | from 10001 | created by requests |

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    body::{Failure, Fault},
    failures::FLAKY,
};

const OFFICES: [u64; 2] = [1, 2];
/// Clients with an active loan, and the loan.
const ACTIVE_LOANS: [(u64, u64); 1] = [(3, 305)];
const FIRST_NEW_ID: u64 = 10_001;

/// A client of the bank.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Client {
    id: u64,
    account_no: String,
    status: Status,
    active: bool,
    /// Year, month and day.
    activation_date: Option<Vec<u16>>,
    firstname: String,
    lastname: String,
    display_name: String,
    external_id: Option<String>,
    mobile_no: Option<String>,
    office_id: u64,
}

/// The state of a client.
#[derive(Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Status {
    id: u16,
    code: &'static str,
    value: &'static str,
}

const PENDING: Status = Status { id: 100, code: "clientStatusType.pending", value: "Pending" };
const ACTIVE: Status = Status { id: 300, code: "clientStatusType.active", value: "Active" };
const CLOSED: Status = Status { id: 600, code: "clientStatusType.closed", value: "Closed" };

/// The body of a request that creates a client.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct NewClient {
    firstname: String,
    lastname: String,
    office_id: u64,
    external_id: Option<String>,
    mobile_no: Option<String>,
    active: bool,
    activation_date: Option<String>,
    /// Fineract cannot read a date without these two.
    date_format: Option<String>,
    locale: Option<String>,
    legal_form_id: Option<u64>,
}

/// The body of a request that activates a client.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Activation {
    activation_date: String,
}

/// A page of clients.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page {
    total_filtered_records: usize,
    page_items: Vec<Client>,
}

/// The clients in memory; clones share them.
#[derive(Clone)]
pub(crate) struct Clients(Arc<Mutex<BTreeMap<u64, Client>>>);

impl Clients {
    pub(crate) fn seeded() -> Self {
        let clients = [
            seed(1, "Asha", "Rao", ACTIVE),
            seed(2, "Juma", "Mwangi", PENDING),
            seed(3, "Petra", "Gomez", ACTIVE),
            seed(4, "Wanjiku", "Otieno", CLOSED),
            seed(FLAKY, "Ines", "Almeida", ACTIVE),
        ];
        Self(Arc::new(Mutex::new(clients.into_iter().map(|client| (client.id, client)).collect())))
    }

    pub(crate) fn create(&self, new: NewClient) -> Result<Value, Failure> {
        let activation_date = validate(&new)?;
        if !OFFICES.contains(&new.office_id) {
            let text = format!("Office with identifier {} does not exist", new.office_id);
            return Err(Failure::not_found("error.msg.office.id.invalid", text));
        }
        let mut clients = self.lock();
        let is_taken = |id: &&String| clients.values().any(|client| client.external_id.as_ref() == Some(*id));
        if let Some(id) = new.external_id.as_ref().filter(is_taken) {
            let text = format!("Client with externalId `{id}` already exists");
            let fault = Fault::rule("error.msg.client.duplicate.externalId", text).with_value(id);
            return Err(Failure::integrity(fault));
        }
        let id = clients.keys().next_back().map_or(FIRST_NEW_ID, |last| FIRST_NEW_ID.max(last + 1));
        let client = Client {
            activation_date,
            external_id: new.external_id,
            mobile_no: new.mobile_no,
            office_id: new.office_id,
            ..seed(id, &new.firstname, &new.lastname, if new.active { ACTIVE } else { PENDING })
        };
        let result = changed(&client);
        clients.insert(id, client);
        Ok(result)
    }

    pub(crate) fn get(&self, id: u64) -> Result<Client, Failure> {
        self.lock().get(&id).cloned().ok_or_else(|| no_client(id))
    }

    pub(crate) fn page(&self, offset: usize, limit: usize) -> Page {
        let clients = self.lock();
        let page_items = clients.values().skip(offset).take(limit).cloned().collect();
        Page { total_filtered_records: clients.len(), page_items }
    }

    pub(crate) fn activate(&self, id: u64, new: &Activation) -> Result<Value, Failure> {
        self.change(id, |client| match client.status {
            PENDING => {
                client.set(ACTIVE);
                client.activation_date = date(&new.activation_date);
                Ok(())
            }
            ACTIVE => {
                let text = "Cannot activate client. Client is already active.";
                Err(Failure::state("error.msg.clients.already.active", text))
            }
            _ => Err(closed(id)),
        })
    }

    pub(crate) fn close(&self, id: u64) -> Result<Value, Failure> {
        self.change(id, |client| {
            if client.status == CLOSED {
                return Err(closed(id));
            }
            if let Some((_, loan)) = ACTIVE_LOANS.iter().find(|(borrower, _)| *borrower == id) {
                let text = format!("Client cannot be closed. The client's loan {loan} is active.");
                return Err(Failure::rule(Fault::rule("error.msg.client.close.active.loan", text)));
            }
            client.set(CLOSED);
            Ok(())
        })
    }

    pub(crate) fn delete(&self, id: u64) -> Result<Value, Failure> {
        let mut clients = self.lock();
        let client = clients.get(&id).ok_or_else(|| no_client(id))?;
        if client.status != PENDING {
            let text = "Only clients pending activation may be deleted.";
            return Err(Failure::rule(Fault::rule("error.msg.clients.not.pending.cannot.delete", text)));
        }
        let result = changed(client);
        clients.remove(&id);
        Ok(result)
    }

    fn change(
        &self,
        id: u64,
        change: impl FnOnce(&mut Client) -> Result<(), Failure>,
    ) -> Result<Value, Failure> {
        let mut clients = self.lock();
        let client = clients.get_mut(&id).ok_or_else(|| no_client(id))?;
        change(client)?;
        Ok(changed(client))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Client>> {
        // No change takes more than one step, so a panic leaves none half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Client {
    fn set(&mut self, status: Status) {
        self.status = status;
        self.active = status == ACTIVE;
    }
}

/// Fineract's response to a change.
fn changed(client: &Client) -> Value {
    json!({ "officeId": client.office_id, "clientId": client.id, "resourceId": client.id })
}

fn no_client(id: u64) -> Failure {
    Failure::not_found("error.msg.client.id.invalid", format!("Client with id {id} does not exist"))
}

fn closed(id: u64) -> Failure {
    let text = format!("Client with identifier {id} has already been closed");
    Failure::rule(Fault::rule("error.msg.client.closed", text))
}

/// Checks all fields and returns the date of activation.
fn validate(new: &NewClient) -> Result<Option<Vec<u16>>, Failure> {
    let mut faults = Vec::new();
    for (name, value) in [("firstname", &new.firstname), ("lastname", &new.lastname)] {
        if value.trim().is_empty() {
            let text = format!("The parameter `{name}` is mandatory.");
            faults.push(Fault::parameter(name, "cannot.be.blank", text, Value::Null));
        }
    }
    let limits = [
        ("firstname", Some(&new.firstname), 50),
        ("lastname", Some(&new.lastname), 50),
        ("externalId", new.external_id.as_ref(), 100),
        ("mobileNo", new.mobile_no.as_ref(), 20),
    ];
    for (name, value, max) in limits {
        if let Some(value) = value.filter(|value| value.chars().count() > max) {
            let text = format!("The parameter `{name}` exceeds max length of {max}.");
            faults.push(Fault::parameter(name, "exceeds.max.length", text, json!(value)));
        }
    }
    if new.office_id == 0 {
        let text = "The parameter `officeId` must be greater than 0.";
        faults.push(Fault::parameter("officeId", "not.greater.than.zero", text, json!(0)));
    }
    if new.mobile_no.as_ref().is_some_and(|number| number.chars().any(char::is_alphabetic)) {
        let text = "The client's parameter `mobileNo` must not have letters in it.";
        faults.push(Fault::parameter("mobileNo", "has.letters", text, Value::Null));
    }
    let date = new.activation_date.as_deref().and_then(date);
    if date.is_none() && (new.active || new.activation_date.is_some()) {
        let text = "The parameter `activationDate` is mandatory.";
        faults.push(Fault::parameter("activationDate", "cannot.be.blank", text, Value::Null));
    }
    if date.is_some() && (new.date_format.is_none() || new.locale.is_none()) {
        let text = "The parameter `activationDate` requires a `dateFormat` parameter to be passed with it.";
        faults.push(Fault::parameter("activationDate", "missing.dateFormat", text, Value::Null));
    }
    if new.legal_form_id.is_none() {
        let text = "The parameter `legalFormId` is mandatory.";
        faults.push(Fault::parameter("legalFormId", "cannot.be.blank", text, Value::Null));
    }
    if faults.is_empty() { Ok(date) } else { Err(Failure::validation(&faults)) }
}

/// Reads `yyyy-MM-dd`.
fn date(text: &str) -> Option<Vec<u16>> {
    let parts: Option<Vec<_>> = text.split('-').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() == 3)
}

fn seed(id: u64, firstname: &str, lastname: &str, status: Status) -> Client {
    Client {
        id,
        account_no: format!("{id:09}"),
        status,
        active: status == ACTIVE,
        activation_date: (status != PENDING).then(|| vec![2024, 3, 1]),
        firstname: firstname.to_owned(),
        lastname: lastname.to_owned(),
        display_name: format!("{firstname} {lastname}"),
        external_id: Some(format!("branch-{id:04}")),
        mobile_no: None,
        office_id: OFFICES[0],
    }
}
