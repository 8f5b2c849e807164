//! `/data/system/appops.xml`: when apps last used, or were refused, the camera, the microphone and the
//! like.
//!
//! Binary since Android 12. An element `pkg` an app, in it `uid`, `op` and, since Android 10, `st` for each
//! state in which it happened; older versions keep the times in `op` itself. Times are milliseconds since
//! 1970. Before the apps stand modes for user ids.
//!
//! Source: [`AppOpsService.java`] of the Android Open Source Project.
//!
//! [`AppOpsService.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/appop/AppOpsService.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Time, Versions, Volume, revive
};
use vigie_formats::abx::Element;

use crate::fields;
use crate::xml_file::{self, integer, text};

mod names;

pub(crate) static ITEM: AppopsXml = AppopsXml;

pub(crate) struct AppopsXml;

static META: ParserMeta = ParserMeta {
    id: "appops_xml",
    title: Text { en: "Use of powers by apps (appops.xml)", fr: "Usage des accès par les applications (appops.xml)" },
    reads: &["/data/system/appops.xml", "/data/system/appops_accesses.xml", "/appops.xml"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[
        Text { en: "power last used", fr: "dernier usage de l’accès" },
        Text { en: "power last refused", fr: "dernier refus de l’accès" },
    ],
    versions: Versions::android(4),
    references: &["https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/appop/AppOpsService.java"],
};

static KIND: Kind = Kind {
    id: "android.appops_xml.use",
    title: Text { en: "Use of a power", fr: "Usage d’un accès" },
    brief: &["package", "operation", "mode"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Use>,
};

/// An operation of an app.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Use {
    /// The app.
    pub(crate) package: String,
    /// Its user id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// What it did: the name, else the number, of the operation.
    pub(crate) operation: String,
    /// What it may: 0 allowed, 1 ignored, 2 refused, 3 by default, 4 in the foreground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mode: Option<i64>,
    /// When it last did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<Time>,
    /// When it was last refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rejected: Option<Time>,
    /// How long that took, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) duration_ms: Option<i64>,
    /// Part of the app that did it, or the state it was in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// On whose behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proxy: Option<String>,
}

impl Parser for AppopsXml {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let elements = xml_file::read(input, sink)?;
        for package in elements.iter().flat_map(|root| root.children_named("pkg")) {
            let Some(name) = text(package, "n") else {
                sink.problem(Locator::Byte(package.offset()), "expected the name of a package");
                continue;
            };
            for uid in package.children_named("uid") {
                for operation in uid.children_named("op") {
                    give(&name, integer(uid, "n"), operation, sink)?;
                }
            }
        }
        Ok(())
    }
}

fn give(
    package: &str,
    uid: Option<i64>,
    operation: &Element,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let at = Locator::Byte(operation.offset());
    let Some(number) = integer(operation, "n") else {
        sink.problem(at, "expected the number of an operation");
        return Ok(());
    };
    let states = operation.descendants().filter(|one| one.name() == "st");
    let mut given = false;
    for state in states {
        given = true;
        let one = read(package, uid, number, operation, state);
        sink.emit(Locator::Byte(state.offset()), &one)?;
    }
    if given {
        return Ok(());
    }
    sink.emit(at, &read(package, uid, number, operation, operation))
}

fn read(
    package: &str,
    uid: Option<i64>,
    number: i64,
    operation: &Element,
    state: &Element,
) -> Use {
    let time = |name| integer(state, name).filter(|time| *time > 0).and_then(|time| fields::time(time, 1_000));
    Use {
        package: package.to_owned(),
        uid,
        operation: names::of(number).map_or_else(|| number.to_string(), str::to_owned),
        mode: integer(operation, "m"),
        accessed: time("t"),
        rejected: time("r"),
        duration_ms: integer(state, "d").filter(|duration| *duration > 0),
        state: text(state, "id").or_else(|| text(state, "n")).filter(|_| state.name() == "st"),
        proxy: text(state, "pp"),
    }
}

impl Record for Use {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.accessed {
            see(Stamp::utc(at, "power last used"));
        }
        if let Some(at) = self.rejected {
            see(Stamp::utc(at, "power last refused"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
        if let Some(proxy) = &self.proxy {
            see("proxy", Observable::AppId(proxy));
        }
    }
}
