//! How the phone was set up, and by whom.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::plist::Value;

use super::flag;
use crate::columns::Columns;
use crate::digests::{sha1, sha256};
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.mdm.enrolment",
    title: Text {
        en: "Setting-up of the phone by an organisation",
        fr: "Mise en service du téléphone par une organisation",
    },
    brief: &["organization", "url", "supervised"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Enrolment>,
};

/// What Apple's servers, or a computer, told the phone about its owner when it was set up.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Enrolment {
    /// The organisation, as it says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organization: Option<String>,
    /// Where the phone enrols.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Whether the organisation has more power than over other phones, such as hiding apps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) supervised: Option<bool>,
    /// Whether enrolling could not be skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mandatory: Option<bool>,
    /// Whether the owner cannot end it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unremovable: Option<bool>,
    /// Whether it was carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) applied: Option<bool>,
    /// Whether any computer may be paired with the phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) allow_pairing: Option<bool>,
    /// SHA-256 of the certificates of computers that supervise the phone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) supervisor_sha256: Vec<String>,
    /// SHA-1 of the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) supervisor_sha1: Vec<String>,
    /// What else it says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

/// Keys with a field of their own.
const KNOWN: &[&str] = &[
    "OrganizationName",
    "ConfigurationURL",
    "IsSupervised",
    "IsMandatory",
    "IsMDMUnremovable",
    "ConfigurationWasApplied",
    "AllowPairing",
    "SupervisorHostCertificates",
];

/// Values that are kept.
const MOST: usize = 200;

impl Enrolment {
    pub(super) fn read(root: &Value) -> Self {
        let hosts = root.find("SupervisorHostCertificates").and_then(Value::as_array);
        let hosts = hosts.unwrap_or_default().iter().filter_map(Value::as_bytes).take(MOST);
        Self {
            organization: trees::text(root, "OrganizationName"),
            url: trees::text(root, "ConfigurationURL"),
            supervised: flag(root, "IsSupervised"),
            mandatory: flag(root, "IsMandatory"),
            unremovable: flag(root, "IsMDMUnremovable"),
            applied: flag(root, "ConfigurationWasApplied"),
            allow_pairing: flag(root, "AllowPairing"),
            supervisor_sha256: hosts.clone().map(sha256).collect(),
            supervisor_sha1: hosts.map(sha1).collect(),
            settings: settings::rest(root, KNOWN, MOST),
        }
    }
}

impl Record for Enrolment {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        for hash in &self.supervisor_sha256 {
            see("supervisor_sha256", Observable::CertificateHash(hash));
        }
        for hash in &self.supervisor_sha1 {
            see("supervisor_sha1", Observable::CertificateHash(hash));
        }
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}
