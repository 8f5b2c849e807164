//! When profiles were installed and removed.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::plist::{Dictionary, Value};

use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.configuration_profiles.event",
    title: Text {
        en: "Profile installed or removed",
        fr: "Profil installé ou supprimé",
    },
    brief: &["operation", "profile_id", "process"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Event>,
};

/// Something that was done with a profile.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    /// Identifier of the profile.
    pub(crate) profile_id: String,
    /// `install`, `remove`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) operation: Option<String>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// What else is kept.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            see(Stamp::utc(at, "profile installed, changed or removed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("profile_id", Observable::ProfileId(&self.profile_id));
        if let Some(process) = &self.process {
            see("process", Observable::Process(process));
        }
    }
}

/// Emits each event of `ProfileEvents`: a list of dictionaries, from profile to what was done.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(events) = root.find("ProfileEvents").and_then(Value::as_array) else {
        sink.problem(Locator::Key("ProfileEvents".into()), "expected a list");
        return Ok(());
    };
    for (position, entry) in events.iter().enumerate() {
        let at = Locator::Key(format!("ProfileEvents/{position}"));
        let Some(profiles) = entry.as_dictionary() else {
            sink.problem(at, "expected a dictionary");
            continue;
        };
        for (profile, about) in profiles.iter() {
            match about.as_dictionary() {
                Some(about) => sink.emit(at.clone(), &event(profile, about))?,
                None => sink.problem(at.clone(), "expected a dictionary for each profile"),
            }
        }
    }
    Ok(())
}

fn event(profile: &str, about: &Dictionary) -> Event {
    let mut event = Event { profile_id: profile.to_owned(), ..Event::default() };
    let mut rest = Dictionary::new();
    for (key, value) in about.iter() {
        let text = || value.as_str().map(str::to_owned);
        match key.to_ascii_lowercase().as_str() {
            "timestamp" => event.timestamp = value.as_time(),
            "operation" => event.operation = text(),
            "process" => event.process = text(),
            _ => rest.push(key.to_owned(), value.clone()),
        }
    }
    event.columns = trees::flatten(&Value::Dictionary(rest), 50);
    event
}
