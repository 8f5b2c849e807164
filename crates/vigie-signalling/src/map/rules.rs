//! Which elements of arguments and results matter (3GPP TS 29.002 §17.7). Layouts of versions 1 and 2 are
//! among them where they differ: their tags do not collide.

use crate::event::Leaks;
use crate::fields::{ANY, Role, Rule, rules};

use Role::Inside;

/// Elements of a parameter, and what it is when it is bare.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Of a SEQUENCE, or one implicitly tagged `[3]`.
    pub(super) elements: &'static [Rule],
    /// Of `[3]` where it has another layout than the SEQUENCE of lower versions.
    pub(super) third: Option<&'static [Rule]>,
    /// Of an OCTET STRING that is the parameter itself.
    pub(super) bare: Option<Role>,
}

const NOTHING: Shape = Shape { elements: &[], third: None, bare: None };

const fn shape(elements: &'static [Rule]) -> Shape {
    Shape { elements, third: None, bare: None }
}

const fn shape_or_bare(elements: &'static [Rule], bare: Role) -> Shape {
    Shape { elements, third: None, bare: Some(bare) }
}

const IDENTITY: &[Rule] = rules![Rule::c(0, Role::Imsi), Rule::c(1, Role::Msisdn)];

const CELL_OR_AREA: &[Rule] = rules![Rule::c(0, Role::Cgi), Rule::c(1, Role::Lai)];

const EPS_LOCATION: &[Rule] = rules![
    Rule::c(0, Role::Ecgi),
    Rule::c(1, Role::Tai),
    Rule::c(3, Role::Geographical),
    Rule::c(4, Role::Geodetic),
    Rule::c(7, Role::Leak(Leaks::NODE)),
];

/// LocationInformation; CAP has the same.
pub(crate) const LOCATION: &[Rule] = rules![
    Rule::c(0, Role::Geographical),
    Rule::c(1, Role::Node),
    Rule::c(3, Inside(CELL_OR_AREA)),
    Rule::c(6, Role::Node),
    Rule::c(7, Role::Geodetic),
    Rule::c(10, Inside(EPS_LOCATION)),
];

/// LocationInformationGPRS.
pub(crate) const GPRS_LOCATION: &[Rule] = rules![
    Rule::c(0, Inside(CELL_OR_AREA)),
    Rule::c(1, Role::Rai),
    Rule::c(2, Role::Geographical),
    Rule::c(3, Role::Node),
    Rule::c(7, Role::Geodetic),
];

const SUBSCRIBER: &[Rule] = rules![
    Rule::c(0, Inside(LOCATION)),
    Rule::c(1, Role::Leak(Leaks::STATE)),
    Rule::c(3, Inside(GPRS_LOCATION)),
    Rule::c(4, Role::Leak(Leaks::STATE)),
    Rule::c(5, Role::Leak(Leaks::IMEI)),
    Rule::c(10, Inside(EPS_LOCATION)),
];

const UPDATE_LOCATION: &[Rule] = rules![
    Rule::o(0, Role::Imsi),
    Rule::o(1, Role::Vlr),
    Rule::c(0, Inside(rules![Rule::c(0, Role::RoamingNumber), Rule::c(1, Role::Msc)])),
    Rule::c(0, Role::RoamingNumber),
    Rule::c(1, Role::Msc),
];

const PROFILE: &[Rule] = rules![
    Rule::c(0, Role::Imsi),
    Rule::c(1, Role::Msisdn),
    Rule::c(7, Role::Forwarding),
    Rule::c(13, Role::Camel),
    Rule::c(14, Role::Extension),
    Rule::c(17, Role::Camel),
    Rule::c(35, Role::Camel),
];

const RELAY: &[Rule] = rules![
    Rule::c(0, Role::Imsi),
    Rule::any_c(4, Role::ServiceCentre),
    Rule::c(2, Role::Msisdn),
    Rule::o(0, Role::Message),
    Rule::o(1, Role::Imsi),
];

const CLIENT: &[Rule] = rules![Rule::c(0, Role::ClientType)];

/// The argument of operation `code`.
#[rustfmt::skip]
pub(super) const fn argument(code: u8) -> Shape {
    const IMSI_FIRST: &[Rule] = rules![Rule::o(0, Role::Imsi), Rule::o(1, Role::Msisdn)];
    const IMSI_ZERO: &[Rule] = rules![Rule::c(0, Role::Imsi), Rule::c(1, Role::Msisdn)];
    match code {
        2 => shape(UPDATE_LOCATION),
        23 => shape(rules![Rule::o(0, Role::Imsi), Rule::o(1, Role::Sgsn)]),
        3 => shape_or_bare(rules![Rule::o(0, Role::Imsi), Rule::s(0, Inside(rules![Rule::o(0, Role::Imsi)]))], Role::Imsi),
        4 => shape(rules![Rule::c(0, Role::Imsi), Rule::c(1, Role::Msc), Rule::c(2, Role::Msisdn)]),
        5 | 53 | 36 | 54 => shape(IMSI_FIRST),
        7 => shape(PROFILE),
        8 | 25 | 26 | 50 | 51 | 72 | 73 | 75 => shape(IMSI_ZERO),
        9 => shape(rules![Rule::s(0, Inside(IMSI_ZERO)), Rule::c(0, Role::Imsi)]),
        10 => shape(rules![Rule::o(0, Role::ServiceCode), Rule::c(4, Role::LedTo)]),
        11..=14 | 17 => shape_or_bare(rules![Rule::o(0, Role::ServiceCode)], Role::ServiceCode),
        15 => shape(rules![Rule::o(0, Role::Imsi), Rule::c(3, Role::Vlr), Rule::c(4, Role::Sgsn)]),
        22 => shape(rules![Rule::c(0, Role::Msisdn), Rule::c(6, Role::Msc)]),
        24 => shape(rules![Rule::c(0, Role::Imsi), Rule::c(2, Role::Node)]),
        37 => shape(rules![Rule::o(0, Role::Hlr)]),
        44 | 46 => shape(RELAY),
        45 => shape(rules![Rule::c(0, Role::Msisdn), Rule::c(2, Role::ServiceCentre), Rule::c(6, Role::Extension), Rule::c(12, Role::Imsi)]),
        47 | 49 | 64 => shape(rules![Rule::o(0, Role::Msisdn), Rule::o(1, Role::ServiceCentre)]),
        48 | 52 => shape_or_bare(IMSI_FIRST, Role::Imsi),
        56 => shape_or_bare(rules![Rule::c(0, Role::Imsi), Rule::i(Role::Count), Rule::c(2, Role::Extension)], Role::Imsi),
        57 => shape(rules![Rule::o(0, Role::Imsi)]),
        58 => shape_or_bare(rules![Rule::o(0, Role::Msisdn)], Role::Msisdn),
        59..=61 => shape(rules![Rule::c(0, Role::Msisdn)]),
        62 => shape(rules![Rule::c(0, Inside(IDENTITY)), Rule::c(2, Role::Scf)]),
        63 => shape(rules![Rule::o(0, Role::Msisdn)]),
        65 => shape(rules![Rule::c(0, Inside(IDENTITY)), Rule::c(1, Role::Scf), Rule::c(2, Role::Forwarding)]),
        66 => shape_or_bare(rules![Rule::c(0, Role::Imsi)], Role::Imsi),
        67 => shape(rules![Rule::o(0, Role::Imsi), Rule::c(0, Role::Vlr), Rule::c(1, Role::Sgsn), Rule::o(1, Role::Vlr)]),
        70 => shape(rules![Rule::c(0, Role::Imsi), Rule::c(2, Role::AskedInfo), Rule::c(3, Role::Extension)]),
        71 => shape(rules![Rule::c(0, Inside(IDENTITY)), Rule::c(1, Role::AskedInfo), Rule::c(2, Role::Extension), Rule::c(3, Role::Scf)]),
        83 => shape(rules![Rule::o(0, Role::LocationCentre), Rule::c(0, Inside(CLIENT)), Rule::c(1, Role::PrivacyOverride), Rule::c(2, Role::Imsi), Rule::c(3, Role::Msisdn)]),
        85 => shape(rules![Rule::c(0, Role::LocationCentre), Rule::c(1, Inside(IDENTITY))]),
        86 => shape(rules![Rule::s(1, Inside(rules![Rule::o(0, Role::Node)])), Rule::c(0, Role::Msisdn), Rule::c(1, Role::Imsi), Rule::c(5, Role::Estimate)]),
        89 => shape(rules![Rule::c(1, Role::Imsi), Rule::c(2, Role::Msisdn), Rule::c(3, Inside(LOCATION))]),
        _ => NOTHING,
    }
}

/// The result of operation `code`.
#[rustfmt::skip]
pub(super) const fn result(code: u8) -> Shape {
    const HLR_NUMBER: &[Rule] = rules![Rule::o(0, Role::Hlr)];
    match code {
        2 | 23 | 57 => shape_or_bare(HLR_NUMBER, Role::Hlr),
        4 => shape_or_bare(rules![Rule::o(0, Role::RoamingNumber)], Role::RoamingNumber),
        9 => shape(rules![Rule::o(0, Role::Imsi), Rule::c(0, Role::Imsi), Rule::s(0, Role::Keys), Rule::c(1, Role::Keys)]),
        22 => Shape {
            elements: rules![Rule::o(0, Role::Imsi), Rule::o(1, Role::RoamingNumber)],
            third: Some(rules![Rule::c(9, Role::Imsi), Rule::o(0, Role::RoamingNumber), Rule::c(7, Inside(SUBSCRIBER)), Rule::c(8, Role::Camel)]),
            bare: None,
        },
        24 => shape(rules![Rule::c(0, Role::Leak(Leaks::NODE))]),
        45 => shape(rules![Rule::o(0, Role::Imsi), Rule::c(0, Inside(rules![Rule::c(1, Role::Node), Rule::c(6, Inside(rules![Rule::c(0, Role::Node), Rule::c(1, Role::Node)]))]))]),
        55 => shape_or_bare(rules![Rule::o(0, Role::Imsi), Rule::c(0, Role::Keys), Rule::c(1, Role::Keys), Rule::c(2, Role::Keys), Rule::s(0, Role::Keys)], Role::Imsi),
        56 => shape(rules![Rule { tag: crate::ber::Tag::SEQUENCE, nth: ANY, role: Role::Keys }, Rule::c(0, Role::Keys), Rule::c(1, Role::Keys), Rule::c(2, Role::Keys)]),
        58 => shape_or_bare(rules![Rule::o(0, Role::Imsi)], Role::Imsi),
        62 => shape(rules![Rule::c(1, Role::Forwarding), Rule::c(2, Role::Leak(Leaks::PROFILE)), Rule::c(6, Role::Camel)]),
        70 | 71 => shape(rules![Rule::s(0, Inside(SUBSCRIBER))]),
        83 => shape(rules![Rule::o(0, Role::Estimate), Rule::c(6, Inside(CELL_OR_AREA))]),
        85 => shape(rules![Rule::c(0, Inside(IDENTITY)), Rule::c(1, Inside(rules![Rule::o(0, Role::Node)]))]),
        _ => NOTHING,
    }
}
