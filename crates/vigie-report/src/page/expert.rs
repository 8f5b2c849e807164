//! What an expert needs: versions, options, hashes, problems, how to get the result again.

use std::collections::BTreeMap;

use vigie_core::Problem;

use super::coverage::source_number;
use super::{Moment, count, moment};
use crate::command::command_line;
use crate::words::safe_text;
use crate::{Report, Words};

/// Most problems that are shown.
const PROBLEMS: usize = 200;

pub(crate) struct ExpertView {
    pub(crate) version: String,
    pub(crate) created: Moment,
    pub(crate) command: String,
    pub(crate) options: Vec<(String, String)>,
    pub(crate) problems: Vec<ProblemView>,
    pub(crate) problems_note: Option<String>,
    pub(crate) detectors: Vec<DetectorView>,
    pub(crate) parsers: Vec<(String, String)>,
}

pub(crate) struct ProblemView {
    pub(crate) source: String,
    pub(crate) by: String,
    pub(crate) path: String,
    pub(crate) at: String,
    pub(crate) message: String,
}

pub(crate) struct DetectorView {
    pub(crate) id: &'static str,
    pub(crate) version: u32,
    pub(crate) title: &'static str,
    pub(crate) found: String,
}

impl ExpertView {
    pub(super) fn new(report: &Report<'_>, words: &Words) -> Self {
        let case = report.case;
        let problems = report.outcome.problems();
        let all = report.outcome.coverage().problems.max(count(problems.len()));
        let shown = problems.len().min(PROBLEMS);
        let note = (count(shown) < all).then(|| {
            words.with("problems-shown", &[("shown", count(shown).into()), ("all", all.into())])
        });
        let option =
            |(name, value): (&String, &String)| (safe_text(name, 80), safe_text(value, 300));
        let lang = words.lang().tag();
        Self {
            version: words
                .with("vigie-version", &[("version", safe_text(&case.vigie_version, 60).into())]),
            created: moment(case.created, None, words),
            command: safe_text(&command_line(&case.command), 2000),
            options: case.options.iter().map(option).collect(),
            problems: problems.iter().take(PROBLEMS).map(|one| problem(one, words)).collect(),
            problems_note: note,
            detectors: detectors(report, words),
            parsers: report
                .parsers
                .iter()
                .map(|meta| (meta.id.to_owned(), meta.title.of(lang).to_owned()))
                .collect(),
        }
    }
}

fn problem(one: &Problem, words: &Words) -> ProblemView {
    ProblemView {
        source: one.source.map_or(String::new(), source_number),
        by: safe_text(&one.by, 60),
        path: safe_text(&one.path, 200),
        at: words.locator(&one.at),
        message: safe_text(&one.message, 300),
    }
}

fn detectors(report: &Report<'_>, words: &Words) -> Vec<DetectorView> {
    let mut found: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in report.outcome.findings() {
        let count = found.entry(&finding.detector).or_default();
        *count = count.saturating_add(1);
    }
    let view = |meta: &&'static vigie_core::DetectorMeta| DetectorView {
        id: meta.id,
        version: meta.version,
        title: words.detector_title(meta),
        found: words.number(found.get(meta.id).copied().unwrap_or(0)),
    };
    report.detectors.iter().map(view).collect()
}
