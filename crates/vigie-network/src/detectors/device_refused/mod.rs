//! Devices that refuse a certificate.

use std::collections::BTreeMap;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::detectors::group::Groups;
use crate::protocols::connections::ConnectionRecord;
use crate::protocols::tls::Session;

pub(crate) static ITEM: DeviceRefused = DeviceRefused;

pub(crate) struct DeviceRefused;

static META: DetectorMeta = DetectorMeta {
    id: "device_refused",
    version: 1,
    title: Text {
        en: "Connections that the device itself refused",
        fr: "Connexions que l’appareil lui-même a refusées",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.tls", "network.capture.connection"],
    catalogue: &["TLS-15"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc8446#section-6.2"],
};

impl Detector for DeviceRefused {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Most sessions that wait for the record of their connection.
const MOST_WAITING: usize = 100_000;

#[derive(Default)]
struct Watching {
    alerts: Groups<String>,
    aborts: Groups<String>,
    /// Names of sessions that ended with the server's first flight, by connection.
    silent: BTreeMap<u64, String>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(session) = seen.record.as_a::<Session>() {
            let server = session.server.to_string();
            let name = session.server_name.clone().unwrap_or(server);
            if let Some(alert) = session.alerts.iter().find(|one| one.refuses_certificate()) {
                let word = alert.name.clone().unwrap_or_default();
                self.alerts.add(name, seen, "alerts", &word, &word);
            } else if session.client_refused {
                self.aborts.add(name, seen, "client_refused", "true", "");
            } else if session.version.is_some()
                && !session.client_went_on
                && self.silent.len() < MOST_WAITING
            {
                self.silent.insert(session.connection, name);
            }
        } else if let Some(connection) = seen.record.as_a::<ConnectionRecord>()
            && let Some(name) = self.silent.remove(&connection.connection)
            && connection.ending == "reset-by-client"
            && connection.missing == 0
        {
            self.aborts.add(name, seen, "ending", &connection.ending, "");
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (site, group) in self.alerts.take() {
            let (key, args) = ("device-refused-alert", [("site", site.as_str())]);
            out.push(group.found(Severity::Medium, Confidence::Medium, key, "TLS-15", &args));
        }
        for (site, group) in self.aborts.take() {
            let (key, args) = ("device-refused-abort", [("site", site.as_str())]);
            out.push(group.found(Severity::Low, Confidence::Low, key, "TLS-15", &args));
        }
    }
}
