//! A scan of many blocks: every planted server is found at its place, whatever is around it and however
//! it is packed, and nothing else is.

#![cfg(test)]

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use flate2::Compression;
use flate2::write::GzEncoder;
use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, Record, SharedBytes, Siblings, Stop, parse,
};
use vigie_internet::parsers::{Hit, PARSERS};

struct Alone;

impl Siblings for Alone {
    fn open(&self, _: &str) -> Result<Option<SharedBytes>, Stop> {
        Ok(None)
    }
}

#[derive(Default)]
struct Kept {
    text: String,
    hits: Vec<(u64, String)>,
    problems: Vec<String>,
}

impl Consumer for Kept {
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        self.text += &format!("{at} {}\n", serde_json::to_string(record).unwrap());
        if let (Locator::Byte(at), Some(hit)) = (at, record.as_a::<Hit>()) {
            self.hits.push((at, hit.address.clone().unwrap()));
        }
        Ok(())
    }

    fn problem(&mut self, at: Locator, message: String) {
        self.problems.push(format!("{at}: {message}"));
    }
}

fn read(bytes: Vec<u8>) -> Kept {
    let input = Input {
        path: "/scans/scan",
        modified: None,
        data: Arc::new(Bytes(bytes)),
        first_line: 1,
        siblings: &Alone,
        limits: Limits::default(),
    };
    let mut kept = Kept::default();
    parse(*PARSERS.first().unwrap(), &input, &mut kept, &AtomicBool::new(false));
    kept
}

fn line(number: u32, center: &str) -> String {
    let address = std::net::Ipv4Addr::from(0xf000_0000 + number);
    let page = "lorem ipsum dolor sit amet ".repeat(usize::try_from(number % 40).unwrap());
    format!(
        "{{\"ip\":\"{address}\",\"data\":{{\"checkpoint\":{{\"status\":\"success\",\"protocol\":\"checkpoint\",\"port\":264,\
         \"result\":{{\"firewall_host\":\"gw\",\"smart_center_host\":\"{center}\",\"object_suffix\":\"\",\"x\":\"{page}\"}}}}}}}}\n"
    )
}

#[test]
fn every_plant_is_found_at_its_offset_in_every_packing() {
    let mut scan = String::new();
    let mut planted = Vec::new();
    for number in 0..30_000 {
        let at = scan.len() as u64;
        if number % 997 == 3 {
            planted.push((at, std::net::Ipv4Addr::from(0xf000_0000 + number).to_string()));
            scan += &line(number, "mgmt.TrackSystem.info");
        } else {
            // The look-alike holds the bytes but does not match.
            let center =
                if number % 101 == 0 { "tracksystem.info.example" } else { "mgmt.example" };
            scan += &line(number, center);
        }
    }
    assert!(scan.len() > 12 << 20, "several blocks");
    let plain = read(scan.clone().into_bytes());
    assert_eq!(plain.hits, planted);
    assert!(plain.problems.is_empty());
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(scan.as_bytes()).unwrap();
    assert_eq!(read(packed.finish().unwrap()).text, plain.text);
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    assert_eq!(read(ruzstd::encoding::compress_to_vec(scan.as_bytes(), level)).text, plain.text);
    assert_eq!(read(scan.into_bytes()).text, plain.text, "threads change nothing");
}

#[test]
fn damage_costs_its_record_and_is_told() {
    let mut scan = line(1, "mgmt.tracksystem.info");
    scan += "{\"ip\":\"240.0.0.9\",\"data\":{\"checkpoint\":{\"status\":\"succ\n";
    scan += "{\"ip\":\"240.0.0.9\",\"tracksystem.info\":[}\n";
    scan += &line(2, "mgmt.tracksystem.info");
    let kept = read(scan.into_bytes());
    assert_eq!(kept.hits.len(), 2);
    assert_eq!(kept.problems.len(), 2, "{:?}", kept.problems);
}
