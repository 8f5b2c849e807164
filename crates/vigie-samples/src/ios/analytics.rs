//! The analytics of the keychain daemons (`Keychains/Analytics/*.db`) and the journals of
//! `analyticsd`, in dumps only.

use plist::Value;
use rusqlite::params;

use super::Plant;
use super::archive::{binary, dictionary};
use super::clock;
use super::layout::{DeviceFile, file};
use super::phone::Phone;
use crate::{Moment, Result};

const TRUST: DeviceFile = file("KeychainDomain", "Analytics/trust_analytics.db");
const NETWORKING: DeviceFile = file("KeychainDomain", "Analytics/networking_analytics.db");

const SCHEMA: &str = "
CREATE TABLE hard_failures (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, event_type STRING, data BLOB);
CREATE TABLE soft_failures (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, event_type STRING, data BLOB);
CREATE TABLE all_events (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, event_type STRING, data BLOB);
CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, event_type STRING, data BLOB);
CREATE TABLE samples (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp REAL, name STRING, value REAL);
CREATE TABLE success_count (event_type STRING PRIMARY KEY, success_count INTEGER, hard_failure_count INTEGER, soft_failure_count INTEGER);";

/// Writes databases and journals.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    failures(phone, TRUST, Plant::AnalyticsProcess, "nwtrustd")?;
    failures(phone, NETWORKING, Plant::AnalyticsUrl, "https://meetpaal-log.test/v1")?;
    journals(phone)
}

fn failures(phone: &mut Phone, place: DeviceFile, plant: Plant, planted: &str) -> Result<()> {
    let database = phone.database(place, SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng(place.path);
    let ordinary = |_: &mut crate::Rng, number| format!("errSec{}", 67_000 + number);
    let entries = phone.entries(&mut rng, 30, ordinary, &[(plant, planted)]);
    for entry in &entries {
        let old = entry.time < phone.release.backed_up.plus(UPDATED);
        let build = if old { first_build(phone) } else { phone.release.build.into() };
        let data = binary(&dictionary([
            ("build", Value::from(build)),
            ("product", Value::from("iPhone OS")),
            ("errorDomain", Value::from("NSOSStatusErrorDomain")),
            ("errorCode", Value::from(-67_694)),
            ("clientName", Value::from(entry.value.as_str())),
            ("modelid", Value::from(phone.release.product)),
        ]))?;
        let table = rng.pick(&["hard_failures", "soft_failures", "all_events"]);
        connection.execute(
            &format!(
                "INSERT INTO {table}(timestamp, event_type, data) VALUES (?1, 'OTAPKIEvent', ?2)"
            ),
            params![entry.time.0 as f64 / 1e6, data],
        )?;
        if let Some(plant) = entry.plant {
            let row = connection.last_insert_rowid();
            phone.planted_row(plant, place, table, row, entry.value.as_str());
        }
    }
    phone.keep(place, database)?;
    phone.count("analytics", entries.len() as u64);
    Ok(())
}

/// When the present system was installed, in seconds from the day of the evidence.
const UPDATED: i64 = -5_000_000;

/// A build of the first system of this number: its train is that of the present one.
fn first_build(phone: &Phone) -> String {
    let train: String = phone.release.build.chars().take_while(|c| c.is_ascii_digit()).collect();
    format!("{train}A404")
}

/// One journal of the present system, one of the system before.
fn journals(phone: &mut Phone) -> Result<()> {
    let release = phone.release;
    let before = format!("iPhone OS {}.0.1 ({})", phone.plan.ios, first_build(phone));
    let now = format!("iPhone OS {} ({})", release.version, release.build);
    for (name, time, system) in [
        ("90Day", release.backed_up.plus(-7_000_000), before),
        ("Never", release.backed_up.plus(-90_000), now),
    ] {
        journal(phone, name, time, &system)?;
    }
    Ok(())
}

fn journal(phone: &mut Phone, name: &str, time: Moment, system: &str) -> Result<()> {
    let [year, month, day, hour, minute, second] = clock::local(time);
    let path = format!(
        "private/var/db/analyticsd/Analytics-Journal-{name}-{year}-{month:02}-{day:02}-{hour:02}{minute:02}{second:02}.ips"
    );
    let line = serde_json::json!({
        "bug_type": "211",
        "os_version": system,
        "timestamp": clock::report(time),
    });
    phone.count("ios_version_history", 1);
    phone.write(file("", &path), format!("{line}\n{{\"message\":{{\"count\":1}}}}\n").as_bytes())
}
