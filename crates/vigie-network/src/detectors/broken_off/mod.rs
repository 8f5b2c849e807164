//! Names whose connections break off at once, again and again.

use std::collections::BTreeMap;
use std::net::IpAddr;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::protocols::connections::ConnectionRecord;
use crate::protocols::tls::Session;

pub(crate) static ITEM: BrokenOff = BrokenOff;

pub(crate) struct BrokenOff;

/// Names or addresses that are remembered.
const MOST: usize = 10_000;
/// Connections quoted for each.
const MOST_QUOTED: usize = 20;
/// How often it must happen.
const FEWEST: u64 = 2;

static META: DetectorMeta = DetectorMeta {
    id: "broken_off",
    version: 1,
    title: Text {
        en: "Names whose connections break off again and again",
        fr: "Noms dont les connexions sont coupées à chaque fois",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["network.capture.connection", "network.capture.tls"],
    catalogue: &["INJ-21"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://doi.org/10.1145/3603269.3604875"],
};

impl Detector for BrokenOff {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Names::default())
    }
}

#[derive(Default)]
struct Names {
    /// Names that clients asked for in TLS, by connection; its own record follows.
    asked: BTreeMap<u64, String>,
    /// By name, or address and port where no name was said in clear.
    cut: BTreeMap<String, Cut>,
    /// How many connections to an address with which other name had an answer.
    answered: BTreeMap<IpAddr, Vec<String>>,
}

#[derive(Default)]
struct Cut {
    count: u64,
    answered: u64,
    addresses: Vec<IpAddr>,
    after: String,
    evidence: Vec<Evidence>,
}

impl Watch for Names {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(session) = seen.record.as_a::<Session>() {
            if let Some(name) = session.server_name.clone().filter(|_| self.asked.len() < MOST) {
                self.asked.insert(session.connection, name);
            }
            return;
        }
        let Some(connection) = seen.record.as_a::<ConnectionRecord>() else { return };
        let asked = self.asked.remove(&connection.connection);
        if connection.transport != "tcp" || connection.beginning != "syn" {
            return;
        }
        let name = connection.host.clone().or(asked).unwrap_or_default();
        if connection.broke_off_after.is_none() {
            self.answered(connection, name);
            return;
        }
        let key = if name.is_empty() { connection.server.to_string() } else { name };
        if self.cut.len() >= MOST && !self.cut.contains_key(&key) {
            return;
        }
        let after = connection.broke_off_after.clone().unwrap_or_default();
        // A closed port refuses at once.
        if after == "syn" {
            return;
        }
        let cut = self.cut.entry(key).or_default();
        cut.count += 1;
        cut.after = after;
        if cut.evidence.len() < MOST_QUOTED {
            cut.evidence.push(seen.evidence("broke_off_after", &cut.after));
            cut.addresses.push(connection.server);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (name, cut) in std::mem::take(&mut self.cut) {
            if cut.count < FEWEST || cut.answered > 0 {
                continue;
            }
            let works = cut.addresses.iter().filter_map(|address| self.answered.get(address));
            let is_by_name = works.flatten().any(|other| *other != name);
            let (severity, key) = match is_by_name {
                true => (Severity::Low, "broken-off-by-name"),
                false => (Severity::Info, "broken-off-always"),
            };
            let count = cut.count.to_string();
            let args =
                [("name", name.as_str()), ("count", &count), ("after", &cut.after), ("codes", "INJ-21")];
            out.push(Found {
                severity,
                confidence: Confidence::Low,
                claim: Claim::new(key, args),
                evidence: cut.evidence,
            });
        }
    }
}

impl Names {
    fn answered(&mut self, connection: &ConnectionRecord, name: String) {
        if connection.server_bytes == 0 {
            return;
        }
        let key = if name.is_empty() { connection.server.to_string() } else { name.clone() };
        if let Some(cut) = self.cut.get_mut(&key) {
            cut.answered += 1;
        } else if self.cut.len() < MOST {
            self.cut.insert(key, Cut { answered: 1, ..Cut::default() });
        }
        if self.answered.len() < MOST {
            let names = self.answered.entry(connection.server).or_default();
            if names.len() < 8 && !names.contains(&name) {
                names.push(name);
            }
        }
    }
}
