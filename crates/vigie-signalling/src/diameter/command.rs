//! Applications and their commands.

use super::dictionary::TGPP;

/// An application that networks speak with each other, or keep inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its number.
    pub id: u32,
    /// Its name.
    pub name: &'static str,
    /// Its commands.
    pub commands: &'static [Command],
}

/// A command of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its code.
    pub code: u32,
    /// Short name of the request, such as `ULR`.
    pub request: &'static str,
    /// Short name of the answer.
    pub answer: &'static str,
    /// Whether User-Name of the request is an IMSI.
    pub names_imsi: bool,
    /// Pairs that a request must have, by vendor and code.
    pub request_needs: &'static [(u32, u32)],
    /// Pairs that an answer must have.
    pub answer_needs: &'static [(u32, u32)],
}

const SESSION: (u32, u32) = (0, 263);
const ORIGIN: (u32, u32) = (0, 264);
const ORIGIN_REALM: (u32, u32) = (0, 296);
const REALM: (u32, u32) = (0, 283);
const HOST: (u32, u32) = (0, 293);
const USER: (u32, u32) = (0, 1);

/// What every answer has; the result is one of two.
const ANSWER: &[(u32, u32)] = &[SESSION, ORIGIN, ORIGIN_REALM];
/// What every request of an application has.
const REQUEST: &[(u32, u32)] = &[SESSION, ORIGIN, ORIGIN_REALM, REALM];
/// What messages between two peers have.
const PEER: &[(u32, u32)] = &[ORIGIN, ORIGIN_REALM];

const fn plain(code: u32, request: &'static str, answer: &'static str) -> Command {
    Command {
        code,
        request,
        answer,
        names_imsi: false,
        request_needs: REQUEST,
        answer_needs: ANSWER,
    }
}

const fn of_subscriber(
    code: u32,
    request: &'static str,
    answer: &'static str,
    request_needs: &'static [(u32, u32)],
) -> Command {
    Command { code, request, answer, names_imsi: true, request_needs, answer_needs: ANSWER }
}

const fn of_peer(code: u32, request: &'static str, answer: &'static str) -> Command {
    Command { code, request, answer, names_imsi: false, request_needs: PEER, answer_needs: PEER }
}

const BASE: &[Command] = &[
    of_peer(257, "CER", "CEA"),
    of_peer(280, "DWR", "DWA"),
    of_peer(282, "DPR", "DPA"),
    plain(258, "RAR", "RAA"),
    plain(271, "ACR", "ACA"),
    plain(274, "ASR", "ASA"),
    plain(275, "STR", "STA"),
];

const S6A: &[Command] = &[
    of_subscriber(
        316,
        "ULR",
        "ULA",
        &[SESSION, ORIGIN, ORIGIN_REALM, REALM, USER, (TGPP, 1032), (TGPP, 1405), (TGPP, 1407)],
    ),
    of_subscriber(
        317,
        "CLR",
        "CLA",
        &[SESSION, ORIGIN, ORIGIN_REALM, REALM, HOST, USER, (TGPP, 1420)],
    ),
    of_subscriber(318, "AIR", "AIA", &[SESSION, ORIGIN, ORIGIN_REALM, REALM, USER, (TGPP, 1407)]),
    of_subscriber(
        319,
        "IDR",
        "IDA",
        &[SESSION, ORIGIN, ORIGIN_REALM, REALM, HOST, USER, (TGPP, 1400)],
    ),
    of_subscriber(
        320,
        "DSR",
        "DSA",
        &[SESSION, ORIGIN, ORIGIN_REALM, REALM, HOST, USER, (TGPP, 1421)],
    ),
    of_subscriber(321, "PUR", "PUA", &[SESSION, ORIGIN, ORIGIN_REALM, REALM, USER]),
    plain(322, "RSR", "RSA"),
    of_subscriber(323, "NOR", "NOA", &[SESSION, ORIGIN, ORIGIN_REALM, REALM, USER]),
];

const S13: &[Command] = &[plain(324, "ECR", "ECA")];

const S6C: &[Command] = &[
    plain(8_388_647, "SRR", "SRA"),
    plain(8_388_648, "ALR", "ALA"),
    plain(8_388_649, "RDR", "RDA"),
];

const SGD: &[Command] = &[
    plain(8_388_645, "OFR", "OFA"),
    of_subscriber(
        8_388_646,
        "TFR",
        "TFA",
        &[SESSION, ORIGIN, ORIGIN_REALM, REALM, USER, (TGPP, 3300), (TGPP, 3301)],
    ),
    plain(8_388_648, "ALR", "ALA"),
];

const SLG: &[Command] = &[plain(8_388_620, "PLR", "PLA"), plain(8_388_621, "LRR", "LRA")];

const CX: &[Command] = &[
    plain(300, "UAR", "UAA"),
    plain(301, "SAR", "SAA"),
    plain(302, "LIR", "LIA"),
    plain(303, "MAR", "MAA"),
    plain(304, "RTR", "RTA"),
    plain(305, "PPR", "PPA"),
];

const SH: &[Command] = &[
    plain(306, "UDR", "UDA"),
    plain(307, "PUR", "PUA"),
    plain(308, "SNR", "SNA"),
    plain(309, "PNR", "PNA"),
];

const S7A: &[Command] = &[plain(8_388_638, "UVR", "UVA"), plain(8_388_642, "CVR", "CVA")];

const CREDIT: &[Command] = &[
    plain(272, "CCR", "CCA"),
    plain(258, "RAR", "RAA"),
    plain(274, "ASR", "ASA"),
    plain(275, "STR", "STA"),
];

const RX: &[Command] = &[
    plain(265, "AAR", "AAA"),
    plain(258, "RAR", "RAA"),
    plain(274, "ASR", "ASA"),
    plain(275, "STR", "STA"),
];

const EAP: &[Command] = &[
    plain(268, "DER", "DEA"),
    plain(265, "AAR", "AAA"),
    plain(258, "RAR", "RAA"),
    plain(274, "ASR", "ASA"),
    plain(275, "STR", "STA"),
];

const S6T: &[Command] = &[
    plain(8_388_718, "CIR", "CIA"),
    plain(8_388_719, "RIR", "RIA"),
    plain(8_388_726, "NIR", "NIA"),
];

const T6A: &[Command] = &[
    plain(8_388_718, "CIR", "CIA"),
    plain(8_388_719, "RIR", "RIA"),
    plain(8_388_732, "CMR", "CMA"),
    plain(8_388_733, "ODR", "ODA"),
    plain(8_388_734, "TDR", "TDA"),
];

/// Every application that is known, by number.
const APPLICATIONS: &[Application] = &[
    Application { id: 0, name: "base", commands: BASE },
    Application { id: 3, name: "accounting", commands: &[plain(271, "ACR", "ACA")] },
    Application { id: 4, name: "credit control", commands: CREDIT },
    Application { id: 5, name: "EAP", commands: EAP },
    Application { id: 16_777_216, name: "Cx", commands: CX },
    Application { id: 16_777_217, name: "Sh", commands: SH },
    Application { id: 16_777_219, name: "Wx", commands: CX },
    Application { id: 16_777_236, name: "Rx", commands: RX },
    Application { id: 16_777_238, name: "Gx", commands: CREDIT },
    Application { id: 16_777_250, name: "STa", commands: EAP },
    Application { id: 16_777_251, name: "S6a", commands: S6A },
    Application { id: 16_777_252, name: "S13", commands: S13 },
    Application { id: 16_777_255, name: "SLg", commands: SLG },
    Application { id: 16_777_264, name: "SWm", commands: EAP },
    Application { id: 16_777_265, name: "SWx", commands: CX },
    Application { id: 16_777_267, name: "S9", commands: CREDIT },
    Application { id: 16_777_272, name: "S6b", commands: EAP },
    Application { id: 16_777_291, name: "SLh", commands: &[plain(8_388_622, "RIR", "RIA")] },
    Application { id: 16_777_308, name: "S7a", commands: S7A },
    Application { id: 16_777_310, name: "S6m", commands: &[plain(8_388_641, "SIR", "SIA")] },
    Application { id: 16_777_311, name: "S6n", commands: &[plain(8_388_641, "SIR", "SIA")] },
    Application { id: 16_777_312, name: "S6c", commands: S6C },
    Application { id: 16_777_313, name: "SGd", commands: SGD },
    Application { id: 16_777_345, name: "S6t", commands: S6T },
    Application { id: 16_777_346, name: "T6a", commands: T6A },
    Application { id: u32::MAX, name: "relay", commands: &[] },
];

fn find(id: u32) -> Option<&'static Application> {
    let at = APPLICATIONS.binary_search_by_key(&id, |application| application.id).ok()?;
    APPLICATIONS.get(at)
}

/// Name of an application: `S6a`.
#[must_use]
pub fn application_name(id: u32) -> Option<&'static str> {
    find(id).map(|application| application.name)
}

/// Whether an application is known.
#[must_use]
pub fn is_application(id: u32) -> bool {
    find(id).is_some()
}

/// A command of an application; those of the base protocol belong to all of them.
#[inline]
#[must_use]
pub fn command(application: u32, code: u32) -> Option<&'static Command> {
    let of = |commands: &'static [Command]| commands.iter().find(|command| command.code == code);
    of(find(application)?.commands).or_else(|| of(BASE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applications_are_in_order_and_their_commands_found() {
        assert!(APPLICATIONS.is_sorted_by(|one, next| one.id < next.id));
        assert_eq!(command(16_777_251, 316).unwrap().request, "ULR");
        assert_eq!(command(16_777_217, 307).unwrap().request, "PUR");
        assert_eq!(command(0, 280).unwrap().answer, "DWA");
        assert_eq!(command(16_777_251, 280).unwrap().answer, "DWA");
        assert!(command(16_777_251, 324).is_none() && command(77, 316).is_none());
        assert_eq!(application_name(16_777_313), Some("SGd"));
    }
}
