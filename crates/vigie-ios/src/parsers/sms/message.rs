//! What a message says.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Observable, Record, Stamp, Text, Time, Volume, links, revive, Origin};

use super::body::Edit;
use super::chat;
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.sms.message",
    title: Text { en: "Message", fr: "Message" },
    brief: &["handle", "text", "payload_title", "links"],
    personal: &[
        "text",
        "subject",
        "attributed_text",
        "handle",
        "other_handle",
        "chat",
        "account",
        "destination_caller_id",
        "mentions",
        "payload_title",
        "links",
        "edits",
        "summary",
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
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) guid: String,
    /// True for what the owner sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_from_me: bool,
    /// The other party: who sent it, or for the owner's own who received it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) handle: Option<Arc<str>>,
    /// Who a message of the system is about, such as the one who joined a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) other_handle: Option<Arc<str>>,
    /// Guid of the conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) chat: Option<Arc<str>>,
    /// `iMessage`, `SMS`, `RCS`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<Arc<str>>,
    /// The owner's account, as `E:` or `P:` and an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<Arc<str>>,
    /// The owner's address that it was sent to, or from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) destination_caller_id: Option<Arc<str>>,
    /// Subject line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// The text, from column `text`, else from `attributedBody`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// The text of `attributedBody`, where it is another than that of column `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attributed_text: Option<String>,
    /// Links that do not stand in the text: attributes of it, previews, data of apps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) links: Vec<String>,
    /// Accounts that are mentioned in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) mentions: Vec<String>,
    /// App that shows the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) balloon_bundle_id: Option<String>,
    /// Title of the link preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) payload_title: Option<String>,
    /// When it was sent, by the clock of whoever sent it; for SMS, when it arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_read: Option<Time>,
    /// When it was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_delivered: Option<Time>,
    /// When an audio message was played.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_played: Option<Time>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_retracted: Option<Time>,
    /// When it was last edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_edited: Option<Time>,
    /// When it was brought back after it had been deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_recovered: Option<Time>,
    /// When the owner deleted it, less than 30 days before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_deleted: Option<Time>,
    /// What it said before it was edited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) edits: Vec<Edit>,
    /// Parts of it that were taken back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) retracted_parts: Vec<i64>,
    /// What else `message_summary_info` holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) summary: Columns,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Message {
    /// Every text of the message that a person reads.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let own = [
            ("text", &self.text),
            ("attributed_text", &self.attributed_text),
            ("subject", &self.subject),
            ("payload_title", &self.payload_title),
        ];
        let own = own.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)));
        own.chain(self.edits.iter().map(|edit| ("edits", edit.text.as_str())))
    }

    fn visit_dates(&self, see: &mut dyn FnMut(Stamp)) {
        let own = [
            (self.date_read, "read"),
            (self.date_delivered, "delivered"),
            (self.date_played, "played"),
            (self.date_retracted, "taken back"),
            (self.date_edited, "edited"),
            (self.date_recovered, "recovered"),
            (self.date_deleted, "deleted"),
        ];
        for (at, means) in own {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }
}

impl Record for Message {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            let (means, clock) = if self.is_from_me {
                ("sent", Clock::Utc)
            } else {
                ("received", Clock::Remote)
            };
            see(Stamp { at, means, clock });
        }
        self.visit_dates(see);
        for at in self.edits.iter().filter_map(|edit| edit.at) {
            see(Stamp { at, means: "earlier text written", clock: Clock::Remote });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, text) in self.texts() {
            links(text).for_each(|link| see(field, link.observable()));
        }
        let attributes = self.edits.iter().flat_map(|edit| &edit.links);
        for text in self.links.iter().chain(attributes) {
            links(text).for_each(|link| see("links", link.observable()));
        }
        match (&self.handle, &self.chat) {
            (Some(handle), _) => see("handle", Observable::Account(handle)),
            (None, Some(chat)) => {
                if let Some(address) = chat::correspondent(chat) {
                    see("chat", Observable::Account(address));
                }
            }
            (None, None) => {}
        }
        if let Some(other) = &self.other_handle {
            see("other_handle", Observable::Account(other));
        }
        for mention in &self.mentions {
            see("mentions", Observable::Account(mention));
        }
        if let Some(id) = &self.balloon_bundle_id {
            // Apps stand behind their provider: `….MSMessageExtensionBalloonPlugin:TEAM:APP`.
            see("balloon_bundle_id", Observable::AppId(id.rsplit(':').next().unwrap_or(id)));
        }
        for (_, text) in self.summary.texts().chain(self.columns.texts()) {
            if text.contains("://") {
                links(text).for_each(|link| see("columns", link.observable()));
            }
        }
    }

    fn made_by_owner(&self) -> bool {
        self.is_from_me
    }
}
