//! What was checked and what was not.

use vigie_core::{Artefact, ArtefactState, Source};

use crate::checked::{Checked, holder_phrase, title};
use crate::words::{safe_text, state_key};
use crate::{Report, Words};

/// Facts that name no person; every other fact stays folded.
const OPEN_FACTS: [&str; 11] = [
    "product_name",
    "product_type",
    "product_version",
    "build_version",
    "last_backup_date",
    "encrypted",
    "itunes_version",
    "capture_format",
    "capture_links",
    "capture_snap_length",
    "capture_first_packet",
];

/// Most pieces of evidence and indicator sets that are shown.
const ROWS: usize = 200;

pub(crate) struct CoverageView {
    pub(crate) notes: Vec<String>,
    pub(crate) sources: Vec<SourceView>,
    /// Kinds of record that no source gave: name and reason.
    pub(crate) not_checked: Vec<(String, String)>,
    pub(crate) sets: Vec<SetView>,
    pub(crate) problems: String,
}

pub(crate) struct SourceView {
    pub(crate) label: String,
    pub(crate) kind: String,
    pub(crate) path: String,
    pub(crate) files: String,
    pub(crate) sha256: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) private_facts: Vec<(String, String)>,
    pub(crate) rows: Vec<ArtefactRow>,
    pub(crate) blind: String,
}

pub(crate) struct ArtefactRow {
    pub(crate) title: String,
    pub(crate) state: &'static str,
    pub(crate) state_word: String,
    pub(crate) records: String,
    pub(crate) period: String,
    pub(crate) problems: String,
}

pub(crate) struct SetView {
    pub(crate) name: String,
    pub(crate) newest: String,
    pub(crate) indicators: String,
    pub(crate) skipped: String,
    pub(crate) licence: String,
    pub(crate) path: String,
    pub(crate) sha256: String,
}

impl CoverageView {
    pub(super) fn new(report: &Report<'_>, words: &Words) -> Self {
        let coverage = report.outcome.coverage();
        let mut notes = Vec::new();
        if coverage.interrupted {
            notes.push(words.text("interrupted-note"));
        }
        if coverage.lacks_indicators() {
            notes.push(words.text("no-indicators-note"));
        }
        let sources = coverage.sources.iter().take(ROWS);
        Self {
            notes,
            sources: sources.map(|source| source_view(report, source, words)).collect(),
            not_checked: not_checked(report, words),
            sets: coverage.indicators.iter().take(ROWS).map(|set| set_view(set, words)).collect(),
            problems: words.with("problem-count", &[("count", coverage.problems.into())]),
        }
    }
}

fn source_view(report: &Report<'_>, source: &Source, words: &Words) -> SourceView {
    let (open, private): (Vec<_>, Vec<_>) =
        source.facts.iter().partition(|(name, _)| OPEN_FACTS.contains(&name.as_str()));
    let fact =
        |(name, value): (&String, &String)| (fact_name(name, words), fact_value(value, words));
    let read = |artefact: &&Artefact| {
        use ArtefactState::{Absent, NotHeld, OtherVersion};
        !matches!(artefact.state, Absent | OtherVersion | NotHeld)
    };
    let files = [("files", source.files.into()), ("read", words.number(source.files_read).into())];
    SourceView {
        label: words.with("source-number", &[("number", source_number(source.number).into())]),
        kind: words.evidence_kind(source.kind),
        path: safe_text(&source.path, 500),
        files: words.with("source-files", &files),
        sha256: safe_text(&source.sha256, 128),
        facts: open.into_iter().map(fact).collect(),
        private_facts: private.into_iter().map(fact).collect(),
        rows: source.artefacts.iter().filter(read).map(|one| row(report, one, words)).collect(),
        blind: words.text(&format!("blind-{}", source.kind.key())),
    }
}

/// The number of a piece of evidence as people count: from 1.
pub(crate) fn source_number(number: u32) -> String {
    number.saturating_add(1).to_string()
}

fn fact_name(name: &str, words: &Words) -> String {
    let key = format!("fact-{name}");
    if words.has(&key) { words.text(&key) } else { safe_text(name, 60) }
}

fn fact_value(value: &str, words: &Words) -> String {
    let instant = value.len() >= 20 && value.ends_with('Z');
    match vigie_core::Time::parse(value).filter(|_| instant) {
        Some(at) => words.time(at, vigie_core::Clock::Utc),
        None => safe_text(value, 300),
    }
}

fn row(report: &Report<'_>, artefact: &Artefact, words: &Words) -> ArtefactRow {
    ArtefactRow {
        title: title(report, &artefact.parser, words),
        state: state_key(artefact.state),
        state_word: words.state(artefact.state),
        records: words.number(artefact.records),
        period: match (artefact.first, artefact.last) {
            (Some(first), Some(last)) => words.span(first, last),
            _ => words.text("undated"),
        },
        problems: words.number(artefact.problems),
    }
}

fn not_checked(report: &Report<'_>, words: &Words) -> Vec<(String, String)> {
    let checked = Checked::of(report, words);
    let mut rows = Vec::new();
    let mut add = |names: &[String], why: &str| {
        rows.extend(names.iter().map(|name| (name.clone(), why.to_owned())));
    };
    add(&checked.unreadable, &words.text("unreadable-why"));
    add(&checked.absent, &words.text("absent-why"));
    add(&checked.other_version, &words.text("other-version-why"));
    for (holder, names) in &checked.not_held {
        let why = match holder {
            Some(kind) => {
                words.with("not-held-why", &[("where", holder_phrase(*kind, words).into())])
            }
            None => words.text("unknown-why"),
        };
        add(names, &why);
    }
    rows
}

fn set_view(set: &vigie_core::IndicatorSet, words: &Words) -> SetView {
    let known = |text: Option<&str>| {
        text.map_or_else(|| words.text("unknown"), |text| safe_text(text, 120))
    };
    SetView {
        name: safe_text(&set.name, 120),
        newest: set.newest.map_or_else(|| words.text("undated-indicator"), |at| words.date(at)),
        indicators: words.number(set.indicators),
        skipped: words.number(set.skipped),
        licence: known(set.licence.as_deref()),
        path: safe_text(&set.path, 300),
        sha256: safe_text(&set.sha256, 128),
    }
}
