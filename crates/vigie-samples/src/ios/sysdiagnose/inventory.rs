//! The lists of running processes: `ps.txt`, `ps_thread.txt`, `taskinfo.txt`, the spindump, the
//! paths of all binaries, and the statistics of the log daemon.

use std::fmt::Write;

use plist::{Dictionary, Value};

use super::processes::{Process, running};
use super::{spindump, statistics};
use crate::ios::Plant;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::{Result, Rng};

const PS: DeviceFile = file("", "ps.txt");
const THREADS: DeviceFile = file("", "ps_thread.txt");
const TASKS: DeviceFile = file("", "taskinfo.txt");
const PATHS: DeviceFile = file("", "logs/tailspindb/UUIDToBinaryLocations");

/// Writes all of them.
pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let processes = running(phone);
    ps(phone, &processes)?;
    threads(phone, &processes)?;
    tasks(phone, &processes)?;
    paths(phone, &processes)?;
    spindump::write(phone, &processes)?;
    statistics::write(phone, &processes)
}

/// Notes the planted processes, each on the line given for it.
pub(super) fn note(phone: &mut Phone, place: DeviceFile, processes: &[Process], lines: &[i64]) {
    for (process, line) in processes.iter().zip(lines) {
        if let Some(plant) = process.plant {
            phone.planted_row(plant, place, "line", *line, process.name());
        }
    }
}

/// The columns changed with iOS 16.
fn ps(phone: &mut Phone, processes: &[Process]) -> Result<()> {
    let wide = phone.plan.ios >= 16;
    let mut text = if wide {
        "USER             UID PRSNA   PID  PPID        F  %CPU %MEM PRI NI      VSZ    RSS WCHAN    TT  STAT STARTED      TIME COMMAND\n"
    } else {
        "USER             UID   PID  PPID  %CPU %MEM PRI NI      VSZ    RSS WCHAN    TT  STAT STARTED      TIME COMMAND\n"
    }
    .to_owned();
    for process in processes {
        let Process { pid, user, path, .. } = process;
        let (uid, ppid) = (process.uid(), i64::from(*pid != 1));
        let started = if process.age > 86_400 { "Sat10AM" } else { "10:12AM" };
        let (persona, flags) = if wide { ("     -", "     4004") } else { ("", "") };
        let _ = writeln!(
            text,
            "{user:<16} {uid:>3}{persona} {pid:>5} {ppid:>5}{flags}   0.1  0.4  31  0 407926400   9000 -        ??  Ss   {started}   0:03.14 {path}"
        );
    }
    let lines: Vec<i64> = (2..).take(processes.len()).collect();
    note(phone, PS, processes, &lines);
    phone.count("ps", processes.len() as u64);
    phone.write(PS, text.as_bytes())
}

/// One line for each process, then one for each further thread.
fn threads(phone: &mut Phone, processes: &[Process]) -> Result<()> {
    let mut text =
        "USER             PID   TT   %CPU STAT PRI     STIME     UTIME COMMAND\n".to_owned();
    let (mut lines, mut line) = (Vec::new(), 1);
    for (number, process) in processes.iter().enumerate() {
        let Process { pid, user, path, .. } = process;
        let _ = writeln!(text, "{user:<16} {pid:>5} ??    0.0 S    31T   0:00.10   0:00.20 {path}");
        line += 1;
        lines.push(line);
        for _ in 0..number % 3 {
            let _ =
                writeln!(text, "                 {pid:>5}       0.0 S    31T   0:00.01   0:00.02");
            line += 1;
        }
    }
    note(phone, THREADS, processes, &lines);
    phone.write(THREADS, text.as_bytes())
}

/// A hierarchy by tabs: a process, its figures, its threads, two empty lines.
fn tasks(phone: &mut Phone, processes: &[Process]) -> Result<()> {
    let mut rng = phone.rng("taskinfo");
    let mut text = format!("num tasks: {}\n", processes.len());
    let mut lines = Vec::new();
    for process in processes {
        lines.push(i64::try_from(text.lines().count()).unwrap_or(0) + 1);
        task(&mut text, process, &mut rng);
    }
    note(phone, TASKS, processes, &lines);
    phone.count("taskinfo", processes.len() as u64);
    phone.write(TASKS, text.as_bytes())
}

fn task(text: &mut String, process: &Process, rng: &mut Rng) {
    let Process { pid, age, .. } = process;
    let _ = writeln!(text, "process: \"{}\" [{pid}] [unique ID: {}]", process.name(), pid + 1000);
    let _ = writeln!(text, "architecture: arm64");
    let _ = writeln!(text, "coalition (type 0) ID: {}", pid + 200);
    let _ = writeln!(text, "coalition (type 1) ID: {}", pid + 201);
    let _ = writeln!(text, "suspend count: 0");
    let _ = writeln!(
        text,
        "virtual bytes: 407.93M; phys footprint: 5.21M; phys footprint lifetime max: 9.10M"
    );
    let _ = writeln!(text, "run time: {age} s");
    let _ = writeln!(text, "user/system time: 12.{:03} s / 3.210 s", rng.below(1000));
    let _ = writeln!(text, "CPU idle wakeups: {}", rng.below(9000));
    let _ = writeln!(
        text,
        "requested policy\n\treq apptype: daemon - standard (4)\n\treq role: unspecified (0)"
    );
    let _ = writeln!(text, "threads:");
    for number in 0..2 {
        let id = rng.range(1000, 90_000);
        let _ = writeln!(text, "\tthread ID: 0x{id:x} / {id}");
        let _ = writeln!(text, "\tuser/system time: 0.{number}10 s / 0.020 s");
        let _ = writeln!(text, "\tname: thread {number}");
    }
    text.push_str("\n\n");
}

/// Every binary that the phone's profiler has met.
fn paths(phone: &mut Phone, processes: &[Process]) -> Result<()> {
    let mut all = Dictionary::new();
    for process in processes {
        all.insert(process.uuid(), Value::from(process.path.as_str()));
        if let Some(plant) = process.plant {
            phone.planted(plant, PATHS, process.name());
        }
    }
    for number in 0..200 {
        let path =
            format!("/System/Library/PrivateFrameworks/Sample{number}.framework/Sample{number}");
        all.insert(Rng::part(0, &path).uuid(), Value::from(path));
    }
    if phone.has(Plant::UuidPath) {
        let path = "/private/var/db/nwstore/nwghostd";
        all.insert(Rng::part(0, path).uuid(), Value::from(path));
        phone.planted(Plant::UuidPath, PATHS, path);
    }
    phone.count("binary_locations", all.len() as u64);
    phone.write_plist(PATHS, &Value::Dictionary(all))
}
