//! Crashes, hangs and other incidents: service `dropbox`.
//!
//! `DropBoxManagerService` keeps reports of the system and of apps for some days: crashes, apps that did
//! not answer, restarts, watchdogs, crashes of native programs. The dump has one entry each, with its
//! first lines:
//!
//! ```text
//! 2026-11-23 18:37:30 data_app_crash (text, 1234 bytes)
//!     Process: com.example/PID: 2209/UID: 10155/Flags: 0x28/Package: com.example v1 (1.0)/…
//! ```
//!
//! Times are wall time.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/DropBoxManagerService.java>.

mod entry;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

pub(crate) use self::entry::Entry;

pub(crate) static ITEM: DropBox = DropBox;

pub(crate) struct DropBox;

static META: ParserMeta = ParserMeta {
    id: "drop_box",
    title: Text { en: "Crashes and other incidents", fr: "Plantages et autres incidents" },
    reads: &["/dumpsys/dropbox", "/dumpsys/*/dropbox", "/dumpstate/DROPBOX SYSTEM SERVER CRASHES", "/dumpstate/DROPBOX SYSTEM APP CRASHES"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&entry::KIND],
    means: &[Text { en: "incident", fr: "incident" }],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/DropBoxManagerService.java",
    ],
};

impl Parser for DropBox {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut entries = entry::Entries::of(input);
        each_line_of(input, |line| entries.line(&line, sink))?;
        entries.end(sink)
    }
}
