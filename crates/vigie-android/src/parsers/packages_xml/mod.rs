//! `/data/system/packages.xml`: every app that is installed, as the package manager keeps it.
//!
//! Binary since Android 12. An element `package` an app, `updated-package` the older one in the system
//! image below an update. Times are milliseconds since 1970 in hexadecimal. A certificate stands whole
//! where it comes first, further ones are numbers.
//!
//! Source: [`Settings.java`] of the Android Open Source Project.
//!
//! [`Settings.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/Settings.java

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::abx::Element;

use crate::certificates::Certificate;
use crate::digests::unhexadecimal;
use crate::xml_file::{self, integer, text, truth};

pub(crate) static ITEM: PackagesXml = PackagesXml;

pub(crate) struct PackagesXml;

static META: ParserMeta = ParserMeta {
    id: "packages_xml",
    title: Text { en: "Installed apps (packages.xml)", fr: "Applications installées (packages.xml)" },
    reads: &[
        "/data/system/packages.xml",
        "/data/system/packages-backup.xml",
        "/data/system/packages.xml.reservecopy",
        "/packages.xml",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[
        Text { en: "app installed", fr: "application installée" },
        Text { en: "app last updated", fr: "dernière mise à jour de l’application" },
        Text { en: "files of the app changed", fr: "fichiers de l’application modifiés" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/Settings.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.packages_xml.package",
    title: Text { en: "Installed app", fr: "Application installée" },
    brief: &["package", "installer", "code_path"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Package>,
};

/// An installed app.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Package {
    /// Its package.
    pub(crate) package: String,
    /// Where its files lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code_path: Option<String>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version_code: Option<i64>,
    /// Its user id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) app_id: Option<i64>,
    /// Whether it shares that id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) shares_id: bool,
    /// Which app installed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installer: Option<String>,
    /// Which app asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) initiator: Option<String>,
    /// Where that app says it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) originator: Option<String>,
    /// What kind of source that was: 1 other, 2 store, 3 local file, 4 downloaded file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<i64>,
    /// Whether it is part of the system image.
    pub(crate) system: bool,
    /// Whether it is the one in the image below an update.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) below_update: bool,
    /// Whether it may be debugged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) debuggable: bool,
    /// When it was installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installed: Option<Time>,
    /// When it was last updated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<Time>,
    /// When its files were last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) files_changed: Option<Time>,
    /// Permissions it was given when it was installed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) permissions: Vec<String>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificates: Vec<Certificate>,
}

impl Parser for PackagesXml {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let elements = xml_file::read(input, sink)?;
        let mut certificates = HashMap::new();
        for element in elements.iter().flat_map(Element::children) {
            let below_update = match element.name() {
                "package" => false,
                "updated-package" => true,
                // Those who share an id may be where a certificate comes first.
                _ => {
                    signers(element, &mut certificates);
                    continue;
                }
            };
            let at = Locator::Byte(element.offset());
            match package(element, below_update, &mut certificates) {
                Some(package) => sink.emit(at, &package)?,
                None => sink.problem(at, "expected the name of a package"),
            }
        }
        Ok(())
    }
}

/// Flags of an app, of which two matter here.
const SYSTEM: i64 = 1;
const DEBUGGABLE: i64 = 2;

fn package(
    element: &Element,
    below_update: bool,
    known: &mut HashMap<String, Certificate>,
) -> Option<Package> {
    let flags = integer(element, "publicFlags").or_else(|| integer(element, "flags")).unwrap_or(0);
    let shared = integer(element, "sharedUserId").filter(|id| *id > 0);
    let permissions = element.child("perms").into_iter().flat_map(|perms| perms.children_named("item"));
    let granted = permissions.filter(|item| truth(item, "granted") != Some(false));
    Some(Package {
        package: text(element, "name")?,
        code_path: text(element, "codePath"),
        version_code: integer(element, "version"),
        app_id: shared.or_else(|| integer(element, "userId")).or_else(|| integer(element, "appId")),
        shares_id: shared.is_some() || truth(element, "sharedUserAppId").is_some(),
        installer: text(element, "installer"),
        initiator: text(element, "installInitiator"),
        originator: text(element, "installOriginator"),
        source: integer(element, "packageSource"),
        system: below_update || flags & SYSTEM != 0,
        below_update,
        debuggable: flags & DEBUGGABLE != 0,
        installed: time(element, "it"),
        updated: time(element, "ut"),
        files_changed: time(element, "ft").or_else(|| time(element, "ts")),
        permissions: granted.filter_map(|item| text(item, "name")).collect(),
        certificates: signers(element, known),
    })
}

/// Milliseconds since 1970 in hexadecimal; those of old versions are decimal.
fn time(element: &Element, name: &str) -> Option<Time> {
    let value = element.attribute(name)?;
    let millis = match name {
        "ts" => value.parse().ok()?,
        _ => i64::from_str_radix(value, 16).ok()?,
    };
    Time::from_unix_micros(millis.checked_mul(1_000)?).filter(|_| millis != 0)
}

/// The certificates of an app; those that come first are remembered by their number.
fn signers(element: &Element, known: &mut HashMap<String, Certificate>) -> Vec<Certificate> {
    let mut found = Vec::new();
    let lists = element.children_named("sigs");
    let earlier = lists.flat_map(|list| list.children_named("pastSigs"));
    let all = element.children_named("sigs").chain(earlier);
    for one in all.flat_map(|list| list.children_named("cert")) {
        let number = one.attribute("index").unwrap_or("").to_owned();
        match one.attribute("key").and_then(unhexadecimal) {
            Some(bytes) => {
                let certificate = Certificate::of(&bytes);
                found.push(certificate.clone());
                known.insert(number, certificate);
            }
            None => found.extend(known.get(&number).cloned()),
        }
    }
    found
}

impl Record for Package {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let stamps = [
            (self.installed, "app installed"),
            (self.updated, "app last updated"),
            (self.files_changed, "files of the app changed"),
        ];
        for (at, means) in stamps {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
        let apps = [
            ("installer", &self.installer),
            ("initiator", &self.initiator),
            ("originator", &self.originator),
        ];
        for (field, app) in apps {
            if let Some(app) = app {
                see(field, Observable::AppId(app));
            }
        }
        if let Some(path) = &self.code_path {
            see("code_path", Observable::Path(path));
        }
        self.certificates.iter().for_each(|one| one.observables("certificates", see));
    }
}
