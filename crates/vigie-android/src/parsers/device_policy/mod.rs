//! Apps that administer the phone: service `device_policy`.
//!
//! An admin can lock, watch and wipe; the owner of the device or of a profile decides over all of it. A
//! company sets them up; so does who wants to keep an app from being removed.
//!
//! ```text
//!   Device Owner:
//!     admin=ComponentInfo{com.example/com.example.Admin}
//!     name=Example
//!     package=com.example
//!     User ID=0
//!   Enabled Device Admins (User 0, provisioningState: 0):
//!     com.example/.Admin:
//!       uid=10012
//!       policies:
//!         force-lock
//! ```
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/devicepolicy/java/com/android/server/devicepolicy/DevicePolicyManagerService.java>.

mod admin;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::admin::Admin;

pub(crate) use self::admin::Role;

pub(crate) static ITEM: DevicePolicy = DevicePolicy;

pub(crate) struct DevicePolicy;

static META: ParserMeta = ParserMeta {
    id: "device_policy",
    title: Text { en: "Apps that administer the phone", fr: "Apps qui administrent le téléphone" },
    reads: &["/dumpsys/device_policy", "/dumpsys/*/device_policy"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&admin::KIND],
    means: &[],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/devicepolicy/java/com/android/server/devicepolicy/DevicePolicyManagerService.java",
    ],
};

impl Parser for DevicePolicy {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut admins = admin::Admins::default();
        each_line_of(input, |line| admins.line(&line, sink))?;
        admins.end(sink)
    }
}
