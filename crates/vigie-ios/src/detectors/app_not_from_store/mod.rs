//! Apps that did not come from the App Store.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::App;

pub(crate) static ITEM: AppNotFromStore = AppNotFromStore;

pub(crate) struct AppNotFromStore;

static META: DetectorMeta = DetectorMeta {
    id: "app_not_from_store",
    version: 2,
    title: Text {
        en: "App that did not come from the App Store",
        fr: "App qui ne vient pas de l’App Store",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.applications.app"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://docs.mvt.re/en/latest/ios/records/#applications"],
};

impl Detector for AppNotFromStore {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(AppNotFromStore)
    }
}

/// Apple's own ways of installing apps: the App Store and its extensions, and device management.
const USUAL: &[&str] = &["com.apple.AppStore", "com.apple.dmd", "dmd", "com.apple.appstored"];

impl Watch for AppNotFromStore {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(app) = seen.record.as_a::<App>() else { return };
        let mut found = |severity, key, field, quote: &str, args: [(&str, &str); 2]| {
            out.push(Found {
                severity,
                confidence: Confidence::Low,
                claim: Claim::new(key, args),
                evidence: vec![seen.evidence(field, quote)],
            });
        };
        let id = app.id();
        let id = if id.is_empty() { app.name.as_deref().unwrap_or("?") } else { id };
        let store = app.distributor.as_deref().filter(|store| !store.starts_with("com.apple."));
        match app.source_app.as_deref() {
            None => {
                if let Some(store) = store {
                    let args = [("app", id), ("source", store)];
                    let key = "app-not-from-store-marketplace";
                    found(Severity::Low, key, "distributor", store, args);
                }
            }
            Some(source) if is_usual(source) => {}
            Some(source) if source.starts_with("com.apple.") => {
                let args = [("app", id), ("source", source)];
                found(Severity::Info, "app-not-from-store-apple", "source_app", source, args);
            }
            Some(source) => {
                let args = [("app", id), ("source", source)];
                found(Severity::Medium, "app-not-from-store-source", "source_app", source, args);
            }
        }
        let args = [("app", id), ("source", "")];
        match app.has_metadata {
            Some(false) => {
                found(Severity::Low, "app-not-from-store-no-receipt", "bundle_id", id, args);
            }
            Some(true) if app.software_version_bundle_id.is_none() => {
                found(Severity::Low, "app-not-from-store-no-id", "bundle_id", id, args);
            }
            _ => {}
        }
    }
}

/// Whether `source` is one of Apple's usual ways, or an extension of one.
fn is_usual(source: &str) -> bool {
    USUAL.iter().any(|usual| {
        let rest = source.strip_prefix(usual);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
