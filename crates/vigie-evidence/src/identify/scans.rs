//! Internet scans, logs of certificates, passive DNS, and the rules and registers that lie beside them.

use vigie_core::EvidenceKind;
use vigie_formats::packed::{Packing, unpacked_start};
use vigie_formats::scan::{START, ScanFormat};

use super::android::Found;
use crate::layout::SCANS;

/// Bytes of a packed file that are enough to see what is in it.
const START_OF_PACKED: usize = 256 << 10;

/// The file `name` of an Internet scan; `more` gives more of its beginning than `start`.
pub(super) fn of_file(name: &str, start: &[u8], more: &dyn Fn(usize) -> Vec<u8>) -> Option<Found> {
    let format = match Packing::of(start) {
        Packing::Plain => ScanFormat::of(start),
        Packing::Gzip | Packing::Zstandard => {
            ScanFormat::of(&unpacked_start(&more(START_OF_PACKED), START))
        }
    };
    let is_mmdb = || name.to_ascii_lowercase().ends_with(".mmdb").then_some(ScanFormat::Mmdb);
    let format = format.or_else(is_mmdb)?;
    let mut found = Found::alone(EvidenceKind::InternetScan, SCANS, name);
    found.facts.insert("scan_format".into(), format.name().into());
    Some(found)
}
