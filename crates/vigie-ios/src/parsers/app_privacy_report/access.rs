//! Uses of data and sensors.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::time;
use crate::json_parts::Part;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.app_privacy_report.access",
    title: Text {
        en: "App that used data or a sensor",
        fr: "App qui a utilisé une donnée ou un capteur",
    },
    brief: &["app", "category", "event"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Many,
    revive: revive::<Access>,
};

/// A use of data or of a sensor.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Access {
    /// The app, or path of the program.
    pub(crate) app: String,
    /// `bundleID` or `path`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app_type: Option<String>,
    /// What was used: `location`, `microphone`, `camera`, `contacts`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) category: Option<String>,
    /// `intervalBegin`, `intervalEnd` or `event`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// Id of the use, the same at its begin and end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// The app that showed the data, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) broadcaster: Option<String>,
    /// True where it happened out of the app's own process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) out_of_process: Option<bool>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
}

impl Access {
    /// Reads a line; `None` where it is something else.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut access = Self::default();
        let mut is_one = false;
        for (name, value) in Part::of(line).members() {
            match name.as_ref() {
                "type" => is_one = value.text().as_deref() == Some("access"),
                "stream" => {
                    let stream = value.text().unwrap_or_default();
                    is_one = stream.starts_with("com.apple.privacy.accounting.stream");
                    let about = stream.rsplit('.').next().unwrap_or_default().to_owned();
                    access.category = access.category.or(Some(about));
                }
                "accessor" => {
                    access.app = value.find("identifier").and_then(Part::text).unwrap_or_default();
                    access.app_type = value.find("identifierType").and_then(Part::text);
                }
                "broadcaster" => {
                    access.broadcaster = value.find("identifier").and_then(Part::text);
                }
                "category" | "tccService" => access.category = value.text(),
                "kind" => access.event = value.text(),
                "identifier" => access.id = value.text(),
                "outOfProcess" => access.out_of_process = value.read(),
                "timeStamp" | "timestamp" => access.timestamp = time(value),
                _ => {}
            }
        }
        (is_one && !access.app.is_empty()).then_some(access)
    }
}

impl Record for Access {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            let ended = self.event.as_deref() == Some("intervalEnd");
            let means = if ended { "data or sensor no longer used" } else { "data or sensor used" };
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, app) in [("app", Some(&self.app)), ("broadcaster", self.broadcaster.as_ref())] {
            let Some(app) = app else { continue };
            see(field, Observable::Process(app));
            match paths::absolute(app) {
                Some(path) => see(field, Observable::Path(&path)),
                None => see(field, Observable::AppId(app)),
            }
        }
    }
}
