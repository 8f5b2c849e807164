//! A package, its files, and their certificates.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

use crate::digests::Digests;
use crate::distinguished_name;
use crate::fields::{Fields, More};
use crate::names::file_name;

pub(crate) static KIND: Kind = Kind {
    id: "android.aqf_packages.package",
    title: Text { en: "Installed app", fr: "Application installée" },
    brief: &["name", "installer", "uid"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Package>,
};

/// An installed app.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Package {
    /// Name of its package.
    pub(crate) name: String,
    /// Which app installed it, where Android names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installer: Option<String>,
    /// Its user id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// Whether it is switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) disabled: Option<bool>,
    /// Whether it is part of the system image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) system: Option<bool>,
    /// Whether it was added to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) third_party: Option<bool>,
    /// Its APKs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<ApkFile>,
    /// Fields that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

/// An APK of a package.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ApkFile {
    /// Where it lies on the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// What AndroidQF called its copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) local_name: Option<String>,
    /// Its hashes.
    #[serde(flatten)]
    pub(crate) digests: Digests,
    /// Why it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    /// Whether its signature was found to be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verified_certificate: Option<bool>,
    /// Whether AndroidQF knows the certificate for one to trust.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) trusted_certificate: Option<bool>,
    /// Why the certificate could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_error: Option<String>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) certificate: Option<Certificate>,
    /// Fields that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

/// A certificate as AndroidQF describes it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Certificate {
    /// Its hashes.
    #[serde(flatten)]
    pub(crate) digests: Digests,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// Common name in the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) common_name: Option<String>,
    /// Organisation in the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<String>,
    /// Who vouches for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issuer: Option<String>,
    /// From when it holds, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) valid_from: Option<String>,
    /// Until when it holds, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) valid_to: Option<String>,
    /// How it is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) algorithm: Option<String>,
    /// Its serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) serial: Option<String>,
}

impl Package {
    /// Reads the object of a package; nothing where it has no name.
    pub(crate) fn read(mut fields: Fields) -> Option<Self> {
        let name = fields.text("name")?;
        let files = match fields.any("files") {
            Some(Value::Array(files)) => files,
            Some(one @ Value::Object(_)) => vec![one],
            _ => Vec::new(),
        };
        Some(Self {
            name,
            installer: fields.text("installer").filter(|installer| installer != "null"),
            uid: fields.integer("uid"),
            disabled: fields.truth("disabled"),
            system: fields.truth("system"),
            third_party: fields.truth("third_party"),
            files: files.into_iter().filter_map(Fields::of).map(ApkFile::read).collect(),
            more: fields.more(),
        })
    }
}

impl ApkFile {
    fn read(mut fields: Fields) -> Self {
        Self {
            path: fields.text("path"),
            local_name: fields.text("local_name"),
            digests: digests(&mut fields, ["md5", "sha1", "sha256", "sha512"]),
            error: fields.text("error"),
            verified_certificate: fields.truth("verified_certificate"),
            trusted_certificate: fields.truth("trusted_certificate"),
            certificate_error: fields.text("certificate_error"),
            certificate: fields.any("certificate").and_then(Fields::of).and_then(Certificate::read),
            more: fields.more(),
        }
    }
}

impl Certificate {
    /// Reads a certificate; nothing where every field is empty, as in an encrypted acquisition.
    fn read(mut fields: Fields) -> Option<Self> {
        let subject = fields.text("Subject");
        let part = |key| subject.as_deref().and_then(|subject| distinguished_name::part(subject, key));
        let certificate = Self {
            digests: digests(&mut fields, ["Md5", "Sha1", "Sha256", "Sha512"]),
            common_name: part("CN"),
            organisation: part("O"),
            subject,
            issuer: fields.text("Issuer"),
            valid_from: fields.text("ValidFrom"),
            valid_to: fields.text("ValidTo"),
            algorithm: fields.text("SignatureAlgorithm"),
            serial: fields.text("SerialNumber"),
        };
        (!certificate.digests.is_empty() || certificate.subject.is_some()).then_some(certificate)
    }
}

fn digests(fields: &mut Fields, names: [&str; 4]) -> Digests {
    let [md5, sha1, sha256, sha512] = names.map(|name| fields.text(name));
    Digests { md5, sha1, sha256, sha512 }
}

impl Record for Package {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("name", Observable::AppId(&self.name));
        if let Some(installer) = &self.installer {
            see("installer", Observable::AppId(installer));
        }
        for file in &self.files {
            if let Some(path) = &file.path {
                see("files", Observable::Path(path));
            }
            if let Some(name) = &file.local_name {
                see("files", Observable::FileName(file_name(name)));
            }
            file.digests.each().for_each(|hash| see("files", Observable::FileHash(hash)));
            if let Some(certificate) = &file.certificate {
                certificate.observables(see);
            }
        }
    }
}

impl Certificate {
    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.digests.each().for_each(|hash| see("files", Observable::CertificateHash(hash)));
        if let Some(name) = &self.common_name {
            see("files", Observable::CertificateName(name));
        }
        if let Some(organisation) = &self.organisation {
            see("files", Observable::CertificateOrganisation(organisation));
        }
    }
}
