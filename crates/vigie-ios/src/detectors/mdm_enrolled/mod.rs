//! Phones that somebody may command from afar.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{Enrolment, Server};

pub(crate) static ITEM: MdmEnrolled = MdmEnrolled;

pub(crate) struct MdmEnrolled;

static META: DetectorMeta = DetectorMeta {
    id: "mdm_enrolled",
    version: 1,
    title: Text { en: "Phone under device management", fr: "Téléphone sous gestion à distance" },
    severity: Severity::Low,
    order: Order::Time,
    reads: &["ios.mdm.enrolment", "ios.mdm.server"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://support.apple.com/guide/deployment/dep1d7afa557/web",
        "https://developer.apple.com/documentation/devicemanagement",
    ],
};

impl Detector for MdmEnrolled {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Management::default())
    }
}

/// Servers and enrolments that are remembered: a phone has one of each.
const MOST: usize = 100;

#[derive(Default)]
struct Management {
    /// Numbers of the pieces of evidence whose phone its buyer enrolled.
    enrolled: Vec<u32>,
    servers: Vec<Managed>,
}

/// A server, and where it was read.
struct Managed {
    source: u32,
    url: String,
    evidence: Evidence,
}

impl Watch for Management {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        if let Some(enrolment) = seen.record.as_a::<Enrolment>() {
            self.enrolled.extend(enrolment.url.as_ref().map(|_| seen.source));
            self.enrolled.truncate(MOST);
            out.extend(supervision(enrolment, seen));
        } else if let Some(server) = seen.record.as_a::<Server>() {
            let urls = [("server_url", &server.server_url), ("check_in_url", &server.check_in_url)];
            let named = urls.into_iter().find_map(|(field, url)| Some((field, url.as_deref()?)));
            let Some((field, url)) = named else { return };
            if self.servers.len() < MOST {
                let evidence = seen.evidence(field, url);
                self.servers.push(Managed { source: seen.source, url: url.to_owned(), evidence });
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for server in std::mem::take(&mut self.servers) {
            let (severity, key) = match self.enrolled.contains(&server.source) {
                true => (Severity::Info, "mdm-enrolled-bought"),
                false => (Severity::Low, "mdm-enrolled-by-hand"),
            };
            out.push(Found {
                severity,
                confidence: Confidence::Low,
                claim: Claim::new(key, [("server", &server.url)]),
                evidence: vec![server.evidence],
            });
        }
    }
}

/// What is said of a phone that is supervised.
fn supervision(enrolment: &Enrolment, seen: &Seen<'_>) -> Option<Found> {
    let by = enrolment.organization.as_deref();
    let (key, field, quote) = match enrolment.supervised {
        Some(true) => ("mdm-enrolled-supervised", "supervised", by.unwrap_or("true")),
        _ => ("mdm-enrolled-set-up", "url", enrolment.url.as_deref()?),
    };
    Some(Found {
        severity: Severity::Info,
        confidence: Confidence::High,
        claim: Claim::new(key, [("organization", by.unwrap_or("?"))]),
        evidence: vec![seen.evidence(field, quote)],
    })
}
