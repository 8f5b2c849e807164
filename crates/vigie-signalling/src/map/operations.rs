//! The operations of MAP (3GPP TS 29.002 §17.5, §17.6): name, category at the interconnect, what each
//! does, in which application contexts it belongs, and to which node it goes.
//!
//! Categories are those of the public summaries of GSMA FS.11: 1 belongs inside one network, 2 may
//! come from the subscriber's home network, 3 from the network that serves the subscriber.

use crate::event::Act;

/// Who may send an operation across the border of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Nobody: it belongs inside one network (category 1).
    Inside,
    /// The home network of the subscriber (category 2).
    Home,
    /// The network that serves the subscriber (category 3).
    Serving,
    /// Judged as part of a short message's way.
    Message,
}

/// Which nodes take an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// HLR (subsystem 6).
    Hlr,
    /// VLR, MSC or SGSN.
    Serving,
    /// Several kinds.
    Any,
}

/// An operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its code.
    pub code: u8,
    /// Its name.
    pub name: &'static str,
    /// Who may send it across borders.
    pub category: Category,
    /// What it does.
    pub act: Act,
    /// Lowest version of MAP that has it.
    pub since: u8,
    /// Application contexts that have it.
    pub contexts: &'static [u8],
    /// Who takes it.
    pub taker: Taker,
}

const fn row(
    code: u8,
    name: &'static str,
    category: Category,
    act: Act,
    since: u8,
    contexts: &'static [u8],
    taker: Taker,
) -> Operation {
    Operation { code, name, category, act, since, contexts, taker }
}

use Act::{
    Deliver, Deregister, Divert, Locate, LookUp, Other, Profile, Purge, Register, Service, Submit,
    Vectors,
};
use Category::{Home, Inside, Message, Serving};
use Taker::{Any, Hlr, Serving as Visited};

/// Every operation, by code.
#[rustfmt::skip]
static OPERATIONS: &[Operation] = &[
    row(2, "updateLocation", Serving, Register, 1, &[1], Hlr),
    row(3, "cancelLocation", Home, Deregister, 1, &[2], Visited),
    row(4, "provideRoamingNumber", Home, Act::Call, 1, &[3], Visited),
    row(5, "noteSubscriberDataModified", Inside, Profile, 3, &[22], Any),
    row(6, "resumeCallHandling", Inside, Other, 3, &[6], Any),
    row(7, "insertSubscriberData", Home, Profile, 1, &[1, 16, 32, 46], Any),
    row(8, "deleteSubscriberData", Home, Profile, 1, &[16], Visited),
    row(9, "sendParameters", Inside, Vectors, 1, &[14, 15], Any),
    row(10, "registerSS", Serving, Divert, 1, &[18], Hlr),
    row(11, "eraseSS", Serving, Service, 1, &[18], Hlr),
    row(12, "activateSS", Serving, Service, 1, &[18], Hlr),
    row(13, "deactivateSS", Serving, Service, 1, &[18], Hlr),
    row(14, "interrogateSS", Serving, Service, 1, &[18], Hlr),
    row(15, "authenticationFailureReport", Serving, Service, 3, &[39], Hlr),
    row(16, "notifySS", Serving, Service, 1, &[18], Any),
    row(17, "registerPassword", Serving, Service, 1, &[18], Hlr),
    row(18, "getPassword", Home, Service, 1, &[18], Any),
    row(19, "processUnstructuredSS-Data", Serving, Service, 1, &[18, 19], Hlr),
    row(20, "releaseResources", Inside, Other, 3, &[44], Any),
    row(21, "mt-ForwardSM-VGCS", Inside, Other, 3, &[41], Any),
    row(22, "sendRoutingInfo", Inside, LookUp, 1, &[5], Hlr),
    row(23, "updateGprsLocation", Serving, Register, 3, &[32], Hlr),
    row(24, "sendRoutingInfoForGprs", Inside, LookUp, 3, &[33], Hlr),
    row(25, "failureReport", Inside, Other, 3, &[34], Any),
    row(26, "noteMsPresentForGprs", Inside, Other, 3, &[35], Any),
    row(28, "performHandover", Inside, Other, 1, &[11], Any),
    row(29, "sendEndSignal", Inside, Other, 1, &[11], Any),
    row(30, "performSubsequentHandover", Inside, Other, 1, &[11], Any),
    row(31, "provideSIWFSNumber", Inside, Other, 1, &[11, 12], Any),
    row(32, "sIWFSSignallingModify", Inside, Other, 1, &[11, 12], Any),
    row(33, "processAccessSignalling", Inside, Other, 1, &[11], Any),
    row(34, "forwardAccessSignalling", Inside, Other, 1, &[11], Any),
    row(36, "cancelVcsgLocation", Inside, Deregister, 3, &[47], Any),
    row(37, "reset", Home, Other, 1, &[10], Visited),
    row(38, "forwardCheckSS-Indication", Home, Other, 1, &[1], Visited),
    row(39, "prepareGroupCall", Inside, Other, 3, &[31], Any),
    row(40, "sendGroupCallEndSignal", Inside, Other, 3, &[31], Any),
    row(41, "processGroupCallSignalling", Inside, Other, 3, &[31], Any),
    row(42, "forwardGroupCallSignalling", Inside, Other, 3, &[31], Any),
    row(43, "checkIMEI", Inside, Other, 1, &[13], Any),
    row(44, "mt-forwardSM", Message, Deliver, 3, &[25], Visited),
    row(45, "sendRoutingInfoForSM", Message, LookUp, 1, &[20], Hlr),
    row(46, "mo-forwardSM", Serving, Submit, 1, &[21, 25], Any),
    row(47, "reportSM-DeliveryStatus", Message, Other, 1, &[20], Hlr),
    row(48, "noteSubscriberPresent", Serving, Service, 1, &[24], Hlr),
    row(49, "alertServiceCentreWithoutResult", Message, Other, 1, &[23], Any),
    row(50, "activateTraceMode", Inside, Other, 1, &[1, 17, 32], Any),
    row(51, "deactivateTraceMode", Inside, Other, 1, &[17], Any),
    row(52, "traceSubscriberActivity", Inside, Other, 1, &[17, 11], Any),
    row(53, "updateVcsgLocation", Inside, Register, 3, &[46], Hlr),
    row(54, "beginSubscriberActivity", Serving, Service, 1, &[18, 19], Hlr),
    row(55, "sendIdentification", Inside, LookUp, 1, &[15], Visited),
    row(56, "sendAuthenticationInfo", Serving, Vectors, 1, &[14], Hlr),
    row(57, "restoreData", Serving, Service, 2, &[1], Hlr),
    row(58, "sendIMSI", Inside, LookUp, 2, &[26], Hlr),
    row(59, "processUnstructuredSS-Request", Serving, Service, 2, &[19], Any),
    row(60, "unstructuredSS-Request", Home, Service, 2, &[19], Any),
    row(61, "unstructuredSS-Notify", Home, Service, 2, &[19], Any),
    row(62, "anyTimeSubscriptionInterrogation", Inside, LookUp, 3, &[43], Hlr),
    row(63, "informServiceCentre", Message, Other, 2, &[20], Any),
    row(64, "alertServiceCentre", Message, Other, 2, &[23], Any),
    row(65, "anyTimeModification", Inside, Divert, 3, &[43], Hlr),
    row(66, "readyForSM", Serving, Service, 2, &[24], Hlr),
    row(67, "purgeMS", Serving, Purge, 2, &[27], Hlr),
    row(68, "prepareHandover", Inside, Other, 2, &[11], Any),
    row(69, "prepareSubsequentHandover", Inside, Other, 2, &[11], Any),
    row(70, "provideSubscriberInfo", Home, Locate, 3, &[28], Visited),
    row(71, "anyTimeInterrogation", Inside, Locate, 3, &[29], Hlr),
    row(72, "ss-InvocationNotification", Inside, Other, 3, &[36], Any),
    row(73, "setReportingState", Inside, Other, 3, &[7], Any),
    row(74, "statusReport", Inside, Other, 3, &[7], Any),
    row(75, "remoteUserFree", Inside, Other, 3, &[7], Any),
    row(76, "registerCC-Entry", Serving, Service, 3, &[8], Hlr),
    row(77, "eraseCC-Entry", Serving, Service, 3, &[8], Hlr),
    row(78, "secureTransportClass1", Inside, Other, 3, &[40], Any),
    row(79, "secureTransportClass2", Inside, Other, 3, &[40], Any),
    row(80, "secureTransportClass3", Inside, Other, 3, &[40], Any),
    row(81, "secureTransportClass4", Inside, Other, 3, &[40], Any),
    row(82, "securityHeaderRejected", Inside, Other, 3, &[40], Any),
    row(83, "provideSubscriberLocation", Home, Locate, 3, &[38], Visited),
    row(84, "sendGroupCallInfo", Inside, Other, 3, &[45], Any),
    row(85, "sendRoutingInfoForLCS", Inside, LookUp, 3, &[37], Hlr),
    row(86, "subscriberLocationReport", Serving, Other, 3, &[38], Any),
    row(87, "ist-Alert", Inside, Other, 3, &[4], Any),
    row(88, "ist-Command", Inside, Other, 3, &[9], Any),
    row(89, "noteMM-Event", Inside, Other, 3, &[42], Any),
];

/// The operation with this code; `None` where no release has it. Location services on the radio side
/// (109 to 126) never travel between networks and count as unknown.
#[must_use]
pub fn operation(code: i32) -> Option<&'static Operation> {
    let code = u8::try_from(code).ok()?;
    let at = OPERATIONS.binary_search_by_key(&code, |operation| operation.code).ok()?;
    OPERATIONS.get(at)
}

/// Name of an error (TS 29.002 §17.6).
#[must_use]
pub const fn error_name(code: u32) -> &'static str {
    match code {
        1 => "unknownSubscriber",
        3 => "unknownMSC",
        5 => "unidentifiedSubscriber",
        6 => "absentSubscriberSM",
        7 => "unknownEquipment",
        8 => "roamingNotAllowed",
        9 => "illegalSubscriber",
        10 => "bearerServiceNotProvisioned",
        11 => "teleserviceNotProvisioned",
        12 => "illegalEquipment",
        13 => "callBarred",
        14 => "forwardingViolation",
        16 => "illegalSS-Operation",
        17 => "ss-ErrorStatus",
        18 => "ss-NotAvailable",
        20 => "ss-Incompatibility",
        21 => "facilityNotSupported",
        27 => "absentSubscriber",
        31 => "subscriberBusyForMT-SMS",
        32 => "sm-DeliveryFailure",
        33 => "messageWaitingListFull",
        34 => "systemFailure",
        35 => "dataMissing",
        36 => "unexpectedDataValue",
        37 => "pw-RegistrationFailure",
        39 => "noRoamingNumberAvailable",
        44 => "unknownAlphabet",
        49 => "ati-NotAllowed",
        50 => "unauthorizedRequestingNetwork",
        51 => "unauthorizedLCSClient",
        52 => "positionMethodFailure",
        53 => "unknownOrUnreachableLCSClient",
        62 => "informationNotAvailable",
        _ => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_rise_and_are_found() {
        assert!(OPERATIONS.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert_eq!(operation(71).unwrap().name, "anyTimeInterrogation");
        assert!(operation(1).is_none() && operation(-1).is_none() && operation(327).is_none());
    }
}
