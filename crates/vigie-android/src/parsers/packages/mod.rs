//! Installed apps, as service `package` prints them.
//!
//! `PackageManagerService` keeps them in `packages.xml`; a bug report and AndroidQF's `dumpsys.txt`
//! hold its dump. Two lists have one block per app: `Packages:`, and `Hidden system packages:` with the
//! version of a system app that an update replaced. A block runs until the next one or an unindented
//! heading, but for lines that end in ` overlay paths:`, which MIUI and HONOR print inside of it;
//! Samsung and Pixel print empty lines there. `Package Changes:` names what changed since the start of
//! the phone, removed apps too.
//!
//! ```text
//! Packages:
//!   Package [com.example] (1a2b3c):
//!     appId=10151                  (userId= up to Android 12)
//!     versionCode=12 minSdk=28 targetSdk=33
//!     lastUpdateTime=2026-11-24 10:40:12
//!     installerPackageName=com.android.vending
//!     requested permissions:
//!       android.permission.CAMERA
//!     User 0: ceDataInode=1 installed=true hidden=false …
//!       firstInstallTime=2026-11-24 10:40:12
//!       runtime permissions:
//!         android.permission.CAMERA: granted=true, flags=[ USER_SET]
//! ```
//!
//! Times are wall time. The first installation stands with each user from Android 13 on, before it
//! once; 1970 says that the app was never installed for that user.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/Settings.java>.

mod block;
mod change;
mod package;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::package::Package;

pub(crate) static ITEM: Packages = Packages;

pub(crate) struct Packages;

static META: ParserMeta = ParserMeta {
    id: "packages",
    title: Text { en: "Installed apps (service package)", fr: "Apps installées (service package)" },
    reads: &["/dumpsys/package", "/dumpsys/*/package"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&package::KIND, &change::KIND],
    means: &[
        Text { en: "app’s files changed", fr: "fichiers de l’app modifiés" },
        Text { en: "app installed", fr: "app installée" },
        Text { en: "app updated", fr: "app mise à jour" },
        Text { en: "app installed for a user", fr: "app installée pour un utilisateur" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/pm/Settings.java",
    ],
};

impl Parser for Packages {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut blocks = block::Blocks::of(input);
        let mut changes = change::Changes::default();
        each_line_of(input, |line| {
            changes.line(&line, sink)?;
            blocks.line(&line, sink)
        })?;
        blocks.end(sink)
    }
}
