//! The log daemon's statistics: which processes wrote how much into each file of the log. Text
//! until iOS 17, JSON lines since; with iOS 17 both were seen.

use std::fmt::Write;

use serde_json::{Value, json};

use super::processes::Process;
use crate::ios::Plant;
use crate::ios::layout::file;
use crate::ios::phone::Phone;
use crate::{Moment, Result};

/// Hours between two records.
const EVERY: i64 = 4;
const RECORDS: i64 = 18;

pub(super) fn write(phone: &mut Phone, processes: &[Process]) -> Result<()> {
    let end = phone.release.backed_up;
    let records: Vec<(Moment, Vec<&str>)> = (0..RECORDS)
        .map(|number| {
            let time = end.plus((number - RECORDS) * EVERY * 3600);
            (time, seen(phone, processes, number, time))
        })
        .collect();
    if phone.plan.ios <= 17 {
        text(phone, &records)?;
    }
    if phone.plan.ios >= 17 { lines(phone, &records) } else { Ok(()) }
}

const WRITER: &str = "/private/var/tmp/nwlogwriterd";

/// The processes of record `number`: those that ran by then, and once a planted one.
fn seen<'a>(phone: &Phone, processes: &'a [Process], number: i64, time: Moment) -> Vec<&'a str> {
    let before = phone.release.backed_up.unix() - time.unix();
    let running = processes.iter().filter(|process| process.age > before);
    let mut seen: Vec<&str> = running.map(|process| process.path.as_str()).collect();
    if number == 5 && phone.has(Plant::LogdProcess) {
        seen.push(WRITER);
    }
    seen
}

fn text(phone: &mut Phone, records: &[(Moment, Vec<&str>)]) -> Result<()> {
    let place = file("", "system_logs.logarchive/Extra/logdata.statistics.0.txt");
    let mut text = String::new();
    let mut planted = None;
    for (number, (time, seen)) in records.iter().enumerate() {
        let time = time.iso().replace('T', " ").replace('Z', "+0000");
        let _ = writeln!(
            text,
            "--- !logd statistics record\ntime  : {time}\nfile  : /private/var/db/diagnostics/Persist/{number:016x}.tracev3\ntype  : File Rotate\nsize  : 10485760\nrecs  : {{ total : 100000, loss : 0 }}\nprocs :"
        );
        for path in seen {
            if *path == WRITER {
                planted = i64::try_from(text.lines().count()).ok().map(|line| line + 1);
            }
            let _ = writeln!(text, " - [ {:>9}, {:>5.2}, {path} ]", 104_857, 1.0);
        }
    }
    if let Some(line) = planted {
        phone.planted_row(Plant::LogdProcess, place, "line", line, WRITER);
    }
    phone.count("logd_statistics", records.len() as u64);
    phone.write(place, text.as_bytes())
}

fn lines(phone: &mut Phone, records: &[(Moment, Vec<&str>)]) -> Result<()> {
    let place = file("", "system_logs.logarchive/Extra/logdata.statistics.0.jsonl");
    let mut text = String::new();
    for (line, (time, seen)) in (1_i64..).zip(records) {
        let processes: Vec<Value> = seen
            .iter()
            .map(|path| json!({ "process": path, "size": 104_857, "percent": 1.0 }))
            .collect();
        let record = json!({
            "unixTime": time.unix(),
            "file": format!("/private/var/db/diagnostics/Persist/{line:016x}.tracev3"),
            "type": "File Rotate",
            "size": 10_485_760,
            "processList": processes,
        });
        let _ = writeln!(text, "{record}");
        if seen.contains(&WRITER) {
            phone.planted_row(Plant::LogdProcess, place, "line", line, WRITER);
        }
    }
    phone.count("logd_statistics", records.len() as u64);
    phone.write(place, text.as_bytes())
}
