//! `Cache.db`, the cache of Foundation's URL loading: in dumps, one per app and daemon.

use rusqlite::params;

use crate::Result;
use crate::ios::Plant;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::link;
use crate::ios::phone::Phone;

const DAEMON: DeviceFile = file("HomeDomain", "Library/Caches/com.apple.parsecd/Cache.db");
const APP: DeviceFile = file("AppDomain-com.spotify.client", "Library/Caches/Cache.db");

const SCHEMA: &str = "
CREATE TABLE cfurl_cache_schema_version (schema_version INTEGER);
CREATE TABLE cfurl_cache_response (entry_ID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, version INTEGER, hash_value INTEGER, storage_policy INTEGER, request_key TEXT UNIQUE, time_stamp NOT NULL DEFAULT CURRENT_TIMESTAMP, partition TEXT);
CREATE TABLE cfurl_cache_blob_data (entry_ID INTEGER PRIMARY KEY, response_object BLOB, request_object BLOB, proto_props BLOB, user_info BLOB);
CREATE TABLE cfurl_cache_receiver_data (entry_ID INTEGER PRIMARY KEY, isDataOnFS INTEGER, receiver_data BLOB);
CREATE INDEX request_key_index ON cfurl_cache_response(request_key);
CREATE INDEX time_stamp_index ON cfurl_cache_response(time_stamp);
INSERT INTO cfurl_cache_schema_version VALUES (202);";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    cache(phone, DAEMON, &[(Plant::CacheUrl, "https://voorraad-kast.test/stage/2.bin")])?;
    cache(phone, APP, &[])
}

fn cache(phone: &mut Phone, place: DeviceFile, planted: &[(Plant, &str)]) -> Result<()> {
    let database = phone.database(place, SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng(place.path);
    let count = phone.plan.contacts.min(300);
    let url = |rng: &mut crate::Rng, number| format!("{}/{number}.json", link(rng));
    let entries = phone.entries(&mut rng, count, url, planted);
    for entry in &entries {
        let [year, month, day, hour, minute, second] = entry.time.fields();
        let time = format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        let hash = rng.range(-2_000_000_000, 2_000_000_000);
        connection.execute(
            "INSERT INTO cfurl_cache_response(version, hash_value, storage_policy, request_key, time_stamp) VALUES (0, ?1, 0, ?2, ?3)",
            params![hash, entry.value, time],
        )?;
        let row = connection.last_insert_rowid();
        connection
            .execute("INSERT INTO cfurl_cache_receiver_data VALUES (?1, 0, x'7b7d')", [row])?;
        if let Some(plant) = entry.plant {
            phone.planted_row(plant, place, "cfurl_cache_response", row, entry.value.as_str());
        }
    }
    phone.keep(place, database)?;
    phone.count("cache_files", entries.len() as u64);
    Ok(())
}
