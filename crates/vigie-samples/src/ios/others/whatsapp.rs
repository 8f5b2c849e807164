//! WhatsApp: messages, identifiers and contacts, and the business app's messages.

use rusqlite::{Connection, params};

use crate::ios::Plant;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::{Slot, link, slots, text};
use crate::ios::phone::Phone;
use crate::{Moment, Result};

const DOMAIN: &str = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
const CHATS: DeviceFile = file(DOMAIN, "ChatStorage.sqlite");
const IDENTIFIERS: DeviceFile = file(DOMAIN, "LID.sqlite");
const CONTACTS: DeviceFile = file(DOMAIN, "ContactsV2.sqlite");
const BUSINESS: DeviceFile =
    file("AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared", "ChatStorage.sqlite");

const PREVIEW: &str = "https://voorbeeld-kaart.test/k";
const LATE: &str = "https://nagekomen-app.test/snel";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let count = chats(
        phone,
        CHATS,
        phone.plan.whatsapp,
        (Plant::WhatsappText, "https://groene-app.test/a?b"),
    )?;
    // One record per message, chat and pair of identifiers.
    phone.count("whatsapp", count + 2 * phone.people.len() as u64);
    let count =
        chats(phone, BUSINESS, 5, (Plant::WhatsappBusiness, "https://zakelijk-net.test/offerte"))?;
    phone.count("whatsapp_business", count);
    identifiers(phone)?;
    contacts(phone)
}

const SCHEMA: &str = "
CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHILDMESSAGESDELIVEREDCOUNT INTEGER, ZDATAITEMVERSION INTEGER, ZDOCID INTEGER, ZENCRETRYCOUNT INTEGER, ZFILTEREDRECIPIENTCOUNT INTEGER, ZFLAGS INTEGER, ZGROUPEVENTTYPE INTEGER, ZISFROMME INTEGER, ZMESSAGEERRORSTATUS INTEGER, ZMESSAGESTATUS INTEGER, ZMESSAGETYPE INTEGER, ZSORT INTEGER, ZSTARRED INTEGER, ZCHATSESSION INTEGER, ZGROUPMEMBER INTEGER, ZLASTSESSION INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEINFO INTEGER, ZPARENTMESSAGE INTEGER, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP, ZFROMJID VARCHAR, ZMEDIASECTIONID VARCHAR, ZPHASH VARCHAR, ZPUSHNAME VARCHAR, ZSTANZAID VARCHAR, ZTEXT VARCHAR, ZTOJID VARCHAR);
CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFILESIZE INTEGER, ZMESSAGE INTEGER, ZLATITUDE FLOAT, ZLONGITUDE FLOAT, ZMEDIAURLDATE TIMESTAMP, ZAUTHORNAME VARCHAR, ZMEDIALOCALPATH VARCHAR, ZMEDIAURL VARCHAR, ZTITLE VARCHAR, ZVCARDNAME VARCHAR, ZMETADATA BLOB);
CREATE TABLE ZWAMESSAGEDATAITEM (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZINDEX INTEGER, ZOWNSTHUMBNAIL INTEGER, ZTYPE INTEGER, ZMESSAGE INTEGER, ZDATE TIMESTAMP, ZCONTENT1 VARCHAR, ZCONTENT2 VARCHAR, ZMATCHEDTEXT VARCHAR, ZSECTIONID VARCHAR, ZSENDERJID VARCHAR, ZSUMMARY VARCHAR, ZTHUMBNAILPATH VARCHAR, ZTITLE VARCHAR);
CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZARCHIVED INTEGER, ZCONTACTABID INTEGER, ZFLAGS INTEGER, ZHIDDEN INTEGER, ZMESSAGECOUNTER INTEGER, ZREMOVED INTEGER, ZSESSIONTYPE INTEGER, ZUNREADCOUNT INTEGER, ZGROUPINFO INTEGER, ZLASTMESSAGE INTEGER, ZLASTMESSAGEDATE TIMESTAMP, ZCONTACTIDENTIFIER VARCHAR, ZCONTACTJID VARCHAR, ZLASTMESSAGETEXT VARCHAR, ZPARTNERNAME VARCHAR);
CREATE TABLE ZWAGROUPINFO (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCHATSESSION INTEGER, ZCREATIONDATE TIMESTAMP, ZCREATORJID VARCHAR, ZOWNERJID VARCHAR);
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
CREATE INDEX ZWAMEDIAITEM_ZMESSAGE_INDEX ON ZWAMEDIAITEM (ZMESSAGE);
CREATE INDEX ZWAMESSAGEDATAITEM_ZMESSAGE_INDEX ON ZWAMESSAGEDATAITEM (ZMESSAGE);";

fn chats(
    phone: &mut Phone,
    place: DeviceFile,
    messages: u64,
    (plant, url): (Plant, &str),
) -> Result<u64> {
    let database = phone.database(place, SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng(place.domain);
    sessions(phone, connection)?;
    let people = phone.people.len() as u64;
    let planted = usize::from(phone.has(plant));
    let calendar = phone.calendar(messages);
    let main = place == CHATS;
    let mut insert = connection.prepare(
        "INSERT INTO ZWAMESSAGE(Z_PK, Z_ENT, Z_OPT, ZISFROMME, ZMESSAGESTATUS, ZMESSAGETYPE, ZSORT, ZCHATSESSION, ZMESSAGEDATE, ZSENTDATE, ZFROMJID, ZTOJID, ZSTANZAID, ZTEXT)
         VALUES (?1, 9, 1, ?2, 8, ?3, ?1, ?4, ?5, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut row = 0;
    let mut time = calendar.at(0, &mut rng);
    for slot in slots(messages, planted) {
        row += 1;
        let words = match slot {
            Slot::Ordinary(number) => {
                time = calendar.at(number, &mut rng);
                if rng.chance(60) {
                    format!("{} {}", text(&mut rng), link(&mut rng))
                } else {
                    text(&mut rng)
                }
            }
            Slot::Special(_) => {
                phone.planted_row(plant, place, "ZWAMESSAGE", row, url);
                format!("look {url}")
            }
        };
        let chat = rng.below(people);
        let at = usize::try_from(chat).unwrap_or(0);
        let number = phone.people.get(at).map_or("", |person| person.phone.trim_start_matches('+'));
        let jid = format!("{number}@s.whatsapp.net");
        let mine = rng.chance(450);
        let (from, to) = if mine { (None, Some(&jid)) } else { (Some(&jid), None) };
        let chat = i64::try_from(chat).unwrap_or(0) + 1;
        insert.execute(params![row, mine, 0, chat, time.mac(), from, to, rng.hex(20), words])?;
        if rng.chance(30) {
            media(connection, row, time)?;
        }
    }
    drop(insert);
    phone.odd_rows(
        connection,
        "INSERT INTO ZWAMESSAGE(ZMESSAGEDATE, ZTEXT, ZFROMJID, ZCHATSESSION) VALUES (NULL, NULL, NULL, NULL), ('then', x'ff00', 7, 'x'), (9e999, '', '', -1);
         INSERT INTO ZWAMEDIAITEM(ZMESSAGE, ZMEDIAURL, ZMETADATA) VALUES ('x', x'ff', 'no blob');
         INSERT INTO ZWACHATSESSION(ZCONTACTJID, ZLASTMESSAGEDATE) VALUES (NULL, 'never');",
    )?;
    if !main {
        phone.keep(place, database)?;
        return Ok(row.unsigned_abs());
    }
    group(phone, connection, row)?;
    if phone.plan.wal {
        row += late(phone, database)?;
    } else {
        phone.keep(place, database)?;
    }
    Ok(row.unsigned_abs())
}

/// A group, and a message whose link stands in its preview only.
fn group(phone: &mut Phone, connection: &Connection, last: i64) -> Result<()> {
    let time = phone.release.backed_up.plus(-400_000);
    connection.execute(
        "INSERT INTO ZWAGROUPINFO(Z_ENT, Z_OPT, ZCHATSESSION, ZCREATIONDATE, ZCREATORJID, ZOWNERJID) VALUES (5, 1, 1, ?1, '12015550101@s.whatsapp.net', '12015550101@s.whatsapp.net')",
        [time.mac()],
    )?;
    let planted = phone.has(Plant::WhatsappPreview);
    let url = if planted { PREVIEW } else { "https://www.example.com/card" };
    connection.execute(
        "INSERT INTO ZWAMESSAGEDATAITEM(Z_ENT, Z_OPT, ZTYPE, ZMESSAGE, ZDATE, ZMATCHEDTEXT, ZCONTENT1, ZTITLE) VALUES (10, 1, 4, ?1, ?2, ?3, ?3, 'Card')",
        params![last, time.mac(), url],
    )?;
    if planted {
        let row = connection.last_insert_rowid();
        phone.planted_row(Plant::WhatsappPreview, CHATS, "ZWAMESSAGEDATAITEM", row, url);
    }
    Ok(())
}

/// The newest message stands in the write-ahead log only; gives how many those are.
fn late(phone: &mut Phone, database: crate::sqlite::Database) -> Result<i64> {
    let planted = phone.has(Plant::WhatsappWal);
    let text = if planted { LATE } else { "almost there" };
    let time = phone.release.backed_up.plus(-120);
    let mut row = 0;
    phone.keep_with_wal(CHATS, database, |connection| {
        connection.execute(
            "INSERT INTO ZWAMESSAGE(Z_ENT, Z_OPT, ZISFROMME, ZMESSAGESTATUS, ZMESSAGETYPE, ZCHATSESSION, ZMESSAGEDATE, ZSENTDATE, ZFROMJID, ZTEXT) VALUES (9, 1, 0, 8, 0, 1, ?1, ?1, '12015550101@s.whatsapp.net', ?2)",
            params![time.mac(), text],
        )?;
        row = connection.last_insert_rowid();
        Ok(())
    })?;
    if planted {
        phone.planted_row(Plant::WhatsappWal, CHATS, "ZWAMESSAGE", row, LATE);
    }
    Ok(1)
}

fn media(connection: &Connection, message: i64, time: Moment) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO ZWAMEDIAITEM(Z_ENT, Z_OPT, ZFILESIZE, ZMESSAGE, ZMEDIAURLDATE, ZMEDIAURL) VALUES (8, 1, 50000, ?1, ?2, 'https://mmg.whatsapp.net/d/f/' || ?1 || '.enc')",
    )?;
    insert.execute(params![message, time.mac()])?;
    Ok(())
}

fn sessions(phone: &Phone, connection: &Connection) -> Result<()> {
    let mut insert = connection.prepare(
        "INSERT INTO ZWACHATSESSION(Z_ENT, Z_OPT, ZARCHIVED, ZHIDDEN, ZMESSAGECOUNTER, ZREMOVED, ZSESSIONTYPE, ZLASTMESSAGEDATE, ZCONTACTJID, ZPARTNERNAME) VALUES (4, 1, 0, 0, 1, 0, 0, ?1, ?2, ?3)",
    )?;
    for person in &phone.people {
        let jid = format!("{}@s.whatsapp.net", person.phone.trim_start_matches('+'));
        let name = format!("{} {}", person.first, person.last);
        insert.execute(params![phone.release.backed_up.mac(), jid, name])?;
    }
    Ok(())
}

fn identifiers(phone: &mut Phone) -> Result<()> {
    let schema = "CREATE TABLE ZWAPHONENUMBERLIDPAIR (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTIMESTAMP TIMESTAMP, ZLID VARCHAR, ZPHONENUMBER VARCHAR);";
    let database = phone.database(IDENTIFIERS, schema)?;
    let mut rng = phone.rng("lid");
    for person in &phone.people {
        database.connection().execute(
            "INSERT INTO ZWAPHONENUMBERLIDPAIR(Z_ENT, Z_OPT, ZTIMESTAMP, ZLID, ZPHONENUMBER) VALUES (1, 1, ?1, ?2, ?3)",
            params![phone.release.backed_up.plus(-99_999).mac(), format!("{}@lid", rng.below(1 << 46)), person.phone.trim_start_matches('+')],
        )?;
    }
    phone.keep(IDENTIFIERS, database)
}

fn contacts(phone: &mut Phone) -> Result<()> {
    let schema = "CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZPHONESTATUS INTEGER, ZSYNCPOLICY INTEGER, ZABOUTTIMESTAMP TIMESTAMP, ZLASTUPDATED TIMESTAMP, ZABOUTTEXT VARCHAR, ZFULLNAME VARCHAR, ZGIVENNAME VARCHAR, ZLASTNAME VARCHAR, ZLID VARCHAR, ZLOCALIZEDPHONENUMBER VARCHAR, ZPHONENUMBER VARCHAR, ZUSERNAME VARCHAR, ZWHATSAPPID VARCHAR);";
    let database = phone.database(CONTACTS, schema)?;
    for person in &phone.people {
        let number = person.phone.trim_start_matches('+');
        let name = format!("{} {}", person.first, person.last);
        database.connection().execute(
            "INSERT INTO ZWAADDRESSBOOKCONTACT(Z_ENT, Z_OPT, ZLASTUPDATED, ZFULLNAME, ZGIVENNAME, ZLASTNAME, ZPHONENUMBER, ZWHATSAPPID) VALUES (1, 1, ?1, ?2, ?3, ?4, ?5, ?6)",
            params![phone.release.backed_up.mac(), name, person.first, person.last, person.phone, format!("{number}@s.whatsapp.net")],
        )?;
    }
    phone.count("whatsapp_contacts", phone.people.len() as u64);
    phone.keep(CONTACTS, database)
}
