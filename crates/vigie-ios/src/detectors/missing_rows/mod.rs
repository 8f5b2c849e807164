//! Numbers of rows that are missing in tables of messages, calls and visited pages.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::MissingRows as Missing;

pub(crate) static ITEM: MissingRows = MissingRows;

pub(crate) struct MissingRows;

static META: DetectorMeta = DetectorMeta {
    id: "missing_rows",
    version: 1,
    title: Text {
        en: "Rows missing from messages, calls and visited pages",
        fr: "Lignes manquantes parmi les messages, les appels et les pages visitées",
    },
    severity: Severity::Info,
    order: Order::File,
    reads: &["ios.deleted_rows.missing"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://www.sqlite.org/autoinc.html"],
};

/// Fewest missing numbers in a row that are told.
const LEAST: u64 = 20;

/// Tables whose rows an app does not make without need.
const TOLD: &[&str] =
    &["ZCALLRECORD", "ZWACDCALLEVENT", "ZWAMESSAGE", "call", "history_visits", "message"];

impl Detector for MissingRows {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Rows)
    }
}

struct Rows;

impl Watch for Rows {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(table) = seen.record.as_a::<Missing>() else { return };
        if !TOLD.contains(&table.table.as_str()) {
            return;
        }
        let at_end = table.missing_at_end.unwrap_or_default();
        let largest = table.largest.iter().max_by_key(|gap| gap.missing);
        let largest = largest.filter(|gap| gap.missing >= LEAST);
        let (key, first, last) = match largest {
            Some(gap) => ("missing-rows-gap", gap.after, gap.before),
            None if at_end > 0 => ("missing-rows-end", table.last, table.greatest.unwrap_or(0)),
            None => return,
        };
        let day = |date: Option<vigie_core::Time>| {
            date.map_or_else(|| "?".to_owned(), |date| date.to_string())
        };
        let [missing, end, first, last] =
            [table.missing.to_string(), at_end.to_string(), first.to_string(), last.to_string()];
        let [after, before] =
            [largest.and_then(|gap| gap.after_date), largest.and_then(|gap| gap.before_date)]
                .map(day);
        let arguments = [
            ("table", table.table.as_str()),
            ("database", table.database.as_str()),
            ("missing", missing.as_str()),
            ("end", end.as_str()),
            ("first", first.as_str()),
            ("last", last.as_str()),
            ("after", after.as_str()),
            ("before", before.as_str()),
        ];
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::Low,
            claim: Claim::new(key, arguments),
            evidence: vec![seen.evidence("missing", &missing)],
        });
    }
}
