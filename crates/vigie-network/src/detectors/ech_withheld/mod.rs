//! Encrypted hellos that were seen, or could have been.

use std::collections::BTreeSet;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::detectors::group::Groups;
use crate::protocols::dns::DnsAnswer;
use crate::protocols::tls::Session;

pub(crate) static ITEM: EchWithheld = EchWithheld;

pub(crate) struct EchWithheld;

static META: DetectorMeta = DetectorMeta {
    id: "ech_withheld",
    version: 1,
    title: Text {
        en: "Encrypted hellos seen, or held back",
        fr: "ClientHello chiffrés vus, ou absents",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &["network.capture.tls", "network.capture.quic", "network.capture.dns_answer"],
    catalogue: &["TLS-19", "IOC-14"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://datatracker.ietf.org/doc/draft-ietf-tls-esni/"],
};

impl Detector for EchWithheld {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Most names that are remembered.
const MOST: usize = 50_000;

#[derive(Default)]
struct Watching {
    /// Names whose DNS says that they take encrypted hellos.
    able: BTreeSet<String>,
    seen: Groups<()>,
    plain: Groups<String>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(answer) = seen.record.as_a::<DnsAnswer>() {
            if answer.ech && self.able.len() < MOST {
                self.able.insert(answer.name.to_ascii_lowercase());
            }
        } else if let Some(session) = seen.record.as_a::<Session>() {
            let name = session.server_name.clone().unwrap_or_default().to_ascii_lowercase();
            match &session.encrypted_hello {
                Some(kind) => self.seen.add((), seen, "encrypted_hello", kind, &name),
                None if self.able.contains(&name) => {
                    self.plain.add(name.clone(), seen, "server_name", &name, &name);
                }
                None => {}
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let (severity, confidence) = (Severity::Info, Confidence::Low);
        let mut is_seen = false;
        for ((), group) in self.seen.take() {
            is_seen = true;
            out.push(group.found(severity, confidence, "ech-withheld-seen", "IOC-14", &[]));
        }
        for (_, group) in self.plain.take() {
            if !is_seen {
                out.push(group.found(severity, confidence, "ech-withheld-never", "TLS-19", &[]));
            }
        }
    }
}
