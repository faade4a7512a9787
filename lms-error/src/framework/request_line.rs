//! The part of a request that the log shows for a response of the catch-all.

/// The part of a request that the log shows; never the query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestLine<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// The template that the path matched, if the framework exposes it.
    pub(crate) route: Option<&'a str>,
}

/// The method, the path and the route of an `http` request.
#[cfg(any(feature = "axum", feature = "poem", feature = "tower"))]
#[derive(Clone, Debug)]
pub(crate) struct RequestHead {
    method: http::Method,
    uri: http::Uri,
    #[cfg(feature = "axum")]
    route: Option<axum::extract::MatchedPath>,
}

#[cfg(any(feature = "axum", feature = "poem", feature = "tower"))]
impl RequestHead {
    #[cfg_attr(
        not(feature = "axum"),
        expect(unused_variables, reason = "axum tells the route by an extension")
    )]
    pub(crate) fn new(method: &http::Method, uri: &http::Uri, extensions: &http::Extensions) -> Self {
        Self {
            method: method.clone(),
            uri: uri.clone(),
            #[cfg(feature = "axum")]
            route: extensions.get().cloned(),
        }
    }

    #[cfg(any(feature = "poem", feature = "tower"))]
    pub(crate) fn is_head(&self) -> bool {
        self.method == http::Method::HEAD
    }

    pub(crate) fn line(&self) -> RequestLine<'_> {
        RequestLine {
            method: self.method.as_str(),
            path: self.uri.path(),
            #[cfg(feature = "axum")]
            route: self.route.as_ref().map(axum::extract::MatchedPath::as_str),
            #[cfg(not(feature = "axum"))]
            route: None,
        }
    }
}
