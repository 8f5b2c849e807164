//! A call.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};

use super::{Names, telephone};
use crate::fields::Fields;

pub(super) static KIND: Kind = Kind {
    id: "android.whatsapp_messages.call",
    title: Text { en: "WhatsApp call", fr: "Appel WhatsApp" },
    brief: &["address", "from_me", "seconds"],
    personal: &["address"],
    origin: Origin::Calls,
    volume: Volume::Many,
    revive: revive::<Call>,
};

/// A call.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    /// Address of the other side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// Address of the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// Whether the owner called.
    pub(crate) from_me: bool,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// How long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<i64>,
    /// Whether with a camera.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) video: Option<bool>,
    /// How it went, as a number of WhatsApp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<i64>,
}

impl Call {
    pub(super) fn read(mut fields: Fields, names: &Names, at: &Locator, sink: &mut Sink<'_>) -> Self {
        Self {
            address: names.address(fields.integer("jid_row_id")),
            group: names.address(fields.integer("group_jid_row_id").filter(|number| *number > 0)),
            from_me: fields.truth("from_me").unwrap_or(false),
            at: fields.time("timestamp", 1_000, at, sink),
            seconds: fields.integer("duration"),
            video: fields.truth("video_call"),
            result: fields.integer("call_result"),
        }
    }
}

impl Record for Call {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "call"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(number) = self.address.as_deref().and_then(telephone) {
            see("address", Observable::Phone(number));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.from_me
    }
}
