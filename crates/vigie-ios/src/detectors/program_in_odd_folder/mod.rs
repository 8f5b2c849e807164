//! Programs that lie in folders no app runs from.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::StagedFile;

pub(crate) static ITEM: ProgramInOddFolder = ProgramInOddFolder;

pub(crate) struct ProgramInOddFolder;

static META: DetectorMeta = DetectorMeta {
    id: "program_in_odd_folder",
    version: 1,
    title: Text {
        en: "Program in a folder that spyware was seen to run from",
        fr: "Programme d’un dossier où des logiciels espions ont tourné",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.staged_files.file"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

impl Detector for ProgramInOddFolder {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Programs)
    }
}

struct Programs;

impl Watch for Programs {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(file) = seen.record.as_a::<StagedFile>() else { return };
        let (key, severity) = match file.program.as_deref() {
            Some("Mach-O") => ("program-in-odd-folder-binary", Severity::Medium),
            Some(_) => ("program-in-odd-folder-script", Severity::Low),
            None => return,
        };
        out.push(Found {
            severity,
            confidence: Confidence::Medium,
            claim: Claim::new(key, [("path", &file.path)]),
            evidence: vec![seen.evidence("path", &file.path)],
        });
    }
}
