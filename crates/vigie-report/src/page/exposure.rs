//! What someone on the path could read: kinds of thing and how often, with advice, never a value.
//!
//! Made from findings whose detector covers the entries `EXP-…` of its catalogue, and only there where
//! there are any.

use vigie_core::Finding;

use crate::words::safe_text;
use crate::{Report, Words};

/// The page.
pub(crate) struct ExposureView {
    pub(crate) rows: Vec<ExposureRow>,
}

/// One entry of the catalogue.
pub(crate) struct ExposureRow {
    pub(crate) code: String,
    pub(crate) what: String,
    /// The kinds of thing in it, and how often each could be read.
    pub(crate) things: Vec<(String, String)>,
    pub(crate) count: String,
    pub(crate) protocols: String,
    pub(crate) advice: String,
}

impl ExposureView {
    pub(super) fn new(report: &Report<'_>, words: &Words) -> Option<Self> {
        let is_exposure = |finding: &&Finding| {
            let meta = report.detector(finding);
            meta.is_some_and(|meta| meta.catalogue.iter().any(|code| code.starts_with("EXP-")))
        };
        let findings = report.outcome.findings().iter().filter(is_exposure);
        let mut rows: Vec<ExposureRow> = findings.filter_map(|one| row(one, words)).collect();
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        (!rows.is_empty()).then_some(Self { rows })
    }
}

fn row(finding: &Finding, words: &Words) -> Option<ExposureRow> {
    let argument = |name: &str| finding.claim.args.get(name).map_or("", String::as_str);
    let code = argument("codes");
    let key = format!("exposed-{}", code.to_ascii_lowercase());
    if !words.has(&key) {
        return None;
    }
    let number = |text: &str| words.number(text.parse().unwrap_or(0));
    let thing = |pair: &str| {
        let (thing, count) = pair.split_once('=')?;
        let key = format!("thing-{thing}");
        words.has(&key).then(|| (words.text(&key), number(count)))
    };
    Some(ExposureRow {
        code: safe_text(code, 20),
        what: words.text(&key),
        things: argument("things").split(' ').filter_map(thing).collect(),
        count: number(argument("count")),
        protocols: safe_text(argument("protocols"), 200),
        advice: words.text(&format!("{key}-advice")),
    })
}
