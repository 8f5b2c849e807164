//! The three property lists at the top of a backup.

use std::fs;
use std::path::Path;

use plist::{Dictionary, Value};

use super::Plant;
use super::apps::{App, applications, installed};
use super::archive::{binary, dictionary, xml};
use super::keybag::Keys;
use super::phone::Phone;
use crate::{Error, Result};

/// Writes `Info.plist`, `Manifest.plist` and `Status.plist`.
pub(crate) fn write(
    phone: &mut Phone,
    folder: &Path,
    apps: &[App],
    keys: Option<&Keys>,
) -> Result<()> {
    let info = info(phone, apps)?;
    put(folder, "Info.plist", &xml(&info)?)?;
    put(folder, "Manifest.plist", &binary(&manifest(phone, apps, keys))?)?;
    let status = dictionary([
        ("BackupState", Value::from("new")),
        ("Date", Value::from(phone.release.backed_up.plist())),
        ("IsFullBackup", Value::from(true)),
        ("SnapshotState", Value::from("finished")),
        ("UUID", Value::from(phone.identity.backup_uuid.as_str())),
        ("Version", Value::from("3.3")),
    ]);
    put(folder, "Status.plist", &binary(&status)?)
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, bytes).map_err(Error::at(path))
}

/// The 18 keys that describe the device and the backup, and the apps.
fn info(phone: &mut Phone, apps: &[App]) -> Result<Value> {
    let release = phone.release;
    let bundles = installed(phone, apps);
    if phone.has(Plant::AppInstalled) {
        let bundle = bundles.last().cloned().unwrap_or_default();
        phone.planted_outside(Plant::AppInstalled, "Info.plist", bundle);
    }
    let applications = applications(phone, apps)?;
    let bundles = bundles.into_iter().map(Value::from).collect();
    phone.count("backup_info", 1);
    let text = |text: &str| Value::from(text);
    let identity = &phone.identity;
    Ok(dictionary([
        ("Applications", applications),
        ("Build Version", text(release.build)),
        ("Device Name", text(identity.name)),
        ("Display Name", text(identity.name)),
        ("GUID", text(&identity.guid)),
        ("ICCID", text(&identity.iccid)),
        ("IMEI", text(&identity.imei)),
        ("Installed Applications", Value::Array(bundles)),
        ("Last Backup Date", Value::from(release.backed_up.plist())),
        ("MEID", text(&identity.meid)),
        ("Phone Number", text(identity.number)),
        ("Product Name", text(release.name)),
        ("Product Type", text(release.product)),
        ("Product Version", text(release.version)),
        ("Serial Number", text(&identity.serial)),
        ("Target Identifier", text(&identity.udid)),
        ("Target Type", text("Device")),
        ("Unique Identifier", text(&identity.udid)),
        ("iTunes Version", text("12.13.2")),
        ("iTunes Settings", dictionary([])),
    ]))
}

fn manifest(phone: &Phone, apps: &[App], keys: Option<&Keys>) -> Value {
    let (release, identity) = (phone.release, &phone.identity);
    let mut applications = Dictionary::new();
    for app in apps {
        let entry = dictionary([
            ("CFBundleIdentifier", Value::from(app.bundle.as_str())),
            ("CFBundleVersion", Value::from("1")),
            ("ContainerContentClass", Value::from("Data/Application")),
            ("Path", Value::from(format!("/var/containers/Bundle/Application/{}.app", app.bundle))),
        ]);
        applications.insert(app.bundle.clone(), entry);
    }
    let lockdown = dictionary([
        ("com.apple.MobileDeviceCrashCopy", dictionary([])),
        ("com.apple.mobile.data_sync", dictionary([])),
        ("BuildVersion", Value::from(release.build)),
        ("DeviceName", Value::from(identity.name)),
        ("ProductType", Value::from(release.product)),
        ("ProductVersion", Value::from(release.version)),
        ("SerialNumber", Value::from(identity.serial.as_str())),
        ("UniqueDeviceID", Value::from(identity.udid.as_str())),
    ]);
    let mut entries = vec![
        ("Version", Value::from("10.0")),
        ("Date", Value::from(release.backed_up.plist())),
        ("SystemDomainsVersion", Value::from("24.0")),
        ("WasPasscodeSet", Value::from(true)),
        ("IsEncrypted", Value::from(keys.is_some())),
        ("Lockdown", lockdown),
        ("Applications", Value::Dictionary(applications)),
    ];
    if let Some(keys) = keys {
        entries.push(("BackupKeyBag", Value::Data(keys.keybag.clone())));
        if let Some(key) = &keys.manifest_key {
            entries.push(("ManifestKey", Value::Data(key.clone())));
        }
    }
    dictionary(entries)
}
