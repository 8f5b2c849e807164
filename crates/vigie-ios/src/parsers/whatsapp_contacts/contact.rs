//! Contacts.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Row, Table};

use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::jids;

pub(super) static KIND: Kind = Kind {
    id: "ios.whatsapp_contacts.contact",
    title: Text { en: "Contact of WhatsApp", fr: "Contact de WhatsApp" },
    brief: &["full_name", "phone_number", "whatsapp_id", "about"],
    personal: &[
        "whatsapp_id",
        "lid",
        "phone_number",
        "localized_phone_number",
        "full_name",
        "given_name",
        "last_name",
        "user_name",
        "business_name",
        "about",
        "about_emoji",
        "notes",
        "columns",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Contact>,
};

/// A contact.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contact {
    /// Identifier: a number and `@s.whatsapp.net`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) whatsapp_id: Option<String>,
    /// Identifier that hides the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lid: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone_number: Option<String>,
    /// Telephone number as it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) localized_phone_number: Option<String>,
    /// Whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) full_name: Option<String>,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) given_name: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_name: Option<String>,
    /// Name that they chose in the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_name: Option<String>,
    /// Name of a business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) business_name: Option<String>,
    /// What they say about themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) about: Option<String>,
    /// The sign beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) about_emoji: Option<String>,
    /// When they said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) about_timestamp: Option<Time>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) about_expiration: Option<Time>,
    /// What the owner noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) notes: Option<String>,
    /// How long messages stay before they disappear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) disappearing_mode_seconds: Option<i64>,
    /// When that was set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) disappearing_mode_timestamp: Option<Time>,
    /// When the app last brought it up to date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_updated: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Contact {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_updated {
            see(Stamp::utc(at, "contact last updated"));
        }
        let remote = [
            (self.about_timestamp, "said about themselves"),
            (self.about_expiration, "what they say about themselves ends"),
            (self.disappearing_mode_timestamp, "disappearing messages set"),
        ];
        for (at, means) in remote {
            if let Some(at) = at {
                see(Stamp { at, means, clock: Clock::Remote });
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        jids::see("whatsapp_id", self.whatsapp_id.as_deref(), see);
        if let Some(number) = &self.phone_number {
            see("phone_number", Observable::Phone(number));
        }
        if self.phone_number.is_none()
            && let Some(number) = &self.localized_phone_number
        {
            see("localized_phone_number", Observable::Phone(number));
        }
        let texts = [
            ("full_name", &self.full_name),
            ("business_name", &self.business_name),
            ("about", &self.about),
            ("notes", &self.notes),
        ];
        for (field, text) in texts {
            links(text.as_deref().unwrap_or("")).for_each(|link| see(field, link.observable()));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }
}

/// Columns with a field of their own, and those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZWHATSAPPID",
    "ZLID",
    "ZPHONENUMBER",
    "ZLOCALIZEDPHONENUMBER",
    "ZFULLNAME",
    "ZGIVENNAME",
    "ZLASTNAME",
    "ZUSERNAME",
    "ZBUSINESSNAME",
    "ZABOUTTEXT",
    "ZABOUTEMOJI",
    "ZABOUTTIMESTAMP",
    "ZABOUTEXPIRATIONTIMESTAMP",
    "ZNOTES",
    "ZDISAPPEARINGMODEDURATION",
    "ZDISAPPEARINGMODETIMESTAMP",
    "ZLASTUPDATED",
];

/// Emits every row of `ZWAADDRESSBOOKCONTACT`.
pub(super) fn read(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let others = Others::new(table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let contact = contact(table, &others, row, sink);
        sink.emit(row.locator(), &contact)
    })
}

fn contact(table: &Table<'_>, others: &Others, row: &Row<'_>, sink: &mut Sink<'_>) -> Contact {
    let column = |name| table.column(name);
    let text = |name| cells::text(row, column(name));
    let mut time = |name| cells::mac_time(row, column(name), name, sink);
    Contact {
        whatsapp_id: text("ZWHATSAPPID"),
        lid: text("ZLID"),
        phone_number: text("ZPHONENUMBER"),
        localized_phone_number: text("ZLOCALIZEDPHONENUMBER"),
        full_name: text("ZFULLNAME"),
        given_name: text("ZGIVENNAME"),
        last_name: text("ZLASTNAME"),
        user_name: text("ZUSERNAME"),
        business_name: text("ZBUSINESSNAME"),
        about: text("ZABOUTTEXT"),
        about_emoji: text("ZABOUTEMOJI"),
        about_timestamp: time("ZABOUTTIMESTAMP"),
        about_expiration: time("ZABOUTEXPIRATIONTIMESTAMP"),
        notes: text("ZNOTES"),
        disappearing_mode_seconds: cells::whole(row, column("ZDISAPPEARINGMODEDURATION"))
            .filter(|seconds| *seconds != 0),
        disappearing_mode_timestamp: time("ZDISAPPEARINGMODETIMESTAMP"),
        last_updated: time("ZLASTUPDATED"),
        columns: others.of(row),
    }
}
