//! Every entry of the catalogue finds its scene, and not what only looks like it.

#![cfg(test)]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, Record, SharedBytes, Siblings, Stop, parse,
};
use vigie_samples::Rng;
use vigie_samples::signalling::scenes::CODES;
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

    fn counted(&self) -> &serde_json::Value {
        let is_counted =
            |record: &&serde_json::Value| record["kind"] == "signalling.interconnect.capture";
        self.records.iter().find(is_counted).unwrap()
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
        let kept = read(capture(Carrier::M3ua, |world| world.abuse(code).unwrap()), Some(NETWORK));
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
        let kept = read(capture(Carrier::M3ua, |world| world.decoy(code).unwrap()), Some(NETWORK));
        let mut codes = kept.codes();
        codes.remove("SS7-48");
        if !codes.is_empty() {
            found.push(format!("{code}: {codes:?}"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn ordinary_life_gives_nothing() {
    let bytes = capture(Carrier::M3ua, |world| {
        let mut rng = Rng::new(7);
        world.wire.bundle = 4;
        for _ in 0..20_000 {
            world.ordinary(&mut rng).unwrap();
        }
    });
    let kept = read(bytes, Some(NETWORK));
    let worrying: Vec<_> = kept
        .records
        .iter()
        .filter(|record| record["codes"].as_str().is_some_and(|codes| codes != "SS7-48"))
        .take(5)
        .collect();
    assert!(worrying.is_empty(), "{worrying:#?}");
    assert_eq!(kept.counted()["missing"], 0);
    assert_eq!(kept.counted()["orphans"], 0);
}

/// Loses one frame in a hundred, repeats one and swaps neighbours as often.
fn worn(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    let (head, mut rest) = bytes.split_at(24);
    let mut frames = Vec::new();
    while rest.len() > 16 {
        let length = u32::from_le_bytes(rest[8..12].try_into().unwrap());
        let (frame, behind) = rest.split_at(16 + usize::try_from(length).unwrap());
        rest = behind;
        if rng.chance(10) {
            continue;
        }
        frames.push(frame);
        if rng.chance(10) {
            frames.push(frame);
        }
    }
    for at in 2..frames.len() {
        if rng.chance(10) {
            frames.swap(at - 2, at);
        }
    }
    [head, &frames.concat()].concat()
}

#[test]
fn loss_repeats_and_disorder_give_nothing() {
    let bytes = capture(Carrier::M3ua, |world| {
        let mut rng = Rng::new(11);
        world.wire.bundle = 4;
        for _ in 0..40_000 {
            world.ordinary(&mut rng).unwrap();
        }
    });
    let kept = read(worn(&bytes, &mut Rng::new(5)), Some(NETWORK));
    let codes = kept.codes();
    assert!(codes.iter().all(|code| code == "SS7-48"), "{codes:?}");
    assert!((8..13).contains(&kept.counted()["loss_permille"].as_u64().unwrap()));
    assert!(kept.counted()["retransmissions"].as_u64().unwrap() > 500);
}

#[test]
fn every_carrier_gives_the_same() {
    let of = |carrier| {
        let play = |world: &mut World<Vec<u8>>| {
            for code in ["SS7-01", "SS7-20", "SS7-51", "SS7-63", "SS7-84"] {
                world.abuse(code).unwrap();
            }
        };
        read(capture(carrier, play), Some(NETWORK)).codes()
    };
    let expected = of(Carrier::M3ua);
    assert!(expected.len() > 5);
    for carrier in [Carrier::M2pa, Carrier::M2ua, Carrier::Mtp3, Carrier::Mtp2, Carrier::Sccp] {
        let mut codes = of(carrier);
        // Without a point code no link can be told from another.
        codes.extend(expected.intersection(&["SS7-69".to_owned()].into()).cloned());
        assert_eq!(codes, expected, "{carrier:?}");
    }
}

#[test]
fn without_network_knowledge_countries_remain() {
    let locate = read(capture(Carrier::M3ua, |world| world.abuse("SS7-20").unwrap()), None);
    assert!(locate.codes().contains("SS7-20"));
    let innocent = read(capture(Carrier::M3ua, |world| world.decoy("SS7-20").unwrap()), None);
    assert!(innocent.codes().is_empty(), "{:?}", innocent.codes());
}

#[test]
fn a_finding_names_actor_subscriber_and_leak_but_no_number_in_clear() {
    let kept = read(capture(Carrier::M3ua, |world| world.abuse("SS7-01").unwrap()), Some(NETWORK));
    let alert = kept.records.iter().find(|one| one["codes"].is_string()).unwrap();
    assert_eq!(alert["actor"], "263779911");
    assert_eq!(alert["actor_network"], "ZW");
    assert_eq!(alert["leaked"], "location, serving node");
    assert_eq!(alert["packets"], serde_json::json!([1, 2]));
    assert!(alert["subscriber"].as_str().unwrap().starts_with("20899…"));
    assert_eq!(alert["outcome"], "answered");
}
