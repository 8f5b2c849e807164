//! A process in a folder that no program runs from, joined over everything that names it.

mod artefact;
mod joined;

use std::collections::BTreeSet;

use vigie_core::{
    Detector, DetectorMeta, Found, Observable, Order, RecordQuery, Seen, Severity, Text, Watch,
};

use self::artefact::{LISTS, NAMED, PATHS};
use self::joined::Joined;
use super::wording::wording;
use crate::paths;

pub(crate) static ITEM: ProcessAcrossArtefacts = ProcessAcrossArtefacts;

pub(crate) struct ProcessAcrossArtefacts;

static META: DetectorMeta = DetectorMeta {
    id: "process_across_artefacts",
    version: 1,
    title: Text {
        en: "Process in an unusual folder that several records of the phone name",
        fr: "Processus d’un dossier inhabituel que nomment plusieurs traces du téléphone",
    },
    severity: Severity::High,
    order: Order::Time,
    reads: LISTS,
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
    ],
};

impl Detector for ProcessAcrossArtefacts {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Across::default())
    }
}

/// Most programs that are followed.
const MOST_PROGRAMS: usize = 40;

/// Programs in unusual folders: first their paths are gathered, then each is looked for by name.
#[derive(Default)]
struct Across {
    gathered: BTreeSet<String>,
    /// How many questions for paths were asked.
    asked: usize,
    /// Set while records of one program pass.
    joining: Option<Joined>,
    done: Vec<Joined>,
}

impl Across {
    /// Notes the program that a record names, where its folder is unusual.
    fn gather(&mut self, seen: &Seen<'_>) {
        seen.record.observables(&mut |_, observable| {
            let Observable::Process(name) = observable else { return };
            let Some(path) = paths::absolute(name) else { return };
            if self.gathered.len() < MOST_PROGRAMS && is_unusual(&path) {
                self.gathered.insert(path.into_owned());
            }
        });
    }
}

/// Whether programs of an ordinary phone run from elsewhere.
fn is_unusual(path: &str) -> bool {
    // The kernel has no folder.
    let top = path.matches('/').count() < 2;
    let name = paths::file_name(path);
    !top && name.len() > 1 && !paths::is_of_programs(path) && !paths::is_called_updater(path)
}

impl Watch for Across {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        match &mut self.joining {
            Some(joined) => joined.add(seen),
            None => self.gather(seen),
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        // Where programs are mostly named without a folder, the few with one are found by their text.
        if let Some(folder) = ["/var/", "/tmp/"].get(self.asked) {
            self.asked += 1;
            return Some(query(PATHS, folder));
        }
        self.done.extend(self.joining.take());
        let path = self.gathered.pop_first()?;
        let joined = Joined::new(path);
        let asked = query(NAMED, joined.name());
        self.joining = Some(joined);
        Some(asked)
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        self.done.extend(self.joining.take());
        out.extend(std::mem::take(&mut self.done).into_iter().filter_map(Joined::found));
    }
}

fn query(kinds: &[&str], text: &str) -> RecordQuery {
    RecordQuery {
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        text: Some(text.to_owned()),
        ..RecordQuery::default()
    }
}
