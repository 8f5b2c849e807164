//! `Keychains/Analytics/*.db`: failures and events that the security services noted.
//!
//! Written by `securityd`, `trustd`, `transparencyd` and others, one database per topic
//! (`ckks_analytics.db`, `trust_analytics.db`, `networking_analytics.db`, …); found in copies of the
//! file system only. Tables `hard_failures`, `soft_failures`, `notes`, `rockwell` and, in old
//! versions, `all_events` are rings of the last 1,000 rows: `timestamp` in seconds since 1970 and, in
//! `data`, a property list. It names processes, addresses and, as `build`, the version of the system
//! at the time, so that it tells past versions too.
//!
//! Schema after Apple's published
//! [source](https://github.com/apple-oss-distributions/Security/tree/main/Analytics) and
//! <https://docs.mvt.re/en/latest/ios/records/#analytics>.

mod event;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use event::Event as AnalyticsEvent;

pub(crate) static ITEM: Analytics = Analytics;

pub(crate) struct Analytics;

static META: ParserMeta = ParserMeta {
    id: "analytics",
    title: Text {
        en: "Failures and events noted by security services",
        fr: "Échecs et événements notés par les services de sécurité",
    },
    reads: &["/private/var/Keychains/Analytics/*.db", "/*_analytics.db"],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&event::KIND],
    means: &[Text {
        en: "event noted by a security service",
        fr: "événement noté par un service de sécurité",
    }],
    versions: Versions::ios(11),
    references: &[
        "https://docs.mvt.re/en/latest/ios/records/#analytics",
        "https://github.com/apple-oss-distributions/Security/tree/main/Analytics",
    ],
};

/// Tables of events.
const TABLES: [&str; 5] = ["hard_failures", "soft_failures", "notes", "rockwell", "all_events"];

impl Parser for Analytics {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let mut known = false;
        for name in TABLES {
            if let Some(table) = database.table(name) {
                known = true;
                event::read(&table, name, &input.limits, sink)?;
            }
        }
        if known {
            Ok(())
        } else {
            Err(Stop::Unsupported("a database without table hard_failures".into()))
        }
    }
}
