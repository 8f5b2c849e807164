//! What `ps` prints: a line of column names, then a line for each process or thread.
//!
//! Columns differ between versions (toolbox up to Android 7, toybox since) and with the options; the
//! name comes last and may hold blanks. Toolbox prints the state before the name without a heading.
//!
//! ```text
//! LABEL               USER  PID  TID PPID     VSZ  RSS WCHAN       ADDR S PRI NI RTPRIO SCH PCY     TIME CMD
//! u:r:init:s0         root    1    1    0 2159212 9764 do_epoll+      0 S  19  0      -   0  fg 00:00:07 init
//! ```

use serde_json::Value;
use vigie_core::{Input, Locator, Sink, Stop};
use vigie_formats::lines::each_line_of;

use crate::app_ids::AppIds;
use crate::listed_process::{List, ListedProcess};
use crate::section::is_duration;

/// Names that the last column goes by.
const NAMES: &[&str] = &["NAME", "CMD", "CMDLINE", "COMMAND", "ARGS", "COMM"];

/// Most columns that are kept.
const MOST_COLUMNS: usize = 64;

/// Reads the processes in `input`, as entries of `list`.
///
/// # Errors
/// When the bytes cannot be read or a limit is reached.
pub(crate) fn read(input: &Input<'_>, list: List, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let apps = AppIds::of(input)?;
    let mut header: Option<Vec<String>> = None;
    each_line_of(input, |line| {
        let at = Locator::Line(line.number);
        if line.text.trim().is_empty() || is_duration(line.text) {
            return Ok(());
        }
        if let Some(names) = columns(line.text) {
            header = Some(names);
            return Ok(());
        }
        let Some(header) = &header else {
            sink.problem(at, "expected a line of column names with PID and NAME or CMD");
            return Ok(());
        };
        match process(line.text, header, list) {
            Some(mut process) => {
                process.package = apps.package_of(&process).map(str::to_owned);
                sink.emit(at, &process)
            }
            None => {
                sink.problem(at, format!("expected {} columns", header.len()));
                Ok(())
            }
        }
    })
}

/// The names of columns, when `line` holds them.
fn columns(line: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> =
        line.split_whitespace().take(MOST_COLUMNS).map(str::to_ascii_uppercase).collect();
    let has = |name: &str| names.iter().any(|one| one == name);
    if !has("PID") || !names.last().is_some_and(|name| NAMES.contains(&name.as_str())) {
        return None;
    }
    if has("PC") && !has("S") {
        names.insert(names.len().saturating_sub(1), "S".to_owned());
    }
    Some(names)
}

fn process(line: &str, header: &[String], list: List) -> Option<ListedProcess> {
    let mut rest = line.trim();
    let mut process = ListedProcess::called(list, "");
    let (_, others) = header.split_last()?;
    for name in others {
        let (cell, after) = rest.split_once(char::is_whitespace)?;
        set(&mut process, name, cell);
        rest = after.trim_start();
    }
    process.pid?;
    rest.clone_into(&mut process.name);
    Some(process)
}

fn set(process: &mut ListedProcess, name: &str, cell: &str) {
    match name {
        "PID" => process.pid = cell.parse().ok(),
        "TID" => process.tid = cell.parse().ok(),
        "PPID" => process.parent_pid = cell.parse().ok(),
        "UID" => process.uid = cell.parse().ok(),
        "USER" => process.user = Some(cell.to_owned()),
        "LABEL" => process.context = Some(cell.to_owned()),
        "S" | "STAT" | "STATE" => process.state = Some(cell.to_owned()),
        _ if matches!(cell, "-" | "0") => {}
        _ => {
            let value = cell.parse::<i64>().map_or_else(|_| cell.into(), Value::from);
            process.more.insert(name.to_ascii_lowercase(), value);
        }
    }
}
