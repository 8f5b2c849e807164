//! Unencrypted page visits that ended on another site within a second.

pub(super) mod everyday;
pub(super) mod visited;

use std::collections::BTreeMap;
use std::collections::HashSet;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
};

use self::visited::Visited;
use super::wording::wording;
use crate::urls;

pub(crate) static ITEM: FastRedirect = FastRedirect;

pub(crate) struct FastRedirect;

static META: DetectorMeta = DetectorMeta {
    id: "fast_redirect",
    version: 2,
    title: Text {
        en: "Unencrypted visit sent on to another site within a second",
        fr: "Visite non chiffrée renvoyée vers un autre site en moins d’une seconde",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.safari_history.visit", "ios.chrome_history.visit", "ios.firefox_history.visit"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
        "https://citizenlab.ca/2023/09/predator-in-the-wires-ahmed-eltantawy-targeted-with-predator-spyware-after-announcing-presidential-ambitions/",
    ],
};

impl Detector for FastRedirect {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Redirects::default())
    }
}

/// Most sites that are remembered as visited otherwise.
const MOST_SITES: usize = 1_000_000;
/// Most redirects that are kept.
const MOST_REDIRECTS: usize = 10_000;

#[derive(Default)]
struct Redirects {
    /// Hosts that were visited without a redirect.
    visited: HashSet<String>,
    /// What was found, by host that it led to.
    found: BTreeMap<String, Redirect>,
    kept: usize,
}

/// Redirects to one host.
struct Redirect {
    from: String,
    odd_port: bool,
    evidence: Vec<Evidence>,
}

impl Watch for Redirects {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(visit) = Visited::of(seen.record) else { return };
        if !visit.redirected_here && self.visited.len() < MOST_SITES {
            let host = urls::host(visit.url).map(str::to_ascii_lowercase);
            if let Some(host) = host.filter(|host| !self.visited.contains(host)) {
                self.visited.insert(host);
            }
        }
        let Some(leap) = visit.leap.filter(|leap| self.kept < MOST_REDIRECTS && leap.is_told())
        else {
            return;
        };
        let (Some(host), Some(to)) = (urls::host(leap.from), urls::host(leap.to)) else { return };
        self.kept += 1;
        let redirect = self.found.entry(to.to_ascii_lowercase()).or_insert_with(|| Redirect {
            from: host.to_ascii_lowercase(),
            odd_port: false,
            evidence: Vec::new(),
        });
        redirect.odd_port |= urls::port(leap.to).is_some_and(|port| !matches!(port, 80 | 443));
        redirect.evidence.push(seen.evidence(leap.field, leap.to));
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (to, redirect) in std::mem::take(&mut self.found) {
            let known = self.visited.contains(&to);
            let (severity, key) = match (redirect.odd_port, known) {
                (true, _) => (Severity::Medium, "fast-redirect-port"),
                (false, true) => (Severity::Info, "fast-redirect-known"),
                (false, false) => (Severity::Low, "fast-redirect-other-site"),
            };
            out.push(Found {
                severity,
                confidence: Confidence::Low,
                claim: Claim::new(key, [("host", &redirect.from), ("domain", &to)]),
                evidence: redirect.evidence,
            });
        }
    }
}
