//! What the property lists of a backup say about it.

use std::collections::BTreeMap;

use vigie_core::Limits;
use vigie_formats::plist::{Value, parse_lenient};

/// Where each fact stands in `Info.plist`.
const IN_INFO: &[(&str, &str)] = &[
    ("build_version", "Build Version"),
    ("device_name", "Device Name"),
    ("display_name", "Display Name"),
    ("iccid", "ICCID"),
    ("imei", "IMEI"),
    ("imei_2", "IMEI 2"),
    ("itunes_version", "iTunes Version"),
    ("last_backup_date", "Last Backup Date"),
    ("meid", "MEID"),
    ("phone_number", "Phone Number"),
    ("product_name", "Product Name"),
    ("product_type", "Product Type"),
    ("product_version", "Product Version"),
    ("serial_number", "Serial Number"),
    ("unique_identifier", "Unique Identifier"),
    ("unique_identifier", "Target Identifier"),
];

/// Where each fact stands in `Manifest.plist`; those that `Info.plist` gave already are kept.
const IN_MANIFEST: &[(&str, &str)] = &[
    ("build_version", "Lockdown/BuildVersion"),
    ("device_name", "Lockdown/DeviceName"),
    ("last_backup_date", "Date"),
    ("manifest_version", "Version"),
    ("passcode_set", "WasPasscodeSet"),
    ("product_type", "Lockdown/ProductType"),
    ("product_version", "Lockdown/ProductVersion"),
    ("serial_number", "Lockdown/SerialNumber"),
    ("unique_identifier", "Lockdown/UniqueDeviceID"),
];

/// Where each fact stands in `Status.plist`.
const IN_STATUS: &[(&str, &str)] = &[
    ("backup_state", "BackupState"),
    ("full_backup", "IsFullBackup"),
    ("last_backup_date", "Date"),
    ("snapshot_state", "SnapshotState"),
];

/// The property lists of a backup, as far as it has them.
#[derive(Debug, Default)]
pub(crate) struct Plists {
    pub(crate) info: Option<Vec<u8>>,
    pub(crate) manifest: Option<Vec<u8>>,
    pub(crate) status: Option<Vec<u8>>,
}

/// What they say.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) facts: BTreeMap<String, String>,
    /// Lists that are not there, and those that cannot be read.
    pub(crate) missing: Vec<String>,
    /// Whether `Manifest.plist` says that the backup is encrypted.
    pub(crate) encrypted: Option<bool>,
    pub(crate) has_keybag: bool,
    /// Whether it gives the key of an encrypted `Manifest.db`, as since iOS 10.2.
    pub(crate) has_manifest_key: bool,
}

/// Reads the facts in the property lists.
pub(crate) fn facts(plists: &Plists, limits: &Limits) -> Facts {
    let mut found = Facts::default();
    found.take("Info.plist", plists.info.as_deref(), IN_INFO, limits);
    let manifest = found.take("Manifest.plist", plists.manifest.as_deref(), IN_MANIFEST, limits);
    found.take("Status.plist", plists.status.as_deref(), IN_STATUS, limits);
    if let Some(manifest) = manifest {
        found.encrypted = manifest.find("IsEncrypted").and_then(Value::as_bool);
        let has = |key| manifest.find(key).is_some_and(|data| data.as_bytes().is_some());
        found.has_keybag = has("BackupKeyBag");
        found.has_manifest_key = has("ManifestKey");
    }
    found
}

impl Facts {
    fn take(
        &mut self,
        name: &str,
        bytes: Option<&[u8]>,
        places: &[(&str, &str)],
        limits: &Limits,
    ) -> Option<Value> {
        let Some(bytes) = bytes else {
            self.missing.push(name.to_owned());
            return None;
        };
        let (value, damage) = parse_lenient(bytes, limits);
        if let Some(damage) = damage {
            self.missing.push(format!("{name} that can be read to its end: {damage}"));
        }
        let value = value?;
        for (fact, place) in places {
            if let Some(text) = value.at(place).and_then(text) {
                self.facts.entry((*fact).to_owned()).or_insert(text);
            }
        }
        Some(value)
    }
}

/// A simple value as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Date(_) => value.as_time().map(|time| time.to_string()),
        Value::Boolean(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_asked_in_turn() {
        let list = |body: &str| {
            Some(format!("<plist version=\"1.0\"><dict>{body}</dict></plist>").into_bytes())
        };
        let plists = Plists {
            info: list("<key>Product Version</key><string>17.1</string>"),
            manifest: list(
                "<key>IsEncrypted</key><true/><key>Lockdown</key><dict><key>ProductVersion</key>\
                 <string>9</string><key>DeviceName</key><string>Ada</string></dict>",
            ),
            status: None,
        };
        let found = facts(&plists, &Limits::default());
        assert_eq!(found.facts.get("product_version").map(String::as_str), Some("17.1"));
        assert_eq!(found.facts.get("device_name").map(String::as_str), Some("Ada"));
        assert_eq!((found.encrypted, found.has_keybag), (Some(true), false));
        assert_eq!(found.missing, ["Status.plist"]);
    }

    #[test]
    fn a_list_that_is_cut_gives_what_it_has() {
        let info = b"<plist><dict><key>Device Name</key><string>Ada</string><key>IMEI".to_vec();
        let found = facts(&Plists { info: Some(info), ..Plists::default() }, &Limits::default());
        assert_eq!(found.facts.get("device_name").map(String::as_str), Some("Ada"));
        assert!(found.missing.iter().any(|text| text.starts_with("Info.plist that can be read")));
    }
}
