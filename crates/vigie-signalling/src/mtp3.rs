//! MTP3 (ITU-T Q.704, ANSI T1.111.4): service information octet, then the routing label.
//!
//! | form | label |
//! | --- | --- |
//! | ITU | 32 bits, little-endian: DPC 14, OPC 14, SLS 4 |
//! | ANSI | DPC 24, OPC 24, SLS 8; member, cluster, network |
//! | China | DPC 24, OPC 24, SLS 4 in an octet |
//! | Japan | DPC 16, OPC 16, SLS 4 in an octet |
//!
//! Nothing on the wire says which form it is: that is judged by whether SCCP can be read behind it.

use crate::sccp;

/// Form of a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelForm {
    /// Taken apart already, by M3UA or SUA.
    #[default]
    Unpacked,
    /// ITU-T.
    Itu,
    /// ANSI, or China: both have 24 bits and look alike.
    Ansi,
    /// Japan.
    Japan,
}

/// Who sends to whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// How it was written.
    pub form: LabelForm,
    /// Originating point code.
    pub opc: u32,
    /// Destination point code.
    pub dpc: u32,
    /// Signalling link selection.
    pub selection: u8,
    /// Service indicator: 3 SCCP, 5 ISUP.
    pub service: u8,
    /// Network indicator: 0 international, 2 national.
    pub network: u8,
    /// Priority, in ANSI.
    pub priority: u8,
}

/// Service indicator of SCCP.
pub const SCCP: u8 = 3;

/// The label of a message signal unit that begins with its service information octet, and what follows.
#[must_use]
pub fn read(unit: &[u8]) -> Option<(Label, &[u8])> {
    let (service, rest) = unit.split_first()?;
    let (service, network, priority) = (service & 15, service >> 6, service >> 4 & 3);
    let mut fallback = None;
    for (form, length) in [(LabelForm::Itu, 4), (LabelForm::Ansi, 7), (LabelForm::Japan, 5)] {
        let Some((octets, payload)) = rest.split_at_checked(length) else { break };
        let (dpc, opc, selection) = points(form, octets);
        let label = Label { form, opc, dpc, selection, service, network, priority };
        if service != SCCP || sccp::looks_like_one(payload) {
            return Some((label, payload));
        }
        fallback.get_or_insert((label, payload));
    }
    fallback
}

/// Destination, origin and link selection.
fn points(form: LabelForm, octets: &[u8]) -> (u32, u32, u8) {
    let number = |from: usize, count: usize| {
        let part = octets.iter().skip(from).take(count).rev();
        part.fold(0u32, |sum, octet| sum << 8 | u32::from(*octet))
    };
    let last = octets.last().copied().unwrap_or_default();
    match form {
        LabelForm::Itu | LabelForm::Unpacked => {
            let all = number(0, 4);
            (all & 0x3fff, all >> 14 & 0x3fff, last >> 4)
        }
        LabelForm::Ansi => (number(0, 3), number(3, 3), last),
        LabelForm::Japan => (number(0, 2), number(2, 2), last & 15),
    }
}

/// A message signal unit as MTP2 frames it (link type 140): BSN, FSN, length indicator, then the service
/// information octet; fill-in and link status units have a length of 0 to 2.
#[must_use]
pub fn of_mtp2(frame: &[u8]) -> Option<&[u8]> {
    let length = frame.get(2)? & 0x3f;
    (length > 2).then(|| frame.get(3..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Unitdata with subsystem numbers only, and two octets of data.
    const UDT: &[u8] = &[9, 0, 3, 5, 7, 2, 0x42, 6, 2, 0x42, 8, 2, 0x62, 0];

    #[test]
    fn forms_are_told_by_what_follows() {
        let label: u32 = 0x0123 | 0x0456 << 14 | 5 << 28;
        let itu = [&[0x83][..], &label.to_le_bytes(), UDT].concat();
        let (read_label, payload) = read(&itu).unwrap();
        assert_eq!(
            (read_label.form, read_label.dpc, read_label.opc),
            (LabelForm::Itu, 0x123, 0x456)
        );
        assert_eq!((read_label.selection, read_label.network, payload), (5, 2, UDT));
        let ansi = [&[0xa3][..], &[1, 2, 3, 4, 5, 6, 0x55], UDT].concat();
        let (label, payload) = read(&ansi).unwrap();
        assert_eq!((label.form, label.dpc, label.opc), (LabelForm::Ansi, 0x03_0201, 0x06_0504));
        assert_eq!((label.selection, label.priority, payload), (0x55, 2, UDT));
        let japan = [&[0x83][..], &[1, 2, 4, 5, 6], UDT].concat();
        let (label, payload) = read(&japan).unwrap();
        assert_eq!((label.form, label.dpc, label.opc), (LabelForm::Japan, 0x0201, 0x0504));
        assert_eq!(payload, UDT);
    }

    #[test]
    fn short_units_have_no_label() {
        assert!(read(&[0x83, 1, 2]).is_none());
        assert!(read(&[]).is_none());
        assert_eq!(of_mtp2(&[1, 2, 1, 0]), None);
        assert_eq!(of_mtp2(&[1, 2, 63, 0x83, 1]), Some(&[0x83, 1][..]));
    }
}
