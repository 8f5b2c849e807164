//! The columns of a list of processes.

use super::{command, started};
use crate::columns::{Columns, Scalar};
use crate::seen_process::{List, SeenProcess};
use crate::sysdiagnose::Taken;

/// Names of the columns, in order.
pub(super) struct Header(Vec<String>);

/// Most columns that are kept.
const MOST_COLUMNS: usize = 64;

/// Names that the last column goes by.
const COMMAND: &[&str] = &["COMMAND", "CMD", "ARGS", "COMM", "UCOMM"];

impl Header {
    /// Reads a line of column names.
    pub(super) fn read(line: &str) -> Option<Self> {
        let names: Vec<String> =
            line.split_whitespace().take(MOST_COLUMNS).map(str::to_ascii_uppercase).collect();
        let command = names.last().is_some_and(|name| COMMAND.contains(&name.as_str()));
        (command && names.iter().any(|name| name == "PID")).then_some(Self(names))
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.0.len()
    }

    /// Whether a line is one of a thread of the process above it: the name of the user, which is at
    /// the left edge, is not repeated.
    pub(super) fn is_thread(&self, line: &str) -> bool {
        self.0.first().is_some_and(|name| name == "USER") && line.starts_with([' ', '\t'])
    }

    /// Reads the line of a process; nothing where columns are missing.
    pub(super) fn process(&self, line: &str, taken: Option<&Taken>) -> Option<SeenProcess> {
        let mut rest = line.trim();
        let mut cells = Vec::with_capacity(self.0.len());
        let (_, others) = self.0.split_last()?;
        for name in others {
            let (cell, after) = rest.split_once(char::is_whitespace)?;
            cells.push((name.as_str(), cell));
            rest = after.trim_start();
        }
        let command = command::split(rest);
        let mut process = SeenProcess::called(List::Processes, command.program);
        process.arguments = command.arguments.map(str::to_owned);
        process.seen = taken.map(|taken| taken.at);
        for (name, cell) in cells {
            set(&mut process, name, cell, taken);
        }
        Some(process)
    }
}

fn set(process: &mut SeenProcess, name: &str, cell: &str, taken: Option<&Taken>) {
    match name {
        "PID" => process.pid = cell.parse().ok(),
        "PPID" => process.parent_pid = cell.parse().ok(),
        "UID" => process.uid = cell.parse().ok(),
        "USER" => process.user = Some(cell.to_owned()),
        "STAT" | "S" => process.state = Some(cell.to_owned()),
        "STARTED" | "START" | "STIME" if started::is_time(cell) => {
            process.started = taken.and_then(|taken| started::read(cell, taken));
            process.started_text = Some(cell.to_owned());
        }
        _ => other(&mut process.columns, name, cell),
    }
}

/// Keeps a cell that has no field, unless it says nothing.
fn other(columns: &mut Columns, name: &str, cell: &str) {
    if matches!(cell, "-" | "??" | "0" | "0.0" | "0:00.00") {
        return;
    }
    let scalar = match cell.parse() {
        Ok(number) => Scalar::Integer(number),
        Err(_) => match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => Scalar::Real(number),
            _ => Scalar::Text(cell.to_owned()),
        },
    };
    columns.push(name.to_ascii_lowercase(), scalar);
}
