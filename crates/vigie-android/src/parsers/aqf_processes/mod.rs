//! `processes.json`, `processes.txt`: every process that ran while AndroidQF was at work.
//!
//! The collector writes the first, an array with what `/proc` says of each process; where it cannot
//! run, AndroidQF keeps the output of `ps -A` in the second, called `ps.txt` by old versions. `filename`
//! is the kernel's name in brackets, cut after 15 bytes; the command line has the whole name.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

use crate::fields::Fields;
use crate::json_items::{Item, each_item};
use crate::listed_process::{self, List, ListedProcess};
use crate::ps;

pub(crate) static ITEM: AqfProcesses = AqfProcesses;

pub(crate) struct AqfProcesses;

static META: ParserMeta = ParserMeta {
    id: "aqf_processes",
    title: Text { en: "Running processes (AndroidQF)", fr: "Processus en cours (AndroidQF)" },
    reads: &[
        "/androidqf/processes.json",
        "/androidqf/processes.txt",
        "/androidqf/ps.txt",
        "/processes.json",
        "/processes.txt",
    ],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&listed_process::IN_ANDROIDQF],
    means: &[],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

impl Parser for AqfProcesses {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut start = [0; 256];
        let length = input.data.read_at(0, &mut start)?;
        let start = start.get(..length).unwrap_or_default();
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        if start.starts_with(b"[") || start.starts_with(b"{") {
            return each_item(input, sink, entry);
        }
        ps::read(input, List::Androidqf, sink)
    }
}

fn entry(item: &Item<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(mut fields) = Fields::of_item(item, sink) else { return Ok(()) };
    let filename = fields.text("filename").unwrap_or_default();
    let kernel = filename.strip_prefix('(').and_then(|name| name.strip_suffix(')'));
    let mut process = ListedProcess::called(List::Androidqf, kernel.unwrap_or(&filename));
    process.pid = fields.integer("pid");
    process.parent_pid = fields.integer("ppid");
    process.uid = fields.integer("uid");
    process.context = fields.text("context");
    process.state = fields.text("state");
    process.path = fields.text("path");
    process.arguments = fields.texts("command_line");
    process.environment = fields.texts("env");
    process.folder = fields.text("cwd");
    process.more = fields.more();
    if process.pid.is_none() {
        sink.problem(item.at(), "expected a process id");
        if process.name.is_empty() {
            return Ok(());
        }
    }
    sink.emit(item.at(), &process)
}
