//! One name with two public certificates.

use std::collections::BTreeMap;

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch, wording,
};

use crate::certificates::{Judgement, Trust};
use crate::detectors::group::Group;

pub(crate) static ITEM: IssuerMoved = IssuerMoved;

pub(crate) struct IssuerMoved;

static META: DetectorMeta = DetectorMeta {
    id: "issuer_moved",
    version: 1,
    title: Text {
        en: "One name with two issuers",
        fr: "Un nom, deux émetteurs",
    },
    severity: Severity::Low,
    order: Order::File,
    reads: &["network.capture.certificate_chain"],
    catalogue: &["TLS-20"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://notes.valdikss.org.ru/jabber.ru-mitm/"],
};

impl Detector for IssuerMoved {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Ports of mail and chat.
const MAIL_AND_CHAT: &[u16] = &[25, 110, 143, 465, 587, 993, 995, 5222, 5223, 5269];

#[derive(Default)]
struct Watching(BTreeMap<String, Shown>);

/// What a name showed.
#[derive(Default)]
struct Shown {
    group: Group,
    /// Issuers with keys, and whether on a port of mail or chat.
    keys: BTreeMap<(String, String), bool>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(chain) = seen.record.as_a::<Judgement>() else { return };
        let Some(name) = chain.server_name.as_ref().filter(|_| chain.trust == Trust::Public) else {
            return;
        };
        if self.0.len() >= 20_000 && !self.0.contains_key(name) {
            return;
        }
        let shown = self.0.entry(name.clone()).or_default();
        let is_mail = MAIL_AND_CHAT.contains(&chain.server.port());
        if shown.keys.len() < 8 {
            let key = (chain.issuer.clone(), chain.key_sha256.clone());
            *shown.keys.entry(key).or_default() |= is_mail;
        }
        shown.group.add(seen, "issuer", &chain.issuer, &chain.issuer);
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (site, shown) in std::mem::take(&mut self.0) {
            if shown.keys.len() < 2 {
                continue;
            }
            let is_mail = shown.keys.values().any(|is_mail| *is_mail);
            let (severity, key) = match is_mail {
                true => (Severity::Low, "issuer-moved-mail"),
                false => (Severity::Info, "issuer-moved-web"),
            };
            let args = [("site", site.as_str())];
            out.push(shown.group.found(severity, Confidence::Low, key, "TLS-20", &args));
        }
    }
}
