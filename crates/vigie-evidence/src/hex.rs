//! Bytes as hexadecimal digits.

use std::fmt::Write as _;

/// `bytes` in lower case.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Exactly `N` bytes from exactly `2 N` digits of either case.
pub(crate) fn decode<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N.checked_mul(2)? {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        let [high, low] = <[u8; 2]>::try_from(pair).ok()?;
        *byte = digit(high)? << 4 | digit(low)?;
    }
    Some(bytes)
}

/// Any even number of digits.
pub(crate) fn decode_all(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| decode::<1>(pair).map(|[byte]| byte)).collect()
}

const fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        b'A'..=b'F' => Some(c - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_become_bytes_and_back() {
        assert_eq!(decode::<3>(b"00fFA9"), Some([0, 255, 0xa9]));
        assert_eq!(encode(&[0, 255, 0xa9]), "00ffa9");
        assert_eq!(decode::<3>(b"00ff"), None);
        assert_eq!(decode::<1>(b"0g"), None);
        assert_eq!(decode_all("0a0"), None);
        assert_eq!(decode_all("0a01"), Some(vec![10, 1]));
    }
}
