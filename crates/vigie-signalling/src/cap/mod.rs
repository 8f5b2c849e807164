//! CAP (3GPP TS 29.078), phases 1 to 4: call and message control from the home network of a roamer.
//!
//! InitialDP hands a call to the service (gsmSCF) that the subscriber's profile names, with number,
//! IMSI and cell; what the service answers (connect) decides where the call goes.

use crate::ber::{Tag, Tlv, Watch};
use crate::event::Act;
use crate::fields::{ANY, Fields, Role, Rule, rules};
use crate::map::rules::{GPRS_LOCATION, LOCATION};

/// An operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its code.
    pub code: u8,
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub act: Act,
    /// Whether the service asks it of the switch.
    pub is_from_service: bool,
}

const fn row(code: u8, name: &'static str, act: Act, is_from_service: bool) -> Operation {
    Operation { code, name, act, is_from_service }
}

#[rustfmt::skip]
static OPERATIONS: &[Operation] = &[
    row(0, "initialDP", Act::Call, false),
    row(16, "assistRequestInstructions", Act::Other, false),
    row(17, "establishTemporaryConnection", Act::Divert, true),
    row(18, "disconnectForwardConnection", Act::Other, true),
    row(19, "connectToResource", Act::Other, true),
    row(20, "connect", Act::Divert, true),
    row(22, "releaseCall", Act::Other, true),
    row(23, "requestReportBCSMEvent", Act::Other, true),
    row(24, "eventReportBCSM", Act::Other, false),
    row(27, "collectInformation", Act::Other, true),
    row(31, "continue", Act::Other, true),
    row(32, "initiateCallAttempt", Act::Call, true),
    row(33, "resetTimer", Act::Other, true),
    row(34, "furnishChargingInformation", Act::Other, true),
    row(35, "applyCharging", Act::Other, true),
    row(36, "applyChargingReport", Act::Other, false),
    row(41, "callGap", Act::Other, true),
    row(44, "callInformationReport", Act::Other, false),
    row(45, "callInformationRequest", Act::Other, true),
    row(46, "sendChargingInformation", Act::Other, true),
    row(47, "playAnnouncement", Act::Other, true),
    row(48, "promptAndCollectUserInformation", Act::Other, true),
    row(49, "specializedResourceReport", Act::Other, false),
    row(53, "cancel", Act::Other, true),
    row(55, "activityTest", Act::Other, true),
    row(60, "initialDPSMS", Act::Submit, false),
    row(61, "furnishChargingInformationSMS", Act::Other, true),
    row(62, "connectSMS", Act::Divert, true),
    row(63, "requestReportSMSEvent", Act::Other, true),
    row(64, "eventReportSMS", Act::Other, false),
    row(65, "continueSMS", Act::Other, true),
    row(66, "releaseSMS", Act::Other, true),
    row(67, "resetTimerSMS", Act::Other, true),
    row(70, "activityTestGPRS", Act::Other, true),
    row(71, "applyChargingGPRS", Act::Other, true),
    row(72, "applyChargingReportGPRS", Act::Other, false),
    row(73, "cancelGPRS", Act::Other, true),
    row(74, "connectGPRS", Act::Divert, true),
    row(75, "continueGPRS", Act::Other, true),
    row(76, "entityReleasedGPRS", Act::Other, false),
    row(77, "furnishChargingInformationGPRS", Act::Other, true),
    row(78, "initialDPGPRS", Act::Session, false),
    row(79, "releaseGPRS", Act::Other, true),
    row(80, "eventReportGPRS", Act::Other, false),
    row(81, "requestReportGPRSEvent", Act::Other, true),
    row(82, "resetTimerGPRS", Act::Other, true),
    row(83, "sendChargingInformationGPRS", Act::Other, true),
    row(86, "disconnectForwardConnectionWithArgument", Act::Other, true),
    row(88, "continueWithArgument", Act::Divert, true),
    row(90, "disconnectLeg", Act::Other, true),
    row(93, "moveLeg", Act::Other, true),
    row(95, "splitLeg", Act::Other, true),
    row(96, "entityReleased", Act::Other, false),
    row(97, "playTone", Act::Other, true),
];

/// The operation with this code; `None` where no phase has it.
#[must_use]
pub fn operation(code: i32) -> Option<&'static Operation> {
    let code = u8::try_from(code).ok()?;
    let at = OPERATIONS.binary_search_by_key(&code, |operation| operation.code).ok()?;
    OPERATIONS.get(at)
}

const fn all_octets(role: Role) -> Rule {
    Rule { tag: Tag::OCTETS, nth: ANY, role }
}

const INITIAL: &[Rule] = &[
    Rule::c(0, Role::ServiceKey),
    Rule::c(2, Role::IsupCalled),
    Rule::c(3, Role::IsupCalling),
    Rule::c(50, Role::Imsi),
    Rule::c(52, Role::Inside(LOCATION)),
    Rule::c(55, Role::Msc),
    Rule::c(56, Role::LedTo),
];

const INITIAL_SMS: &[Rule] = &[
    Rule::c(0, Role::ServiceKey),
    Rule::c(1, Role::LedTo),
    Rule::c(2, Role::Msisdn),
    Rule::c(4, Role::Imsi),
    Rule::c(5, Role::Inside(LOCATION)),
    Rule::c(6, Role::Inside(GPRS_LOCATION)),
    Rule::c(7, Role::ServiceCentre),
    Rule::c(15, Role::Msc),
    Rule::c(16, Role::Sgsn),
];

const INITIAL_GPRS: &[Rule] = &[
    Rule::c(0, Role::ServiceKey),
    Rule::c(2, Role::Msisdn),
    Rule::c(3, Role::Imsi),
    Rule::c(10, Role::Inside(GPRS_LOCATION)),
    Rule::c(11, Role::Inside(GPRS_LOCATION)),
];

const ROUTING: &[Rule] = &[all_octets(Role::IsupCalled)];

/// Key fields of the argument of operation `code`.
#[must_use]
pub fn argument(code: u8, parameter: &Tlv<'_>, watch: &Watch) -> Fields {
    let rules: &[Rule] = match code {
        0 => INITIAL,
        20 | 32 => rules![Rule::c(0, Role::Inside(ROUTING))],
        17 => rules![Rule::c(0, Role::IsupCalled)],
        60 => INITIAL_SMS,
        62 => rules![Rule::c(1, Role::LedTo), Rule::c(2, Role::ServiceCentre)],
        78 => INITIAL_GPRS,
        _ => &[],
    };
    let mut fields = Fields::default();
    fields.take(parameter, rules, watch);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ber::Elements;
    use crate::event::Leaks;

    #[test]
    fn codes_rise() {
        assert!(OPERATIONS.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn initial_dp_tells_number_subscriber_and_cell() {
        let bytes = [
            0x30, 51, 0x80, 1, 9, 0x82, 6, 0x84, 0x10, 0x33, 0x96, 0x10, 0x32, 0x9f, 0x32, 8, 2,
            0x98, 0x21, 0x43, 0x65, 0x87, 9, 0xf1, 0xbf, 0x34, 11, 0xa3, 9, 0x80, 7, 2, 0xf8, 0x99,
            0, 1, 0, 2, 0x9f, 0x37, 6, 0x91, 0x94, 0x51, 0x90, 0x99, 0xf1, 0, 0,
        ];
        let watch = Watch::default();
        let parameter = Elements::new(&bytes, &watch).next().unwrap();
        let fields = argument(0, &parameter, &watch);
        assert_eq!(fields.imsi.as_str(), "208912345678901");
        assert_eq!((fields.led_to.as_str(), fields.msc.as_str()), ("3369012", "491509991"));
        assert_eq!((fields.service_key, fields.leaks), (Some(9), Leaks::LOCATION));
    }

    #[test]
    fn connect_leads_elsewhere() {
        let bytes = [0x30, 10, 0xa0, 8, 4, 6, 0x83, 0x10, 0x33, 0x96, 0x10, 0x02];
        let watch = Watch::default();
        let parameter = Elements::new(&bytes, &watch).next().unwrap();
        assert_eq!(argument(20, &parameter, &watch).led_to.as_str(), "3369012");
    }
}
