//! What went through a network.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::Database;

use crate::cells::{self, Others};
use crate::columns::Columns;

pub(super) static KIND: Kind = Kind {
    id: "ios.netusage.route",
    title: Text { en: "Traffic in a network", fr: "Trafic sur un réseau" },
    brief: &["network", "bytes_in", "bytes_out", "connections_tried", "connections_made"],
    personal: &["network"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Route>,
};

/// What went through a network.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Route {
    /// The network's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) network_id: Option<i64>,
    /// What it is called in the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) network: Option<String>,
    /// When that was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Bytes received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes_in: Option<i64>,
    /// Bytes sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes_out: Option<i64>,
    /// Packets received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) packets_in: Option<i64>,
    /// Packets sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) packets_out: Option<i64>,
    /// Connections that were tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) connections_tried: Option<i64>,
    /// Connections that were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) connections_made: Option<i64>,
    /// Connections that failed because of a certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_errors: Option<i64>,
    /// How often the network sent a request to a page of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) captive_redirects: Option<i64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Route {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "traffic in this network counted"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Columns of `ZLIVEROUTEPERF` with a field of their own, and those of Core Data itself.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZHASNETWORKATTACHMENT",
    "ZTIMESTAMP",
    "ZBYTESIN",
    "ZBYTESOUT",
    "ZPACKETSIN",
    "ZPACKETSOUT",
    "ZCONNATTEMPTS",
    "ZCONNSUCCESSES",
    "ZCERTERRORS",
    "ZCAPTIVITYREDIRECTS",
];

/// Emits what went through each network.
pub(super) fn read(
    database: &Database,
    names: &BTreeMap<i64, String>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(table) = database.table("ZLIVEROUTEPERF") else { return Ok(()) };
    let column = |name| table.column(name);
    let others = Others::new(&table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let whole = |name| cells::whole(row, column(name));
        let network_id = whole("ZHASNETWORKATTACHMENT");
        let route = Route {
            network_id,
            network: network_id.and_then(|id| names.get(&id).cloned()),
            at: cells::mac_time(row, column("ZTIMESTAMP"), "ZTIMESTAMP", sink),
            bytes_in: whole("ZBYTESIN"),
            bytes_out: whole("ZBYTESOUT"),
            packets_in: whole("ZPACKETSIN"),
            packets_out: whole("ZPACKETSOUT"),
            connections_tried: whole("ZCONNATTEMPTS"),
            connections_made: whole("ZCONNSUCCESSES"),
            certificate_errors: whole("ZCERTERRORS"),
            captive_redirects: whole("ZCAPTIVITYREDIRECTS"),
            columns: others.of(row),
        };
        sink.emit(row.locator(), &route)
    })
}
