//! The key fields of a message.

use std::net::IpAddr;

use super::avp::Avp;
use super::dictionary::TGPP;
use crate::few::Few;
use crate::location::{Place, Places};
use crate::plmn::Plmn;

/// What of a subscriber's profile a message carries: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Subscription(pub u16);

impl Subscription {
    /// Access points.
    pub const APN: Self = Self(1);
    /// Barring by the operator.
    pub const BARRING: Self = Self(2);
    /// Closed subscriber groups.
    pub const CSG: Self = Self(4);
    /// Packet data of GPRS.
    pub const GPRS: Self = Self(8);
    /// Bit rates.
    pub const BIT_RATE: Self = Self(16);
    /// Whether service is granted.
    pub const STATUS: Self = Self(32);
    /// Characteristics of charging.
    pub const CHARGING: Self = Self(64);
    /// Who may ask for the location.
    pub const LOCATION_SERVICES: Self = Self(128);
    /// Recording of what the subscriber does, for a collector.
    pub const TRACE: Self = Self(256);
    /// Restrictions of access.
    pub const ACCESS: Self = Self(512);

    /// Whether any of `other` is among them.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Key fields of one message, borrowed from it. Of a field that stands twice the first is kept, but of
/// those that say who and whom ([`Facts::user_names`] and the like) all are.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    /// Session-Id.
    pub session_id: &'a [u8],
    /// Origin-Host.
    pub origin_hosts: Few<&'a [u8], 2>,
    /// Origin-Realm.
    pub origin_realms: Few<&'a [u8], 2>,
    /// Destination-Host.
    pub destination_host: &'a [u8],
    /// Destination-Realm.
    pub destination_realm: &'a [u8],
    /// Route-Record, from the sender on.
    pub route: Few<&'a [u8], 8>,
    /// User-Name: the IMSI, or a private identity.
    pub user_names: Few<&'a [u8], 4>,
    /// MSISDN and A-MSISDN, in binary-coded decimal.
    pub msisdn: &'a [u8],
    /// Public-Identity: SIP or telephone URI.
    pub public_identity: &'a [u8],
    /// IMEI.
    pub imei: &'a [u8],
    /// External-Identifier.
    pub external_identifier: &'a [u8],
    /// Result-Code, or 0.
    pub result: u32,
    /// Experimental-Result-Code, or 0.
    pub experimental_result: u32,
    /// Redirect-Host.
    pub redirect_host: &'a [u8],
    /// Host-IP-Address.
    pub addresses: Few<IpAddr, 4>,
    /// Auth-Application-Id and Acct-Application-Id.
    pub applications: Few<u32, 24>,
    /// Product-Name.
    pub product: &'a [u8],
    /// Visited-PLMN-Id.
    pub visited: Option<Plmn>,
    /// RAT-Type.
    pub rat: Option<u32>,
    /// ULR-Flags.
    pub ulr_flags: Option<u32>,
    /// ULA-Flags.
    pub ula_flags: Option<u32>,
    /// IDR-Flags.
    pub idr_flags: Option<u32>,
    /// IDA-Flags.
    pub ida_flags: Option<u32>,
    /// DSR-Flags.
    pub dsr_flags: Option<u32>,
    /// CLR-Flags.
    pub clr_flags: Option<u32>,
    /// PUA-Flags.
    pub pua_flags: Option<u32>,
    /// NOR-Flags.
    pub nor_flags: Option<u32>,
    /// Cancellation-Type.
    pub cancellation: Option<u32>,
    /// Alert-Reason.
    pub alert_reason: Option<u32>,
    /// Equipment-Status.
    pub equipment_status: Option<u32>,
    /// Authentication vectors asked for.
    pub vectors_asked: u32,
    /// Authentication vectors that were given; themselves they are passed over.
    pub vectors_given: u32,
    /// What of the profile it carries.
    pub subscription: Subscription,
    /// APN: Service-Selection.
    pub apn: &'a [u8],
    /// Where the subscriber is.
    pub places: Places,
    /// Minutes since that was known.
    pub age_minutes: Option<u32>,
    /// Whether the network paged for it.
    pub is_current: bool,
    /// User-State.
    pub user_state: Option<u32>,
    /// Scopes of a reset: User-Id and Reset-ID.
    pub reset_scopes: u32,
    /// SC-Address: the service centre, in binary-coded decimal.
    pub service_centre: &'a [u8],
    /// SM-RP-UI: the short message.
    pub short_message: &'a [u8],
    /// Serving node of packet data, number.
    pub sgsn_number: &'a [u8],
    /// Serving switch, number.
    pub msc_number: &'a [u8],
    /// Serving MME, number for short messages.
    pub mme_number: &'a [u8],
    /// Serving MME, host.
    pub mme_name: &'a [u8],
    /// Location centre, number.
    pub gmlc_number: &'a [u8],
    /// LCS-Client-Type: 0 emergency, 1 value added, 2 operator, 3 lawful interception.
    pub lcs_client: Option<u32>,
    /// SLg-Location-Type.
    pub slg_type: Option<u32>,
    /// Data-Reference of Sh.
    pub data_reference: Option<u32>,
}

fn first<'a>(slot: &mut &'a [u8], data: &'a [u8]) {
    if slot.is_empty() {
        *slot = data;
    }
}

impl<'a> Facts<'a> {
    /// The first IMSI among its names.
    #[must_use]
    pub fn user_name(&self) -> &'a [u8] {
        self.user_names.first().unwrap_or_default()
    }

    /// Origin-Host.
    #[must_use]
    pub fn origin_host(&self) -> &'a [u8] {
        self.origin_hosts.first().unwrap_or_default()
    }

    /// Origin-Realm.
    #[must_use]
    pub fn origin_realm(&self) -> &'a [u8] {
        self.origin_realms.first().unwrap_or_default()
    }

    /// Notes what a pair says.
    #[inline]
    pub(super) fn take(&mut self, avp: &Avp<'a>) {
        match avp.vendor {
            0 => self.take_ietf(avp),
            TGPP if avp.code >= 1600 => self.take_tgpp_place(avp),
            TGPP if avp.code >= 1400 => self.take_tgpp_profile(avp),
            TGPP => self.take_tgpp_other(avp),
            _ => {}
        }
    }

    fn take_ietf(&mut self, avp: &Avp<'a>) {
        match avp.code {
            263 => first(&mut self.session_id, avp.data),
            264 => self.origin_hosts.push(avp.data),
            296 => self.origin_realms.push(avp.data),
            293 => first(&mut self.destination_host, avp.data),
            283 => first(&mut self.destination_realm, avp.data),
            282 => self.route.push(avp.data),
            1 => self.user_names.push(avp.data),
            268 if self.result == 0 => self.result = avp.u32().unwrap_or(0),
            298 if self.experimental_result == 0 => {
                self.experimental_result = avp.u32().unwrap_or(0);
            }
            292 => first(&mut self.redirect_host, avp.data),
            257 => avp.address().into_iter().for_each(|address| self.addresses.push(address)),
            258 | 259 => avp.u32().into_iter().for_each(|id| self.applications.push(id)),
            269 => first(&mut self.product, avp.data),
            493 => first(&mut self.apn, avp.data),
            _ => {}
        }
    }

    fn take_tgpp_profile(&mut self, avp: &Avp<'a>) {
        match avp.code {
            1402 => first(&mut self.imei, avp.data),
            1405 => self.ulr_flags = self.ulr_flags.or(avp.u32()),
            1406 => self.ula_flags = self.ula_flags.or(avp.u32()),
            1407 => {
                let octets = avp.data.try_into().ok();
                self.visited = self.visited.or(octets.and_then(Plmn::from_octets));
            }
            1410 => self.vectors_asked = self.vectors_asked.saturating_add(avp.u32().unwrap_or(0)),
            1414..=1416 => self.vectors_given = self.vectors_given.saturating_add(1),
            1418 | 1425 => self.subscription.add(Subscription::BARRING),
            1420 => self.cancellation = self.cancellation.or(avp.u32()),
            1421 => self.dsr_flags = self.dsr_flags.or(avp.u32()),
            1424 => self.subscription.add(Subscription::STATUS),
            1426 => self.subscription.add(Subscription::ACCESS),
            1427 | 1429 | 1430 => self.subscription.add(Subscription::APN),
            1434 => self.alert_reason = self.alert_reason.or(avp.u32()),
            1435 => self.subscription.add(Subscription::BIT_RATE),
            1436 => self.subscription.add(Subscription::CSG),
            1441 => self.ida_flags = self.ida_flags.or(avp.u32()),
            1442 => self.pua_flags = self.pua_flags.or(avp.u32()),
            1443 => self.nor_flags = self.nor_flags.or(avp.u32()),
            1444 => self.reset_scopes = self.reset_scopes.saturating_add(1),
            1445 => self.equipment_status = self.equipment_status.or(avp.u32()),
            1458 => self.subscription.add(Subscription::TRACE),
            1467 => self.subscription.add(Subscription::GPRS),
            1473 => self.subscription.add(Subscription::LOCATION_SERVICES),
            1474 => first(&mut self.gmlc_number, avp.data),
            1489 => first(&mut self.sgsn_number, avp.data),
            1490 => self.idr_flags = self.idr_flags.or(avp.u32()),
            1499 => self.user_state = self.user_state.or(avp.u32()),
            _ => {}
        }
    }

    /// Places, short messages, serving nodes: the codes from 1600 on.
    fn take_tgpp_place(&mut self, avp: &Avp<'a>) {
        match avp.code {
            1602 | 2517 => self.places.add(Place::ecgi(avp.data)),
            1603 => self.places.add(Place::tai(avp.data)),
            1604 => self.places.add(Place::cgi(avp.data)),
            1605 => self.places.add(Place::rai(avp.data)),
            1606 => self.places.add(Place::lai(avp.data)),
            1607 => self.places.add(Place::sai(avp.data)),
            1608 => self.places.add(Place::geographical(avp.data)),
            1609 => self.places.add(Place::geodetic(avp.data)),
            1610 => self.is_current |= avp.u32() == Some(0),
            1611 => self.age_minutes = self.age_minutes.or(avp.u32()),
            1638 => self.clr_flags = self.clr_flags.or(avp.u32()),
            1641 => self.subscription.add(Subscription::CSG),
            1643 => first(&mut self.msisdn, avp.data),
            1645 => first(&mut self.mme_number, avp.data),
            1670 => self.reset_scopes = self.reset_scopes.saturating_add(1),
            2402 => first(&mut self.mme_name, avp.data),
            2403 => first(&mut self.msc_number, avp.data),
            2500 => self.slg_type = self.slg_type.or(avp.u32()),
            3111 => first(&mut self.external_identifier, avp.data),
            3300 => first(&mut self.service_centre, avp.data),
            3301 => first(&mut self.short_message, avp.data),
            _ => {}
        }
    }

    fn take_tgpp_other(&mut self, avp: &Avp<'a>) {
        match avp.code {
            13 => self.subscription.add(Subscription::CHARGING),
            22 => {
                self.places.add_typed_location(avp.data);
            }
            601 => first(&mut self.public_identity, avp.data),
            701 => first(&mut self.msisdn, avp.data),
            703 => self.data_reference = self.data_reference.or(avp.u32()),
            1032 => self.rat = self.rat.or(avp.u32()),
            1241 => self.lcs_client = self.lcs_client.or(avp.u32()),
            1242 => self.places.add(Place::estimate(avp.data)),
            _ => {}
        }
    }
}
