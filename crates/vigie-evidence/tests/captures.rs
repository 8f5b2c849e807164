//! Packet captures are told by their content, wherever they lie.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that use other parts of it")]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use common::{find, one, open_all, sibling, write};
use vigie_core::EvidenceKind;
use vigie_evidence::Piece;

fn capture(form: &str) -> Vec<u8> {
    let script = format!("capture {form}\nudp 10.0.0.3:1 > 10.0.0.4:2 \"hello\"");
    vigie_cases::packets::bytes(&script, Path::new(""))
}

fn paths(piece: &Piece) -> Vec<String> {
    open_all(piece, None).files().iter().map(|file| file.path.clone()).collect()
}

fn zip_of(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar_gz_of(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut tar = tar::Builder::new(packed);
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, name, bytes.as_slice()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

/// A frame of zstd with one raw block.
fn zstd(bytes: &[u8]) -> Vec<u8> {
    let head = u32::try_from(bytes.len() << 3 | 1).unwrap().to_le_bytes();
    [&[0x28, 0xb5, 0x2f, 0xfd, 0, 0x50], &head[..3], bytes].concat()
}

#[test]
fn a_capture_alone_is_one_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let forms = [
        ("pcap", capture("pcap")),
        ("pcapng", capture("pcapng")),
        ("big", capture("pcapng big ns")),
        ("gzip", capture("pcap gzip")),
        ("zstd", zstd(&capture("pcapng"))),
    ];
    for (name, bytes) in forms {
        let file = folder.path().join(name);
        fs::write(&file, &bytes).unwrap();
        let piece = one(&file);
        assert_eq!(piece.kind, EvidenceKind::PacketCapture, "{name}");
        assert_eq!(paths(&piece), [format!("/captures/{name}")]);
        let opened = open_all(&piece, None);
        assert_eq!(sibling(&opened, &format!("/captures/{name}")).unwrap(), bytes);
        assert_eq!(piece.facts["capture_links"], "Ethernet", "{name}");
        assert_eq!(piece.facts["capture_first_packet"], "2024-05-01T10:00:00Z", "{name}");
        assert!(piece.missing.is_empty(), "{name}");
    }
}

#[test]
fn captures_that_lie_together_are_one_piece() {
    let files: BTreeMap<String, Vec<u8>> = [
        ("x/a.pcap".to_owned(), capture("pcap")),
        ("x/deep/b".to_owned(), capture("pcapng gzip")),
        ("x/c.zst".to_owned(), zstd(&capture("pcap"))),
        ("x/notes.txt".to_owned(), b"of the capture".to_vec()),
    ]
    .into();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write(&at("in"), &files);
    fs::write(at("a.zip"), zip_of(&files)).unwrap();
    fs::write(at("a.tar.gz"), tar_gz_of(&files)).unwrap();
    for name in ["in", "a.zip", "a.tar.gz"] {
        let piece = one(&at(name));
        assert_eq!(piece.kind, EvidenceKind::PacketCapture, "{name}");
        let expected = ["/captures/a.pcap", "/captures/c.zst", "/captures/deep/b"];
        assert_eq!(paths(&piece), expected, "{name}");
        assert_eq!(piece.facts["capture_links"], "Ethernet", "{name}");
        assert!(!piece.facts.contains_key("capture_format"), "{name}");
    }
    assert_eq!(find(folder.path()).len(), 3);
}

#[test]
fn what_its_packets_carry_tells_a_capture_of_signalling() {
    let kind = |script: &str| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.pcap");
        fs::write(&file, vigie_cases::packets::bytes(script, Path::new(""))).unwrap();
        one(&file).kind
    };
    let ordinary = "udp 10.0.0.3:40000 > 10.0.0.4:53 \"a\"\n";
    let gtp_u = "udp 10.0.0.3:2152 > 10.0.0.4:2152 \"a\"\n";
    let gtp_c = "udp 10.0.0.3:2123 > 10.0.0.4:2123 \"a\"\n";
    assert_eq!(kind(&format!("capture pcap\n{ordinary}{gtp_u}")), EvidenceKind::PacketCapture);
    for form in ["pcap", "pcapng"] {
        let script = format!("capture {form}\n{}{gtp_c}", ordinary.repeat(200));
        assert_eq!(kind(&script), EvidenceKind::SignallingCapture, "{form}");
    }
}

#[test]
fn a_capture_of_a_download_is_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pcap");
    // The last packet ends with a whole archive.
    let zip = zip_of(&[("inside.txt".to_owned(), b"x".to_vec())].into());
    let mut bytes = capture("pcap");
    let len = u32::try_from(zip.len()).unwrap();
    bytes.extend([1_714_557_601_u32, 0, len, len].map(u32::to_le_bytes).concat());
    bytes.extend(zip);
    fs::write(&file, bytes).unwrap();
    assert_eq!(one(&file).kind, EvidenceKind::PacketCapture);
}

#[test]
fn what_is_packed_but_no_capture_stays_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.gz");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"some text").unwrap();
    fs::write(&file, packed.finish().unwrap()).unwrap();
    assert_eq!(one(&file).kind, EvidenceKind::Files);
    fs::write(&file, zstd(b"some text")).unwrap();
    assert_eq!(one(&file).kind, EvidenceKind::Files);
}
