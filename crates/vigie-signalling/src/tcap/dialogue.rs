//! Dialogue portion (Q.773 §3.2.1, 3GPP TS 29.002 §17.4): application context, refusal, and what MAP says
//! when it opens.
//!
//! EXTERNAL (28) of structured dialogue, in which AARQ (60), AARE (61) or ABRT (64); inside these the
//! application context (A1), the result (A2, A3) and user information (BE) with the MAP dialogue PDU:
//! map-open (A0) names destination (80) and origination (81) reference.

use crate::ber::{Oddities, Tag, Tlv, Watch};
use crate::numbers::Digits;

/// What a dialogue portion says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialogue {
    /// Application context.
    pub context: Option<ApplicationContext>,
    /// Whether this asks for it, or answers.
    pub is_request: bool,
    /// Whether it was refused.
    pub is_refused: bool,
    /// Whether a user aborted.
    pub is_abort: bool,
    /// Destination reference of map-open: the IMSI in dialogues of supplementary services.
    pub destination: Digits,
    /// Origination reference of map-open: number of the VLR or HLR.
    pub origination: Digits,
}

/// Whose application contexts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// None of those below.
    #[default]
    Unknown,
    /// MAP: 0.4.0.0.1.0.AC.version.
    Map,
    /// CAP.
    Cap,
}

/// An application context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApplicationContext {
    /// Whose.
    pub family: Family,
    /// Which: 1 networkLocUp, … in MAP.
    pub number: u8,
    /// Version.
    pub version: u8,
    /// Whether its object identifier is longer than the standard's.
    pub is_extended: bool,
}

const fn context(number: u16) -> Tag {
    Tag::context(number)
}

const AARQ: Tag = Tag::application(0);
const AARE: Tag = Tag::application(1);
const ABRT: Tag = Tag::application(4);

impl Dialogue {
    pub(super) fn read(portion: &Tlv<'_>, watch: &Watch) -> Option<Self> {
        let external = portion.inside(watch).find(|part| part.tag == Tag::EXTERNAL)?;
        let single = external.inside(watch).find(|part| part.tag == context(0))?;
        let unit = single.inside(watch).next()?;
        let mut dialogue =
            Self { is_request: unit.tag == AARQ, is_abort: unit.tag == ABRT, ..Self::default() };
        if ![AARQ, AARE, ABRT].contains(&unit.tag) {
            return None;
        }
        for part in unit.inside(watch) {
            dialogue.take(&part, unit.tag, watch);
        }
        Some(dialogue)
    }

    fn take(&mut self, part: &Tlv<'_>, unit: Tag, watch: &Watch) {
        if part.tag == context(1) && unit != ABRT {
            let identifier = part.inside(watch).find(|inner| inner.tag == Tag::IDENTIFIER);
            self.context = identifier.map(|one| ApplicationContext::read(one.value, watch));
        } else if part.tag == context(2) && unit == AARE {
            let result = part.inside(watch).next().and_then(|inner| inner.integer(watch));
            self.is_refused = result == Some(1);
        } else if part.tag == context(30) {
            self.take_user_information(part, watch);
        }
    }

    /// EXTERNAL of the MAP dialogue PDU.
    fn take_user_information(&mut self, part: &Tlv<'_>, watch: &Watch) {
        let external = part.inside(watch).find(|inner| inner.tag == Tag::EXTERNAL);
        let single = external
            .and_then(|external| external.inside(watch).find(|inner| inner.tag == context(0)));
        let Some(pdu) = single.and_then(|single| single.inside(watch).next()) else { return };
        if pdu.tag != context(0) {
            return;
        }
        for reference in pdu.inside(watch) {
            let digits = Digits::of_address_string(&reference.octets(watch));
            if reference.tag == context(0) {
                self.destination = digits;
            } else if reference.tag == context(1) {
                self.origination = digits;
            }
        }
    }
}

/// 0.4.0.0.1.0 as octets: MAP.
const MAP: &[u8] = &[0x04, 0, 0, 1, 0];
/// 0.4.0.0.1.21.3 and 0.4.0.0.1.23.3: CAP of phases 3 and 4.
const CAP3: &[u8] = &[0x04, 0, 0, 1, 21, 3];
const CAP4: &[u8] = &[0x04, 0, 0, 1, 23, 3];

impl ApplicationContext {
    /// Reads an object identifier.
    #[must_use]
    pub fn read(identifier: &[u8], watch: &Watch) -> Self {
        if identifier.contains(&0x80) {
            watch.note(Oddities::PADDED_IDENTIFIER);
        }
        if let Some([number, version, more @ ..]) = identifier.strip_prefix(MAP) {
            let is_extended = !more.is_empty();
            // Contexts 50.0 and 50.1 are CAP of phases 1 and 2.
            let (family, version) = match number {
                50 => (Family::Cap, version.saturating_add(1)),
                _ => (Family::Map, *version),
            };
            return Self { family, number: *number, version, is_extended };
        }
        for (prefix, version) in [(CAP3, 3), (CAP4, 4)] {
            if let Some([number, more @ ..]) = identifier.strip_prefix(prefix) {
                let is_extended = !more.is_empty();
                return Self { family: Family::Cap, number: *number, version, is_extended };
            }
        }
        Self { is_extended: identifier.len() > 8, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ber::Elements;

    #[test]
    fn contexts() {
        let watch = Watch::default();
        let read = |octets: &[u8]| ApplicationContext::read(octets, &watch);
        let map = read(&[4, 0, 0, 1, 0, 1, 3]);
        assert_eq!(
            (map.family, map.number, map.version, map.is_extended),
            (Family::Map, 1, 3, false)
        );
        let cap = read(&[4, 0, 0, 1, 0, 50, 1]);
        assert_eq!((cap.family, cap.version), (Family::Cap, 2));
        let cap = read(&[4, 0, 0, 1, 23, 3, 61]);
        assert_eq!((cap.family, cap.number, cap.version), (Family::Cap, 61, 4));
        assert!(read(&[4, 0, 0, 1, 0, 1, 3, 1]).is_extended);
        assert_eq!(read(&[0x2a, 3]).family, Family::Unknown);
        assert!(watch.oddities().is_empty());
        read(&[4, 0, 0, 1, 0x80, 0, 1, 3]);
        assert!(watch.oddities().has(Oddities::PADDED_IDENTIFIER));
    }

    #[test]
    fn map_open_names_the_subscriber() {
        let open = [0xa0, 0x0a, 0x80, 8, 0x96, 0x02, 0x98, 0x21, 0x43, 0x65, 0x87, 0xf9];
        let oid = [6, 7, 4, 0, 0, 1, 1, 1, 1];
        let single = [&[0xa0, 12][..], &open].concat();
        let external = [&[0x28, 23][..], &oid, &single].concat();
        let info = [&[0xbe, 25][..], &external].concat();
        let acn = [0xa1, 9, 6, 7, 4, 0, 0, 1, 0, 18, 2];
        let aarq = [&[0x60, 38][..], &acn, &info].concat();
        let single = [&[0xa0, 40][..], &aarq].concat();
        let oid = [6, 7, 0, 0x11, 0x86, 5, 1, 1, 1];
        let external = [&[0x28, 51][..], &oid, &single].concat();
        let portion = [&[0x6b, 53][..], &external].concat();
        let watch = Watch::default();
        let tlv = Elements::new(&portion, &watch).next().unwrap();
        let dialogue = Dialogue::read(&tlv, &watch).unwrap();
        assert_eq!(dialogue.destination.as_str(), "2089123456789");
        assert!(dialogue.is_request && !dialogue.is_refused);
        assert_eq!(dialogue.context.unwrap().number, 18);
    }
}
