//! The errors of an upstream, whose code depends on the value.

use super::Packed;

/// The entry of `UpstreamError`: a variant for each code, with the contract's own *When*.
pub(crate) const UPSTREAM: &Packed = &Packed {
    module: "lms_error::upstream",
    policy: None,
    text: concat!(
        "UpstreamError\x1f An error response of the system that the service calls.",
        "\x1eInvalidArgument\x1f0l\x1fu\x1f\x1f\x1f Malformed body, missing required field, invalid path/query param",
        "\x1eUnauthenticated\x1f1\x1fu\x1f\x1f\x1f Missing/invalid/expired token, or non-admin subject",
        "\x1ePermissionDenied\x1f2\x1fu\x1f\x1f\x1f Token recognized but caller lacks permission for this resource",
        "\x1eNotFound\x1f3\x1fu\x1f\x1f\x1f Resource does not exist",
        "\x1eAborted\x1f4\x1fu\x1f\x1f\x1f State conflict — e.g. attempting an action the resource’s current state does not allow",
        "\x1eInternal\x1f5\x1fs\x1f\x1f\x1f Unexpected upstream failure",
        "\x1eUnavailable\x1f6\x1fs\x1fc\x1f\x1f Service is temporarily unavailable",
    ),
    inner: &[],
};

#[cfg(test)]
mod tests {
    use super::UPSTREAM;
    use crate::{
        Code,
        catalog::{Content, RetryAfter, Text, Variant},
    };

    #[test]
    fn an_upstream_error_may_have_each_code() {
        let variants = UPSTREAM.variants();
        let codes = variants.iter().map(|variant| match &variant.content {
            Content::Response(response) => response.code,
            other => panic!("{other:?} has a code"),
        });
        assert_eq!(codes.collect::<Vec<_>>(), Code::ALL);
        for (variant, code) in variants.iter().zip(Code::ALL) {
            let Variant { name, docs, .. } = variant;
            assert_eq!(
                (name.to_lowercase(), docs.as_slice()),
                (code.as_str().replace('_', ""), &[code.when()][..])
            );
        }
        let Content::Response(unavailable) = &variants[6].content else { panic!("it has a code") };
        assert_eq!((unavailable.retry_after, unavailable.text), (RetryAfter::Computed, Text::Standard));
    }
}
