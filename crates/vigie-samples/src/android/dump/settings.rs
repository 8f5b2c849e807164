//! `settings`: what is set, by whom.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::Phone;

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let make = &phone.make;
    dump.service("settings")?;
    if make.android >= 10 {
        put!(dump, "CONFIG SETTINGS (user 0)");
        setting(dump, phone, 1, "activity_manager/max_cached_processes", "android", "32")?;
        put!(dump);
    }
    put!(dump, "GLOBAL SETTINGS (user 0)");
    let off = dump.has(Plant::VerifierOff);
    let values = [
        ("adb_enabled", "com.android.settings", "1"),
        ("airplane_mode_on", "android", "0"),
        ("package_verifier_enable", "android", "1"),
        ("package_verifier_user_consent", "com.google.android.gms", if off { "-1" } else { "1" }),
        ("upload_apk_enable", "com.google.android.gms", "1"),
        ("device_name", "com.android.settings", make.model),
        ("wifi_on", "android", "1"),
        ("stay_on_while_plugged_in", "android", "0"),
    ];
    for (number, (name, package, value)) in (10..).zip(values) {
        if off && name == "package_verifier_user_consent" {
            dump.plant_next(Plant::VerifierOff);
        }
        setting(dump, phone, number, name, package, value)?;
    }
    put!(dump);
    put!(dump, "SECURE SETTINGS (user 0)");
    let accessible = dump.has(Plant::AccessibilitySetting);
    let service = format!("{0}/{0}.Hulp", Plant::AccessibilitySetting.value());
    let values = [
        ("android_id", "android", "0123456789abcdef"),
        ("accessibility_enabled", "com.android.settings", "0"),
        (
            "default_input_method",
            "android",
            "com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME",
        ),
        ("location_mode", "com.android.settings", "3"),
    ];
    for (number, (name, package, value)) in (100..).zip(values) {
        setting(dump, phone, number, name, package, value)?;
    }
    if accessible {
        dump.plant_next(Plant::AccessibilitySetting);
        setting(
            dump,
            phone,
            140,
            "enabled_accessibility_services",
            "com.android.settings",
            &service,
        )?;
    }
    // A value that takes two lines.
    setting(
        dump,
        phone,
        150,
        "lock_screen_owner_info",
        "com.android.settings",
        "Found it?\nCall 555-0100",
    )?;
    put!(dump);
    put!(dump, "SYSTEM SETTINGS (user 0)");
    let rows = (phone.plan.lines / 200).max(6);
    for number in 0..rows {
        setting(dump, phone, 200 + number, &format!("volume_{number}"), "android", "7")?;
    }
    put!(dump);
    dump.end_service()
}

fn setting(
    dump: &mut Dump,
    phone: &Phone,
    id: u64,
    name: &str,
    package: &str,
    value: &str,
) -> Result<()> {
    if phone.make.android >= 8 {
        let first = value.split('\n').next().unwrap_or("");
        let line = format!(
            "_id:{id} name:{name} pkg:{package} value:{value} default:{first} defaultSystemSet:true"
        );
        dump.block(&line)
    } else {
        dump.block(&format!("_id:{id} name:{name} pkg:{package} value:{value}"))
    }
}
