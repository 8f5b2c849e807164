//! An app, as its package describes it.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::apk::Archive;

use crate::certificates::Certificate;
use crate::digests::Digests;

pub(super) static KIND: Kind = Kind {
    id: "android.apk.app",
    title: Text { en: "Android package", fr: "Paquet Android" },
    brief: &["package", "version_name", "file"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An Android package.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct App {
    /// Name of the file.
    pub(crate) file: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// Its hashes.
    #[serde(flatten)]
    pub(crate) digests: Digests,
    /// Name of the package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Which part of an app that comes in several, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) split: Option<String>,
    /// Number of the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version_code: Option<String>,
    /// Name of the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version_name: Option<String>,
    /// Name for people, where it is no reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<String>,
    /// Oldest API level it runs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) min_sdk: Option<String>,
    /// API level it is made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) target_sdk: Option<String>,
    /// Whose user id it shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shared_user_id: Option<String>,
    /// Whether it may be debugged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) debuggable: bool,
    /// Whether it is for tests only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) test_only: bool,
    /// Whether it has an icon among the apps.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) launcher: bool,
    /// Permissions it asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) permissions: Vec<String>,
    /// Permissions it defines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) own_permissions: Vec<String>,
    /// Powers that its services and receivers can be given: `accessibility`, `device-admin`,
    /// `notification-listener` and others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) powers: Vec<String>,
    /// Components that others can start, and those that have a power.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) components: Vec<Component>,
    /// How many components it has in all.
    #[serde(default)]
    pub(crate) component_count: u64,
    /// Hosts whose links it opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) hosts: Vec<String>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) signatures: Vec<Signature>,
    /// How many members the archive has.
    #[serde(default)]
    pub(crate) members: u64,
    /// APKs inside of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) inner_packages: Vec<String>,
    /// What is written into the archive to make tools fail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tricks: Vec<String>,
}

/// A component.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Component {
    /// `activity`, `service`, `receiver` or `provider`.
    pub(crate) kind: String,
    /// Its class.
    pub(crate) name: String,
    /// Whether other apps can start it.
    pub(crate) exported: bool,
    /// Permission that they need for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) permission: Option<String>,
    /// What it answers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) actions: Vec<String>,
}

/// A certificate that an app is signed with.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Signature {
    /// By which schemes.
    pub(crate) schemes: Vec<String>,
    /// True for one that the app had before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) earlier: bool,
    /// What the key is called, where anybody can have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) public_key: Option<String>,
    /// The certificate.
    #[serde(flatten)]
    pub(crate) certificate: Certificate,
}

/// Most packages inside of a package that are named.
const MOST_INNER: usize = 100;

impl App {
    /// Notes what the list of members says.
    pub(super) fn note_members(&mut self, archive: &Archive<'_>) {
        let members = archive.members();
        self.members = members.len() as u64;
        let inner = members.iter().map(|member| &member.name);
        let is_inner = |name: &&String| name.to_ascii_lowercase().ends_with(".apk");
        self.inner_packages = inner.filter(is_inner).take(MOST_INNER).cloned().collect();
        let mut trick = |found: bool, name: &str| {
            if found {
                self.tricks.push(name.to_owned());
            }
        };
        trick(members.iter().any(|member| member.said_encrypted), "members said to be encrypted");
        trick(
            members.iter().any(|member| !matches!(member.method, 0 | 8)),
            "unknown methods of compression",
        );
        trick(archive.named(super::MANIFEST).count() > 1, "several manifests");
    }
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("file", Observable::FileName(&self.file));
        let Digests { md5, sha1, sha256, .. } = &self.digests;
        for (field, hash) in [("md5", md5), ("sha1", sha1), ("sha256", sha256)] {
            if let Some(hash) = hash {
                see(field, Observable::FileHash(hash));
            }
        }
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
        self.hosts.iter().for_each(|host| see("hosts", Observable::Host(host)));
        self.signatures.iter().for_each(|one| one.certificate.observables("signatures", see));
    }
}
