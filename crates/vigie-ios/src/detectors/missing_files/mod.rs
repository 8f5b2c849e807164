//! Files that the index of a backup lists and the backup lacks.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Index;

pub(crate) static ITEM: MissingFiles = MissingFiles;

pub(crate) struct MissingFiles;

static META: DetectorMeta = DetectorMeta {
    id: "missing_files",
    version: 1,
    title: Text {
        en: "Files missing from the backup",
        fr: "Fichiers absents de la sauvegarde",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &["ios.manifest.index"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://docs.mvt.re/en/latest/ios/records/#manifest"],
};

impl Detector for MissingFiles {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(MissingFiles)
    }
}

impl Watch for MissingFiles {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(index) = seen.record.as_a::<Index>() else { return };
        if index.missing == 0 {
            return;
        }
        let (missing, files) = (index.missing.to_string(), index.files.to_string());
        let quote = index.examples.first().map_or(missing.as_str(), String::as_str);
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new("missing-files-some", [("missing", &missing), ("files", &files)]),
            evidence: vec![seen.evidence("missing", quote)],
        });
    }
}
