//! Claims as sentences.

use fluent_bundle::FluentValue;
use vigie_core::{
    Claim, Clock, DetectorMeta, Finding, ObservableKind, Time, Untrusted, defang, links,
};

use super::{Words, syntax};

/// Most characters of one argument in a sentence.
const ARGUMENT: usize = 200;

impl Words {
    /// The sentence of `claim`. Arguments are made safe to show: control and direction characters
    /// are spelled out, URLs are defanged, long values cut. Instants in RFC 3339 are written as a
    /// person says them.
    #[must_use]
    pub fn claim_text(&self, claim: &Claim) -> String {
        self.claim(claim, "?", Clock::Utc, false)
    }

    /// The sentence of a finding's claim; instants carry the clock of its evidence.
    #[must_use]
    pub fn finding_text(&self, finding: &Finding) -> String {
        let local = |clock: Option<Clock>| clock == Some(Clock::LocalUnknownOffset);
        let clock = match finding.evidence.iter().any(|one| local(one.clock)) {
            true => Clock::LocalUnknownOffset,
            false => Clock::Utc,
        };
        self.claim(&finding.claim, &finding.detector, clock, is_about_the_net(finding))
    }

    /// Why the finding of a detector may matter; nothing when the detector does not say.
    #[must_use]
    pub fn why(&self, detector: &str) -> Option<String> {
        let key = message_id(detector, "why");
        self.has(&key).then(|| self.text(&key))
    }

    /// Innocent explanations of the finding of a detector.
    #[must_use]
    pub fn innocent(&self, detector: &str) -> Vec<String> {
        self.list(&message_id(detector, "innocent"))
    }

    /// What would tell more about the finding of a detector.
    #[must_use]
    pub fn next(&self, detector: &str) -> Vec<String> {
        self.list(&message_id(detector, "next"))
    }

    /// The title of a detector.
    #[must_use]
    pub fn detector_title(&self, meta: &DetectorMeta) -> &'static str {
        meta.title.of(self.lang.tag())
    }

    fn claim(&self, claim: &Claim, detector: &str, clock: Clock, net: bool) -> String {
        let Some(pattern) = self.bundle.get_message(&claim.key).and_then(|m| m.value()) else {
            return self.unknown_claim(claim, detector);
        };
        let numbers = syntax::arguments(pattern).numbers;
        let args: Vec<(&str, FluentValue<'_>)> = claim
            .args
            .iter()
            .map(|(name, value)| {
                let number = numbers.contains(name).then(|| value.parse::<u64>().ok()).flatten();
                let shown = match number {
                    Some(number) => number.into(),
                    None => self.argument(name, value, clock, net).into(),
                };
                (name.as_str(), shown)
            })
            .collect();
        self.with(&claim.key, &args)
    }

    /// One argument, safe to show.
    fn argument(&self, name: &str, value: &str, clock: Clock, net: bool) -> String {
        if let Some(at) = instant(value) {
            return self.time(at, clock);
        }
        let is_link = || {
            matches!(name, "url" | "host" | "domain" | "link")
                || (net && links(value).next().is_some_and(|link| link.text() == value))
        };
        if value.contains("://") || is_link() {
            safe_text(&defang(value), ARGUMENT)
        } else {
            safe_text(value, ARGUMENT)
        }
    }

    fn unknown_claim(&self, claim: &Claim, detector: &str) -> String {
        let one = |(name, value): (&String, &String)| {
            format!("{} = {}", safe_text(name, 40), safe_text(&defang(value), ARGUMENT))
        };
        let args: Vec<String> = claim.args.iter().map(one).collect();
        let key = if args.is_empty() { "claim-unknown-bare" } else { "claim-unknown" };
        let named = [
            ("detector", safe_text(detector, 60).into()),
            ("key", safe_text(&claim.key, 80).into()),
            ("args", args.join(", ").into()),
        ];
        self.with(key, &named)
    }
}

/// The id of a detector's message `what`: `reboot-delay-why` for `reboot_delay`.
pub(super) fn message_id(detector: &str, what: &str) -> String {
    format!("{}-{what}", detector.replace('_', "-"))
}

/// Text from evidence, safe for a terminal and a page, at most about `most` characters long.
pub(crate) fn safe_text(text: &str, most: usize) -> String {
    let kept = match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    };
    let safe = Untrusted(kept).to_string();
    // Spelled-out characters take up to ten times their room: cut again.
    match safe.char_indices().nth(most.saturating_mul(2)) {
        Some((end, _)) => format!("{}…", safe.get(..end).unwrap_or(&safe)),
        None if kept.len() < text.len() => format!("{safe}…"),
        None => safe,
    }
}

/// An instant in RFC 3339 with date, time and `Z`.
fn instant(value: &str) -> Option<Time> {
    let shaped = (20..=27).contains(&value.len()) && value.ends_with('Z') && value.contains('T');
    shaped.then(|| Time::parse(value)).flatten()
}

/// True where the indicator is something a browser or a mail program could open.
fn is_about_the_net(finding: &Finding) -> bool {
    finding.indicator.as_ref().is_some_and(|found| is_openable(found.kind))
}

/// True for kinds of values that a program could open by accident, hence shown defanged.
pub(crate) const fn is_openable(kind: ObservableKind) -> bool {
    matches!(
        kind,
        ObservableKind::Url | ObservableKind::Host | ObservableKind::Ip | ObservableKind::Email
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;
    use vigie_core::{Order, Severity, Text, Wording};

    static META: DetectorMeta = DetectorMeta {
        id: "reboot_delay",
        version: 1,
        title: Text { en: "Delays", fr: "Délais" },
        severity: Severity::Low,
        order: Order::File,
        reads: &[],
        catalogue: &[],
        manual: "",
        wording: &[Wording {
            lang: "en",
            fluent: "delay = { $count ->\n    [one] One\n   *[other] { $count }\n } delays of { $process } at { $at }, { $url }, { $phone }\nreboot-delay-innocent =\n    - a\n    - b\n",
        }],
        references: &[],
    };

    #[test]
    fn arguments_are_formatted_and_defused() {
        let words = Words::new(Lang::En, &[&META]);
        let claim = Claim::new(
            "delay",
            [
                ("count", "12345"),
                ("process", "x\u{202e}\u{1b}[31m\u{2069}"),
                ("at", "2026-03-03T14:05:00Z"),
                ("url", "https://bad.example/a.b"),
                ("phone", "33612345678"),
            ],
        );
        assert_eq!(
            words.claim_text(&claim),
            "12,345 delays of x\\u{202e}\\u{1b}[31m\\u{2069} at 3 March 2026 at 14:05 UTC, \
             hxxps://bad[.]example/a.b, 33612345678"
        );
        assert_eq!(words.innocent("reboot_delay"), ["a", "b"]);
        assert_eq!(words.why("reboot_delay"), None);
    }

    #[test]
    fn an_unknown_claim_still_says_what_it_knows() {
        let words = Words::new(Lang::En, &[]);
        let claim = Claim::new("gone", [("host", "bad.example")]);
        let text = words.claim(&claim, "old", Clock::Utc, false);
        assert_eq!(text, "Detector old reports “gone”: host = bad[.]example");
    }

    #[test]
    fn long_hostile_text_is_cut() {
        assert_eq!(safe_text("abc", 3), "abc");
        assert_eq!(safe_text("abcd", 3), "abc…");
        assert!(safe_text(&"\u{202e}".repeat(1_000_000), 100).chars().count() <= 201);
    }
}
