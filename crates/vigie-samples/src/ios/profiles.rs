//! Configuration profiles and their events.

use plist::Value;

use super::archive::dictionary;
use super::layout::{DeviceFile, file};
use super::phone::Phone;
use super::{Hostile, Plant};
use crate::{Result, Rng};

pub(crate) const DOMAIN: &str =
    "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
const FOLDER: &str = "Library/ConfigurationProfiles";
const EVENTS: DeviceFile = file(DOMAIN, "Library/ConfigurationProfiles/MCProfileEvents.plist");

const MANAGEMENT: &str = "https://beheer-centrale.test/server";
const ENROLMENT: &str = "https://inschrijf-loket.test/cloudenroll";

/// A profile to install.
struct Profile<'a> {
    plant: Option<Plant>,
    id: &'a str,
    uuid: String,
    name: &'a str,
    /// Types of the payloads; `None` leaves `PayloadContent` away.
    payloads: Option<&'a [&'a str]>,
}

/// Writes profiles, their events and the settings beside them.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("profiles");
    let mut count = 0;
    for profile in profiles(phone, &mut rng) {
        let value = stub(phone, &profile, &mut rng);
        let path = format!("{FOLDER}/profile-{}.stub", rng.hex(64));
        phone.write_plist(file(DOMAIN, &path), &value)?;
        if let Some(plant) = profile.plant {
            let seen = if plant == Plant::MdmServer { MANAGEMENT } else { &profile.uuid };
            phone.planted(plant, file(DOMAIN, &path), seen);
        }
        count += 1;
    }
    phone.count("configuration_profiles", count);
    let truth = dictionary([("PayloadIdentifiers", Value::Array(Vec::new()))]);
    phone.write_plist(file(DOMAIN, &format!("{FOLDER}/PayloadManifest.plist")), &truth)?;
    cloud(phone)?;
    if phone.plan.contacts > 0 {
        settings(phone)?;
    }
    events(phone)
}

/// How the phone was set up: planted, by an organisation that keeps it.
fn cloud(phone: &mut Phone) -> Result<()> {
    let path = format!("{FOLDER}/CloudConfigurationDetails.plist");
    let mut cloud = vec![("CloudConfigurationUIComplete", Value::from(true))];
    if phone.has(Plant::CloudConfiguration) && phone.plan.contacts > 0 {
        cloud.push(("ConfigurationSource", Value::from(2)));
        cloud.push(("ConfigurationURL", Value::from(ENROLMENT)));
        cloud.push(("ConfigurationWasApplied", Value::from(true)));
        cloud.push(("IsMDMUnremovable", Value::from(true)));
        cloud.push(("IsMandatory", Value::from(true)));
        cloud.push(("IsSupervised", Value::from(true)));
        cloud.push(("OrganizationName", Value::from("Nachtwacht")));
        phone.planted(Plant::CloudConfiguration, file(DOMAIN, &path), ENROLMENT);
    }
    phone.write_plist(file(DOMAIN, &path), &dictionary(cloud))
}

/// Which process set which restriction when, and what is in force.
fn settings(phone: &mut Phone) -> Result<()> {
    let event = |process: &str, seconds: i64| {
        dictionary([
            ("event", Value::from("set")),
            ("process", Value::from(process)),
            ("timestamp", Value::from(phone.release.backed_up.plus(seconds).plist())),
        ])
    };
    let booleans = dictionary([
        ("allowFingerprintForUnlock", event("Preferences", -900_000)),
        ("allowDiagnosticSubmission", event("Setup", -9_000_000)),
    ]);
    let values = dictionary([("maxInactivity", event("Preferences", -800_000))]);
    let events = dictionary([("restrictedBool", booleans), ("restrictedValue", values)]);
    phone.write_plist(file(DOMAIN, &format!("{FOLDER}/MCSettingsEvents.plist")), &events)?;
    let on = dictionary([("value", Value::from(true))]);
    let effective = dictionary([
        ("restrictedBool", dictionary([("allowFingerprintForUnlock", on)])),
        ("restrictedValue", dictionary([])),
        ("intersectedValues", dictionary([])),
        ("unionedValues", dictionary([])),
    ]);
    let truth = format!("{FOLDER}/EffectiveUserSettings.plist");
    phone.write_plist(file(DOMAIN, &truth), &effective)?;
    let client = dictionary([("ClientRestrictions", dictionary([]))]);
    phone.write_plist(file(DOMAIN, &format!("{FOLDER}/ClientTruth.plist")), &client)
}

fn profiles<'a>(phone: &Phone, rng: &mut Rng) -> Vec<Profile<'a>> {
    let wifi: &[&str] = &["com.apple.wifi.managed"];
    let mut all = vec![Profile {
        plant: None,
        id: "org.example.school.wifi",
        uuid: rng.uuid(),
        name: "School Wi-Fi",
        payloads: Some(wifi),
    }];
    if phone.has(Plant::ProfileUuid) {
        all.push(Profile {
            plant: Some(Plant::ProfileUuid),
            id: "example.nachtwacht.mdm",
            uuid: "7C1D2A90-4E57-4B0C-9D1A-2F6E8A11C0DE".to_owned(),
            name: "Device Security",
            payloads: Some(&["com.apple.mdm", "com.apple.security.root"]),
        });
    }
    if phone.has(Plant::MdmServer) && phone.plan.contacts > 0 {
        all.push(Profile {
            plant: Some(Plant::MdmServer),
            id: "org.example.management",
            uuid: rng.uuid(),
            name: "Management",
            payloads: Some(&["com.apple.mdm"]),
        });
    }
    if phone.has(Plant::ProfileNotifications) {
        all.push(Profile {
            plant: Some(Plant::ProfileNotifications),
            id: "org.example.quiet",
            uuid: rng.uuid(),
            name: "Quiet",
            payloads: Some(&["com.apple.notificationsettings"]),
        });
    }
    if phone.has(Plant::ProfileSecondPayload) {
        all.push(Profile {
            plant: Some(Plant::ProfileSecondPayload),
            id: "org.example.focus",
            uuid: rng.uuid(),
            name: "Focus",
            payloads: Some(&["com.apple.wifi.managed", "com.apple.notificationsettings"]),
        });
    }
    if phone.odd(Hostile::ProfileWithoutPayload) {
        all.insert(
            0,
            Profile {
                plant: None,
                id: "org.example.empty",
                uuid: rng.uuid(),
                name: "Empty",
                payloads: None,
            },
        );
    }
    all
}

fn stub(phone: &Phone, profile: &Profile, rng: &mut Rng) -> Value {
    let installed = phone.release.backed_up.plus(-rng.range(10_000, 9_000_000));
    let mut entries = vec![
        ("InstallDate", Value::from(installed.plist())),
        ("PayloadDescription", Value::from("")),
        ("PayloadDisplayName", Value::from(profile.name)),
        ("PayloadIdentifier", Value::from(profile.id)),
        ("PayloadOrganization", Value::from("Example")),
        ("PayloadRemovalDisallowed", Value::from(false)),
        ("PayloadType", Value::from("Configuration")),
        ("PayloadUUID", Value::from(profile.uuid.as_str())),
        ("PayloadVersion", Value::from(1)),
        ("ProfileWasEncrypted", Value::from(false)),
        ("WasOTA", Value::from(false)),
    ];
    if let Some(types) = profile.payloads {
        let payloads = types.iter().map(|kind| payload(profile.id, kind, rng)).collect();
        entries.push(("PayloadContent", Value::Array(payloads)));
    }
    dictionary(entries)
}

fn payload(profile: &str, kind: &str, rng: &mut Rng) -> Value {
    let mut entries = vec![
        ("PayloadType", Value::from(kind)),
        ("PayloadIdentifier", Value::from(format!("{profile}.{}", rng.hex(6)))),
        ("PayloadUUID", Value::from(rng.uuid())),
        ("PayloadVersion", Value::from(1)),
        ("PayloadDisplayName", Value::from(kind)),
    ];
    match kind {
        "com.apple.wifi.managed" => {
            entries.push(("SSID_STR", Value::from("School")));
            entries.push(("PERSISTENT_REF", Value::Data(rng.bytes::<20>().to_vec())));
        }
        "com.apple.mdm" => {
            let server = match profile {
                "org.example.management" => MANAGEMENT,
                _ => "https://mdm.example.com/server",
            };
            entries.push(("ServerURL", Value::from(server)));
            entries.push(("AccessRights", Value::from(8191)));
        }
        "com.apple.notificationsettings" => {
            let quiet = dictionary([
                ("BundleIdentifier", Value::from("com.apple.MobileSMS")),
                ("NotificationsEnabled", Value::from(false)),
            ]);
            entries.push(("NotificationSettings", Value::Array(vec![quiet])));
        }
        "com.apple.security.root" => {
            entries.push(("PayloadContent", Value::Data(rng.bytes::<64>().to_vec())));
        }
        _ => {}
    }
    dictionary(entries)
}

fn events(phone: &mut Phone) -> Result<()> {
    let installed = phone.release.backed_up.plus(-800_000);
    let mut all = vec![("org.example.school.wifi", "install", "Preferences", None)];
    if phone.has(Plant::ProfileEvent) {
        all.push(("example.nachtwacht.mdm", "install", "profiled", Some(Plant::ProfileEvent)));
        all.push(("example.nachtwacht.mdm", "remove", "profiled", None));
    }
    if phone.has(Plant::ProfileEventProcess) {
        all.push(("org.example.other", "install", "nwprofiled", Some(Plant::ProfileEventProcess)));
    }
    let mut list = Vec::new();
    for (number, (id, operation, process, plant)) in (0..).zip(all) {
        let event = dictionary([
            ("Operation", Value::from(operation)),
            ("Process", Value::from(process)),
            ("Timestamp", Value::from(installed.plus(number * 90).plist())),
        ]);
        list.push(dictionary([(id, event)]));
        if let Some(plant) = plant {
            let seen = if plant == Plant::ProfileEvent { id } else { process };
            phone.planted(plant, EVENTS, seen);
        }
    }
    phone.count("profile_events", list.len() as u64);
    phone.write_plist(EVENTS, &dictionary([("ProfileEvents", Value::Array(list))]))
}
