//! `devicelist.db`: devices of the owner's Apple account, as the authentication daemon knows them.
//!
//! A cache of `akd`, in `/private/var/mobile/Library/Application Support/com.apple.akd`, refreshed
//! from Apple's servers; only copies of the file system hold it. Tables `device_list` (`mid`, `name`,
//! `serial_number`, `model`, `os`, `os_version`, `build_number`, `trusted`, `circle_status`,
//! `last_updated_date` in seconds since 1970, `additional_info`: JSON with IMEI numbers, `altDSID`) and
//! `deleted_device_list`.
//!
//! Schema after <https://github.com/abrignoni/iLEAPP>.

use serde_json::Value as Json;
use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::{Database, Row, Table};

use crate::account_device::{self, AccountDevice, DeviceList, means};
use crate::cells::{self, Others};

pub(crate) static ITEM: AccountDeviceList = AccountDeviceList;

pub(crate) struct AccountDeviceList;

static META: ParserMeta = ParserMeta {
    id: "account_device_list",
    title: Text { en: "Devices of the Apple account", fr: "Appareils du compte Apple" },
    reads: &[
        "/private/var/mobile/Library/Application Support/com.apple.akd/devicelist.db",
        "/devicelist.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&account_device::IN_ACCOUNT],
    means: &[means::UPDATED, means::REMOVED],
    versions: Versions::ios(13),
    references: &["https://github.com/abrignoni/iLEAPP"],
};

impl Parser for AccountDeviceList {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let devices = database.table("device_list");
        let deleted = database.table("deleted_device_list");
        if devices.is_none() && deleted.is_none() {
            return Err(Stop::Unsupported("a database without table device_list".into()));
        }
        if let Some(table) = devices {
            read(&table, None, sink)?;
        }
        if let Some(table) = deleted {
            read(&table, Some("deleted"), sink)?;
        }
        Ok(())
    }
}

/// Columns with a field of their own.
const FIELDS: &[&str] = &[
    "mid",
    "name",
    "serial_number",
    "model",
    "os_version",
    "build_number",
    "trusted",
    "last_updated_date",
    "additional_info",
    "altDSID",
    "deleted_date",
];

fn read(table: &Table<'_>, group: Option<&str>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let others = Others::new(table, FIELDS);
    table.scan_into(sink, |row, sink| {
        let device = device(table, row, group, &others, sink);
        sink.emit(row.locator(), &device)
    })
}

fn device(
    table: &Table<'_>,
    row: &Row<'_>,
    group: Option<&str>,
    others: &Others,
    sink: &mut Sink<'_>,
) -> AccountDevice {
    let text = |name| cells::text(row, table.column(name));
    let mut time = |name: &str| cells::unix_time(row, table.column(name), name, sink);
    let (updated, removed) = (time("last_updated_date"), time("deleted_date"));
    AccountDevice {
        list: DeviceList::Account,
        group: group.map(str::to_owned),
        name: text("name"),
        model: text("model"),
        os_version: text("os_version"),
        build_version: text("build_number"),
        serial_number: text("serial_number"),
        imei: text("additional_info").and_then(|info| imei(&info)),
        machine_id: text("mid"),
        account: text("altDSID"),
        trusted: row.integer(table.column("trusted")).map(|trusted| trusted != 0),
        updated,
        removed,
        columns: others.of(row),
        ..AccountDevice::default()
    }
}

/// The numbers in `{"phones": [{"imei": "…", "slotID": 1}]}`.
fn imei(info: &str) -> Option<String> {
    let info: Json = serde_json::from_str(info).ok()?;
    let phones = info.get("phones")?.as_array()?.iter();
    let numbers: Vec<&str> =
        phones.filter_map(|phone| phone.get("imei")?.as_str()).take(4).collect();
    (!numbers.is_empty()).then(|| numbers.join(", "))
}
