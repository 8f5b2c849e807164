//! MAP (3GPP TS 29.002), versions 1 to 3: what the operations of mobility, calls, messages and
//! locations say.
//!
//! A version is known from the application context, version 1 from its absence; but as tags say which
//! layout is there, fields are read by these, and a message that lies about its version is read all the
//! same.

mod operations;
pub(crate) mod rules;

pub use operations::{Category, Operation, Taker, error_name, operation};
use rules::Shape;

use crate::ber::{Tag, Tlv, Watch};
use crate::event::Leaks;
use crate::fields::Fields;
use crate::numbers::Digits;

/// Key fields of the argument of operation `code`; `is_imsi` tells digits that can be an IMSI.
#[must_use]
pub fn argument(
    code: u8,
    parameter: &Tlv<'_>,
    is_imsi: &dyn Fn(&Digits) -> bool,
    watch: &Watch,
) -> Fields {
    let mut fields = Fields::default();
    take(&mut fields, &rules::argument(code), parameter, watch);
    if fields.imsi.is_empty() && fields.msisdn.is_empty() && names_subscriber(code) {
        fields.search_imsi(parameter, is_imsi, watch);
    }
    fields
}

/// Key fields of the result of operation `code`, and what they give away.
#[must_use]
pub fn result(code: u8, parameter: &Tlv<'_>, watch: &Watch) -> Fields {
    let mut fields = Fields::default();
    take(&mut fields, &rules::result(code), parameter, watch);
    if !fields.imsi.is_empty() {
        fields.leaks |= Leaks::IMSI;
    }
    if !fields.msisdn.is_empty() {
        fields.leaks |= Leaks::MSISDN;
    }
    if !fields.roaming_number.is_empty() {
        fields.leaks |= Leaks::ROAMING_NUMBER;
    }
    if matches!(code, 62) {
        fields.leaks |= Leaks::PROFILE;
    }
    fields
}

fn take(fields: &mut Fields, shape: &Shape, parameter: &Tlv<'_>, watch: &Watch) {
    if let (Tag::OCTETS, Some(role)) = (parameter.tag, shape.bare) {
        fields.play(role, parameter, watch);
        return;
    }
    let elements = match shape.third {
        Some(third) if parameter.tag == Tag::context(3) => third,
        _ => shape.elements,
    };
    fields.take(parameter, elements, watch);
}

/// Operations whose argument names a subscriber by IMSI or number, so that one without is worth a search.
const fn names_subscriber(code: u8) -> bool {
    matches!(
        code,
        2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 15 | 22..=26 | 36 | 48 | 50..=54 | 56 | 57 | 62 | 65..=68 | 70 | 71 | 83 | 85 | 86
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ber::{Elements, Oddities};

    fn tlv<'a>(bytes: &'a [u8], watch: &Watch) -> Tlv<'a> {
        Elements::new(bytes, watch).next().unwrap()
    }

    fn arg(code: u8, bytes: &[u8]) -> (Fields, Oddities) {
        let watch = Watch::default();
        let fields = argument(
            code,
            &tlv(bytes, &watch),
            &|digits| digits.as_str().starts_with("208"),
            &watch,
        );
        (fields, watch.oddities())
    }

    const IMSI: [u8; 8] = [0x02, 0x98, 0x21, 0x43, 0x65, 0x87, 0x09, 0xf1];
    const NODE: [u8; 6] = [0x91, 0x94, 0x51, 0x90, 0x99, 0xf1];

    #[test]
    fn update_location_of_every_version() {
        let v3 = [&[0x30, 26, 4, 8][..], &IMSI, &[0x81, 6], &NODE, &[4, 6], &NODE].concat();
        let v1 =
            [&[0x30, 28, 4, 8][..], &IMSI, &[0xa0, 8, 0x81, 6], &NODE, &[4, 6], &NODE].concat();
        for bytes in [v3, v1] {
            let (fields, odd) = arg(2, &bytes);
            assert_eq!(fields.imsi.as_str(), "208912345678901");
            assert_eq!((fields.msc.as_str(), fields.vlr.as_str()), ("491509991", "491509991"));
            assert!(odd.is_empty());
        }
    }

    #[test]
    fn cancel_location_is_bare_in_version_2() {
        let bare = [&[4, 8][..], &IMSI].concat();
        let v3 = [&[0xa3, 13, 4, 8][..], &IMSI, &[10, 1, 0]].concat();
        let with_lmsi = [&[0xa3, 18, 0x30, 16, 4, 8][..], &IMSI, &[4, 4, 1, 2, 3, 4]].concat();
        for bytes in [bare, v3, with_lmsi] {
            assert_eq!(arg(3, &bytes).0.imsi.as_str(), "208912345678901");
        }
    }

    #[test]
    fn an_evading_tag_form_is_read() {
        let bytes = [&[0x30, 15, 0x9f, 0, 8][..], &IMSI, &[0xa2, 2, 0x80, 0]].concat();
        let (fields, odd) = arg(70, &bytes);
        assert_eq!(fields.imsi.as_str(), "208912345678901");
        assert!(fields.asks_location && odd.has(Oddities::EXTENDED_TAG));
    }

    #[test]
    fn both_of_two_imsis_are_read() {
        let mut other = IMSI;
        other[7] = 0xf2;
        let bytes = [&[0x30, 20, 0x80, 8][..], &IMSI, &[0x80, 8], &other].concat();
        let (fields, odd) = arg(70, &bytes);
        assert_eq!(fields.other_imsi.as_str(), "208912345678902");
        assert!(odd.has(Oddities::DUPLICATE));
    }

    #[test]
    fn an_imsi_elsewhere_is_found() {
        let bytes = [&[0x30, 12, 0xa9, 10, 0x85, 8][..], &IMSI].concat();
        let (fields, odd) = arg(68, &bytes);
        assert_eq!(fields.imsi.as_str(), "208912345678901");
        assert!(odd.has(Oddities::STRAY_IMSI));
    }

    #[test]
    fn answers_give_away_what_they_hold() {
        let watch = Watch::default();
        let cell = [0xa3, 9, 0x80, 7, 2, 0xf8, 0x99, 0, 1, 0, 2];
        let located =
            [&[0x30, 28, 0x30, 26, 0xa0, 22, 2, 1, 5, 0x81, 6][..], &NODE, &cell, &[0xa1, 0]]
                .concat();
        let fields = result(71, &tlv(&located, &watch), &watch);
        assert!(fields.leaks.has(Leaks::LOCATION) && fields.leaks.has(Leaks::NODE));
        assert!(fields.leaks.has(Leaks::STATE) && !fields.places.is_empty());
        let route = [&[0x30, 20, 4, 8][..], &IMSI, &[0xa0, 8, 0x81, 6], &NODE].concat();
        let fields = result(45, &tlv(&route, &watch), &watch);
        assert_eq!(fields.leaks, Leaks::IMSI | Leaks::NODE);
        let keys = [0xa3, 6, 0xa0, 4, 0x30, 2, 4, 0];
        assert!(result(56, &tlv(&keys, &watch), &watch).leaks.has(Leaks::KEYS));
        assert!(result(56, &tlv(&[0xa3, 0], &watch), &watch).leaks.is_empty());
    }

    #[test]
    fn call_control_addresses_in_a_profile() {
        let node = [&[0x80, 6][..], &NODE].concat();
        let data = [&[0x30, 14, 10, 1, 2, 2, 1, 9][..], &node].concat();
        let csi = [&[0xad, 20, 0xa0, 18, 0x30, 16][..], &data].concat();
        let bytes = [&[0x30, 22][..], &csi].concat();
        assert_eq!(arg(7, &bytes).0.scf.as_str(), "491509991");
    }

    #[test]
    fn forwarding() {
        let bytes = [&[0x30, 11, 4, 1, 0x21, 0x84, 6][..], &NODE].concat();
        let (fields, _) = arg(10, &bytes);
        assert_eq!((fields.service_code, fields.led_to.as_str()), (Some(0x21), "491509991"));
    }
}
