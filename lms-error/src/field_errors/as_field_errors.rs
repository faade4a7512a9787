//! The trait of everything that an `invalid_argument` response can list.

use std::{borrow::Cow, rc::Rc, slice, sync::Arc};

use crate::{FieldError, FieldErrors};

/// A value that can be reported to a partner as a list of fields: the bound of a field with `#[lms(fields)]`.
///
/// With its feature on, each extractor rejection and validation report of the supported crates implements it, and a
/// `Vec` of such values does, too. Implement it for a report of your own:
///
/// ```
/// use std::borrow::Cow;
/// use lms_error::{AsFieldErrors, FieldError};
///
/// /// The names of the columns of a sheet that could not be read.
/// struct UnreadableColumns(Vec<String>);
///
/// impl AsFieldErrors for UnreadableColumns {
///     fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
///         self.0.iter().map(|name| FieldError::new(name.clone(), "cannot be read")).collect()
///     }
/// }
/// ```
///
#[doc = include_str!("../../docs/fields.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of field errors",
    label = "`#[lms(fields)]` needs a type that implements `AsFieldErrors`",
    note = "use `lms_error::FieldErrors`, or implement `AsFieldErrors` for `{Self}`",
    note = "the rejections and reports of other crates need the feature of that crate's name on `lms-error`"
)]
pub trait AsFieldErrors {
    /// Returns the entries, in the order in which a partner should read them.
    fn as_field_errors(&self) -> Cow<'_, [FieldError]>;

    /// Returns the entries of a slice. Overridden for a slice that is the list already.
    #[doc(hidden)]
    fn __slice_as_field_errors(slice: &[Self]) -> Cow<'_, [FieldError]>
    where
        Self: Sized,
    {
        slice.iter().flat_map(|errors| errors.as_field_errors().into_owned()).collect()
    }
}

impl<T: AsFieldErrors> AsFieldErrors for [T] {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        T::__slice_as_field_errors(self)
    }
}

impl<T: AsFieldErrors> AsFieldErrors for Vec<T> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        T::__slice_as_field_errors(self)
    }
}

impl<T: AsFieldErrors, const N: usize> AsFieldErrors for [T; N] {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        T::__slice_as_field_errors(self)
    }
}

impl AsFieldErrors for FieldErrors {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(self.as_ref())
    }
}

impl AsFieldErrors for Cow<'_, [FieldError]> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(self)
    }
}

impl AsFieldErrors for FieldError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(slice::from_ref(self))
    }

    fn __slice_as_field_errors(slice: &[Self]) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(slice)
    }
}

macro_rules! as_field_errors_through {
    ($($pointer:ty),+) => {$(
        impl<T: AsFieldErrors + ?Sized> AsFieldErrors for $pointer {
            fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
                (**self).as_field_errors()
            }
        }
    )+};
}

as_field_errors_through!(&T, Box<T>, Rc<T>, Arc<T>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_field_errors_is_borrowed_and_a_list_of_lists_is_flattened() {
        let errors = [FieldError::new("a", "required"), FieldError::new("b", "invalid")];
        assert!(matches!(errors.as_field_errors(), Cow::Borrowed(list) if list == errors));
        assert!(matches!(errors.to_vec().as_field_errors(), Cow::Borrowed(list) if list == errors));
        let list = Cow::Borrowed(&errors[..]);
        assert!(matches!(list.as_field_errors(), Cow::Borrowed(list) if list == errors));
        let lists =
            vec![FieldErrors::from(errors.clone()), FieldErrors::new(), FieldError::new("c", "x").into()];
        let names: Vec<_> = lists.as_field_errors().iter().map(|error| error.field().to_owned()).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }
}
