//! Apps that came from outside the store and were removed again.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{InstallEvent, InstallStep};

pub(crate) static ITEM: AppCameAndWent = AppCameAndWent;

pub(crate) struct AppCameAndWent;

static META: DetectorMeta = DetectorMeta {
    id: "app_came_and_went",
    version: 1,
    title: Text {
        en: "App from outside the store, removed again",
        fr: "App venue d’ailleurs que l’App Store, puis supprimée",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &["ios.mobile_installation_log.event"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://dfir.pubpub.org/pub/e5xlbw88"],
};

impl Detector for AppCameAndWent {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Apps::default())
    }
}

/// Apps that are remembered: an enemy may write any number.
const MOST: usize = 10_000;

/// Processes through which a computer puts apps on a phone.
const COMPUTER: &[&str] =
    &["mobile_installation_proxy", "streaming_zip_conduit", "remoteinstallationd", "lockdownd"];

/// Apps from outside the store, by piece of evidence and id.
#[derive(Default)]
struct Apps(BTreeMap<(u32, String), App>);

struct App {
    how: String,
    installed: Evidence,
    removed: Option<Evidence>,
}

impl Watch for Apps {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(event) = seen.record.as_a::<InstallEvent>() else { return };
        let Some(id) = &event.bundle_id else { return };
        let key = (seen.source, id.clone());
        match event.event {
            InstallStep::Installed => match from_elsewhere(event) {
                Some(how) if self.0.len() < MOST || self.0.contains_key(&key) => {
                    let installed = seen.evidence("bundle_id", id);
                    let app = App { how: how.to_owned(), installed, removed: None };
                    self.0.insert(key, app);
                }
                _ => {
                    // The placeholder of the same installation says nothing about its source.
                    if event.install_type.as_deref() != Some("Placeholder") {
                        self.0.remove(&key);
                    }
                }
            },
            InstallStep::Uninstalled => {
                if let Some(app) = self.0.get_mut(&key) {
                    app.removed = Some(seen.evidence("bundle_id", id));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for ((_, id), app) in std::mem::take(&mut self.0) {
            let Some(removed) = app.removed else { continue };
            out.push(Found {
                severity: Severity::Low,
                confidence: Confidence::Low,
                claim: Claim::new("app-came-and-went", [("app", &*id), ("how", &*app.how)]),
                evidence: vec![app.installed, removed],
            });
        }
    }
}

/// How an app came that did not come from the App Store, where the log says so.
fn from_elsewhere(event: &InstallEvent) -> Option<&str> {
    if let Some(client) = event.client.as_deref().filter(|client| COMPUTER.contains(client)) {
        return Some(client);
    }
    if event.install_type.as_deref() == Some("Developer") {
        return Some("Developer");
    }
    event.distributor.as_deref().filter(|store| !store.starts_with("com.apple."))
}
