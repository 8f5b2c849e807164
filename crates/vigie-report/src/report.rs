//! What a report is made from.

use std::collections::BTreeMap;

use vigie_core::{DetectorMeta, Finding, Kind, Outcome, ParserMeta, Time};

use crate::Lang;

/// Everything a report tells, apart from single records.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// Verdict, findings, problems and coverage.
    pub outcome: &'a Outcome,
    /// Facts about the case and the run.
    pub case: &'a CaseFacts,
    /// Every detector there is, also those that found nothing.
    pub detectors: &'a [&'static DetectorMeta],
    /// Every parser there is, also those that read nothing.
    pub parsers: &'a [&'static ParserMeta],
    /// Languages, the reader's own first; English when empty.
    pub langs: &'a [Lang],
}

/// Facts about a case and the run that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFacts {
    /// Version of the program.
    pub vigie_version: String,
    /// The command that gives the same result again, one word an entry, without any secret.
    pub command: Vec<String>,
    /// When the case was made.
    pub created: Time,
    /// The case folder, as the user would type it; empty when there is none.
    pub case_folder: String,
    /// Options that could change the result, by name.
    pub options: BTreeMap<String, String>,
}

impl Report<'_> {
    /// The reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.langs.first().copied().unwrap_or(Lang::En)
    }

    /// Declaration of the detector that made `finding`.
    #[must_use]
    pub fn detector(&self, finding: &Finding) -> Option<&'static DetectorMeta> {
        self.detectors.iter().copied().find(|meta| meta.id == finding.detector)
    }

    /// Declaration of parser `id`.
    #[must_use]
    pub fn parser(&self, id: &str) -> Option<&'static ParserMeta> {
        self.parsers.iter().copied().find(|meta| meta.id == id)
    }

    /// Every kind of record that a parser emits, by id, each once.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static Kind> {
        let mut kinds: Vec<_> = self.parsers.iter().flat_map(|meta| meta.emits).copied().collect();
        kinds.sort_by_key(|kind| kind.id);
        kinds.dedup_by_key(|kind| kind.id);
        kinds
    }
}
