//! M2UA: MTP2's users over SCTP (RFC 3331): class 6, type 1 carries a message signal unit.

use crate::m3ua::Message;

/// The message signal unit from its service information octet on; `None` where there is none.
#[must_use]
pub fn signal_unit(bytes: &[u8]) -> Option<&[u8]> {
    let message = Message::read(bytes)?;
    if (message.class, message.kind) != (6, 1) {
        return None;
    }
    let mut parameters = message.parameters;
    parameters.find_map(|(tag, value)| match tag {
        0x0300 => Some(value),
        // The form of TTC (Japan) has a priority octet in front.
        0x0301 => value.get(1..),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_data() {
        let plain = [1, 0, 6, 1, 0, 0, 0, 16, 3, 0, 0, 7, 0x83, 1, 2, 0];
        assert_eq!(signal_unit(&plain), Some(&[0x83, 1, 2][..]));
        let ttc = [1, 0, 6, 1, 0, 0, 0, 16, 3, 1, 0, 7, 0, 0x83, 1, 0];
        assert_eq!(signal_unit(&ttc), Some(&[0x83, 1][..]));
        assert_eq!(signal_unit(&[1, 0, 6, 2, 0, 0, 0, 8]), None);
    }
}
