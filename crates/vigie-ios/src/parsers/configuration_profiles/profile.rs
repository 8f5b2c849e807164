//! Profiles.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::plist::Value;

use super::payload::Payload;
use crate::columns::Columns;
use crate::digests::{sha1, sha256};
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.configuration_profiles.profile",
    title: Text { en: "Configuration profile", fr: "Profil de configuration" },
    brief: &["display_name", "organization", "identifier", "payload_types"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Profile>,
};

/// An installed configuration profile.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Profile {
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
    /// What it is for, as it says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// When it was installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) install_date: Option<Time>,
    /// True where the owner cannot remove it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) removal_disallowed: bool,
    /// Types of its payloads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) payload_types: Vec<String>,
    /// SHA-256 of the certificates of who signed it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) signer_sha256: Vec<String>,
    /// SHA-1 of the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) signer_sha1: Vec<String>,
    /// What else it says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Profile {
    /// The best name there is.
    pub(crate) fn label(&self) -> &str {
        let names = [&self.display_name, &self.identifier, &self.uuid];
        names.into_iter().flatten().next().map(String::as_str).unwrap_or_default()
    }
}

impl Record for Profile {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.install_date {
            see(Stamp::utc(at, "profile installed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(uuid) = &self.uuid {
            see("uuid", Observable::ProfileId(uuid));
        }
        if let Some(identifier) = &self.identifier {
            see("identifier", Observable::ProfileId(identifier));
        }
        for hash in &self.signer_sha256 {
            see("signer_sha256", Observable::CertificateHash(hash));
        }
        for hash in &self.signer_sha1 {
            see("signer_sha1", Observable::CertificateHash(hash));
        }
        for (_, text) in self.columns.texts() {
            vigie_core::links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}

/// Values that are kept of one profile.
const MOST: usize = 300;

/// Most types of payload that are named.
const MOST_TYPES: usize = 200;

/// Keys with a field of their own, and those that only say what everybody says.
const KNOWN: &[&str] = &[
    "PayloadUUID",
    "PayloadIdentifier",
    "PayloadDisplayName",
    "PayloadOrganization",
    "PayloadDescription",
    "PayloadContent",
    "PayloadRemovalDisallowed",
    "PayloadType",
    "PayloadVersion",
    "InstallDate",
    "SignerCerts",
    "$class",
];

/// Emits a profile and each of its payloads.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if root.as_dictionary().is_none() {
        return Err(Stop::Unsupported("a profile that is no dictionary".into()));
    }
    let payloads = payloads(root);
    let profile = profile(root, &payloads, sink);
    sink.emit(Locator::Whole, &profile)?;
    for (position, payload) in payloads.iter().enumerate() {
        let at = Locator::Key(format!("PayloadContent/{position}"));
        if payload.as_dictionary().is_none() {
            sink.problem(at, "expected a dictionary");
            continue;
        }
        sink.emit(at, &Payload::read(payload, &profile))?;
    }
    Ok(())
}

/// `PayloadContent`: a list, or one payload by itself. Some profiles have none.
fn payloads(root: &Value) -> Vec<&Value> {
    match root.find("PayloadContent") {
        Some(Value::Array(payloads)) => payloads.iter().collect(),
        Some(payload @ Value::Dictionary(_)) => vec![payload],
        _ => Vec::new(),
    }
}

fn profile(root: &Value, payloads: &[&Value], sink: &mut Sink<'_>) -> Profile {
    let text = |key| trees::text(root, key);
    let signers = root.find("SignerCerts").and_then(Value::as_array).unwrap_or_default();
    let signers: Vec<&[u8]> = signers.iter().filter_map(Value::as_bytes).collect();
    let mut types: Vec<String> = Vec::new();
    for kind in payloads.iter().filter_map(|payload| trees::text(payload, "PayloadType")) {
        if types.len() < MOST_TYPES && !types.contains(&kind) {
            types.push(kind);
        }
    }
    Profile {
        uuid: text("PayloadUUID"),
        identifier: text("PayloadIdentifier"),
        display_name: text("PayloadDisplayName"),
        organization: text("PayloadOrganization"),
        description: text("PayloadDescription"),
        install_date: trees::date(root, "InstallDate", &Locator::Whole, sink),
        removal_disallowed: root.find("PayloadRemovalDisallowed").and_then(Value::as_bool)
            == Some(true),
        payload_types: types,
        signer_sha256: signers.iter().map(|bytes| sha256(bytes)).collect(),
        signer_sha1: signers.iter().map(|bytes| sha1(bytes)).collect(),
        columns: settings::rest(root, KNOWN, MOST),
    }
}
