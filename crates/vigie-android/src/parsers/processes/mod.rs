//! `PROCESSES AND THREADS` of a bug report: every process and thread that ran while it was made.
//!
//! Printed by `ps -A -T -Z -O pri,nice,rtprio,sched,pcy,time`; older versions of Android list
//! processes (`PROCESSES`) apart from threads. Names of threads, and of processes that have no command
//! line, come from the kernel, which keeps 15 bytes: the last ones of an app's name. Which app that is,
//! its user id tells, see [`AppIds`](crate::app_ids::AppIds).
//!
//! Layout after [`dumpstate.cpp`] of the Android Open Source Project.
//!
//! [`dumpstate.cpp`]: https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/dumpstate.cpp

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::listed_process::{self, List};
use crate::ps;

pub(crate) static ITEM: Processes = Processes;

pub(crate) struct Processes;

static META: ParserMeta = ParserMeta {
    id: "processes",
    title: Text {
        en: "Running processes and threads (bug report)",
        fr: "Processus et fils d’exécution en cours (rapport de bug)",
    },
    reads: &[
        "/dumpstate/PROCESSES AND THREADS*",
        "/dumpstate/PROCESSES",
        "/dumpstate/PROCESSES#*",
        "/dumpstate/THREADS*",
    ],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&listed_process::IN_BUG_REPORT],
    means: &[],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/dumpstate.cpp",
    ],
};

impl Parser for Processes {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        ps::read(input, List::BugReport, sink)
    }
}
