//! Apps for which a change of the platform was switched by hand: service `platform_compat`.
//!
//! Android lets behaviour be overridden per app (`am compat`, developer options, configuration of the
//! vendor). What was set by name stays when the app is removed: a trace of apps that are gone.
//!
//! ```text
//! ChangeId(168419799; name=DOWNSCALED; disabled; packageOverrides={…}; rawOverrides={com.example=false}; overridable)
//! ```
//!
//! `rawOverrides` are as set; `packageOverrides` are those that apply to what is installed now.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/compat/CompatChange.java>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::lines::each_line_of;

use crate::section::is_package;

pub(crate) static ITEM: PlatformCompat = PlatformCompat;

pub(crate) struct PlatformCompat;

static META: ParserMeta = ParserMeta {
    id: "platform_compat",
    title: Text {
        en: "Apps with overridden behaviour of the platform",
        fr: "Apps au comportement de plateforme modifié",
    },
    reads: &["/dumpsys/platform_compat", "/dumpsys/*/platform_compat"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(11),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/compat/CompatChange.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.platform_compat.override",
    title: Text { en: "Override for an app", fr: "Modification pour une app" },
    brief: &["package", "name", "value"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Override>,
};

impl Parser for PlatformCompat {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_line_of(input, |line| {
            let Some(rest) = line.text.trim_start().strip_prefix("ChangeId(") else { return Ok(()) };
            if line.cut {
                let at = Locator::Line(line.number);
                sink.problem(at, "a change is longer than what is read of a line");
            }
            let change = Change::read(rest);
            for (package, value) in pairs(rest, "rawOverrides={") {
                sink.emit(Locator::Line(line.number), &change.of(package, value, true))?;
            }
            for (package, value) in pairs(rest, "packageOverrides={") {
                if !pairs(rest, "rawOverrides={").any(|(raw, _)| raw == package) {
                    sink.emit(Locator::Line(line.number), &change.of(package, value, false))?;
                }
            }
            Ok(())
        })
    }
}

/// The entries of `{com.example=false, …}` behind `key`; a value may be a list of its own.
fn pairs<'a>(text: &'a str, key: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let list = text.split_once(key).and_then(|(_, rest)| rest.split('}').next()).unwrap_or("");
    let pairs = list.split(',').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(package, _)| is_package(package))
}

/// A change of the platform.
struct Change<'a> {
    id: Option<i64>,
    name: &'a str,
    state: &'a str,
    overridable: bool,
}

impl<'a> Change<'a> {
    /// Reads `168419799; name=DOWNSCALED; disabled; …; overridable)`.
    fn read(text: &'a str) -> Self {
        let mut fields = text.trim_end_matches(')').split("; ");
        let id = fields.next().and_then(|id| id.parse().ok());
        let mut change = Self { id, name: "", state: "", overridable: false };
        for field in fields {
            if let Some(name) = field.strip_prefix("name=") {
                change.name = name;
            } else if field == "overridable" {
                change.overridable = true;
            } else if field == "disabled" || field.starts_with("enable") || field == "loggingOnly" {
                change.state = field;
            }
        }
        change
    }

    fn of(&self, package: &str, value: &str, raw: bool) -> Override {
        Override {
            change: self.id,
            name: self.name.to_owned(),
            state: self.state.to_owned(),
            overridable: self.overridable,
            package: package.to_owned(),
            value: value.to_owned(),
            raw,
        }
    }
}

/// A change of the platform that is set for one app.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Override {
    /// Number of the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<i64>,
    /// Its name.
    pub(crate) name: String,
    /// How it is for other apps: `disabled`, `enableSinceTargetSdk=30`; empty where it is on.
    pub(crate) state: String,
    /// Whether anyone may set it.
    pub(crate) overridable: bool,
    /// Package of the app, installed or not.
    pub(crate) package: String,
    /// What it is set to.
    pub(crate) value: String,
    /// Whether it was set by name, not worked out for what is installed.
    pub(crate) raw: bool,
}

impl Record for Override {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
