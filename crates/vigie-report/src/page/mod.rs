//! What the HTML report shows, in the reader's words, before a template lays it out.
//!
//! Every text in here that comes from evidence is cut and made safe; the template escapes it.

mod coverage;
mod expert;
mod exposure;
mod finding;
mod strip;
mod timeline;

use vigie_core::{Clock, RecordSource, Time};

use crate::advice::{self, Step};
use crate::export::Kinds;
use crate::words::safe_text;
use crate::{Lang, Report, Words, person};

pub(crate) use coverage::CoverageView;
pub(crate) use expert::ExpertView;
pub(crate) use exposure::ExposureView;
pub(crate) use finding::FindingsView;
pub(crate) use timeline::TimelineView;

/// Everything one page shows.
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) verdict_key: &'static str,
    pub(crate) report_of: String,
    pub(crate) case_folder: String,
    /// The person's part, in each language asked for.
    pub(crate) people: Vec<PersonView>,
    pub(crate) coverage: CoverageView,
    pub(crate) findings: FindingsView,
    pub(crate) exposure: Option<ExposureView>,
    pub(crate) timeline: TimelineView,
    pub(crate) expert: ExpertView,
    pub(crate) personal_note: String,
    pub(crate) personal_delete: Option<String>,
    /// True where personal data is shown without unfolding.
    pub(crate) open: bool,
}

/// Verdict, meaning and next steps in one language.
pub(crate) struct PersonView {
    pub(crate) lang: Lang,
    pub(crate) also_in: String,
    pub(crate) verdict: String,
    pub(crate) meaning_heading: String,
    pub(crate) meaning: Vec<String>,
    pub(crate) now_heading: String,
    pub(crate) why_label: String,
    pub(crate) steps: Vec<Step>,
    pub(crate) contacts_note: String,
}

/// An instant, for people and for programs.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) text: String,
    pub(crate) iso: String,
}

impl Page {
    pub(crate) fn new(
        report: &Report<'_>,
        words: &Words,
        records: &dyn RecordSource,
        include_personal: bool,
    ) -> Self {
        let kinds = Kinds::new(&report.kinds());
        let verdict = report.outcome.verdict();
        let folder = safe_text(&report.case.case_folder, 500);
        let note = if include_personal { "personal-note-open" } else { "personal-note" };
        let date = words.date(report.case.created);
        Self {
            title: words.with("page-title", &[("verdict", words.verdict(verdict).into())]),
            verdict_key: verdict.key(),
            report_of: words.with("report-of", &[("date", date.into())]),
            people: people(report),
            coverage: CoverageView::new(report, words),
            findings: FindingsView::new(report, words, &kinds),
            exposure: ExposureView::new(report, words),
            timeline: TimelineView::new(report, words, &kinds, records, include_personal),
            expert: ExpertView::new(report, words),
            personal_note: words.text(note),
            personal_delete: (!folder.is_empty())
                .then(|| words.with("personal-delete", &[("folder", folder.clone().into())])),
            case_folder: folder,
            open: include_personal,
        }
    }
}

fn people(report: &Report<'_>) -> Vec<PersonView> {
    let mut langs = vec![report.lang()];
    for lang in report.langs {
        if !langs.contains(lang) {
            langs.push(*lang);
        }
    }
    langs.into_iter().map(|lang| person_view(report, lang)).collect()
}

fn person_view(report: &Report<'_>, lang: Lang) -> PersonView {
    let words = Words::new(lang, report.detectors).and_parsers(report.parsers).isolating();
    PersonView {
        lang,
        also_in: words.with("also-in", &[("language", lang.name().into())]),
        verdict: words.verdict(report.outcome.verdict()),
        meaning_heading: words.text("h-meaning"),
        meaning: person::meaning(report.outcome, &words),
        now_heading: words.text("h-now"),
        why_label: words.text("step-why"),
        steps: advice::steps(report.outcome, &words),
        contacts_note: words.text("contacts-note"),
    }
}

/// An instant with the clock it was read from. Without a known offset, the form for programs has
/// none either.
pub(crate) fn moment(at: Time, clock: Option<Clock>, words: &Words) -> Moment {
    let clock = clock.unwrap_or(Clock::Utc);
    let iso = at.to_string();
    let iso = match clock {
        Clock::LocalUnknownOffset => iso.trim_end_matches('Z').to_owned(),
        Clock::Utc | Clock::DeviceZone | Clock::Remote => iso,
    };
    Moment { text: words.time(at, clock), iso }
}

/// A count as the templates and sentences take it.
pub(crate) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
