//! `crate = "…"` with `lms-error` renamed in `Cargo.toml` and re-exported by a module: there is no `::lms_error` here.

mod platform {
    pub(crate) mod prelude {
        pub(crate) use ::errors::*;
    }
}

mod renamed {
    use std::time::Duration;

    use errors::{FieldErrors, LmsError};

    #[derive(Debug, thiserror::Error, LmsError)]
    #[lms(crate = "errors", axum)]
    pub(super) enum Renamed<T: std::fmt::Debug> {
        #[error("no {0:?}")]
        #[lms(code = "not_found", message = "no {0:?}")]
        Unit(T),
        #[error("list")]
        #[lms(code = "invalid_argument")]
        List(#[lms(fields, rename_all = "camelCase")] FieldErrors),
        #[error("later")]
        #[lms(code = "unavailable")]
        Later(#[lms(retry_after)] Duration),
    }
}

#[derive(Debug, thiserror::Error, platform::prelude::LmsError)]
#[error(transparent)]
#[lms(crate = "crate::platform::prelude", axum, transparent)]
struct Wrapped(#[from] renamed::Renamed<u8>);

#[test]
fn the_impl_uses_the_given_path() {
    use platform::prelude::{FieldErrors, LmsError};

    let error = |inner: renamed::Renamed<u8>| Wrapped::from(inner).envelope().message.into_owned();
    assert_eq!(error(renamed::Renamed::Unit(7)), "lms: status=404: no 7");
    assert_eq!(
        error(renamed::Renamed::List(FieldErrors::new())),
        r#"[{"field":"request","error":"invalid"}]"#
    );
    let later = renamed::Renamed::<u8>::Later(std::time::Duration::from_secs(1));
    assert_eq!(later.to_response().headers()["retry-after"], "1");
}
