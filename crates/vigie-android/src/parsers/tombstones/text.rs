//! A tombstone as text: a line for each field, then the calls, the mapped and the open files.

use super::crash::{Crash, Frame, MOST};

/// Which part of the text a line belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Head,
    AbortMessage,
    Backtrace,
    Maps,
    OpenFiles,
    /// Other threads, memory, logs.
    Other,
}

/// Longest message of a program that gave up, in bytes.
const LONGEST_MESSAGE: usize = 64 << 10;

/// Reads a tombstone.
pub(super) fn read(text: &str) -> Crash {
    let mut crash = Crash { form: "text".to_owned(), ..Crash::default() };
    let mut part = Part::Head;
    for line in text.lines() {
        part = next(&mut crash, part, line.trim_end_matches('\r'));
    }
    if crash.process.is_none() {
        crash.process = crash.command_line.first().cloned();
    }
    crash
}

/// Reads a line; gives the part that the next one belongs to.
fn next(crash: &mut Crash, part: Part, line: &str) -> Part {
    if part == Part::AbortMessage {
        return abort_message(crash, line);
    }
    if line.starts_with("backtrace:") {
        // Those of further threads follow the first.
        return if crash.backtrace.is_empty() { Part::Backtrace } else { Part::Other };
    }
    if line.starts_with("memory map") {
        return Part::Maps;
    }
    if line.starts_with("open files:") {
        return Part::OpenFiles;
    }
    if line.starts_with("--- --- ---") || line.starts_with("memory near") || line.starts_with("--------- ") {
        return Part::Other;
    }
    match part {
        Part::Head => return head(crash, line),
        Part::Backtrace if line.trim().is_empty() && !crash.backtrace.is_empty() => return Part::Other,
        Part::Backtrace => crash.backtrace.extend(frame(line).filter(|_| crash.backtrace.len() < MOST)),
        Part::Maps => map(crash, line),
        Part::OpenFiles => open_file(crash, line),
        Part::AbortMessage | Part::Other => {}
    }
    part
}

fn head(crash: &mut Crash, line: &str) -> Part {
    let quoted = |text: &str| Some(text.trim().trim_matches('\'').to_owned());
    if line.starts_with("pid: ") {
        names(crash, line);
        return Part::Head;
    }
    if line.starts_with("signal ") {
        signal(crash, line);
        return Part::Head;
    }
    let Some((key, value)) = line.split_once(": ") else { return Part::Head };
    match key {
        "Build fingerprint" => crash.fingerprint = quoted(value),
        "Revision" => crash.revision = quoted(value),
        "ABI" => crash.machine = quoted(value),
        "Timestamp" => crash.written_time = Some(value.trim().to_owned()),
        "Process uptime" => crash.uptime_seconds = value.trim().trim_end_matches('s').parse().ok(),
        "Cmdline" => {
            crash.command_line = value.split_whitespace().take(MOST).map(str::to_owned).collect();
        }
        "uid" => crash.uid = value.trim().parse().ok(),
        "Cause" if crash.causes.len() < MOST => crash.causes.push(value.trim().to_owned()),
        "Abort message" => {
            let message = value.strip_prefix('\'').unwrap_or(value);
            return match message.strip_suffix('\'') {
                Some(whole) => {
                    crash.abort_message = Some(whole.to_owned());
                    Part::Head
                }
                None => {
                    crash.abort_message = Some(message.to_owned());
                    Part::AbortMessage
                }
            };
        }
        _ => {}
    }
    Part::Head
}

/// A further line of the message, which a quotation mark ends; or registers, where the mark is missing.
fn abort_message(crash: &mut Crash, line: &str) -> Part {
    let registers = ["    r0 ", "    x0 ", "    eax ", "    rax ", "backtrace:"];
    if registers.iter().any(|start| line.starts_with(start)) {
        return next(crash, Part::Head, line);
    }
    let Some(message) = &mut crash.abort_message else { return Part::Head };
    let (rest, part) = match line.strip_suffix('\'') {
        Some(rest) => (rest, Part::Head),
        None => (line, Part::AbortMessage),
    };
    if message.len().saturating_add(rest.len()) < LONGEST_MESSAGE {
        message.push('\n');
        message.push_str(rest);
    }
    part
}

/// `pid: 9850, tid: 9893, name: UsbFfs-worker  >>> /system/bin/adbd <<<`
fn names(crash: &mut Crash, line: &str) {
    let (numbers, name) = line.split_once(", name: ").unwrap_or((line, ""));
    for part in numbers.split(", ") {
        match part.split_once(": ") {
            Some(("pid", number)) => crash.pid = number.trim().parse().ok(),
            Some(("tid", number)) => crash.tid = number.trim().parse().ok(),
            _ => {}
        }
    }
    let (thread, process) = name.split_once(">>> ").unwrap_or((name, ""));
    let process = process.trim_end().trim_end_matches("<<<").trim();
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    crash.thread = said(thread.trim());
    crash.process = said(process);
}

/// `signal 6 (SIGABRT), code -6 (SI_TKILL from pid 12, uid 1000), fault addr --------`
fn signal(crash: &mut Crash, line: &str) {
    let (signal, rest) = line.split_once(", code ").unwrap_or((line, ""));
    let (code, address) = rest.split_once(", fault addr ").unwrap_or((rest, ""));
    let bracket = |text: &str| {
        let inner = text.split_once('(')?.1;
        let inner = inner.split_once(')').map_or(inner, |(inner, _)| inner);
        let name = inner.split(' ').next().unwrap_or(inner).trim_end_matches(',');
        (!name.is_empty()).then(|| name.to_owned())
    };
    let after = |text: &str, word: &str| {
        let digits = text.split_once(word)?.1;
        digits.split([',', ')', ' ']).next()?.parse().ok()
    };
    let number = |text: &str| text.split_whitespace().next()?.parse().ok();
    crash.signal = signal.strip_prefix("signal ").and_then(number);
    crash.signal_name = bracket(signal);
    crash.code = number(code);
    crash.code_name = bracket(code);
    crash.sender_pid = after(code, "from pid ");
    crash.sender_uid = after(code, "uid ");
    let address = address.split_whitespace().next().unwrap_or("").trim_start_matches("0x");
    if !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let digits = address.trim_start_matches('0');
        crash.fault_address = Some(if digits.is_empty() { "0" } else { digits }.to_owned());
    }
}

/// `      #00 pc 000603ca  /lib/libc.so (abort+166) (BuildId: 320f…)`
pub(crate) fn frame(line: &str) -> Option<Frame> {
    let (number, rest) = line.trim().strip_prefix('#')?.split_once(" pc ")?;
    number.parse::<u32>().ok()?;
    let (place, rest) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    let mut rest = rest.trim();
    let mut frame = Frame::default();
    let digits = place.trim_start_matches('0');
    frame.place = Some(if digits.is_empty() { "0" } else { digits }.to_owned());
    if let Some((before, id)) = rest.rsplit_once(" (BuildId: ") {
        frame.build_id = Some(id.trim_end_matches(')').to_owned());
        rest = before.trim_end();
    }
    // The function stands in brackets, and holds brackets itself.
    if let Some((file, function)) = rest.split_once(" (")
        && !function.starts_with("deleted)")
        && !function.starts_with("offset ")
    {
        let function = function.strip_suffix(')').unwrap_or(function);
        frame.function = Some(function.to_owned());
        rest = file;
    }
    frame.file = (!rest.is_empty()).then(|| rest.to_owned());
    Some(frame)
}

/// `    eff04000-eff4ffff r-x         0     4c000  /lib/x.so (BuildId: …) (load bias 0x1000)`
fn map(crash: &mut Crash, line: &str) {
    let line = line.strip_prefix("--->").unwrap_or(line);
    let mut rest = line.trim_start();
    let mut cells = Vec::with_capacity(4);
    while cells.len() < 4 {
        let (cell, after) = rest.split_once(' ').unwrap_or((rest, ""));
        cells.push(cell);
        rest = after.trim_start();
    }
    let [range, rights, ..] = cells.as_slice() else { return };
    let is_range = range.contains('-')
        && range.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-' || byte == b'\'');
    if !is_range || rights.len() < 3 {
        return;
    }
    let end = [" (BuildId: ", " (load bias "].iter().filter_map(|mark| rest.find(mark)).min();
    let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
    let name = name.strip_prefix("(BuildId: ").map_or(name, |_| "");
    crash.add_map(name.trim(), rights.contains('x'));
}

/// `    fd 0: /dev/null (unowned)`
fn open_file(crash: &mut Crash, line: &str) {
    let Some((_, name)) = line.trim().strip_prefix("fd ").and_then(|rest| rest.split_once(": ")) else {
        return;
    };
    let name = ["(unowned)", "(owned by"].iter().find_map(|mark| name.split_once(mark)).map_or(name, |(name, _)| name);
    if crash.open_files.len() < MOST {
        crash.open_files.push(name.trim().to_owned());
    }
}
