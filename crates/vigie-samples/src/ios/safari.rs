//! Safari's history: `Library/Safari/History.db` in `HomeDomain`, since iOS 17 in the app's own
//! domain, with one more database per profile.

use rusqlite::{Connection, params};

use super::layout::{DeviceFile, file};
use super::life::{Slot, link, slots, text};
use super::phone::Phone;
use super::{Hostile, Plant, chains};
use crate::{Moment, Result, Rng};

pub(crate) const FILE: DeviceFile = file("HomeDomain", "Library/Safari/History.db");
/// A second profile (iOS 17 and later).
pub(crate) const PROFILE: DeviceFile = file(
    "AppDomain-com.apple.mobilesafari",
    "Library/Safari/Profiles/8A0D3A4E-1C53-4E0B-9D5A-0B6C2F7E9A11/History.db",
);

const SCHEMA: &str = "
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT,url TEXT NOT NULL UNIQUE,domain_expansion TEXT NULL,visit_count INTEGER NOT NULL,daily_visit_counts BLOB NOT NULL,weekly_visit_counts BLOB NULL,autocomplete_triggers BLOB NULL,should_recompute_derived_visit_counts INTEGER NOT NULL,visit_count_score INTEGER NOT NULL,status_code INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT,history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE,visit_time REAL NOT NULL,title TEXT NULL,load_successful BOOLEAN NOT NULL DEFAULT 1,http_non_get BOOLEAN NOT NULL DEFAULT 0,synthesized BOOLEAN NOT NULL DEFAULT 0,redirect_source INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE,redirect_destination INTEGER NULL UNIQUE REFERENCES history_visits(id) ON DELETE CASCADE,origin INTEGER NOT NULL DEFAULT 0,generation INTEGER NOT NULL DEFAULT 0,attributes INTEGER NOT NULL DEFAULT 0,score INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY AUTOINCREMENT,start_time REAL NOT NULL,end_time REAL NOT NULL,url TEXT,generation INTEGER NOT NULL DEFAULT 0);
CREATE TABLE metadata (key TEXT NOT NULL UNIQUE, value);
CREATE TABLE history_client_versions (client_version INTEGER PRIMARY KEY,last_seen REAL NOT NULL);
CREATE TABLE history_event_listeners (listener_name TEXT PRIMARY KEY NOT NULL UNIQUE,last_seen REAL NOT NULL);
CREATE TABLE history_events (id INTEGER PRIMARY KEY AUTOINCREMENT,event_type TEXT NOT NULL,event_time REAL NOT NULL,pending_listeners TEXT NOT NULL,value BLOB);";
/// Tables of later generations.
const TAGS: &str = "
CREATE TABLE history_tags (id INTEGER PRIMARY KEY AUTOINCREMENT,type INTEGER NOT NULL,level INTEGER NOT NULL,identifier TEXT NOT NULL,title TEXT NOT NULL,modification_timestamp REAL NOT NULL,item_count INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_items_to_tags (history_item INTEGER NOT NULL REFERENCES history_items(id) ON DELETE CASCADE,tag_id INTEGER NOT NULL REFERENCES history_tags(id) ON DELETE CASCADE,timestamp REAL NOT NULL,UNIQUE(history_item, tag_id) ON CONFLICT REPLACE);";
const INDEXES: &str = "
CREATE INDEX history_items__domain_expansion ON history_items (domain_expansion);
CREATE INDEX history_visits__last_visit ON history_visits (history_item, visit_time DESC, synthesized ASC);
CREATE INDEX history_visits__origin ON history_visits (origin, generation);";

/// Planted visits.
const VISITS: &[(Plant, &str)] = &[
    (Plant::SafariVisit, "https://koffie-hoek.test/menu?tafel=4"),
    (Plant::SafariPort, "https://pers.haven.example.net:4443/a/b"),
];
/// The planted redirect: a plain page, and where it led 40 ms later.
const REDIRECT: [&str; 2] = ["http://weer-morgen.test/", "https://landing.example.com/w"];

/// Writes the history of every profile.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    let tags = if phone.plan.ios >= 15 { TAGS } else { "" };
    let schema = format!("{SCHEMA}{tags}");
    let database = phone.database(FILE, &schema)?;
    let planted: Vec<(Plant, &str)> =
        VISITS.iter().copied().filter(|(plant, _)| phone.has(*plant)).collect();
    let mut rng = phone.rng("safari");
    let mut count = visits(phone, database.connection(), FILE, &planted, &mut rng)?;
    if phone.has(Plant::SafariRedirect) {
        count += redirect(phone, database.connection())?;
    }
    if phone.has(Plant::ChainLink) && phone.plan.contacts > 0 {
        count += chained(phone, database.connection())?;
    }
    if phone.odd(Hostile::WrongTypes) || phone.odd(Hostile::Nulls) {
        count += odd_rows(database.connection())?;
    }
    database.connection().execute_batch(INDEXES)?;
    if phone.plan.wal {
        count += late(phone, database)?;
    } else {
        phone.keep(FILE, database)?;
    }
    if phone.plan.ios >= 17 {
        let database = phone.database(PROFILE, &schema)?;
        let planted = phone
            .has(Plant::SafariProfile)
            .then_some((Plant::SafariProfile, "https://tweede-huid.example/z"));
        let planted: Vec<(Plant, &str)> = planted.into_iter().collect();
        count += second_profile(phone, database, &planted)?;
    }
    phone.count("safari_history", count);
    Ok(())
}

fn second_profile(
    phone: &mut Phone,
    database: crate::sqlite::Database,
    planted: &[(Plant, &str)],
) -> Result<u64> {
    let mut rng = phone.rng("safari profile");
    let mut writer = Writer::new(database.connection())?;
    let time = phone.release.backed_up.plus(-40_000);
    let mut count = 0;
    for number in 0..3 {
        writer.visit(&link(&mut rng), &text(&mut rng), time.plus(number), None)?;
        count += 1;
    }
    for (plant, url) in planted {
        let row = writer.visit(url, "", time.plus(9), None)?;
        phone.planted_row(*plant, PROFILE, "history_visits", row, *url);
        count += 1;
    }
    drop(writer);
    phone.keep(PROFILE, database)?;
    Ok(count)
}

fn visits(
    phone: &mut Phone,
    connection: &Connection,
    file: DeviceFile,
    planted: &[(Plant, &str)],
    rng: &mut Rng,
) -> Result<u64> {
    let mut writer = Writer::new(connection)?;
    let calendar = phone.calendar(phone.plan.visits);
    let mut time = calendar.at(0, rng);
    let mut previous: Option<i64> = None;
    let mut count = 0;
    for slot in slots(phone.plan.visits, planted.len()) {
        count += 1;
        match slot {
            Slot::Ordinary(number) => {
                time = calendar.at(number, rng);
                let url = link(rng);
                // Some visits are redirects within https or days apart: none of them is a trace.
                let from = previous.filter(|_| url.starts_with("https") && rng.chance(20));
                let title = text(rng);
                let row = writer.visit(&url, &title, time, from)?;
                previous = (url.starts_with("https") && from.is_none()).then_some(row);
            }
            Slot::Special(number) => {
                if let Some((plant, url)) = planted.get(number) {
                    let row = writer.visit(url, "Welkom", time, None)?;
                    phone.planted_row(*plant, file, "history_visits", row, *url);
                    previous = None;
                }
            }
        }
    }
    Ok(count)
}

fn redirect(phone: &mut Phone, connection: &Connection) -> Result<u64> {
    let time = phone.release.backed_up.plus(-50_000);
    let mut writer = Writer::new(connection)?;
    let [from, to] = REDIRECT;
    let source = writer.visit(from, "", time, None)?;
    writer.visit(to, "", Moment(time.0 + 40_000), Some(source))?;
    phone.planted_row(Plant::SafariRedirect, FILE, "history_visits", source, from);
    Ok(2)
}

/// The link of a message is opened, and leads elsewhere within a moment.
fn chained(phone: &mut Phone, connection: &Connection) -> Result<u64> {
    let time = chains::opened(phone.release);
    let mut writer = Writer::new(connection)?;
    let source = writer.visit(chains::LINK, "", time, None)?;
    let landing = Moment(time.0 + 80_000);
    let target = writer.visit(chains::LANDING, "", landing, Some(source))?;
    phone.planted_row(Plant::ChainLink, FILE, "history_visits", source, chains::LINK);
    if phone.has(Plant::ChainRedirect) {
        phone.planted_row(Plant::ChainRedirect, FILE, "history_visits", target, chains::LANDING);
    }
    Ok(2)
}

fn late(phone: &mut Phone, database: crate::sqlite::Database) -> Result<u64> {
    let url = "https://nachtbus.test/lijn/9";
    let time = phone.release.backed_up.plus(-200);
    let planted = phone.has(Plant::SafariWal);
    let mut row = 0;
    phone.keep_with_wal(FILE, database, |connection| {
        let mut writer = Writer::new(connection)?;
        writer.visit("https://www.example.com/late", "Late", time, None)?;
        if planted {
            row = writer.visit(url, "", time.plus(1), None)?;
        }
        Ok(())
    })?;
    if planted {
        phone.planted_row(Plant::SafariWal, FILE, "history_visits", row, url);
    }
    Ok(1 + u64::from(planted))
}

/// Inserts items and visits.
struct Writer<'c> {
    connection: &'c Connection,
    item: rusqlite::Statement<'c>,
    visit: rusqlite::Statement<'c>,
    came_from: rusqlite::Statement<'c>,
}

impl<'c> Writer<'c> {
    fn new(connection: &'c Connection) -> Result<Self> {
        Ok(Self {
            connection,
            item: connection.prepare(
                "INSERT INTO history_items(url, domain_expansion, visit_count, daily_visit_counts, should_recompute_derived_visit_counts, visit_count_score)
                 VALUES (?1, ?2, 1, x'64000000', 0, 100)
                 ON CONFLICT(url) DO UPDATE SET visit_count = visit_count + 1 RETURNING id",
            )?,
            visit: connection.prepare(
                "INSERT INTO history_visits(history_item, visit_time, title, redirect_source, score) VALUES (?1, ?2, ?3, ?4, 100)",
            )?,
            came_from: connection
                .prepare("UPDATE history_visits SET redirect_destination = ?2 WHERE id = ?1")?,
        })
    }

    /// A visit, reached from visit `from` by a redirect; gives its row.
    fn visit(&mut self, url: &str, title: &str, time: Moment, from: Option<i64>) -> Result<i64> {
        let host = url.split('/').nth(2).unwrap_or("").trim_start_matches("www.");
        let name = host.split('.').next();
        let item: i64 = self.item.query_row(params![url, name], |row| row.get(0))?;
        self.visit.execute(params![item, time.mac(), title, from])?;
        let row = self.connection.last_insert_rowid();
        if let Some(from) = from {
            self.came_from.execute([from, row])?;
        }
        Ok(row)
    }
}

/// Rows with values where no iPhone puts them; gives the number of visits.
fn odd_rows(connection: &Connection) -> Result<u64> {
    connection.execute_batch(
        "INSERT INTO history_items(id, url, visit_count, daily_visit_counts, should_recompute_derived_visit_counts, visit_count_score)
         VALUES (900000001, x'68747470ff', 1, x'', 0, 0), (900000002, 'not a url at all', -1, 'x', 0, 0), (900000003, '', 0, x'', 0, 0);
         INSERT INTO history_visits(id, history_item, visit_time) VALUES
         (900000001, 900000001, 'never'), (900000002, 900000002, 1e308), (900000003, 900000003, -1e18);
         INSERT INTO history_visits(id, history_item, visit_time, redirect_source, redirect_destination) VALUES
         (900000004, 900000003, 1.5, 900000005, 900000005), (900000005, 900000003, 1.5, 900000004, 900000004);",
    )?;
    Ok(5)
}
