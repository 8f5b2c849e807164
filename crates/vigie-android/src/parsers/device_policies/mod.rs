//! `device_policies.xml`, `device_owner_2.xml`, `profile_owner.xml`: apps that administer the phone or a
//! profile.
//!
//! Source: [`DevicePolicyData.java`] and [`OwnersData.java`] of the Android Open Source Project.
//!
//! [`DevicePolicyData.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/devicepolicy/java/com/android/server/devicepolicy/DevicePolicyData.java
//! [`OwnersData.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/devicepolicy/java/com/android/server/devicepolicy/OwnersData.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Volume, revive
};
use vigie_formats::abx::Element;

use crate::xml_file::{self, text};

pub(crate) static ITEM: DevicePolicies = DevicePolicies;

pub(crate) struct DevicePolicies;

static META: ParserMeta = ParserMeta {
    id: "device_policies",
    title: Text { en: "Administrators of the phone", fr: "Administrateurs du téléphone" },
    reads: &["/data/system/device_policies.xml", "/data/system/users/*/device_policies.xml", "/data/system/device_owner*.xml", "/data/system/users/*/profile_owner.xml", "/device_policies.xml", "/device_owner_2.xml", "/profile_owner.xml"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(4),
    references: &["https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/devicepolicy/java/com/android/server/devicepolicy/DevicePolicyData.java"],
};

static KIND: Kind = Kind {
    id: "android.device_policies.administrator",
    title: Text { en: "Administrator", fr: "Administrateur" },
    brief: &["role", "component"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Administrator>,
};

/// An app that administers the phone or a profile.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Administrator {
    /// `admin`, `device-owner` or `profile-owner`.
    pub(crate) role: String,
    /// Its package.
    pub(crate) package: String,
    /// Its component.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) component: Option<String>,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
    /// What it set: names of policies, with their values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) policies: Vec<String>,
}

/// Most policies that are kept.
const MOST_POLICIES: usize = 200;

impl Parser for DevicePolicies {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let elements = xml_file::read(input, sink)?;
        let all = elements.iter().flat_map(Element::descendants);
        for element in all {
            let administers =
                matches!(element.name(), "admin" | "device-owner" | "profile-owner");
            // Inside of policies, names of the same kind mean something else.
            let named = text(element, "component").or_else(|| text(element, "name"));
            let package = named.as_deref().and_then(|name| name.split('/').next());
            let package = text(element, "package").or(package.map(str::to_owned));
            let (true, Some(package)) = (administers, package) else { continue };
            let administrator = Administrator {
                role: element.name().to_owned(),
                package,
                component: named,
                user: xml_file::integer(element, "userId")
                    .and_then(|user| u32::try_from(user).ok())
                    .or_else(|| xml_file::user(input.path)),
                policies: policies(element),
            };
            sink.emit(Locator::Byte(element.offset()), &administrator)?;
        }
        Ok(())
    }
}

fn policies(element: &Element) -> Vec<String> {
    let shown = |policy: &Element| {
        let values = policy.attributes().iter().map(|(name, value)| format!(" {name}={value}"));
        format!("{}{}", policy.name(), values.collect::<String>())
    };
    element.children().iter().take(MOST_POLICIES).map(shown).collect()
}

impl Record for Administrator {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
