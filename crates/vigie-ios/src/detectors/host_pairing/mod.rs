//! Computers that paired with the phone, and among them those that are called like tools that copy
//! phones.

mod tools;

use std::collections::{BTreeMap, HashMap};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{BackupComputer, HostClient, PairedHost, Pairing};

pub(crate) static ITEM: HostPairing = HostPairing;

pub(crate) struct HostPairing;

static META: DetectorMeta = DetectorMeta {
    id: "host_pairing",
    version: 1,
    title: Text {
        en: "Computers that paired with the phone",
        fr: "Ordinateurs jumelés au téléphone",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "ios.lockdownd_log.client",
        "ios.lockdownd_log.pairing",
        "ios.pair_records.backup_computer",
        "ios.pair_records.host",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securitylab.amnesty.org/latest/2024/12/a-digital-prison-surveillance-and-the-suppression-of-civil-society-in-serbia/",
        "https://github.com/libimobiledevice/libimobiledevice",
    ],
};

impl Detector for HostPairing {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Hosts::default())
    }
}

/// Most computers that are kept apart, and most that the sentence names.
const MOST: usize = 10_000;
const MOST_NAMED: usize = 20;

/// Steps that show that pairing took place.
const DONE: &[&str] = &["succeeded", "implicit", "kept"];

#[derive(Default)]
struct Hosts {
    /// Names of computers by the id of their pairing, as their requests tell.
    names: HashMap<String, String>,
    /// Computers that paired, by id or name.
    hosts: BTreeMap<String, Vec<Evidence>>,
    /// Names of tools, with what bears them.
    tools: BTreeMap<&'static str, Vec<Evidence>>,
}

impl Hosts {
    fn paired(&mut self, host: &str, evidence: Evidence) {
        if host.is_empty() || self.hosts.len() >= MOST && !self.hosts.contains_key(host) {
            return;
        }
        let kept = self.hosts.entry(host.to_owned()).or_default();
        if kept.len() < MAX_EVIDENCE {
            kept.push(evidence);
        }
    }

    fn tool(&mut self, field: &str, name: &str, seen: &Seen<'_>) {
        let Some(tool) = tools::named(name) else { return };
        let kept = self.tools.entry(tool).or_default();
        if kept.len() < MAX_EVIDENCE {
            kept.push(seen.evidence(field, name));
        }
    }

    fn pairing(&mut self, pairing: &Pairing, seen: &Seen<'_>) {
        let name = pairing.host_name.as_deref().unwrap_or("");
        self.tool("host_name", name, seen);
        self.tool("client", pairing.client.as_deref().unwrap_or(""), seen);
        if let Some(id) = &pairing.host_id
            && !name.is_empty()
            && self.names.len() < MOST
        {
            self.names.insert(id.clone(), name.to_owned());
        }
        let host = pairing.host_id.as_deref().unwrap_or(name);
        if DONE.contains(&pairing.step.as_str()) {
            self.paired(host, seen.evidence("text", &pairing.text));
        }
    }
}

impl Watch for Hosts {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(pairing) = seen.record.as_a::<Pairing>() {
            self.pairing(pairing, seen);
        } else if let Some(client) = seen.record.as_a::<HostClient>() {
            self.tool("client", &client.client, seen);
        } else if let Some(host) = seen.record.as_a::<PairedHost>() {
            for (field, name) in [
                ("host_name", &host.host_name),
                ("common_name", &host.common_name),
                ("organization", &host.organization),
            ] {
                self.tool(field, name.as_deref().unwrap_or(""), seen);
            }
            if let Some(name) = &host.host_name {
                self.names.insert(host.host_id.clone(), name.clone());
            }
            self.paired(&host.host_id, seen.evidence("host_id", &host.host_id));
        } else if let Some(computer) = seen.record.as_a::<BackupComputer>() {
            let name = computer.name.as_deref().unwrap_or("");
            self.tool("name", name, seen);
            self.paired(name, seen.evidence("name", name));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (tool, evidence) in std::mem::take(&mut self.tools) {
            out.push(Found {
                severity: Severity::Medium,
                confidence: Confidence::Medium,
                claim: Claim::new("host-pairing-forensic", [("tool", tool)]),
                evidence,
            });
        }
        let hosts = std::mem::take(&mut self.hosts);
        if hosts.is_empty() {
            return;
        }
        let mut names: Vec<&str> = Vec::new();
        for host in hosts.keys() {
            let name = self.names.get(host).map_or(host.as_str(), String::as_str);
            if !names.contains(&name) && names.len() <= MOST_NAMED {
                names.push(name);
            }
        }
        let count = hosts.len().to_string();
        let more = if names.len() > MOST_NAMED { ", …" } else { "" };
        names.truncate(MOST_NAMED);
        let list = format!("{}{more}", names.join(", "));
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::Low,
            claim: Claim::new("host-pairing-hosts", [("count", &count), ("hosts", &list)]),
            evidence: hosts.into_values().flatten().collect(),
        });
    }
}
