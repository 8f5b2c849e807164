//! Calls: `HomeDomain:Library/CallHistoryDB/CallHistory.storedata` (Core Data).

use rusqlite::{params, types::Value as Cell};

use super::layout::{DeviceFile, file};
use super::life::{Slot, slots};
use super::phone::Phone;
use super::{Hostile, Plant};
use crate::{Error, Result};

pub(crate) const FILE: DeviceFile =
    file("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata");
/// The first iOS whose addresses are text; before they were blobs of text.
const TEXT_FROM: u8 = 13;

const SCHEMA: &str = "
CREATE TABLE ZCALLDBPROPERTIES (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTIMER_ALL FLOAT, ZTIMER_INCOMING FLOAT, ZTIMER_LAST FLOAT, ZTIMER_LAST_RESET FLOAT, ZTIMER_LIFETIME FLOAT, ZTIMER_OUTGOING FLOAT);
CREATE TABLE ZHANDLE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTYPE INTEGER, ZNORMALIZEDVALUE VARCHAR, ZVALUE VARCHAR);
CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES (Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER, PRIMARY KEY (Z_2REMOTEPARTICIPANTCALLS, Z_4REMOTEPARTICIPANTHANDLES));
CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER, ZCALL_CATEGORY INTEGER, ZCALLTYPE INTEGER, ZDISCONNECTED_CAUSE INTEGER, ZFACE_TIME_DATA INTEGER, ZHANDLE_TYPE INTEGER, ZNUMBER_AVAILABILITY INTEGER, ZORIGINATED INTEGER, ZREAD INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZDEVICE_ID VARCHAR, ZISO_COUNTRY_CODE VARCHAR, ZLOCATION VARCHAR, ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR, ZUNIQUE_ID VARCHAR, ZADDRESS TYPE, ZLOCALPARTICIPANTUUID BLOB);
CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
CREATE TABLE Z_MODELCACHE (Z_CONTENT BLOB);";

/// Columns that later generations added to `ZCALLRECORD`, with the first iOS that has them.
const ADDED: &[(u8, &str)] = &[
    (14, "ZFILTERED_OUT_REASON INTEGER, ZVERIFICATIONSTATUS INTEGER"),
    (15, "ZPARTICIPANTGROUPUUID BLOB, ZJUNKCONFIDENCE INTEGER, ZBLOCKEDBYEXTENSION VARCHAR"),
    (
        18,
        "ZWASEMERGENCYCALL INTEGER, ZUSEDEMERGENCYVIDEOSTREAMING INTEGER, ZCOMMUNICATIONTRUSTSCORE INTEGER, ZIMAGEURL VARCHAR",
    ),
    (26, "ZSCREENSHARINGTYPE INTEGER, ZREMINDERUUID BLOB"),
];

/// Writes the calls.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    let kind = if phone.plan.ios >= TEXT_FROM { "VARCHAR" } else { "BLOB" };
    let mut address = format!("ZADDRESS {kind}");
    let ios = phone.plan.ios;
    // The shipped sample, of iOS 17, was made before these columns were known.
    for (_, columns) in ADDED.iter().filter(|(since, _)| *since <= ios && ios != 17) {
        address = format!("{columns}, {address}");
    }
    let database = phone.database(FILE, &SCHEMA.replace("ZADDRESS TYPE", &address))?;
    let connection = database.connection();
    let mut rng = phone.rng("calls");
    let special = phone.has(Plant::CallEmail);
    let calendar = phone.calendar(phone.plan.calls);
    let mut insert = connection.prepare(
        "INSERT INTO ZCALLRECORD(Z_PK, Z_ENT, Z_OPT, ZANSWERED, ZCALLTYPE, ZORIGINATED, ZREAD, ZDATE, ZDURATION, ZISO_COUNTRY_CODE, ZLOCATION, ZSERVICE_PROVIDER, ZUNIQUE_ID, ZADDRESS)
         VALUES (?1, 2, 1, ?2, ?3, ?4, 1, ?5, ?6, 'be', ?7, ?8, ?9, ?10)",
    )?;
    let mut row = 0;
    for slot in slots(phone.plan.calls, usize::from(special)) {
        row += 1;
        let (time, address, face_time) = match slot {
            Slot::Ordinary(number) => {
                let person = phone.person(&mut rng).map_or("", |person| &person.phone);
                (calendar.at(number, &mut rng), person.to_owned(), rng.chance(100))
            }
            Slot::Special(_) => {
                let address = "facetime@nachtpost.example";
                phone.planted_row(Plant::CallEmail, FILE, "ZCALLRECORD", row, address);
                (phone.release.backed_up.plus(-60_000), address.to_owned(), true)
            }
        };
        let answered = rng.chance(700);
        let provider = if face_time { "com.apple.FaceTime" } else { "com.apple.Telephony" };
        let address = if phone.plan.ios >= TEXT_FROM {
            Cell::Text(address)
        } else {
            Cell::Blob(address.into_bytes())
        };
        let duration = if answered { rng.fraction() * 900.0 } else { 0.0 };
        insert.execute(params![
            row,
            answered,
            if face_time { 8 } else { 1 },
            rng.chance(500),
            time.mac(),
            duration,
            "Brussels",
            provider,
            rng.uuid(),
            address
        ])?;
    }
    drop(insert);
    if phone.odd(Hostile::Nulls) || phone.odd(Hostile::WrongTypes) {
        connection.execute_batch(
            "INSERT INTO ZCALLRECORD(ZDATE, ZDURATION, ZADDRESS) VALUES (NULL, NULL, NULL), ('x', 'y', x'ff00fe'), (9e999, -1, 7), (1e300, 1e300, x'');",
        )?;
        row += 4;
    }
    connection.execute("INSERT INTO Z_PRIMARYKEY VALUES (2, 'CallRecord', 0, ?1)", [row])?;
    connection.execute("INSERT INTO Z_METADATA VALUES (1, ?1, NULL)", [rng.uuid()])?;
    if phone.odd(Hostile::DamagedPages) {
        database.finish()?;
        damage(phone)?;
        phone.layout.keep(FILE)?;
    } else {
        phone.keep(FILE, database)?;
    }
    phone.count("calls", row.unsigned_abs());
    Ok(())
}

/// Overwrites a page of the calls, if the database is long enough to have several.
fn damage(phone: &mut Phone) -> Result<()> {
    let place = phone.layout.place(FILE)?;
    let page = phone.plan.page;
    let mut bytes = std::fs::read(&place).map_err(Error::at(&place))?;
    let at = bytes.len() / page * 3 / 4 * page;
    if let Some(page) = bytes.get_mut(at..at + page) {
        phone.rng("damage").fill(page);
    }
    std::fs::write(&place, bytes).map_err(Error::at(&place))
}
