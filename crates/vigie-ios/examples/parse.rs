//! Runs one parser over one file and says how long it took: `parse PARSER DEVICE_PATH FILE`.

#![expect(clippy::print_stdout, reason = "this program is for developers")]

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, Record, SharedBytes, Siblings, Stop, parse,
};
use vigie_ios::parsers::PARSERS;

/// Visits what a run visits: stamps, observables, and the serialised form when asked to.
#[derive(Default)]
struct Count {
    kinds: BTreeMap<&'static str, u64>,
    observables: u64,
    stamps: u64,
    bytes: u64,
    problems: Vec<String>,
    json: bool,
}

impl Consumer for Count {
    fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
        *self.kinds.entry(record.kind().id).or_default() += 1;
        record.stamps(&mut |_| self.stamps += 1);
        record.observables(&mut |_, _| self.observables += 1);
        if self.json {
            let json = serde_json::to_vec(record).unwrap_or_default();
            self.bytes += json.len() as u64;
        }
        Ok(())
    }

    fn problem(&mut self, at: Locator, message: String) {
        self.problems.push(format!("{at}: {message}"));
    }
}

struct Alone;

impl Siblings for Alone {
    fn open(&self, _: &str) -> Result<Option<SharedBytes>, Stop> {
        Ok(None)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [id, path, file, ..] = arguments.as_slice() else {
        return Err("usage: parse PARSER DEVICE_PATH FILE [json]".into());
    };
    let parser = PARSERS.iter().find(|parser| parser.meta().id == id).ok_or("no such parser")?;
    let data: SharedBytes = Arc::new(Bytes(std::fs::read(file)?));
    let input = Input {
        path,
        modified: None,
        first_line: 1,
        data,
        siblings: &Alone,
        limits: Limits::default(),
    };
    let mut count = Count { json: arguments.len() > 3, ..Count::default() };
    let start = Instant::now();
    parse(*parser, &input, &mut count, &AtomicBool::new(false));
    let elapsed = start.elapsed();
    let records: u64 = count.kinds.values().sum();
    println!("{:?}", count.kinds);
    println!("{} observables, {} stamps, {} bytes", count.observables, count.stamps, count.bytes);
    count.problems.iter().take(10).for_each(|problem| println!("! {problem}"));
    let each = elapsed.as_secs_f64() * 1e6 / records.max(1) as f64;
    println!("{} problems, {elapsed:?}, {each:.2} µs each", count.problems.len());
    Ok(())
}
