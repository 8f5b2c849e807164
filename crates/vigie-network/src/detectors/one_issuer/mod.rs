//! One private issuer that signs for unrelated sites.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Time, Watch, wording,
};

use crate::certificates::{Judgement, Trust, site};
use crate::detectors::group::Groups;

pub(crate) static ITEM: OneIssuer = OneIssuer;

pub(crate) struct OneIssuer;

static META: DetectorMeta = DetectorMeta {
    id: "one_issuer",
    version: 1,
    title: Text {
        en: "One private issuer for unrelated sites",
        fr: "Un même émetteur privé pour des sites sans lien",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["network.capture.certificate_chain"],
    catalogue: &["TLS-08", "TLS-09"],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://jhalderm.com/pub/papers/interception-ndss17.pdf"],
};

impl Detector for OneIssuer {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Watching::default())
    }
}

/// Unrelated sites that make an issuer suspicious.
const FEWEST: usize = 3;
/// Hours between a certificate's first day and the capture that count as made for it.
const FRESH_SECONDS: i64 = 48 * 3600;
/// Most names whose dates are compared.
const MOST_NAMES: usize = 20_000;

/// A name, and the dates that its certificate holds between.
type Dated = (String, Option<Time>, Option<Time>);

#[derive(Default)]
struct Watching {
    issuers: Groups<String>,
    /// Sites whose certificate was made within two days, by issuer.
    fresh: BTreeMap<String, BTreeSet<String>>,
    /// Names with their dates, whether a public root vouches, and the key.
    dates: BTreeMap<Dated, BTreeSet<(bool, String)>>,
    copied: Groups<Dated>,
}

impl Watch for Watching {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(chain) = seen.record.as_a::<Judgement>() else { return };
        let Some(name) = chain.server_name.as_ref().filter(|_| chain.public) else { return };
        self.compare(seen, chain, name);
        let is_own = part(&chain.subject, "O=").is_some()
            && part(&chain.subject, "O=") == part(&chain.issuer, "O=");
        if !matches!(chain.trust, Trust::Private | Trust::Incomplete) || is_own {
            return;
        }
        let site = site(name);
        self.issuers.add(chain.issuer.clone(), seen, "server_name", name, &site);
        let age = chain.at.zip(chain.not_before);
        let is_fresh = age.is_some_and(|(at, from)| {
            (0..FRESH_SECONDS).contains(&at.unix_seconds().saturating_sub(from.unix_seconds()))
        });
        if is_fresh && (self.fresh.len() < MOST_NAMES || self.fresh.contains_key(&chain.issuer)) {
            let sites = self.fresh.entry(chain.issuer.clone()).or_default();
            if sites.len() < FEWEST {
                sites.insert(site);
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (issuer, group) in self.issuers.take() {
            if group.names.len() < FEWEST {
                continue;
            }
            let is_fresh = self.fresh.get(&issuer).is_some_and(|sites| sites.len() >= FEWEST);
            let codes = if is_fresh { "TLS-08, TLS-09" } else { "TLS-08" };
            let confidence = if is_fresh { Confidence::High } else { Confidence::Medium };
            let args = [("issuer", issuer.as_str())];
            out.push(group.found(Severity::High, confidence, "one-issuer-signs-many", codes, &args));
        }
        for (key, group) in self.copied.take() {
            let shown = self.dates.get(&key).cloned().unwrap_or_default();
            let is_copied = shown.iter().any(|(public, _)| *public)
                && shown.iter().any(|(public, _)| !*public);
            if is_copied {
                let args = [("site", key.0.as_str())];
                let claim = "one-issuer-copied-dates";
                out.push(group.found(Severity::High, Confidence::Medium, claim, "TLS-09", &args));
            }
        }
    }
}

impl Watching {
    /// Notes the dates that a name's certificates hold between, and their keys.
    fn compare(&mut self, seen: &Seen<'_>, chain: &Judgement, name: &str) {
        let key = (name.to_owned(), chain.not_before, chain.not_after);
        if self.dates.len() >= MOST_NAMES && !self.dates.contains_key(&key) {
            return;
        }
        let shown = self.dates.entry(key.clone()).or_default();
        if shown.len() < 8 {
            shown.insert((chain.trust == Trust::Public, chain.key_sha256.clone()));
        }
        self.copied.add(key, seen, "issuer", &chain.issuer, &chain.issuer);
    }
}

/// The part of a distinguished name that begins with `label`.
fn part<'a>(name: &'a str, label: &str) -> Option<&'a str> {
    name.split(", ").find_map(|part| part.strip_prefix(label))
}
