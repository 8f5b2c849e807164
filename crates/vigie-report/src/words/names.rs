//! Words for the values of core's types: severities, states, positions, kinds of evidence.

use vigie_core::{
    ArtefactState, Confidence, EvidenceKind, Locator, ObservableKind, Severity, Verdict, Versions,
};

use super::{Words, safe_text};

impl Words {
    /// The verdict's sentence.
    #[must_use]
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.text(&format!("verdict-{}", verdict.key()))
    }

    /// A severity as a word.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> String {
        self.text(&format!("severity-{}", severity_key(severity)))
    }

    /// A confidence in two words: `high confidence`.
    #[must_use]
    pub fn confidence(&self, confidence: Confidence) -> String {
        self.text(&format!("confidence-{}", confidence_key(confidence)))
    }

    /// How reading went, as a word.
    #[must_use]
    pub fn state(&self, state: ArtefactState) -> String {
        self.text(&format!("state-{}", state_key(state)))
    }

    /// A kind of evidence, as a heading names it.
    #[must_use]
    pub fn evidence_kind(&self, kind: EvidenceKind) -> String {
        self.text(&format!("evidence-{}", kind.key()))
    }

    /// The versions of a system that write an artefact.
    #[must_use]
    pub fn versions(&self, versions: &Versions) -> String {
        let text = |number: u16| number.to_string().into();
        let system = ("system", versions.system.into());
        match versions.last {
            Some(last) => {
                let args = [system, ("first", text(versions.first)), ("last", text(last))];
                self.with("versions-until", &args)
            }
            None => self.with("versions-from", &[system, ("first", text(versions.first))]),
        }
    }

    /// A kind of listed value.
    #[must_use]
    pub fn observable_kind(&self, kind: ObservableKind) -> String {
        self.text(&format!("listed-{}", observable_key(kind)))
    }

    /// What happened at an instant: the words of the parser, in the reader's language where they
    /// are known.
    #[must_use]
    pub fn means(&self, means: &str) -> String {
        if let Some(phrase) = self.phrases.get(means) {
            return (*phrase).to_owned();
        }
        safe_text(means, 100)
    }

    /// A position in a file. Names in it come from evidence and are made safe.
    #[must_use]
    pub fn locator(&self, at: &Locator) -> String {
        match at {
            Locator::Whole => self.text("at-whole"),
            Locator::Line(line) => self.with("at-line", &[("line", line.to_string().into())]),
            Locator::Byte(byte) => self.with("at-byte", &[("byte", byte.to_string().into())]),
            Locator::Row { table, row, wal, .. } => {
                let key = if *wal { "at-row-wal" } else { "at-row" };
                let table = safe_text(table, 100);
                self.with(key, &[("table", table.into()), ("row", row.to_string().into())])
            }
            Locator::Key(key) => self.with("at-key", &[("key", safe_text(key, 200).into())]),
            Locator::Packet(packet) => {
                self.with("at-packet", &[("packet", packet.to_string().into())])
            }
        }
    }

    /// Names in a row: `A`, `A and B`, `A, B and C`, `A, B, C and 4 others`.
    #[must_use]
    pub fn names(&self, names: &[String], most: usize) -> String {
        let shown = if names.len() > most + 1 { most } else { names.len() };
        let (listed, left) = names.split_at_checked(shown).unwrap_or((names, &[]));
        let comma = |names: &[String]| {
            names.iter().cloned().reduce(|first, next| {
                self.with("list-comma", &[("first", first.into()), ("next", next.into())])
            })
        };
        if !left.is_empty() {
            let names = comma(listed).unwrap_or_default();
            let count = u64::try_from(left.len()).unwrap_or(u64::MAX);
            return self.with("list-others", &[("names", names.into()), ("count", count.into())]);
        }
        match listed.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => {
                let first = comma(before).unwrap_or_default();
                self.with("list-two", &[("first", first.into()), ("last", last.clone().into())])
            }
            None => String::new(),
        }
    }
}

/// Key of a severity: `high`.
pub(crate) const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
    }
}

/// Key of a confidence: `high`.
const fn confidence_key(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

/// Key of a state: `not-held`.
pub(crate) const fn state_key(state: ArtefactState) -> &'static str {
    match state {
        ArtefactState::Read => "read",
        ArtefactState::Empty => "empty",
        ArtefactState::Damaged => "damaged",
        ArtefactState::Unreadable => "unreadable",
        ArtefactState::Absent => "absent",
        ArtefactState::OtherVersion => "other-version",
        ArtefactState::NotHeld => "not-held",
    }
}

/// Key of a kind of value, as serialised: `file-name`.
const fn observable_key(kind: ObservableKind) -> &'static str {
    match kind {
        ObservableKind::Url => "url",
        ObservableKind::Host => "host",
        ObservableKind::Ip => "ip",
        ObservableKind::Process => "process",
        ObservableKind::Path => "path",
        ObservableKind::FileName => "file-name",
        ObservableKind::Email => "email",
        ObservableKind::Phone => "phone",
        ObservableKind::Account => "account",
        ObservableKind::FileHash => "file-hash",
        ObservableKind::CertificateHash => "certificate-hash",
        ObservableKind::CertificateOrganisation => "certificate-organisation",
        ObservableKind::CertificateName => "certificate-name",
        ObservableKind::AppId => "app-id",
        ObservableKind::ProfileId => "profile-id",
        ObservableKind::AndroidProperty => "android-property",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn names_in_a_row() {
        let words = Words::new(Lang::En, &[]);
        let names: Vec<String> = ["A", "B", "C", "D", "E"].map(String::from).to_vec();
        assert_eq!(words.names(&[], 3), "");
        assert_eq!(words.names(&names[..1], 3), "A");
        assert_eq!(words.names(&names[..2], 3), "A and B");
        assert_eq!(words.names(&names[..4], 3), "A, B, C and D");
        assert_eq!(words.names(&names, 3), "A, B, C and 2 others");
    }

    #[test]
    fn every_value_has_a_word_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::new(lang, &[]);
            for kind in EvidenceKind::ALL {
                assert_ne!(words.evidence_kind(kind), format!("evidence-{}", kind.key()));
                assert!(words.has(&format!("a-{}", kind.key())));
                assert!(words.has(&format!("blind-{}", kind.key())));
            }
            let row = Locator::Row { table: "t\u{202e}".into(), row: -1, byte: None, wal: true };
            assert!(words.locator(&row).contains("\\u{202e}"));
            assert!(words.locator(&row).contains("-1"));
        }
    }
}
