//! Provisioning profiles: whose certificate an app from outside the store runs by.
//!
//! Made by Apple for a developer or a company; installed with an app that a computer, device
//! management or a web page put on the phone. Stand in `/private/var/MobileDevice/ProvisioningProfiles`
//! (backup domain `MobileDeviceDomain`), one file per UUID, and as `embedded.mobileprovision` inside
//! the app; they outlive the app now and then. A property list inside a signed message (CMS), which
//! is not checked. `ProvisionsAllDevices` marks a company's (enterprise) profile, which any phone
//! accepts; `ProvisionedDevices` lists the phones that a developer's profile is for. Apps of the
//! store and of TestFlight have none.
//!
//! Keys after <https://developer.apple.com/documentation/technotes/tn3125-inside-code-signing-provisioning-profiles>.

mod profile;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

pub(crate) use profile::ProvisioningProfile;

use crate::signed::signed_content;

pub(crate) static ITEM: ProvisioningProfiles = ProvisioningProfiles;

pub(crate) struct ProvisioningProfiles;

static META: ParserMeta = ParserMeta {
    id: "provisioning_profiles",
    title: Text {
        en: "Certificates for apps from outside the store",
        fr: "Certificats d’apps venues d’ailleurs que l’App Store",
    },
    reads: &[
        "/private/var/MobileDevice/ProvisioningProfiles/*",
        "/private/var/containers/Bundle/Application/**/embedded.mobileprovision",
        "/private/var/mobile/Containers/Bundle/Application/**/embedded.mobileprovision",
        "/*.mobileprovision",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&profile::KIND],
    means: &[Text { en: "provisioning profile made", fr: "profil d’approvisionnement créé" }],
    versions: Versions::ios(3),
    references: &[
        "https://developer.apple.com/documentation/technotes/tn3125-inside-code-signing-provisioning-profiles",
    ],
};

impl Parser for ProvisioningProfiles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let (root, damage) = plist::parse_lenient(signed_content(&bytes), &input.limits);
        if let Some(root) = &root {
            let profile = ProvisioningProfile::read(root, sink);
            sink.emit(Locator::Whole, &profile)?;
        }
        damage.map_or(Ok(()), Err)
    }
}
