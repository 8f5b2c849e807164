//! Runs every parser and detector of the slice over a dossier in memory, as the program does.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{
    Bytes, Consumer, Found, Input, Limits, Locator, Order, Record, Seen, SharedBytes, Siblings,
    Stop, Time, glob_matches, parse,
};
use vigie_oversight::detectors::DETECTORS;
use vigie_oversight::parsers::PARSERS;

/// Paths in a dossier, with the bytes of each file.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

struct Around<'a>(&'a Files);

impl Siblings for Around<'_> {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let name = path.strip_prefix("/dossier/").unwrap_or(path);
        Ok(self.0.get(name).map(|bytes| Arc::new(Bytes(bytes.clone())) as SharedBytes))
    }

    fn below(&self, folder: &str) -> Vec<String> {
        let paths = self.0.keys().map(|name| format!("/dossier/{name}"));
        paths.filter(|path| path.starts_with(folder)).collect()
    }
}

struct Kept {
    path: String,
    at: Locator,
    record: Box<dyn Record>,
    when: Option<Time>,
}

struct Collect<'a> {
    path: String,
    records: &'a mut Vec<Kept>,
    problems: &'a mut Vec<String>,
}

impl Consumer for Collect<'_> {
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        let fields = serde_json::to_value(record).unwrap();
        let record = (record.kind().revive)(fields.as_object().unwrap()).unwrap();
        let mut when = None;
        record.stamps(&mut |stamp| when = when.or(Some(stamp.at)));
        self.records.push(Kept { path: self.path.clone(), at, record, when });
        Ok(())
    }

    fn problem(&mut self, at: Locator, message: String) {
        self.problems.push(format!("{} {at}: {message}", self.path));
    }
}

/// What detectors find in a dossier, and what parsers could not read.
pub(crate) fn audit(files: &Files) -> (Vec<Found>, Vec<String>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let path = format!("/dossier/{name}");
        for parser in PARSERS {
            if !parser.meta().reads.iter().any(|glob| glob_matches(glob, &path)) {
                continue;
            }
            let input = Input {
                path: &path,
                modified: None,
                data: Arc::new(Bytes(bytes.clone())),
                first_line: 1,
                siblings: &Around(files),
                limits: Limits::default(),
            };
            let mut collect =
                Collect { path: path.clone(), records: &mut records, problems: &mut problems };
            parse(*parser, &input, &mut collect, &AtomicBool::new(false));
        }
    }
    records.sort_by(|one, other| {
        let key =
            |kept: &Kept| (kept.when.is_none(), kept.when, kept.path.clone(), kept.at.clone());
        key(one).cmp(&key(other))
    });
    let mut found = Vec::new();
    for detector in DETECTORS {
        assert_eq!(detector.meta().order, Order::Time);
        let mut watch = detector.watch();
        let mut show = |watch: &mut dyn vigie_core::Watch, wanted: &dyn Fn(&str) -> bool| {
            for kept in records.iter().filter(|kept| wanted(kept.record.kind().id)) {
                let seen =
                    Seen { record: &*kept.record, source: 0, path: &kept.path, at: &kept.at };
                watch.see(&seen, &mut found);
            }
        };
        show(&mut *watch, &|kind| detector.meta().reads.contains(&kind));
        while let Some(query) = watch.asks() {
            show(&mut *watch, &|kind| query.kinds.iter().any(|wanted| wanted == kind));
        }
        watch.end(&mut found);
    }
    (found, problems)
}

/// The files below a folder on disk.
pub(crate) fn load(folder: &std::path::Path) -> Files {
    fn add(folder: &std::path::Path, before: &str, files: &mut Files) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{before}{}", entry.file_name().to_str().unwrap());
            match entry.path().is_dir() {
                true => add(&entry.path(), &format!("{name}/"), files),
                false => drop(files.insert(name, std::fs::read(entry.path()).unwrap())),
            }
        }
    }
    let mut files = Files::new();
    add(folder, "", &mut files);
    files
}
