//! A message.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, links, revive,
};

use super::{Names, telephone};
use crate::fields::Fields;

pub(super) static KIND: Kind = Kind {
    id: "android.whatsapp_messages.message",
    title: Text { en: "WhatsApp message", fr: "Message WhatsApp" },
    brief: &["sender", "chat", "text"],
    personal: &["sender", "chat", "subject", "text"],
    origin: Origin::Message,
    volume: Volume::Many,
    revive: revive::<Message>,
};

/// A message.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Message {
    /// Address of the other side, or of the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) chat: Option<String>,
    /// Name of the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// Who sent it, in a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sender: Option<String>,
    /// Whether the owner sent it.
    pub(crate) from_me: bool,
    /// When it was sent or received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// What sort of message it is, as a number of WhatsApp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) message_type: Option<i64>,
    /// Address of a file, in the old layout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) media_url: Option<String>,
    /// Name of a file, in the old layout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) media_name: Option<String>,
}

impl Message {
    /// A row of `message`.
    pub(super) fn read(mut fields: Fields, names: &Names, at: &Locator, sink: &mut Sink<'_>) -> Self {
        let (chat, subject) = names.chat(fields.integer("chat_row_id"));
        Self {
            chat,
            subject,
            sender: names.address(fields.integer("sender_jid_row_id")),
            from_me: fields.truth("from_me").unwrap_or(false),
            at: fields.time("timestamp", 1_000, at, sink),
            text: fields.text("text_data"),
            message_type: fields.integer("message_type"),
            ..Self::default()
        }
    }

    /// A row of `messages`.
    pub(super) fn read_old(mut fields: Fields, at: &Locator, sink: &mut Sink<'_>) -> Self {
        Self {
            chat: fields.text("key_remote_jid"),
            sender: fields.text("remote_resource"),
            from_me: fields.truth("key_from_me").unwrap_or(false),
            at: fields.time("timestamp", 1_000, at, sink),
            text: fields.text("data").or_else(|| fields.text("media_caption")),
            message_type: fields.integer("media_wa_type"),
            media_url: fields.text("media_url"),
            media_name: fields.text("media_name"),
            ..Self::default()
        }
    }
}

impl Record for Message {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, if self.from_me { "message sent" } else { "message received" }));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, address) in [("chat", &self.chat), ("sender", &self.sender)] {
            if let Some(number) = address.as_deref().and_then(telephone) {
                see(field, Observable::Phone(number));
            }
        }
        if let Some(text) = &self.text {
            links(text).for_each(|link| see("text", link.observable()));
        }
        if let Some(url) = &self.media_url {
            see("media_url", Observable::Url(url));
        }
        if let Some(name) = &self.media_name {
            see("media_name", Observable::FileName(name));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.from_me
    }
}
