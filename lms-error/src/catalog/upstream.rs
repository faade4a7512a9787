//! The errors of an upstream: which code one has, its value says.

use super::Packed;

/// The entry of `UpstreamError`.
pub(crate) const UPSTREAM: &Packed = &Packed {
    module: "lms_error::upstream",
    policy: None,
    text: concat!(
        "UpstreamError\x1f The internal system has refused the request, or has failed.",
        "\x1eInvalidArgument\x1f0l\x1fu\x1f\x1f\x1f The internal system found a field of the request wrong.",
        "\x1eUnauthenticated\x1f1\x1fu\x1f\x1f\x1f The internal system did not accept the caller's token.",
        "\x1ePermissionDenied\x1f2\x1fu\x1f\x1f\x1f The internal system does not permit this to the caller.",
        "\x1eNotFound\x1f3\x1fu\x1f\x1f\x1f The internal system has no such resource.",
        "\x1eAborted\x1f4\x1fu\x1f\x1f\x1f The state of a resource in the internal system does not allow the action.",
        "\x1eInternal\x1f5\x1fs\x1f\x1f\x1f The internal system failed.",
        "\x1eUnavailable\x1f6\x1fs\x1fc\x1f\x1f The internal system is not available.",
    ),
    inner: &[],
};
