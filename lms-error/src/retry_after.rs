//! The value of a received `Retry-After` header: a number of seconds, or an HTTP date.

use std::time::{Duration, SystemTime};

use http::HeaderValue;

/// A point in time to wait for, as the sender wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfterValue {
    /// A delay; `u64::MAX` for any longer one.
    Seconds(u64),
    /// A date, which may be in the past.
    Date(SystemTime),
}

impl RetryAfterValue {
    /// Returns the time to wait, counted from `now`; zero for a date in the past.
    pub(crate) fn delay(self, now: SystemTime) -> Duration {
        match self {
            Self::Seconds(seconds) => Duration::from_secs(seconds),
            Self::Date(date) => date.duration_since(now).unwrap_or(Duration::ZERO),
        }
    }
}

/// Parses the value of a `Retry-After` header. Returns `None` for what is neither digits nor one of the three date
/// formats of RFC 9110.
pub(crate) fn parse(value: &HeaderValue) -> Option<RetryAfterValue> {
    let text = value.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Digits fail to parse only where the number is too large.
        return Some(RetryAfterValue::Seconds(text.parse().unwrap_or(u64::MAX)));
    }
    httpdate::parse_http_date(text).ok().map(RetryAfterValue::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<RetryAfterValue> {
        parse(&HeaderValue::from_str(text).expect("a header value"))
    }

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn seconds_are_parsed_and_saturate() {
        assert_eq!(parsed("0"), Some(RetryAfterValue::Seconds(0)));
        assert_eq!(parsed(" 120 "), Some(RetryAfterValue::Seconds(120)));
        assert_eq!(parsed("0000000000000000000000000000007"), Some(RetryAfterValue::Seconds(7)));
        assert_eq!(parsed("18446744073709551616"), Some(RetryAfterValue::Seconds(u64::MAX)));
        assert_eq!(parsed(&"9".repeat(5_000)), Some(RetryAfterValue::Seconds(u64::MAX)));
    }

    #[test]
    fn the_three_date_formats_are_parsed() {
        for date in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(parsed(date), Some(RetryAfterValue::Date(at(784_111_777))), "{date}");
        }
    }

    #[test]
    fn what_is_neither_is_none() {
        for text in [
            "",
            "banana",
            "banana GMT",
            "GMT",
            "-1",
            "+5",
            "1.5",
            "5, 5",
            "5s",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37 +0100",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 99999 08:49:37 GMT",
            "٣",
        ] {
            let value = HeaderValue::from_bytes(text.as_bytes()).expect("a header value");
            assert_eq!(parse(&value), None, "{text}");
        }
        assert_eq!(parsed(&format!("{} GMT", "9".repeat(5_000))), None);
    }

    #[test]
    fn a_delay_is_counted_from_now_and_is_never_negative() {
        let now = at(784_111_777);
        assert_eq!(RetryAfterValue::Seconds(7).delay(now), Duration::from_secs(7));
        assert_eq!(RetryAfterValue::Seconds(u64::MAX).delay(now), Duration::from_secs(u64::MAX));
        assert_eq!(RetryAfterValue::Date(at(784_111_807)).delay(now), Duration::from_secs(30));
        assert_eq!(RetryAfterValue::Date(at(0)).delay(now), Duration::ZERO);
    }
}
