//! Public certificates that logs have not seen, or whose proof of it is wrong.

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Time, Watch, wording,
};

use crate::certificates::{Judgement, Proof, Trust};
use crate::detectors::group::Groups;

pub(crate) static ITEM: CertificateTransparency = CertificateTransparency;

pub(crate) struct CertificateTransparency;

static META: DetectorMeta = DetectorMeta {
    id: "certificate_transparency",
    version: 1,
    title: Text {
        en: "Public certificates that no log vouches for",
        fr: "Certificats publics qu’aucun journal n’atteste",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.certificate_chain"],
    catalogue: &["TLS-04", "TLS-05"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.rfc-editor.org/rfc/rfc6962"],
};

impl Detector for CertificateTransparency {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// From this day on browsers ask new certificates for timestamps.
const ASKED_FROM: &str = "2018-04-30";

#[derive(Default)]
struct Watching {
    none: Groups<String>,
    bad: Groups<String>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(chain) = seen.record.as_a::<Judgement>() else { return };
        let name = chain.server_name.clone().unwrap_or_else(|| chain.server.to_string());
        let is_bad = |proof| matches!(proof, Proof::Bad | Proof::Future);
        if let Some(bad) = chain.timestamps.iter().find(|one| is_bad(one.proof)) {
            self.bad.add(name, seen, "timestamps", &bad.log, &bad.log);
            return;
        }
        let is_asked = chain.not_before.zip(Time::parse(ASKED_FROM)).is_some_and(|(a, b)| a >= b);
        if chain.trust == Trust::Public && chain.public && is_asked && chain.timestamps.is_empty() {
            self.none.add(name, seen, "issuer", &chain.issuer, &chain.issuer);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (site, group) in self.bad.take() {
            let (key, args) = ("certificate-transparency-bad", [("site", site.as_str())]);
            out.push(group.found(Severity::High, Confidence::Medium, key, "TLS-05", &args));
        }
        for (site, group) in self.none.take() {
            let (key, args) = ("certificate-transparency-none", [("site", site.as_str())]);
            out.push(group.found(Severity::Medium, Confidence::Low, key, "TLS-04", &args));
        }
    }
}
