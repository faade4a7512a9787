//! A stand-in for the loan management system: it keeps its clients in memory, and fails as the real one does.
//!
//! | id | |
//! |---|---|
//! | 1 | active, without a loan: can be closed |
//! | 2 | pending: can be activated or deleted |
//! | 3 | active, with an active loan: can't be closed |
//! | 4 | closed: nothing can be done with it |
//! | [`LOCKED`], [`DATABASE_DOWN`], [`MAINTENANCE`], [`PANIC`] | every request for it fails, in one way each, and no other request is touched |
//! | from 10001 | created by partners |

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use lms_error::{FieldError, FieldErrors};

use crate::{
    customer::{Customer, CustomerList, Details, Page, Status},
    error::{LmsFault, StorageError},
};

/// The id of a customer that a job has locked.
pub const LOCKED: u64 = 409;
/// The id of a customer whose data can't be reached.
pub const DATABASE_DOWN: u64 = 500;
/// The id of a customer for whom the LMS is always down for maintenance.
pub const MAINTENANCE: u64 = 503;
/// The id of a customer over whom the LMS panics.
pub const PANIC: u64 = 666;

const OFFICES: [u64; 2] = [1, 2];
/// The customers who owe money, and their loans.
const ACTIVE_LOANS: [(u64, u64); 1] = [(3, 305)];
const MAX_NAME_CHARS: usize = 50;
const MAX_EXTERNAL_ID_CHARS: usize = 100;
const FIRST_NEW_ID: u64 = 10_001;

/// A connection to the LMS; clones of it speak to the same one.
#[derive(Clone)]
pub struct Lms(Arc<Mutex<Clients>>);

type Clients = BTreeMap<u64, Customer>;

impl Lms {
    /// An LMS of its own, with four clients in it.
    #[must_use]
    pub fn seeded() -> Self {
        let clients = [
            seed(1, "Asha", "Rao", Status::Active),
            seed(2, "Juma", "Mwangi", Status::Pending),
            seed(3, "Petra", "Gomez", Status::Active),
            seed(4, "Wanjiku", "Otieno", Status::Closed),
        ];
        let clients = clients.into_iter().map(|client| (client.id, client)).collect();
        Self(Arc::new(Mutex::new(clients)))
    }

    /// Takes up a new client.
    ///
    /// # Errors
    ///
    /// A field is too long, the office does not exist, or the external id is taken.
    pub fn create(&self, (details, status): (Details, Status)) -> Result<Customer, LmsFault> {
        validate(&details)?;
        if !OFFICES.contains(&details.office_id) {
            return Err(LmsFault::NoSuchOffice { id: details.office_id });
        }
        let mut clients = self.clients();
        let is_taken =
            |id: &&String| clients.values().any(|other| other.details.external_id.as_ref() == Some(*id));
        if let Some(external_id) = details.external_id.as_ref().filter(is_taken) {
            return Err(LmsFault::DuplicateExternalId { external_id: external_id.clone() });
        }
        let id = clients.keys().next_back().map_or(FIRST_NEW_ID, |last| FIRST_NEW_ID.max(last + 1));
        let client = Customer { id, status, details };
        clients.insert(id, client.clone());
        Ok(client)
    }

    /// One client.
    ///
    /// # Errors
    ///
    /// There is no such client, or the LMS can't answer.
    pub fn get(&self, id: u64) -> Result<Customer, LmsFault> {
        self.with(id, |client| Ok(client.clone()))
    }

    /// The clients of a page.
    #[must_use]
    pub fn list(&self, page: Page) -> CustomerList {
        let clients = self.clients();
        let customers = clients.values().skip(page.offset).take(page.limit).cloned().collect();
        CustomerList { total: clients.len(), customers }
    }

    /// Makes a pending client active.
    ///
    /// # Errors
    ///
    /// The client is not pending, or can't be had.
    pub fn activate(&self, id: u64) -> Result<Customer, LmsFault> {
        self.with(id, |client| {
            match client.status {
                Status::Pending => client.status = Status::Active,
                Status::Active => return Err(LmsFault::AlreadyActive),
                Status::Closed => return Err(LmsFault::Closed { id }),
            }
            Ok(client.clone())
        })
    }

    /// Closes a client.
    ///
    /// # Errors
    ///
    /// The client is closed already, has an active loan, or can't be had.
    pub fn close(&self, id: u64) -> Result<Customer, LmsFault> {
        self.with(id, |client| {
            if client.status == Status::Closed {
                return Err(LmsFault::Closed { id });
            }
            if let Some(&(_, loan)) = ACTIVE_LOANS.iter().find(|(borrower, _)| *borrower == id) {
                return Err(LmsFault::ActiveLoan { loan });
            }
            client.status = Status::Closed;
            Ok(client.clone())
        })
    }

    /// Forgets a pending client.
    ///
    /// # Errors
    ///
    /// The client has been active, or can't be had.
    pub fn delete(&self, id: u64) -> Result<(), LmsFault> {
        fail_if_reserved(id)?;
        let mut clients = self.clients();
        match clients.get(&id).ok_or(LmsFault::NoSuchClient { id })?.status {
            Status::Pending => clients.remove(&id),
            Status::Active | Status::Closed => return Err(LmsFault::NotPending),
        };
        Ok(())
    }

    /// Does something with a client, if the LMS can get at it.
    fn with<T>(
        &self,
        id: u64,
        act: impl FnOnce(&mut Customer) -> Result<T, LmsFault>,
    ) -> Result<T, LmsFault> {
        fail_if_reserved(id)?;
        act(self.clients().get_mut(&id).ok_or(LmsFault::NoSuchClient { id })?)
    }

    /// What a panic leaves behind is whole: no change takes more than one step.
    fn clients(&self) -> MutexGuard<'_, Clients> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn fail_if_reserved(id: u64) -> Result<(), LmsFault> {
    match id {
        LOCKED => Err(LmsFault::Locked { id }),
        DATABASE_DOWN => {
            Err(LmsFault::Storage(StorageError { url: "jdbc:mysql://10.4.0.7:3306/fineract_default" }))
        }
        MAINTENANCE => {
            let address = SocketAddr::from((Ipv4Addr::new(10, 4, 0, 9), 8443));
            Err(LmsFault::Maintenance { address })
        }
        PANIC => panic!("client {id} has no account at jdbc:mysql://10.4.0.7:3306/fineract_default"),
        _ => Ok(()),
    }
}

/// What the LMS checks by itself, worded as it words it.
fn validate(details: &Details) -> Result<(), LmsFault> {
    let external_id = details.external_id.as_deref().unwrap_or_default();
    let limits = [
        ("firstname", details.firstname.as_str(), MAX_NAME_CHARS),
        ("lastname", details.lastname.as_str(), MAX_NAME_CHARS),
        ("externalId", external_id, MAX_EXTERNAL_ID_CHARS),
    ];
    let too_long = limits.into_iter().filter(|(_, value, max)| value.chars().count() > *max);
    let errors: FieldErrors = too_long
        .map(|(name, _, max)| {
            FieldError::new(name, format!("The client's parameter `{name}` exceeds max length of {max}."))
        })
        .collect();
    errors.into_result().map_err(LmsFault::Validation)
}

fn seed(id: u64, firstname: &str, lastname: &str, status: Status) -> Customer {
    let details = Details {
        firstname: firstname.to_owned(),
        lastname: lastname.to_owned(),
        office_id: OFFICES[0],
        external_id: Some(format!("branch-{id:04}")),
        activation_date: (status != Status::Pending).then(|| "2024-03-01".to_owned()),
    };
    Customer { id, status, details }
}
