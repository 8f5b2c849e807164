//! `settings_global.xml`, `settings_secure.xml`, `settings_system.xml`: settings as they are stored; one
//! set of files a user.
//!
//! Binary since Android 12. Values that XML cannot hold stand in base64.
//!
//! Source: [`SettingsState.java`] of the Android Open Source Project.
//!
//! [`SettingsState.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/packages/SettingsProvider/src/com/android/providers/settings/SettingsState.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Link, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Volume, links, revive
};
use vigie_formats::abx::Element;
use vigie_formats::plist::base64;

use crate::names::{packages_inside, paths_inside};
use crate::xml_file::{self, text};

pub(crate) static ITEM: SettingsXml = SettingsXml;

pub(crate) struct SettingsXml;

static META: ParserMeta = ParserMeta {
    id: "settings_xml",
    title: Text { en: "Settings (settings_*.xml)", fr: "Réglages (settings_*.xml)" },
    reads: &["/data/system/users/*/settings_*.xml", "/settings_*.xml"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(6),
    references: &["https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/packages/SettingsProvider/src/com/android/providers/settings/SettingsState.java"],
};

static KIND: Kind = Kind {
    id: "android.settings_xml.setting",
    title: Text { en: "Setting", fr: "Réglage" },
    brief: &["namespace", "name", "value"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Setting>,
};

/// A setting.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Setting {
    /// `global`, `secure`, `system`, `config`, `ssaid`.
    pub(crate) namespace: String,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    /// Which app set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Its value by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) default: Option<String>,
    /// Its number, which grows with each change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<i64>,
}

impl Parser for SettingsXml {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let elements = xml_file::read(input, sink)?;
        let file = input.path.rsplit('/').next().unwrap_or("");
        let namespace = file.trim_start_matches("settings_").trim_end_matches(".xml");
        for element in elements.iter().flat_map(|root| root.children_named("setting")) {
            let at = Locator::Byte(element.offset());
            match setting(element, namespace, input.path) {
                Some(setting) => sink.emit(at, &setting)?,
                None => sink.problem(at, "expected the name of a setting"),
            }
        }
        Ok(())
    }
}

fn setting(element: &Element, namespace: &str, path: &str) -> Option<Setting> {
    let value = |plain: &str, encoded: &str| {
        let decoded = || base64::decode(element.attribute(encoded)?).ok();
        let decoded = || decoded().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        element.attribute(plain).map(str::to_owned).or_else(decoded)
    };
    Some(Setting {
        namespace: namespace.to_owned(),
        user: xml_file::user(path),
        name: text(element, "name")?,
        value: value("value", "valueBase64"),
        package: text(element, "package"),
        default: value("defaultValue", "defaultValueBase64"),
        number: xml_file::integer(element, "id"),
    })
}

impl Record for Setting {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
        if let Some(value) = &self.value {
            packages_inside(value).for_each(|package| see("value", Observable::AppId(package)));
            paths_inside(value).for_each(|path| see("value", Observable::Path(path)));
// A component has the form of a host and a path; hosts stand alone.
            let is_link = |link: &Link<'_>| !matches!(link, Link::Bare(text) if text.contains('/'));
            let links = links(value).filter(is_link);
            links.for_each(|link| see("value", link.observable()));
        }
    }
}
