//! `transactions.log`: calls that were added to the call history or deleted from it.
//!
//! Written by `callservicesd` for its helpers, in `Library/CallHistoryTransactions`; emptied when
//! they have read it, so mostly short, and at times left with calls that the history lost. Known from
//! iOS 9 on. Not in backups.
//!
//! Entries one after the other: the length in four bytes, little-endian, and a keyed archive of that
//! length. Its root has a field `record` with the bytes of another keyed archive, the call: `date`,
//! `uniqueId`, `callerId`, `remoteParticipantHandles`, `duration`, ….
//!
//! Layout after <https://github.com/abrignoni/iLEAPP>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Limits, Locator, Observable, Origin, Parser, ParserMeta, Record,
    Sink, Stamp, Stop, Text, Time, Versions, Volume, links, revive,
};
use vigie_formats::keyed_archive;
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::trees;

pub(crate) static ITEM: CallTransactions = CallTransactions;

pub(crate) struct CallTransactions;

static META: ParserMeta = ParserMeta {
    id: "call_transactions",
    title: Text {
        en: "Calls on their way into the call history",
        fr: "Appels en cours d’inscription au journal",
    },
    reads: &[
        "/private/var/mobile/Library/CallHistoryTransactions/transactions.log*",
        "/private/var/mobile/Library/CallHistoryTransactions/transaction.log*",
        "/transactions.log",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "call", fr: "appel" }],
    versions: Versions::ios(9),
    references: &["https://github.com/abrignoni/iLEAPP"],
};

static KIND: Kind = Kind {
    id: "ios.call_transactions.call",
    title: Text { en: "Call in a transaction", fr: "Appel dans une transaction" },
    brief: &["participants", "caller_id", "duration_seconds", "service_provider"],
    personal: &["participants", "caller_id", "fields"],
    origin: Origin::Calls,
    volume: Volume::Few,
    revive: revive::<Transaction>,
};

/// A call that was added to the call history or deleted from it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Transaction {
    /// What was done with it, as a number of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) transaction_type: Option<i64>,
    /// Id of the call, the same as in the call history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unique_id: Option<String>,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
    /// How long it lasted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) duration_seconds: Option<f64>,
    /// Telephone number or account that called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) caller_id: Option<String>,
    /// Other parties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) participants: Vec<String>,
    /// App or network that carried it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service_provider: Option<String>,
    /// What else the call holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) fields: Columns,
}

impl Record for Transaction {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.date {
            see(Stamp::utc(at, "call"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for participant in &self.participants {
            see("participants", Observable::Account(participant));
        }
        if let Some(caller) = &self.caller_id {
            see("caller_id", Observable::Account(caller));
        }
        if let Some(provider) = self.service_provider.as_deref().filter(|id| id.contains('.')) {
            see("service_provider", Observable::AppId(provider));
        }
        for (_, text) in self.fields.texts().filter(|(_, text)| text.contains("://")) {
            links(text).for_each(|link| see("fields", link.observable()));
        }
    }
}

impl Parser for CallTransactions {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let mut rest = bytes.as_slice();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let offset = (bytes.len() - rest.len()) as u64;
            let need = u64::from(u32::from_le_bytes(*length));
            let whole = usize::try_from(need).ok().and_then(|need| after.split_at_checked(need));
            let Some((archive, next)) = whole else {
                let have = after.len() as u64;
                return Err(Stop::Truncated { what: "transaction", offset, need, have });
            };
            match transaction(archive, &input.limits) {
                Ok(record) => sink.emit(Locator::Byte(offset), &record)?,
                Err(why) => sink.problem(Locator::Byte(offset), format!("transaction: {why}")),
            }
            rest = next;
        }
        match rest.len() as u64 {
            0 => Ok(()),
            have => {
                let offset = bytes.len() as u64 - have;
                Err(Stop::Truncated { what: "length of a transaction", offset, need: 4, have })
            }
        }
    }
}

/// Most parties of one call.
const MOST_PARTIES: usize = 1_000;

/// Most further fields of one call.
const MOST_FIELDS: usize = 200;

/// Fields of a call that the record has fields for, and the name of its class.
const OWN: &[&str] = &["$class", "callerId", "date", "duration", "serviceProvider", "uniqueId"];

fn transaction(archive: &[u8], limits: &Limits) -> Result<Transaction, Stop> {
    let outer = keyed_archive::unarchive(archive, limits)?;
    let inner = trees::find_anywhere(&outer, "record").and_then(Value::as_bytes);
    let call = inner.map(|bytes| keyed_archive::unarchive(bytes, limits)).transpose()?;
    let call = call.as_ref().unwrap_or(&outer);
    if call.as_dictionary().is_none() {
        return Err(Stop::malformed("transaction", 0, "a call"));
    }
    let kind = ["transactionType", "type"].iter().find_map(|key| outer.find(key)?.as_i64());
    let date = call.find("date");
    let handles = call.find("remoteParticipantHandles").and_then(Value::as_array);
    let handles = handles.unwrap_or_default().iter().take(MOST_PARTIES);
    let value = |handle: &Value| trees::text(handle, "value").or_else(|| trees::text(handle, "normalizedValue"));
    let is_own = |name: &str| OWN.contains(&name) || name.starts_with("remoteParticipantHandles/");
    Ok(Transaction {
        transaction_type: kind,
        unique_id: trees::text(call, "uniqueId"),
        date: date.and_then(|date| {
            date.as_time().or_else(|| Time::from_mac_float(date.as_f64()?))
        }),
        duration_seconds: call.find("duration").and_then(Value::as_f64).filter(|s| s.is_finite()),
        caller_id: trees::text(call, "callerId"),
        participants: handles.filter_map(value).collect(),
        service_provider: trees::text(call, "serviceProvider"),
        fields: trees::flatten(call, MOST_FIELDS).without_any(is_own),
    })
}
