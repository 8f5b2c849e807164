//! A certificate that a server showed, as a record.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};
use vigie_formats::x509::Details;

use super::{hex, signature};

pub(crate) static CERTIFICATE: Kind = Kind {
    id: "network.capture.certificate",
    title: Text {
        en: "Certificate that a server showed",
        fr: "Certificat présenté par un serveur",
    },
    brief: &["subject", "issuer", "not_after"],
    personal: &["subject", "names"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Certificate>,
};

pub(crate) const FROM: Text =
    Text { en: "certificate valid from", fr: "certificat valable à partir de" };
pub(crate) const UNTIL: Text =
    Text { en: "certificate valid until", fr: "certificat valable jusqu’à" };

/// Most names that are kept.
const MOST_NAMES: usize = 100;

/// A certificate, the first time that it comes up in a capture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Certificate {
    /// Number of the conversation that it first came up in.
    pub(crate) connection: u64,
    /// SHA-256 of all of it.
    pub(crate) sha256: String,
    /// SHA-1 of all of it.
    pub(crate) sha1: String,
    /// SHA-256 of its public key with the algorithm.
    pub(crate) key_sha256: String,
    /// Whom it is for.
    pub(crate) subject: String,
    /// Common name of the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) common_name: Option<String>,
    /// Organisation of the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<String>,
    /// Who vouches for it.
    pub(crate) issuer: String,
    /// Common name of the issuer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issuer_name: Option<String>,
    /// Its serial number, in hexadecimal.
    pub(crate) serial: String,
    /// From when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_before: Option<Time>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_after: Option<Time>,
    /// Host names and addresses that it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) names: Vec<String>,
    /// Kind and length of its key.
    pub(crate) key: String,
    /// How it is signed.
    pub(crate) signature: String,
    /// Whether it may sign others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) authority: bool,
    /// What it may be used for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) usages: Vec<String>,
    /// Whether it is signed with its own key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) self_signed: bool,
    /// Whether timestamps of logs stand in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) has_timestamps: bool,
}

impl Certificate {
    pub(super) fn new(connection: u64, der: &[u8], sha256: &str, of: &Details<'_>) -> Self {
        let names = of.names.iter().cloned();
        let addresses = of.addresses.iter().map(ToString::to_string);
        let is_own = of.subject == of.issuer;
        Self {
            connection,
            sha256: sha256.to_owned(),
            sha1: hex(&<sha1::Sha1 as sha1::Digest>::digest(der)),
            key_sha256: hex(&Sha256::digest(of.key_info)),
            subject: of.certificate.subject.whole.clone(),
            common_name: of.certificate.subject.common_name.clone(),
            organisation: of.certificate.subject.organisation.clone(),
            issuer: of.certificate.issuer.whole.clone(),
            issuer_name: of.certificate.issuer.common_name.clone(),
            serial: of.certificate.serial.clone(),
            not_before: of.certificate.not_before,
            not_after: of.certificate.not_after,
            names: names.chain(addresses).take(MOST_NAMES).collect(),
            key: of.key.name(),
            signature: signature::name(of.algorithm),
            authority: of.is_authority,
            usages: of.usages.iter().take(16).map(|usage| usage_name(usage)).collect(),
            self_signed: is_own && signature::signed_by(of, of.key) == Some(true),
            has_timestamps: of.timestamps.is_some(),
        }
    }
}

fn usage_name(id: &[u8]) -> String {
    let known = match id.strip_prefix(&[0x2b, 6, 1, 5, 5, 7, 3]) {
        Some([1]) => "server",
        Some([2]) => "client",
        Some([3]) => "code",
        Some([4]) => "mail",
        Some([8]) => "time",
        Some([9]) => "ocsp",
        _ => return hex(id),
    };
    known.to_owned()
}

impl Record for Certificate {
    fn kind(&self) -> &'static Kind {
        &CERTIFICATE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let remote =
            |at, means: &Text| Stamp { at, means: means.en, clock: vigie_core::Clock::Remote };
        if let Some(at) = self.not_before {
            see(remote(at, &FROM));
        }
        if let Some(at) = self.not_after {
            see(remote(at, &UNTIL));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("sha256", Observable::CertificateHash(&self.sha256));
        see("sha1", Observable::CertificateHash(&self.sha1));
        see("key_sha256", Observable::CertificateHash(&self.key_sha256));
        for name in &self.names {
            see("names", Observable::Host(name.strip_prefix("*.").unwrap_or(name)));
        }
        if let Some(name) = &self.common_name {
            see("common_name", Observable::CertificateName(name));
            if !self.authority && name.contains('.') && !name.contains(' ') {
                see("common_name", Observable::Host(name.strip_prefix("*.").unwrap_or(name)));
            }
        }
        if let Some(name) = &self.organisation {
            see("organisation", Observable::CertificateOrganisation(name));
        }
        if let Some(name) = &self.issuer_name {
            see("issuer_name", Observable::CertificateName(name));
        }
    }
}
