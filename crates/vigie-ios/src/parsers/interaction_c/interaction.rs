//! Interactions.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use super::contact::{Parties, Party};
use super::joined::{self, Attachment, Attachments, Keywords};
use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::jids;
use crate::joins::Joins;

pub(super) static KIND: Kind = Kind {
    id: "ios.interaction_c.interaction",
    title: Text { en: "Interaction with a person", fr: "Interaction avec une personne" },
    brief: &["bundle_id", "direction", "sender", "recipients"],
    personal: &[
        "account",
        "sender",
        "recipients",
        "domain_identifier",
        "group_name",
        "content_url",
        "derived_intent_identifier",
        "attachments",
        "keywords",
        "columns",
    ],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Interaction>,
};

/// A message, call or share, as an app told the system about it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Interaction {
    /// App that told about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// App that it was made with, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target_bundle_id: Option<String>,
    /// `incoming`, `outgoing`; the number itself where its meaning is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) direction: Option<Cow<'static, str>>,
    /// Way of communicating, as a number of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mechanism: Option<i64>,
    /// True for an answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_response: bool,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_date: Option<Time>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_date: Option<Time>,
    /// When it was written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creation_date: Option<Time>,
    /// When it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) update_date: Option<Time>,
    /// The owner's account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// Who sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender: Option<Party>,
    /// Who it was sent to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) recipients: Vec<Party>,
    /// How many it was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recipient_count: Option<i64>,
    /// Conversation or mailbox it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) domain_identifier: Option<String>,
    /// Name of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group_name: Option<String>,
    /// Where its content is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_url: Option<String>,
    /// Id of the place where it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location_uuid: Option<String>,
    /// Id that links it to a suggestion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) derived_intent_identifier: Option<String>,
    /// Id of the interaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// What was sent along.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) attachments: Vec<Attachment>,
    /// Words that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) keywords: Vec<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Microseconds by which an interaction is written down late.
const LATE: u64 = 3_600_000_000;

impl Interaction {
    /// True where it was written down an hour or more before or after it began.
    fn is_recorded_apart(&self, recorded: Time) -> bool {
        self.start_date.is_none_or(|start| {
            start.unix_micros().abs_diff(recorded.unix_micros()) >= LATE
        })
    }
}

impl Record for Interaction {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.start_date {
            see(Stamp::utc(at, "interaction begun"));
        }
        if let Some(at) = self.end_date.filter(|_| self.end_date != self.start_date) {
            see(Stamp::utc(at, "interaction ended"));
        }
        if let Some(at) = self.creation_date.filter(|at| self.is_recorded_apart(*at)) {
            see(Stamp::utc(at, "interaction recorded"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(sender) = &self.sender {
            jids::see_account("sender", sender.identifier.as_deref(), see);
        }
        for recipient in &self.recipients {
            jids::see_account("recipients", recipient.identifier.as_deref(), see);
        }
        if let Some(id) = &self.bundle_id {
            see("bundle_id", Observable::AppId(id));
        }
        if let Some(id) = self.target_bundle_id.as_ref().filter(|_| self.target_bundle_id != self.bundle_id)
        {
            see("target_bundle_id", Observable::AppId(id));
        }
        if let Some(url) = &self.content_url {
            see("content_url", Observable::Url(url));
        }
        for attachment in &self.attachments {
            if let Some(url) = &attachment.content_url {
                see("attachments", Observable::Url(url));
            }
            links(attachment.content_text.as_deref().unwrap_or(""))
                .for_each(|link| see("attachments", link.observable()));
        }
        for keyword in &self.keywords {
            links(keyword).for_each(|link| see("keywords", link.observable()));
        }
        links(self.group_name.as_deref().unwrap_or(""))
            .for_each(|link| see("group_name", link.observable()));
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("columns", link.observable()));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.direction.as_deref() == Some("outgoing")
    }
}

/// Columns of `ZINTERACTIONS` with a field of their own, and those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZBUNDLEID",
    "ZTARGETBUNDLEID",
    "ZDIRECTION",
    "ZMECHANISM",
    "ZISRESPONSE",
    "ZSTARTDATE",
    "ZENDDATE",
    "ZCREATIONDATE",
    "ZUPDATEDATE",
    "ZACCOUNT",
    "ZSENDER",
    "ZRECIPIENTCOUNT",
    "ZDOMAINIDENTIFIER",
    "ZGROUPNAME",
    "ZCONTENTURL",
    "ZLOCATIONUUID",
    "ZDERIVEDINTENTIDENTIFIER",
    "ZUUID",
];

/// Emits every row of `ZINTERACTIONS`.
pub(super) fn read(
    database: &Database,
    parties: &Parties,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("ZINTERACTIONS") else { return Ok(()) };
    let rows = Rows {
        schema: Schema::new(&table),
        recipients: joined::joins(database, "RECIPIENTS", sink)?,
        attachments: Attachments::read(database, sink)?,
        keywords: Keywords::read(database, sink)?,
        parties,
    };
    table.scan_into(sink, |row, sink| {
        let interaction = rows.interaction(row, sink)?;
        sink.emit(row.locator(), &interaction)
    })
}

/// Where the fields stand in a row.
struct Schema {
    bundle_id: Option<Column>,
    target_bundle_id: Option<Column>,
    direction: Option<Column>,
    mechanism: Option<Column>,
    is_response: Option<Column>,
    start_date: Option<Column>,
    end_date: Option<Column>,
    creation_date: Option<Column>,
    update_date: Option<Column>,
    account: Option<Column>,
    sender: Option<Column>,
    recipient_count: Option<Column>,
    domain_identifier: Option<Column>,
    group_name: Option<Column>,
    content_url: Option<Column>,
    location_uuid: Option<Column>,
    derived_intent_identifier: Option<Column>,
    uuid: Option<Column>,
    others: Others,
}

impl Schema {
    fn new(table: &Table<'_>) -> Self {
        let column = |name| table.column(name);
        Self {
            bundle_id: column("ZBUNDLEID"),
            target_bundle_id: column("ZTARGETBUNDLEID"),
            direction: column("ZDIRECTION"),
            mechanism: column("ZMECHANISM"),
            is_response: column("ZISRESPONSE"),
            start_date: column("ZSTARTDATE"),
            end_date: column("ZENDDATE"),
            creation_date: column("ZCREATIONDATE"),
            update_date: column("ZUPDATEDATE"),
            account: column("ZACCOUNT"),
            sender: column("ZSENDER"),
            recipient_count: column("ZRECIPIENTCOUNT"),
            domain_identifier: column("ZDOMAINIDENTIFIER"),
            group_name: column("ZGROUPNAME"),
            content_url: column("ZCONTENTURL"),
            location_uuid: column("ZLOCATIONUUID"),
            derived_intent_identifier: column("ZDERIVEDINTENTIDENTIFIER"),
            uuid: column("ZUUID"),
            others: Others::new(table, FIELDS),
        }
    }
}

/// What is needed to make an interaction of a row.
struct Rows<'a> {
    schema: Schema,
    recipients: Joins,
    attachments: Option<Attachments<'a>>,
    keywords: Option<Keywords<'a>>,
    parties: &'a Parties,
}

/// Most recipients of one interaction.
const MOST_RECIPIENTS: usize = 1_000;

impl Rows<'_> {
    fn interaction(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Result<Interaction, Stop> {
        let mut interaction = self.own_fields(row, sink);
        let recipients = self.recipients.all(row.rowid()).take(MOST_RECIPIENTS);
        interaction.recipients =
            recipients.filter_map(|id| self.parties.find(id)).cloned().collect();
        if let Some(sender) = cells::nonzero(row, self.schema.sender) {
            interaction.sender = self.parties.find(sender).cloned();
            if interaction.sender.is_none() {
                sink.problem(row.locator(), format!("sender {sender} is not in table ZCONTACTS"));
            }
        }
        if let Some(attachments) = &self.attachments {
            interaction.attachments = attachments.of(row.rowid())?;
        }
        if let Some(keywords) = &self.keywords {
            interaction.keywords = keywords.of(row.rowid())?;
        }
        Ok(interaction)
    }

    fn own_fields(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Interaction {
        let s = &self.schema;
        Interaction {
            bundle_id: cells::text(row, s.bundle_id),
            target_bundle_id: cells::text(row, s.target_bundle_id),
            direction: row.integer(s.direction).map(direction),
            mechanism: row.integer(s.mechanism),
            is_response: cells::flag(row, s.is_response),
            start_date: cells::mac_time(row, s.start_date, "ZSTARTDATE", sink),
            end_date: cells::mac_time(row, s.end_date, "ZENDDATE", sink),
            creation_date: cells::mac_time(row, s.creation_date, "ZCREATIONDATE", sink),
            update_date: cells::mac_time(row, s.update_date, "ZUPDATEDATE", sink),
            account: cells::text(row, s.account),
            recipient_count: cells::nonzero(row, s.recipient_count),
            domain_identifier: cells::text(row, s.domain_identifier),
            group_name: cells::text(row, s.group_name),
            content_url: cells::text(row, s.content_url),
            location_uuid: cells::text(row, s.location_uuid),
            derived_intent_identifier: cells::text(row, s.derived_intent_identifier),
            uuid: cells::text(row, s.uuid),
            columns: s.others.of(row),
            ..Interaction::default()
        }
    }
}

fn direction(value: i64) -> Cow<'static, str> {
    match value {
        0 => Cow::Borrowed("incoming"),
        1 => Cow::Borrowed("outgoing"),
        other => Cow::Owned(other.to_string()),
    }
}
