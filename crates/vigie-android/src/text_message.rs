//! A text or multimedia message.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};

use crate::fields::More;

/// How a message came, hence which list it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Service {
    /// SMS.
    Sms,
    /// MMS.
    Mms,
}

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Direction {
    /// It came.
    Received,
    /// It was sent.
    Sent,
    /// It was written and not sent yet.
    Draft,
    /// It waits to be sent, or is being sent.
    Outgoing,
    /// Sending it failed.
    Failed,
}

impl Direction {
    /// From `type` of an SMS or `msg_box` of an MMS, which count alike.
    ///
    /// <https://developer.android.com/reference/android/provider/Telephony.TextBasedSmsColumns>
    pub(crate) const fn of(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Received),
            2 => Some(Self::Sent),
            3 => Some(Self::Draft),
            4 | 6 => Some(Self::Outgoing),
            5 => Some(Self::Failed),
            _ => None,
        }
    }
}

/// What stamps of messages say.
pub(crate) mod means {
    use vigie_core::Text;

    /// A message that came.
    pub(crate) const RECEIVED: Text = Text { en: "message received", fr: "message reçu" };
    /// When its sender says to have sent it.
    pub(crate) const SENT_BY_OTHER: Text =
        Text { en: "message sent by the other side", fr: "message envoyé par l’autre partie" };
    /// A message that went.
    pub(crate) const SENT: Text = Text { en: "message sent", fr: "message envoyé" };
    /// A message that did not go, or of which the direction is not known.
    pub(crate) const WRITTEN: Text = Text { en: "message stored", fr: "message enregistré" };
    /// All of them.
    pub(crate) const ALL: &[Text] = &[RECEIVED, SENT_BY_OTHER, SENT, WRITTEN];
}

/// A backed-up SMS.
pub(crate) static BACKED_UP_SMS: Kind = kind("android.sms_backup.message", SMS);
/// A backed-up MMS.
pub(crate) static BACKED_UP_MMS: Kind = kind("android.mms_backup.message", MMS);
/// An SMS in the phone's own database.
pub(crate) static STORED_SMS: Kind = kind("android.mmssms_db.sms", SMS);
/// An MMS in the phone's own database.
pub(crate) static STORED_MMS: Kind = kind("android.mmssms_db.mms", MMS);

const SMS: Text = Text { en: "Text message (SMS)", fr: "Message texte (SMS)" };
const MMS: Text = Text { en: "Multimedia message (MMS)", fr: "Message multimédia (MMS)" };

const fn kind(id: &'static str, title: Text) -> Kind {
    Kind {
        id,
        title,
        brief: &["direction", "addresses", "text"],
        personal: &["addresses", "text", "subject", "own_number"],
        origin: Origin::Message,
        volume: Volume::Many,
        revive: revive::<TextMessage>,
    }
}

/// A message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TextMessage {
    /// How it came.
    pub(crate) service: Service,
    /// Whether it stands in the phone's own database, not in a backup.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) stored: bool,
    /// Which way it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) direction: Option<Direction>,
    /// When it was received or sent, by the phone's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// When it was sent, as the network or the sender says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date_sent: Option<Time>,
    /// The other sides: numbers, e-mail addresses, names of services.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) addresses: Vec<Address>,
    /// Subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// Text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// The phone's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) own_number: Option<String>,
    /// Whether it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) read: Option<bool>,
    /// Further fields.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

/// Somebody who sent or got a message.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Address {
    /// A number, an e-mail address, or the name of a service.
    pub(crate) address: String,
    /// `from`, `to`, `cc` or `bcc`, where the message says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<String>,
}

/// Stands in place of the own number among the addresses of an MMS.
pub(crate) const OWN_ADDRESS: &str = "insert-address-token";

/// Numbers of the header fields that addresses stand in.
pub(crate) fn role(number: i64) -> String {
    match number {
        137 => "from".to_owned(),
        151 => "to".to_owned(),
        130 => "cc".to_owned(),
        129 => "bcc".to_owned(),
        other => other.to_string(),
    }
}

impl Record for TextMessage {
    fn kind(&self) -> &'static Kind {
        match (self.service, self.stored) {
            (Service::Sms, false) => &BACKED_UP_SMS,
            (Service::Mms, false) => &BACKED_UP_MMS,
            (Service::Sms, true) => &STORED_SMS,
            (Service::Mms, true) => &STORED_MMS,
        }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let means = match self.direction {
            Some(Direction::Received) => means::RECEIVED,
            Some(Direction::Sent) => means::SENT,
            _ => means::WRITTEN,
        };
        if let Some(at) = self.date {
            see(Stamp::utc(at, means.en));
        }
        if let (Some(at), Some(Direction::Received)) = (self.date_sent, self.direction) {
            see(Stamp { at, means: means::SENT_BY_OTHER.en, clock: Clock::Remote });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for one in &self.addresses {
            see("addresses", Observable::Account(&one.address));
        }
        for (field, text) in [("subject", &self.subject), ("text", &self.text)] {
            if let Some(text) = text {
                links(text).for_each(|link| see(field, link.observable()));
            }
        }
    }

    fn made_by_owner(&self) -> bool {
        self.direction.is_some_and(|direction| direction != Direction::Received)
    }
}
