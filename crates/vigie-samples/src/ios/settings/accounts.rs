//! Accounts on the phone: `HomeDomain:Library/Accounts/Accounts3.sqlite` (Core Data).

use rusqlite::params;

use crate::Result;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::ios::{Hostile, Plant};

const FILE: DeviceFile = file("HomeDomain", "Library/Accounts/Accounts3.sqlite");

const SCHEMA: &str = "
CREATE TABLE ZACCOUNT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIVE INTEGER, ZAUTHENTICATED INTEGER, ZSUPPORTSAUTHENTICATION INTEGER, ZVISIBLE INTEGER, ZWARMINGUP INTEGER, ZACCOUNTTYPE INTEGER, ZPARENTACCOUNT INTEGER, ZDATE TIMESTAMP, ZLASTCREDENTIALRENEWALREJECTIONDATE TIMESTAMP, ZACCOUNTDESCRIPTION VARCHAR, ZAUTHENTICATIONTYPE VARCHAR, ZCREDENTIALTYPE VARCHAR, ZIDENTIFIER VARCHAR, ZMODIFICATIONID VARCHAR, ZOWNINGBUNDLEID VARCHAR, ZUSERNAME VARCHAR, ZDATACLASSPROPERTIES BLOB);
CREATE TABLE ZACCOUNTTYPE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZENCRYPTACCOUNTPROPERTIES INTEGER, ZOBSOLETE INTEGER, ZSUPPORTSAUTHENTICATION INTEGER, ZSUPPORTSMULTIPLEACCOUNTS INTEGER, ZVISIBILITY INTEGER, ZACCOUNTTYPEDESCRIPTION VARCHAR, ZCREDENTIALPROTECTIONPOLICY VARCHAR, ZCREDENTIALTYPE VARCHAR, ZIDENTIFIER VARCHAR, ZOWNINGBUNDLEID VARCHAR);
CREATE TABLE ZACCOUNTPROPERTY (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZOWNER INTEGER, ZKEY VARCHAR, ZVALUE BLOB);
CREATE TABLE ZDATACLASS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZNAME VARCHAR);
CREATE TABLE Z_2ENABLEDDATACLASSES (Z_2ENABLEDACCOUNTS INTEGER, Z_7ENABLEDDATACLASSES INTEGER, PRIMARY KEY (Z_2ENABLEDACCOUNTS, Z_7ENABLEDDATACLASSES));
CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
INSERT INTO ZACCOUNTTYPE(Z_PK, Z_ENT, Z_OPT, ZACCOUNTTYPEDESCRIPTION, ZCREDENTIALTYPE, ZIDENTIFIER) VALUES
(1, 4, 1, 'iCloud', 'oauth2', 'com.apple.account.AppleAccount'), (2, 4, 1, 'iTunes Store', 'password', 'com.apple.account.iTunesStore'),
(3, 4, 1, 'IMAP', 'password', 'com.apple.account.IMAP'), (4, 4, 1, 'Gmail', 'oauth2', 'com.apple.account.Google'), (5, 4, 1, 'IDS', 'password', 'com.apple.account.IdentityServices');
INSERT INTO Z_PRIMARYKEY VALUES (2, 'Account', 0, 9), (4, 'AccountType', 0, 5);";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let database = phone.database(FILE, SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("accounts");
    let owner = "owner@mail.example.org";
    let mut all = vec![(None, 1, owner), (None, 2, owner), (None, 5, owner)];
    all.push((None, 4, "werk@mail.example.com"));
    if phone.has(Plant::Account) {
        all.push((Some(Plant::Account), 3, "nieuw-lid@nachtpost.example"));
    }
    for (plant, kind, name) in &all {
        let added = phone.release.backed_up.plus(-rng.range(1000, 30_000_000)).mac();
        connection.execute(
            "INSERT INTO ZACCOUNT(Z_ENT, Z_OPT, ZACTIVE, ZAUTHENTICATED, ZSUPPORTSAUTHENTICATION, ZVISIBLE, ZACCOUNTTYPE, ZDATE, ZACCOUNTDESCRIPTION, ZIDENTIFIER, ZOWNINGBUNDLEID, ZUSERNAME) VALUES (2, 1, 1, 1, 1, 1, ?1, ?2, 'Mail', ?3, 'com.apple.accountsd', ?4)",
            params![kind, added, rng.uuid(), name],
        )?;
        if let Some(plant) = plant {
            let row = connection.last_insert_rowid();
            phone.planted_row(*plant, FILE, "ZACCOUNT", row, *name);
        }
    }
    if phone.odd(Hostile::Nulls) {
        connection.execute_batch(
            "INSERT INTO ZACCOUNT(ZACCOUNTTYPE, ZDATE, ZUSERNAME) VALUES (NULL, NULL, NULL), (99, 'never', x'ff00');",
        )?;
    }
    phone.keep(FILE, database)?;
    phone.count("accounts", all.len() as u64);
    Ok(())
}
