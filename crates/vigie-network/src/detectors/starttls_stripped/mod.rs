//! Mail and chat services whose change to encryption was prevented.

use std::collections::BTreeSet;
use std::net::IpAddr;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::detectors::group::Groups;
use crate::protocols::plaintext::StartTls;

pub(crate) static ITEM: StarttlsStripped = StarttlsStripped;

pub(crate) struct StarttlsStripped;

static META: DetectorMeta = DetectorMeta {
    id: "starttls_stripped",
    version: 1,
    title: Text {
        en: "Change to encryption that was prevented or not used",
        fr: "Passage au chiffrement empêché ou non utilisé",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.starttls"],
    catalogue: &["TLS-16", "TLS-17"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc7817"],
};

impl Detector for StarttlsStripped {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

#[derive(Default)]
struct Watching {
    overwritten: Groups<(String, IpAddr)>,
    absent: Groups<(String, IpAddr)>,
    unused: Groups<(String, IpAddr)>,
    /// Services that offered it.
    offered: BTreeSet<(String, IpAddr)>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(spoken) = seen.record.as_a::<StartTls>() else { return };
        let Some(server) = spoken.server else { return };
        let key = (spoken.protocol.clone(), server.ip());
        if let Some(word) = &spoken.overwritten {
            return self.overwritten.add(key, seen, "overwritten", word, &server.to_string());
        }
        if spoken.offered {
            if self.offered.len() < 20_000 {
                self.offered.insert(key.clone());
            }
            if spoken.credentials && !spoken.granted {
                self.unused.add(key, seen, "credentials", "true", &server.to_string());
            }
        } else if spoken.listed && !spoken.granted {
            self.absent.add(key, seen, "offered", "false", &server.to_string());
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for ((protocol, _), group) in self.overwritten.take() {
            let (key, args) = ("starttls-stripped-overwritten", [("protocol", protocol.as_str())]);
            out.push(group.found(Severity::High, Confidence::High, key, "TLS-16", &args));
        }
        for (service, group) in self.absent.take() {
            let (severity, key) = match self.offered.contains(&service) {
                true => (Severity::High, "starttls-stripped-withheld"),
                false => (Severity::Low, "starttls-stripped-absent"),
            };
            let args = [("protocol", service.0.as_str())];
            out.push(group.found(severity, Confidence::Medium, key, "TLS-16", &args));
        }
        for ((protocol, _), group) in self.unused.take() {
            let (key, args) = ("starttls-stripped-unused", [("protocol", protocol.as_str())]);
            out.push(group.found(Severity::Medium, Confidence::High, key, "TLS-17", &args));
        }
    }
}
