//! Events.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};

use super::participant::Participant;
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.calendar.event",
    title: Text { en: "Calendar event", fr: "Événement du calendrier" },
    brief: &["summary", "location", "organizer", "calendar"],
    personal: &[
        "summary",
        "description",
        "location",
        "url",
        "conference_url",
        "organizer",
        "attendees",
        "attachments",
        "links",
        "calendar",
        "columns",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Event>,
};

/// An event, invitation or reminder.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
    /// What is written about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<String>,
    /// Link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Link to a video conference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conference_url: Option<String>,
    /// When it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_date: Option<Time>,
    /// Time zone of the beginning; `_float` for times without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_tz: Option<String>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_date: Option<Time>,
    /// True for whole days.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) all_day: bool,
    /// True where the calendar does not show it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) hidden: bool,
    /// Calendar it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calendar: Option<String>,
    /// When it was made, by the clock of whoever made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creation_date: Option<Time>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// When someone made it in a shared calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shared_created: Option<Time>,
    /// When someone changed it in a shared calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shared_modified: Option<Time>,
    /// When a reminder is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due_date: Option<Time>,
    /// When a reminder was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) completion_date: Option<Time>,
    /// Who organises it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organizer: Option<Participant>,
    /// Who is invited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) attendees: Vec<Participant>,
    /// Files that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) attachments: Vec<Attachment>,
    /// URLs in what the server sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) links: Vec<String>,
    /// Id of the event, the same for all who have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_identifier: Option<String>,
    /// Id of the event on this phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// A file that belongs to an event.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Attachment {
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) filename: Option<String>,
    /// Where the phone keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) local_path: Option<String>,
    /// Its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
}

impl Event {
    /// True where somebody else organises it.
    pub(crate) fn is_invitation(&self) -> bool {
        self.organizer.as_ref().is_some_and(|organizer| {
            !organizer.is_self && (organizer.email.is_some() || organizer.phone_number.is_some())
        })
    }

    /// Whose clock wrote when it was made.
    fn clock(&self) -> Clock {
        if self.is_invitation() { Clock::Remote } else { Clock::Utc }
    }
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let floats = self.all_day || self.start_tz.as_deref() == Some("_float");
        let planned = if floats { Clock::LocalUnknownOffset } else { Clock::Utc };
        let made = self.clock();
        let own = [
            (self.creation_date, "event created", made),
            (self.last_modified, "event changed", made),
            (self.start_date, "event begins", planned),
            (self.end_date, "event ends", planned),
            (self.shared_created, "shared event created", Clock::Remote),
            (self.shared_modified, "shared event changed", Clock::Remote),
            (self.due_date, "reminder due", planned),
            (self.completion_date, "reminder done", Clock::Utc),
        ];
        for (at, means, clock) in own {
            if let Some(at) = at {
                see(Stamp { at, means, clock });
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let texts = [
            ("summary", &self.summary),
            ("description", &self.description),
            ("location", &self.location),
        ];
        for (field, text) in texts {
            links(text.as_deref().unwrap_or("")).for_each(|link| see(field, link.observable()));
        }
        for (field, url) in [("url", &self.url), ("conference_url", &self.conference_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
        if let Some(organizer) = &self.organizer {
            organizer.observables("organizer", see);
        }
        for attendee in &self.attendees {
            attendee.observables("attendees", see);
        }
        for attachment in &self.attachments {
            if let Some(url) = &attachment.url {
                see("attachments", Observable::Url(url));
            }
            if let Some(name) = &attachment.filename {
                see("attachments", Observable::FileName(name));
            }
        }
        for link in &self.links {
            see("links", Observable::Url(link));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}
