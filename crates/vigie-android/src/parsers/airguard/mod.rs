//! `attd_db` of AirGuard: trackers that the app saw near the phone.
//!
//! AirGuard looks for trackers of Apple, Samsung, Tile and others that move along with their bearer. It keeps each
//! device, and each time and place at which it was seen. Older versions keep the place with the sighting, newer
//! ones in a table of their own. Dates are written in the phone's zone.
//!
//! Source: [`AirGuard`].
//!
//! [`AirGuard`]: https://github.com/seemoo-lab/AirGuard

use std::collections::HashMap;

use vigie_core::{
    Clock, EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Time, Versions,
};

use crate::db_rows::{self, each_row_of};
use crate::fields::Fields;
use crate::written_time;

mod device;
mod sighting;

pub(crate) static ITEM: Airguard = Airguard;

pub(crate) struct Airguard;

static META: ParserMeta = ParserMeta {
    id: "airguard",
    title: Text { en: "Trackers that AirGuard saw", fr: "Balises vues par AirGuard" },
    reads: &[
        "/data/data/de.seemoo.at_tracking_detection.release/databases/attd_db",
        "/data/user/*/de.seemoo.at_tracking_detection.release/databases/attd_db",
        "/data/data/de.seemoo.at_tracking_detection/databases/attd_db",
        "/data/user/*/de.seemoo.at_tracking_detection/databases/attd_db",
        "/attd_db",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&device::KIND, &sighting::KIND],
    means: &[
        Text { en: "tracker first seen", fr: "balise vue pour la première fois" },
        Text { en: "tracker last seen", fr: "balise vue pour la dernière fois" },
        Text { en: "owner warned of a tracker", fr: "personne avertie d’une balise" },
        Text { en: "tracker seen", fr: "balise vue" },
    ],
    versions: Versions::android(5),
    references: &["https://github.com/seemoo-lab/AirGuard", "https://github.com/abrignoni/ALEAPP"],
};

/// Most places that are kept in memory.
const MOST: usize = 1_000_000;

impl Parser for Airguard {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = db_rows::open(input, &["device", "beacon"], sink)?;
        each_row_of(&database, "device", sink, |fields, at, sink| {
            let device = device::Device::read(fields, input, &at, sink);
            sink.emit(at, &device)
        })?;
        let mut places = HashMap::new();
        each_row_of(&database, "location", sink, |mut fields, at, _| {
            let number = match at {
                Locator::Row { row, .. } => fields.integer("locationId").unwrap_or(row),
                _ => return Ok(()),
            };
            if places.len() < MOST {
                places.insert(number, (degrees(&mut fields, "latitude"), degrees(&mut fields, "longitude")));
            }
            Ok(())
        })?;
        each_row_of(&database, "beacon", sink, |fields, at, sink| {
            let sighting = sighting::Sighting::read(fields, input, &places, &at, sink);
            sink.emit(at, &sighting)
        })
    }
}

fn degrees(fields: &mut Fields, name: &str) -> Option<f64> {
    fields.any(name).and_then(|value| value.as_f64())
}

/// A date and whose clock wrote it.
fn date(
    fields: &mut Fields,
    name: &str,
    input: &Input<'_>,
    at: &Locator,
    sink: &mut Sink<'_>,
) -> Option<(Time, Clock)> {
    let mut text = fields.text(name)?.replacen('T', " ", 1);
    // A whole minute is written without its seconds.
    if text.len() == "2026-06-01 08:00".len() {
        text.push_str(":00");
    }
    let (time, clock) = written_time::instant(input, &text);
    if time.is_none() {
        sink.problem(at.clone(), format!("{name}: expected a date"));
    }
    Some((time?, clock))
}
