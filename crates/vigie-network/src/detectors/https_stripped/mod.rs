//! Forms that went in clear to sites that can encrypt.

use std::collections::BTreeSet;
use std::net::IpAddr;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::detectors::group::Groups;
use crate::protocols::http::HttpExchange;
use crate::protocols::tls::Session;

pub(crate) static ITEM: HttpsStripped = HttpsStripped;

pub(crate) struct HttpsStripped;

static META: DetectorMeta = DetectorMeta {
    id: "https_stripped",
    version: 1,
    title: Text {
        en: "Form sent in clear to a site that encrypts",
        fr: "Formulaire envoyé en clair à un site qui chiffre",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.tls", "network.capture.http_exchange"],
    catalogue: &["TLS-18"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc6797"],
};

impl Detector for HttpsStripped {
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
    /// Names that used TLS, by client.
    encrypted: BTreeSet<(IpAddr, String)>,
    forms: Groups<(IpAddr, String)>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(session) = seen.record.as_a::<Session>() {
            // Only what the server went on with counts.
            if let Some(name) = &session.server_name
                && session.version.is_some()
                && self.encrypted.len() < MOST
            {
                self.encrypted.insert((session.client.ip(), name.to_ascii_lowercase()));
            }
        } else if let Some(exchange) = seen.record.as_a::<HttpExchange>()
            && exchange.method == "POST"
            && exchange.port.unwrap_or(80) == 80
            && let Some(client) = exchange.client
        {
            let host = exchange.host.to_ascii_lowercase();
            self.forms.add((client.ip(), host.clone()), seen, "host", &host, &host);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (key, group) in self.forms.take() {
            if self.encrypted.contains(&key) {
                let claim = "https-stripped-form";
                out.push(group.found(Severity::Medium, Confidence::Low, claim, "TLS-18", &[]));
            }
        }
    }
}
