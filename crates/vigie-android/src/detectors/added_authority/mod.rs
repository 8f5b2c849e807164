//! Certificate authorities that somebody added to the phone.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::parsers::Authority;

pub(crate) static ITEM: AddedAuthority = AddedAuthority;

pub(crate) struct AddedAuthority;

static META: DetectorMeta = DetectorMeta {
    id: "added_authority",
    version: 1,
    title: Text {
        en: "Certificate authority that was added to the phone",
        fr: "Autorité de certification ajoutée au téléphone",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &[
        "android.user_certificates.certificate",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.android.com/privacy-and-security/security-config",
        "https://mitmproxy.org/",
    ],
};

impl Detector for AddedAuthority {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Authorities::default())
    }
}

/// Most authorities that are remembered.
const MOST: usize = 500;

#[derive(Default)]
struct Authorities {
    added: Vec<Evidence>,
}

impl Watch for Authorities {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(authority) = seen.record.as_a::<Authority>() else { return };
        if authority.added && self.added.len() < MOST {
            let subject = authority.certificate.subject.as_deref().unwrap_or("?");
            self.added.push(seen.evidence("subject", subject));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let evidence = std::mem::take(&mut self.added);
        let names: Vec<&str> = evidence.iter().take(3).map(|one| &*one.quote).collect();
        let (count, names) = (evidence.len().to_string(), names.join("; "));
        if !evidence.is_empty() {
            let claim = Claim::new("added-authority-added", [("count", &count), ("names", &names)]);
            let (severity, confidence) = (Severity::Low, Confidence::Low);
            out.push(Found { severity, confidence, claim, evidence });
        }
    }
}
