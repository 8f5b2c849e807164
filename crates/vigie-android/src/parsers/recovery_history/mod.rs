//! What a phone was told to do in recovery: to wipe everything, or to install a system.
//!
//! Two layouts, of text. Samsung's history (`/efs/recovery/history`, which outlives a wipe, and copies of it):
//! each entry begins with a line of plus signs or one that begins with `+` and names the date, then the arguments one a line and
//! the reason of the restart. Recovery's log of the Android Open Source Project (`/cache/recovery/last_log`):
//! `Starting recovery (pid 262) on Mon Jun  1 08:00:00 2026`, then `Command: "recovery" "--wipe_data" …`.
//! An entry says what was asked for, not that it was done. Dates are in recovery's own zone.
//!
//! Source: [`recovery.cpp`] of the Android Open Source Project; Samsung's history after
//! <https://github.com/abrignoni/ALEAPP>.
//!
//! [`recovery.cpp`]: https://android.googlesource.com/platform/bootable/recovery/+/refs/heads/main/recovery.cpp

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::lines::each_line_of;

mod entry;

use entry::Entry;

pub(crate) static ITEM: RecoveryHistory = RecoveryHistory;

pub(crate) struct RecoveryHistory;

static META: ParserMeta = ParserMeta {
    id: "recovery_history",
    title: Text { en: "Wipes and updates in recovery", fr: "Effacements et mises à jour en mode de récupération" },
    reads: &[
        "/efs/recovery/history",
        "/mnt/vendor/efs/recovery/history",
        "/data/log/recovery_history.log",
        "/cache/recovery/last_history",
        "/cache/recovery/last_log*",
        "/cache/recovery/command",
        "/data/misc/recovery/last_log*",
        "/recovery_history.log",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&entry::KIND],
    means: &[
        Text { en: "recovery started", fr: "mode de récupération démarré" },
        Text { en: "wipe or update asked for", fr: "effacement ou mise à jour demandé" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/bootable/recovery/+/refs/heads/main/recovery.cpp",
        "https://github.com/abrignoni/ALEAPP",
    ],
};

impl Parser for RecoveryHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut open: Option<(u64, Entry)> = None;
        each_line_of(input, |line| {
            let text = line.text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
            if let Some(begun) = Entry::begun(text) {
                if let Some((at, entry)) = open.take().filter(|(_, entry)| entry.says_something()) {
                    sink.emit(Locator::Line(at), &entry)?;
                }
                open = Some((line.number, begun));
            } else if entry::is_argument(text) || open.is_some() {
                open.get_or_insert_with(|| (line.number, Entry::default())).1.line(text);
            }
            Ok(())
        })?;
        match open.filter(|(_, entry)| entry.says_something()) {
            Some((at, entry)) => sink.emit(Locator::Line(at), &entry),
            None => Ok(()),
        }
    }
}
