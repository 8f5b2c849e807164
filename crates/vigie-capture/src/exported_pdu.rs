//! What Wireshark exports from the middle of a stack: link type 252.
//!
//! Tags of a number and a length in two bytes each, their value padded to four; tag 0 ends them, then
//! comes the PDU. Written by Wireshark and tshark ("Export PDUs to file") and by tools that hand it
//! messages without their transport, such as those of signalling
//! (<https://gitlab.com/wireshark/wireshark/-/blob/master/wsutil/exported_pdu_tlvs.h>).

use std::net::IpAddr;

use vigie_core::{Reader, Stop};

/// Tags before one PDU.
const MOST_TAGS: usize = 64;

/// A PDU without what carried it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportedPdu<'a> {
    /// Wireshark's name of its protocol: `sccp`, `m3ua`, `diameter`.
    pub protocol: Option<&'a str>,
    /// The same, where a guess decided: `diameter_sctp`.
    pub guessed: Option<&'a str>,
    /// The table it was found in, and its number there: `sctp.ppi` and 3.
    pub table: Option<&'a str>,
    /// Its number in that table.
    pub table_value: Option<u32>,
    /// Sender.
    pub src: Option<IpAddr>,
    /// Receiver.
    pub dst: Option<IpAddr>,
    /// What the ports belong to: 1 is SCTP, 2 TCP, 3 UDP.
    pub port_kind: Option<u32>,
    /// Port of the sender.
    pub src_port: Option<u32>,
    /// Port of the receiver.
    pub dst_port: Option<u32>,
    /// Originating point code.
    pub opc: Option<PointCode>,
    /// Destination point code.
    pub dpc: Option<PointCode>,
    /// Number of the frame it was exported from.
    pub frame: Option<u32>,
    /// Whether it went to the network; false for to the user.
    pub is_sent: Option<bool>,
    /// The PDU.
    pub bytes: &'a [u8],
}

/// A point code of signalling system 7, as exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointCode {
    /// The code.
    pub code: u32,
    /// Whose standard: 1 ITU, 2 ANSI, 3 China, 4 Japan.
    pub standard: u16,
    /// Network indicator.
    pub network: u8,
}

impl<'a> ExportedPdu<'a> {
    /// Takes apart the payload of a frame of link type 252.
    ///
    /// # Errors
    /// When the tags are cut or do not end.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Stop> {
        let mut reader = Reader::new(bytes);
        let mut pdu = Self::default();
        for _ in 0..MOST_TAGS {
            let at = reader.offset();
            let tag = reader.u16_be("tag of an exported PDU")?;
            let len = usize::from(reader.u16_be("length of a tag of an exported PDU")?);
            // Before 3.0 the length of the end was not zero but that of its padding.
            let value = reader.take("value of a tag of an exported PDU", len)?;
            if tag == 0 {
                pdu.bytes = reader.rest();
                return Ok(pdu);
            }
            let padding = len.next_multiple_of(4).saturating_sub(len);
            reader.take("padding of a tag of an exported PDU", padding)?;
            if !pdu.note(tag, value) {
                let expected = format!("a value that tag {tag} can have");
                return Err(Stop::malformed("value of a tag of an exported PDU", at, expected));
            }
        }
        Err(Stop::Limit { what: "tags of an exported PDU", most: MOST_TAGS as u64 })
    }

    /// Keeps a tag's value; false where it is too short.
    fn note(&mut self, tag: u16, value: &'a [u8]) -> bool {
        match tag {
            12 => self.protocol = text(value),
            13 => self.guessed = text(value),
            14 => self.table = text(value),
            20 | 22 => self.src = address(value),
            21 | 23 => self.dst = address(value),
            24 => self.port_kind = number(value),
            25 => self.src_port = number(value),
            26 => self.dst_port = number(value),
            28 => self.opc = PointCode::of(value),
            29 => self.dpc = PointCode::of(value),
            30 => self.frame = number(value),
            32 => self.table_value = number(value),
            35 => self.is_sent = number(value).map(|direction| direction == 0),
            _ => return true,
        }
        !value.is_empty()
    }
}

impl PointCode {
    fn of(value: &[u8]) -> Option<Self> {
        let [c0, c1, c2, c3, s0, s1, network, ..] = value else { return None };
        let code = u32::from_be_bytes([*c0, *c1, *c2, *c3]);
        Some(Self { code, standard: u16::from_be_bytes([*s0, *s1]), network: *network })
    }
}

fn text(value: &[u8]) -> Option<&str> {
    Some(std::str::from_utf8(value).ok()?.trim_end_matches('\0'))
}

fn number(value: &[u8]) -> Option<u32> {
    value.first_chunk().copied().map(u32::from_be_bytes)
}

fn address(value: &[u8]) -> Option<IpAddr> {
    match value.len() {
        4 => value.first_chunk::<4>().copied().map(IpAddr::from),
        16 => value.first_chunk::<16>().copied().map(IpAddr::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(number: u16, value: &[u8]) -> Vec<u8> {
        let len = u16::try_from(value.len()).unwrap();
        let mut tag = [number.to_be_bytes(), len.to_be_bytes()].concat();
        tag.extend(value);
        tag.resize(tag.len().next_multiple_of(4), 0);
        tag
    }

    #[test]
    fn tags_are_read_up_to_the_pdu() {
        let bytes = [
            tag(12, b"sccp"),
            tag(20, &[10, 0, 0, 1]),
            tag(21, &[10, 0, 0, 2]),
            tag(24, &[0, 0, 0, 1]),
            tag(25, &[0, 0, 0x0b, 0x59]),
            tag(28, &[0, 0, 1, 2, 0, 1, 2, 0]),
            tag(32, &[0, 0, 0, 3]),
            tag(99, b"of later"),
            tag(0, &[]),
            vec![9, 0, 3],
        ]
        .concat();
        let pdu = ExportedPdu::parse(&bytes).unwrap();
        assert_eq!((pdu.protocol, pdu.bytes), (Some("sccp"), &[9, 0, 3][..]));
        assert_eq!(pdu.src, Some(IpAddr::from([10, 0, 0, 1])));
        assert_eq!((pdu.port_kind, pdu.src_port, pdu.table_value), (Some(1), Some(2905), Some(3)));
        assert_eq!(pdu.opc, Some(PointCode { code: 258, standard: 1, network: 2 }));
        for cut in 0..bytes.len() - 3 {
            assert!(ExportedPdu::parse(&bytes[..cut]).is_err(), "{cut}");
        }
        assert!(ExportedPdu::parse(&tag(12, b"x").repeat(65)).is_err());
    }
}
