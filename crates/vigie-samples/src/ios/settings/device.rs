//! Files of a dump that say which phone it is of, and which system it runs.

use plist::Value;

use crate::Result;
use crate::ios::archive::dictionary;
use crate::ios::layout::file;
use crate::ios::phone::Phone;

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let (release, identity) = (phone.release, phone.identity.clone());
    let text = |text: &str| Value::from(text);
    let version = dictionary([
        ("ProductBuildVersion", text(release.build)),
        ("ProductCopyright", text("1983-2026 Apple Inc.")),
        ("ProductName", text("iPhone OS")),
        ("ProductVersion", text(release.version)),
    ]);
    phone.write_plist(file("", "System/Library/CoreServices/SystemVersion.plist"), &version)?;
    let last = dictionary([
        ("ProductBuildVersion", text(release.build)),
        ("ProductName", text("iPhone OS")),
        ("ProductVersion", text(release.version)),
        (
            "FullVersionString",
            text(&format!("Version {} (Build {})", release.version, release.build)),
        ),
    ]);
    let place = file("InstallDomain", "Library/MobileInstallation/LastBuildInfo.plist");
    phone.write_plist(place, &last)?;
    let ark = dictionary([
        ("-DeviceName", text(identity.name)),
        ("-TimeZone", text("Europe/Brussels")),
        ("-UniqueDeviceID", text(&identity.udid)),
        ("-SerialNumber", text(&identity.serial)),
        ("com.apple.mobile.lockdown_cache-ActivationState", text("Activated")),
    ]);
    phone.write_plist(file("RootDomain", "Library/Lockdown/data_ark.plist"), &ark)?;
    activation(phone)?;
    let radio = dictionary([("imeis", Value::Array(vec![text(&identity.imei)]))]);
    let place = file(
        "WirelessDomain",
        "Library/Preferences/com.apple.commcenter.device_specific_nobackup.plist",
    );
    phone.write_plist(place, &radio)?;
    let card = dictionary([
        ("ReportedPhoneNumber", text(identity.number)),
        ("ICCID", text(&identity.iccid)),
    ]);
    let place = file("WirelessDomain", "Library/Preferences/com.apple.commcenter.plist");
    phone.write_plist(place, &card)
}

/// The ticket of Apple's activation server; its token is a property list of the old kind.
fn activation(phone: &mut Phone) -> Result<()> {
    let (release, identity) = (phone.release, &phone.identity);
    let token = format!(
        "{{\n\t\"InternationalMobileEquipmentIdentity\" = \"{}\";\n\t\"ProductType\" = \"{}\";\n\t\"UniqueDeviceID\" = \"{}\";\n\t\"SerialNumber\" = \"{}\";\n\t\"MobileEquipmentIdentifier\" = \"{}\";\n\t\"UniqueChipID\" = \"{}\";\n}}",
        identity.imei,
        release.product,
        identity.udid,
        identity.serial,
        identity.meid,
        identity.ecid,
    );
    let record = dictionary([
        ("AccountToken", Value::Data(token.into_bytes())),
        ("unbrick", Value::from(true)),
    ]);
    let place = file(
        "SysContainerDomain-com.apple.mobileactivationd",
        "Library/activation_records/activation_record.plist",
    );
    phone.write_plist(place, &record)
}
