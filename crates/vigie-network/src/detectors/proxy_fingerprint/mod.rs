//! Browsers whose hellos are not those of a browser.

use std::collections::BTreeMap;
use std::net::IpAddr;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::detectors::group::Groups;
use crate::protocols::http::HttpExchange;
use crate::protocols::tls::Session;

pub(crate) static ITEM: ProxyFingerprint = ProxyFingerprint;

pub(crate) struct ProxyFingerprint;

static META: DetectorMeta = DetectorMeta {
    id: "proxy_fingerprint",
    version: 1,
    title: Text {
        en: "Browser whose encrypted connections are begun by something else",
        fr: "Navigateur dont les connexions chiffrées sont ouvertes par autre chose",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["network.capture.tls", "network.capture.http_exchange"],
    catalogue: &["TLS-21"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://jhalderm.com/pub/papers/interception-ndss17.pdf"],
};

impl Detector for ProxyFingerprint {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Encrypted connections of a device that it takes.
const FEWEST: u64 = 5;
/// Most devices that are remembered.
const MOST: usize = 10_000;

#[derive(Default)]
struct Watching {
    agents: Groups<IpAddr>,
    hellos: BTreeMap<IpAddr, Hellos>,
}

/// How a device begins encrypted connections.
#[derive(Default)]
struct Hellos {
    all: u64,
    /// Those with meaningless values, as Chromium sends them since 2016.
    grease: u64,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(session) = seen.record.as_a::<Session>() {
            let client = session.client.ip();
            if session.ja4.is_none() || (self.hellos.len() >= MOST && !self.hellos.contains_key(&client))
            {
                return;
            }
            let hellos = self.hellos.entry(client).or_default();
            hellos.all = hellos.all.saturating_add(1);
            hellos.grease = hellos.grease.saturating_add(u64::from(session.grease));
        } else if let Some(exchange) = seen.record.as_a::<HttpExchange>()
            && let Some(agent) = exchange.agent.as_ref().filter(|agent| is_chromium(agent))
            && let Some(client) = exchange.client
        {
            self.agents.add(client.ip(), seen, "agent", agent, agent);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (client, group) in self.agents.take() {
            let Some(hellos) = self.hellos.get(&client) else { continue };
            if hellos.all >= FEWEST && hellos.grease == 0 {
                let hellos = hellos.all.to_string();
                let args = [("hellos", hellos.as_str())];
                let key = "proxy-fingerprint-browser";
                out.push(group.found(Severity::Low, Confidence::Low, key, "TLS-21", &args));
            }
        }
    }
}

/// Whether a browser of the Chromium family, from version 55 on, says its name.
fn is_chromium(agent: &str) -> bool {
    let version = agent.split_once("Chrome/").map(|(_, rest)| rest.split('.').next());
    let version = version.flatten().and_then(|number| number.parse::<u32>().ok());
    version.is_some_and(|version| version >= 55)
}
