//! Opening a case for a command.

use std::path::Path;

use anyhow::Context as _;
use vigie_case::Case;
use vigie_core::{DetectorMeta, Outcome, ParserMeta};
use vigie_report::{CaseFacts, Lang, Report};

use crate::check::{STOP, facts, seal_key};
use crate::cli::Secret;
use crate::secret::Keys;
use crate::slices;
use crate::terminal::Terminal;

/// A case whose records are not needed.
pub(super) fn open(folder: &Path) -> anyhow::Result<Case> {
    Case::open(folder).with_context(|| format!("cannot use the case in {}", folder.display()))
}

/// A case whose records are needed: sealed ones are opened with the password.
pub(super) fn unsealed(
    folder: &Path,
    secret: &Secret,
    terminal: &Terminal,
) -> anyhow::Result<Case> {
    let mut case = open(folder)?;
    let mut keys = Keys::new(secret, terminal, &STOP);
    for source in case.sealed()? {
        let Some(derivation) = source.derivation else { continue };
        let key = seal_key(&source.path, derivation, &mut keys)
            .with_context(|| format!("cannot open the seal of source {}", source.number))?;
        case.unseal(source.number, key.as_bytes())?;
    }
    Ok(case)
}

/// What reports and listings are made from.
pub(super) struct Loaded {
    pub(super) outcome: Outcome,
    pub(super) facts: CaseFacts,
    detectors: Vec<&'static DetectorMeta>,
    parsers: Vec<&'static ParserMeta>,
    langs: [Lang; 1],
}

impl Loaded {
    pub(super) fn of(case: &Case, terminal: &Terminal) -> anyhow::Result<Self> {
        Ok(Self {
            outcome: case.outcome()?,
            facts: facts(case)?,
            detectors: slices::detector_metas(),
            parsers: slices::parser_metas(),
            langs: [terminal.lang],
        })
    }

    pub(super) fn report(&self) -> Report<'_> {
        self.with(&self.outcome)
    }

    /// The report of another outcome of the same case.
    pub(super) fn with<'a>(&'a self, outcome: &'a Outcome) -> Report<'a> {
        Report {
            outcome,
            case: &self.facts,
            detectors: &self.detectors,
            parsers: &self.parsers,
            langs: &self.langs,
        }
    }
}
