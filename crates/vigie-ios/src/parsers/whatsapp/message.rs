//! Messages.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};

use super::media::{Media, Preview};
use crate::columns::Columns;
use crate::jids;

pub(super) static KIND: Kind = Kind {
    id: "ios.whatsapp.message",
    title: Text { en: "WhatsApp message", fr: "Message WhatsApp" },
    brief: &["chat", "sender", "message_type", "text", "previews"],
    personal: &[
        "chat",
        "sender",
        "sender_number",
        "sender_name",
        "recipient",
        "push_name",
        "text",
        "media",
        "previews",
        "columns",
    ],
    origin: Origin::Message,
    volume: Volume::Few,
    revive: revive::<Message>,
};

/// A message.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    /// Id of the message, the same on all devices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stanza_id: Option<String>,
    /// True for what the owner sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_from_me: bool,
    /// Identifier of the conversation: of the other party, or of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) chat: Option<String>,
    /// Who wrote it, where it is not the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender: Option<String>,
    /// Number behind the sender's identifier, as the app knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender_number: Option<String>,
    /// Name of a member of a group who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender_name: Option<String>,
    /// Who it was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recipient: Option<String>,
    /// Name that the sender gave to themselves; encoded in newer versions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) push_name: Option<String>,
    /// The text, or the caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// What it is, where it is no plain text; the number itself where its meaning is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_type: Option<Cow<'static, str>>,
    /// When it was sent or received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// When it left for the server, or its sender's phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sent_date: Option<Time>,
    /// True where the owner marked it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) starred: bool,
    /// What was sent along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) media: Option<Box<Media>>,
    /// Previews of links.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) previews: Vec<Preview>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// What `ZMESSAGETYPE` says; nothing for a plain text.
pub(super) fn message_type(value: i64) -> Option<Cow<'static, str>> {
    let word = match value {
        0 => return None,
        1 => "image",
        2 => "video",
        3 => "audio",
        4 => "contact",
        5 => "location",
        6 => "group event",
        7 => "link",
        8 => "document",
        11 => "GIF",
        14 => "deleted",
        15 => "sticker",
        38 => "image to be seen once",
        39 => "video to be seen once",
        46 => "poll",
        other => return Some(Cow::Owned(other.to_string())),
    };
    Some(Cow::Borrowed(word))
}

impl Record for Message {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let clock = if self.is_from_me { Clock::Utc } else { Clock::Remote };
        if let Some(at) = self.date {
            let means = if self.is_from_me { "sent" } else { "received" };
            see(Stamp { at, means, clock });
        }
        if let Some(at) = self.sent_date.filter(|_| self.sent_date != self.date) {
            see(Stamp { at, means: "handed to the server", clock });
        }
        if let Some(at) = self.media.as_ref().and_then(|media| media.url_date) {
            see(Stamp { at, means: "file put on the server", clock: Clock::Remote });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(text) = &self.text {
            links(text).for_each(|link| see("text", link.observable()));
        }
        jids::see("sender", self.sender.as_deref(), see);
        if let Some(number) = &self.sender_number {
            see("sender_number", Observable::Phone(number));
        }
        if self.sender != self.chat {
            jids::see("chat", self.chat.as_deref(), see);
        }
        if self.recipient != self.chat {
            jids::see("recipient", self.recipient.as_deref(), see);
        }
        if let Some(media) = &self.media {
            media.observables(see);
        }
        for preview in &self.previews {
            preview.observables(see);
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.is_from_me
    }
}
