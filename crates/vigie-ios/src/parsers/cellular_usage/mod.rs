//! `CellularUsage.db`: SIM cards that were in the phone.
//!
//! Written by CommCenter, backed up, kept until the phone is erased. Table `subscriber_info`: one row
//! per SIM card: `subscriber_id` (ICCID), `subscriber_mdn` (telephone number), `slot_id`, `tag`,
//! `last_update_time` in seconds since 2001. A SIM card that the owner does not know, or a change that
//! they did not make, belongs to attacks on the number.
//!
//! Layout after the databases themselves and
//! <https://github.com/abrignoni/iLEAPP/blob/main/scripts/artifacts/cellularUsage.py>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop,
    Text, Time, Versions, Volume, revive,
};
use vigie_formats::sqlite::Database;

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(crate) static ITEM: CellularUsage = CellularUsage;

pub(crate) struct CellularUsage;

static META: ParserMeta = ParserMeta {
    id: "cellular_usage",
    title: Text { en: "SIM cards that were in the phone", fr: "Cartes SIM utilisées par le téléphone" },
    reads: &["/private/var/wireless/Library/Databases/CellularUsage.db", "/CellularUsage.db"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&KIND],
    means: &[Text { en: "SIM card last noted", fr: "carte SIM notée pour la dernière fois" }],
    versions: Versions::ios(7),
    references: &[
        "https://github.com/abrignoni/iLEAPP/blob/main/scripts/artifacts/cellularUsage.py",
    ],
};

static KIND: Kind = Kind {
    id: "ios.cellular_usage.subscriber",
    title: Text { en: "SIM card", fr: "Carte SIM" },
    brief: &["phone_number", "iccid", "slot"],
    personal: &["phone_number", "iccid"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Subscriber>,
};

impl Parser for CellularUsage {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("subscriber_info") else {
            return Err(Stop::Unsupported("a database without table subscriber_info".into()));
        };
        let column = |name| table.column(name);
        let others = Others::new(&table, FIELDS);
        table.scan_into(sink, |row, sink| {
            let subscriber = Subscriber {
                iccid: cells::text(row, column("subscriber_id")),
                phone_number: cells::text(row, column("subscriber_mdn")),
                slot: row.integer(column("slot_id")),
                updated: cells::mac_time(row, column("last_update_time"), "last_update_time", sink),
                columns: others.of(row),
            };
            sink.emit(row.locator(), &subscriber)
        })
    }
}

/// Columns of `subscriber_info` with a field of their own.
const FIELDS: &[&str] =
    &["ROWID", "subscriber_id", "subscriber_mdn", "slot_id", "last_update_time"];

/// A SIM card.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Subscriber {
    /// Number of the card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) iccid: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone_number: Option<String>,
    /// Slot, in phones that have several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) slot: Option<i64>,
    /// When the phone last noted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Subscriber {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.updated {
            see(Stamp::utc(at, "SIM card last noted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(number) = &self.phone_number {
            see("phone_number", Observable::Phone(number));
        }
    }
}
