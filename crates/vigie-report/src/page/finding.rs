//! The findings, each with what supports it.

use vigie_core::{DetectorMeta, Evidence, Finding, IndicatorRef, defang, links};

use super::coverage::source_number;
use super::{Moment, count, moment};
use crate::export::Kinds;
use crate::words::{is_openable, safe_text, severity_key};
use crate::{Report, Words};

/// Most findings that are shown in full.
const WHOLE: usize = 150;
/// Most findings that are shown in one line after those.
const SHORT: usize = 500;
/// Most pieces of evidence of one finding: of the first ones, and of those after them.
const EVIDENCE: usize = 20;
const EVIDENCE_LATER: usize = 3;
/// How many findings come first.
const FIRST: usize = 30;
/// Most characters that are quoted.
const QUOTE: usize = 200;

pub(crate) struct FindingsView {
    pub(crate) count: String,
    pub(crate) whole: Vec<FindingView>,
    pub(crate) short: Vec<ShortView>,
    /// How many are not shown at all, as a sentence.
    pub(crate) left_out: Option<String>,
    /// Severities that occur: key and word, for the filter.
    pub(crate) severities: Vec<(&'static str, String)>,
    pub(crate) filter_shown: String,
}

pub(crate) struct ShortView {
    pub(crate) severity: &'static str,
    pub(crate) severity_word: String,
    pub(crate) claim: String,
    pub(crate) id: String,
}

pub(crate) struct FindingView {
    pub(crate) number: usize,
    pub(crate) id: String,
    pub(crate) severity: &'static str,
    pub(crate) severity_word: String,
    pub(crate) severity_means: String,
    pub(crate) confidence: String,
    pub(crate) confidence_means: String,
    pub(crate) claim: String,
    /// Where an earlier finding of the same detector says the same: the line to unfold it.
    pub(crate) same: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) innocent: Vec<String>,
    pub(crate) next: Vec<String>,
    pub(crate) evidence: Vec<EvidenceView>,
    pub(crate) evidence_note: String,
    pub(crate) indicators: Vec<IndicatorView>,
    pub(crate) detector: String,
    pub(crate) claim_key: String,
    pub(crate) args: Vec<(String, String)>,
}

pub(crate) struct EvidenceView {
    pub(crate) quote: Option<String>,
    pub(crate) personal: bool,
    pub(crate) source: Option<String>,
    pub(crate) path: String,
    pub(crate) at: String,
    pub(crate) when: Option<Moment>,
    pub(crate) means: String,
    pub(crate) what: String,
    pub(crate) kind: String,
    pub(crate) field: String,
}

/// An indicator as pairs of label and value; the flag tells identifiers, which run left to right.
pub(crate) struct IndicatorView {
    pub(crate) rows: Vec<(String, String, bool)>,
    pub(crate) also: bool,
}

impl FindingsView {
    pub(super) fn new(report: &Report<'_>, words: &Words, kinds: &Kinds) -> Self {
        let findings = report.outcome.findings();
        let several = report.outcome.coverage().sources.len() > 1;
        let whole = findings.iter().take(WHOLE).enumerate();
        let context = Context { report, words, kinds, several };
        let mut severities: Vec<_> = findings.iter().map(|one| one.severity).collect();
        severities.dedup();
        let left = count(findings.len().saturating_sub(WHOLE.saturating_add(SHORT)));
        let total = count(findings.len().min(WHOLE));
        let shown = [("shown", total.into()), ("all", total.into())];
        Self {
            count: words.with("findings-count", &[("count", count(findings.len()).into())]),
            whole: whole.map(|(place, one)| context.finding(place, one)).collect(),
            short: findings.iter().skip(WHOLE).take(SHORT).map(|one| short(one, words)).collect(),
            left_out: (left > 0).then(|| words.with("more-findings", &[("count", left.into())])),
            severities: severities
                .into_iter()
                .map(|one| (severity_key(one), words.severity(one)))
                .collect(),
            filter_shown: words.with("filter-shown", &shown),
        }
    }
}

fn short(finding: &Finding, words: &Words) -> ShortView {
    ShortView {
        severity: severity_key(finding.severity),
        severity_word: words.severity(finding.severity),
        claim: words.finding_text(finding),
        id: finding.id.clone(),
    }
}

struct Context<'a> {
    report: &'a Report<'a>,
    words: &'a Words,
    kinds: &'a Kinds,
    several: bool,
}

impl Context<'_> {
    fn finding(&self, place: usize, finding: &Finding) -> FindingView {
        let words = self.words;
        let most = if place < FIRST { EVIDENCE } else { EVIDENCE_LATER };
        let evidence: Vec<_> =
            finding.evidence.iter().take(most).map(|one| self.evidence(finding, one)).collect();
        let severity = severity_key(finding.severity);
        let key = |what: &str| words.text(&format!("{what}-means"));
        let confidence = match finding.confidence {
            vigie_core::Confidence::Low => "confidence-low",
            vigie_core::Confidence::Medium => "confidence-medium",
            vigie_core::Confidence::High => "confidence-high",
        };
        FindingView {
            number: place.saturating_add(1),
            id: safe_text(&finding.id, 60),
            severity,
            severity_word: words.severity(finding.severity),
            severity_means: key(&format!("severity-{severity}")),
            confidence: words.confidence(finding.confidence),
            confidence_means: key(confidence),
            claim: words.finding_text(finding),
            same: self.same(place, finding),
            why: words.why(&finding.detector),
            innocent: words.innocent(&finding.detector),
            next: words.next(&finding.detector),
            evidence_note: evidence_note(finding, evidence.len(), words),
            evidence,
            indicators: indicators(finding, words),
            detector: detector(self.report.detector(finding), finding, words),
            claim_key: safe_text(&finding.claim.key, 100),
            args: finding
                .claim
                .args
                .iter()
                .map(|(name, value)| (safe_text(name, 60), safe_text(&quoted(value, true), QUOTE)))
                .collect(),
        }
    }

    /// Explanations are said once, and folded where they repeat: sixty findings of one detector
    /// would bury what differs between them.
    fn same(&self, place: usize, finding: &Finding) -> Option<String> {
        let mut all = self.report.outcome.findings().iter();
        let first = all.position(|one| one.detector == finding.detector)?;
        let number = count(first.saturating_add(1));
        (first < place).then(|| self.words.with("finding-same", &[("number", number.into())]))
    }

    fn evidence(&self, finding: &Finding, one: &Evidence) -> EvidenceView {
        let net = finding.indicator.as_ref().is_some_and(|found| is_openable(found.kind));
        let source = || {
            let number = source_number(one.source);
            self.words.with("source-number", &[("number", number.into())])
        };
        let lang = self.words.lang().tag();
        EvidenceView {
            quote: (!one.quote.is_empty()).then(|| safe_text(&quoted(&one.quote, net), QUOTE)),
            personal: self.kinds.is_personal(&one.kind, &one.field),
            source: self.several.then(source),
            path: safe_text(&one.path, 240),
            at: self.words.locator(&one.at),
            when: one.when.map(|at| moment(at, one.clock, self.words)),
            means: self.words.means(&one.means),
            what: self
                .kinds
                .of(&one.kind)
                .map_or_else(String::new, |kind| kind.title.of(lang).into()),
            kind: safe_text(&one.kind, 80),
            field: safe_text(&one.field, 80),
        }
    }
}

fn evidence_note(finding: &Finding, shown: usize, words: &Words) -> String {
    if count(shown) < finding.evidence_count {
        let args = [("shown", count(shown).into()), ("all", finding.evidence_count.into())];
        words.with("evidence-shown", &args)
    } else {
        words.with("evidence-count", &[("count", finding.evidence_count.into())])
    }
}

fn detector(meta: Option<&DetectorMeta>, finding: &Finding, words: &Words) -> String {
    let id = format!("{} {}", safe_text(&finding.detector, 60), finding.version);
    meta.map_or(id.clone(), |meta| format!("{id} ({})", words.detector_title(meta)))
}

fn indicators(finding: &Finding, words: &Words) -> Vec<IndicatorView> {
    let also = finding.also_listed.iter().take(10).map(|one| (one, true));
    let all = finding.indicator.iter().map(|one| (one, false)).chain(also);
    all.map(|(one, also)| IndicatorView { rows: indicator_rows(one, words), also }).collect()
}

fn indicator_rows(one: &IndicatorRef, words: &Words) -> Vec<(String, String, bool)> {
    let value = if is_openable(one.kind) { defang(&one.value) } else { one.value.clone() };
    let date = one.date.map_or_else(|| words.text("undated-indicator"), |at| words.date(at));
    let stalkerware = if one.stalkerware { words.text("stalkerware-yes") } else { String::new() };
    let given = |text: &Option<String>| safe_text(text.as_deref().unwrap_or(""), QUOTE);
    let reference = quoted(one.reference.as_deref().unwrap_or(""), false);
    let rows = [
        ("listed-as", words.observable_kind(one.kind), false),
        ("col-value", safe_text(&value, QUOTE), true),
        ("malware-label", safe_text(&one.malware, QUOTE), false),
        ("stalkerware-label", stalkerware, false),
        ("set-label", safe_text(&one.set, QUOTE), false),
        ("publisher-label", given(&one.publisher), false),
        ("published-label", date, false),
        ("reference-label", safe_text(&reference, QUOTE), true),
        ("id-label", given(&one.id), true),
        ("col-licence", given(&one.licence), false),
    ];
    let filled = rows.into_iter().filter(|(_, value, _)| !value.is_empty());
    filled.map(|(label, value, id)| (words.text(label), value, id)).collect()
}

/// Text from evidence with every URL in it defanged; with `net` also names without a scheme.
pub(super) fn quoted(text: &str, net: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for link in links(text) {
        let bare = !link.text().contains("://");
        let start = (link.text().as_ptr() as usize).checked_sub(text.as_ptr() as usize);
        let Some(start) = start.filter(|start| (!bare || net) && *start >= done) else { continue };
        out.push_str(text.get(done..start).unwrap_or(""));
        out.push_str(&defang(link.text()));
        done = start.saturating_add(link.text().len());
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_in_a_text_is_defanged() {
        let text = "see https://bad.example/a.b and http://c.example, or bad.example";
        assert_eq!(
            quoted(text, false),
            "see hxxps://bad[.]example/a.b and hxxp://c[.]example, or bad.example"
        );
        assert!(quoted(text, true).ends_with("or bad[.]example"));
        assert_eq!(quoted("", true), "");
    }
}
