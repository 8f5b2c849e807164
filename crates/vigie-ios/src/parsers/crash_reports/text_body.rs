//! Bodies written as text: crashes to iOS 14, and reports about resources.

use vigie_core::{Locator, Sink, Stop};

use super::header::{set_timestamp, short};
use super::image::Image;
use super::inventory::Process;
use super::report::Report;
use super::when::When;

/// Frames of the failing thread that are kept.
const MOST_FRAMES: usize = 20;
/// Lines after `Application Specific Information:` that are kept.
const MOST_MESSAGES: usize = 20;
/// Modules that are kept until their names are wanted.
const MOST_IMAGES: usize = 20_000;
/// Processes of a report about resources.
const MOST_PROCESSES: usize = 20_000;

/// What the lines that follow belong to.
#[derive(Clone, Copy, Default, PartialEq)]
enum Section {
    #[default]
    Fields,
    Messages,
    Frames,
    Images,
    Powerstats,
}

#[derive(Default)]
struct Body {
    section: Section,
    images: Vec<Image>,
    processes: Vec<(u64, Process)>,
}

/// Emits what the body in `text`, whose first line has number `line`, says together with `report`.
pub(super) fn read(
    text: &str,
    line: u64,
    mut report: Report,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut body = Body::default();
    for (number, text) in (line..).zip(text.lines()) {
        if number % 4096 == 0 {
            sink.check()?;
        }
        body.line(number, text.trim_end(), &mut report);
    }
    body.emit(report, sink)
}

impl Body {
    fn line(&mut self, number: u64, line: &str, report: &mut Report) {
        if line.is_empty() {
            if self.section != Section::Images && self.section != Section::Powerstats {
                self.section = Section::Fields;
            }
            return;
        }
        if let Some(section) = self.opens(number, line) {
            self.section = section;
            return;
        }
        match self.section {
            Section::Fields => self.field(line, report),
            Section::Messages if report.messages.len() < MOST_MESSAGES => {
                report.messages.push(short(line.trim().to_owned()));
            }
            Section::Frames if report.frames.len() < MOST_FRAMES => {
                report.frames.extend(frame(line));
            }
            Section::Images if self.images.len() < MOST_IMAGES => {
                self.images.extend(Image::read_line(line));
            }
            Section::Powerstats => self.powerstats(line),
            _ => {}
        }
    }

    /// The section that `line` begins, if it does.
    fn opens(&mut self, number: u64, line: &str) -> Option<Section> {
        if let Some(rest) = line.strip_prefix("Powerstats for:") {
            if let Some(process) = named(rest).filter(|_| self.processes.len() < MOST_PROCESSES) {
                self.processes.push((number, process));
            }
            return Some(Section::Powerstats);
        }
        let is_thread = line.starts_with("Thread ");
        Some(match line {
            "Binary Images:" | "  Binary Images:" => Section::Images,
            "Application Specific Information:" => Section::Messages,
            "Last Exception Backtrace:" => Section::Frames,
            _ if is_thread && line.ends_with("Crashed:") => Section::Frames,
            // Other threads, and their registers.
            _ if is_thread && line.ends_with(':') && self.section != Section::Powerstats => {
                Section::Fields
            }
            _ => return None,
        })
    }

    fn field(&self, line: &str, report: &mut Report) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let text = || Some(short(value.to_owned()));
        match name.trim() {
            "Process" | "Command" => (report.process, report.pid) = with_pid(value),
            "PID" => report.pid = value.parse().ok(),
            "UID" => report.user_id = value.parse().ok(),
            "Path" if report.path.is_none() => report.path = text(),
            "Identifier" if report.bundle_id.is_none() => report.bundle_id = text(),
            "Version" if report.app_version.is_none() => report.app_version = text(),
            "Parent Process" | "Parent" if report.parent.is_none() => {
                (report.parent, report.parent_pid) = with_pid(value);
            }
            "Responsible" | "Responsible Process" => report.responsible = with_pid(value).0,
            "Coalition" | "Resource Coalition" => report.coalition = with_pid(value).0,
            "Incident Identifier" if report.incident.is_none() => report.incident = text(),
            "OS Version" if report.os_version.is_none() => report.os_version = text(),
            "Date/Time" => dated(value, report),
            "Launch Time" => {
                let when = When::read(value).filter(|when| !when.is_local);
                report.launch_time = when.map(|when| when.at);
            }
            "Exception Type" => exception(value, report),
            "Exception Subtype" => report.exception_subtype = text(),
            "Exception Codes" => report.exception_codes = text(),
            "VM Region Info" => report.vm_region = text(),
            "Termination Reason" | "Termination Description" => {
                let before = report.termination.take().map(|text| text + "; ").unwrap_or_default();
                report.termination = Some(short(before + value));
            }
            "Triggered by Thread" => report.faulting_thread = value.parse().ok(),
            "Event" if report.event.is_none() => report.event = text(),
            _ => {}
        }
    }

    fn powerstats(&mut self, line: &str) {
        if let Some(image) = line.contains("<").then(|| Image::read_line(line)).flatten() {
            if self.images.len() < MOST_IMAGES {
                self.images.push(image);
            }
            return;
        }
        let Some((name, value)) = line.split_once(':') else { return };
        let Some((_, process)) = self.processes.last_mut() else { return };
        let value = value.trim();
        let text = || (!value.is_empty()).then(|| short(value.to_owned()));
        match name.trim() {
            "Path" => process.path = text(),
            "UUID" => process.uuid = text(),
            "Parent" => process.parent = text(),
            _ => {}
        }
    }

    fn emit(self, mut report: Report, sink: &mut Sink<'_>) -> Result<(), Stop> {
        report.images = (!self.images.is_empty()).then_some(self.images.len() as u64);
        report.processes = (!self.processes.is_empty()).then_some(self.processes.len() as u64);
        if let Some(first) = report.frames.first() {
            let module = first.split(" + ").next().unwrap_or(first).to_owned();
            let image = self.images.iter().find(|image| image.label() == module);
            report.faulting_module_path = image.map(|image| image.path.clone());
            report.faulting_module = Some(module);
        }
        let when = report.when();
        let (timestamp, is_local) = (when.map(|when| when.at), when.is_some_and(|when| when.is_local));
        sink.emit(Locator::Whole, &report)?;
        for mut image in self.images.into_iter().filter(Image::is_foreign) {
            image.process.clone_from(&report.process);
            (image.timestamp, image.timestamp_is_local) = (timestamp, is_local);
            sink.emit(Locator::Whole, &image)?;
        }
        for (line, mut process) in self.processes {
            (process.timestamp, process.timestamp_is_local) = (timestamp, is_local);
            sink.emit(Locator::Line(line), &process)?;
        }
        Ok(())
    }
}

/// Reads `name [123]`, also `name (Some name) [123]`.
fn with_pid(value: &str) -> (Option<String>, Option<i64>) {
    let (name, pid) = match value.rsplit_once('[') {
        Some((name, pid)) => (name.trim(), pid.trim_end_matches(']').trim().parse().ok()),
        None => (value, None),
    };
    let known = !name.is_empty() && name != "???";
    (known.then(|| short(name.to_owned())), pid)
}

fn named(value: &str) -> Option<Process> {
    let (name, pid) = with_pid(value.trim());
    Some(Process { name: name?, pid, ..Process::default() })
}

/// The time of the event itself, which may differ from that of the report.
fn dated(value: &str, report: &mut Report) {
    let Some(when) = When::read(value) else { return };
    if when.is_local {
        if report.timestamp.is_none() {
            set_timestamp(report, Some(when));
        }
    } else {
        report.capture_time = Some(when.at);
    }
}

/// Reads `EXC_BAD_ACCESS (SIGSEGV)`.
fn exception(value: &str, report: &mut Report) {
    let (kind, signal) = value.split_once('(').unwrap_or((value, ""));
    let signal = signal.trim_end_matches(')').trim();
    report.exception_type = Some(short(kind.trim().to_owned()));
    report.signal = (!signal.is_empty()).then(|| short(signal.to_owned()));
}

/// Reads `0   libsystem_kernel.dylib   0x1b8 0x1b7 + 168` as module, offset and symbol.
fn frame(line: &str) -> Option<String> {
    let (number, rest) = line.trim_start().split_once(char::is_whitespace)?;
    number.parse::<u32>().ok()?;
    let rest = rest.trim_start();
    let at = rest.find("0x")?;
    let (module, rest) = rest.split_at_checked(at)?;
    let (_, place) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let module = module.trim();
    let place = place.trim();
    let (symbol, offset) = place.rsplit_once(" + ").unwrap_or((place, "0"));
    let symbol = if symbol.starts_with("0x") { "" } else { symbol };
    let gap = if symbol.is_empty() { "" } else { " " };
    Some(short(format!("{module} + {offset}{gap}{symbol}")))
}
