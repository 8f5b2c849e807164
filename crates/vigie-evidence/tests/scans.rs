//! Internet scans are told by content, and what lies beside them comes along.

#![cfg(test)]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use vigie_core::{EvidenceKind, Limits};
use vigie_evidence::identify;

const BANNER: &str = r#"{"ip_str":"240.0.0.1","port":80,"data":"","_shodan":{"module":"http"}}"#;

#[test]
fn a_scan_and_its_registers_are_one_piece() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(BANNER.as_bytes()).unwrap();
    write("banners", &packed.finish().unwrap());
    write("delegated", b"2|ripencc|20260101|0|19830705|20260101|+0100\n");
    write("own.yml", b"title: x\nlogsource: {category: internet_scan}\n");
    write("notes.txt", b"nothing of interest");
    let pieces = identify(folder.path(), &Limits::default()).unwrap();
    let scans: Vec<_> =
        pieces.iter().filter(|piece| piece.kind == EvidenceKind::InternetScan).collect();
    assert_eq!(scans.len(), 1);
}

#[test]
fn other_json_is_no_scan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.json");
    std::fs::write(&path, r#"{"type":"bundle","objects":[{"services":[]}]}"#).unwrap();
    let pieces = identify(&path, &Limits::default()).unwrap();
    assert!(pieces.iter().all(|piece| piece.kind != EvidenceKind::InternetScan));
}
