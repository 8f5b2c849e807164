//! M2PA: MTP2 between peers over SCTP (RFC 4165).
//!
//! After the common header (class 11): unused and BSN, unused and FSN (four octets each). User Data
//! (type 1) goes on with a priority octet and the message signal unit from its service information octet
//! on; without it, it is an acknowledgement.

/// The message signal unit from its service information octet on; `None` where there is none.
#[must_use]
pub fn signal_unit(bytes: &[u8]) -> Option<&[u8]> {
    let [1, _, 11, 1] = *bytes.first_chunk()? else { return None };
    let unit = bytes.get(17..)?;
    (unit.len() > 1).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_data_and_acknowledgements() {
        let head = [1, 0, 11, 1, 0, 0, 0, 0x15, 0, 0, 0, 1, 0, 0, 0, 2];
        let data = [&head[..], &[0, 0x83, 1, 2, 3]].concat();
        assert_eq!(signal_unit(&data), Some(&[0x83, 1, 2, 3][..]));
        assert_eq!(signal_unit(&head), None);
        assert_eq!(signal_unit(&[1, 0, 11, 2, 0, 0, 0, 0]), None);
    }
}
