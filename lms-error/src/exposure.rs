//! Compile-time checks that no text for partners shows another error.
//!
//! For each field that such a text shows, the derive checks each type in the field's declaration: does it lead to an
//! error? The answer is the *type* of a constant: `<Of<T>>::__IS_ERROR` is the inherent constant of type
//! [`Yes`] if `T: Error`, and else the trait's constant of type [`No`], because an inherent item is preferred if its
//! bounds hold. A trait bound on that type raises the error. A `const` assertion would not do: `cargo check` does not
//! evaluate those that depend on parameters, lifetimes or `Self`.

use std::{
    borrow::Cow,
    char::{CharTryFromError, ParseCharError},
    convert::Infallible,
    error::Error,
    marker::PhantomData,
    net::AddrParseError,
    num::{ParseFloatError, ParseIntError, TryFromIntError},
    ops::Deref,
    rc::Rc,
    str::{ParseBoolError, Utf8Error},
    string::FromUtf8Error,
    sync::Arc,
};

use crate::{FieldError, FieldErrors};

/// Carries the constants that tell whether `T` leads to an error.
pub struct Of<T: ?Sized>(PhantomData<T>);

/// The type of a constant if the type does not have the property.
pub struct No;

/// The type of a constant if `T` has the property.
pub struct Yes<T: ?Sized>(PhantomData<T>);

/// The constants that apply if the bounds of the inherent ones do not hold. Their names are reserved, so that no trait
/// in scope makes them ambiguous.
pub trait Otherwise {
    /// `T` is not an error.
    const __IS_ERROR: No = No;
    /// `T` does not deref to an error.
    const __DEREFS_TO_ERROR: No = No;
    /// `T` does not deref to a type that derefs to an error.
    const __HOLDS_ERROR: No = No;
    /// `T` does not yield errors.
    const __YIELDS_ERROR: No = No;
    /// `T` does not yield what derefs to an error.
    const __YIELDS_HOLDER: No = No;
    /// `T` does not deref to `str`.
    const __IS_STRING: No = No;
}

impl<T: ?Sized> Otherwise for Of<T> {}

impl<T: ?Sized + Error> Of<T> {
    /// `T` is an error.
    pub const __IS_ERROR: Yes<T> = Yes(PhantomData);
}

impl<T: ?Sized + Deref<Target: Error>> Of<T> {
    /// `T` derefs to an error, as `Box<dyn Error>`, `anyhow::Error` and `eyre::Report` do.
    pub const __DEREFS_TO_ERROR: Yes<T> = Yes(PhantomData);
}

impl<T: ?Sized + Deref<Target: Deref<Target: Error>>> Of<T> {
    /// `T` derefs to a type that derefs to an error, as an alias of `Arc<anyhow::Error>` does.
    pub const __HOLDS_ERROR: Yes<T> = Yes(PhantomData);
}

impl<T: IntoIterator<Item: Error>> Of<T> {
    /// `T` yields errors, as an alias of `Vec<io::Error>` does.
    pub const __YIELDS_ERROR: Yes<T::Item> = Yes(PhantomData);
}

impl<T: IntoIterator<Item: Deref<Target: Error>>> Of<T> {
    /// `T` yields what derefs to an error, as an alias of `Option<Box<dyn Error>>` does.
    pub const __YIELDS_HOLDER: Yes<T::Item> = Yes(PhantomData);
}

impl<T: ?Sized + Deref<Target = str>> Of<T> {
    /// `T` derefs to `str`.
    pub const __IS_STRING: Yes<T> = Yes(PhantomData);
}

/// An error of which partners may read the text.
///
/// Those of the standard library only describe a malformed value.
pub trait Exempt {}

macro_rules! exempt {
    ($($error:ty),+ $(,)?) => {$(
        impl Exempt for $error {}
    )+};
}

exempt! {
    FieldError,
    FieldErrors,
    AddrParseError,
    CharTryFromError,
    FromUtf8Error,
    Infallible,
    ParseBoolError,
    ParseCharError,
    ParseFloatError,
    ParseIntError,
    TryFromIntError,
    Utf8Error,
}

macro_rules! exempt_through {
    ($($wrapper:ty where $($sized:ident)?;)+) => {$(
        impl<T: Exempt $(+ ?$sized)?> Exempt for $wrapper {}
    )+};
}

exempt_through! {
    &T where Sized;
    Arc<T> where Sized;
    Box<T> where Sized;
    Option<T> where;
    Rc<T> where Sized;
    Vec<T> where;
}

impl<T: Exempt + Clone> Exempt for Cow<'_, T> {}

/// The type of a constant, or several of them, none of which marks an error that is not exempt.
pub trait Harmless {}

/// The type of a constant, or several of them, none of which marks an error.
pub trait Errorless {}

impl Harmless for No {}
impl Errorless for No {}
impl<T: ?Sized + Exempt> Harmless for Yes<T> {}
impl<A: Harmless, B: Harmless> Harmless for (A, B) {}
impl<A: Errorless, B: Errorless> Errorless for (A, B) {}
impl<A: Harmless, B: Harmless, C: Harmless> Harmless for (A, B, C) {}
impl<A: Errorless, B: Errorless, C: Errorless> Errorless for (A, B, C) {}

/// The type of a field that may be shown; `Probe` is the type of its constants.
#[diagnostic::on_unimplemented(
    message = "a partner would read the text of another error",
    label = "`{Self}` is an error or leads to one, and the text for partners shows this field",
    note = "write a `message = \"…\"` without this field; the `Display` stays for the log",
    note = "or mark the field `#[lms(shown)]` if its text was written for partners; it is sanitized",
    note = "or make the variant `#[lms(transparent)]` if `{Self}` is itself an `LmsError`",
    note = "a `Display` that the derive can't read, because it is not written by thiserror, snafu or derive_more, counts \
            as showing every field"
)]
pub trait MayBeShown<Probe> {}

// With `do_not_recommend`, the error is about the type of the field, and there is one for each field.
#[diagnostic::do_not_recommend]
impl<T: ?Sized, Probe: Harmless> MayBeShown<Probe> for T {}

/// The type of a field that may be shown although it is the source.
#[diagnostic::on_unimplemented(
    message = "a partner would read the text of another error",
    label = "this field is the source of the error, and the text for partners shows it",
    note = "write a `message = \"…\"` without this field; the `Display` stays for the log",
    note = "or mark the field `#[lms(shown)]` if its text was written for partners; it is sanitized",
    note = "or make the variant `#[lms(transparent)]` if `{Self}` is itself an `LmsError`",
    note = "a `Display` that the derive can't read, because it is not written by thiserror, snafu or derive_more, counts \
            as showing every field"
)]
pub trait SourceMayBeShown {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized + Exempt> SourceMayBeShown for T {}

/// The type of a field that may be `verbatim`.
#[diagnostic::on_unimplemented(
    message = "an error can't be `verbatim`: its text would reach the partner unsanitized",
    label = "`{Self}` is an error or leads to one",
    note = "leave `verbatim` out; it is for the partner's own values, an external id for example",
    note = "an error's text that was written for partners is `#[lms(shown)]`, and is sanitized"
)]
pub trait MayBeVerbatim<Probe> {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized, Probe: Errorless> MayBeVerbatim<Probe> for T {}

/// The type of a field that may be shown in a `strict` type.
#[diagnostic::on_unimplemented(
    message = "in a `strict` type, a string is shown only if its field is marked",
    label = "`{Self}` is or holds a string, which may be the text of another error",
    note = "mark the field `#[lms(shown)]` if its text is for partners; it is sanitized",
    note = "or `#[lms(verbatim)]` if it is the partner's own value and a `message` or a `field` shows it",
    note = "or write a `message = \"…\"` without it"
)]
pub trait MayBeShownStrictly<Probe> {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized, Probe: Errorless> MayBeShownStrictly<Probe> for T {}

/// Requires that a field of type `T` may be shown.
pub fn shown<T: ?Sized + MayBeShown<Probe>, Probe>(_: Probe) {}

/// Requires that a field of type `T` may be shown although it is the source.
pub fn source_shown<T: ?Sized + SourceMayBeShown>() {}

/// Requires that a field of type `T` may be `verbatim`.
pub fn verbatim<T: ?Sized + MayBeVerbatim<Probe>, Probe>(_: Probe) {}

/// Requires that a field of type `T` may be shown in a `strict` type.
pub fn strictly_shown<T: ?Sized + MayBeShownStrictly<Probe>, Probe>(_: Probe) {}
