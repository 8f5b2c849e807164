//! Domain names on the wire (RFC 1035 §3.1, §4.1.4).
//!
//! Labels of at most 63 bytes, the last one empty, or a pointer to where the rest stands. Real messages
//! only point backwards; one that points elsewhere is damaged or an attack.

/// Longest name on the wire.
const LONGEST: usize = 255;
/// Most pointers that are followed in one name.
const HOPS: usize = 128;

/// A name as text, folded for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    /// In lower case, labels joined by dots, without the last dot. Bytes that are not text stand as
    /// `\DDD`; a dot inside a label as `\.`.
    pub(crate) text: String,
    /// As it was sent, where that differs: resolvers vary the case of letters on purpose.
    pub(crate) as_sent: Option<String>,
}

/// Reads the name at `at` of `message`, and says where what follows it stands.
pub(crate) fn read_name(message: &[u8], at: usize) -> Option<(Name, usize)> {
    let mut sent = Vec::new();
    let end = labels(message, at, &mut |label| {
        if !sent.is_empty() {
            sent.push(b'.');
        }
        escape(label, &mut sent);
    })?;
    let sent = String::from_utf8(sent).unwrap_or_else(|wrong| escaped(wrong.as_bytes()));
    let text = sent.to_lowercase();
    let as_sent = (text != sent).then_some(sent);
    Some((Name { text, as_sent }, end))
}

/// Where what follows the name at `at` stands.
pub(crate) fn skip_name(message: &[u8], at: usize) -> Option<usize> {
    labels(message, at, &mut |_| {})
}

fn labels<'a>(
    message: &'a [u8],
    start: usize,
    see: &mut dyn FnMut(&'a [u8]),
) -> Option<usize> {
    let mut at = start;
    let mut end = None;
    let mut least = start;
    let mut length = 1;
    for _ in 0..=HOPS {
        let first = loop {
            let first = *message.get(at)?;
            if first == 0 {
                return Some(end.unwrap_or(at + 1));
            }
            if first & 0xc0 != 0 {
                break first;
            }
            let label = message.get(at + 1..at + 1 + usize::from(first))?;
            length += label.len() + 1;
            if length > LONGEST {
                return None;
            }
            see(label);
            at += 1 + label.len();
        };
        if first & 0xc0 != 0xc0 {
            return None;
        }
        let low = *message.get(at + 1)?;
        end = end.or(Some(at + 2));
        let target = usize::from(first & 0x3f) << 8 | usize::from(low);
        if target >= least {
            return None;
        }
        least = target;
        at = target;
    }
    None
}

fn escape(label: &[u8], out: &mut Vec<u8>) {
    for byte in label {
        match byte {
            b'.' | b'\\' => out.extend([b'\\', *byte]),
            0..=0x20 | 0x7f => out.extend(format!("\\{byte:03}").into_bytes()),
            _ => out.push(*byte),
        }
    }
}

/// Bytes that are no UTF-8.
fn escaped(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        match byte {
            0x21..=0x7e => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\{byte:03}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_and_the_case_is_kept() {
        let message = b"\x03wWw\x03bad\x07example\x00rest";
        let (name, end) = read_name(message, 0).unwrap();
        assert_eq!(name.text, "www.bad.example");
        assert_eq!(name.as_sent.as_deref(), Some("wWw.bad.example"));
        assert_eq!(&message[end..], b"rest");
        assert_eq!(skip_name(message, 0), Some(end));
        assert_eq!(read_name(b"\0", 0).unwrap(), (Name::default(), 1));
    }

    #[test]
    fn pointers_go_backwards_only() {
        let message = b"\x07example\x00\x03www\xc0\x00\xc0\x09";
        assert_eq!(read_name(message, 9).unwrap().0.text, "www.example");
        assert_eq!(read_name(message, 9).unwrap().1, 15);
        assert_eq!(read_name(message, 15).unwrap().0.text, "www.example");
        for wrong in [&b"\xc0\x00"[..], b"\x01a\xc0\x00", b"\xc0\x02\x01a\x00", b"\x80a", b"\x40"] {
            assert!(read_name(wrong, 0).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn length_and_hops_are_bounded() {
        let long = [[63; 64]; 5].concat();
        assert!(read_name(&long, 0).is_none());
        let mut chain = vec![1, b'a', 0];
        for target in (0..400_u16).map(|hop| if hop == 0 { 0 } else { 1 + hop * 2 }) {
            chain.extend((0xc000 | target).to_be_bytes());
        }
        assert!(read_name(&chain, 203).is_some());
        assert!(read_name(&chain, chain.len() - 2).is_none());
    }

    #[test]
    fn bytes_that_are_no_text_are_spelt_out() {
        assert_eq!(read_name(b"\x04a.\xff \x00", 0).unwrap().0.text, "a\\.\\255\\032");
        assert_eq!(read_name("\x04É\u{2019}\x00".as_bytes(), 0), None);
        assert_eq!(read_name("\x05É\u{2019}\x00".as_bytes(), 0).unwrap().0.text, "é\u{2019}");
    }
}
