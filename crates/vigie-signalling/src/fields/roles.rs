//! Rules: which element plays which role.

use crate::ber::Tag;
use crate::event::Leaks;

/// Matches every element of a tag.
pub(crate) const ANY: u8 = u8::MAX;

/// The element with this tag, the `nth` of its kind from 0, plays a role.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    pub(crate) tag: Tag,
    pub(crate) nth: u8,
    pub(crate) role: Role,
}

/// What an element is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    /// More rules apply inside.
    Inside(&'static [Rule]),
    Imsi,
    Msisdn,
    Msc,
    Vlr,
    Sgsn,
    Hlr,
    /// Serving node in an answer.
    Node,
    ServiceCentre,
    Scf,
    LocationCentre,
    LedTo,
    RoamingNumber,
    IsupCalled,
    IsupCalling,
    /// CAMEL subscriptions, with gsmSCF addresses anywhere below.
    Camel,
    /// Services, with forwarded-to numbers anywhere below.
    Forwarding,
    ServiceCode,
    ServiceKey,
    /// Number of vectors.
    Count,
    /// RequestedInfo.
    AskedInfo,
    ClientType,
    PrivacyOverride,
    /// Authentication sets or security context.
    Keys,
    /// Short message TPDU.
    Message,
    Cgi,
    Lai,
    Rai,
    Ecgi,
    Tai,
    Geographical,
    Geodetic,
    Estimate,
    /// Its presence gives something away.
    Leak(Leaks),
    /// Private extensions.
    Extension,
}

impl Rule {
    /// The first element `[number]`.
    pub(crate) const fn c(number: u16, role: Role) -> Self {
        Self { tag: Tag::context(number), nth: 0, role }
    }

    /// Every element `[number]`.
    pub(crate) const fn any_c(number: u16, role: Role) -> Self {
        Self { tag: Tag::context(number), nth: ANY, role }
    }

    /// The `nth` OCTET STRING.
    pub(crate) const fn o(nth: u8, role: Role) -> Self {
        Self { tag: Tag::OCTETS, nth, role }
    }

    /// The `nth` SEQUENCE.
    pub(crate) const fn s(nth: u8, role: Role) -> Self {
        Self { tag: Tag::SEQUENCE, nth, role }
    }

    /// The first INTEGER.
    pub(crate) const fn i(role: Role) -> Self {
        Self { tag: Tag::INTEGER, nth: 0, role }
    }
}

/// A table of rules that lives as long as the program, whatever it stands in.
macro_rules! rules {
    ($($rule:expr),* $(,)?) => {{
        const RULES: &[Rule] = &[$($rule),*];
        RULES
    }};
}
pub(crate) use rules;
