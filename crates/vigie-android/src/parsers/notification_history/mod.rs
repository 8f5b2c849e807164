//! History of notifications: what apps showed their owner in the last day.
//!
//! Written by the notification service where the owner switched the history on; one file in Protocol Buffers
//! every twenty minutes, called after the millisecond since 1970 of its beginning, kept for a day. Names of
//! apps and channels stand in a pool of texts and are numbered from 1. Messages that were deleted in their app
//! may still stand here, links included.
//!
//! Source: [`notificationhistory.proto`] of the Android Open Source Project.
//!
//! [`notificationhistory.proto`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/proto/android/server/notificationhistory.proto

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, links, revive,
};

use crate::fields;
use crate::message::Message;

pub(crate) static ITEM: NotificationHistory = NotificationHistory;

pub(crate) struct NotificationHistory;

static META: ParserMeta = ParserMeta {
    id: "notification_history",
    title: Text { en: "History of notifications", fr: "Historique des notifications" },
    reads: &["/data/system_ce/*/notification_history/history/*"],
    found_in: &[EvidenceKind::AndroidFileSystem],
    emits: &[&KIND],
    means: &[Text { en: "notification shown", fr: "notification affichée" }],
    versions: Versions::android(11),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/proto/android/server/notificationhistory.proto",
    ],
};

static KIND: Kind = Kind {
    id: "android.notification_history.notification",
    title: Text { en: "Notification", fr: "Notification" },
    brief: &["package", "title", "text"],
    personal: &["title", "text", "conversation"],
    origin: Origin::Message,
    volume: Volume::Many,
    revive: revive::<Notification>,
};

/// A notification.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Notification {
    /// The app that showed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i64>,
    /// User id of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// When it was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) posted: Option<Time>,
    /// Its title, of a message often who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// What sort of notifications of the app it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) channel: Option<String>,
    /// Name that the app gives that sort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) channel_id: Option<String>,
    /// Which conversation it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) conversation: Option<String>,
}

impl Parser for NotificationHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let file = Message::of_file(&bytes, sink);
        let pool = file.bytes(2).last().map(Message::read).unwrap_or_default();
        let pool: Vec<&[u8]> = pool.bytes(2).collect();
        for (at, entry) in (1_u64..).zip(file.bytes(5)) {
            let at = Locator::Key(format!("notification/{at}"));
            let entry = Message::inside(entry, &at, sink);
            let notification = read(&entry, &pool);
            if notification.package.is_none() {
                sink.problem(at.clone(), "expected the name of a package");
            }
            sink.emit(at, &notification)?;
        }
        Ok(())
    }
}

fn read(entry: &Message<'_>, pool: &[&[u8]]) -> Notification {
    let pooled = |index| {
        let index = usize::try_from(entry.integer(index)?).ok()?.checked_sub(1)?;
        let text = pool.get(index).filter(|text| !text.is_empty())?;
        Some(String::from_utf8_lossy(text).into_owned())
    };
    let named = |text, index| entry.text(text).or_else(|| pooled(index));
    let posted = entry.integer(9).filter(|millis| *millis > 0);
    Notification {
        package: named(1, 2),
        user: entry.integer(8),
        uid: entry.integer(7),
        posted: posted.and_then(|millis| fields::time(millis, 1_000)),
        title: entry.text(10),
        text: entry.text(11),
        channel: named(3, 4),
        channel_id: named(5, 6),
        // Which of the two fields has the text and which its number, their types tell.
        conversation: named(13, 14).or_else(|| named(14, 13)),
    }
}

/// Whether a title may be a number or an address, and not a name.
fn is_account(title: &str) -> bool {
    let digits = title.bytes().filter(u8::is_ascii_digit).count();
    digits >= 6 && !title.contains(char::is_alphabetic) || title.contains('@') && !title.contains(' ')
}

impl Record for Notification {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.posted {
            see(Stamp::utc(at, "notification shown"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
        // A message is often shown under the number or address that it came from.
        if let Some(title) = self.title.as_deref().filter(|title| is_account(title)) {
            see("title", Observable::Account(title));
        }
        for (field, text) in [("title", &self.title), ("text", &self.text)] {
            if let Some(text) = text {
                links(text).for_each(|link| see(field, link.observable()));
            }
        }
    }
}
