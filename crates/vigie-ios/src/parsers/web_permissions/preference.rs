//! Settings of sites.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Database, Table};

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.web_permissions.preference",
    title: Text { en: "Setting of a site in Safari", fr: "Réglage d’un site dans Safari" },
    brief: &["domain", "preference", "setting"],
    personal: &["domain"],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Preference>,
};

/// A setting of a site, or of all sites that have none.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preference {
    /// The site; absent for what holds elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) domain: Option<String>,
    /// What is set, as Safari names it.
    pub(crate) preference: String,
    /// `ask`, `deny`, `allow` for camera, microphone and screen; else the value as stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) setting: Option<String>,
    /// When it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Preference {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.changed {
            see(Stamp::utc(at, "site setting changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        match &self.domain {
            Some(url) if url.contains("://") => see("domain", Observable::Url(url)),
            Some(host) => see("domain", Observable::Host(host)),
            None => {}
        }
    }
}

/// Emits every setting.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let database = Database::from_input(input)?;
    database.note_damage(sink);
    let values = database.table("preference_values");
    let defaults = database.table("default_preferences");
    if values.is_none() && defaults.is_none() {
        return Err(Stop::Unsupported("a database without table preference_values".into()));
    }
    for (table, value) in [(values, "preference_value"), (defaults, "default_value")] {
        if let Some(table) = table {
            rows(&table, value, sink)?;
        }
    }
    Ok(())
}

fn rows(table: &Table<'_>, value: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let [domain, preference, value_column, timestamp] =
        ["domain", "preference", value, "timestamp"].map(|name| table.column(name));
    let fields = ["id", "domain", "preference", value, "sync_data", "record_name"];
    let others = Others::new(table, &fields);
    table.scan_into(sink, |row, sink| {
        let Some(preference) = cells::text(row, preference) else {
            sink.problem(row.locator(), "expected a preference");
            return Ok(());
        };
        // Versions disagree on how they write it: a date in words is one, the rest stays as it is.
        let written = cells::text(row, timestamp);
        let changed = written.as_deref().filter(|text| text.contains('-')).and_then(Time::parse);
        let columns = others.of(row);
        let setting = Preference {
            domain: cells::text(row, domain),
            setting: cells::text(row, value_column).map(|value| word(&preference, value)),
            preference,
            columns: if changed.is_some() { columns.without("timestamp") } else { columns },
            changed,
        };
        sink.emit(row.locator(), &setting)
    })
}

/// Settings whose values are known.
const CAPTURE: [&str; 3] = ["Camera", "Microphone", "ScreenCapture"];

fn word(preference: &str, value: String) -> String {
    if !CAPTURE.iter().any(|name| preference.contains(name)) {
        return value;
    }
    match value.as_str() {
        "0" => "ask".to_owned(),
        "1" => "deny".to_owned(),
        "2" => "allow".to_owned(),
        _ => value,
    }
}
