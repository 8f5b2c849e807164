//! Weighs what speaks for an injected answer. No event alone decides, but a device's own fingerprint.

use vigie_core::{Confidence, Severity};

use crate::protocols::connections::ConflictRecord;

/// The conflicts of one connection.
#[derive(Debug, Default)]
pub(super) struct Conflicts {
    count: u64,
    is_same_range: bool,
    is_after_close: bool,
    is_ahead: bool,
    /// Two texts of which more than a twentieth differs: no damage on the way.
    is_other_text: bool,
    packets: Vec<u64>,
}

impl Conflicts {
    pub(super) fn add(&mut self, conflict: &ConflictRecord) {
        self.count += 1;
        self.is_same_range |= conflict.same_range;
        self.is_after_close |= conflict.after_close;
        self.is_ahead |= conflict.order == "ahead";
        self.is_other_text |= conflict.printable && conflict.percent > 5;
        if self.packets.len() < 16 {
            self.packets.extend([conflict.first.packet, conflict.second.packet]);
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn packets(&self) -> &[u64] {
        &self.packets
    }
}

/// What a connection weighs.
pub(super) struct Weight {
    pub(super) severity: Severity,
    pub(super) confidence: Confidence,
    pub(super) key: &'static str,
    pub(super) codes: Vec<&'static str>,
}

/// How often a hint comes up in ordinary connections: of 5,161 in 1,841 captures.
pub(super) fn base_rate(code: &str) -> Option<&'static str> {
    Some(match code {
        "INJ-05" => "in 0.06 % of ordinary connections",
        "INJ-06" => "in 2.35 % of ordinary connections, where routes move too",
        "INJ-07" => "in 0.10 % of ordinary connections",
        "INJ-08" => "in 0.23 % of ordinary connections, most of them in laboratories",
        "INJ-10" => "in 0.02 % of ordinary connections by identification and flag alone",
        "INJ-11" => "in 0 of 2,369 ordinary answers, in 4,799 of 4,844 of such devices",
        _ => return None,
    })
}

/// Signs that a packet has another sender than those around it.
const SENDER: [&str; 6] = ["INJ-05", "INJ-06", "INJ-07", "INJ-08", "INJ-09", "INJ-10"];
/// Those that mean nothing in a capture made on the device itself.
const VOID_ON_DEVICE: [&str; 4] = ["INJ-06", "INJ-08", "INJ-09", "INJ-28"];

type Hint = (String, Vec<u64>);

/// What hints and conflicts of one connection weigh together; `None` where it is nothing.
pub(super) fn weigh(hints: &[Hint], conflicts: &Conflicts, on_device: bool) -> Option<Weight> {
    let find = |code: &str| {
        let is_void = on_device && VOID_ON_DEVICE.contains(&code);
        hints.iter().find(|(known, _)| !is_void && known == code)
    };
    let has = |code: &str| find(code).is_some();
    let sender: Vec<&'static str> = SENDER.into_iter().filter(|code| has(code)).collect();
    let other_card = find("INJ-28").filter(|(_, packets)| {
        let hinted = sender.iter().filter_map(|code| find(code)).flat_map(|(_, packets)| packets);
        hinted.chain(conflicts.packets()).any(|packet| packets.contains(packet))
    });
    let signs = sender.len() + usize::from(other_card.is_some());
    let is_poor = has("INJ-11");
    let (kind, severity, confidence) = if !conflicts.is_empty() {
        let (severity, confidence) = by_conflict(conflicts, signs, on_device);
        ("injected-answer-conflict", severity, confidence)
    } else if has("INJ-10") {
        ("injected-answer-device", Severity::High, Confidence::High)
    } else if is_poor {
        let (severity, confidence) = by_redirect(signs, has("INJ-13") || has("INJ-14"), has("download"));
        ("injected-answer-redirect", severity, confidence)
    } else if signs > 0 && (has("download") || has("script")) {
        ("injected-answer-swapped", Severity::High, Confidence::Medium)
    } else {
        let (severity, confidence) = by_sender(&find, &sender, other_card.is_some())?;
        ("injected-answer-sender", severity, confidence)
    };
    let mut codes = conflict_codes(conflicts);
    codes.extend(&sender);
    codes.extend(is_poor.then_some("INJ-11"));
    codes.extend(["INJ-12", "INJ-13", "INJ-14"].into_iter().filter(|code| has(code)));
    let is_more = is_poor || signs > 0 || !conflicts.is_empty();
    codes.extend((has("download") && is_more).then_some("INJ-15"));
    let is_swapped = signs > 0 || !conflicts.is_empty();
    codes.extend((has("script") && is_swapped).then_some("INJ-16"));
    codes.extend(other_card.map(|_| "INJ-28"));
    let is_swapped_script = has("script") && is_swapped && !on_device;
    let severity = if is_swapped_script { Severity::High } else { severity };
    Some(Weight { severity, confidence, key: kind, codes })
}

fn by_conflict(conflicts: &Conflicts, signs: usize, on_device: bool) -> (Severity, Confidence) {
    match (signs, conflicts.is_other_text) {
        // The app that captured ends each connection itself, and says other bytes when it does.
        (0, _) if on_device => (Severity::Info, Confidence::Low),
        (2.., _) => (Severity::High, Confidence::High),
        (1, _) => (Severity::High, Confidence::Medium),
        (0, true) => (Severity::Medium, Confidence::Medium),
        (0, false) => (Severity::Low, Confidence::Low),
    }
}

fn by_redirect(signs: usize, is_quick: bool, is_download: bool) -> (Severity, Confidence) {
    match (signs, is_quick || is_download) {
        (2.., _) => (Severity::High, Confidence::High),
        (1, _) | (0, true) => (Severity::High, Confidence::Medium),
        (0, false) => (Severity::Medium, Confidence::Low),
    }
}

/// Without conflict and meaning: missing timestamps are rare enough; of the others two have to fall on
/// one packet.
fn by_sender<'h>(
    find: &dyn Fn(&str) -> Option<&'h Hint>,
    sender: &[&'static str],
    is_other_card: bool,
) -> Option<(Severity, Confidence)> {
    if is_other_card {
        return Some((Severity::High, Confidence::Medium));
    }
    let of = |code: &&str| find(code).map(|(_, packets)| packets.as_slice()).unwrap_or_default();
    let falls_on_one = sender.iter().enumerate().any(|(at, one)| {
        let mut others = sender.iter().skip(at + 1);
        others.any(|other| of(one).iter().any(|packet| of(other).contains(packet)))
    });
    match (falls_on_one, sender.contains(&"INJ-05")) {
        (true, _) => Some((Severity::Medium, Confidence::Medium)),
        (false, true) => Some((Severity::Medium, Confidence::Low)),
        (false, false) => None,
    }
}

fn conflict_codes(conflicts: &Conflicts) -> Vec<&'static str> {
    let codes = [
        (!conflicts.is_empty(), "INJ-01"),
        (conflicts.is_same_range, "INJ-02"),
        (conflicts.is_after_close, "INJ-03"),
        (conflicts.is_ahead, "INJ-04"),
    ];
    codes.into_iter().filter(|(holds, _)| *holds).map(|(_, code)| code).collect()
}
