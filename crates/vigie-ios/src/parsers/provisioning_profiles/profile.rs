//! What a profile allows, and whose it is.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::certificates::Certificate;
use crate::columns::Columns;
use crate::digests::{sha1, sha256};
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.provisioning_profiles.profile",
    title: Text {
        en: "Certificate for an app from outside the store",
        fr: "Certificat d’une app venue d’ailleurs que l’App Store",
    },
    brief: &["app_id", "team_name", "name", "all_devices"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<ProvisioningProfile>,
};

/// A provisioning profile.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ProvisioningProfile {
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Id of the app it is for; `*` stands for any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app_id: Option<String>,
    /// Who develops the app, as Apple knows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) team_name: Option<String>,
    /// Number of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) team_id: Option<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<Time>,
    /// True for a company's profile, which any phone accepts.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) all_devices: bool,
    /// How many phones a developer's profile is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) devices: Option<u64>,
    /// True where a free account made it, for a week.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) free_account: bool,
    /// Names of the certificates that may sign the app.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificates: Vec<String>,
    /// SHA-256 of the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificate_sha256: Vec<String>,
    /// SHA-1 of the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificate_sha1: Vec<String>,
    /// What else it says, entitlements included.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Certificates that are kept.
const MOST_CERTIFICATES: usize = 100;
/// Values that are kept.
const MOST: usize = 200;

/// Keys with a field of their own, and the phones by their numbers.
const KNOWN: &[&str] = &[
    "UUID",
    "Name",
    "TeamName",
    "TeamIdentifier",
    "CreationDate",
    "ExpirationDate",
    "ProvisionsAllDevices",
    "ProvisionedDevices",
    "LocalProvision",
    "DeveloperCertificates",
    "DER-Encoded-Profile",
];

impl ProvisioningProfile {
    /// The best name there is.
    pub(crate) fn label(&self) -> &str {
        let names = [&self.app_id, &self.name, &self.uuid];
        names.into_iter().flatten().next().map_or("?", String::as_str)
    }

    pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Self {
        let at = Locator::Whole;
        let flag = |key| root.find(key).and_then(Value::as_bool) == Some(true);
        let team = root.find("TeamIdentifier").and_then(Value::as_array);
        let team = team.and_then(|teams| teams.first()?.as_str()).map(str::to_owned);
        let entitled = root.find("Entitlements");
        let entitled = entitled.and_then(|all| trees::text(all, "application-identifier"));
        let devices = root.find("ProvisionedDevices").and_then(Value::as_array);
        let certificates = root.find("DeveloperCertificates").and_then(Value::as_array);
        let certificates: Vec<&[u8]> = certificates
            .unwrap_or_default()
            .iter()
            .filter_map(Value::as_bytes)
            .take(MOST_CERTIFICATES)
            .collect();
        if root.as_dictionary().is_none() {
            sink.problem(at.clone(), "expected a dictionary");
        }
        Self {
            uuid: trees::text(root, "UUID"),
            name: trees::text(root, "Name"),
            app_id: entitled.map(|id| without_team(&id, team.as_deref()).to_owned()),
            team_name: trees::text(root, "TeamName"),
            created: trees::date(root, "CreationDate", &at, sink),
            expires: trees::date(root, "ExpirationDate", &at, sink),
            all_devices: flag("ProvisionsAllDevices"),
            devices: devices.map(|devices| devices.len() as u64),
            free_account: flag("LocalProvision"),
            certificate_sha256: certificates.iter().map(|bytes| sha256(bytes)).collect(),
            certificate_sha1: certificates.iter().map(|bytes| sha1(bytes)).collect(),
            certificates: certificates
                .iter()
                .filter_map(|bytes| Some(Certificate::read(bytes).ok()?.subject.whole))
                .collect(),
            team_id: team,
            columns: settings::rest(root, KNOWN, MOST),
        }
    }
}

/// The id of an app without the number of its team or, in old profiles, of its prefix.
fn without_team<'a>(id: &'a str, team: Option<&str>) -> &'a str {
    let is_prefix = |first: &str| {
        Some(first) == team
            || (first.len() == 10 && first.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    match id.split_once('.') {
        Some((first, rest)) if is_prefix(first) => rest,
        _ => id,
    }
}

impl Record for ProvisioningProfile {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created {
            see(Stamp { at, means: "provisioning profile made", clock: Clock::Remote });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(app) = self.app_id.as_deref().filter(|app| !app.contains('*')) {
            see("app_id", Observable::AppId(app));
            see("app_id", Observable::Process(app));
        }
        if let Some(uuid) = &self.uuid {
            see("uuid", Observable::ProfileId(uuid));
        }
        if let Some(team) = &self.team_name {
            see("team_name", Observable::CertificateOrganisation(team));
        }
        for hash in &self.certificate_sha256 {
            see("certificate_sha256", Observable::CertificateHash(hash));
        }
        for hash in &self.certificate_sha1 {
            see("certificate_sha1", Observable::CertificateHash(hash));
        }
        for (path, text) in self.columns.texts() {
            settings::see(path, text, |value| see("columns", value));
        }
    }
}
