//! Files in `/data/local/tmp`, where adb and shells put what they run.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, RecordQuery, Seen,
    Severity, Text, Watch, wording,
};

use crate::listed_process::ListedProcess;
use crate::parsers::{Acquisition, ListedFile, TmpFile};

pub(crate) static ITEM: StagedFile = StagedFile;

pub(crate) struct StagedFile;

static META: DetectorMeta = DetectorMeta {
    id: "staged_file",
    version: 1,
    title: Text {
        en: "File in the folder for adb’s own",
        fr: "Fichier dans le dossier réservé à adb",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.aqf_acquisition.acquisition",
        "android.aqf_tmp.file",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securitylab.amnesty.org/latest/2024/12/a-digital-prison-surveillance-and-the-suppression-of-civil-society-in-serbia/",
        "https://github.com/mvt-project/androidqf",
    ],
};

impl Detector for StagedFile {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Staged::default())
    }
}

/// Most files that are remembered.
const MOST: usize = 10_000;
/// Most files that are cited.
const MOST_CITED: usize = 200;

/// Files, by their path: whether one can be run, and where it was seen.
#[derive(Default)]
struct Staged {
    files: BTreeMap<String, (bool, Evidence)>,
    /// Programs of the acquisition.
    own: Vec<String>,
    /// Programs that run from the folder, or with code from it, by their path.
    running: BTreeMap<String, (bool, Evidence)>,
    asked: usize,
}

impl Watch for Staged {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(file) = seen.record.as_a::<TmpFile>() {
            self.lies(&file.path, file.elf, seen);
        } else if let Some(file) = seen.record.as_a::<ListedFile>() {
            let is_folder = file.mode.as_deref().is_some_and(|mode| mode.starts_with('d'));
            if !is_folder {
                self.lies(&file.path, file.executable, seen);
            }
        } else if let Some(process) = seen.record.as_a::<ListedProcess>() {
            self.runs(process, seen);
        } else if let Some(acquisition) = seen.record.as_a::<Acquisition>()
            && let Some(path) = acquisition.more.get("collector").and_then(|it| it.get("ExePath"))
        {
            self.own.extend(path.as_str().map(ToOwned::to_owned));
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        let kinds = ["android.aqf_files.file", "android.aqf_processes.process", "android.processes.process"];
        let kind = kinds.get(self.asked)?;
        self.asked += 1;
        Some(RecordQuery {
            kinds: vec![(*kind).to_owned()],
            text: Some(FOLDER.to_owned()),
            ..RecordQuery::default()
        })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let running = std::mem::take(&mut self.running).into_iter();
        let running = running.filter(|(path, _)| !self.is_own(path)).collect();
        out.extend(all("staged-file-running", Severity::Medium, running));
        let files = std::mem::take(&mut self.files);
        let files = files.into_iter().filter(|(path, _)| !self.is_own(path));
        let (programs, others): (Vec<_>, Vec<_>) = files.partition(|(_, (runs, _))| *runs);
        out.extend(all("staged-file-program", Severity::Medium, programs));
        out.extend(all("staged-file-other", Severity::Info, others));
    }
}

/// The folder.
const FOLDER: &str = "/data/local/tmp/";

impl Staged {
    fn lies(&mut self, path: &str, runs: bool, seen: &Seen<'_>) {
        let inside = path.strip_prefix(FOLDER).is_some_and(|name| !name.is_empty());
        if !inside || self.files.len() >= MOST && !self.files.contains_key(path) {
            return;
        }
        let known = self.files.entry(path.to_owned());
        known.or_insert_with(|| (runs, seen.evidence("path", path))).0 |= runs;
    }

    /// Notes a process whose program, or a library that is forced on it, lies in the folder.
    fn runs(&mut self, process: &ListedProcess, seen: &Seen<'_>) {
        let first = process.arguments.first().map_or("", String::as_str);
        let named = [process.path.as_deref().unwrap_or(""), &process.name, first];
        let forced = process.environment.iter().filter_map(|it| it.strip_prefix("LD_PRELOAD="));
        for word in named.into_iter().chain(forced) {
            let path = word.split([' ', ':']).next().unwrap_or(word);
            let inside = path.strip_prefix(FOLDER).is_some_and(|name| !name.is_empty());
            if inside && self.running.len() < MOST {
                let entry = self.running.entry(path.to_owned());
                entry.or_insert_with(|| (true, seen.evidence("name", &process.name)));
            }
        }
    }

    /// Whether a file belongs to the acquisition, or to Android Studio.
    fn is_own(&self, path: &str) -> bool {
        let name = path.strip_prefix(FOLDER).unwrap_or(path);
        name == "collector" || name.starts_with(".studio/") || self.own.iter().any(|own| own == path)
    }
}

/// One finding for all of `files`.
fn all(key: &str, severity: Severity, files: Vec<(String, (bool, Evidence))>) -> Option<Found> {
    if files.is_empty() {
        return None;
    }
    let names: Vec<&str> = files.iter().take(5).map(|(path, _)| path.as_str()).collect();
    let (count, names) = (files.len().to_string(), names.join(", "));
    Some(Found {
        severity,
        confidence: Confidence::Low,
        claim: Claim::new(key, [("count", &count), ("files", &names)]),
        evidence: files.into_iter().take(MOST_CITED).map(|(_, (_, evidence))| evidence).collect(),
    })
}
