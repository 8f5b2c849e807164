//! The dump of service `settings`.

use vigie_core::{Input, Locator, Sink, Stop};
use vigie_formats::lines::{Line, each_line_of};

use super::fields::field;
use super::setting::{Change, Setting};
use crate::dump_date;
use crate::section::user;
use crate::zone::{Wall, Zone};

/// Bytes of one row that are kept.
const MOST_OF_ROW: usize = 256 << 10;

/// Changes of one setting that are kept.
const MOST_CHANGES: usize = 10_000;

const FIELDS: [&str; 7] = ["_id", "name", "pkg", "value", "default", "defaultSystemSet", "tag"];

const HISTORY: [&str; 5] = ["time", "mode", "oldValue", "newValue", "package"];

/// Reads a dump.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut rows = Rows {
        zone: Zone::of(input),
        dump: dump_date::of(input),
        table: None,
        row: None,
        changes: Vec::new(),
        in_history: false,
    };
    each_line_of(input, |line| rows.line(&line, sink))?;
    rows.end(sink)
}

/// The row that is being read.
struct Rows {
    zone: Zone,
    dump: Option<Wall>,
    /// Name of the table and number of its user.
    table: Option<(String, Option<i32>)>,
    row: Option<(u64, String)>,
    changes: Vec<String>,
    in_history: bool,
}

impl Rows {
    fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let text = line.text.trim();
        if line.cut {
            sink.problem(Locator::Line(line.number), "a value is longer than what is read of a line");
        }
        if let Some(table) = table(text) {
            self.end(sink)?;
            self.table = Some(table);
        } else if self.table.is_none() {
            return Ok(());
        } else if text.is_empty() {
            // What follows a table is none of its rows.
            return self.end(sink);
        } else if line.text.starts_with("_id:") {
            self.end(sink)?;
            self.row = Some((line.number, line.text.to_owned()));
        } else if let Some((_, row)) = &mut self.row {
            if text.starts_with("History (") {
                self.in_history = true;
            } else if !self.in_history {
                append(row, line.text);
            } else if text.starts_with("time:") {
                if self.changes.len() < MOST_CHANGES {
                    self.changes.push(text.to_owned());
                }
            } else if let Some(last) = self.changes.last_mut() {
                append(last, text);
            }
        }
        Ok(())
    }

    fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let changes = std::mem::take(&mut self.changes);
        self.in_history = false;
        let Some((at, row)) = self.row.take() else { return Ok(()) };
        let row = row.trim_end();
        let (row, is_preserved) = match row.strip_suffix(" notPreservedInRestore") {
            Some(row) => (row, false),
            None => (row, true),
        };
        let Some(name) = field(row, "name", &FIELDS) else {
            sink.problem(Locator::Line(at), "expected name: in a row of settings");
            return Ok(());
        };
        let own = |key| field(row, key, &FIELDS).map(str::to_owned);
        let (table, user) = self.table.clone().unwrap_or_default();
        let setting = Setting {
            table,
            user,
            row: own("_id").and_then(|id| id.parse().ok()),
            name: name.to_owned(),
            package: own("pkg"),
            value: own("value").filter(|value| value != "null"),
            default: own("default").filter(|value| value != "null"),
            default_by_system: own("defaultSystemSet").map(|value| value == "true"),
            tag: own("tag"),
            not_restored: !is_preserved,
            changes: changes.iter().map(|change| self.change(change)).collect(),
            clock: self.zone.clock(),
        };
        sink.emit(Locator::Line(at), &setting)
    }

    fn change(&self, text: &str) -> Change {
        let own = |key| field(text, key, &HISTORY).map(str::to_owned);
        let date = field(text, "time", &HISTORY).unwrap_or("");
        let wall = self.dump.and_then(|dump| Wall::before(date, dump)).or_else(|| Wall::read(date));
        Change {
            at: wall.and_then(|wall| self.zone.instant(wall)),
            old: own("oldValue").filter(|value| value != "null"),
            new: own("newValue").filter(|value| value != "null"),
            package: own("package").and_then(|text| Some(text.split_whitespace().next()?.to_owned())),
        }
    }
}

fn append(to: &mut String, text: &str) {
    if to.len() < MOST_OF_ROW {
        to.push('\n');
        to.push_str(text);
    }
}

/// Reads `SECURE SETTINGS (user 10)`.
fn table(text: &str) -> Option<(String, Option<i32>)> {
    let (name, rest) = text.split_once(" SETTINGS (user ")?;
    let is_known = matches!(name, "CONFIG" | "GLOBAL" | "SECURE" | "SYSTEM");
    (is_known && rest.ends_with(')')).then(|| (name.to_ascii_lowercase(), user(rest)))
}
