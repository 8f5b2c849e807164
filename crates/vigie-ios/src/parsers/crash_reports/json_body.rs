//! Bodies written as JSON: crashes since iOS 15, and everything about the whole system.

use vigie_core::{Locator, Sink, Stop};

use super::header::{set_timestamp, short};
use super::image::Image;
use super::inventory::Process;
use super::panic_text;
use super::report::Report;
use super::when::When;
use crate::json_parts::Part;

/// Frames of the failing thread that are kept.
const MOST_FRAMES: usize = 20;
/// Messages of the program that are kept.
const MOST_MESSAGES: usize = 20;

/// A body as it is read, with what is emitted after the report itself.
#[derive(Default)]
struct Body<'a> {
    images: Vec<Image>,
    threads: Option<Part<'a>>,
    last_exception: Option<Part<'a>>,
    processes: Vec<(usize, Process)>,
}

/// Emits what the body in `text`, which stands at `base` in its file, says together with `report`.
pub(super) fn read(
    text: &str,
    base: usize,
    mut report: Report,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut body = Body::default();
    for (name, value) in Part::of(text).members() {
        sink.check()?;
        if !value.whole {
            let at = Locator::Byte((base + value.at) as u64);
            sink.problem(at, format!("the report is cut short inside {name:?}"));
        }
        body.member(&name, value, &mut report);
    }
    if report.panicked_early() {
        body.processes.extend(report.messages.iter().flat_map(|text| panic_text::process(text)));
    }
    body.place_fault(&mut report);
    body.emit(base, report, sink)
}

impl<'a> Body<'a> {
    fn member(&mut self, name: &str, value: Part<'a>, report: &mut Report) {
        match name {
            "usedImages" => self.images.extend(value.items().map(Image::read)),
            "threads" => self.threads = Some(value),
            "lastExceptionBacktrace" => self.last_exception = Some(value),
            "processes" => self.processes(value.items()),
            "processByPid" => self.processes(value.members().map(|(_, part)| part)),
            "exception" => exception(value, report),
            "termination" => report.termination = termination(value),
            "bundleInfo" => {
                report.bundle_id = text(value, "CFBundleIdentifier").or(report.bundle_id.take());
            }
            "asi" => {
                let texts = value.members().flat_map(|(_, part)| part.items());
                messages(texts.filter_map(Part::text), report);
            }
            "panicString" | "otherString" | "reason" => messages(value.text(), report),
            _ => plain(name, value, report),
        }
    }

    fn processes(&mut self, entries: impl Iterator<Item = Part<'a>>) {
        let read = entries.filter_map(|part| Some((part.at, Process::read(part)?)));
        self.processes.extend(read);
    }

    /// Finds where the failing thread was.
    fn place_fault(&self, report: &mut Report) {
        let faulting = || {
            let threads = self.threads?;
            let number = report.faulting_thread.and_then(|number| usize::try_from(number).ok());
            let thread = match number {
                Some(number) => threads.items().nth(number),
                None => threads.items().find(|thread| is_triggered(*thread)),
            };
            thread?.find("frames")
        };
        let Some(frames) = faulting().or(self.last_exception) else { return };
        for (number, frame) in frames.items().take(MOST_FRAMES).enumerate() {
            let image = index(frame).and_then(|index| self.images.get(index));
            if number == 0 {
                report.faulting_module = image.map(|image| image.label().to_owned());
                let path = image.map(|image| image.path.clone());
                report.faulting_module_path = path.filter(|path| !path.is_empty());
            }
            report.frames.push(frame_text(frame, image));
        }
    }

    fn emit(self, base: usize, mut report: Report, sink: &mut Sink<'_>) -> Result<(), Stop> {
        report.images = (!self.images.is_empty()).then_some(self.images.len() as u64);
        report.processes = (!self.processes.is_empty()).then_some(self.processes.len() as u64);
        let when = report.when();
        let (timestamp, is_local) = (when.map(|when| when.at), when.is_some_and(|when| when.is_local));
        sink.emit(Locator::Whole, &report)?;
        for mut image in self.images.into_iter().filter(Image::is_foreign) {
            image.process.clone_from(&report.process);
            (image.timestamp, image.timestamp_is_local) = (timestamp, is_local);
            sink.emit(Locator::Whole, &image)?;
        }
        for (at, mut process) in self.processes {
            (process.timestamp, process.timestamp_is_local) = (timestamp, is_local);
            sink.emit(Locator::Byte((base + at) as u64), &process)?;
        }
        Ok(())
    }
}

impl Report {
    /// Whether its messages may name the process in which the kernel panicked.
    fn panicked_early(&self) -> bool {
        self.messages.iter().any(|text| text.contains("anicked task"))
    }
}

/// Fields whose value goes into the record as it is.
fn plain(name: &str, value: Part<'_>, report: &mut Report) {
    let text = || value.text().map(short);
    match name {
        "procName" => report.process = text(),
        "procPath" => report.path = text(),
        "pid" => report.pid = value.whole_number(),
        "parentProc" => report.parent = text(),
        "parentPid" => report.parent_pid = value.whole_number(),
        "responsibleProc" => report.responsible = text(),
        "coalitionName" => report.coalition = text(),
        "userID" => report.user_id = value.whole_number(),
        "faultingThread" => report.faulting_thread = value.whole_number(),
        "vmRegionInfo" | "vmregioninfo" => report.vm_region = text(),
        "codeSigningID" => report.code_signing_id = text(),
        "codeSigningTeamID" => report.code_signing_team = text(),
        "largestProcess" => report.process = text(),
        "event" => report.event = text(),
        "incident" if report.incident.is_none() => report.incident = text(),
        "captureTime" => {
            let when = text().as_deref().and_then(When::read);
            report.capture_time = when.filter(|when| !when.is_local).map(|when| when.at);
        }
        "procLaunch" => {
            let when = text().as_deref().and_then(When::read);
            report.launch_time = when.filter(|when| !when.is_local).map(|when| when.at);
        }
        "date" if report.timestamp.is_none() => {
            set_timestamp(report, text().as_deref().and_then(When::read));
        }
        _ => {}
    }
}

fn exception(value: Part<'_>, report: &mut Report) {
    report.exception_type = text(value, "type");
    report.signal = text(value, "signal");
    report.exception_subtype = text(value, "subtype").or_else(|| text(value, "message"));
    report.exception_codes = text(value, "codes");
}

/// Namespace, code, what it means, who did it and why, in one line.
fn termination(value: Part<'_>) -> Option<String> {
    let mut parts: Vec<String> =
        ["namespace", "code", "indicator", "byProc"].iter().filter_map(|name| text(value, name)).collect();
    for name in ["reasons", "details"] {
        let list = value.find(name).into_iter().flat_map(Part::items);
        parts.extend(list.take(MOST_MESSAGES).filter_map(Part::text));
    }
    (!parts.is_empty()).then(|| short(parts.join("; ")))
}

fn messages(texts: impl IntoIterator<Item = String>, report: &mut Report) {
    let room = MOST_MESSAGES.saturating_sub(report.messages.len());
    report.messages.extend(texts.into_iter().take(room).map(short));
}

fn text(value: Part<'_>, name: &str) -> Option<String> {
    value.find(name).and_then(Part::text).map(short)
}

fn is_triggered(thread: Part<'_>) -> bool {
    thread.find("triggered").and_then(Part::read) == Some(true)
}

fn index(frame: Part<'_>) -> Option<usize> {
    usize::try_from(frame.find("imageIndex")?.whole_number()?).ok()
}

/// Module, offset and symbol of a frame.
fn frame_text(frame: Part<'_>, image: Option<&Image>) -> String {
    let module = image.map_or("?", Image::label);
    let offset = frame.find("imageOffset").and_then(Part::whole_number).unwrap_or(0);
    let symbol = text(frame, "symbol").map(|symbol| format!(" {symbol}")).unwrap_or_default();
    short(format!("{module} + {offset}{symbol}"))
}
