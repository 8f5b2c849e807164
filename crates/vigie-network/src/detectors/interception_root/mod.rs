//! Certificates made by somebody who is known to read along.

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::certificates::Judgement;
use crate::detectors::group::Groups;

pub(crate) static ITEM: InterceptionRoot = InterceptionRoot;

pub(crate) struct InterceptionRoot;

static META: DetectorMeta = DetectorMeta {
    id: "interception_root",
    version: 1,
    title: Text {
        en: "Certificates of a root that is known to read along",
        fr: "Certificats d’une racine connue pour lire le trafic",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.certificate_chain"],
    catalogue: &["TLS-01"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://censoredplanet.org/kazakhstan", "https://jhalderm.com/pub/papers/interception-ndss17.pdf"],
};

impl Detector for InterceptionRoot {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

#[derive(Default)]
struct Watching {
    /// By name of the root, its class, and whether its key signed.
    roots: Groups<(String, String, bool)>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(chain) = seen.record.as_a::<Judgement>() else { return };
        let Some(reader) = &chain.reader else { return };
        let key = (reader.name.clone(), reader.class.clone(), reader.verified);
        let name = chain.server_name.clone().unwrap_or_else(|| chain.server.to_string());
        self.roots.add(key, seen, "issuer", &chain.issuer, &name);
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for ((root, class, verified), group) in self.roots.take() {
            let (severity, key) = match (class.as_str(), verified) {
                ("national", true) => (Severity::High, "interception-root-national"),
                ("adware", true) => (Severity::High, "interception-root-adware"),
                ("national" | "adware", false) => (Severity::Medium, "interception-root-named"),
                ("tool", _) => (Severity::Info, "interception-root-tool"),
                ("antivirus", _) => (Severity::Medium, "interception-root-antivirus"),
                _ => (Severity::Medium, "interception-root-organisation"),
            };
            let confidence = if verified { Confidence::High } else { Confidence::Medium };
            out.push(group.found(severity, confidence, key, "TLS-01", &[("root", &root)]));
        }
    }
}
