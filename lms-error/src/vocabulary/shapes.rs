//! Shapes: what gives away any infrastructure, whatever it is called.
//!
//! Each shape has triggers, which the search finds, and is verified around one.

mod address;
mod program;
mod sql;

/// A kind of text that no partner may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `10.4.0.7`, `203.0.113.7:5432`.
    Address,
    /// `ledger-pg:5432`, `loan.rs:42`.
    Port,
    /// `postgres://…`, `http://core:8080/…`, `https://user:pass@…`.
    Url,
    /// `core-ledger.internal`, `localhost`.
    Host,
    /// `/etc/lms/settings.toml`.
    Path,
    /// `api_key=…`.
    Secret,
    /// `std::io::Error`.
    Scope,
    /// `NullPointerException`, `ConnectError`.
    Class,
    /// `io.netty.channel.Channel`.
    Package,
    /// `Os { code: 111 }`, `Some("…")`.
    Debug,
    /// `SELECT name FROM staff`.
    Statement,
    /// `relation "accounts"`.
    Object,
    /// `«uk_email»`.
    Quoted,
}

impl Shape {
    /// Returns what it is, for people.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Address => "a private or ported address",
            Self::Port => "an internal host with a port, or a line of a source file",
            Self::Url => "a URL of an internal host or of a driver, or with credentials",
            Self::Host => "an internal host name",
            Self::Path => "a path of a server",
            Self::Secret => "a secret",
            Self::Scope => "a path of code",
            Self::Class => "the name of a class",
            Self::Package => "the name of a class with its package",
            Self::Debug => "debug output",
            Self::Statement => "an SQL statement",
            Self::Object => "an object of a database",
            Self::Quoted => "an identifier of a database",
        }
    }

    /// Returns the span of the shape that this trigger begins, if it does. `select` is the last `select` that may begin
    /// a statement.
    pub(super) fn find(
        self,
        text: &str,
        at: usize,
        trigger: &str,
        select: &mut Option<usize>,
    ) -> Option<(usize, usize)> {
        let end = at + trigger.len();
        let is_there = matches!(self, Self::Address | Self::Port)
            || text
                .as_bytes()
                .get(at..end)
                .is_some_and(|found| found.eq_ignore_ascii_case(trigger.as_bytes()));
        if !is_there {
            return None;
        }
        match self {
            Self::Address => address::v4(text, at),
            Self::Port => address::port(text, at).or_else(|| program::source_line(text, at)),
            Self::Url => address::url(text, at),
            Self::Host => address::host(text, at, trigger),
            Self::Path => address::path(text, at),
            Self::Secret => {
                text[end..].starts_with(|c: char| c.is_ascii_graphic() && c != '`').then_some((at, end))
            }
            Self::Scope => program::scope(text, at).or_else(|| address::v6(text, at)),
            Self::Class => program::class(text, at, trigger),
            Self::Package => program::package(text, at),
            Self::Debug => program::debug(text, at, trigger),
            Self::Statement => sql::statement(text, at, trigger, select),
            Self::Object => sql::object(text, at, end),
            Self::Quoted => sql::quoted(text, end).map(|end| (at, end)),
        }
    }
}

/// Returns where the run of such bytes begins that ends at this offset. It is read for so many bytes at most.
fn run_start(text: &[u8], end: usize, is_part: impl Fn(u8) -> bool) -> usize {
    const LONGEST: usize = 128;
    let run = text[..end].iter().rev().take(LONGEST).take_while(|byte| is_part(**byte));
    end - run.count()
}
