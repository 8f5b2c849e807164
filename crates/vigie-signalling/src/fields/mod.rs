//! The key fields of MAP and CAP operations, taken from their arguments and results by tables of rules.
//!
//! A rule says: the element with this tag, the how-manieth of its kind, plays this role. Elements that
//! no rule names are passed over, those that come twice are both read: a lenient node may take either.

mod roles;

pub(crate) use roles::{ANY, Role, Rule, rules};

use crate::ber::{Elements, Oddities, Tag, Tlv, Watch};
use crate::event::{Leaks, Message};
use crate::location::{Place, Places};
use crate::numbers::Digits;

/// What is taken from one component.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// IMSI.
    pub imsi: Digits,
    /// Another IMSI in the same component: one for the filter, one for the node.
    pub other_imsi: Digits,
    /// Number of the subscriber.
    pub msisdn: Digits,
    /// Number of an MSC.
    pub msc: Digits,
    /// Number of a VLR.
    pub vlr: Digits,
    /// Number of an SGSN.
    pub sgsn: Digits,
    /// Number of an HLR.
    pub hlr: Digits,
    /// Serving node, in answers.
    pub node: Digits,
    /// Address of a service centre.
    pub service_centre: Digits,
    /// Address of a gsmSCF.
    pub scf: Digits,
    /// Another gsmSCF address in the same component.
    pub other_scf: Digits,
    /// Number of a GMLC or mobile location centre.
    pub location_centre: Digits,
    /// Where calls are led to: forwarding, connect, called party.
    pub led_to: Digits,
    /// Calling party.
    pub calling: Digits,
    /// Roaming number.
    pub roaming_number: Digits,
    /// Supplementary service code.
    pub service_code: Option<u8>,
    /// Service key of CAMEL.
    pub service_key: Option<i32>,
    /// Vectors asked for.
    pub vectors: u8,
    /// Whether a location was asked for.
    pub asks_location: bool,
    /// Type of an LCS client: 0 emergency, 2 operator, 3 lawful interception.
    pub client_type: Option<i32>,
    /// Whether privacy is to be overridden.
    pub overrides_privacy: bool,
    /// Short message.
    pub message: Option<Message>,
    /// What the component gives away.
    pub leaks: Leaks,
    /// Where the subscriber is.
    pub places: Places,
    /// Octets of private extensions.
    pub extension: usize,
}

impl Fields {
    /// Applies `rules` to the elements of a parameter.
    pub(crate) fn take(&mut self, parameter: &Tlv<'_>, rules: &[Rule], watch: &Watch) {
        self.take_elements(parameter.inside(watch), rules, watch);
    }

    fn take_elements(&mut self, elements: Elements<'_, '_>, rules: &[Rule], watch: &Watch) {
        let mut before = Before::default();
        for element in elements {
            let nth = before.count(element.tag);
            let fits = |rule: &&Rule| {
                rule.tag == element.tag
                    && (rule.nth == ANY || rule.nth == nth)
                    && (element.is_constructed || !matches!(rule.role, Role::Inside(_)))
            };
            match rules.iter().find(fits) {
                Some(rule) => self.play(rule.role, &element, watch),
                None if nth > 0 && rules.iter().any(|rule| rule.tag == element.tag) => {
                    self.take_again(&element, rules, watch);
                }
                None => {}
            }
        }
    }

    /// An element that the standard has once came again: read in the same role, and noted where it says
    /// something else.
    fn take_again(&mut self, element: &Tlv<'_>, rules: &[Rule], watch: &Watch) {
        let last = rules.iter().rfind(|rule| rule.tag == element.tag);
        if let Some(Rule { role: Role::Imsi, .. }) = last {
            self.play(Role::Imsi, element, watch);
        }
    }

    pub(crate) fn play(&mut self, role: Role, element: &Tlv<'_>, watch: &Watch) {
        match role {
            Role::Inside(rules) => self.take(element, rules, watch),
            Role::Imsi => self.take_imsi(element, watch),
            Role::Msisdn => set(&mut self.msisdn, element, watch),
            Role::Msc => set(&mut self.msc, element, watch),
            Role::Vlr => set(&mut self.vlr, element, watch),
            Role::Sgsn => set(&mut self.sgsn, element, watch),
            Role::Hlr => set(&mut self.hlr, element, watch),
            Role::Node => {
                set(&mut self.node, element, watch);
                self.leaks |= Leaks::NODE;
            }
            Role::ServiceCentre => set(&mut self.service_centre, element, watch),
            Role::Scf => self.take_scf(address(element, watch)),
            Role::LocationCentre => set(&mut self.location_centre, element, watch),
            Role::LedTo => set(&mut self.led_to, element, watch),
            Role::RoamingNumber => set(&mut self.roaming_number, element, watch),
            Role::IsupCalled => self.led_to = self.led_to.or(isup(element.value)),
            Role::IsupCalling => self.calling = self.calling.or(isup(element.value)),
            Role::Camel => self.take_camel(element, watch),
            Role::Forwarding => self.take_forwarding(element, watch),
            Role::Leak(what) => self.leaks |= what,
            Role::Extension => self.extension = self.extension.saturating_add(element.value.len()),
            _ => self.play_value(role, element, watch),
        }
    }

    /// Roles whose values are no addresses.
    fn play_value(&mut self, role: Role, element: &Tlv<'_>, watch: &Watch) {
        match role {
            Role::ServiceCode => {
                self.service_code = self.service_code.or(element.value.first().copied());
            }
            Role::ServiceKey => self.service_key = element.integer(watch),
            Role::Count => {
                let count = element.integer(watch).unwrap_or(0).clamp(0, 255);
                self.vectors = u8::try_from(count).unwrap_or(u8::MAX);
            }
            Role::AskedInfo => {
                self.asks_location |= element
                    .inside(watch)
                    .any(|one| [0, 3].iter().any(|number| one.tag == Tag::context(*number)));
            }
            Role::ClientType => self.client_type = element.integer(watch),
            Role::PrivacyOverride => self.overrides_privacy = true,
            Role::Keys if !element.value.is_empty() => self.leaks |= Leaks::KEYS,
            Role::Message => self.message = crate::sms::summary(&element.octets(watch)),
            Role::Cgi => self.place(Place::cgi(&element.octets(watch))),
            Role::Lai => self.place(Place::lai(&element.octets(watch))),
            Role::Rai => self.place(Place::rai(&element.octets(watch))),
            Role::Ecgi => self.place(Place::ecgi(&element.octets(watch))),
            Role::Tai => self.place(Place::tai(&element.octets(watch))),
            Role::Geographical => self.place(Place::geographical(&element.octets(watch))),
            Role::Geodetic => self.place(Place::geodetic(&element.octets(watch))),
            Role::Estimate => self.place(Place::estimate(&element.octets(watch))),
            _ => {}
        }
    }

    fn place(&mut self, place: Option<Place>) {
        self.leaks |= Leaks::LOCATION;
        self.places.add(place);
    }

    fn take_imsi(&mut self, element: &Tlv<'_>, watch: &Watch) {
        let digits = Digits::of_tbcd(&element.octets(watch));
        if digits.len() < 5 {
            return;
        }
        if self.imsi.is_empty() {
            self.imsi = digits;
        } else if self.imsi != digits {
            watch.note(Oddities::DUPLICATE);
            self.other_imsi = digits;
        }
    }

    fn take_scf(&mut self, digits: Digits) {
        if self.scf.is_empty() {
            self.scf = digits;
        } else if self.scf != digits {
            self.other_scf = digits;
        }
    }

    /// Every gsmSCF address below a CAMEL subscription: whichever of the lists it stands in, it is an
    /// international number under `[0]`, `[2]` or no tag of its own.
    fn take_camel(&mut self, element: &Tlv<'_>, watch: &Watch) {
        for inner in element.inside(watch) {
            let is_candidate = [Tag::context(0), Tag::context(2), Tag::OCTETS].contains(&inner.tag);
            if inner.is_constructed {
                self.take_camel(&inner, watch);
            } else if is_candidate && is_international(inner.value) {
                self.take_scf(Digits::of_address_string(inner.value));
            }
        }
    }

    /// Every forwarded-to number below the services of a profile.
    fn take_forwarding(&mut self, element: &Tlv<'_>, watch: &Watch) {
        for inner in element.inside(watch) {
            if inner.is_constructed {
                self.take_forwarding(&inner, watch);
            } else if inner.tag == Tag::context(5) && is_international(inner.value) {
                self.led_to = Digits::of_address_string(inner.value);
            }
        }
    }

    /// Looks for an IMSI in any leaf, where the rules found none: seven or eight octets that read as 14
    /// or 15 digits with a known country.
    pub(crate) fn search_imsi(
        &mut self,
        parameter: &Tlv<'_>,
        is_imsi: &dyn Fn(&Digits) -> bool,
        watch: &Watch,
    ) {
        for element in parameter.inside(watch) {
            if element.is_constructed {
                self.search_imsi(&element, is_imsi, watch);
            } else if matches!(element.value.len(), 7 | 8) {
                let digits = Digits::of_tbcd(element.value);
                if matches!(digits.len(), 14 | 15) && digits.is_decimal() && is_imsi(&digits) {
                    watch.note(Oddities::STRAY_IMSI);
                    self.imsi = self.imsi.or(digits);
                }
            }
        }
    }
}

/// How many elements of each tag came before; of the first sixteen tags.
#[derive(Default)]
struct Before {
    tags: [Option<(Tag, u8)>; 16],
}

impl Before {
    fn count(&mut self, tag: Tag) -> u8 {
        for slot in &mut self.tags {
            match slot {
                Some((known, count)) if *known == tag => {
                    *count = count.saturating_add(1).min(ANY - 1);
                    return *count;
                }
                Some(_) => {}
                None => {
                    *slot = Some((tag, 0));
                    return 0;
                }
            }
        }
        0
    }
}

fn set(place: &mut Digits, element: &Tlv<'_>, watch: &Watch) {
    *place = place.or(address(element, watch));
}

fn address(element: &Tlv<'_>, watch: &Watch) -> Digits {
    Digits::of_address_string(&element.octets(watch))
}

/// Whether octets are an AddressString with an international telephone number.
fn is_international(octets: &[u8]) -> bool {
    octets.first() == Some(&0x91) && (4..=10).contains(&octets.len())
}

/// Number in the form of ISUP (ITU-T Q.763 §3.9): odd flag and nature, plan, digits.
fn isup(octets: &[u8]) -> Digits {
    let digits = Digits::of_tbcd(octets.get(2..).unwrap_or_default());
    let is_odd = octets.first().is_some_and(|first| first & 0x80 != 0);
    if is_odd && digits.len().is_multiple_of(2) { digits.without_last() } else { digits }
}
