//! Handshakes that were made weaker, or whose server changes.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::detectors::group::Groups;
use crate::protocols::tls::Session;

pub(crate) static ITEM: TlsDowngrade = TlsDowngrade;

pub(crate) struct TlsDowngrade;

static META: DetectorMeta = DetectorMeta {
    id: "tls_downgrade",
    version: 1,
    title: Text {
        en: "Encryption that was made weaker on the way",
        fr: "Chiffrement affaibli en chemin",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.tls"],
    catalogue: &["TLS-10", "TLS-11", "TLS-13"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc8446#section-4.1.3"],
};

impl Detector for TlsDowngrade {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Most names and addresses that are compared.
const MOST: usize = 20_000;
/// Flows of each kind that it takes to say that a server changes.
const FEWEST: u64 = 2;

/// A name, an address, and how the client speaks.
type Peer = (String, IpAddr, String);

#[derive(Default)]
struct Watching {
    sentinel: Groups<String>,
    had_13: BTreeSet<Peer>,
    dropped: Groups<Peer>,
    profiles: BTreeMap<Peer, BTreeMap<String, u64>>,
    changed: Groups<Peer>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(session) = seen.record.as_a::<Session>() else { return };
        let Some(version) = &session.version else { return };
        let server = session.server.ip();
        let name = session.server_name.clone().unwrap_or_else(|| server.to_string());
        let offers = |version: &str| session.offered.iter().any(|one| one == version);
        if let Some(below) = &session.downgrade
            && (offers("1.3") || (below != "1.2" && offers("1.2")))
            && version != "1.3"
        {
            self.sentinel.add(name.clone(), seen, "downgrade", below, version);
        }
        let Some(client) = session.ja4.clone() else { return };
        let peer: Peer = (name, server, client);
        if version == "1.3" {
            if self.had_13.len() < MOST {
                self.had_13.insert(peer.clone());
            }
        } else if offers("1.3") && self.had_13.contains(&peer) {
            self.dropped.add(peer.clone(), seen, "version", version, version);
        }
        self.profile(seen, session, peer);
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (site, group) in self.sentinel.take() {
            let (key, args) = ("tls-downgrade-sentinel", [("site", site.as_str())]);
            out.push(group.found(Severity::High, Confidence::Medium, key, "TLS-10", &args));
        }
        for ((site, ..), group) in self.dropped.take() {
            let (key, args) = ("tls-downgrade-version", [("site", site.as_str())]);
            out.push(group.found(Severity::Medium, Confidence::Low, key, "TLS-11", &args));
        }
        for (peer, group) in self.changed.take() {
            let seen = self.profiles.get(&peer).map(BTreeMap::values).into_iter().flatten();
            if seen.filter(|count| **count >= FEWEST).count() >= 2 {
                let (key, args) = ("tls-downgrade-profile", [("site", peer.0.as_str())]);
                out.push(group.found(Severity::Low, Confidence::Low, key, "TLS-13", &args));
            }
        }
    }
}

impl Watching {
    /// Notes how a server answers one kind of client.
    fn profile(&mut self, seen: &Seen<'_>, session: &Session, peer: Peer) {
        let known = self.profiles.len() < MOST || self.profiles.contains_key(&peer);
        if !known || session.resumed || session.retried || session.ja3s.is_none() {
            return;
        }
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let profile = format!(
            "{} {} {} {} {}",
            text(&session.version),
            text(&session.cipher),
            text(&session.group),
            text(&session.server_extensions),
            text(&session.alpn),
        );
        let profiles = self.profiles.entry(peer.clone()).or_default();
        if profiles.len() < 8 || profiles.contains_key(&profile) {
            let count = profiles.entry(profile.clone()).or_default();
            *count = count.saturating_add(1);
        }
        self.changed.add(peer, seen, "ja3s", &profile, &profile);
    }
}
