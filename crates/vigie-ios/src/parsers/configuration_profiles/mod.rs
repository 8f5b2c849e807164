//! Configuration profiles: settings that an organisation, an app or a stranger put on the phone.
//!
//! Written by `profiled` and `mdmd` into one folder, backed up in domain
//! `SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles` and part of a sysdiagnose
//! (`logs/MCState`). Each installed profile is a property list `profile-HASH.stub`, whose
//! `PayloadContent` lists what it sets: certificates, VPN, proxies, device management, hidden
//! notifications. `MCProfileEvents.plist` keeps when profiles were installed and removed, also after
//! they are gone. The other files there (`EffectiveUserSettings.plist`, …) hold the settings that
//! result; those of device management are read by `mdm`.
//!
//! Keys after <https://developer.apple.com/documentation/devicemanagement/profile-specific-payload-keys>.

mod event;
mod payload;
mod profile;
mod settings;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist::{self, Value};
use vigie_formats::keyed_archive;

use super::mdm;
use crate::signed::signed_content;

pub(crate) use event::Event;
pub(crate) use payload::Payload;
pub(crate) use profile::Profile;

pub(crate) static ITEM: ConfigurationProfiles = ConfigurationProfiles;

pub(crate) struct ConfigurationProfiles;

static META: ParserMeta = ParserMeta {
    id: "configuration_profiles",
    title: Text { en: "Configuration profiles", fr: "Profils de configuration" },
    reads: &[
        "/private/var/containers/Shared/SystemGroup/*/Library/ConfigurationProfiles/*",
        "/private/var/containers/Shared/SystemGroup/*/**/profile-*",
        "/private/var/mobile/Library/ConfigurationProfiles/*",
        "/private/var/mobile/Library/UserConfigurationProfiles/*",
        "/private/var/**/MCProfileEvents.plist",
        "/sysdiagnose/**/MCState/*/*",
        "/profile-*",
        "/MCProfileEvents.plist",
        "/*.mobileconfig",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::IosSysdiagnose,
        EvidenceKind::Files,
    ],
    emits: &[&profile::KIND, &payload::KIND, &event::KIND, &settings::KIND],
    means: &[
        Text { en: "setting installed", fr: "réglage installé" },
        Text {
            en: "profile installed, changed or removed",
            fr: "profil installé, modifié ou retiré",
        },
        Text { en: "profile installed", fr: "profil installé" },
    ],
    versions: Versions::ios(7),
    references: &[
        "https://developer.apple.com/documentation/devicemanagement/profile-specific-payload-keys",
        "https://docs.mvt.re/en/latest/ios/records/#configuration_profiles",
    ],
};

impl Parser for ConfigurationProfiles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let (root, damage) = plist::parse_lenient(signed_content(&bytes), &input.limits);
        if let Some(root) = &root {
            match keyed_archive::is_archive(root) {
                true => read(&keyed_archive::unarchive_value(root, &input.limits)?, input, sink)?,
                false => read(root, input, sink)?,
            }
        }
        damage.map_or(Ok(()), Err)
    }
}

fn read(root: &Value, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let name = input.path.rsplit('/').next().unwrap_or_default();
    if root.find("ProfileEvents").is_some() {
        event::read(root, sink)
    } else if name.starts_with("profile-") || root.find("PayloadContent").is_some() {
        profile::read(root, sink)
    } else if mdm::reads(name) {
        Ok(())
    } else {
        settings::read(root, name, sink)
    }
}
