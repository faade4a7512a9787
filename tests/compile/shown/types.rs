use lms_error::LmsError;

use std::{error::Error, rc::Rc, sync::Arc};

type BoxError = Box<dyn Error + Send + Sync>;
type Shared = Arc<anyhow::Error>;
type Optional = Option<BoxError>;
type Outages = Vec<Outage>;

/// An error that does not say so by its name.
#[derive(Debug)]
struct Outage;

impl std::fmt::Display for Outage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("10.4.0.7 is down")
    }
}

impl Error for Outage {}

trait Store {
    type Failure: Error;
}

struct Postgres;

impl Store for Postgres {
    type Failure = Outage;
}

mod private {
    #[derive(Debug, thiserror::Error)]
    #[error("private")]
    pub(super) struct Hidden;
}

#[derive(Debug, thiserror::Error, LmsError)]
enum E<'a> {
    #[error("{0}")]
    #[lms(code = "aborted")]
    OtherName(Outage),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Alias(BoxError),
    #[error("{0}")]
    #[lms(code = "aborted")]
    AliasOfShared(Shared),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    AliasOfOption(Optional),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    AliasOfList(Outages),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Boxed(Box<dyn Error + Send + Sync + 'a>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    InArc(Arc<Outage>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    InRc(Rc<Outage>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Anyhow(anyhow::Error),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Reference(&'a Outage),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Object(&'a (dyn Error + Send)),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Optional(Option<Outage>),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    List(Vec<Outage>),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Map(std::collections::BTreeMap<String, Box<Outage>>),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Tuple((u64, [Outage; 2])),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Slice(&'a [Outage]),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Result(Result<u64, Outage>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Associated(<Postgres as Store>::Failure),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Private(private::Hidden),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Itself(Box<E<'a>>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    LmsError(&'a dyn LmsError),
}

fn main() {}
