//! Tombstones: what Android keeps of programs that crashed in native code.
//!
//! Written by `debuggerd` to `/data/tombstones`, at most some dozens, the oldest replaced; in a bug
//! report under the same path. `tombstone_NN` is text; since Android 12 `tombstone_NN.pb` holds the same
//! crash as Protocol Buffers, with more detail. Both make one record, the second preferred; what the
//! text says otherwise is named. Where the two are of different crashes, each makes its own.
//!
//! Sources: [`tombstone.proto`] and [`tombstone_proto_to_text.cpp`] of the Android Open Source Project.
//!
//! [`tombstone.proto`]: https://android.googlesource.com/platform/system/core/+/refs/heads/main/debuggerd/proto/tombstone.proto
//! [`tombstone_proto_to_text.cpp`]: https://android.googlesource.com/platform/system/core/+/refs/heads/main/debuggerd/libdebuggerd/tombstone_proto_to_text.cpp

mod buffers;
mod crash;
mod text;

use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, SharedBytes, Sink, Stop, Text, Versions,
    read_all,
};

use crate::written_time::{instant, of_file};

pub(crate) use self::crash::Crash;

pub(crate) static ITEM: Tombstones = Tombstones;

pub(crate) struct Tombstones;

static META: ParserMeta = ParserMeta {
    id: "tombstones",
    title: Text { en: "Crashes of native programs", fr: "Plantages de programmes natifs" },
    reads: &["/data/tombstones/tombstone_*", "/data/vendor/tombstones/**/tombstone_*", "/tombstone_*"],
    found_in: &[
        EvidenceKind::AndroidBugReport,
        EvidenceKind::Androidqf,
        EvidenceKind::AndroidFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&crash::KIND],
    means: &[
        Text { en: "program crashed", fr: "plantage d’un programme" },
        Text { en: "record of the crash written", fr: "compte rendu du plantage écrit" },
    ],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/system/core/+/refs/heads/main/debuggerd/proto/tombstone.proto",
    ],
};

/// Largest tombstone that is read; real ones have some hundreds of kilobytes.
const LARGEST: u64 = 64 << 20;

impl Parser for Tombstones {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if let Some(twin) = input.path.strip_suffix(".pb") {
            let mut crash = read_buffers(input, &input.data, sink)?;
            if let Some(data) = input.siblings.open(twin)? {
                let other = read_text(input, &data)?;
                if crash.is_same_as(&other) {
                    crash.merge(other);
                }
            }
            return give(input, crash, sink);
        }
        let crash = read_text(input, &input.data)?;
        // A crash that its twin tells in full is told there.
        if let Some(data) = input.beside(".pb")?
            && let Ok(bytes) = read_all(&*data, largest(input))
            && buffers::read(&bytes).0.is_same_as(&crash)
        {
            return Ok(());
        }
        give(input, crash, sink)
    }
}

fn largest(input: &Input<'_>) -> u64 {
    input.limits.whole_file.min(LARGEST)
}

fn read_buffers(
    input: &Input<'_>,
    data: &SharedBytes,
    sink: &mut Sink<'_>,
) -> Result<Crash, Stop> {
    let bytes = read_all(&**data, largest(input))?;
    let (crash, damage) = buffers::read(&bytes);
    if let Some(damage) = damage {
        sink.problem(damage.locator(), damage.to_string());
    }
    Ok(crash)
}

fn read_text(input: &Input<'_>, data: &SharedBytes) -> Result<Crash, Stop> {
    let bytes = read_all(&**data, largest(input))?;
    Ok(text::read(&String::from_utf8_lossy(&bytes)))
}

fn give(input: &Input<'_>, mut crash: Crash, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if crash.is_empty() {
        sink.problem(Locator::Whole, "expected a process, a signal or a command line of a crash");
        return Ok(());
    }
    if let Some(text) = crash.written_time.clone() {
        let (time, clock) = instant(input, &text);
        if time.is_none() {
            sink.problem(Locator::Whole, "Timestamp: expected a date");
        }
        crash.time = time;
        crash.clock = time.map(|_| clock);
    }
    // The text that was read already is not needed twice.
    crash.written_time = crash.written_time.filter(|_| crash.time.is_none());
    (crash.file_time, crash.file_clock) = of_file(input).unzip();
    sink.emit(Locator::Whole, &crash)
}
