//! How fast a scan is read: `speed FILE [RULES]`, with as many made-up rules more.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a measurement, not part of the program"
)]

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, ReadAt, Record, SharedBytes, Siblings, Stop, parse,
};

struct OnDisk(File);

impl ReadAt for OnDisk {
    fn size(&self) -> u64 {
        self.0.metadata().map_or(0, |metadata| metadata.len())
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read_at(buffer, offset)
    }
}

struct Beside(Vec<u8>);

impl Siblings for Beside {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let rules: SharedBytes = Arc::new(Bytes(self.0.clone()));
        Ok((path == "/scans/made-up.yml").then_some(rules))
    }

    fn below(&self, _: &str) -> Vec<String> {
        vec!["/scans/made-up.yml".into()]
    }
}

#[derive(Default)]
struct Count {
    hits: u64,
    problems: u64,
    last: String,
}

impl Consumer for Count {
    fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
        self.hits += u64::from(record.kind().id == "internet.scan.hit");
        if record.kind().id == "internet.scan.file" {
            self.last = serde_json::to_string(record).unwrap();
        }
        Ok(())
    }

    fn problem(&mut self, _: Locator, _: String) {
        self.problems += 1;
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap();
    let more: u32 = arguments.next().map_or(0, |text| text.parse().unwrap());
    let rules: Vec<String> = (0..more).map(made_up).collect();
    let data: SharedBytes = Arc::new(OnDisk(File::open(&path).unwrap()));
    let size = data.size();
    let input = Input {
        path: "/scans/scan",
        modified: None,
        data,
        first_line: 1,
        siblings: &Beside(rules.join("---\n").into_bytes()),
        limits: Limits::default(),
    };
    let parser = vigie_internet::parsers::PARSERS.first().unwrap();
    let mut count = Count::default();
    let started = Instant::now();
    parse(*parser, &input, &mut count, &AtomicBool::new(false));
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{:.0} MB/s, {seconds:.2} s, {} hits, {} problems",
        size as f64 / 1e6 / seconds,
        count.hits,
        count.problems
    );
    println!("{}", count.last);
}

/// A rule about a value of no record: a name, a title, a host name or a hash, in turn.
fn made_up(number: u32) -> String {
    let word = format!("{:08x}", number.wrapping_mul(0x9e37_79b9));
    let test = match number % 4 {
        0 => format!("http.title: 'Panel {word}'"),
        1 => format!("cert.issuer.O: 'Company {word} Ltd'"),
        2 => format!("cert.names: '{word}.vendor.example'"),
        _ => format!("http.body_sha256: '{}'", word.repeat(8)),
    };
    format!(
        "title: Rule {number}\nname: made-up-{number}\nsigma-version: 3\nlogsource: {{category: internet_scan}}\n\
         detection:\n  one:\n    services[any]:\n      {test}\n  condition: one\n"
    )
}
