//! `roles.xml`: which app is the one for messages, calls, browsing and other roles; one file a user.
//!
//! Source: [`RolesPersistenceImpl.java`] of the Android Open Source Project.
//!
//! [`RolesPersistenceImpl.java`]: https://android.googlesource.com/platform/packages/modules/Permission/+/refs/heads/main/service/java/com/android/role/persistence/RolesPersistenceImpl.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Volume, revive
};
use vigie_formats::abx::Element;

use crate::xml_file::{self, text};

pub(crate) static ITEM: RolesXml = RolesXml;

pub(crate) struct RolesXml;

static META: ParserMeta = ParserMeta {
    id: "roles_xml",
    title: Text { en: "Default apps (roles.xml)", fr: "Applications par défaut (roles.xml)" },
    reads: &["/data/misc_de/*/apexdata/com.android.permission/roles.xml", "/data/system/users/*/roles.xml", "/roles.xml"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(10),
    references: &["https://android.googlesource.com/platform/packages/modules/Permission/+/refs/heads/main/service/java/com/android/role/persistence/RolesPersistenceImpl.java"],
};

static KIND: Kind = Kind {
    id: "android.roles_xml.holder",
    title: Text { en: "App that holds a role", fr: "Application par défaut pour un rôle" },
    brief: &["role", "package"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Holder>,
};

/// An app that holds a role.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Holder {
    /// The role: `android.app.role.SMS`.
    pub(crate) role: String,
    /// The app.
    pub(crate) package: String,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
}

impl Parser for RolesXml {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let elements = xml_file::read(input, sink)?;
        for role in elements.iter().flat_map(|root| root.children_named("role")) {
            for holder in role.children_named("holder") {
                let at = Locator::Byte(holder.offset());
                let (Some(role), Some(package)) = (text(role, "name"), text(holder, "name")) else {
                    sink.problem(at, "expected the names of a role and of a package");
                    continue;
                };
                sink.emit(at, &Holder { role, package, user: xml_file::user(input.path) })?;
            }
        }
        if !elements.iter().any(|root| root.name() == "roles") {
            sink.problem(elements.first().map_or(Locator::Whole, place), "expected the element roles");
        }
        Ok(())
    }
}

fn place(element: &Element) -> Locator {
    Locator::Byte(element.offset())
}

impl Record for Holder {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
