//! `runtime-permissions.xml`: what each app was allowed, and refused, while it ran; one file a user.
//!
//! Binary since Android 12. Since Android 11 the permission module keeps it.
//!
//! Source: [`RuntimePermissionsPersistenceImpl.java`] of the Android Open Source Project.
//!
//! [`RuntimePermissionsPersistenceImpl.java`]: https://android.googlesource.com/platform/packages/modules/Permission/+/refs/heads/main/service/java/com/android/permission/persistence/RuntimePermissionsPersistenceImpl.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Volume, revive
};
use vigie_formats::abx::Element;

use crate::xml_file::{self, text, truth};

pub(crate) static ITEM: RuntimePermissions = RuntimePermissions;

pub(crate) struct RuntimePermissions;

static META: ParserMeta = ParserMeta {
    id: "runtime_permissions",
    title: Text { en: "Permissions of apps (runtime-permissions.xml)", fr: "Permissions des applications (runtime-permissions.xml)" },
    reads: &["/data/misc_de/*/apexdata/com.android.permission/runtime-permissions.xml", "/data/system/users/*/runtime-permissions.xml", "/data/system/users/*/runtime-permissions.xml.reservecopy", "/runtime-permissions.xml"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(6),
    references: &["https://android.googlesource.com/platform/packages/modules/Permission/+/refs/heads/main/service/java/com/android/permission/persistence/RuntimePermissionsPersistenceImpl.java"],
};

static KIND: Kind = Kind {
    id: "android.runtime_permissions.app",
    title: Text { en: "Permissions of an app", fr: "Permissions d’une application" },
    brief: &["app", "granted"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// What an app was allowed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct App {
    /// Its package, or the id that several share.
    pub(crate) app: String,
    /// Whether it is a shared id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) shared: bool,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
    /// Permissions it was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) granted: Vec<String>,
    /// Permissions it was not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) denied: Vec<String>,
}

impl Parser for RuntimePermissions {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let elements = xml_file::read(input, sink)?;
        // Old versions put a list of users around the apps.
        let apps = elements.iter().flat_map(Element::descendants);
        for element in apps.filter(|one| matches!(one.name(), "package" | "pkg" | "shared-user")) {
            let at = Locator::Byte(element.offset());
            match app(element, input.path) {
                Some(app) => sink.emit(at, &app)?,
                None => sink.problem(at, "expected the name of a package"),
            }
        }
        Ok(())
    }
}

fn app(element: &Element, path: &str) -> Option<App> {
    let named = |granted: bool| {
        let items = element.children().iter().filter(|one| matches!(one.name(), "permission" | "item"));
        let items = items.filter(move |item| truth(item, "granted").unwrap_or(false) == granted);
        items.filter_map(|item| text(item, "name")).collect()
    };
    Some(App {
        app: text(element, "name")?,
        shared: element.name() == "shared-user",
        user: xml_file::user(path),
        granted: named(true),
        denied: named(false),
    })
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("app", Observable::AppId(&self.app));
    }
}
