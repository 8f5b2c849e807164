//! What was looked at, from what the tasks made.

use std::collections::BTreeMap;

use serde_json::Value;
use vigie_case::Case;
use vigie_core::{Artefact, ArtefactState, ParserMeta, RecordQuery, RecordSource as _};

use super::plan::Plan;
use super::sources::Source;
use super::worker::Made;
use crate::slices;

/// The coverage of each source.
pub(super) fn sources(
    sources: &[Source],
    plan: &Plan,
    made: &[Option<Made>],
) -> Vec<vigie_core::Source> {
    sources.iter().zip(0usize..).map(|(source, at)| one(source, at, plan, made)).collect()
}

fn one(source: &Source, at: usize, plan: &Plan, made: &[Option<Made>]) -> vigie_core::Source {
    let tasks = || plan.tasks.iter().zip(made).filter(move |(task, _)| task.source == at);
    let artefact = |meta: &&'static ParserMeta| {
        let of_parser = tasks().filter(|(task, _)| task.parser.meta().id == meta.id);
        artefact(meta, source, of_parser.map(|(_, made)| made.as_ref()))
    };
    let metas = slices::parser_metas();
    let artefacts = metas.iter().filter(|meta| belongs(meta, source)).map(artefact);
    let artefacts: Vec<Artefact> = artefacts.collect();
    let file = |at: usize| source.opened.as_ref()?.files().get(at);
    let read = plan.files.iter().filter(|(source, file_at, _)| {
        *source == at && file(*file_at).is_some_and(vigie_evidence::File::is_stored)
    });
    vigie_core::Source {
        number: source.number,
        path: source.piece.path.display().to_string(),
        kind: source.piece.kind,
        facts: source.facts(),
        sha256: source.opened.as_ref().map(|opened| opened.sha256()).unwrap_or_default(),
        files: source.opened.as_ref().map_or(0, |opened| opened.total()),
        files_read: read.count() as u64,
        artefacts,
    }
}

/// Kinds of record in which a phone describes itself, and what of it tells one from another.
const PHONES: [&str; 2] = ["ios.device_identity.device", "ios.sysdiagnose_info.device"];
const TOLD: [&str; 9] = [
    "build_version",
    "device_name",
    "ecid",
    "imei",
    "meid",
    "product_type",
    "product_version",
    "serial_number",
    "unique_identifier",
];

/// Adds to each source what its records say of its phone, where recognising it said nothing: only
/// backups can be asked before they are read.
pub(super) fn describe_phones(
    case: &Case,
    sources: &mut [vigie_core::Source],
) -> std::io::Result<()> {
    let kinds = PHONES.map(str::to_owned).to_vec();
    case.each(&RecordQuery { kinds, ..RecordQuery::default() }, &mut |stored, _| {
        let Some(source) = sources.iter_mut().find(|source| source.number == stored.source) else {
            return Ok(true);
        };
        for fact in TOLD {
            if let Some(Value::String(value)) = stored.fields.get(fact) {
                source.facts.entry(fact.to_owned()).or_insert_with(|| value.clone());
            }
        }
        Ok(true)
    })
}

/// Evidence is not measured against what phones of another make hold, nor loose files and the results
/// of another tool against everything a phone could hold.
fn belongs(meta: &ParserMeta, source: &Source) -> bool {
    let kind = source.piece.kind;
    match kind.system() {
        Some(system) => meta.found_in.iter().any(|kind| kind.system() == Some(system)),
        None => meta.found_in.contains(&kind),
    }
}

/// What a parser made of a stream.
pub(super) fn of_stream(meta: &ParserMeta, made: &Made) -> Artefact {
    let mut artefact = nothing(meta);
    artefact.files = 1;
    add(&mut artefact, made);
    artefact.state = match (artefact.records, made.stopped || artefact.problems > 0) {
        (0, true) => ArtefactState::Unreadable,
        (_, true) => ArtefactState::Damaged,
        (0, false) => ArtefactState::Empty,
        (_, false) => ArtefactState::Read,
    };
    artefact
}

fn nothing(meta: &ParserMeta) -> Artefact {
    Artefact {
        parser: meta.id.to_owned(),
        state: ArtefactState::Absent,
        files: 0,
        kinds: BTreeMap::new(),
        records: 0,
        problems: 0,
        first: None,
        last: None,
    }
}

fn artefact<'a>(
    meta: &'static ParserMeta,
    source: &Source,
    tasks: impl Iterator<Item = Option<&'a Made>>,
) -> Artefact {
    let mut artefact = nothing(meta);
    let mut unread = false;
    let mut stopped = false;
    for made in tasks {
        artefact.files += 1;
        let Some(made) = made else {
            unread = true;
            continue;
        };
        stopped |= made.stopped;
        add(&mut artefact, made);
    }
    let hurt = unread || stopped || artefact.problems > 0;
    artefact.state = match (artefact.files, artefact.records, hurt) {
        (0, ..) if !meta.found_in.contains(&source.piece.kind) => ArtefactState::NotHeld,
        (0, ..) if source.opened.is_none() => ArtefactState::Unreadable,
        (0, ..) if !written_by(source, meta) => ArtefactState::OtherVersion,
        (0, ..) => ArtefactState::Absent,
        (_, 0, true) => ArtefactState::Unreadable,
        (_, _, true) => ArtefactState::Damaged,
        (_, 0, false) => ArtefactState::Empty,
        (_, _, false) => ArtefactState::Read,
    };
    artefact
}

/// Whether the system of the source writes what `meta` reads, as far as the source says its version.
fn written_by(source: &Source, meta: &ParserMeta) -> bool {
    let facts = source.facts();
    let version = facts.get("product_version");
    let major = version.and_then(|version| version.split('.').next()?.parse().ok());
    major.is_none_or(|major| meta.versions.include(major))
}

fn add(artefact: &mut Artefact, made: &Made) {
    artefact.records = artefact.records.saturating_add(made.records());
    artefact.problems = artefact.problems.saturating_add(made.problems.len() as u64);
    for (kind, count) in &made.kinds {
        *artefact.kinds.entry((*kind).to_owned()).or_default() += count;
    }
    if let Some((first, last)) = made.span {
        artefact.first = Some(artefact.first.map_or(first, |known| known.min(first)));
        artefact.last = Some(artefact.last.map_or(last, |known| known.max(last)));
    }
}
