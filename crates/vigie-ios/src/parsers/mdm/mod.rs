//! Device management: who may command the phone from afar, and what was set.
//!
//! Written by `mdmd`, `teslad` and `profiled` into the folder of configuration profiles, backed up in
//! domain `SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles` and part of a
//! sysdiagnose (`logs/MCState`); the profiles themselves are read by `configuration_profiles`.
//!
//! * `CloudConfigurationDetails.plist`: how the phone was set up. Apple's servers tell a new phone
//!   which organisation bought it, and where it enrols; on every phone, with nothing but
//!   `CloudConfigurationUIComplete` on most.
//! * `MDM.plist`: the server that the phone obeys, while it does.
//! * `MDMAppManagement.plist`: apps that the server installed.
//! * `MCSettingsEvents.plist`: who last changed which setting when, also on phones without
//!   management: `restrictedBool/KEY/[set|remove|…]` with `event`, `process`, `timestamp`.
//! * `PayloadManifest.plist`: profiles in order of installation, and those hidden from Settings.
//! * `/private/var/Managed Preferences/mobile/*.plist`: settings of apps that management forces.
//!
//! Keys after `MDM.framework` and `ManagedConfiguration.framework`, and
//! <https://developer.apple.com/documentation/devicemanagement>.

mod enrolment;
mod managed_app;
mod manifest;
mod preferences;
mod server;
mod setting_event;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::keyed_archive;
use vigie_formats::plist::{self, Value};

pub(crate) use enrolment::Enrolment;
pub(crate) use server::Server;

use crate::paths;

pub(crate) static ITEM: Mdm = Mdm;

pub(crate) struct Mdm;

static META: ParserMeta = ParserMeta {
    id: "mdm",
    title: Text { en: "Device management", fr: "Gestion de l’appareil" },
    reads: &[
        "/private/var/containers/Shared/SystemGroup/*/Library/ConfigurationProfiles/CloudConfiguration*Details.plist",
        "/private/var/containers/Shared/SystemGroup/*/Library/ConfigurationProfiles/MDM*.plist",
        "/private/var/containers/Shared/SystemGroup/*/Library/ConfigurationProfiles/MCSettingsEvents.plist",
        "/private/var/containers/Shared/SystemGroup/*/Library/ConfigurationProfiles/PayloadManifest.plist",
        "/private/var/mobile/Library/*ConfigurationProfiles/CloudConfiguration*Details.plist",
        "/private/var/mobile/Library/*ConfigurationProfiles/MDM*.plist",
        "/private/var/mobile/Library/*ConfigurationProfiles/MCSettingsEvents.plist",
        "/private/var/mobile/Library/*ConfigurationProfiles/PayloadManifest.plist",
        "/private/var/Managed Preferences/**/*.plist",
        "/sysdiagnose/**/MCState/*/CloudConfiguration*Details.plist",
        "/sysdiagnose/**/MCState/*/MDM*.plist",
        "/sysdiagnose/**/MCState/*/MCSettingsEvents.plist",
        "/sysdiagnose/**/MCState/*/PayloadManifest.plist",
        "/CloudConfiguration*Details.plist",
        "/MDM.plist",
        "/MDMAppManagement.plist",
        "/MCSettingsEvents.plist",
        "/PayloadManifest.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[
        &enrolment::KIND,
        &server::KIND,
        &managed_app::KIND,
        &setting_event::KIND,
        &manifest::KIND,
        &preferences::KIND,
    ],
    means: &[
        Text { en: "setting changed", fr: "réglage changé" },
        Text { en: "managed app installed", fr: "app gérée installée" },
    ],
    versions: Versions::ios(5),
    references: &["https://developer.apple.com/documentation/devicemanagement"],
};

/// What a file here is, by its name.
#[derive(Clone, Copy)]
enum Sort {
    Enrolment,
    Server,
    ManagedApps,
    SettingEvents,
    Manifest,
}

fn sort(name: &str) -> Option<Sort> {
    Some(match name {
        "CloudConfigurationDetails.plist" | "CloudConfigurationSetAsideDetails.plist" => {
            Sort::Enrolment
        }
        "MDM.plist" => Sort::Server,
        "MDMAppManagement.plist" => Sort::ManagedApps,
        "MCSettingsEvents.plist" => Sort::SettingEvents,
        "PayloadManifest.plist" => Sort::Manifest,
        _ => return None,
    })
}

/// Whether the file called `name` in the folder of profiles is read here.
pub(crate) fn reads(name: &str) -> bool {
    sort(name).is_some()
}

impl Parser for Mdm {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let (root, damage) = plist::parse_lenient(&bytes, &input.limits);
        if let Some(root) = &root {
            match keyed_archive::is_archive(root) {
                true => read(&keyed_archive::unarchive_value(root, &input.limits)?, input.path, sink)?,
                false => read(root, input.path, sink)?,
            }
        }
        damage.map_or(Ok(()), Err)
    }
}

fn read(root: &Value, path: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let name = paths::file_name(path);
    if path.starts_with("/private/var/Managed Preferences/") {
        return sink.emit(Locator::Whole, &preferences::ManagedPreferences::read(root, path));
    }
    match sort(name) {
        Some(Sort::Enrolment) => sink.emit(Locator::Whole, &Enrolment::read(root)),
        Some(Sort::Server) => sink.emit(Locator::Whole, &Server::read(root)),
        Some(Sort::ManagedApps) => managed_app::read_all(root, sink),
        Some(Sort::SettingEvents) => setting_event::read_all(root, sink),
        Some(Sort::Manifest) => sink.emit(Locator::Whole, &manifest::Manifest::read(root)),
        // `MDMEvents.plist` and the like are settings as any other.
        None => Ok(()),
    }
}

/// A flag as the system writes it: a truth or a number; `None` where it is not there.
fn flag(root: &Value, key: &str) -> Option<bool> {
    let value = root.find(key)?;
    value.as_bool().or_else(|| value.as_i64().map(|number| number != 0))
}
