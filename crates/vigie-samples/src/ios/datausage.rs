//! Network usage per process: `WirelessDomain:Library/Databases/DataUsage.sqlite` (Core Data), and
//! in dumps `netusage.sqlite` with the same tables.

use rusqlite::{Connection, params};

use super::layout::{DeviceFile, file};
use super::life::{Slot, slots};
use super::phone::Phone;
use super::{Hostile, Plant, chains};
use crate::words::{APPS, PROCESSES};
use crate::{Result, Rng};

pub(crate) const FILE: DeviceFile = file("WirelessDomain", "Library/Databases/DataUsage.sqlite");
/// The first iOS whose table has no Wi-Fi columns any more.
const NO_WIFI_FROM: u8 = 17;

const PROCESS: &str = "
CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZBUNDLENAME VARCHAR, ZPROCNAME VARCHAR);
CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
CREATE TABLE Z_MODELCACHE (Z_CONTENT BLOB);";
const USAGE: [&str; 2] = [
    "CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZKIND INTEGER, ZMETADATA INTEGER, ZTAG INTEGER, ZHASPROCESS INTEGER, ZBILLCYCLEEND TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZWIFIIN FLOAT, ZWIFIOUT FLOAT, ZWWANIN FLOAT, ZWWANOUT FLOAT);",
    "CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZKIND INTEGER, ZMETADATA INTEGER, ZTAG INTEGER, ZHASPROCESS INTEGER, ZBILLCYCLEEND TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZWWANIN FLOAT, ZWWANOUT FLOAT);",
];

/// Planted processes: plant, name, bundle.
const PROCESSES_PLANTED: &[(Plant, &str, Option<&str>)] = &[
    (Plant::DatausageProcess, "nwrelayd", None),
    (Plant::DatausageCut, "nachtwachtagentd", None),
    (Plant::DatausagePath, "/private/var/db/com.apple.xpc.roleaccountd.staging/nwstaged", None),
    (Plant::DatausageApp, "nwhelper/example.nachtwacht.vpn", Some("example.nachtwacht.vpn")),
];

/// Further planted processes, where the other databases are written too.
const CHAINED: &[(Plant, &str, Option<&str>)] =
    &[(Plant::ChainProcess, chains::PROCESS, None), (Plant::WipedSibling, chains::WIPED, None)];
const NETUSAGE_PLANTED: &[(Plant, &str, Option<&str>)] =
    &[(Plant::NetusageProcess, "nwpingd", None)];
/// Networks that the phone was in, and what each route carried: `netusage.sqlite` only.
const ROUTES: &str = "
CREATE TABLE ZNETWORKATTACHMENT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZISKNOWNGOOD INTEGER, ZISLOWINTERNETDL INTEGER, ZKIND INTEGER, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZIDENTIFIER VARCHAR, ZNETSIGNATURE BLOB);
CREATE TABLE ZLIVEROUTEPERF (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZKIND INTEGER, ZHASNETWORKATTACHMENT INTEGER, ZTIMESTAMP TIMESTAMP, ZBYTESIN FLOAT, ZBYTESOUT FLOAT, ZCONNATTEMPTS FLOAT, ZCONNSUCCESSES FLOAT, ZPACKETSIN FLOAT, ZPACKETSOUT FLOAT);";

/// Writes the network usage.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    let mut planted = PROCESSES_PLANTED.to_vec();
    if phone.plan.contacts > 0 {
        planted.extend(CHAINED);
    }
    usage(phone, FILE, "datausage", &planted)
}

/// Writes what only dumps have: the same tables and more, kept by another daemon.
pub(crate) fn write_netusage(phone: &mut Phone) -> Result<()> {
    let path = if phone.plan.ios >= 14 { "db/netusage.sqlite" } else { "netusage.sqlite" };
    usage(phone, file("NetworkDomain", path), "netusage", NETUSAGE_PLANTED)
}

fn usage(
    phone: &mut Phone,
    place: DeviceFile,
    kind: &str,
    planted: &[(Plant, &str, Option<&str>)],
) -> Result<()> {
    let traces = place == FILE;
    // The daemon of the other database never stopped to count Wi-Fi.
    let wifi = phone.plan.ios < NO_WIFI_FROM || !traces;
    let [with, without] = USAGE;
    let routes = if traces { "" } else { ROUTES };
    let schema = format!("{PROCESS}{}{routes}", if wifi { with } else { without });
    let database = phone.database(place, &schema)?;
    let connection = database.connection();
    let mut rng = phone.rng(kind);
    let planted: Vec<_> = planted.iter().filter(|(plant, ..)| phone.has(*plant)).collect();
    let ordinary = phone.plan.datausage;
    let calendar = phone.calendar(ordinary);
    let mut writer = Writer::new(connection, wifi)?;
    let mut last = calendar.at(0, &mut rng).mac();
    for slot in slots(ordinary, planted.len()) {
        match slot {
            Slot::Ordinary(number) => {
                last = calendar.at(number, &mut rng).mac();
                let (name, bundle) = ordinary_process(number, &mut rng);
                writer.process(&name, bundle, last, &mut rng)?;
            }
            Slot::Special(number) => {
                let Some((plant, name, bundle)) = planted.get(number).copied().copied() else {
                    continue;
                };
                let row = writer.process(name, bundle, last, &mut rng)?;
                phone.planted_row(plant, place, "ZPROCESS", row, name);
            }
        }
    }
    // A gap in the primary keys and an orphan of usage are what deleted rows leave behind.
    if traces && phone.has(Plant::DatausageGap) {
        let missing = writer.next;
        writer.next += 1;
        writer.process("CommCenter", None, last, &mut rng)?;
        phone.planted_row(Plant::DatausageGap, FILE, "ZPROCESS", missing, "");
    }
    if traces && phone.has(Plant::DatausageOrphan) {
        let row = writer.usage(990_001, last, &mut rng)?;
        phone.planted_row(Plant::DatausageOrphan, FILE, "ZLIVEUSAGE", row, "990001");
    }
    if !traces {
        routes_used(connection, &mut rng, last)?;
        if phone.has(Plant::WipedSibling) {
            // Its row is gone: what remains are a gap and usage of nobody.
            let missing = writer.next;
            writer.next += 1;
            let row = writer.usage(missing, last, &mut rng)?;
            writer.process("timed", None, last, &mut rng)?;
            phone.planted_row(Plant::WipedSibling, place, "ZLIVEUSAGE", row, missing.to_string());
        }
    }
    if phone.odd(Hostile::Nulls) {
        odd_processes(connection, &mut writer)?;
    }
    let (count, next) = (writer.records, writer.next);
    drop(writer);
    metadata(connection, next, &mut rng)?;
    phone.keep(place, database)?;
    phone.count(kind, count);
    Ok(())
}

/// Networks at home and on the way, and their traffic.
fn routes_used(connection: &Connection, rng: &mut Rng, last: f64) -> Result<()> {
    for (row, (name, kind)) in
        (1_i64..).zip([("Home-02:00:00:00:00:01", 1), ("206-01-1234-5678", 2), ("Trein", 1)])
    {
        connection.execute(
            "INSERT INTO ZNETWORKATTACHMENT VALUES (?1, 8, 1, 1, 0, ?2, ?3 - 9000000.0, ?3, ?4, ?5)",
            params![row, kind, last, name, rng.bytes::<20>()],
        )?;
        connection.execute(
            "INSERT INTO ZLIVEROUTEPERF VALUES (?1, 6, 1, ?2, ?1, ?3, ?4, ?5, 40.0, 39.0, 9000.0, 8000.0)",
            params![row, kind, last, rng.range(1, 90_000_000), rng.range(1, 9_000_000)],
        )?;
    }
    Ok(())
}

fn ordinary_process<'a>(number: u64, rng: &mut Rng) -> (String, Option<&'a str>) {
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    if let Some(process) = PROCESSES.get(at) {
        return ((*process).to_owned(), None);
    }
    let app = rng.pick(APPS);
    let daemon = rng.pick(PROCESSES);
    (format!("{daemon}/{app}"), Some(app))
}

struct Writer<'c> {
    process: rusqlite::Statement<'c>,
    usage: rusqlite::Statement<'c>,
    wifi: bool,
    /// The next primary key of a process.
    next: i64,
    next_usage: i64,
    /// Processes with usage count once per usage row, as every join of the two does.
    records: u64,
}

impl<'c> Writer<'c> {
    fn new(connection: &'c Connection, wifi: bool) -> Result<Self> {
        Ok(Self {
            process: connection
                .prepare("INSERT INTO ZPROCESS VALUES (?1, 10, 1, ?2, ?3, ?4, ?5)")?,
            usage: connection.prepare(if wifi {
                "INSERT INTO ZLIVEUSAGE VALUES (?1, 7, 1, 0, 0, 0, ?2, 0, ?3, ?4, ?5, ?6, ?7)"
            } else {
                "INSERT INTO ZLIVEUSAGE VALUES (?1, 7, 1, 0, 0, 0, ?2, 0, ?3, ?4, ?5)"
            })?,
            wifi,
            next: 1,
            next_usage: 1,
            records: 0,
        })
    }

    /// A process with a usage row; gives the row of the process.
    fn process(&mut self, name: &str, bundle: Option<&str>, at: f64, rng: &mut Rng) -> Result<i64> {
        let row = self.next;
        self.next += 1;
        let later = at + rng.fraction() * 80_000.0;
        self.process.execute(params![row, at, later, bundle, name])?;
        // Some processes were seen but used no network of their own.
        if rng.chance(900) {
            self.usage(row, later, rng)?;
        } else {
            self.records += 1;
        }
        Ok(row)
    }

    fn usage(&mut self, process: i64, at: f64, rng: &mut Rng) -> Result<i64> {
        let row = self.next_usage;
        self.next_usage += 1;
        let mut bytes = || f64::from(u32::try_from(rng.below(90_000_000)).unwrap_or(0));
        if self.wifi {
            self.usage.execute(params![row, process, at, bytes(), bytes(), bytes(), bytes()])?;
        } else {
            self.usage.execute(params![row, process, at, bytes(), bytes()])?;
        }
        self.records += 1;
        Ok(row)
    }
}

fn metadata(connection: &Connection, next: i64, rng: &mut Rng) -> Result<()> {
    connection.execute(
        "INSERT INTO Z_PRIMARYKEY VALUES (7, 'LiveUsage', 0, ?1), (10, 'Process', 0, ?1)",
        [next],
    )?;
    connection.execute("INSERT INTO Z_METADATA VALUES (1, ?1, NULL)", [rng.uuid()])?;
    Ok(())
}

/// Processes without name, without dates, with dates that are none.
fn odd_processes(connection: &Connection, writer: &mut Writer) -> Result<()> {
    let mut insert =
        connection.prepare("INSERT INTO ZPROCESS VALUES (?1, 10, 1, ?2, ?3, ?4, ?5)")?;
    let none = None::<f64>;
    insert.execute(params![writer.next, none, none, None::<&str>, None::<&str>])?;
    insert.execute(params![writer.next + 1, none, 7.0, None::<&str>, "nodate"])?;
    insert.execute(params![writer.next + 2, "soon", f64::INFINITY, 5, 7])?;
    insert.execute(params![writer.next + 3, 1e300, -1e300, &[0_u8, 255][..], &[0_u8, 255][..]])?;
    writer.next += 4;
    writer.records += 4;
    Ok(())
}
