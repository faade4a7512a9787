//! How it is seen at one look whether something stands in a text.

/// The first bytes of what is looked for, eight at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    bytes: u64,
    /// Which bits of them have to be the same.
    mask: u64,
}

impl Head {
    /// Without regard to the case of letters, unless it is `exact`.
    pub(super) const fn of(needle: &[u8], exact: bool) -> Self {
        let mut mask = [0; 8];
        let mut n = 0;
        while n < needle.len() && n < mask.len() {
            mask[n] = if !exact && needle[n].is_ascii_alphabetic() { !0x20 } else { !0 };
            n += 1;
        }
        let mask = u64::from_le_bytes(mask);
        Self { bytes: eight_at(needle, 0) & mask, mask }
    }

    /// Whether these bytes of a text are the same.
    pub(super) const fn begins(self, eight: u64) -> bool {
        eight & self.mask == self.bytes
    }
}

/// The bytes of the text from there on; behind its end, zeros.
pub(super) const fn eight_at(text: &[u8], at: usize) -> u64 {
    let (_, behind) = text.split_at(at);
    if let Some(eight) = behind.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let mut last = [0; 8];
    let mut n = 0;
    while n < behind.len() {
        last[n] = behind[n];
        n += 1;
    }
    u64::from_le_bytes(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_stands_where_its_bytes_do() {
        for (needle, text, regardless, exact) in [
            ("client", "clientele", true, true),
            ("client", "CLIENT", true, false),
            ("client", "clien", false, false),
            ("client", "clien\0", false, false),
            ("error.msg", "Error.ms", true, false),
            ("error.msg", "error-msg", false, false),
            // What differs from them as a small letter does from a large one.
            ("m_", "M\u{7f}", false, false),
            ("@", "`", false, false),
            ("", "x", true, true),
        ] {
            let eight = eight_at(text.as_bytes(), 0);
            assert_eq!(Head::of(needle.as_bytes(), false).begins(eight), regardless, "{needle} {text}");
            assert_eq!(Head::of(needle.as_bytes(), true).begins(eight), exact, "{needle} {text}");
        }
        assert_eq!(eight_at(b"ab", 1), u64::from(b'b'));
        assert_eq!(eight_at(b"ab", 2), 0);
    }
}
