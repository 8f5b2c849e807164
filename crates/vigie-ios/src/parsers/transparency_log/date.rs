//! Dates inside the log.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};

use crate::json_trees::each_leaf;

pub(super) static KIND: Kind = Kind {
    id: "ios.transparency_log.date",
    title: Text { en: "Date of key transparency", fr: "Date de la transparence des clés" },
    brief: &["what", "text"],
    personal: &["text"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Dated>,
};

/// A date, and where it stands.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Dated {
    /// Keys that lead to it.
    pub(crate) what: String,
    /// App that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) app: Option<String>,
    /// The whole text.
    pub(crate) text: String,
    /// The date.
    pub(crate) at: Time,
}

impl Record for Dated {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        see(Stamp::utc(self.at, "noted by key transparency"));
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        links(&self.text).for_each(|link| see("text", link.observable()));
    }
}

/// Most values that are looked at.
const MOST: usize = 200_000;

/// Longest text that is kept.
const LONGEST: usize = 500;

/// Emits every date below `root`.
pub(super) fn emit(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut result = Ok(());
    each_leaf(root, MOST, |path, value| {
        let Some((text, at)) = value.as_str().and_then(|text| Some((text, date_in(text)?))) else {
            return;
        };
        if result.is_ok() {
            let record = Dated {
                what: path.to_owned(),
                app: app_of(root, path),
                text: text.chars().take(LONGEST).collect(),
                at,
            };
            result = sink.emit(Locator::Key(path.to_owned()), &record);
        }
    });
    result
}

/// `app` of the entry of `registration` that `path` stands in.
fn app_of(root: &Value, path: &str) -> Option<String> {
    let rest = path.strip_prefix("registration/")?;
    let number: usize = rest.split('/').next()?.parse().ok()?;
    let app = root.get("registration")?.get(number)?.get("app")?.as_str()?;
    Some(app.to_owned())
}

/// The first date in `text`: `2024-08-19 09:00:28 +0200`, `2024-08-19T09:00:28.946+0200`.
fn date_in(text: &str) -> Option<Time> {
    let start = text.match_indices("20").find_map(|(at, _)| {
        let rest = text.as_bytes().get(at..at.checked_add(10)?)?;
        let shape = rest.iter().zip(b"dddd-dd-dd").all(|(byte, wanted)| match wanted {
            b'd' => byte.is_ascii_digit(),
            dash => byte == dash,
        });
        shape.then_some(at)
    })?;
    let rest = text.get(start..)?;
    // The longest part that is a date: with its zone, without it, the day alone.
    let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).take(36);
    let ends: Vec<usize> = ends.filter(|end| *end >= 10).collect();
    ends.into_iter().rev().find_map(|end| Time::parse(rest.get(..end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_text() {
        let read = |text| date_in(text).map(|at| at.to_string());
        assert_eq!(read("unlocked 2024-08-19 09:00:28 +0200").unwrap(), "2024-08-19T07:00:28Z");
        let launch = "2024-08-19T09:00:28.946+0200 - initializing";
        assert_eq!(read(launch).unwrap(), "2024-08-19T07:00:28.946000Z");
        assert_eq!(read("on 2024-08-19, later").unwrap(), "2024-08-19T00:00:00Z");
        assert_eq!(read("2024"), None);
        assert_eq!(read("20é4-08-19"), None);
    }
}
