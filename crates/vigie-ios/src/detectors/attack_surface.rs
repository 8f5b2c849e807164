//! Processes that take in what strangers send, and how they fail.

use crate::parsers::Report;

/// Which road into the phone a process guards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Road {
    /// Messages that arrive without a tap: iMessage, and the services it wakes.
    Messages,
    /// Calls: FaceTime and the telephone.
    Calls,
    /// Pictures, sound and video, whoever asked for them.
    Media,
    /// Messengers of other makers.
    Messengers,
    /// Web pages.
    Web,
}

/// Names, in order, and the road they guard. The first ones crashed under published attacks.
const PROCESSES: &[(&str, Road)] = &[
    ("CommCenter", Road::Calls),
    ("CommCenterMobileHelper", Road::Calls),
    ("FaceTime", Road::Calls),
    ("IMDPersistenceAgent", Road::Messages),
    ("IMTranscoderAgent", Road::Messages),
    ("IMTransferAgent", Road::Messages),
    ("IMTransferServices", Road::Messages),
    ("InCallService", Road::Calls),
    ("MessagesBlastDoorService", Road::Messages),
    ("MobileSMS", Road::Messages),
    ("NotificationServiceExtension", Road::Messengers),
    ("ServiceExtension", Road::Messengers),
    ("Signal", Road::Messengers),
    ("SignalNSE", Road::Messengers),
    ("Telegram", Road::Messengers),
    ("WhatsApp", Road::Messengers),
    ("WhatsAppSMB", Road::Messengers),
    ("apsd", Road::Messages),
    ("assetsd", Road::Media),
    ("avconferenced", Road::Calls),
    ("callservicesd", Road::Calls),
    ("com.apple.WebKit.GPU", Road::Web),
    ("com.apple.WebKit.Networking", Road::Web),
    ("com.apple.WebKit.WebContent", Road::Web),
    ("fmfd", Road::Messages),
    ("homed", Road::Messages),
    ("identityservicesd", Road::Messages),
    ("imagent", Road::Messages),
    ("mediaplaybackd", Road::Media),
    ("mediaserverd", Road::Media),
    ("passd", Road::Messages),
    ("telephonyutilities", Road::Calls),
    ("telephonyutilities.callservicesd", Road::Calls),
];

/// The road that the process called `name` guards.
pub(super) fn road(name: &str) -> Option<Road> {
    let found = PROCESSES.binary_search_by(|(known, _)| (*known).cmp(name)).ok();
    let known = found.and_then(|at| PROCESSES.get(at)).map(|(_, road)| *road);
    known.or_else(|| name.starts_with("com.apple.WebKit.").then_some(Road::Web))
}

/// Whether the process failed by itself: the system ends processes for memory, for time and for
/// holding files, and says so.
pub(super) fn is_fault(report: &Report) -> bool {
    const FAULTS: &[&str] =
        &["EXC_BAD_ACCESS", "EXC_BAD_INSTRUCTION", "EXC_BREAKPOINT", "EXC_GUARD", "EXC_CRASH"];
    let Some(kind) = report.exception_type.as_deref() else { return false };
    let is_killed = kind == "EXC_CRASH" && report.signal.as_deref().is_some_and(|s| s != "SIGABRT");
    FAULTS.contains(&kind) && !is_killed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(PROCESSES.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(road("com.apple.WebKit.WebContent.Development"), Some(Road::Web));
        assert_eq!(road("imagent"), Some(Road::Messages));
        assert_eq!(road("Clock"), None);
    }
}
