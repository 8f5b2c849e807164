//! `TrustedPeersHelper.db`: devices whose keychain Apple keeps in escrow for the owner, and the
//! machines the account allows.
//!
//! Written by `TrustedPeersHelper`, named `CONTAINER-CONTEXT.TrustedPeersHelper.db`, in
//! `/private/var/Keychains` (on iPads with several users, in a folder of each). A Core Data store: dates
//! in seconds since 2001. `ZESCROWCLIENTMETADATA` (`ZDEVICEMODEL`, `ZDEVICENAME`,
//! `ZSECUREBACKUPMETADATATIMESTAMP`, length of a numeric passcode) with `ZESCROWMETADATA` (`ZSERIAL`);
//! `ZMACHINE` (`ZMACHINEID`, `ZSTATUS`, `ZSEENONFULLLIST`, `ZMODIFIED`).
//!
//! Schema after <https://github.com/abrignoni/iLEAPP> and Apple's `TrustedPeersHelper`.

use std::collections::HashMap;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::{Database, Table};

use crate::account_device::{self, AccountDevice, DeviceList, means};
use crate::cells::{self, Others};
use crate::columns::Scalar;

pub(crate) static ITEM: TrustedPeers = TrustedPeers;

pub(crate) struct TrustedPeers;

static META: ParserMeta = ParserMeta {
    id: "trusted_peers",
    title: Text {
        en: "Devices whose keychain is in escrow",
        fr: "Appareils dont le trousseau est sous séquestre",
    },
    reads: &[
        "/private/var/Keychains/*TrustedPeersHelper.db",
        "/private/var/Keychains/*/*TrustedPeersHelper.db",
        "/*TrustedPeersHelper.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&account_device::IN_TRUSTED_PEERS],
    means: &[means::ESCROWED, means::UPDATED],
    versions: Versions::ios(13),
    references: &[
        "https://github.com/abrignoni/iLEAPP",
        "https://github.com/apple-oss-distributions/Security",
    ],
};

impl Parser for TrustedPeers {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let clients = database.table("ZESCROWCLIENTMETADATA");
        let machines = database.table("ZMACHINE");
        if clients.is_none() && machines.is_none() {
            let what = "a database without tables ZESCROWCLIENTMETADATA and ZMACHINE";
            return Err(Stop::Unsupported(what.into()));
        }
        if let Some(table) = clients {
            let serials = serials(&database, sink)?;
            escrowed(&table, &serials, sink)?;
        }
        if let Some(table) = machines {
            allowed(&table, sink)?;
        }
        Ok(())
    }
}

/// Most serial numbers that are kept until their devices are read.
const MOST: usize = 100_000;

/// Serial numbers by the key of their row.
fn serials(database: &Database, sink: &mut Sink<'_>) -> Result<HashMap<i64, String>, Stop> {
    let mut serials = HashMap::new();
    let Some(table) = database.table("ZESCROWMETADATA") else { return Ok(serials) };
    let (key, serial) = (table.column("Z_PK"), table.column("ZSERIAL"));
    table.scan_into(sink, |row, _| {
        let found = row.integer(key).zip(cells::name(row, serial, 200));
        if let Some((key, serial)) = found.filter(|_| serials.len() < MOST) {
            serials.insert(key, serial);
        }
        Ok(())
    })?;
    Ok(serials)
}

fn escrowed(
    table: &Table<'_>,
    serials: &HashMap<i64, String>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let column = |name| table.column(name);
    let numeric = "ZSECUREBACKUPNUMERICPASSPHRASELENGTH";
    let date = "ZSECUREBACKUPMETADATATIMESTAMP";
    table.scan_into(sink, |row, sink| {
        let text = |name| cells::text(row, column(name));
        let escrowed = cells::mac_time(row, column(date), date, sink);
        let metadata = row.integer(column("ZESCROWMETADATA"));
        let mut device = AccountDevice {
            list: DeviceList::TrustedPeers,
            group: Some("escrow".to_owned()),
            name: text("ZDEVICENAME"),
            model: text("ZDEVICEMODEL"),
            machine_id: text("ZDEVICEMID"),
            serial_number: metadata.and_then(|key| serials.get(&key)).cloned(),
            escrowed,
            ..AccountDevice::default()
        };
        if let Some(version) = text("ZDEVICEMODELVERSION") {
            device.columns.push("model_version", Scalar::Text(version));
        }
        if let Some(length) = row.integer(column(numeric)) {
            device.columns.push("passcode_digits", Scalar::Integer(length));
        }
        sink.emit(row.locator(), &device)
    })
}

fn allowed(table: &Table<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let column = |name| table.column(name);
    let others = Others::new(table, &["Z_PK", "Z_ENT", "Z_OPT", "ZMACHINEID", "ZMODIFIED"]);
    table.scan_into(sink, |row, sink| {
        let device = AccountDevice {
            list: DeviceList::TrustedPeers,
            group: Some("machine".to_owned()),
            machine_id: cells::text(row, column("ZMACHINEID")),
            updated: cells::mac_time(row, column("ZMODIFIED"), "ZMODIFIED", sink),
            columns: others.of(row),
            ..AccountDevice::default()
        };
        sink.emit(row.locator(), &device)
    })
}
