//! `contacts2.db`: numbers, addresses and accounts of contacts, in a copy of the phone's storage.
//!
//! Written by the contacts provider. Each row of table `data` is one thing of a contact; table `mimetypes` says
//! what, `raw_contacts` whose.
//!
//! Source: <https://developer.android.com/reference/android/provider/ContactsContract.Data>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Volume, links, revive
};

use std::collections::HashMap;

use crate::db_rows::{self, each_row_of};
use crate::fields::Fields;

pub(crate) static ITEM: ContactsDb = ContactsDb;

pub(crate) struct ContactsDb;

static META: ParserMeta = ParserMeta {
    id: "contacts_db",
    title: Text { en: "Contacts", fr: "Contacts" },
    reads: &["/data/data/com.android.providers.contacts/databases/contacts2.db", "/data/user/*/com.android.providers.contacts/databases/contacts2.db", "/data/data/com.samsung.android.providers.contacts/databases/contacts2.db", "/contacts2.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(4),
    references: &["https://developer.android.com/reference/android/provider/ContactsContract.Data"],
};

static KIND: Kind = Kind {
    id: "android.contacts_db.detail",
    title: Text { en: "Detail of a contact", fr: "Élément d’un contact" },
    brief: &["contact", "detail", "value"],
    personal: &["contact", "value"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Detail>,
};

/// Something of a contact.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Detail {
    /// Name of the contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) contact: Option<String>,
    /// Account that the contact belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// What it is: `phone_v2`, `email_v2`, `website`, or the whole type of another app.
    pub(crate) detail: String,
    /// Its value.
    pub(crate) value: String,
    /// Further values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) others: Vec<String>,
}

/// A contact as an account has it.
struct Contact {
    name: Option<String>,
    account: Option<String>,
}

/// Most contacts and kinds that are kept in memory.
const MOST: usize = 1_000_000;

impl Parser for ContactsDb {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["data"], sink)?;
        let mut kinds: HashMap<i64, String> = HashMap::new();
        each_row_of(&database, "mimetypes", sink, |mut fields, at, _| {
            if let (Some(id), Some(kind)) = (number(&mut fields, &at), fields.text("mimetype"))
                && kinds.len() < MOST
            {
                let own = kind.strip_prefix("vnd.android.cursor.item/").map(str::to_owned);
                kinds.insert(id, own.unwrap_or(kind));
            }
            Ok(())
        })?;
        let mut contacts: HashMap<i64, Contact> = HashMap::new();
        each_row_of(&database, "raw_contacts", sink, |mut fields, at, _| {
            if let (Some(id), true) = (number(&mut fields, &at), contacts.len() < MOST) {
                let (name, account) = (fields.text("display_name"), fields.text("account_name"));
                contacts.insert(id, Contact { name, account });
            }
            Ok(())
        })?;
        each_row_of(&database, "data", sink, |mut fields, at, sink| {
            let contact = fields.integer("raw_contact_id").and_then(|id| contacts.get(&id));
            let kind = fields.integer("mimetype_id").and_then(|id| kinds.get(&id).cloned());
            let Some(value) = fields.text("data1") else { return Ok(()) };
            let others = OTHERS.iter().filter_map(|name| fields.text(name)).collect();
            let detail = Detail {
                contact: contact.and_then(|contact| contact.name.clone()),
                account: contact.and_then(|contact| contact.account.clone()),
                detail: kind.unwrap_or_default(),
                value,
                others,
            };
            sink.emit(at, &detail)
        })
    }
}

/// Columns whose meaning differs with the kind.
const OTHERS: &[&str] = &["data3", "data4", "data5", "data6", "data7", "data8", "data9"];

/// The number of a row: the alias of the rowid is NULL in the row itself.
fn number(fields: &mut Fields, at: &Locator) -> Option<i64> {
    match at {
        Locator::Row { row, .. } => fields.integer("_id").or(Some(*row)),
        _ => fields.integer("_id"),
    }
}

impl Record for Detail {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let value = self.value.as_str();
        match self.detail.as_str() {
            "phone_v2" => see("value", Observable::Phone(value)),
            "email_v2" | "im" | "sip_address" => see("value", Observable::Account(value)),
            "website" => see("value", Observable::Url(value)),
            _ => links(value).for_each(|link| see("value", link.observable())),
        }
    }
}
