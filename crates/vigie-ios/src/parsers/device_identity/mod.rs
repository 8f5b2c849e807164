//! Which phone a copy of its file system is of.
//!
//! Five property lists tell, each in its own words:
//!
//! * `data_ark.plist` of `lockdownd`: keys with a domain before a hyphen, none for the phone itself:
//!   `-DeviceName`, `-UniqueDeviceID`, `-SerialNumber`;
//! * `activation_record.plist` of `mobileactivationd`: `AccountToken` holds a property list of the old
//!   kind, lines of `"UniqueDeviceID" = "…";`, as Apple's activation server signed it;
//! * `com.apple.MobileGestalt.plist`: `CacheExtra`, whose keys are the MD5 of `MGCopyAnswer` and the
//!   name of the question, in Base64 without its end;
//! * `SystemVersion.plist`: version and build of iOS;
//! * `com.apple.commcenter.device_specific_nobackup.plist`: `imeis`.
//!
//! Fields are called as in the records of a backup and of a sysdiagnose, so that one can tell whether
//! all are of the same phone. Keys after <https://theapplewiki.com/wiki/Activation_Token> and
//! <https://theapplewiki.com/wiki/Dev:Libmobilegestalt.dylib>.

mod gestalt;
mod phone;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

pub(crate) use phone::PhoneIdentity;

pub(crate) static ITEM: DeviceIdentity = DeviceIdentity;

pub(crate) struct DeviceIdentity;

static META: ParserMeta = ParserMeta {
    id: "device_identity",
    title: Text {
        en: "The phone, as it knows itself",
        fr: "Le téléphone, tel qu’il se connaît",
    },
    reads: &[
        "/private/var/root/Library/Lockdown/data_ark.plist",
        "/private/var/root/Library/Lockdown/activation_records/*.plist",
        "/private/var/containers/Data/System/*/Library/activation_records/*.plist",
        "/private/var/containers/Shared/SystemGroup/*/Library/Caches/com.apple.MobileGestalt.plist",
        "/private/var/wireless/Library/Preferences/com.apple.commcenter.device_specific_nobackup.plist",
        "/System/Library/CoreServices/SystemVersion.plist",
        "/data_ark.plist",
        "/activation_record.plist",
        "/com.apple.MobileGestalt.plist",
        "/com.apple.commcenter.device_specific_nobackup.plist",
        "/SystemVersion.plist",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&phone::KIND],
    means: &[],
    versions: Versions::ios(7),
    references: &[
        "https://theapplewiki.com/wiki/Activation_Token",
        "https://theapplewiki.com/wiki/Dev:Libmobilegestalt.dylib",
    ],
};

impl Parser for DeviceIdentity {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            let phone = PhoneIdentity::read(root, &input.limits);
            if phone == PhoneIdentity::default() {
                sink.problem(Locator::Whole, "expected a number or name of the phone");
            } else {
                sink.emit(Locator::Whole, &phone)?;
            }
        }
        damage.map_or(Ok(()), Err)
    }
}
