//! What a profile sets.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Record, Stamp, Text, Time, Volume, revive, Origin};
use vigie_formats::plist::Value;

use super::profile::Profile;
use crate::certificates::Certificate;
use crate::columns::Columns;
use crate::digests::{sha1, sha256};
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.configuration_profiles.payload",
    title: Text { en: "Setting of a profile", fr: "Réglage d’un profil" },
    brief: &["payload_type", "display_name", "identifier", "profile"],
    personal: &["settings"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Payload>,
};

/// One payload of a profile.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Payload {
    /// Name of its profile.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) profile: String,
    /// `PayloadUUID` of its profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile_uuid: Option<String>,
    /// `com.apple.vpn.managed`, `com.apple.security.root`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) payload_type: Option<String>,
    /// `PayloadUUID`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// `PayloadIdentifier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Name as the phone shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
    /// Who made it, as it says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organization: Option<String>,
    /// When its profile was installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) install_date: Option<Time>,
    /// SHA-256 of the certificate that it brings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_sha256: Option<String>,
    /// SHA-1 of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_sha1: Option<String>,
    /// Whom that certificate is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_subject: Option<String>,
    /// Its settings; passwords are left out.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

/// Settings that are kept of one payload.
const MOST: usize = 300;

/// Keys with a field of their own.
const KNOWN: &[&str] = &[
    "PayloadType",
    "PayloadUUID",
    "PayloadIdentifier",
    "PayloadDisplayName",
    "PayloadOrganization",
    "PayloadVersion",
    "$class",
];

impl Payload {
    pub(super) fn read(root: &Value, profile: &Profile) -> Self {
        let text = |key| trees::text(root, key);
        let payload_type = text("PayloadType");
        let certificate = root.find("PayloadContent").and_then(Value::as_bytes);
        let is_certificate = |kind: &String| kind.starts_with("com.apple.security.");
        let certificate = certificate.filter(|_| payload_type.as_ref().is_some_and(is_certificate));
        Self {
            profile: profile.label().to_owned(),
            profile_uuid: profile.uuid.clone(),
            payload_type,
            uuid: text("PayloadUUID"),
            identifier: text("PayloadIdentifier"),
            display_name: text("PayloadDisplayName"),
            organization: text("PayloadOrganization"),
            install_date: profile.install_date,
            certificate_sha256: certificate.map(sha256),
            certificate_sha1: certificate.map(sha1),
            certificate_subject: certificate
                .and_then(|bytes| Certificate::read(bytes).ok())
                .map(|certificate| certificate.subject.whole),
            settings: settings::rest(root, KNOWN, MOST),
        }
    }
}

impl Record for Payload {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.install_date {
            see(Stamp::utc(at, "setting installed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(uuid) = &self.uuid {
            see("uuid", Observable::ProfileId(uuid));
        }
        if let Some(identifier) = &self.identifier {
            see("identifier", Observable::ProfileId(identifier));
        }
        if let Some(hash) = &self.certificate_sha256 {
            see("certificate_sha256", Observable::CertificateHash(hash));
        }
        if let Some(hash) = &self.certificate_sha1 {
            see("certificate_sha1", Observable::CertificateHash(hash));
        }
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}
