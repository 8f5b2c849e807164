//! Who changed which setting when.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.mdm.setting_event",
    title: Text { en: "Change of a setting", fr: "Changement d’un réglage" },
    brief: &["setting", "event", "process"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<SettingEvent>,
};

/// The last change of a setting or restriction.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SettingEvent {
    /// Path of keys down to the setting, such as `restrictedBool/allowCamera`.
    pub(crate) setting: String,
    /// `set`, `remove`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// The process that changed it, or the UUID of the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
}

impl Record for SettingEvent {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            see(Stamp::utc(at, "setting changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(process) = &self.process {
            see("process", Observable::Process(process));
            see("process", Observable::ProfileId(process));
        }
    }
}

/// Emits every dictionary that holds an event, at whatever depth.
pub(super) fn read_all(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut rest = vec![(String::new(), root)];
    while let Some((path, value)) = rest.pop() {
        let Some(fields) = value.as_dictionary() else { continue };
        let event = SettingEvent {
            event: trees::text(value, "event"),
            process: trees::text(value, "process"),
            timestamp: value.find("timestamp").and_then(Value::as_time),
            setting: path,
        };
        if event.timestamp.is_some() || (event.event.is_some() && event.process.is_some()) {
            sink.emit(Locator::Key(event.setting.clone()), &event)?;
            continue;
        }
        let down: Vec<(String, &Value)> = fields
            .iter()
            .map(|(key, value)| (trees::join(&event.setting, key), value))
            .collect();
        rest.extend(down.into_iter().rev());
    }
    Ok(())
}
