//! `lockdownd.log`: computers that paired with the phone, and what they asked of it.
//!
//! Written by `lockdownd`, which every computer talks to first, in `/private/var/logs`; a sysdiagnose
//! carries it in `logs/MobileLockdown`. Goes back days to weeks. In the phone's local time, a message
//! going on over further lines:
//!
//! ```text
//! 04/07/25 06:35:10.451147 pid=79 handle_pair: Preparing to pair for usbmuxd .
//! 04/07/25 06:35:10.451559 pid=79 handle_pair: Pair message: {
//!     HostID = "1D51D961-006E-1B4D-39B2-C3C470B52619";
//! }
//! 04/07/25 06:35:10.563345 pid=79 handle_pair: Pair for usbmuxd succeeded .
//! 04/07/25 06:39:20.151825 pid=79 handle_start_service: iTunes attempting to spawn com.apple.afc service.
//! ```
//!
//! The name before "attempting" is what the program on the computer calls itself. Requests come by the
//! thousand: one record tells the first and last of each sort.
//!
//! Layout after <https://github.com/log2timeline/plaso> (its sample) and
//! <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

mod client;
mod entry;
mod pairing;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) use client::HostClient;
pub(crate) use pairing::Pairing;

use self::client::Clients;
use self::entry::{Entry, LogEntry};
use vigie_formats::lines::each_line;
use crate::sysdiagnose::sysdiagnose_paths;

pub(crate) static ITEM: LockdowndLog = LockdowndLog;

pub(crate) struct LockdowndLog;

static META: ParserMeta = ParserMeta {
    id: "lockdownd_log",
    title: Text {
        en: "Computers that paired with the phone, and what they asked",
        fr: "Ordinateurs jumelés au téléphone et leurs demandes",
    },
    reads: sysdiagnose_paths![
        "logs/MobileLockdown/lockdownd.log*";
        "/private/var/logs/lockdownd.log*",
        "/private/var/mobile/Library/Logs/lockdownd.log*",
        "/lockdownd.log*"
    ],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&pairing::KIND, &client::KIND, &entry::KIND],
    means: &[
        Text { en: "pairing with a computer", fr: "jumelage avec un ordinateur" },
        Text { en: "computer first asked", fr: "première demande d’un ordinateur" },
        Text { en: "computer last asked", fr: "dernière demande d’un ordinateur" },
        Text { en: "noted by lockdownd", fr: "noté par lockdownd" },
    ],
    versions: Versions::ios(4),
    references: &[
        "https://github.com/EC-DIGIT-CSIRC/sysdiagnose",
        "https://github.com/log2timeline/plaso",
    ],
};

/// Longest entry that is kept, in bytes.
const LONGEST: usize = 64 << 10;

impl Parser for LockdowndLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut clients = Clients::default();
        let mut held: Option<(u64, String)> = None;
        let mut stray = None;
        each_line(&*input.data, |line| {
            if Entry::read(line.text).is_some() {
                if let Some((number, text)) = held.take() {
                    close(number, &text, &mut clients, sink)?;
                }
                held = Some((line.number, line.text.to_owned()));
            } else if let Some((_, text)) = &mut held {
                if text.len().saturating_add(line.text.len()) < LONGEST {
                    text.push('\n');
                    text.push_str(line.text);
                }
            } else if !line.text.trim().is_empty() {
                stray.get_or_insert(line.number);
            }
            Ok(())
        })?;
        if let Some(line) = stray {
            sink.problem(Locator::Line(line), "expected a date, a process id and a message");
        }
        if let Some((number, text)) = held {
            close(number, &text, &mut clients, sink)?;
        }
        clients.emit(sink)
    }
}

/// Takes over an entry whose lines have ended.
fn close(
    line: u64,
    text: &str,
    clients: &mut Clients,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let Some(entry) = Entry::read(text) else { return Ok(()) };
    if entry.at.is_none() {
        sink.problem(Locator::Line(line), "expected a date");
    }
    if let Some(pairing) = Pairing::of(&entry) {
        sink.emit(Locator::Line(line), &pairing)
    } else if clients.add(line, &entry, sink) {
        Ok(())
    } else {
        sink.emit(Locator::Line(line), &LogEntry::of(&entry))
    }
}
