//! CSV: with a header that says what stands in which column, or a value in the first one.
//!
//! Known headers: a column of types and a column of values (as MISP exports), or columns named
//! after what they hold (`domain_name,ip_address`; `SHA256,Package Name,Certificate`). Further
//! columns may name the malware, a date, a reference and, in MISP exports, `to_ids`.

use std::io::Read;

use vigie_core::{Locator, ObservableKind, Stop, Time};

use super::infer::{by_type_name, infer};
use super::intake::{Intake, Item, quoted};
use crate::store::Meta;

/// What the columns of a table hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Byte between columns.
    pub(crate) delimiter: u8,
    /// True when the first row names them.
    pub(crate) header: bool,
    kind: Option<usize>,
    value: Option<usize>,
    direct: Vec<(usize, ObservableKind)>,
    malware: Option<usize>,
    date: Option<usize>,
    reference: Option<usize>,
    detect: Option<usize>,
    id: Option<usize>,
}

/// Recognises a table by its first lines; `None` when it holds no indicators.
pub(crate) fn recognise(head: &str) -> Option<Columns> {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let first = lines.next()?.trim_start_matches('\u{feff}');
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    let delimiter = [b',', b';', b'\t', b'|'].into_iter().max_by_key(count)?;
    let cells = split(first, delimiter);
    // A row that holds a value is no header, though its type may look like the name of a column.
    if !cells.iter().any(|cell| infer(cell).is_some())
        && let Some(columns) = named(&cells, delimiter)
    {
        return Some(columns);
    }
    let second = lines.next().map(|line| split(line, delimiter));
    bare(&cells, second.as_deref(), delimiter)
}

fn split(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(|cell| cell.trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Columns by the names in the first row.
fn named(cells: &[String], delimiter: u8) -> Option<Columns> {
    let mut columns = Columns { delimiter, header: true, ..Columns::default() };
    for (at, cell) in cells.iter().enumerate() {
        let name: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let place = match name.as_str() {
            "type" | "indicatortype" | "ioctype" | "attributetype" | "kind" => &mut columns.kind,
            "value" | "indicator" | "ioc" | "indicatorvalue" | "iocvalue" | "attributevalue"
            | "observable" | "value1" => &mut columns.value,
            "app" | "malware" | "family" | "malwarefamily" | "campaign" | "threat"
            | "threatname" | "malwarename" | "actor" => &mut columns.malware,
            "date" | "firstseen" | "created" | "published" | "timestamp" | "attributetimestamp" => {
                &mut columns.date
            }
            "reference" | "references" | "source" | "report" => &mut columns.reference,
            "toids" => &mut columns.detect,
            "uuid" | "id" | "attributeuuid" => &mut columns.id,
            _ => {
                columns.direct.extend(by_type_name(cell).map(|kind| (at, kind)));
                continue;
            }
        };
        place.get_or_insert(at);
    }
    if columns.kind.is_some() && columns.value.is_some() {
        columns.direct.clear();
        return Some(columns);
    }
    // A column of values without types: each value says what it is.
    let values = columns.value.is_some() && columns.direct.is_empty();
    (values || !columns.direct.is_empty()).then_some(columns)
}

/// Columns of a table without header: a type and a value, or a value in the first column.
fn bare(first: &[String], second: Option<&[String]>, delimiter: u8) -> Option<Columns> {
    let columns = Columns { delimiter, ..Columns::default() };
    let [one, two, ..] = first else { return None };
    let typed = |row: &[String]| {
        let [kind, value, ..] = row else { return false };
        by_type_name(kind).is_some() && infer(value).is_some()
    };
    if typed(first) && second.is_none_or(typed) {
        return Some(Columns { kind: Some(0), value: Some(1), ..columns });
    }
    // MISP's `hashes.csv` pairs a hash with the id of an event: no indicators.
    let is_index = crate::store::uuid(two).is_some();
    let valued = |row: &[String]| row.first().is_some_and(|cell| infer(cell).is_some());
    let good = infer(one).is_some() && second.is_none_or(valued) && !is_index;
    good.then_some(Columns { value: Some(0), ..columns })
}

/// Hands over every row.
pub(crate) fn hand_over(
    intake: &mut Intake<'_>,
    reader: impl Read,
    columns: &Columns,
) -> Result<(), Stop> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(columns.header)
        .delimiter(columns.delimiter)
        .comment(Some(b'#'))
        .flexible(true)
        // One open quote makes one row of all that follows.
        .from_reader(reader.take(intake.limits.whole_file));
    let mut row = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(Stop::Io(std::io::Error::other(error.to_string()))),
        }
        let line = row.position().map_or(0, csv::Position::line);
        if row.as_slice().len() > MOST_BYTES {
            intake.notes.skip();
            let message = format!("a row of more than {MOST_BYTES} bytes");
            intake.notes.problem(Locator::Line(line), message);
            continue;
        }
        hand_over_row(intake, &row, columns, line);
    }
    if reader.into_inner().limit() == 0 {
        return Err(Stop::Limit { what: "bytes of one table", most: intake.limits.whole_file });
    }
    Ok(())
}

/// Longest row that is used, in bytes.
const MOST_BYTES: usize = 1 << 20;

fn hand_over_row(intake: &mut Intake<'_>, row: &csv::ByteRecord, columns: &Columns, line: u64) {
    let cell = |at: Option<usize>| {
        let bytes = at.and_then(|at| row.get(at)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or("").trim()
    };
    if matches!(cell(columns.detect), "0" | "false" | "False") {
        return;
    }
    let at = || Locator::Line(line);
    let mut meta = intake.meta;
    if columns.malware.is_some() {
        meta.malware = match intake.name(cell(columns.malware)) {
            0 => meta.malware,
            named => named,
        };
    }
    let reference = cell(columns.reference);
    if reference.starts_with("http") {
        meta.reference = intake.name(reference);
    }
    let date = date(cell(columns.date));
    let id = cell(columns.id);
    let id = if crate::store::uuid(id).is_some() || id.contains("--") { id } else { "" };
    let give = |intake: &mut Intake<'_>, kind, text: &str, meta: Meta| {
        if !text.is_empty() && text != "-" {
            intake.item(Item { kind, text, id, date, meta, flags: 0 }, &at);
        }
    };
    let Some(value) = columns.value else {
        for (column, kind) in &columns.direct {
            give(intake, *kind, cell(Some(*column)), meta);
        }
        return;
    };
    let text = cell(Some(value));
    let named = columns.kind.map(|kind| cell(Some(kind)));
    let kind = match named {
        Some(name) => by_type_name(name),
        None => infer(text),
    };
    match (kind, named) {
        (Some(kind), _) => give(intake, kind, text, meta),
        (None, _) if text.is_empty() => {}
        (None, Some(name)) => {
            intake.notes.skip();
            let name = vigie_core::Untrusted(name).to_string();
            intake.notes.passed_over(&format!("type {name}: not used by any evidence Vigie reads"));
        }
        (None, None) => {
            intake.notes.skip();
            let message = format!("{}: expected a value of a known kind", quoted(text));
            intake.notes.problem(at(), message);
        }
    }
}

/// A date, or seconds since 1970.
fn date(text: &str) -> Option<Time> {
    Time::parse(text).or_else(|| {
        let seconds = text.parse().ok().filter(|seconds| *seconds > 100_000_000)?;
        Time::from_unix_seconds(seconds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_recognised_by_their_first_lines() {
        for head in [
            "domain_name,ip_address\n\"a.example\",\"192.0.2.1\"",
            "type,indicator,app\ndomain,a.example,X",
            "uuid,event_id,category,type,value,comment,to_ids,date\n",
            "SHA256,Package Name,Certificate,Version,App",
            "sha256,Description",
            "Indicator;Comment\nbad.example;x",
            "domain,bad.example\nip,192.0.2.1",
            "bad.example,phishing\nworse.example,phishing",
            "# comment\n\nioc\tnote\n",
        ] {
            assert!(recognise(head).is_some(), "{head}");
        }
        for head in [
            "Group ID,Group name,TLV value,Known TLV,TLV name,Function\n64,drives,1,x,y,",
            "9e107d9d372bb6826bd81d3542a419d6,05b7c427-1452-437e-a19e-32590edf60c3",
            "a sentence, with a comma",
            "import os, sys",
            "",
        ] {
            assert!(recognise(head).is_none(), "{head}");
        }
    }
}
