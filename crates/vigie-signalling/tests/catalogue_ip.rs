//! Every entry of Diameter, GTP-C and across protocols finds its scene, and not what only looks like it.

#![cfg(test)]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, Record, SharedBytes, Siblings, Stop, parse,
};
use vigie_samples::signalling::ip_scenes::CODES;
use vigie_samples::signalling::wire::{Carrier, Wire};
use vigie_samples::signalling::world::{NETWORK, World};
use vigie_signalling::parsers::PARSERS;

struct Beside(Option<&'static str>);

impl Siblings for Beside {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let here = self.0.filter(|_| path == "/captures/network.toml");
        Ok(here.map(|text| Arc::new(Bytes(text.as_bytes().to_vec())) as SharedBytes))
    }
}

#[derive(Default)]
struct Kept {
    records: Vec<serde_json::Value>,
    problems: Vec<String>,
}

impl Consumer for Kept {
    fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
        let mut value = serde_json::to_value(record).unwrap();
        value["kind"] = record.kind().id.into();
        self.records.push(value);
        Ok(())
    }

    fn problem(&mut self, at: Locator, message: String) {
        self.problems.push(format!("{at}: {message}"));
    }
}

impl Kept {
    fn codes(&self) -> BTreeSet<String> {
        let alerts = self.records.iter().filter_map(|record| record["codes"].as_str());
        alerts.flat_map(|codes| codes.split(", ").map(str::to_owned)).collect()
    }
}

fn read(bytes: Vec<u8>, network: Option<&'static str>) -> Kept {
    let mut kept = Kept::default();
    let input = Input {
        path: "/captures/x.pcap",
        modified: None,
        data: Arc::new(Bytes(bytes)),
        first_line: 1,
        siblings: &Beside(network),
        limits: Limits::default(),
    };
    parse(PARSERS[0], &input, &mut kept, &AtomicBool::new(false));
    assert!(kept.problems.is_empty(), "{:?}", kept.problems);
    kept
}

fn capture(carrier: Carrier, play: impl FnOnce(&mut World<Vec<u8>>)) -> Vec<u8> {
    let mut world = World::new(Wire::new(Vec::new(), carrier).unwrap());
    play(&mut world);
    world.wire.finish().unwrap()
}

#[test]
fn every_entry_finds_its_scene() {
    let mut missed = Vec::new();
    for code in CODES {
        let bytes = capture(Carrier::M3ua, |world| world.abuse_ip(code).unwrap());
        let kept = read(bytes, Some(NETWORK));
        if !kept.codes().contains(*code) {
            missed.push(format!("{code}: {:?}", kept.codes()));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_looks_alike_is_not_found() {
    let mut found = Vec::new();
    for code in CODES {
        let bytes = capture(Carrier::M3ua, |world| world.decoy_ip(code).unwrap());
        let kept = read(bytes, Some(NETWORK));
        if !kept.codes().is_empty() {
            found.push(format!("{code}: {:?}", kept.codes()));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn without_network_knowledge_countries_remain() {
    let located = read(capture(Carrier::M3ua, |world| world.abuse_ip("DIA-24").unwrap()), None);
    assert!(located.codes().contains("DIA-24"), "{:?}", located.codes());
    let innocent = read(capture(Carrier::M3ua, |world| world.decoy_ip("DIA-24").unwrap()), None);
    assert!(innocent.codes().is_empty(), "{:?}", innocent.codes());
}
