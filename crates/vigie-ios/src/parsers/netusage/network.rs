//! Networks that the phone was in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.netusage.network",
    title: Text { en: "Network the phone was in", fr: "Réseau utilisé par le téléphone" },
    brief: &["network_kind", "name", "station"],
    personal: &["identifier", "name", "station"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Network>,
};

/// A network that the phone was in.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Network {
    /// Its number.
    pub(crate) id: i64,
    /// `Wi-Fi`, `mobile`; the number itself where its meaning is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) network_kind: Option<String>,
    /// What it is called in the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<String>,
    /// Name of a Wi-Fi network, or the identifier where it has no two parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Address of the access point (`aa:bb:cc:dd:ee:ff`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) station: Option<String>,
    /// When the phone was first in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_seen: Option<Time>,
    /// When it was last in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_seen: Option<Time>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Network {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first_seen {
            see(Stamp::utc(at, "first in this network"));
        }
        if let Some(at) = self.last_seen {
            see(Stamp::utc(at, "last in this network"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Columns of `ZNETWORKATTACHMENT` with a field of their own, and those of Core Data itself.
const FIELDS: &[&str] =
    &["Z_PK", "Z_ENT", "Z_OPT", "ZKIND", "ZIDENTIFIER", "ZFIRSTTIMESTAMP", "ZTIMESTAMP"];

/// Most networks whose name is remembered.
const MOST_NAMES: usize = 100_000;

/// Longest name of a network, in bytes.
const LONGEST_NAME: usize = 200;

/// Emits every network, and gives their names.
pub(super) fn read(
    database: &Database,
    sink: &mut Sink<'_>,
) -> Result<BTreeMap<i64, String>, Stop> {
    let mut names = BTreeMap::new();
    let Some(table) = database.table("ZNETWORKATTACHMENT") else { return Ok(names) };
    let column = |name| table.column(name);
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let identifier = cells::name(row, column("ZIDENTIFIER"), LONGEST_NAME);
        let (name, station) = identifier.as_deref().map(parts).unwrap_or_default();
        let network = Network {
            id: row.rowid(),
            network_kind: row.integer(column("ZKIND")).map(kind),
            name,
            station,
            first_seen: cells::mac_time(row, column("ZFIRSTTIMESTAMP"), "ZFIRSTTIMESTAMP", sink),
            last_seen: cells::mac_time(row, column("ZTIMESTAMP"), "ZTIMESTAMP", sink),
            columns: others.of(row),
            identifier,
        };
        if let Some(name) = network.identifier.as_ref().filter(|_| names.len() < MOST_NAMES) {
            names.insert(network.id, name.clone());
        }
        sink.emit(row.locator(), &network)
    })?;
    Ok(names)
}

fn kind(number: i64) -> String {
    match number {
        1 => "Wi-Fi".to_owned(),
        2 => "mobile".to_owned(),
        other => other.to_string(),
    }
}

/// Name and access point of `NAME-a:b:c:d:e:f`, where each byte may lack its first digit.
fn parts(identifier: &str) -> (Option<String>, Option<String>) {
    let station = identifier.rsplit_once('-').and_then(|(name, end)| Some((name, address(end)?)));
    match station {
        Some((name, address)) => (Some(name.to_owned()), Some(address)),
        None => (Some(identifier.to_owned()), None),
    }
}

/// Six hexadecimal bytes as they are usually written.
fn address(text: &str) -> Option<String> {
    let bytes: Option<Vec<String>> = text
        .split(':')
        .map(|byte| u8::from_str_radix(byte, 16).ok().map(|byte| format!("{byte:02x}")))
        .collect();
    bytes.filter(|bytes| bytes.len() == 6).map(|bytes| bytes.join(":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_points_get_their_zeros_back() {
        let station = parts("Home-Net-0:1b:c:dd:e:f").1;
        assert_eq!(station.as_deref(), Some("00:1b:0c:dd:0e:0f"));
        assert_eq!(parts("Home-Net"), (Some("Home-Net".into()), None));
        assert_eq!(parts("204-08-1"), (Some("204-08-1".into()), None));
    }
}
