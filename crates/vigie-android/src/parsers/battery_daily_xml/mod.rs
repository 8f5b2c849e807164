//! `batterystats-daily.xml`: apps that were installed, updated or removed in the last days.
//!
//! Written by the battery statistics once a day, for about ten days; binary or text. An element `item` a day, in
//! it `upd` for each app that was installed or updated and `rem` for each that was removed. Times are
//! milliseconds since 1970.
//!
//! Source: [`BatteryStatsImpl.java`] of the Android Open Source Project.
//!
//! [`BatteryStatsImpl.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/power/stats/BatteryStatsImpl.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::abx::Element;

use crate::fields;
use crate::xml_file::{self, integer, text};

pub(crate) static ITEM: BatteryDailyXml = BatteryDailyXml;

pub(crate) struct BatteryDailyXml;

static META: ParserMeta = ParserMeta {
    id: "battery_daily_xml",
    title: Text {
        en: "Apps installed and removed by day (batterystats-daily.xml)",
        fr: "Applications installées et supprimées par jour (batterystats-daily.xml)",
    },
    reads: &["/data/system/batterystats-daily.xml", "/batterystats-daily.xml"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[
        Text { en: "app installed or updated by then", fr: "application installée ou mise à jour à cette date" },
        Text { en: "app removed by then", fr: "application supprimée à cette date" },
    ],
    versions: Versions::android(7),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/power/stats/BatteryStatsImpl.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.battery_daily_xml.change",
    title: Text { en: "App installed, updated or removed", fr: "Application installée, mise à jour ou supprimée" },
    brief: &["package", "removed", "version"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Change>,
};

/// An app that was installed, updated or removed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Change {
    /// Its package.
    pub(crate) package: String,
    /// Whether it was removed.
    pub(crate) removed: bool,
    /// The version that was installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<i64>,
    /// When the day began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) begins: Option<Time>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ends: Option<Time>,
}

impl Parser for BatteryDailyXml {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let elements = xml_file::read(input, sink)?;
        for day in elements.iter().flat_map(Element::descendants).filter(|one| one.name() == "item") {
            let date = |name| {
                let millis = integer(day, name).filter(|millis| *millis > 0)?;
                fields::time(millis, 1_000)
            };
            let (begins, ends) = (date("start"), date("end"));
            for change in day.children().iter().filter(|one| matches!(one.name(), "upd" | "rem")) {
                let at = Locator::Byte(change.offset());
                let Some(package) = text(change, "pkg") else {
                    sink.problem(at, "expected the name of a package");
                    continue;
                };
                let removed = change.name() == "rem";
                let version = integer(change, "ver");
                sink.emit(at, &Change { package, removed, version, begins, ends })?;
            }
        }
        Ok(())
    }
}

impl Record for Change {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let means = if self.removed { "app removed by then" } else { "app installed or updated by then" };
        if let Some(at) = self.ends.or(self.begins) {
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
