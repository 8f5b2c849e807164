//! `siminfo` in `telephony.db`: SIM cards that were in a phone, those that were taken out since included.
//!
//! Written by the telephony provider; cards of both kinds, plastic and embedded. `imsi` came with Android 10,
//! the flags for embedded cards with Android 9.
//!
//! Source: [`SubscriptionManager`] of Android's documentation.
//!
//! [`SubscriptionManager`]: https://developer.android.com/reference/android/telephony/SubscriptionManager

use serde::{Deserialize, Serialize};
use vigie_core::{EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Volume, revive};

use crate::db_rows::{self, each_row_of};
use crate::fields::{Fields, More};

pub(crate) static ITEM: Siminfo = Siminfo;

pub(crate) struct Siminfo;

static META: ParserMeta = ParserMeta {
    id: "siminfo",
    title: Text { en: "SIM cards", fr: "Cartes SIM" },
    reads: &["/data/user_de/*/com.android.providers.telephony/databases/telephony.db", "/data/data/com.android.providers.telephony/databases/telephony.db", "/telephony.db"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &["https://developer.android.com/reference/android/telephony/SubscriptionManager", "https://github.com/abrignoni/ALEAPP"],
};

static KIND: Kind = Kind {
    id: "android.siminfo.card",
    title: Text { en: "SIM card", fr: "Carte SIM" },
    brief: &["name", "carrier", "number"],
    personal: &["number", "imsi", "icc_id"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Card>,
};

/// A SIM card.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Card {
    /// Its telephone number, as far as the phone knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<String>,
    /// Identity of the subscriber.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) imsi: Option<String>,
    /// Number of the card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) icc_id: Option<String>,
    /// What the owner calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// The operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) carrier: Option<String>,
    /// Its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<String>,
    /// Number of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mcc: Option<String>,
    /// Number of the operator in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mnc: Option<String>,
    /// Where it is; nothing where it was taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) slot: Option<i64>,
    /// Whether it is part of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) embedded: Option<bool>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for Siminfo {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["siminfo"], sink)?;
        each_row_of(&database, "siminfo", sink, |mut fields: Fields, at, sink| {
            fields.any("_id");
            let row = Card {
                number: fields.text("number"),
                imsi: fields.text("imsi"),
                icc_id: fields.text("icc_id"),
                name: fields.text("display_name"),
                carrier: fields.text("carrier_name"),
                country: fields.text("iso_country_code"),
                mcc: fields.text("mcc_string").or_else(|| fields.text("mcc")),
                mnc: fields.text("mnc_string").or_else(|| fields.text("mnc")),
                slot: fields.integer("sim_id").filter(|slot| *slot >= 0),
                embedded: fields.truth("is_embedded"),
                more: fields.more(),
            };
            sink.emit(at, &row)
        })
    }
}

impl Record for Card {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(number) = &self.number {
            see("number", Observable::Phone(number));
        }
    }
}
