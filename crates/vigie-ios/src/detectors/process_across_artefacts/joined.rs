//! Everything that names one program.

use std::collections::BTreeMap;

use vigie_core::{Claim, Confidence, Evidence, Found, Observable, Seen, Severity};

use super::artefact;
use crate::paths;

/// Most records of one artefact of one piece of evidence that are cited.
const MOST: usize = 25;

/// A program, and what names it.
pub(super) struct Joined {
    path: String,
    /// Records that tell its whole path.
    by_path: Cited,
    /// Records that tell its name only.
    by_name: Cited,
    /// True where a program of that name also runs from an ordinary folder.
    has_namesake: bool,
}

/// Records by artefact and piece of evidence.
type Cited = BTreeMap<(String, u32), Vec<Evidence>>;

/// How well a value fits the program.
#[derive(PartialEq)]
enum Fit {
    Path,
    Name,
}

impl Joined {
    pub(super) fn new(path: String) -> Self {
        let (by_path, by_name) = (Cited::new(), Cited::new());
        Self { path, by_path, by_name, has_namesake: false }
    }

    /// The name of the program.
    pub(super) fn name(&self) -> &str {
        paths::file_name(&self.path)
    }

    /// Keeps the record where it names the program.
    pub(super) fn add(&mut self, seen: &Seen<'_>) {
        let mut best: Option<(Fit, &'static str, String)> = None;
        let mut namesake = false;
        seen.record.observables(&mut |field, observable| {
            let Observable::Process(value) = observable else { return };
            let fit = match paths::absolute(value) {
                Some(path) if path == self.path => Fit::Path,
                Some(path) => {
                    namesake |= paths::file_name(&path) == self.name();
                    return;
                }
                None if value == self.name() => Fit::Name,
                None => return,
            };
            if best.as_ref().is_none_or(|(known, ..)| fit == Fit::Path && *known == Fit::Name) {
                best = Some((fit, field, value.to_owned()));
            }
        });
        self.has_namesake |= namesake;
        let cited = match &best {
            Some((Fit::Path, ..)) => &mut self.by_path,
            // The name stands beside the path of another program.
            Some((Fit::Name, ..)) if !namesake => &mut self.by_name,
            _ => return,
        };
        let Some((_, field, quote)) = best else { return };
        let artefact = artefact::of(seen.record.kind().id).to_owned();
        let records = cited.entry((artefact, seen.source)).or_default();
        if records.len() < MOST {
            records.push(seen.evidence(field, &quote));
        }
    }

    /// What it all says; nothing where one artefact alone names the program.
    pub(super) fn found(self) -> Option<Found> {
        let mut cited = self.by_path;
        if !self.has_namesake {
            for (place, records) in self.by_name {
                cited.entry(place).or_default().extend(records);
            }
        }
        let count = |of: &mut dyn Iterator<Item = String>| {
            of.collect::<std::collections::BTreeSet<_>>().len()
        };
        let artefacts = count(&mut cited.keys().map(|(artefact, _)| artefact.clone()));
        let sources = count(&mut cited.keys().map(|(_, source)| source.to_string()));
        if artefacts < 2 {
            return None;
        }
        let staging = paths::is_staging(&self.path);
        let (severity, confidence) = weight(staging, artefacts + sources - 1);
        let key = match (staging, sources) {
            (true, 1) => "process-across-artefacts-staging",
            (true, _) => "process-across-artefacts-staging-sources",
            (false, 1) => "process-across-artefacts-unusual",
            (false, _) => "process-across-artefacts-unusual-sources",
        };
        let mut claim = Claim::new(key, [("process", &self.path), ("artefacts", &artefacts.to_string())]);
        if sources > 1 {
            claim.args.insert("sources".to_owned(), sources.to_string());
        }
        let evidence = cited.into_values().flatten().collect();
        Some(Found { severity, confidence, claim, evidence })
    }
}

/// Severity and confidence by folder, and by how many artefacts and further pieces of evidence agree.
const fn weight(staging: bool, witnesses: usize) -> (Severity, Confidence) {
    match (staging, witnesses) {
        (true, ..3) => (Severity::Medium, Confidence::Medium),
        (true, _) => (Severity::High, Confidence::Medium),
        (false, ..3) => (Severity::Low, Confidence::Low),
        (false, 3) => (Severity::Medium, Confidence::Low),
        (false, _) => (Severity::Medium, Confidence::Medium),
    }
}
