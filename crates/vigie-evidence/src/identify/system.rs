//! Describing a copy of a file system, or a sysdiagnose, that was found.

use std::path::PathBuf;

use vigie_core::{EvidenceKind, Limits};
use vigie_formats::plist;

use super::marks::is_sysdiagnose_name;
use crate::Piece;
use crate::layout::Layout;

/// Where a file system says which version it is.
pub(super) const SYSTEM_VERSION: &str = "System/Library/CoreServices/SystemVersion.plist";

/// A copy of the folder `root` of a device.
pub(super) fn file_system(
    path: PathBuf,
    inner: String,
    root: &'static str,
    missing: Vec<String>,
    system_version: Option<&[u8]>,
    limits: &Limits,
) -> Piece {
    let mut piece = Piece::new(path, inner, EvidenceKind::IosFileSystem);
    (piece.layout, piece.missing) = (Layout::Below(root), missing);
    let version = system_version.and_then(|bytes| plist::parse_lenient(bytes, limits).0);
    for (fact, key) in
        [("product_version", "ProductVersion"), ("build_version", "ProductBuildVersion")]
    {
        let value = version.as_ref().and_then(|version| version.find(key)?.as_str());
        if let Some(value) = value {
            piece.facts.insert(fact.into(), value.to_owned());
        }
    }
    piece
}

/// A sysdiagnose in a folder called `name`.
pub(super) fn sysdiagnose(path: PathBuf, inner: String, name: &str, missing: Vec<String>) -> Piece {
    let mut piece = Piece::new(path, inner, EvidenceKind::IosSysdiagnose);
    (piece.layout, piece.missing) = (Layout::Below("/sysdiagnose"), missing);
    if is_sysdiagnose_name(name) {
        for (fact, value) in name_facts(name) {
            piece.facts.insert(fact.into(), value);
        }
    }
    piece
}

/// What the name says: `sysdiagnose_2024.05.06_07-08-09+0200_iPhone-OS_iPhone_21E236`.
fn name_facts(name: &str) -> Vec<(&'static str, String)> {
    let mut parts = name.split('_').skip(1);
    let mut facts = Vec::new();
    let (date, time) = (parts.next(), parts.next());
    if let (Some(date), Some(time)) = (date, time)
        && date.split('.').count() == 3
        && let Some((clock, offset)) = time.split_at_checked(8)
    {
        let (date, clock) = (date.replace('.', "-"), clock.replace('-', ":"));
        facts.push(("taken", format!("{date}T{clock}{offset}")));
    }
    for (fact, part) in ["system", "device_class", "build_version"].into_iter().zip(parts) {
        facts.push((fact, part.to_owned()));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_when_and_what() {
        let name = "sysdiagnose_2024.05.06_07-08-09+0200_iPhone-OS_iPhone_21E236";
        let facts = name_facts(name);
        assert_eq!(
            facts,
            [
                ("taken", "2024-05-06T07:08:09+0200".to_owned()),
                ("system", "iPhone-OS".to_owned()),
                ("device_class", "iPhone".to_owned()),
                ("build_version", "21E236".to_owned()),
            ]
        );
        assert!(name_facts("sysdiagnose_é_é").is_empty());
    }
}
