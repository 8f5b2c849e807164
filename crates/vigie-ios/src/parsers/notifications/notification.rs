//! One notification.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links,
    revive,
};
use vigie_formats::plist::Value;

use super::app;
use crate::columns::Columns;
use crate::mentions::each_mention;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.notifications.notification",
    title: Text { en: "Notification", fr: "Notification" },
    brief: &["app", "title", "subtitle", "message"],
    personal: &["title", "subtitle", "message", "columns"],
    origin: Origin::Message,
    volume: Volume::Few,
    revive: revive::<Notification>,
};

/// Most values besides the texts that are kept of one notification.
const MOST_VALUES: usize = 300;

/// Most dictionaries that are looked into for notifications.
const MOST_LOOKS: usize = 1_000_000;

/// A notification that was delivered and is still there, or that is still to come.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Notification {
    /// The app that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app: Option<String>,
    /// True where it was still to come.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) pending: bool,
    /// When it was delivered, or asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Subtitle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subtitle: Option<String>,
    /// Text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<String>,
    /// What else it holds; names are paths of keys.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Notification {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            let means =
                if self.pending { "notification asked for" } else { "notification delivered" };
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(app) = &self.app {
            see("app", Observable::AppId(app));
        }
        let texts =
            [("title", &self.title), ("subtitle", &self.subtitle), ("message", &self.message)];
        for (field, text) in texts {
            let Some(text) = text else { continue };
            links(text).for_each(|link| see(field, link.observable()));
            // The sender of a message stands in the title.
            if field == "title" && !text.contains(char::is_alphabetic) {
                see(field, Observable::Phone(text));
            }
        }
        for (_, text) in self.columns.texts() {
            each_mention(text, |value| see("columns", value));
        }
    }
}

/// Keys with a field of their own.
const KNOWN: &[&str] = &[
    "AppNotificationCreationDate",
    "AppNotificationTitle",
    "AppNotificationSubtitle",
    "AppNotificationMessage",
    "$class",
];

/// Emits every notification inside `root`, at any depth.
pub(super) fn read(root: &Value, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let pending = input.path.ends_with("PendingNotifications.plist");
    let app = app(input)?;
    let mut rest = vec![(String::new(), root)];
    let mut looks = 0_usize;
    while let Some((path, value)) = rest.pop() {
        looks = looks.saturating_add(1);
        if looks > MOST_LOOKS {
            return Err(Stop::Limit { what: "values in a list of notifications", most: MOST_LOOKS as u64 });
        }
        match value {
            Value::Dictionary(fields) if fields.keys().any(is_own) => {
                let at = Locator::Key(path);
                let notification = notification(value, app.as_deref(), pending, &at, sink);
                sink.emit(at, &notification)?;
            }
            Value::Dictionary(fields) => {
                let inside = fields.iter().map(|(key, value)| (format!("{path}/{key}"), value));
                let inside: Vec<_> = inside.collect();
                rest.extend(inside.into_iter().rev());
            }
            Value::Array(items) => {
                let inside = items.iter().enumerate().rev();
                rest.extend(inside.map(|(number, value)| (format!("{path}/{number}"), value)));
            }
            _ => {}
        }
    }
    Ok(())
}

fn is_own(key: &str) -> bool {
    key.starts_with("AppNotification")
}

/// The app whose file this is.
fn app(input: &Input<'_>) -> Result<Option<String>, Stop> {
    let mut parts = input.path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    if let Some(app) = file.strip_suffix(".pushstore") {
        return Ok(Some(app.to_owned()));
    }
    match parts.next().filter(|folder| !folder.is_empty()) {
        Some(folder) => app::of_folder(folder, input),
        None => Ok(None),
    }
}

fn notification(
    value: &Value,
    app: Option<&str>,
    pending: bool,
    at: &Locator,
    sink: &mut Sink<'_>,
) -> Notification {
    let date = value.find("AppNotificationCreationDate");
    let time = date.and_then(|date| match date.as_f64() {
        Some(seconds) => Time::from_mac_float(seconds),
        None => date.as_time(),
    });
    if date.is_some() && time.is_none() {
        sink.problem(at.clone(), "AppNotificationCreationDate: expected a date");
    }
    Notification {
        app: app.map(str::to_owned),
        pending,
        at: time,
        title: trees::text(value, "AppNotificationTitle"),
        subtitle: trees::text(value, "AppNotificationSubtitle"),
        message: trees::text(value, "AppNotificationMessage"),
        columns: trees::flatten(value, MOST_VALUES).without_any(|name| KNOWN.contains(&name)),
    }
}
