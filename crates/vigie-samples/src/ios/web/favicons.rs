//! Safari's icons: `Library/Image Cache/Favicons/Favicons.db`, in dumps only.

use rusqlite::params;

use crate::Result;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::link;
use crate::ios::phone::Phone;
use crate::ios::{Hostile, Plant};

const OLD: DeviceFile = file("HomeDomain", "Library/Image Cache/Favicons/Favicons.db");
const NEW: DeviceFile =
    file("AppDomain-com.apple.mobilesafari", "Library/Image Cache/Favicons/Favicons.db");

const SCHEMA: &str = "
CREATE TABLE database_settings (key TEXT NOT NULL UNIQUE, value);
CREATE TABLE icon_info (uuid TEXT PRIMARY KEY NOT NULL, url TEXT NOT NULL, timestamp REAL NOT NULL DEFAULT 0, width INTEGER NOT NULL DEFAULT 0, height INTEGER NOT NULL DEFAULT 0, has_generated_representations INTEGER NOT NULL DEFAULT 0);
CREATE TABLE page_url (url TEXT PRIMARY KEY NOT NULL, uuid TEXT NOT NULL);
CREATE TABLE rejected_resources (page_url TEXT NOT NULL, icon_url TEXT NOT NULL, timestamp REAL NOT NULL DEFAULT 0, PRIMARY KEY (page_url, icon_url));
CREATE INDEX page_url_uuid ON page_url (uuid);
INSERT INTO database_settings VALUES ('version', 3);";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let place = if phone.plan.ios >= 13 { NEW } else { OLD };
    let database = phone.database(place, SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("safari-favicons");
    let count = phone.plan.contacts.min(500);
    let page = |rng: &mut crate::Rng, number| format!("{}?{number}", link(rng));
    let planted = [(Plant::SafariFavicon, "https://plaatje-raam.test/")];
    let entries = phone.entries(&mut rng, count, page, &planted);
    for entry in &entries {
        let (uuid, icon) = (rng.uuid(), icon(&entry.value));
        connection.execute(
            "INSERT INTO icon_info VALUES (?1, ?2, ?3, 32, 32, 0)",
            params![uuid, icon, entry.time.mac()],
        )?;
        connection.execute("INSERT INTO page_url VALUES (?1, ?2)", [&entry.value, &uuid])?;
        if let Some(plant) = entry.plant {
            let row = connection.last_insert_rowid();
            phone.planted_row(plant, place, "page_url", row, entry.value.as_str());
        }
    }
    let refused = [(Plant::SafariFaviconRejected, "https://geweigerd-beeld.test/x")];
    let refused = phone.entries(&mut rng, count / 5, page, &refused);
    for entry in &refused {
        connection.execute(
            "INSERT INTO rejected_resources VALUES (?1, ?2, ?3)",
            params![entry.value, icon(&entry.value), entry.time.mac()],
        )?;
        if let Some(plant) = entry.plant {
            let row = connection.last_insert_rowid();
            phone.planted_row(plant, place, "rejected_resources", row, entry.value.as_str());
        }
    }
    if phone.odd(Hostile::WrongTypes) {
        connection.execute_batch(
            "INSERT INTO icon_info VALUES ('odd', x'ff', 'never', 'a', 'b', 'c');
             INSERT INTO page_url VALUES (7, 'odd'), ('', 'missing');
             INSERT INTO rejected_resources VALUES ('', '', -1e300);",
        )?;
    }
    phone.keep(place, database)?;
    phone.count("safari_favicon", (entries.len() + refused.len()) as u64);
    Ok(())
}

/// The icon of a page: at the root of its host.
fn icon(page: &str) -> String {
    let host: String = page.split_inclusive('/').take(3).collect();
    format!("{host}favicon.ico")
}
