//! A crash.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};

use crate::names::{each_process_name, paths_inside};

pub(super) static KIND: Kind = Kind {
    id: "android.tombstones.crash",
    title: Text { en: "Crash of a native program", fr: "Plantage d’un programme natif" },
    brief: &["process", "signal_name", "abort_message"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Crash>,
};

/// Most frames, mapped files and open files that a crash lists.
pub(super) const MOST: usize = 1_000;

/// A crash of a program.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Crash {
    /// What the record was read from: `text`, `protobuf`, or `protobuf and text`.
    pub(crate) form: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// Whose clock wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<Clock>,
    /// The same as written, where it cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) written_time: Option<String>,
    /// When the file was last changed, where the evidence says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file_time: Option<Time>,
    /// Whose clock says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file_clock: Option<Clock>,
    /// The program: its path, or the name of an app's process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// What it was started with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) command_line: Vec<String>,
    /// Name of the thread that crashed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) thread: Option<String>,
    /// Process id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// Thread id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tid: Option<i64>,
    /// User it ran as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// Its SELinux label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) selinux_label: Option<String>,
    /// How long it had run, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uptime_seconds: Option<i64>,
    /// Number of the signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) signal: Option<i64>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) signal_name: Option<String>,
    /// Code of the signal; below 0 where a process sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<i64>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code_name: Option<String>,
    /// Which process sent the signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sender_pid: Option<i64>,
    /// Which user that process ran as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sender_uid: Option<i64>,
    /// Address that could not be used, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fault_address: Option<String>,
    /// What `debuggerd` takes for the cause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) causes: Vec<String>,
    /// What the program said when it gave up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) abort_message: Option<String>,
    /// Build of Android.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fingerprint: Option<String>,
    /// Revision of the hardware.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) revision: Option<String>,
    /// Machine: `arm64`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) machine: Option<String>,
    /// Calls that led to the crash, the last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) backtrace: Vec<Frame>,
    /// Files and named memory that were mapped, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) maps: Vec<Map>,
    /// How many mapped ranges were executable and had no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) nameless_executable_maps: Option<u64>,
    /// Files that were open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) open_files: Vec<String>,
    /// Fields that the text tells otherwise than Protocol Buffers do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) differs: Vec<String>,
}

/// A call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Frame {
    /// File that its code stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// Function, with the place in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) function: Option<String>,
    /// Place in the file, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<String>,
    /// Id of the file's build.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) build_id: Option<String>,
}

/// A file or named memory that was mapped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Map {
    /// Its name.
    pub(crate) name: String,
    /// Whether code in it could be run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) executable: bool,
}

impl Crash {
    /// Whether nothing says what crashed.
    pub(super) fn is_empty(&self) -> bool {
        self.process.is_none()
            && self.command_line.is_empty()
            && self.signal.is_none()
            && self.thread.is_none()
    }

    /// Whether `other` is of the same crash, as far as both tell.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let agree = |one: Option<i64>, other: Option<i64>| one == other;
        let times = self.written_time.is_none() || other.written_time.is_none();
        !self.is_empty()
            && !other.is_empty()
            && agree(self.pid, other.pid)
            && agree(self.tid, other.tid)
            && (times || self.written_time == other.written_time)
    }

    /// Adds a mapped range.
    pub(super) fn add_map(&mut self, name: &str, executable: bool) {
        if name.is_empty() {
            if executable {
                let count = self.nameless_executable_maps.unwrap_or(0);
                self.nameless_executable_maps = Some(count.saturating_add(1));
            }
            return;
        }
        // Ranges of one file stand side by side.
        if let Some(map) = self.maps.iter_mut().rev().find(|map| map.name == name) {
            map.executable |= executable;
        } else if self.maps.len() < MOST {
            self.maps.push(Map { name: name.to_owned(), executable });
        }
    }

    /// Fills in what only `text` tells, and notes what it tells otherwise.
    pub(super) fn merge(&mut self, text: Self) {
        "protobuf and text".clone_into(&mut self.form);
        let differs = &mut self.differs;
        keep("process", &mut self.process, text.process, differs);
        keep("thread", &mut self.thread, text.thread, differs);
        keep("uid", &mut self.uid, text.uid, differs);
        keep("uptime_seconds", &mut self.uptime_seconds, text.uptime_seconds, differs);
        keep("signal", &mut self.signal, text.signal, differs);
        keep("signal_name", &mut self.signal_name, text.signal_name, differs);
        keep("code", &mut self.code, text.code, differs);
        keep("code_name", &mut self.code_name, text.code_name, differs);
        keep("abort_message", &mut self.abort_message, text.abort_message, differs);
        keep("fingerprint", &mut self.fingerprint, text.fingerprint, differs);
        keep("revision", &mut self.revision, text.revision, differs);
        keep("machine", &mut self.machine, text.machine, differs);
        keep("written_time", &mut self.written_time, text.written_time, differs);
        if self.fault_address.is_none() {
            self.fault_address = text.fault_address;
        }
        keep_list("command_line", &mut self.command_line, text.command_line, differs);
        keep_list("causes", &mut self.causes, text.causes, differs);
        if self.backtrace.is_empty() {
            self.backtrace = text.backtrace;
        }
        if self.maps.is_empty() {
            self.maps = text.maps;
        }
        if self.open_files.is_empty() {
            self.open_files = text.open_files;
        }
    }
}

fn keep<T: PartialEq>(
    name: &str,
    place: &mut Option<T>,
    other: Option<T>,
    differs: &mut Vec<String>,
) {
    match (&place, &other) {
        (None, _) => *place = other,
        (Some(one), Some(two)) if one != two => differs.push(name.to_owned()),
        _ => {}
    }
}

fn keep_list(
    name: &str,
    place: &mut Vec<String>,
    other: Vec<String>,
    differs: &mut Vec<String>,
) {
    if place.is_empty() {
        *place = other;
    } else if !other.is_empty() && place.join(" ") != other.join(" ") {
        differs.push(name.to_owned());
    }
}

/// A path without what the system says of it: `/memfd:x (deleted)`, `/a.apk (offset 0x1000)`.
fn bare(name: &str) -> &str {
    let end = [" (deleted)", " (offset "].iter().filter_map(|mark| name.find(mark)).min();
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}

impl Record for Crash {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let (Some(at), Some(clock)) = (self.time, self.clock) {
            see(Stamp { at, means: "program crashed", clock });
        }
        if let (Some(at), Some(clock)) = (self.file_time, self.file_clock) {
            see(Stamp { at, means: "record of the crash written", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(process) = &self.process {
            each_process_name(process, |value| see("process", value));
        }
        if let Some(program) = self.command_line.first() {
            each_process_name(program, |value| see("command_line", value));
        }
        for argument in self.command_line.iter().skip(1) {
            paths_inside(argument).for_each(|path| see("command_line", Observable::Path(path)));
            links(argument).for_each(|link| see("command_line", link.observable()));
        }
        if let Some(thread) = &self.thread {
            see("thread", Observable::Process(thread));
        }
        if let Some(message) = &self.abort_message {
            paths_inside(message).for_each(|path| see("abort_message", Observable::Path(path)));
            links(message).for_each(|link| see("abort_message", link.observable()));
        }
        let frames = self.backtrace.iter().filter_map(|frame| frame.file.as_deref());
        let frames = frames.map(|file| ("backtrace", file));
        let maps = self.maps.iter().map(|map| ("maps", map.name.as_str()));
        let open = self.open_files.iter().map(|file| ("open_files", file.as_str()));
        for (field, name) in frames.chain(maps).chain(open) {
            if name.starts_with('/') {
                see(field, Observable::Path(bare(name)));
            }
        }
    }
}
