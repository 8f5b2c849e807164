//! Base64 as age writes it: the standard alphabet, without padding (RFC 4648 §4).

/// The bytes; `None` unless `text` is their one spelling.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len().saturating_mul(3) / 4);
    for digits in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for digit in digits {
            bits = bits << 6 | u32::from(value(*digit)?);
        }
        let (count, bits) = match digits.len() {
            4 => (3, bits << 8),
            3 => (2, bits << 14),
            2 => (1, bits << 20),
            _ => return None,
        };
        let [kept @ .., _] = bits.to_be_bytes();
        if kept.iter().skip(count).any(|rest| *rest != 0) {
            return None;
        }
        bytes.extend(kept.iter().take(count));
    }
    Some(bytes)
}

const fn value(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn only_the_one_spelling_is_read() {
        let cases = [("", ""), ("Zg", "f"), ("Zm8", "fo"), ("Zm9v", "foo"), ("Zm9vYg", "foob")];
        for (text, bytes) in cases {
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()), "{text}");
        }
        for text in ["Zg==", "Zh", "Z", "Zm 9v", "Zm9", "-_8A"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
