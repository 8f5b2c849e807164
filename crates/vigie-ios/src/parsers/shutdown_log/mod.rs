//! `shutdown.log`: processes that were still running when the phone was told to switch off.
//!
//! Written by `com.apple.sysdiagnose`'s logging at every shutdown, kept for months in
//! `/private/var/db/diagnostics`, rotated to `shutdown.0.log` and so on; a sysdiagnose carries it in
//! `system_logs.logarchive/Extra`. Seen from iOS 9 on. Text, Versions, one block per shutdown:
//!
//! ```text
//! After 1.26s, these clients are still here:
//!     remaining client pid: 123 (/usr/libexec/example)
//! After 1.51s, these clients are still here:
//!     remaining client pid: 123 (/usr/libexec/example/0F1E…-UUID)
//! SIGTERM: [1612345678] All buffers flushed
//! ```
//!
//! The number after `SIGTERM` is seconds since 1970 in UTC and dates the whole block; some versions
//! write `SIGTERM: … @1612345678` instead. A process can stand in a block several times, once per
//! wait. Since iOS 26 the file is written anew at each start of the phone, so that it holds the last
//! shutdown only (iVerify, October 2025).
//!
//! The layout follows <https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/>.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{EvidenceKind, Input, Kind, Locator, Observable, Parser, ParserMeta, Record, Sink, Stamp, Stop, Text, Versions, Time, Volume, revive, Origin};

use vigie_formats::lines::{Line, each_line};
use crate::paths;

pub(crate) static ITEM: ShutdownLog = ShutdownLog;

pub(crate) struct ShutdownLog;

/// Clients of one shutdown that are kept until its date is known.
const MOST_CLIENTS: usize = 100_000;

static META: ParserMeta = ParserMeta {
    id: "shutdown_log",
    title: Text {
        en: "Processes that delayed a shutdown",
        fr: "Processus qui ont retardé un arrêt",
    },
    reads: &[
        "/private/var/db/diagnostics/shutdown*.log",
        "/sysdiagnose/system_logs.logarchive/Extra/shutdown*.log",
        "/sysdiagnose/*/system_logs.logarchive/Extra/shutdown*.log",
        "/shutdown*.log",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::IosSysdiagnose, EvidenceKind::Files],
    emits: &[&CLIENT, &SHUTDOWN],
    means: &[
        Text { en: "process still running at shutdown", fr: "processus encore actif à l’extinction" },
        Text { en: "phone switched off", fr: "téléphone éteint" },
    ],
    versions: Versions::ios(9),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
    ],
};

static CLIENT: Kind = Kind {
    id: "ios.shutdown_log.client",
    title: Text {
        en: "Process still running at shutdown",
        fr: "Processus encore actif à l’arrêt",
    },
    brief: &["path", "pid", "delay_seconds"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Client>,
};

static SHUTDOWN: Kind = Kind {
    id: "ios.shutdown_log.shutdown",
    title: Text { en: "Shutdown", fr: "Arrêt du téléphone" },
    brief: &["clients", "delay_seconds"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Shutdown>,
};

impl Parser for ShutdownLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut block = Block { number: 1, ..Block::default() };
        each_line(&*input.data, |line| block.read(&line, sink))?;
        if !block.clients.is_empty() {
            let last = Locator::Line(block.last_line);
            sink.problem(last, "the last block is cut short: expected a line with SIGTERM");
            block.close(None, sink)?;
        }
        Ok(())
    }
}

/// The shutdown that is being read.
#[derive(Default)]
struct Block {
    number: u32,
    last_line: u64,
    delay: Option<f64>,
    clients: Vec<(u64, Client)>,
    /// Where in `clients` a process with this id and path stands.
    known: HashMap<(u32, String), usize>,
    full: bool,
}

impl Block {
    fn read(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let text = line.text.trim();
        let at = Locator::Line(line.number);
        if line.cut {
            sink.problem(at.clone(), "a line of more than 16384 bytes was cut");
        }
        if let Some(rest) = text.strip_prefix("remaining client pid:") {
            self.last_line = line.number;
            match Client::read(rest) {
                Some(client) => self.add(line.number, client, sink),
                None => sink.problem(at, "expected a process id and a path in brackets"),
            }
        } else if let Some(rest) = text.strip_prefix("After ") {
            self.delay = seconds(rest);
            if self.delay.is_none() {
                sink.problem(at, "expected seconds after “After”");
            }
        } else if let Some(rest) = text.strip_prefix("SIGTERM:") {
            self.last_line = line.number;
            let when = unix_time(rest);
            if when.is_none() {
                sink.problem(at, "expected seconds since 1970 after SIGTERM");
            }
            self.close(when, sink)?;
        }
        Ok(())
    }

    fn add(&mut self, line: u64, mut client: Client, sink: &mut Sink<'_>) {
        let key = (client.pid, client.path.clone());
        if let Some(known) = self.known.get(&key).and_then(|at| self.clients.get_mut(*at)) {
            known.1.times_delayed = known.1.times_delayed.saturating_add(1);
            known.1.delay_seconds = self.delay.or(known.1.delay_seconds);
            return;
        }
        if self.clients.len() >= MOST_CLIENTS {
            if !std::mem::replace(&mut self.full, true) {
                sink.problem(Locator::Line(line), "more than 100000 processes in one block");
            }
            return;
        }
        client.delay_seconds = self.delay;
        client.block = self.number;
        self.known.insert(key, self.clients.len());
        self.clients.push((line, client));
    }

    /// Emits what was gathered, dated `when`, and starts the next block.
    fn close(&mut self, when: Option<Time>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let shutdown = Shutdown {
            at: when,
            block: self.number,
            clients: self.clients.len() as u64,
            delay_seconds: self.delay,
        };
        for (line, mut client) in self.clients.drain(..) {
            client.shutdown = when;
            sink.emit(Locator::Line(line), &client)?;
        }
        sink.emit(Locator::Line(self.last_line), &shutdown)?;
        *self = Self { number: self.number.saturating_add(1), ..Self::default() };
        Ok(())
    }
}

/// A process that was still running when the phone was told to switch off.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Client {
    /// Process id at the time.
    pub(crate) pid: u32,
    /// Path of its executable on the device.
    pub(crate) path: String,
    /// UUID of the executable, in versions that write it behind the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// Seconds after which it was last seen running.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) delay_seconds: Option<f64>,
    /// How many times this shutdown waited for it.
    pub(crate) times_delayed: u32,
    /// Which shutdown of the file, counting from 1.
    pub(crate) block: u32,
    /// When the phone was told to switch off; `None` in a block that was cut short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shutdown: Option<Time>,
}

impl Client {
    /// Reads ` 123 (/path/of/executable)`.
    fn read(text: &str) -> Option<Self> {
        let (pid, path) = text.split_once('(')?;
        let path = path.trim_end().strip_suffix(')')?;
        let (path, uuid) = match path.rsplit_once('/') {
            Some((folder, last)) if is_uuid(last) => (folder, Some(last.to_owned())),
            _ => (path, None),
        };
        Some(Self {
            pid: pid.trim().parse().ok()?,
            path: path.to_owned(),
            uuid,
            delay_seconds: None,
            times_delayed: 1,
            block: 0,
            shutdown: None,
        })
    }
}

impl Record for Client {
    fn kind(&self) -> &'static Kind {
        &CLIENT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.shutdown {
            see(Stamp::utc(at, "process still running at shutdown"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = paths::absolute(&self.path) {
            see("path", Observable::Path(&path));
        }
        see("path", Observable::Process(&self.path));
    }
}

/// One shutdown of the phone.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Shutdown {
    /// When the phone was told to switch off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Which shutdown of the file, counting from 1.
    pub(crate) block: u32,
    /// How many processes delayed it.
    pub(crate) clients: u64,
    /// How long the system waited for them, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) delay_seconds: Option<f64>,
}

impl Record for Shutdown {
    fn kind(&self) -> &'static Kind {
        &SHUTDOWN
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "phone switched off"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Reads the number of `1.26s, these clients are still here:`.
fn seconds(text: &str) -> Option<f64> {
    let digits = text.split(['s', ' ']).next()?;
    digits.parse().ok().filter(|seconds: &f64| seconds.is_finite() && *seconds >= 0.0)
}

/// Reads ` [1612345678] …` or ` … @1612345678 …`.
fn unix_time(text: &str) -> Option<Time> {
    let bracketed = text.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    let found = bracketed.and_then(|(number, _)| time_of(number));
    found.or_else(|| {
        let (_, rest) = text.rsplit_once('@')?;
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        time_of(rest.get(..end)?.trim_end_matches('.'))
    })
}

fn time_of(number: &str) -> Option<Time> {
    let number = number.trim();
    match number.parse() {
        Ok(seconds) => Time::from_unix_seconds(seconds),
        Err(_) => Time::from_unix_float(number.parse().ok()?),
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().zip(0..).all(|(byte, at)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
