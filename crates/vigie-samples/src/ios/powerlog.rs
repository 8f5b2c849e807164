//! PowerLog: what ran, what it used, hour by hour. In dumps the present database and an archive, in
//! sysdiagnoses `logs/powerlogs/`.
//!
//! Every table has `ID` and `timestamp`, Unix seconds of a clock that nobody sets; the true time is
//! that plus `system` of the last row of `PLStorageOperator_EventForward_TimeOffset` before it.

use std::io::Write;

use rusqlite::{Connection, params};

use super::layout::{DeviceFile, file};
use super::phone::Phone;
use super::{Hostile, Plant, chains};
use crate::words::{APPS, PROCESSES};
use crate::{Error, Moment, Result, Rng};

const CURRENT: DeviceFile = file(
    "SysSharedContainerDomain-systemgroup.com.apple.powerlog",
    "Library/BatteryLife/CurrentPowerlog.PLSQL",
);

const SCHEMA: &str = "
CREATE TABLE PLStorageOperator_EventForward_TimeOffset (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, baseband REAL, kernel REAL, system REAL, timestampEnd REAL);
CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, BundleID TEXT, PID INTEGER, ProcessName TEXT);
CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, timestampEnd REAL, BundleName TEXT, CellIn REAL, CellOut REAL, ProcessName TEXT, WifiIn REAL, WifiOut REAL);
CREATE TABLE PLCoalitionAgent_EventInterval_CoalitionInterval (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, timestampEnd REAL, BundleId TEXT, LaunchdCoalitionId INTEGER, LaunchdName TEXT, bytesread INTEGER, byteswritten INTEGER, cpu_time REAL, energy REAL, gpu_time REAL, idle_wakeups INTEGER, interrupt_wakeups INTEGER, tasks_exited INTEGER, tasks_started INTEGER, time_nonempty REAL);
CREATE TABLE PLApplicationAgent_EventNone_AllApps (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, AppBuildVersion TEXT, AppBundleId TEXT, AppBundleVersion TEXT, AppDeletedDate REAL, AppExecutable TEXT, AppIs3rdParty INTEGER, AppName TEXT, AppType TEXT);
CREATE TABLE PLApplicationAgent_EventForward_Application (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, identifier TEXT, pid INTEGER, reason INTEGER, state INTEGER);
CREATE TABLE PLLocationAgent_EventForward_ClientStatus (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, timestampEnd REAL, Client TEXT, Executable TEXT, InUseLevel INTEGER, LocationDesiredAccuracy REAL, LocationDistanceFilter REAL, Type TEXT);
CREATE TABLE PLCameraAgent_EventForward_Camera (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, bundleId TEXT, CameraType INTEGER, State INTEGER);
CREATE TABLE PLAudioAgent_EventPoint_AudioApp (ID INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, ApplicationName TEXT, AssertionID INTEGER, AssertionName TEXT, AudioRoute TEXT, MirroringState INTEGER, Operation TEXT, PID INTEGER);";

/// The names of the tables that plants stand in.
const PROCESS: &str = "PLProcessMonitorAgent_EventForward_ProcessID";
const COALITION: &str = "PLCoalitionAgent_EventInterval_CoalitionInterval";
const APP: &str = "PLApplicationAgent_EventNone_AllApps";

/// Hours that the log covers.
const HOURS: i64 = 72;

/// Writes the database of a dump and an archive of it.
pub(crate) fn write_dump(phone: &mut Phone) -> Result<()> {
    database(phone, CURRENT, true)?;
    let [year, month, day, ..] = phone.release.backed_up.plus(-86_400 * 3).fields();
    let archive =
        format!("Library/BatteryLife/Archives/powerlog_{year}-{month:02}-{day:02}_6C0FFEE5.PLSQL");
    archived(phone, file(CURRENT.domain, &archive))
}

/// Writes the databases of a sysdiagnose.
pub(crate) fn write_sysdiagnose(phone: &mut Phone) -> Result<()> {
    let [year, month, day, hour, minute, _] = phone.release.backed_up.fields();
    let stem = format!(
        "logs/powerlogs/powerlog_{year}-{month:02}-{day:02}_{hour:02}-{minute:02}_6C0FFEE5"
    );
    database(phone, file("", &format!("{stem}.PLSQL")), true)?;
    archived(phone, file("", &format!("{stem}_old.PLSQL")))
}

/// A database without plants, packed with gzip; `place` is its name without `.gz`.
fn archived(phone: &mut Phone, place: DeviceFile) -> Result<()> {
    let path = phone.layout.place(place)?;
    database(phone, place, false)?;
    let bytes = std::fs::read(&path).map_err(Error::at(&path))?;
    std::fs::remove_file(&path).map_err(Error::at(&path))?;
    let mut gzip = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&bytes).map_err(Error::at(&path))?;
    let bytes = gzip.finish().map_err(Error::at(&path))?;
    phone.write(file(place.domain, &format!("{}.gz", place.path)), &bytes)
}

fn database(phone: &mut Phone, place: DeviceFile, present: bool) -> Result<()> {
    let database = phone.database(place, SCHEMA)?;
    let mut rng = phone.rng(if present { "powerlog" } else { "powerlog archive" });
    let ends = phone.release.backed_up.plus(if present { -600 } else { -260_000 });
    let log = Log { connection: database.connection(), begins: ends.plus(-HOURS * 3600) };
    log.offsets()?;
    let mut records = log.ordinary(&mut rng)?;
    if present {
        records += planted(phone, &log, place, &mut rng)?;
    }
    if phone.odd(Hostile::Nulls) {
        database.connection().execute_batch(&format!(
            "INSERT INTO {PROCESS}(timestamp, PID, ProcessName) VALUES (NULL, NULL, NULL), ('now', 'x', x'ff');
             INSERT INTO {APP}(timestamp, AppBundleId, AppDeletedDate) VALUES (1e300, 7, 'gone');",
        ))?;
    }
    phone.keep(place, database)?;
    phone.count("powerlog", records);
    Ok(())
}

fn planted(phone: &mut Phone, log: &Log, place: DeviceFile, rng: &mut Rng) -> Result<u64> {
    let mut records = 0;
    let late = log.begins.plus(200_000);
    for (plant, name, time) in [
        (Plant::PowerlogProcess, "nwpowerd", late),
        (Plant::ChainProcess, chains::PROCESS, chains::joined(phone.release)),
    ] {
        if phone.has(plant) {
            let row = log.process(name, None, 990, time)?;
            phone.planted_row(plant, place, PROCESS, row, name);
            log.usage(name, None, time.plus(60), rng)?;
            records += 2;
        }
    }
    if phone.has(Plant::PowerlogCoalition) {
        let row = log.coalition("nwcoald", None, late.plus(100), rng)?;
        phone.planted_row(Plant::PowerlogCoalition, place, COALITION, row, "nwcoald");
        records += 1;
    }
    if phone.has(Plant::PowerlogApp) {
        let bundle = "example.nachtwacht.beacon";
        let row = log.app(bundle, late, Some(late.plus(30_000)))?;
        phone.planted_row(Plant::PowerlogApp, place, APP, row, bundle);
        records += 1;
    }
    Ok(records)
}

/// A database being filled.
struct Log<'c> {
    connection: &'c Connection,
    begins: Moment,
}

/// What the clock was off by, from which hour on: somebody set it in between.
const OFFSETS: [(i64, f64); 4] = [(-1, -3.5), (20, -3.25), (41, 58.75), (60, 58.5)];

impl Log<'_> {
    /// The time of the log's own clock.
    fn own(&self, time: Moment) -> f64 {
        let hours = (time.unix() - self.begins.unix()).div_euclid(3600);
        let offsets = OFFSETS.iter().rev();
        let offset = offsets.clone().find(|(since, _)| *since <= hours);
        let (_, offset) = offset.copied().unwrap_or((0, -3.5));
        time.0 as f64 / 1e6 - offset
    }

    fn offsets(&self) -> Result<()> {
        for (hour, offset) in OFFSETS {
            let time = self.begins.plus(hour * 3600).0 as f64 / 1e6 - offset;
            self.connection.execute(
                "INSERT INTO PLStorageOperator_EventForward_TimeOffset(timestamp, baseband, kernel, system) VALUES (?1, 0.0, ?2, ?2)",
                params![time, offset],
            )?;
        }
        Ok(())
    }

    /// Three ordinary days.
    fn ordinary(&self, rng: &mut Rng) -> Result<u64> {
        let mut records = 0;
        for (number, name) in (60..).zip(PROCESSES) {
            self.process(name, None, number, self.begins.plus(number * 7))?;
            records += 1;
        }
        for app in APPS {
            self.app(app, self.begins.plus(30), None)?;
            records += 1;
        }
        for hour in 0..HOURS {
            let time = self.begins.plus(hour * 3600 + rng.range(5, 900));
            let (app, process) = (rng.pick(APPS), rng.pick(PROCESSES));
            self.process(app.rsplit('.').next().unwrap_or(app), Some(app), 400 + hour, time)?;
            self.usage(process, None, time, rng)?;
            self.usage(app, Some(app), time, rng)?;
            self.coalition(app, Some(app), time, rng)?;
            self.senses(app, time, hour)?;
            records += 5;
        }
        Ok(records)
    }

    fn process(&self, name: &str, bundle: Option<&str>, pid: i64, time: Moment) -> Result<i64> {
        self.connection.execute(
            &format!("INSERT INTO {PROCESS}(timestamp, BundleID, PID, ProcessName) VALUES (?1, ?2, ?3, ?4)"),
            params![self.own(time), bundle, pid, name],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    fn usage(&self, name: &str, bundle: Option<&str>, time: Moment, rng: &mut Rng) -> Result<()> {
        let mut bytes = || rng.range(0, 4_000_000);
        self.connection.execute(
            "INSERT INTO PLProcessNetworkAgent_EventInterval_UsageDiff(timestamp, timestampEnd, BundleName, CellIn, CellOut, ProcessName, WifiIn, WifiOut) VALUES (?1, ?1 + 3600, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![self.own(time), bundle, bytes(), bytes(), name, bytes(), bytes()],
        )?;
        Ok(())
    }

    fn coalition(
        &self,
        name: &str,
        bundle: Option<&str>,
        time: Moment,
        rng: &mut Rng,
    ) -> Result<i64> {
        self.connection.execute(
            &format!("INSERT INTO {COALITION}(timestamp, timestampEnd, BundleId, LaunchdCoalitionId, LaunchdName, bytesread, byteswritten, cpu_time, energy, gpu_time, idle_wakeups, interrupt_wakeups, tasks_exited, tasks_started, time_nonempty) VALUES (?1, ?1 + 900, ?2, ?3, ?4, ?5, ?6, ?7, 1000.0, 0.0, 1, 2, 0, 1, 900.0)"),
            params![
                self.own(time),
                bundle,
                rng.range(100, 2000),
                name,
                rng.range(0, 9_000_000),
                rng.range(0, 900_000),
                rng.fraction() * 20.0
            ],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    fn app(&self, bundle: &str, time: Moment, deleted: Option<Moment>) -> Result<i64> {
        let name = bundle.rsplit('.').next().unwrap_or(bundle);
        // 0 stands for an app that is still there.
        let deleted = deleted.map_or(0.0, |time| time.0 as f64 / 1e6);
        self.connection.execute(
            &format!("INSERT INTO {APP}(timestamp, AppBuildVersion, AppBundleId, AppBundleVersion, AppDeletedDate, AppExecutable, AppIs3rdParty, AppName, AppType) VALUES (?1, '1', ?2, '1.0', ?3, ?4, 1, ?4, 'App')"),
            params![self.own(time), bundle, deleted, name],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Location, camera and sound of an app in the foreground.
    fn senses(&self, app: &str, time: Moment, hour: i64) -> Result<()> {
        let own = self.own(time);
        let connection = self.connection;
        connection.execute(
            "INSERT INTO PLApplicationAgent_EventForward_Application(timestamp, identifier, pid, reason, state) VALUES (?1, ?2, 400, 1, 8)",
            params![own, app],
        )?;
        match hour % 6 {
            0 => connection.execute(
                "INSERT INTO PLLocationAgent_EventForward_ClientStatus(timestamp, timestampEnd, Client, Executable, InUseLevel, LocationDesiredAccuracy, LocationDistanceFilter, Type) VALUES (?1, ?1 + 60, ?2, ?2, 3, 10.0, -1.0, 'Location')",
                params![own, app],
            )?,
            2 => connection.execute(
                "INSERT INTO PLCameraAgent_EventForward_Camera(timestamp, bundleId, CameraType, State) VALUES (?1, ?2, 0, 1), (?1 + 30, ?2, 0, 0)",
                params![own, app],
            )?,
            4 => connection.execute(
                "INSERT INTO PLAudioAgent_EventPoint_AudioApp(timestamp, ApplicationName, AssertionID, AssertionName, AudioRoute, MirroringState, Operation, PID) VALUES (?1, ?2, 7, 'MediaPlayback', 'Speaker', 0, 'Start', 400)",
                params![own, app],
            )?,
            _ => 0,
        };
        Ok(())
    }
}
