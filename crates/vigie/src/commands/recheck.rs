//! `vigie recheck`.

use vigie_case::CaseWriter;
use vigie_core::{Outcome, Problem};

use super::case::unsealed;
use crate::check::{self, Conclusion, conclude, facts};
use crate::cli::Recheck;
use crate::exit::Exit;
use crate::indicators;
use crate::terminal::Terminal;

/// Looks again at a case with today's indicators and detectors.
pub(crate) fn recheck(arguments: &Recheck, terminal: &Terminal) -> anyhow::Result<Exit> {
    let (indicators, mut problems) = indicators::load(&arguments.sets)?;
    let case = unsealed(&arguments.case, &arguments.secret, terminal)?;
    let before = case.outcome()?;
    let again = check::recheck(&case, &indicators)?;
    problems.extend(before.problems().iter().filter(|problem| of_reading(problem)).cloned());
    problems.extend(again.problems);
    let mut coverage = before.coverage().clone();
    coverage.indicators = indicators.sets().to_vec();
    coverage.problems = problems.len() as u64;
    coverage.interrupted |= again.interrupted;
    let outcome = Outcome::conclude(again.findings, problems, coverage);
    CaseWriter::reopen(&arguments.case)?.conclude(&outcome)?;
    let facts = facts(&case)?;
    let conclusion = Conclusion {
        outcome: &outcome,
        facts: &facts,
        format: arguments.format,
        include_personal: arguments.include_personal,
    };
    conclude(&conclusion, &case, terminal)
}

/// Problems of the evidence itself stay true; those of indicators and old rechecks do not.
fn of_reading(problem: &Problem) -> bool {
    problem.source.is_some() && problem.by != "case"
}
