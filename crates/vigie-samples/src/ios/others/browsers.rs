//! Chrome, both databases of Firefox, and Safari's tabs until iOS 14.

use plist::Value;
use rusqlite::params;

use crate::Result;
use crate::ios::Plant;
use crate::ios::archive::{binary, dictionary};
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::{Slot, link, slots, text};
use crate::ios::phone::Phone;
use crate::words::HOSTS;

const CHROME: DeviceFile = file(
    "AppDomain-com.google.chrome.ios",
    "Library/Application Support/Google/Chrome/Default/History",
);
const FAVICONS: DeviceFile = file(
    "AppDomain-com.google.chrome.ios",
    "Library/Application Support/Google/Chrome/Default/Favicons",
);
const FIREFOX: DeviceFile =
    file("AppDomainGroup-group.org.mozilla.ios.Firefox", "profile.profile/browser.db");
const PLACES: DeviceFile =
    file("AppDomainGroup-group.org.mozilla.ios.Firefox", "profile.profile/places.db");
const TABS: DeviceFile = file("HomeDomain", "Library/Safari/BrowserState.db");

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    chrome(phone)?;
    favicons(phone)?;
    firefox(phone)?;
    places(phone)?;
    tabs(phone)
}

const CHROME_SCHEMA: &str = "
CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT,url LONGVARCHAR,title LONGVARCHAR,visit_count INTEGER DEFAULT 0 NOT NULL,typed_count INTEGER DEFAULT 0 NOT NULL,last_visit_time INTEGER NOT NULL,hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT,url INTEGER NOT NULL,visit_time INTEGER NOT NULL,from_visit INTEGER,transition INTEGER DEFAULT 0 NOT NULL,segment_id INTEGER,visit_duration INTEGER DEFAULT 0 NOT NULL,incremented_omnibox_typed_score BOOLEAN DEFAULT FALSE NOT NULL);
CREATE INDEX visits_url_index ON visits (url);
INSERT INTO meta VALUES ('version', '48');";

fn chrome(phone: &mut Phone) -> Result<()> {
    let database = phone.database(CHROME, CHROME_SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("chrome");
    let mut page = connection.prepare(
        "INSERT INTO urls(url, title, visit_count, last_visit_time) VALUES (?1, ?2, 1, ?3)",
    )?;
    let mut visit =
        connection.prepare("INSERT INTO visits(url, visit_time, from_visit) VALUES (?1, ?2, 0)")?;
    let calendar = phone.calendar(phone.plan.chrome);
    let mut time = calendar.at(0, &mut rng).webkit();
    let planted = usize::from(phone.has(Plant::ChromeVisit));
    for slot in slots(phone.plan.chrome, planted) {
        let url = match slot {
            Slot::Ordinary(number) => {
                time = calendar.at(number, &mut rng).webkit();
                link(&mut rng)
            }
            Slot::Special(_) => "https://zilvermeeuw.test/strand".to_owned(),
        };
        page.execute(params![url, text(&mut rng), time])?;
        visit.execute([connection.last_insert_rowid(), time])?;
        if slot == Slot::Special(0) {
            let row = connection.last_insert_rowid();
            phone.planted_row(Plant::ChromeVisit, CHROME, "visits", row, url);
        }
    }
    drop((page, visit));
    phone.odd_rows(
        connection,
        "INSERT INTO urls(id, url, title, last_visit_time) VALUES (900001, NULL, NULL, 'never'), (900002, x'ff', 7, -1);
         INSERT INTO visits(url, visit_time) VALUES (900001, 'x'), (900002, 9223372036854775807), (900003, 0);",
    )?;
    phone.count("chrome_history", phone.plan.chrome + planted as u64);
    if phone.plan.wal { late(phone, database) } else { phone.keep(CHROME, database) }
}

/// The newest visit stands in the write-ahead log only.
fn late(phone: &mut Phone, database: crate::sqlite::Database) -> Result<()> {
    let planted = phone.has(Plant::ChromeWal);
    let url = if planted { "https://late-meeuw.test/eb" } else { "https://www.example.com/tide" };
    let time = phone.release.backed_up.plus(-150).webkit();
    let mut row = 0;
    phone.keep_with_wal(CHROME, database, |connection| {
        connection.execute(
            "INSERT INTO urls(url, title, visit_count, last_visit_time) VALUES (?1, '', 1, ?2)",
            params![url, time],
        )?;
        connection.execute(
            "INSERT INTO visits(url, visit_time, from_visit) VALUES (last_insert_rowid(), ?1, 0)",
            [time],
        )?;
        row = connection.last_insert_rowid();
        Ok(())
    })?;
    if planted {
        phone.planted_row(Plant::ChromeWal, CHROME, "visits", row, url);
    }
    phone.count("chrome_history", 1);
    Ok(())
}

const FAVICONS_SCHEMA: &str = "
CREATE TABLE favicons(id INTEGER PRIMARY KEY,url LONGVARCHAR NOT NULL,icon_type INTEGER DEFAULT 1);
CREATE TABLE favicon_bitmaps(id INTEGER PRIMARY KEY,icon_id INTEGER NOT NULL,last_updated INTEGER DEFAULT 0,image_data BLOB,width INTEGER DEFAULT 0,height INTEGER DEFAULT 0,last_requested INTEGER DEFAULT 0);
CREATE TABLE icon_mapping(id INTEGER PRIMARY KEY,page_url LONGVARCHAR NOT NULL,icon_id INTEGER);
CREATE INDEX favicon_bitmaps_icon_id ON favicon_bitmaps(icon_id);";

fn favicons(phone: &mut Phone) -> Result<()> {
    let database = phone.database(FAVICONS, FAVICONS_SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("favicons");
    let count = phone.plan.chrome / 4;
    let calendar = phone.calendar(count);
    let planted = usize::from(phone.has(Plant::ChromeFavicon));
    for slot in slots(count, planted) {
        let (page, time) = match slot {
            Slot::Ordinary(number) => (link(&mut rng), calendar.at(number, &mut rng).webkit()),
            Slot::Special(_) => (
                "https://pictogram-hier.test/".to_owned(),
                phone.release.backed_up.plus(-9_000).webkit(),
            ),
        };
        let host: String = page.split_inclusive('/').take(3).collect();
        connection
            .execute("INSERT INTO favicons(url) VALUES (?1)", [format!("{host}favicon.ico")])?;
        let icon = connection.last_insert_rowid();
        connection.execute("INSERT INTO favicon_bitmaps(icon_id, last_updated, width, height) VALUES (?1, ?2, 16, 16)", [icon, time])?;
        connection.execute(
            "INSERT INTO icon_mapping(page_url, icon_id) VALUES (?1, ?2)",
            params![page, icon],
        )?;
        if slot == Slot::Special(0) {
            let row = connection.last_insert_rowid();
            phone.planted_row(Plant::ChromeFavicon, FAVICONS, "icon_mapping", row, page);
        }
    }
    phone.odd_rows(
        connection,
        "INSERT INTO favicons(id, url) VALUES (900001, 'https://www.example.com/favicon.ico');
         INSERT INTO favicon_bitmaps(icon_id, last_updated) VALUES (900001, NULL), (900001, 'never');
         INSERT INTO icon_mapping(page_url, icon_id) VALUES ('https://www.example.com/', 900001), (x'ff', 900009);",
    )?;
    phone.keep(FAVICONS, database)?;
    phone.count("chrome_favicon", count + planted as u64);
    Ok(())
}

const FIREFOX_SCHEMA: &str = "
CREATE TABLE history (id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL, server_modified INTEGER, local_modified INTEGER, is_deleted TINYINT NOT NULL, should_upload TINYINT NOT NULL, domain_id INTEGER);
CREATE TABLE visits (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL REFERENCES history(id) ON DELETE CASCADE, date REAL NOT NULL, type INTEGER NOT NULL, is_local TINYINT NOT NULL, UNIQUE (siteID, date, type));
CREATE TABLE favicons (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, width INTEGER, height INTEGER, type INTEGER NOT NULL, date REAL NOT NULL);
CREATE TABLE favicon_sites (id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, faviconID INTEGER NOT NULL, UNIQUE (siteID, faviconID));";

fn firefox(phone: &mut Phone) -> Result<()> {
    let database = phone.database(FIREFOX, FIREFOX_SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("firefox");
    let count = phone.plan.contacts / 3;
    let calendar = phone.calendar(count);
    let planted = usize::from(phone.has(Plant::FirefoxVisit));
    for slot in slots(count, planted) {
        let (page, time) = match slot {
            Slot::Ordinary(number) => {
                (format!("{}-{number}", link(&mut rng)), calendar.at(number, &mut rng))
            }
            Slot::Special(_) => (
                "https://vuurvos-nieuws.example/vandaag".to_owned(),
                phone.release.backed_up.plus(-8_000),
            ),
        };
        connection.execute("INSERT INTO history(guid, url, title, is_deleted, should_upload) VALUES (?1, ?2, ?3, 0, 0)", params![rng.hex(12), page, text(&mut rng)])?;
        let site = connection.last_insert_rowid();
        connection.execute(
            "INSERT INTO visits(siteID, date, type, is_local) VALUES (?1, ?2, 1, 1)",
            params![site, time.0],
        )?;
        if slot == Slot::Special(0) {
            let row = connection.last_insert_rowid();
            phone.planted_row(Plant::FirefoxVisit, FIREFOX, "visits", row, page);
        }
    }
    let page = |rng: &mut crate::Rng, number| format!("https://{}/{number}.ico", rng.pick(HOSTS));
    let icons = [(Plant::FirefoxFavicon, "https://vos-plaatje.test/favicon.ico")];
    let icons = phone.entries(&mut rng, count / 2, page, &icons);
    for (entry, site) in icons.iter().zip(1_i64..) {
        connection.execute(
            "INSERT INTO favicons(url, width, height, type, date) VALUES (?1, 32, 32, 1, ?2)",
            params![entry.value, entry.time.unix()],
        )?;
        let icon = connection.last_insert_rowid();
        connection.execute(
            "INSERT INTO favicon_sites(siteID, faviconID) VALUES (?1, ?2)",
            [site, icon],
        )?;
        if let Some(plant) = entry.plant {
            phone.planted_row(plant, FIREFOX, "favicons", icon, entry.value.as_str());
        }
    }
    phone.odd_rows(
        connection,
        "INSERT INTO history(id, guid, url, title, is_deleted, should_upload) VALUES (900001, 'odd', NULL, x'ff', 'x', 0);
         INSERT INTO visits(siteID, date, type, is_local) VALUES (900001, 'never', 'x', 7);",
    )?;
    phone.keep(FIREFOX, database)?;
    phone.count("firefox_history", count + planted as u64);
    phone.count("firefox_favicon", icons.len() as u64);
    Ok(())
}

const PLACES_SCHEMA: &str = "
CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, title LONGVARCHAR, description TEXT, preview_image_url TEXT, visit_count_local INTEGER NOT NULL DEFAULT 0, visit_count_remote INTEGER NOT NULL DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, typed INTEGER DEFAULT 0 NOT NULL, frecency INTEGER DEFAULT -1 NOT NULL, last_visit_date_local INTEGER NOT NULL DEFAULT 0, last_visit_date_remote INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE, url_hash INTEGER DEFAULT 0 NOT NULL, origin_id INTEGER);
CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, is_local INTEGER NOT NULL, from_visit INTEGER, place_id INTEGER NOT NULL, visit_date INTEGER NOT NULL, visit_type INTEGER NOT NULL);
CREATE TABLE moz_origins (id INTEGER PRIMARY KEY, prefix TEXT NOT NULL, host TEXT NOT NULL, rev_host TEXT NOT NULL, frecency INTEGER NOT NULL);";

/// The database of Firefox since 2018; visits in milliseconds since 1970.
fn places(phone: &mut Phone) -> Result<()> {
    let database = phone.database(PLACES, PLACES_SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("places");
    let count = phone.plan.contacts / 3;
    let calendar = phone.calendar(count);
    let planted = usize::from(phone.has(Plant::FirefoxPlaces));
    for slot in slots(count, planted) {
        let (page, time) = match slot {
            Slot::Ordinary(number) => (link(&mut rng), calendar.at(number, &mut rng)),
            Slot::Special(_) => {
                ("https://vos-op-reis.test/kaart".to_owned(), phone.release.backed_up.plus(-5_000))
            }
        };
        connection.execute(
            "INSERT INTO moz_places(url, title, guid) VALUES (?1, ?2, ?3)",
            params![page, text(&mut rng), rng.hex(12)],
        )?;
        let place = connection.last_insert_rowid();
        connection.execute(
            "INSERT INTO moz_historyvisits(is_local, place_id, visit_date, visit_type) VALUES (1, ?1, ?2, 1)",
            [place, time.0 / 1000],
        )?;
        if slot == Slot::Special(0) {
            phone.planted_row(Plant::FirefoxPlaces, PLACES, "moz_places", place, page);
        }
    }
    phone.keep(PLACES, database)?;
    phone.count("firefox_places", count + planted as u64);
    Ok(())
}

const TABS_SCHEMA: &str = "
CREATE TABLE browser_windows (id INTEGER PRIMARY KEY AUTOINCREMENT,uuid TEXT NOT NULL,type INTEGER DEFAULT 0,active_document_index INTEGER DEFAULT 0,CONSTRAINT uuid_type_index UNIQUE(uuid, type));
CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT,uuid TEXT NOT NULL UNIQUE,title TEXT,url TEXT COLLATE NOCASE,user_visible_url TEXT COLLATE NOCASE,order_index INTEGER NOT NULL,last_viewed_time REAL DEFAULT NULL,opened_from_link BOOL DEFAULT 0,private_browsing BOOL DEFAULT 0,browser_window_uuid TEXT NOT NULL,browser_window_id INTEGER NOT NULL SESSION);
INSERT INTO browser_windows(uuid) VALUES ('W');";
const TAB_SESSIONS: &str = "CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT,tab_uuid TEXT NOT NULL UNIQUE,session_data BLOB DEFAULT NULL,uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0);";

fn tabs(phone: &mut Phone) -> Result<()> {
    let apart = phone.plan.ios >= 13;
    let schema = if apart {
        format!("{}{TAB_SESSIONS}", TABS_SCHEMA.replace(" SESSION", ""))
    } else {
        TABS_SCHEMA.replace(" SESSION", ",session_data BLOB DEFAULT NULL")
    };
    let database = phone.database(TABS, &schema)?;
    let connection = database.connection();
    let mut rng = phone.rng("tabs");
    let count = phone.plan.contacts.min(40) / 3;
    let planted = usize::from(phone.has(Plant::BrowserTab));
    let calendar = phone.calendar(count);
    for slot in slots(count, planted) {
        let (url, time) = match slot {
            Slot::Ordinary(number) => (link(&mut rng), calendar.at(number, &mut rng).mac()),
            Slot::Special(_) => (
                "https://open-tabblad.test/lees".to_owned(),
                phone.release.backed_up.plus(-7_000).mac(),
            ),
        };
        let uuid = rng.uuid();
        let title = text(&mut rng);
        connection.execute(
            "INSERT INTO tabs(uuid, title, url, user_visible_url, order_index, last_viewed_time, browser_window_uuid, browser_window_id) VALUES (?1, ?2, ?3, ?3, 0, ?4, 'W', 1)",
            params![uuid, title, url, time],
        )?;
        let row = connection.last_insert_rowid();
        let session = session(&url, &title)?;
        if apart {
            connection.execute("INSERT INTO tab_sessions(tab_uuid, session_data, uncompressed_session_data_size) VALUES (?1, ?2, length(?2))", params![uuid, session])?;
        } else {
            connection.execute(
                "UPDATE tabs SET session_data = ?2 WHERE id = ?1",
                params![row, session],
            )?;
        }
        if slot == Slot::Special(0) {
            phone.planted_row(Plant::BrowserTab, TABS, "tabs", row, url);
        }
    }
    phone.odd_rows(
        connection,
        "INSERT INTO tabs(uuid, title, url, order_index, last_viewed_time, browser_window_uuid, browser_window_id) VALUES ('odd', NULL, NULL, 'x', NULL, 'W', 1), ('odd2', x'ff', 7, 0, 'never', 'none', 99);",
    )?;
    phone.keep(TABS, database)?;
    phone.count("safari_browser_state", count + planted as u64);
    Ok(())
}

/// Four bytes of version, then the pages one can go back to.
fn session(url: &str, title: &str) -> Result<Vec<u8>> {
    let entry = dictionary([
        ("SessionHistoryEntryOriginalURL", Value::from(url)),
        ("SessionHistoryEntryTitle", Value::from(title)),
        ("SessionHistoryEntryURL", Value::from(url)),
    ]);
    let history = dictionary([
        ("SessionHistoryCurrentIndex", Value::from(0)),
        ("SessionHistoryEntries", Value::Array(vec![entry])),
        ("SessionHistoryVersion", Value::from(1)),
    ]);
    let mut bytes = vec![0, 0, 0, 2];
    bytes.extend(binary(&dictionary([("SessionHistory", history)]))?);
    Ok(bytes)
}
