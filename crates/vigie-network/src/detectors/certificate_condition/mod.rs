//! Certificates past their dates, and weak ones.

use std::collections::BTreeSet;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::certificates::{Judgement, Trust};
use crate::detectors::group::Groups;

pub(crate) static ITEM: CertificateCondition = CertificateCondition;

pub(crate) struct CertificateCondition;

static META: DetectorMeta = DetectorMeta {
    id: "certificate_condition",
    version: 1,
    title: Text {
        en: "Certificates past their dates, or weak",
        fr: "Certificats hors de leurs dates, ou faibles",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["network.capture.certificate_chain"],
    catalogue: &["TLS-06", "TLS-12"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://cabforum.org/working-groups/server/baseline-requirements/"],
};

impl Detector for CertificateCondition {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Ports of mail and chat, where expiry was what gave an interception away (jabber.ru, 2023).
const MAIL_AND_CHAT: &[u16] = &[25, 110, 143, 465, 587, 993, 995, 5222, 5223, 5269];

#[derive(Default)]
struct Watching {
    outside: Groups<(String, bool)>,
    weak: Groups<String>,
    /// Names that showed a certificate within its dates.
    valid: BTreeSet<String>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(chain) = seen.record.as_a::<Judgement>() else { return };
        let name = chain.server_name.clone().unwrap_or_else(|| chain.server.to_string());
        if chain.public && !chain.weak.is_empty() && chain.trust == Trust::Public {
            self.weak.add(chain.weak.join(", "), seen, "weak", &chain.weak.join(", "), &name);
        }
        if chain.expired || chain.not_yet_valid {
            let is_mail = MAIL_AND_CHAT.contains(&chain.server.port());
            let quote = if chain.expired { chain.not_after } else { chain.not_before };
            let quote = quote.map(|at| at.to_string()).unwrap_or_default();
            if chain.public {
                self.outside.add((name.clone(), is_mail), seen, "not_after", &quote, &quote);
            }
        } else if self.valid.len() < 50_000 {
            self.valid.insert(name);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for ((site, is_mail), group) in self.outside.take() {
            let is_odd = is_mail || self.valid.contains(&site);
            let severity = if is_odd { Severity::Medium } else { Severity::Low };
            let (key, args) = ("certificate-condition-dates", [("site", site.as_str())]);
            out.push(group.found(severity, Confidence::Low, key, "TLS-06", &args));
        }
        for (what, group) in self.weak.take() {
            let (key, args) = ("certificate-condition-weak", [("what", what.as_str())]);
            out.push(group.found(Severity::Low, Confidence::Low, key, "TLS-12", &args));
        }
    }
}
