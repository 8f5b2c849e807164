//! M3UA: MTP3 users over SCTP (RFC 4666).
//!
//! Common header of all adaptation layers: version 1, reserved, class, type, length with the header;
//! then parameters of tag and length (with their header of four octets), padded to four.

use crate::bytes::{u16_be, u32_be};
use crate::mtp3::{Label, LabelForm};

/// A message of M3UA, M2UA or SUA.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Class of message.
    pub class: u8,
    /// Type of message within the class.
    pub kind: u8,
    /// Its parameters.
    pub parameters: Parameters<'a>,
    /// Whether it is shorter than its header says.
    pub is_cut: bool,
}

impl<'a> Message<'a> {
    /// Reads the common header; `None` when it is none.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let [1, _, class, kind] = *bytes.first_chunk()? else { return None };
        let length = usize::try_from(u32_be(bytes, 4)?).ok()?.max(8);
        let body = bytes.get(8..length.min(bytes.len()))?;
        Some(Self { class, kind, parameters: Parameters(body), is_cut: length > bytes.len() })
    }
}

/// Parameters of a message, one after the other: tag and value.
#[derive(Clone, Copy, Debug)]
pub struct Parameters<'a>(pub &'a [u8]);

impl<'a> Iterator for Parameters<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (tag, length) = (u16_be(self.0, 0)?, usize::from(u16_be(self.0, 2)?));
        if length < 4 {
            return None;
        }
        let value = self.0.get(4..length.min(self.0.len()))?;
        self.0 = self.0.get(length.next_multiple_of(4)..).unwrap_or_default();
        Some((tag, value))
    }
}

/// What a DATA message carries for its user.
#[derive(Clone, Copy, Debug)]
pub struct Data<'a> {
    /// Network appearance, where it is given.
    pub appearance: Option<u32>,
    /// Routing context, where it is given.
    pub routing_context: Option<u32>,
    /// Who sent it to whom.
    pub label: Label,
    /// For the user, such as SCCP.
    pub payload: &'a [u8],
}

/// The DATA message in `bytes` (class 1, type 1); `None` for any other.
#[must_use]
pub fn data(bytes: &[u8]) -> Option<Data<'_>> {
    let message = Message::read(bytes)?;
    if (message.class, message.kind) != (1, 1) {
        return None;
    }
    let (mut appearance, mut routing_context, mut protocol) = (None, None, None);
    for (tag, value) in message.parameters {
        match tag {
            0x0200 => appearance = u32_be(value, 0),
            0x0006 => routing_context = u32_be(value, 0),
            0x0210 => protocol = Some(value),
            _ => {}
        }
    }
    let value = protocol?;
    let [service, network, priority, selection] = *value.get(8..12)?.first_chunk()?;
    let label = Label {
        form: LabelForm::Unpacked,
        opc: u32_be(value, 0)?,
        dpc: u32_be(value, 4)?,
        selection,
        service: service & 15,
        network: network & 3,
        priority,
    };
    Some(Data { appearance, routing_context, label, payload: value.get(12..)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_with_its_label() {
        let bytes = [
            1, 0, 1, 1, 0, 0, 0, 0x28, 0, 6, 0, 8, 0, 0, 0, 100, 2, 0x10, 0, 0x12, 0, 0, 0x0a, 1,
            0, 0, 0x0b, 2, 3, 2, 0, 7, 9, 0, 0, 0, 0, 0, 0, 0,
        ];
        let data = data(&bytes).unwrap();
        assert_eq!((data.label.opc, data.label.dpc, data.label.service), (0x0a01, 0x0b02, 3));
        assert_eq!((data.label.network, data.label.selection), (2, 7));
        assert_eq!((data.routing_context, data.appearance), (Some(100), None));
        assert_eq!(data.payload, [9, 0]);
    }

    #[test]
    fn other_messages_and_short_ones_give_nothing() {
        assert!(data(&[1, 0, 3, 3, 0, 0, 0, 8]).is_none());
        assert!(data(&[2, 0, 1, 1, 0, 0, 0, 8]).is_none());
        assert!(data(&[1, 0, 1, 1, 0xff, 0xff, 0xff, 0xff, 2, 0x10, 0xff, 0xff, 0]).is_none());
        assert!(Message::read(&[1, 0, 1]).is_none());
        assert_eq!(Parameters(&[0, 1, 0, 0]).count(), 0);
    }
}
