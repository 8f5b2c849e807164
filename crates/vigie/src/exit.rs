//! Exit codes, each documented once.

use vigie_core::{Outcome, Severity, Verdict};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done, nothing found.
    Nothing = 0,
    /// Vigie failed; nothing can be concluded.
    Failed = 1,
    /// Wrong arguments.
    Usage = 2,
    /// Nothing recognised as evidence.
    NotEvidence = 3,
    /// Done, nothing found, but too little could be read to conclude.
    Unclear = 4,
    /// Done; the highest finding is informational.
    Info = 10,
    /// Done; the highest finding is low.
    Low = 11,
    /// Done; the highest finding is medium.
    Medium = 12,
    /// Done; the highest finding is high.
    High = 13,
    /// Interrupted; the case is kept.
    Interrupted = 130,
}

/// Every exit code with its meaning, for `vigie explain exit-codes` and the manual.
pub(crate) const TABLE: &[(Exit, &str)] = &[
    (Exit::Nothing, "done, nothing found"),
    (Exit::Failed, "Vigie failed; nothing can be concluded"),
    (Exit::Usage, "wrong arguments"),
    (Exit::NotEvidence, "nothing recognised as evidence"),
    (Exit::Unclear, "done, nothing found, but too little could be read to conclude"),
    (Exit::Info, "done; the highest finding is informational"),
    (Exit::Low, "done; the highest finding is low"),
    (Exit::Medium, "done; the highest finding is medium"),
    (Exit::High, "done; the highest finding is high"),
    (Exit::Interrupted, "interrupted; the case is kept"),
];

impl Exit {
    /// The code a completed run ends with.
    pub(crate) fn of(outcome: &Outcome) -> Self {
        match (outcome.verdict(), outcome.highest()) {
            _ if outcome.coverage().interrupted => Self::Interrupted,
            (Verdict::Unclear, _) => Self::Unclear,
            (_, None) => Self::Nothing,
            (_, Some(Severity::Info)) => Self::Info,
            (_, Some(Severity::Low)) => Self::Low,
            (_, Some(Severity::Medium)) => Self::Medium,
            (_, Some(Severity::High)) => Self::High,
        }
    }

    /// The number given to the shell.
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }
}
