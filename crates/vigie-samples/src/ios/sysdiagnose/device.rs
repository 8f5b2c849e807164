//! What says which phone it is: `remotectl_dumpstate.txt`, the request of mobile activation,
//! `sysdiagnose.log`, the database of the App Store's daemon.

use std::fmt::Write;

use plist::Value;
use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::ios::archive::{binary, dictionary};
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::ios::{Plant, clock};
use crate::words::APPS;

const STORE: DeviceFile = file("", "logs/appinstallation/appstored.sqlitedb");

/// Writes all of them; the folder of the sysdiagnose is called `name`.
pub(super) fn write(phone: &mut Phone, name: &str) -> Result<()> {
    remote(phone)?;
    activation(phone)?;
    let time = clock::report(phone.release.backed_up);
    let log = format!(
        "[{time}] Starting sysdiagnose\n[{time}] Time zone: Europe/Brussels\n[{time}] Output available at '/private/var/tmp/{name}.tar.gz'\n"
    );
    phone.write(file("", "sysdiagnose.log"), log.as_bytes())?;
    store(phone)
}

fn remote(phone: &mut Phone) -> Result<()> {
    let (release, identity) = (phone.release, &phone.identity);
    let (ecid, boot) = (identity.ecid.to_string(), phone.rng("boot").uuid());
    let properties = [
        ("AppleInternal", "false"),
        ("BoardId", "10"),
        ("BootSessionUUID", &boot),
        ("BuildVersion", release.build),
        ("CPUArchitecture", "arm64e"),
        ("CertificateProductionStatus", "true"),
        ("ChipID", "33040"),
        ("DeviceClass", "iPhone"),
        ("DeviceSupportsLockdown", "true"),
        ("HasSEP", "true"),
        ("HumanReadableProductVersionString", release.version),
        ("IsUIBuild", "true"),
        ("IsVirtualDevice", "false"),
        ("OSInstallEnvironment", "false"),
        ("OSVersion", release.version),
        ("ProductName", "iPhone OS"),
        ("ProductType", release.product),
        ("SerialNumber", &identity.serial),
        ("StoreDemoMode", "false"),
        ("UniqueChipID", &ecid),
        ("UniqueDeviceID", &identity.udid),
    ];
    let mut text = format!(
        "Local device\n\tUUID: {boot}\n\tMessaging Protocol Version: 3\n\tProduct Type: {}\n\tOS Build: {} ({})\n\tProperties: {{\n",
        release.product, release.version, release.build
    );
    for (key, value) in properties {
        let _ = writeln!(text, "\t\t{key} => {value}");
    }
    text.push_str("\t}\n\tServices:\n");
    for service in ["com.apple.osanalytics.logTransfer", "com.apple.sysdiagnose.remote"] {
        let _ = writeln!(
            text,
            "\t\t{service}\n\t\t\tVersion: 1\n\t\t\tProperties: {{\n\t\t\t\tUsesRemoteXPC => true\n\t\t\t}}"
        );
    }
    phone.write(file("", "remotectl_dumpstate.txt"), text.as_bytes())
}

fn activation(phone: &mut Phone) -> Result<()> {
    let (release, identity) = (phone.release, &phone.identity);
    let body = json!({
        "serial-number": identity.serial,
        "productType": release.product,
        "productName": "iPhone OS",
        "imei": identity.imei,
        "meid": identity.meid,
        "os-version": release.version,
        "os-build": release.build,
        "udid": identity.udid,
        "ecid": identity.ecid,
    });
    let text = format!(
        "URL: https://humb.example.com/humbug/baa\nMETHOD: POST\nHEADERS: {{}}\nBODY: {body}\nEND\n"
    );
    let place = file("", "logs/MobileActivation/collection_oob_request.txt");
    phone.write(place, text.as_bytes())
}

const STORE_SCHEMA: &str = "
CREATE TABLE asset (pid INTEGER PRIMARY KEY, parent_id INTEGER, asset_type INTEGER, bytes_total INTEGER, sinfs_data BLOB, url TEXT);
CREATE TABLE job_software (pid INTEGER PRIMARY KEY, bundle_id TEXT, bundle_name TEXT, bundle_version TEXT, item_id INTEGER, phase INTEGER, store_account_id INTEGER, store_account_name TEXT, timestamp REAL, vendor_name TEXT, is_redownload INTEGER, is_software_update INTEGER);
CREATE TABLE app_updates (pid INTEGER PRIMARY KEY, bundle_id TEXT, install_date REAL, is_profile_validated INTEGER, timestamp REAL);";

fn store(phone: &mut Phone) -> Result<()> {
    let database = phone.database(STORE, STORE_SCHEMA)?;
    let connection = database.connection();
    let mut rng = phone.rng("appstored");
    let sinf = dictionary([("sinf", Value::Data(b"\0\x10nameSample Owner\0\0".to_vec()))]);
    let sinfs = binary(&Value::Array(vec![sinf]))?;
    let planted = [(Plant::AppStored, "example.nachtwacht.purchase")];
    let app = |_: &mut crate::Rng, number: u64| {
        let at = usize::try_from(number).ok().and_then(|at| APPS.get(at));
        at.map_or_else(|| format!("com.example.app{number}"), |app| (*app).to_owned())
    };
    let entries = phone.entries(&mut rng, 12, app, &planted);
    for entry in &entries {
        connection.execute(
            "INSERT INTO job_software(bundle_id, bundle_name, bundle_version, item_id, phase, store_account_name, timestamp, vendor_name, is_redownload, is_software_update) VALUES (?1, 'App', '1.0', ?2, 5, 'owner@mail.example.org', ?3, 'Example', 0, 0)",
            params![entry.value, rng.range(300_000_000, 1_600_000_000), entry.time.mac()],
        )?;
        let row = connection.last_insert_rowid();
        connection.execute(
            "INSERT INTO asset(parent_id, asset_type, bytes_total, sinfs_data, url) VALUES (?1, 0, 1000, ?2, 'https://iosapps.itunes.example.com/x.ipa')",
            params![row, sinfs],
        )?;
        if let Some(plant) = entry.plant {
            phone.planted_row(plant, STORE, "job_software", row, entry.value.as_str());
        }
    }
    phone.keep(STORE, database)?;
    phone.count("appstored", entries.len() as u64);
    Ok(())
}
