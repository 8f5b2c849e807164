//! Processes that a sysdiagnose lists as running from folders no program runs from, as root from an
//! app, or started by an app.

mod claims;
mod families;

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen, Severity, Text,
    Watch,
};

use self::claims::Why;
use self::families::Families;
use super::wording::wording;
use crate::parsers::LoadedImage;
use crate::paths;
use crate::seen_process::SeenProcess;

pub(crate) static ITEM: RunningInOddFolder = RunningInOddFolder;

pub(crate) struct RunningInOddFolder;

static META: DetectorMeta = DetectorMeta {
    id: "running_in_odd_folder",
    version: 1,
    title: Text {
        en: "Process running from an unusual folder, or in an unusual way",
        fr: "Processus actif depuis un dossier inhabituel ou d’une manière inhabituelle",
    },
    severity: Severity::High,
    order: Order::Time,
    reads: &[
        "ios.logdata_statistics.process",
        "ios.process_list.process",
        "ios.spindump.image",
        "ios.spindump.process",
        "ios.tailspin_binaries.binary",
        "ios.task_info.process",
        #[cfg(feature = "unified-logs")]
        "ios.unified_log.process",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
        "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
    ],
};

impl Detector for RunningInOddFolder {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Odd::default())
    }
}

/// Most programs that are kept apart.
const MOST_PATHS: usize = 10_000;

/// Every odd program of every list: one finding each.
#[derive(Default)]
struct Odd {
    programs: BTreeMap<String, Program>,
    families: Families,
}

struct Program {
    why: Why,
    evidence: Vec<Evidence>,
}

impl Odd {
    fn add(&mut self, path: &str, why: Why, evidence: Evidence) {
        if self.programs.len() >= MOST_PATHS && !self.programs.contains_key(path) {
            return;
        }
        let program = self
            .programs
            .entry(path.to_owned())
            .or_insert_with(|| Program { why: why.clone(), evidence: Vec::new() });
        if why.rank() > program.why.rank() {
            program.why = why;
        }
        if program.evidence.len() < MAX_EVIDENCE {
            program.evidence.push(evidence);
        }
    }
}

impl Watch for Odd {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(image) = seen.record.as_a::<LoadedImage>() {
            if let Some(path) = paths::absolute(&image.path)
                && paths::is_staging(&path)
            {
                let process = image.process.clone().unwrap_or_default();
                self.add(&path, Why::Library(process), seen.evidence("path", &path));
            }
            return;
        }
        let Some(process) = seen.record.as_a::<SeenProcess>() else { return };
        let Some(path) = process.path.as_deref().and_then(paths::absolute) else { return };
        self.families.add(process, &path, seen);
        if let Some(why) = claims::of(process, &path) {
            self.add(&path, why, seen.evidence("path", &path));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for child in std::mem::take(&mut self.families).children_of_apps() {
            self.add(&child.path, Why::Child(child.parent), child.evidence);
        }
        for (path, program) in std::mem::take(&mut self.programs) {
            let (severity, confidence, key) = program.why.weight();
            let parent = program.why.other().to_owned();
            let mut claim = Claim::new(key, [("process", &path)]);
            if !parent.is_empty() {
                claim.args.insert("other".to_owned(), parent);
            }
            out.push(Found { severity, confidence, claim, evidence: program.evidence });
        }
    }
}
