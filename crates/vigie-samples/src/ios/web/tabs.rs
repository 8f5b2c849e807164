//! Safari's tabs since iOS 15 (`SafariTabs.db`), bookmarks (`Bookmarks.db`, the same table), and
//! the tabs of the owner's other devices (`CloudTabs.db`).
//!
//! The tables are those that `WebBookmarks` creates; tabs are rows of `bookmarks` under the row of
//! their group, and the time of the last visit is in the property list of `local_attributes`.

use plist::Value;
use rusqlite::params;

use crate::Result;
use crate::ios::archive::{binary, dictionary};
use crate::ios::entries::Entry;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::{link, text};
use crate::ios::phone::Phone;
use crate::ios::{Hostile, Plant};

const TABS: DeviceFile = file("HomeDomain", "Library/Safari/SafariTabs.db");
const BOOKMARKS: DeviceFile = file("HomeDomain", "Library/Safari/Bookmarks.db");
const CLOUD: DeviceFile = file("HomeDomain", "Library/Safari/CloudTabs.db");

const BOOKMARK: &str = "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, special_id INTEGER DEFAULT 0, parent INTEGER, type INTEGER, title TEXT, url TEXT COLLATE NOCASE, num_children INTEGER DEFAULT 0, editable INTEGER DEFAULT 1, deletable INTEGER DEFAULT 1, hidden INTEGER DEFAULT 0, hidden_ancestor_count INTEGER DEFAULT 0, order_index INTEGER NOT NULL, external_uuid TEXT UNIQUE, read INTEGER DEFAULT NULL, last_modified REAL DEFAULT NULL, server_id TEXT, sync_key TEXT, sync_data BLOB, added INTEGER DEFAULT 1, deleted INTEGER DEFAULT 0, extra_attributes BLOB DEFAULT NULL, local_attributes BLOB DEFAULT NULL, fetched_icon BOOL DEFAULT 0, icon BLOB DEFAULT NULL, dav_generation INTEGER DEFAULT 0, locally_added BOOL DEFAULT 0, archive_status INTEGER DEFAULT 0, syncable BOOL DEFAULT 1, web_filter_status INTEGER DEFAULT 0, modified_attributes UNSIGNED BIG INT DEFAULT 0";
/// Columns of later generations.
const BOOKMARK_ADDED: &[(u8, &str)] = &[
    (
        15,
        "date_closed REAL DEFAULT NULL, last_selected_child INTEGER DEFAULT NULL, subtype INTEGER DEFAULT 0",
    ),
    (
        17,
        "cookies_uuid TEXT DEFAULT NULL, local_storage_uuid TEXT DEFAULT NULL, session_storage_uuid TEXT DEFAULT NULL, is_marked_for_expiration INTEGER",
    ),
    (26, "topic_title TEXT, feature_text TEXT, fetched_feature_text BOOL DEFAULT 0"),
];
const OTHERS: &str = "
CREATE TABLE folder_ancestors (id INTEGER PRIMARY KEY, folder_id INTEGER NOT NULL, ancestor_id INTEGER NOT NULL, UNIQUE(folder_id, ancestor_id));
CREATE TABLE sync_properties (key TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE generations (generation INTEGER);
INSERT INTO bookmarks(id, special_id, parent, type, title, order_index, external_uuid) VALUES (0, 0, NULL, 1, 'Root', 0, 'Root');";
const WINDOWS: &str = "
CREATE TABLE windows (id INTEGER PRIMARY KEY, active_tab_group_id INTEGER DEFAULT NULL, active_profile_id INTEGER DEFAULT NULL, date_closed REAL DEFAULT NULL, extra_attributes BLOB DEFAULT NULL, is_last_session INTEGER DEFAULT 0, local_tab_group_id INTEGER DEFAULT NULL, private_tab_group_id INTEGER DEFAULT NULL, scene_id TEXT DEFAULT NULL, uuid TEXT NOT NULL UNIQUE, restoration_archive BLOB DEFAULT NULL);
CREATE TABLE windows_tab_groups (id INTEGER PRIMARY KEY, active_tab_id INTEGER DEFAULT NULL, tab_group_id INTEGER NOT NULL, window_id INTEGER NOT NULL, UNIQUE (tab_group_id, window_id));
CREATE TABLE windows_unnamed_tab_groups (id INTEGER PRIMARY KEY, tab_group_id INTEGER NOT NULL, window_id INTEGER NOT NULL, UNIQUE (tab_group_id, window_id));
INSERT INTO bookmarks(id, parent, type, title, order_index, external_uuid) VALUES (1, 0, 1, 'Local', 0, 'Local');
INSERT INTO windows(id, active_tab_group_id, local_tab_group_id, uuid) VALUES (1, 1, 1, 'W');
INSERT INTO windows_tab_groups(active_tab_id, tab_group_id, window_id) VALUES (2, 1, 1);";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let bookmarks = [(Plant::SafariBookmark, "https://blad-wijzer.test/nieuws")];
    pages(phone, BOOKMARKS, "safari_bookmarks", &bookmarks)?;
    if phone.plan.ios >= 15 {
        pages(phone, TABS, "safari_tabs", &[(Plant::SafariTabs, "https://tabgroep-nacht.test/1")])?;
    }
    cloud(phone)
}

/// Pages kept as rows of `bookmarks`: bookmarks, or tabs with their windows.
fn pages(
    phone: &mut Phone,
    place: DeviceFile,
    kind: &str,
    planted: &[(Plant, &str)],
) -> Result<()> {
    let tabs = place == TABS;
    let mut schema = BOOKMARK.to_owned();
    for (_, columns) in BOOKMARK_ADDED.iter().filter(|(since, _)| *since <= phone.plan.ios) {
        schema = format!("{schema}, {columns}");
    }
    schema = format!("{schema});{OTHERS}{}", if tabs { WINDOWS } else { "" });
    let database = phone.database(place, &schema)?;
    let connection = database.connection();
    let mut rng = phone.rng(kind);
    let count = phone.plan.contacts.min(60) / 2;
    let entries = phone.entries(&mut rng, count, |rng, _| link(rng), planted);
    let mut insert = connection.prepare(
        "INSERT INTO bookmarks(parent, type, title, url, order_index, external_uuid, last_modified, local_attributes) VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (number, entry) in (0_i64..).zip(&entries) {
        let local = visited(entry)?;
        insert.execute(params![
            i64::from(tabs),
            text(&mut rng),
            entry.value,
            number,
            rng.uuid(),
            (!tabs).then(|| entry.time.mac()),
            tabs.then_some(local),
        ])?;
        if let Some(plant) = entry.plant {
            let row = connection.last_insert_rowid();
            phone.planted_row(plant, place, "bookmarks", row, entry.value.as_str());
        }
    }
    if phone.odd(Hostile::WrongTypes) {
        connection.execute_batch(
            "INSERT INTO bookmarks(parent, type, title, url, order_index, last_modified, local_attributes) VALUES (7, 'x', x'ff', 12, 'y', 'never', 'no plist'), (NULL, NULL, NULL, NULL, 0, NULL, x'62706c697374');",
        )?;
    }
    drop(insert);
    phone.keep(place, database)?;
    phone.count(kind, entries.len() as u64);
    Ok(())
}

/// What a tab knows of itself: when it was last looked at.
fn visited(entry: &Entry) -> Result<Vec<u8>> {
    binary(&dictionary([
        ("DateLastViewed", Value::from(entry.time.plist())),
        ("LastVisitTime", Value::from(entry.time.mac())),
        ("IsMuted", Value::from(false)),
    ]))
}

const CLOUD_SCHEMA: &str = "
CREATE TABLE metadata (key TEXT NOT NULL UNIQUE, value);
CREATE TABLE cloud_tab_devices (device_uuid TEXT PRIMARY KEY NOT NULL, system_fields BLOB NOT NULL, device_name TEXT, TYPEhas_duplicate_device_name BOOLEAN DEFAULT 0, is_ephemeral_device BOOLEAN DEFAULT 0, last_modified REAL NOT NULL);
CREATE TABLE cloud_tabs (tab_uuid TEXT PRIMARY KEY NOT NULL, system_fields BLOB NOT NULL, device_uuid TEXT NOT NULL, position BLOB NOT NULL, title TEXT, url TEXT NOT NULL, is_showing_reader BOOLEAN DEFAULT 0, is_pinned BOOLEAN DEFAULT 0, reader_scroll_position_page_index INTEGERVIEWED, FOREIGN KEY(device_uuid) REFERENCES cloud_tab_devices(device_uuid) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE cloud_tab_close_requests (close_request_uuid TEXT PRIMARY KEY NOT NULL, system_fields BLOB NOT NULL, destination_device_uuid TEXT NOT NULL, url TEXT NOT NULL, tab_uuid TEXT NOT NULL);";

fn cloud(phone: &mut Phone) -> Result<()> {
    let scenes = phone.plan.ios >= 15;
    let viewed = if scenes { ", scene_id TEXT, last_viewed_time REAL DEFAULT 0" } else { "" };
    let kind = if scenes { "device_type_identifier TEXT, " } else { "" };
    let schema = CLOUD_SCHEMA.replace("VIEWED", viewed).replace("TYPE", kind);
    let database = phone.database(CLOUD, &schema)?;
    let connection = database.connection();
    let mut rng = phone.rng("cloud-tabs");
    let device = rng.uuid();
    let seen = phone.release.backed_up.plus(-90_000).mac();
    connection.execute(
        "INSERT INTO cloud_tab_devices(device_uuid, system_fields, device_name, last_modified) VALUES (?1, x'62', 'Sample iPad', ?2)",
        params![device, seen],
    )?;
    let count = phone.plan.contacts.min(40) / 4;
    let planted = [(Plant::CloudTab, "https://ander-toestel.test/open")];
    let entries = phone.entries(&mut rng, count, |rng, _| link(rng), &planted);
    for entry in &entries {
        connection.execute(
            "INSERT INTO cloud_tabs(tab_uuid, system_fields, device_uuid, position, title, url) VALUES (?1, x'62', ?2, x'7b7d', ?3, ?4)",
            params![rng.uuid(), device, text(&mut rng), entry.value],
        )?;
        if scenes {
            connection.execute(
                "UPDATE cloud_tabs SET last_viewed_time = ?1 WHERE rowid = last_insert_rowid()",
                [entry.time.mac()],
            )?;
        }
        if let Some(plant) = entry.plant {
            let row = connection.last_insert_rowid();
            phone.planted_row(plant, CLOUD, "cloud_tabs", row, entry.value.as_str());
        }
    }
    phone.keep(CLOUD, database)?;
    phone.count("safari_cloud_tabs", entries.len() as u64);
    Ok(())
}
