//! `knowledgeC.db`, Core Duet's store of what happened on the phone (Core Data). Since iOS 16 most
//! of its streams moved to Biome; the tables remain.

use rusqlite::{Connection, params};

use crate::ios::entries::Entry;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::link;
use crate::ios::phone::Phone;
use crate::ios::{Hostile, Plant};
use crate::words::APPS;
use crate::{Result, Rng};

const FILE: DeviceFile = file("HomeDomain", "Library/CoreDuet/Knowledge/knowledgeC.db");

const SCHEMA: &str = "
CREATE TABLE ZOBJECT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZUUIDHASH INTEGER, ZEVENT INTEGER, ZSOURCE INTEGER, ZCATEGORYTYPE INTEGER, ZINTEGERVALUE INTEGER, ZCOMPATIBILITYVERSION INTEGER, ZENDDAYOFWEEK INTEGER, ZENDSECONDOFDAY INTEGER, ZHASCUSTOMMETADATA INTEGER, ZHASSTRUCTUREDMETADATA INTEGER, ZSECONDSFROMGMT INTEGER, ZSHOULDSYNC INTEGER, ZSTARTDAYOFWEEK INTEGER, ZSTARTSECONDOFDAY INTEGER, ZVALUECLASS INTEGER, ZVALUEINTEGER INTEGER, ZVALUETYPECODE INTEGER, ZSTRUCTUREDMETADATA INTEGER, ZVALUE INTEGER, ZIDENTIFIERTYPE INTEGER, ZQUANTITYTYPE INTEGER, ZCREATIONDATE TIMESTAMP, ZLOCALCREATIONDATE TIMESTAMP, ZCONFIDENCE FLOAT, ZENDDATE TIMESTAMP, ZSTARTDATE TIMESTAMP, ZVALUEDOUBLE FLOAT, ZDOUBLEVALUE FLOAT, ZUUID VARCHAR, ZSTREAMNAME VARCHAR, ZVALUESTRING VARCHAR, ZSTRING VARCHAR, ZMETADATA BLOB);
CREATE TABLE ZSOURCE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZUSERID INTEGER, ZBUNDLEID VARCHAR, ZDEVICEID VARCHAR, ZGROUPID VARCHAR, ZINTENTID VARCHAR, ZITEMID VARCHAR, ZSOURCEID VARCHAR);
CREATE TABLE ZSTRUCTUREDMETADATA (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZMETADATAHASH VARCHAR, Z_DKAPPINSTALLMETADATAKEY__TITLE VARCHAR, Z_DKAPPINSTALLMETADATAKEY__PRIMARYCATEGORY VARCHAR, Z_DKSAFARIHISTORYMETADATAKEY__TITLE VARCHAR, Z_DKAPPLICATIONMETADATAKEY__LAUNCHREASON VARCHAR);
CREATE TABLE ZSYNCPEER (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZLASTSEENDATE TIMESTAMP, ZDEVICEID VARCHAR, ZMODEL VARCHAR, ZNAME VARCHAR, ZVERSION VARCHAR);
CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
CREATE INDEX Z_Event_streamName ON ZOBJECT (ZSTREAMNAME, ZSTARTDATE);
INSERT INTO ZSOURCE(Z_PK, Z_ENT, Z_OPT, ZBUNDLEID) VALUES (1, 14, 1, 'com.apple.SpringBoard');
INSERT INTO ZSTRUCTUREDMETADATA(Z_PK, Z_ENT, Z_OPT, Z_DKSAFARIHISTORYMETADATAKEY__TITLE) VALUES (1, 15, 1, 'News');
INSERT INTO Z_PRIMARYKEY VALUES (11, 'Event', 10, 1000), (14, 'Source', 0, 1);";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let database = phone.database(FILE, SCHEMA)?;
    let mut rng = phone.rng("knowledge");
    let app = |rng: &mut Rng, _: u64| rng.pick(APPS).to_owned();
    let installed = [(Plant::KnowledgeApp, "example.nachtwacht.watcher")];
    let visited = [(Plant::KnowledgeUrl, "https://kennis-bron.test/dossier")];
    let count = phone.plan.contacts.min(2000) * 4;
    let streams = [
        ("/app/inFocus", phone.entries(&mut rng, count, app, &[])),
        ("/app/usage", phone.entries(&mut rng, count, app, &[])),
        ("/app/install", phone.entries(&mut rng, count / 8, app, &installed)),
        ("/safari/history", phone.entries(&mut rng, count / 2, |rng, _| link(rng), &visited)),
        ("/device/isLocked", phone.entries(&mut rng, count / 2, |_, _| String::new(), &[])),
    ];
    let mut total = 0;
    for (stream, entries) in &streams {
        for entry in entries {
            let row = insert(database.connection(), stream, entry, &mut rng)?;
            if let Some(plant) = entry.plant {
                phone.planted_row(plant, FILE, "ZOBJECT", row, entry.value.as_str());
            }
        }
        total += entries.len() as u64;
    }
    if phone.odd(Hostile::Nulls) {
        database.connection().execute_batch(
            "INSERT INTO ZOBJECT(ZSTREAMNAME, ZVALUESTRING, ZSTARTDATE, ZENDDATE) VALUES (NULL, NULL, NULL, NULL), ('/app/inFocus', x'ff', 'then', 1e300), ('/safari/history', 7, -1e18, NULL);",
        )?;
    }
    phone.keep(FILE, database)?;
    phone.count("knowledge", total);
    Ok(())
}

fn insert(connection: &Connection, stream: &str, entry: &Entry, rng: &mut Rng) -> Result<i64> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO ZOBJECT(Z_ENT, Z_OPT, ZSOURCE, ZVALUECLASS, ZVALUEINTEGER, ZVALUETYPECODE, ZSTRUCTUREDMETADATA, ZSECONDSFROMGMT, ZCREATIONDATE, ZSTARTDATE, ZENDDATE, ZUUID, ZSTREAMNAME, ZVALUESTRING) VALUES (11, 1, 1, 1, ?1, 0, ?2, 3600, ?3, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let start = entry.time.mac();
    let value = (!entry.value.is_empty()).then_some(&entry.value);
    let metadata = (stream == "/safari/history").then_some(1);
    let lasts = rng.fraction() * 300.0;
    statement.execute(params![
        rng.chance(500),
        metadata,
        start,
        start + lasts,
        rng.uuid(),
        stream,
        value
    ])?;
    Ok(connection.last_insert_rowid())
}
