//! Reading a scan: blocks looked through for rules' bytes, and what surrounds them tested.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use memchr::memchr;
use vigie_core::{Input, Locator, Sink, Stop, Time};
use vigie_formats::packed;
use vigie_formats::scan::ScanFormat;

use super::hit::Hit;
use super::summary::Scan;
use super::threads::in_order;
use crate::blocks::{Block, Blocks, Objects};
use crate::formats;
use crate::rules::{Compiled, Rule};

/// Addresses of hits that are looked up.
const MOST_ADDRESSES: usize = 1_000_000;

/// Problems told of one block; the rest are counted.
const MOST_PROBLEMS: usize = 20;

/// Every how many-th record of a block is read for the ports and times of the scan.
const SAMPLE: u64 = 4096;

/// Addresses of hits, each with the latest time at which it was seen.
pub(super) type Addresses = BTreeMap<IpAddr, Option<Time>>;

/// Reads a scan, and gives the addresses of what matched.
pub(super) fn scan(
    input: &Input<'_>,
    format: ScanFormat,
    rules: &[Rule],
    sink: &mut Sink<'_>,
) -> Result<Addresses, Stop> {
    let compiled = Compiled::new(rules, format);
    let mut blocks = Blocks::new(packed::unpacked(input.data.clone())?, objects(input, format)?);
    let mut state = State::new(&compiled, format, rules.len());
    let header = if format == ScanFormat::Zmap { first_line(input)? } else { String::new() };
    let work = |block: Block| Looked::at(&block, &compiled, format, &header);
    let next = || blocks.next_block();
    let failed = in_order(next, work, |looked| state.take(looked, sink))?;
    for offset in &blocks.too_long {
        state.scan.damaged = state.scan.damaged.saturating_add(1);
        sink.problem(Locator::Byte(*offset), "a record of more than 16 MiB was passed over");
    }
    let end = state.end;
    if let Some(error) = failed {
        sink.problem(Locator::Byte(end), format!("cannot read on from here: {error}"));
    }
    if state.scan.damaged > state.told {
        let more = state.scan.damaged.saturating_sub(state.told);
        sink.problem(Locator::Whole, format!("{more} more damaged records"));
    }
    sink.emit(Locator::Whole, &state.scan)?;
    Ok(state.addresses)
}

/// Whether each record has a line of its own.
fn objects(input: &Input<'_>, format: ScanFormat) -> Result<Objects, Stop> {
    if format == ScanFormat::CtEntries {
        return Ok(Objects::Below(1));
    }
    let mut start = vec![0; 16 << 10];
    let filled = input.data.read_at(0, &mut start)?;
    let start = packed::unpacked_start(start.get(..filled).unwrap_or_default(), 4096);
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).trim_ascii_start();
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    let is_alone = matches!(line, b"{" | b"[") || text.starts_with(b"[");
    Ok(if is_alone { Objects::Below(0) } else { Objects::Lines })
}

/// The names of the columns.
fn first_line(input: &Input<'_>) -> Result<String, Stop> {
    let mut start = vec![0; 16 << 10];
    let filled = input.data.read_at(0, &mut start)?;
    let start = packed::unpacked_start(start.get(..filled).unwrap_or_default(), 4096);
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    Ok(String::from_utf8_lossy(line).trim().to_owned())
}

/// What was found in a block.
#[derive(Default)]
struct Looked {
    end: u64,
    records: u64,
    read: u64,
    damaged: u64,
    problems: Vec<(u64, String)>,
    hits: Vec<(u64, Hit)>,
    ports: BTreeSet<u16>,
    times: Vec<Time>,
}

impl Looked {
    fn at(block: &Block, compiled: &Compiled<'_>, format: ScanFormat, header: &str) -> Self {
        let mut found = Vec::new();
        let wrapped = matches!(
            format,
            ScanFormat::SonarHttp | ScanFormat::SonarCertificates | ScanFormat::CtEntries
        );
        if !wrapped {
            compiled.filter.find(&block.bytes, |at, rule| found.push((at, rule)));
            found.sort_unstable();
        }
        let mut found = found.into_iter().peekable();
        let mut looked = Self::default();
        let mut start = 0_usize;
        let mut numbers = Vec::new();
        while let Some(rest) = block.bytes.get(start..).filter(|rest| !rest.is_empty()) {
            let length = memchr(b'\n', rest).map_or(rest.len(), |at| at.saturating_add(1));
            let end = start.saturating_add(length);
            let line = rest.get(..length).unwrap_or_default().trim_ascii();
            numbers.clear();
            while let Some((_, rule)) = found.next_if(|(at, _)| *at < end) {
                numbers.push(rule);
            }
            let offset = block.offset.saturating_add(start as u64);
            start = end;
            let is_header = offset == 0 && format == ScanFormat::Zmap;
            if line.is_empty() || is_header {
                continue;
            }
            if wrapped && let Some(bytes) = formats::unwrapped(format, line) {
                compiled.filter.find(&bytes, |_, rule| numbers.push(rule));
            }
            numbers.sort_unstable();
            numbers.dedup();
            looked.record(Line { offset, bytes: line, header }, &numbers, compiled, format);
        }
        looked.end = block.offset.saturating_add(block.bytes.len() as u64);
        looked
    }

    fn record(&mut self, line: Line<'_>, rules: &[u32], compiled: &Compiled<'_>, format: ScanFormat) {
        self.records = self.records.saturating_add(1);
        if formats::is_object(format) && !is_whole(line.bytes) {
            return self.damage(line.offset, "a record cut short: expected one object".into());
        }
        let is_sampled = self.records % SAMPLE == 1;
        let is_wanted = !rules.is_empty() || !compiled.unfiltered.is_empty();
        if !is_wanted && !is_sampled {
            return;
        }
        let hosts = match formats::hosts_below(format, line.bytes, line.header) {
            Ok(hosts) => hosts,
            Err(error) => {
                return self.damage(line.offset, format!("a damaged record: expected {error}"));
            }
        };
        self.read = self.read.saturating_add(u64::from(is_wanted));
        for host in &hosts {
            for service in &host.services {
                self.ports.extend(service.first("port").and_then(|port| port.parse::<u16>().ok()));
                self.times.extend(service.first("seen_at").and_then(Time::parse));
            }
            for (rule, found) in compiled.test(host, rules) {
                let hit = Hit::new(rule, found, host, format, line.bytes);
                self.hits.push((line.offset, hit));
            }
        }
    }

    fn damage(&mut self, offset: u64, message: String) {
        self.damaged = self.damaged.saturating_add(1);
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push((offset, message));
        }
    }
}

/// A record in a file.
#[derive(Clone, Copy)]
struct Line<'a> {
    offset: u64,
    bytes: &'a [u8],
    header: &'a str,
}

/// Whether a line begins and ends as an object does, an array's comma aside.
fn is_whole(line: &[u8]) -> bool {
    line.first() == Some(&b'{') && line.last() == Some(&b'}')
}

/// What all blocks gave.
struct State {
    scan: Scan,
    ports: BTreeSet<u16>,
    addresses: Addresses,
    told: u64,
    end: u64,
}

impl State {
    fn new(compiled: &Compiled<'_>, format: ScanFormat, rules: usize) -> Self {
        let without = compiled.without_fields.iter().filter_map(|number| compiled.rule(*number));
        let scan = Scan {
            format: format.name().to_owned(),
            rules: rules as u64,
            rules_without_fields: without.map(|rule| rule.name.clone()).collect(),
            ..Scan::default()
        };
        Self { scan, ports: BTreeSet::new(), addresses: Addresses::new(), told: 0, end: 0 }
    }

    fn take(&mut self, looked: Looked, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let scan = &mut self.scan;
        scan.records = scan.records.saturating_add(looked.records);
        scan.read = scan.read.saturating_add(looked.read);
        scan.damaged = scan.damaged.saturating_add(looked.damaged);
        scan.hits = scan.hits.saturating_add(looked.hits.len() as u64);
        for time in looked.times {
            scan.first = Some(scan.first.map_or(time, |first| first.min(time)));
            scan.last = Some(scan.last.map_or(time, |last| last.max(time)));
        }
        self.ports.extend(looked.ports);
        scan.ports = self.ports.iter().copied().collect();
        self.end = looked.end;
        for (offset, message) in looked.problems {
            self.told = self.told.saturating_add(1);
            sink.problem(Locator::Byte(offset), message);
        }
        for (offset, hit) in looked.hits {
            let address = hit.address.as_ref().and_then(|address| address.parse().ok());
            if let Some(address) = address
                && (self.addresses.len() < MOST_ADDRESSES || self.addresses.contains_key(&address))
            {
                let latest = self.addresses.entry(address).or_default();
                *latest = (*latest).max(hit.seen);
            }
            sink.emit(Locator::Byte(offset), &hit)?;
        }
        sink.check()
    }
}
