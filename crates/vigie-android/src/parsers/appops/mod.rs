//! Which app used the microphone, the camera, the location and other protected functions, and when.
//!
//! `AppOpsService` keeps them for about a day in detail, the last use of each for long; service `appops`
//! prints them. One block per user id, one per app in it, one line per function:
//!
//! ```text
//!   Uid u0a103:
//!     state=cch
//!       COARSE_LOCATION: mode=ignore
//!     Package com.example:
//!       CAMERA (allow / switch X=foreground):
//!         null=[
//!           Access: [fg-s] 2026-11-24 10:40:12.123 (-1h2m) duration=+33ms
//!         ]
//! ```
//!
//! Android 10 writes no line with the attribution, and no space in `Reject: [bg-s]2026-…`; 9 writes
//! `Access: fg = 2026-…`; up to 8 one line says all, `CAMERA: mode=0; time=+1h ago; duration=+5s`. Times are
//! wall time.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/appop/AppOpsService.java>.

mod block;
mod entry;
mod ops;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::ops::PackageOps;

pub(crate) static ITEM: Appops = Appops;

pub(crate) struct Appops;

static META: ParserMeta = ParserMeta {
    id: "appops",
    title: Text {
        en: "Use of microphone, camera, location and other protected functions by apps",
        fr: "Utilisation du micro, de l’appareil photo, de la position et d’autres fonctions protégées",
    },
    reads: &["/dumpsys/appops", "/dumpsys/*/appops"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&ops::KIND, &ops::UID],
    means: &[
        Text { en: "microphone used", fr: "micro utilisé" },
        Text { en: "camera used", fr: "appareil photo utilisé" },
        Text { en: "location read", fr: "position lue" },
        Text { en: "messages read", fr: "messages lus" },
        Text { en: "contacts read", fr: "contacts lus" },
        Text { en: "call log read", fr: "journal d’appels lu" },
        Text { en: "installation of an app asked for", fr: "installation d’une app demandée" },
        Text { en: "protected function used", fr: "fonction protégée utilisée" },
        Text { en: "protected function refused", fr: "fonction protégée refusée" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/appop/AppOpsService.java",
    ],
};

impl Parser for Appops {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut blocks = block::Blocks::of(input);
        each_line_of(input, |line| blocks.line(&line, sink))?;
        blocks.end(sink)
    }
}
