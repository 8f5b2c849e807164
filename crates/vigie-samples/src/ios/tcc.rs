//! Permissions: `HomeDomain:Library/TCC/TCC.db`, in three generations.

use rusqlite::{Connection, params};

use super::layout::{DeviceFile, file};
use super::life::{Slot, slots};
use super::phone::Phone;
use super::{Hostile, Plant};
use crate::words::{APPS, SERVICES};
use crate::{Moment, Result, Rng};

pub(crate) const FILE: DeviceFile = file("HomeDomain", "Library/TCC/TCC.db");

/// The generation of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    /// Without dates: until iOS 11.
    One,
    /// `allowed`, `prompt_count`, `last_modified`: iOS 12 and 13.
    Two,
    /// `auth_value`, `auth_reason`: iOS 14 and later.
    Three,
}

const ADMIN: &str = "CREATE TABLE admin (key TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL);";
const ONE: &str = "
INSERT INTO admin VALUES ('version', 9);
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, allowed INTEGER NOT NULL, prompt_count INTEGER NOT NULL, csreq BLOB, CONSTRAINT key PRIMARY KEY (service, client, client_type));
CREATE TABLE access_overrides (service TEXT PRIMARY KEY NOT NULL);";
const TWO: &str = "
INSERT INTO admin VALUES ('version', 15);
CREATE TABLE policies (id INTEGER NOT NULL PRIMARY KEY, bundle_id TEXT NOT NULL, uuid TEXT NOT NULL, display TEXT NOT NULL, UNIQUE (bundle_id, uuid));
CREATE TABLE access_overrides (service TEXT NOT NULL PRIMARY KEY);
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, allowed INTEGER NOT NULL, prompt_count INTEGER NOT NULL, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT, indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER)), PRIMARY KEY (service, client, client_type, indirect_object_identifier), FOREIGN KEY (policy_id) REFERENCES policies(id) ON DELETE CASCADE ON UPDATE CASCADE);";
const THREE: &str = "
INSERT INTO admin VALUES ('version', 23);
CREATE TABLE policies (id INTEGER NOT NULL PRIMARY KEY, bundle_id TEXT NOT NULL, uuid TEXT NOT NULL, display TEXT NOT NULL, UNIQUE (bundle_id, uuid));
CREATE TABLE active_policy (client TEXT NOT NULL, client_type INTEGER NOT NULL, policy_id INTEGER NOT NULL, PRIMARY KEY (client, client_type), FOREIGN KEY (policy_id) REFERENCES policies(id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE access_overrides (service TEXT NOT NULL PRIMARY KEY);
CREATE TABLE expired (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, csreq BLOB, last_modified INTEGER NOT NULL, expired_at INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER)), PRIMARY KEY (service, client, client_type));
CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL, auth_value INTEGER NOT NULL, auth_reason INTEGER NOT NULL, auth_version INTEGER NOT NULL, csreq BLOB, policy_id INTEGER, indirect_object_identifier_type INTEGER, indirect_object_identifier TEXT NOT NULL DEFAULT 'UNUSED', indirect_object_code_identity BLOB, flags INTEGER, last_modified INTEGER NOT NULL DEFAULT (CAST(strftime('%s','now') AS INTEGER)), PRIMARY KEY (service, client, client_type, indirect_object_identifier), FOREIGN KEY (policy_id) REFERENCES policies(id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE INDEX active_policy_id ON active_policy(policy_id);";

/// The first iOS here with the columns of `LATEST`.
const LATEST_FROM: u8 = 18;
const LATEST: &str = ", pid INTEGER, pid_version INTEGER, boot_uuid TEXT NOT NULL DEFAULT 'UNUSED', last_reminded INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (service, client, client_type, indirect";

/// Planted permissions: plant, service, client.
const PLANTED: &[(Plant, &str, &str)] = &[
    (Plant::TccProcess, "kTCCServiceMicrophone", "nwlistend"),
    (Plant::TccApp, "kTCCServiceMicrophone", "example.nachtwacht.keyboard"),
];

/// Writes the permissions.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    let version = match phone.plan.ios {
        ..=11 => Version::One,
        12..=13 => Version::Two,
        _ => Version::Three,
    };
    let tables = match version {
        Version::One => ONE,
        Version::Two => TWO,
        Version::Three => THREE,
    };
    let mut schema = format!("{ADMIN}{tables}");
    if phone.plan.ios >= LATEST_FROM {
        schema = schema.replace(", PRIMARY KEY (service, client, client_type, indirect", LATEST);
    }
    let database = phone.database(FILE, &schema)?;
    let connection = database.connection();
    let mut rng = phone.rng("tcc");
    let planted: Vec<_> = PLANTED.iter().filter(|(plant, ..)| phone.has(*plant)).collect();
    let calendar = phone.calendar(phone.plan.tcc);
    for slot in slots(phone.plan.tcc, planted.len()) {
        match slot {
            Slot::Ordinary(number) => {
                let time = calendar.at(number, &mut rng);
                let client = match number / 200 {
                    0 => rng.pick(APPS).to_owned(),
                    more => format!("{}.{more}", rng.pick(APPS)),
                };
                let allowed = rng.below(3) > 0;
                insert(
                    connection,
                    version,
                    (rng.pick(SERVICES), &client, allowed),
                    time,
                    &mut rng,
                )?;
            }
            Slot::Special(number) => {
                let Some((plant, service, client)) = planted.get(number).copied().copied() else {
                    continue;
                };
                let time = phone.release.backed_up.plus(-70_000);
                insert(connection, version, (service, client, true), time, &mut rng)?;
                let row = connection.last_insert_rowid();
                phone.planted_row(plant, FILE, "access", row, client);
            }
        }
    }
    if phone.odd(Hostile::WrongTypes) && version == Version::Three {
        connection.execute_batch(
            "INSERT INTO access(service, client, client_type, auth_value, auth_reason, auth_version, last_modified)
             VALUES (x'ff', 7, 'x', 'yes', 99, 1, 'never'), ('', '', 9, -1, -1, -1, 9223372036854775807);",
        )?;
    }
    let count =
        connection.query_row("SELECT count(*) FROM access", [], |row| row.get::<_, i64>(0))?;
    phone.keep(FILE, database)?;
    phone.count("tcc", count.unsigned_abs());
    Ok(())
}

fn insert(
    connection: &Connection,
    version: Version,
    (service, client, allowed): (&str, &str, bool),
    time: Moment,
    rng: &mut Rng,
) -> Result<()> {
    let mut statement = connection.prepare_cached(match version {
        Version::One => {
            "INSERT OR IGNORE INTO access(service, client, client_type, allowed, prompt_count) VALUES (?1, ?2, 0, ?3, ?4 + 0 * ?5)"
        }
        Version::Two => {
            "INSERT OR IGNORE INTO access(service, client, client_type, allowed, prompt_count, indirect_object_identifier, flags, last_modified) VALUES (?1, ?2, 0, ?3, ?4, 'UNUSED', 0, ?5)"
        }
        Version::Three => {
            "INSERT OR IGNORE INTO access(service, client, client_type, auth_value, auth_reason, auth_version, flags, last_modified) VALUES (?1, ?2, 0, ?3 * 2, 1 + ?4, 1, 0, ?5)"
        }
    })?;
    statement.execute(params![service, client, allowed, rng.range(1, 3), time.unix()])?;
    Ok(())
}
