//! Certificates that can vouch for any site, added to those the phone trusts.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{Trust, TrustedCertificate};

pub(crate) static ITEM: TrustedRoot = TrustedRoot;

pub(crate) struct TrustedRoot;

static META: DetectorMeta = DetectorMeta {
    id: "trusted_root",
    version: 1,
    title: Text {
        en: "Added root certificate",
        fr: "Certificat racine ajouté",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.trust_store.certificate"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://support.apple.com/en-us/102390",
        "https://github.com/apple-oss-distributions/Security/blob/main/trust/trustd/SecTrustStoreServer.m",
    ],
};

impl Detector for TrustedRoot {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(TrustedRoot)
    }
}

/// How programs that exist to read encrypted traffic name the certificates that they make. Lower
/// case; from the documentation of each.
const TOOLS: &[&str] = &[
    "burp suite",
    "charles proxy",
    "do_not_trust_fiddlerroot",
    "fiddler root certificate",
    "http toolkit",
    "mitmproxy",
    "owasp root ca",
    "owasp zap",
    "portswigger",
    "proxyman",
    "sslsplit",
    "whistle",
    "zed attack proxy",
];

impl Watch for TrustedRoot {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(certificate) = seen.record.as_a::<TrustedCertificate>() else { return };
        // One that may not vouch for others harms one site only; one that does not say may.
        if certificate.trust != Trust::Trusted || certificate.certificate_authority == Some(false) {
            return;
        }
        let subject = certificate.subject.to_lowercase();
        let (severity, key) = match TOOLS.iter().any(|tool| subject.contains(tool)) {
            true => (Severity::Medium, "trusted-root-tool"),
            false => (Severity::Low, "trusted-root-other"),
        };
        out.push(Found {
            severity,
            confidence: Confidence::Low,
            claim: Claim::new(key, [("name", certificate.label())]),
            evidence: vec![seen.evidence("subject", &certificate.subject)],
        });
    }
}
