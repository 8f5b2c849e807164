//! `vigie timeline` and `vigie search`: records, one a line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::Value;
use vigie_core::{Kind, RecordQuery, RecordSource as _, StoredRecord, Time, Untrusted};

use super::case::unsealed;
use crate::cli::{Columns, Search, Timeline};
use crate::exit::Exit;
use crate::slices;
use crate::terminal::Terminal;

/// Lists what happened when.
pub(crate) fn timeline(arguments: &Timeline, terminal: &Terminal) -> anyhow::Result<Exit> {
    let case = unsealed(&arguments.case, &arguments.secret, terminal)?;
    let shift = |micros: i64| {
        let around = arguments.around?;
        Time::from_unix_micros(around.unix_micros().checked_add(micros)?)
    };
    let span = arguments.within.0;
    let query = RecordQuery {
        from: shift(-span).or(arguments.from),
        to: shift(span).or(arguments.to),
        kinds: arguments.kind.clone(),
        by_time: true,
        ..RecordQuery::default()
    };
    let lines = Lines { kinds: slices::kinds(), columns: arguments.columns };
    let mut out = terminal.out();
    let mut left = Left::new(arguments.limit);
    case.each(&query, &mut |record, stamp| {
        lines.write(&mut out, record, stamp)?;
        Ok(left.more())
    })?;
    out.flush()?;
    Ok(Exit::Nothing)
}

/// Finds a text in the records of a case.
pub(crate) fn search(arguments: &Search, terminal: &Terminal) -> anyhow::Result<Exit> {
    let case = unsealed(&arguments.case, &arguments.secret, terminal)?;
    let kinds = arguments.kind.clone();
    let query = RecordQuery { kinds, text: Some(arguments.text.clone()), ..RecordQuery::default() };
    let lines = Lines { kinds: slices::kinds(), columns: Columns::Full };
    let mut out = terminal.out();
    let mut left = Left::new(arguments.limit);
    let mut found = 0u64;
    case.each(&query, &mut |record, _| {
        found += 1;
        let first = (!record.stamps.is_empty()).then_some(0);
        lines.write(&mut out, record, first)?;
        Ok(left.more())
    })?;
    out.flush()?;
    if found == 0 {
        terminal.say("no record holds this text");
    }
    Ok(Exit::Nothing)
}

/// Lines that may still be printed.
struct Left(Option<u64>);

impl Left {
    fn new(limit: u64) -> Self {
        Self((limit > 0).then_some(limit))
    }

    fn more(&mut self) -> bool {
        let Some(left) = &mut self.0 else { return true };
        *left = left.saturating_sub(1);
        *left > 0
    }
}

struct Lines {
    kinds: BTreeMap<&'static str, &'static Kind>,
    columns: Columns,
}

impl Lines {
    fn write(
        &self,
        out: &mut dyn Write,
        record: &StoredRecord,
        stamp: Option<usize>,
    ) -> io::Result<()> {
        let stamp = stamp.and_then(|stamp| record.stamps.get(stamp));
        let (time, means) = match stamp {
            Some(stamp) => (stamp.at.to_string(), stamp.means.as_str()),
            None => ("-".to_owned(), ""),
        };
        let brief = self.brief(record);
        write!(out, "{time:<27}  {means}: {}", Untrusted(&brief))?;
        if self.columns != Columns::Minimal {
            write!(out, "  [{} #{}]", record.kind, record.id)?;
        }
        if self.columns == Columns::Full {
            let clock = stamp.map(|stamp| serde_json::to_value(stamp.clock)).transpose()?;
            let clock = clock.as_ref().and_then(Value::as_str).unwrap_or("-");
            let (path, at) = (Untrusted(&record.path), record.at.to_string());
            write!(out, "  {path}, {}  ({clock})", Untrusted(&at))?;
        }
        writeln!(out)
    }

    /// The fields that make up a record's line.
    fn brief(&self, record: &StoredRecord) -> String {
        let fields = self.kinds.get(record.kind.as_str()).map_or(&[][..], |kind| kind.brief);
        let value = |name: &&'static str| record.fields.get(*name).and_then(shown);
        fields.iter().filter_map(value).collect::<Vec<_>>().join(" · ")
    }
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
