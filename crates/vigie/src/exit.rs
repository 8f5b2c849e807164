//! Exit codes, each documented once.

use vigie_core::Outcome;

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
    /// The code a run ends with, the same as in its JSON document.
    pub(crate) fn of(outcome: &Outcome) -> Self {
        let code = vigie_report::exit_code(outcome);
        let known = TABLE.iter().map(|(exit, _)| *exit).find(|exit| exit.code() == code);
        known.unwrap_or(Self::Failed)
    }

    /// The number given to the shell.
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_core::Coverage;

    #[test]
    fn an_interrupted_run_says_so_whatever_it_found() {
        let coverage = Coverage { interrupted: true, ..Coverage::default() };
        let outcome = Outcome::conclude(Vec::new(), Vec::new(), coverage);
        assert_eq!(Exit::of(&outcome), Exit::Interrupted);
        let outcome = Outcome::conclude(Vec::new(), Vec::new(), Coverage::default());
        assert_eq!(Exit::of(&outcome), Exit::Unclear);
    }
}
