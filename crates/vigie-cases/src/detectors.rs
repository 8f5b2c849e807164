//! What holds for every detector.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use vigie_core::{
    Claim, Detector, DetectorMeta, Found, Kind, Locator, Order, Record, RecordQuery, Seen,
    Severity, Watch, Wording,
};

use crate::Slice;
use crate::case::{cases, golden};

const SECTIONS: [&str; 5] =
    ["What it looks for", "Why it matters", "Innocent explanations", "What to do next", "Sources"];

/// The kind called `id`.
fn kind(slice: &Slice, id: &str) -> &'static Kind {
    let mut kinds = slice.parsers.iter().flat_map(|parser| parser.meta().emits.iter().copied());
    kinds.find(|kind| kind.id == id).unwrap_or_else(|| panic!("no parser emits {id}"))
}

fn case_files(meta: &DetectorMeta) -> Vec<PathBuf> {
    let folder = Path::new("src/detectors").join(meta.id).join("cases");
    let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "jsonl")).collect();
    files.sort();
    files
}

fn begins(file: &Path, with: &str) -> bool {
    file.file_name().unwrap().to_str().unwrap().starts_with(with)
}

/// A record, the piece of evidence it stands in, and where.
type Placed = (u32, Locator, Box<dyn Record>);

/// Shows the records of a case to a detector that reads their kinds, then those it asks for.
fn watch(detector: &dyn Detector, records: &[Placed]) -> Vec<Found> {
    let mut found = Vec::new();
    if detector.meta().order == Order::Joined {
        return join(detector, records);
    }
    let mut watch = detector.watch();
    let mut show = |watch: &mut dyn Watch, wanted: &dyn Fn(&dyn Record) -> bool| {
        for (source, at, record) in records.iter().filter(|(.., record)| wanted(&**record)) {
            let seen = Seen { record: &**record, source: *source, path: "/case", at };
            watch.see(&seen, &mut found);
        }
    };
    show(&mut *watch, &|record| detector.meta().reads.contains(&record.kind().id));
    while detector.meta().order == Order::Time
        && let Some(query) = watch.asks()
    {
        assert!(!query.kinds.is_empty(), "{}", detector.meta().id);
        show(&mut *watch, &|record| is_asked(&query, record));
    }
    watch.end(&mut found);
    found
}

/// Shows the records of each kind to a watch of their own, as if each stood in another file, then
/// joins the watches.
fn join(detector: &dyn Detector, records: &[Placed]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut watches: BTreeMap<(u32, &str), Box<dyn Watch>> = BTreeMap::new();
    let reads = |id| detector.meta().reads.contains(&id);
    for (source, at, record) in records.iter().filter(|(.., record)| reads(record.kind().id)) {
        let watch = watches.entry((*source, record.kind().id)).or_insert_with(|| detector.watch());
        let seen = Seen { record: &**record, source: *source, path: "/case", at };
        watch.see(&seen, &mut found);
    }
    let mut watch = detector.watch();
    watches.into_values().for_each(|one| watch.join(one));
    watch.end(&mut found);
    found
}

/// Whether a case would answer `query` with `record`.
fn is_asked(query: &RecordQuery, record: &dyn Record) -> bool {
    let mut dated = false;
    record.stamps(&mut |stamp| dated |= query.wants(stamp.at));
    let json = serde_json::to_string(record).unwrap().to_lowercase();
    query.kinds.iter().any(|kind| record.kind().id.starts_with(kind))
        && (dated || !query.is_dated())
        && query.text.as_ref().is_none_or(|text| json.contains(&text.to_lowercase()))
}

fn load(slice: &Slice, file: &Path) -> Vec<Placed> {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().zip(1..);
    lines
        .map(|(line, number)| {
            let case: serde_json::Value = serde_json::from_str(line).unwrap();
            let kind = kind(slice, case["kind"].as_str().unwrap());
            let source = case["source"].as_u64().map_or(0, |source| u32::try_from(source).unwrap());
            let record = (kind.revive)(case["record"].as_object().unwrap()).unwrap();
            (source, Locator::Line(number), record)
        })
        .collect()
}

fn show(found: &[Found]) -> String {
    let mut text = String::new();
    for one in found {
        writeln!(
            text,
            "{:?}/{:?} {} {:?}",
            one.severity, one.confidence, one.claim.key, one.claim.args
        )
        .unwrap();
        for evidence in &one.evidence {
            let when = evidence.when.map(|when| format!(" at {when}")).unwrap_or_default();
            writeln!(text, "    {}: {} = {:?}{when}", evidence.at, evidence.field, evidence.quote)
                .unwrap();
        }
    }
    text
}

/// Hits hit misses miss and ordinary life stays below low.
///
/// # Panics
/// When that is not so.
pub fn hits_hit_misses_miss_and_ordinary_life_stays_below_low(slice: &Slice) {
    for detector in slice.detectors {
        let meta = detector.meta();
        let files = case_files(meta);
        for sort in ["hit", "miss", "ordinary"] {
            assert!(files.iter().any(|file| begins(file, sort)), "{} has no {sort}", meta.id);
        }
        for file in files {
            let found = watch(*detector, &load(slice, &file));
            golden(&file.with_extension("out"), &show(&found));
            let name = file.display();
            if begins(&file, "hit") {
                assert!(!found.is_empty(), "{name}");
                let worst = found.iter().map(|one| one.severity).max();
                assert_eq!(worst, Some(meta.severity), "{name}: the declared severity");
            } else if begins(&file, "miss") {
                assert!(found.is_empty(), "{name}");
            } else {
                assert!(found.iter().all(|one| one.severity == Severity::Info), "{name}");
            }
            assert!(found.iter().all(|one| !one.evidence.is_empty()), "{name}");
        }
    }
}

/// What parsers read on ordinary phones worries no detector.
///
/// # Panics
/// When that is not so.
pub fn an_ordinary_phone_gives_nothing_above_info(slice: &Slice) {
    let mut seen = 0;
    for parser in slice.parsers {
        for case in cases(*parser).iter().filter(|case| begins(&case.file, "ordinary")) {
            let run = case.run(*parser, case.bytes.clone());
            let revive = |(at, id, json): &(Locator, &str, String)| {
                (
                    0,
                    at.clone(),
                    (kind(slice, id).revive)(&serde_json::from_str(json).unwrap()).unwrap(),
                )
            };
            let records: Vec<_> = run.records.iter().map(revive).collect();
            seen += 1;
            for detector in slice.detectors {
                let found = watch(*detector, &records);
                let worrying: Vec<_> =
                    found.iter().filter(|one| one.severity > Severity::Info).collect();
                assert!(worrying.is_empty(), "{}: {worrying:?}", case.file.display());
            }
        }
    }
    assert!(seen > 0, "no parser has an ordinary case");
}

/// Detectors read kinds that exist.
///
/// # Panics
/// When that is not so.
pub fn detectors_read_kinds_that_exist(slice: &Slice) {
    let mut ids = BTreeSet::new();
    for detector in slice.detectors {
        let meta = detector.meta();
        assert!(ids.insert(meta.id), "{} is there twice", meta.id);
        assert!(!meta.reads.is_empty() && !meta.references.is_empty(), "{}", meta.id);
        meta.reads.iter().for_each(|id| {
            kind(slice, id);
        });
    }
}

/// Every manual has its sections.
///
/// # Panics
/// When that is not so.
pub fn every_manual_has_its_sections(slice: &Slice) {
    for detector in slice.detectors {
        let meta = detector.meta();
        let headings: Vec<&str> =
            meta.manual.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, SECTIONS, "{}", meta.id);
        assert!(meta.manual.starts_with("# "), "{}", meta.id);
    }
}

fn bundle(wording: &Wording) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(wording.fluent.to_owned())
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", wording.lang));
    let mut bundle = FluentBundle::new(vec![wording.lang.parse().unwrap()]);
    bundle.add_resource(resource).unwrap();
    bundle
}

fn say(bundle: &FluentBundle<FluentResource>, claim: &Claim) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in &claim.args {
        let value = match value.parse::<u64>() {
            Ok(number) => FluentValue::from(number),
            Err(_) => FluentValue::from(value.as_str()),
        };
        args.set(name.as_str(), value);
    }
    let message = bundle.get_message(&claim.key).and_then(|message| message.value());
    let pattern = message.unwrap_or_else(|| panic!("no sentence for {}", claim.key));
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    assert!(errors.is_empty(), "{}: {errors:?}", claim.key);
    text
}

/// Every claim that a case makes has a sentence in every language, and every sentence is used.
///
/// # Panics
/// When that is not so.
pub fn wording_is_complete_in_every_language(slice: &Slice) {
    for detector in slice.detectors {
        let meta = detector.meta();
        let files = case_files(meta);
        let found = files.iter().flat_map(|file| watch(*detector, &load(slice, file)));
        let claims: BTreeMap<String, Claim> =
            found.map(|one| (one.claim.key.clone(), one.claim)).collect();
        let languages: Vec<&str> = meta.wording.iter().map(|wording| wording.lang).collect();
        assert_eq!(languages, ["en", "fr"], "{}", meta.id);
        for wording in meta.wording {
            let bundle = bundle(wording);
            let id = meta.id.replace('_', "-");
            let mut keys: BTreeSet<String> = claims.keys().cloned().collect();
            for claim in claims.values() {
                assert!(say(&bundle, claim).len() > 20, "{}", claim.key);
            }
            for part in ["why", "innocent", "next"] {
                let key = format!("{id}-{part}");
                let text = say(&bundle, &Claim::new(&key, []));
                let list = text.lines().all(|line| line.starts_with("- "));
                assert_eq!(list, part != "why", "{key} ({})", wording.lang);
                keys.insert(key);
            }
            let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
            let lines = wording.fluent.lines().filter(is_key);
            let there: BTreeSet<String> =
                lines.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect();
            assert_eq!(there, keys, "{} ({}): sentences and cases differ", meta.id, wording.lang);
        }
    }
}
