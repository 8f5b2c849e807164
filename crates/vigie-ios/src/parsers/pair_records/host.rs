//! A computer that the phone trusts.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};
use vigie_formats::plist::{Value, base64};

use crate::certificates::Certificate;
use crate::columns::Columns;
use crate::digests;
use crate::paths;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.pair_records.host",
    title: Text {
        en: "Computer that the phone trusts",
        fr: "Ordinateur auquel le téléphone se fie",
    },
    brief: &["host_id", "host_name", "certificate_from"],
    personal: &["host_name", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<PairedHost>,
};

/// A computer that the phone trusts.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PairedHost {
    /// Id of the pairing.
    pub(crate) host_id: String,
    /// Id of the computer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system_buid: Option<String>,
    /// Name of the computer, where the record holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) host_name: Option<String>,
    /// Whom its certificate is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// Common name in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) common_name: Option<String>,
    /// Organisation in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organization: Option<String>,
    /// From when its certificate holds: when the computer made it, by the computer's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_from: Option<Time>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_until: Option<Time>,
    /// SHA-256 of its certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    /// SHA-1 of its certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha1: Option<String>,
    /// True where the computer may open the phone's data while it is locked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) has_escrow: bool,
    /// What else the record holds; keys and certificates by their length.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl PairedHost {
    pub(super) fn read(path: &str, root: &Value, sink: &mut Sink<'_>) -> Self {
        let name = paths::file_name(path);
        let file_id = name.strip_suffix(".plist").unwrap_or(name);
        let mut host = Self {
            host_id: trees::text(root, "HostID").unwrap_or_else(|| file_id.to_owned()),
            system_buid: trees::text(root, "SystemBUID"),
            host_name: trees::text(root, "HostName").or_else(|| trees::text(root, "ComputerName")),
            has_escrow: root.find("EscrowBag").is_some() || path.contains("/escrow_records/"),
            columns: trees::flatten(root, 40)
                .without_any(|key| matches!(key, "HostID" | "SystemBUID" | "HostName")),
            ..Self::default()
        };
        if let Some(bytes) = root.find("HostCertificate").and_then(Value::as_bytes) {
            host.certificate(bytes, sink);
        }
        host
    }

    fn certificate(&mut self, bytes: &[u8], sink: &mut Sink<'_>) {
        let at = || Locator::Key("HostCertificate".into());
        let der = match der(bytes) {
            Some(der) => der,
            None => return sink.problem(at(), "expected a certificate in PEM or DER"),
        };
        (self.sha256, self.sha1) = (Some(digests::sha256(&der)), Some(digests::sha1(&der)));
        match Certificate::read(&der) {
            Ok(certificate) => {
                let whole = certificate.subject.whole;
                self.subject = (!whole.is_empty()).then_some(whole);
                self.common_name = certificate.subject.common_name;
                self.organization = certificate.subject.organization;
                self.certificate_from = certificate.not_before;
                self.certificate_until = certificate.not_after;
            }
            Err(error) => sink.problem(at(), format!("expected a certificate: {error}")),
        }
    }
}

/// The encoding of a certificate, unwrapped from PEM.
fn der(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.contains("-----BEGIN"));
    let Some(text) = text else { return Some(bytes.to_vec()) };
    let (_, rest) = text.split_once("-----BEGIN CERTIFICATE-----")?;
    let (inside, _) = rest.split_once("-----END")?;
    base64::decode(inside).ok()
}

impl Record for PairedHost {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.certificate_from {
            let means = "certificate of the pairing begins";
            see(Stamp { at, means, clock: Clock::Remote });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, hash) in [("sha256", &self.sha256), ("sha1", &self.sha1)] {
            if let Some(hash) = hash {
                see(field, Observable::CertificateHash(hash));
            }
        }
        if let Some(name) = &self.common_name {
            see("common_name", Observable::CertificateName(name));
        }
        if let Some(name) = &self.organization {
            see("organization", Observable::CertificateOrganisation(name));
        }
    }
}
