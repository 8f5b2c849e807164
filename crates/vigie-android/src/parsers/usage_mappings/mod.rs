//! `mappings` of the usage statistics: every app and screen that they have a number for.
//!
//! Since Android 11 usage statistics name apps by numbers; this file says which app a number is, and lists
//! the names of its screens that were seen. Protocol Buffers: a counter, then for each app its number and
//! its texts, of which the first is the package.
//!
//! Source: [`usagestatsservice_v2.proto`] of the Android Open Source Project.
//!
//! [`usagestatsservice_v2.proto`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/proto/android/server/usagestatsservice_v2.proto

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::protobuf::{Field, Value, fields};

use crate::xml_file;

pub(crate) static ITEM: UsageMappings = UsageMappings;

pub(crate) struct UsageMappings;

static META: ParserMeta = ParserMeta {
    id: "usage_mappings",
    title: Text {
        en: "Apps in the usage statistics",
        fr: "Applications des statistiques d’utilisation",
    },
    reads: &["/data/system_ce/*/usagestats/mappings", "/data/system/usagestats/*/mappings"],
    found_in: &[EvidenceKind::AndroidFileSystem],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(11),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/proto/android/server/usagestatsservice_v2.proto",
    ],
};

static KIND: Kind = Kind {
    id: "android.usage_mappings.app",
    title: Text {
        en: "App in the usage statistics",
        fr: "Application des statistiques d’utilisation",
    },
    brief: &["package", "user"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An app in the usage statistics.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct App {
    /// Its package.
    pub(crate) package: String,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<u64>,
    /// Names of its screens, and other texts that are numbered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) names: Vec<String>,
}

/// Most names of an app that are kept.
const MOST_NAMES: usize = 200;

impl Parser for UsageMappings {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let mut at = 0_u64;
        for field in fields(&bytes) {
            let Field { number, value } = match field {
                Ok(field) => field,
                Err(stop) => {
                    sink.problem(stop.locator(), stop.to_string());
                    return Ok(());
                }
            };
            if let (2, Value::Bytes(entry)) = (number, value) {
                at = at.saturating_add(1);
                let place = Locator::Key(format!("packages_map/{at}"));
                match app(entry, xml_file::user(input.path)) {
                    Some(app) => sink.emit(place, &app)?,
                    None => sink.problem(place, "expected the name of a package"),
                }
            }
        }
        Ok(())
    }
}

fn app(entry: &[u8], user: Option<u32>) -> Option<App> {
    let mut token = None;
    let mut names = Vec::new();
    for field in fields(entry).map_while(Result::ok) {
        match (field.number, field.value) {
            (1, Value::Varint(number)) => token = Some(number),
            (2, Value::Bytes(text)) if names.len() <= MOST_NAMES => {
                names.push(String::from_utf8_lossy(text).into_owned());
            }
            _ => {}
        }
    }
    let mut names = names.into_iter();
    let package = names.next().filter(|package| !package.is_empty())?;
    Some(App { package, user, token, names: names.collect() })
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
