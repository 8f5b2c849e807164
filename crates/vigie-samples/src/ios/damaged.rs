//! Damaged files beside the whole ones: of apps and profiles that hold no planted trace.

use super::Hostile;
use super::layout::{DeviceFile, file};
use super::phone::Phone;
use crate::sqlite::Database;
use crate::{Error, Result};

const OBSERVED: DeviceFile = file(
    "AppDomain-com.example.damaged",
    "Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db",
);
const COOKIES: DeviceFile =
    file("AppDomain-com.example.damaged", "Library/Cookies/Cookies.binarycookies");
const TABS: DeviceFile = file(
    "HomeDomain",
    "Library/Safari/Profiles/0D0D0D0D-0000-4000-8000-000000000001/BrowserState.db",
);
const CLIP: DeviceFile =
    file("HomeDomain", "Library/WebClips/00000000000000000000000000000001.webclip/Info.plist");
const NOTIFICATIONS: DeviceFile = file(
    "HomeDomain",
    "Library/UserNotifications/com.example.damaged/DeliveredNotifications.plist",
);
const CACHE: DeviceFile = file("AppDomain-com.example.damaged", "Library/Caches/Cache.db");
const ANALYTICS: DeviceFile = file("KeychainDomain", "Analytics/odd_analytics.db");

/// What backups and dumps hold.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    if !phone.odd(Hostile::DamagedPages) {
        return Ok(());
    }
    let garbage: [u8; 4096] = phone.rng("garbage").bytes();
    // A head that promises a database, and nothing of the kind behind it.
    let head = [b"SQLite format 3\0".as_slice(), &garbage].concat();
    phone.write(OBSERVED, &head)?;
    // A jar whose page sizes lead far out of the file.
    phone.write(COOKIES, b"cook\0\0\0\x02\xff\xff\xff\xff\0\0\0\x10\0\0\x01\0\xff\xff\xff\xff")?;
    phone.write(CLIP, b"bplist00\xff\xff\xff")?;
    phone.write(NOTIFICATIONS, &[])?;
    cut(
        phone,
        TABS,
        "CREATE TABLE tabs (id INTEGER PRIMARY KEY, uuid TEXT, title TEXT, url TEXT, last_viewed_time REAL);",
    )
}

/// What only dumps hold.
pub(crate) fn write_dump(phone: &mut Phone) -> Result<()> {
    if !phone.odd(Hostile::DamagedPages) {
        return Ok(());
    }
    phone.write(ANALYTICS, &[])?;
    cut(
        phone,
        CACHE,
        "CREATE TABLE cfurl_cache_response (entry_ID INTEGER PRIMARY KEY, version INTEGER, hash_value INTEGER, storage_policy INTEGER, request_key TEXT, time_stamp TEXT);",
    )
}

/// A database with many rows of text in its only table, of which a third of the pages is missing.
fn cut(phone: &mut Phone, place: DeviceFile, schema: &str) -> Result<()> {
    let database = phone.database(place, schema)?;
    fill(&database)?;
    database.finish()?;
    let path = phone.layout.place(place)?;
    let bytes = std::fs::read(&path).map_err(Error::at(&path))?;
    let kept = bytes.len() / phone.plan.page * 2 / 3 * phone.plan.page;
    std::fs::write(&path, bytes.get(..kept).unwrap_or(&[])).map_err(Error::at(&path))?;
    phone.layout.keep(place)
}

fn fill(database: &Database) -> Result<()> {
    let connection = database.connection();
    let table: String =
        connection.query_row("SELECT name FROM sqlite_master", [], |row| row.get(0))?;
    let column = if table == "tabs" { "url" } else { "request_key" };
    let mut insert = connection.prepare(&format!("INSERT INTO {table}({column}) VALUES (?1)"))?;
    for number in 0..300 {
        insert.execute([format!("https://www.example.com/{number}/{}", "x".repeat(60))])?;
    }
    Ok(())
}
