//! All text of a dump, for every listed value.
//!
//! A bug report holds what some two hundred services, the logs and a hundred commands printed; only a
//! part has a parser. An implant that is gone still stands in usage statistics, jobs, alarms, event
//! logs, network statistics, crash reports. This parser takes every word of all of it that can be the
//! name of an app, a host, an address, a URL, a path, a hash, an e-mail address or a process, each once
//! per section, with the line that it stands in and, where the line starts with one, its date.
//!
//! What an app asks to see (`queriesPackages` and the block `Queries:` of service `package`) is left
//! out: programs against spyware list its names there.
//!
//! Sections after <https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/dumpstate.cpp>.

mod classes;
mod line_date;
mod lines;
mod mention;
mod seen;
mod shapes;
mod tokens;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) static ITEM: DumpText = DumpText;

pub(crate) struct DumpText;

static META: ParserMeta = ParserMeta {
    id: "dump_text",
    title: Text {
        en: "Names, addresses, paths and hashes in all text of a dump",
        fr: "Noms, adresses, chemins et empreintes dans tout le texte d’un vidage",
    },
    reads: &[
        "/dumpstate.txt",
        "/dumpsys/**",
        "/dumpstate/**",
        "/androidqf/*.txt",
        "/bugreport/**/*.txt",
        "/bugreport/**/*.log",
        "/cache/recovery/*",
        "/data/anr/**",
        "/data/log/**",
        "/data/misc/**/*.log",
        "/data/misc/logd/*",
        "/proc/last_kmsg",
        "/proc/kmsg",
        "/sys/fs/pstore/*",
        "/sdcard/log/**",
        "/logcat*.txt",
    ],
    found_in: &[
        EvidenceKind::AndroidBugReport,
        EvidenceKind::Androidqf,
        EvidenceKind::AndroidFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&mention::KIND],
    means: &[Text { en: "written in a log", fr: "écrit dans un journal" }],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/dumpstate.cpp",
    ],
};

impl Parser for DumpText {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut gathered = mention::Gathering::of(input);
        lines::each(input, &mut |number, line| gathered.line(number, line, sink))
    }
}
