//! Which kinds of record were checked, over all pieces of evidence.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{ArtefactState, Coverage, EvidenceKind};

use crate::words::safe_text;
use crate::{Report, Words};

/// Kinds of record by how they fared, named in the reader's language. A kind can be read from one
/// piece of evidence and unreadable in another, and then stands in both lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Checked {
    /// How many kinds of record there are.
    pub(crate) all: usize,
    /// Those that were read, also in part or empty.
    pub(crate) read: Vec<String>,
    /// Those read in part.
    pub(crate) damaged: Vec<String>,
    /// Those of which nothing could be read.
    pub(crate) unreadable: Vec<String>,
    /// Those that this evidence does not have, though its kind can.
    pub(crate) absent: Vec<String>,
    /// Those that this version of the system does not write.
    pub(crate) other_version: Vec<String>,
    /// Those that this kind of evidence never holds, by the kind that would add them.
    pub(crate) not_held: BTreeMap<Option<EvidenceKind>, Vec<String>>,
}

impl Checked {
    /// How the kinds of record of `report` fared.
    pub(crate) fn of(report: &Report<'_>, words: &Words) -> Self {
        let coverage = report.outcome.coverage();
        let mut checked = Self::default();
        for id in ids(report) {
            checked.add(report, coverage, id, words);
        }
        checked
    }

    fn add(&mut self, report: &Report<'_>, coverage: &Coverage, id: &str, words: &Words) {
        use ArtefactState::{Absent, Damaged, Empty, OtherVersion, Read, Unreadable};
        let states: Vec<ArtefactState> = coverage
            .artefacts()
            .filter(|artefact| artefact.parser == id)
            .map(|artefact| artefact.state)
            .collect();
        let any = |wanted: &[ArtefactState]| states.iter().any(|state| wanted.contains(state));
        let title = title(report, id, words);
        self.all += 1;
        if any(&[Damaged]) {
            self.damaged.push(title.clone());
        }
        if any(&[Unreadable]) {
            self.unreadable.push(title.clone());
        }
        if any(&[Read, Empty, Damaged]) {
            self.read.push(title);
        } else if any(&[Absent]) {
            self.absent.push(title);
        } else if any(&[OtherVersion]) {
            self.other_version.push(with_versions(report, id, title, words));
        } else if !any(&[Unreadable]) {
            self.not_held.entry(holder(report, coverage, id)).or_default().push(title);
        }
    }
}

/// `Some artefact (iOS 9 to 13)`.
fn with_versions(report: &Report<'_>, id: &str, title: String, words: &Words) -> String {
    match report.parser(id) {
        Some(meta) => format!("{title} ({})", words.versions(&meta.versions)),
        None => title,
    }
}

/// The phrase for the evidence that would add a kind of record: `a sysdiagnose`.
pub(crate) fn holder_phrase(kind: EvidenceKind, words: &Words) -> String {
    words.text(&format!("a-{}", kind.key()))
}

/// Kinds of evidence that can be made of a phone, those that ask least of its owner first.
const EASIEST_FIRST: [EvidenceKind; 6] = [
    EvidenceKind::IosBackupEncrypted,
    EvidenceKind::IosSysdiagnose,
    EvidenceKind::IosFileSystem,
    EvidenceKind::AndroidBugReport,
    EvidenceKind::Androidqf,
    EvidenceKind::AndroidFileSystem,
];

/// The kind of evidence, easiest to make first, that would add what parser `id` reads.
pub(crate) fn holder(report: &Report<'_>, coverage: &Coverage, id: &str) -> Option<EvidenceKind> {
    let found_in = report.parser(id)?.found_in;
    let given = |kind: &EvidenceKind| coverage.sources.iter().any(|source| source.kind == *kind);
    // What comes from a phone of another make adds nothing about this one.
    let of_this_system = |kind: &EvidenceKind| {
        let systems = coverage.sources.iter().filter_map(|source| source.kind.system());
        let mut systems = systems.peekable();
        systems.peek().is_none() || systems.any(|system| kind.system() == Some(system))
    };
    EASIEST_FIRST
        .into_iter()
        .find(|kind| found_in.contains(kind) && !given(kind) && of_this_system(kind))
}

/// The title of parser `id`, or its id when this version does not know it.
pub(crate) fn title(report: &Report<'_>, id: &str, words: &Words) -> String {
    match report.parser(id) {
        Some(meta) => meta.title.of(words.lang().tag()).to_owned(),
        None => safe_text(id, 60),
    }
}

/// Ids of the parsers that the evidence is measured against: in the order of the parsers there are, then
/// those that only the case knows. All of them where there is no evidence.
fn ids<'a>(report: &Report<'a>) -> Vec<&'a str> {
    let artefacts = report.outcome.coverage().artefacts();
    let measured: BTreeSet<&str> = artefacts.map(|artefact| artefact.parser.as_str()).collect();
    let mut ids: Vec<&str> = report.parsers.iter().map(|meta| meta.id).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    if !measured.is_empty() {
        ids.retain(|id| measured.contains(id));
    }
    ids.extend(measured.difference(&known));
    ids
}
