//! Numbers, addresses and other values of which a person may have several.

use vigie_core::{Sink, Stop};
use vigie_formats::sqlite::{Database, Row, Table, Value};

use super::contact::{Contact, Persons};
use crate::cells::{self, LONGEST_ADDRESS};
use crate::columns::{Columns, Scalar};
use crate::ids::Ids;
use crate::joins::Joins;

/// Emits every row of `ABMultiValue`, and gives the people they belong to.
pub(super) fn read(
    database: &Database,
    persons: &Persons<'_>,
    sink: &mut Sink<'_>,
) -> Result<Ids, Stop> {
    let mut seen = Ids::default();
    let Some(table) = database.table("ABMultiValue") else { return Ok(seen) };
    let column = |name| table.column(name);
    let labels = database.table("ABMultiValueLabel");
    let parts = Parts::read(database, sink)?;
    table.scan_into(sink, |row, sink| {
        let property = row.integer(column("property"));
        let mut contact = Contact {
            property: property.map(name_of),
            value: cells::text(row, column("value")),
            parts: parts.of(row.integer(column("UID")).unwrap_or(row.rowid()))?,
            ..Contact::default()
        };
        let label = row.value(column("label"));
        contact.label = named(labels.as_ref(), &label)?.as_deref().map(plain);
        if let Some(person) = row.integer(column("record_id")) {
            seen.insert(person);
            if !persons.fill(&mut contact, person, sink)? {
                let what = format!("the value belongs to person {person}, who is not there");
                sink.problem(row.locator(), what);
            }
        }
        sink.emit(row.locator(), &contact)
    })?;
    Ok(seen)
}

/// What `property` says.
fn name_of(property: i64) -> String {
    match property {
        3 => "phone",
        4 => "email",
        5 => "address",
        12 => "date",
        13 => "instant message",
        22 => "url",
        23 => "related name",
        46 => "social profile",
        other => return other.to_string(),
    }
    .to_owned()
}

/// The text that `value` names in a table of texts, or is.
fn named(table: Option<&Table<'_>>, value: &Value<'_>) -> Result<Option<String>, Stop> {
    match value {
        Value::Text(text) => Ok(Some(text.chars().take(LONGEST_ADDRESS).collect())),
        Value::Integer(id) => {
            let Some(table) = table else { return Ok(None) };
            let text = |row: &Row<'_>| cells::name(row, table.column("value"), LONGEST_ADDRESS);
            Ok(table.get(*id, text)?.flatten())
        }
        _ => Ok(None),
    }
}

/// A label without the signs that mark those of the system: `_$!<Home>!$_`.
fn plain(label: &str) -> String {
    let inner = label.strip_prefix("_$!<").and_then(|rest| rest.strip_suffix(">!$_"));
    inner.unwrap_or(label).to_owned()
}

/// Most parts of one value.
const MOST_PARTS: usize = 100;

/// Where values find their parts.
struct Parts<'a> {
    table: Option<Table<'a>>,
    keys: Option<Table<'a>>,
    of_value: Joins,
}

impl<'a> Parts<'a> {
    fn read(database: &'a Database, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let table = database.table("ABMultiValueEntry");
        let keys = database.table("ABMultiValueEntryKey");
        let of_value = match &table {
            Some(table) => Joins::of(table, table.column("parent_id"), table.column("rowid"), sink)?,
            None => Joins::default(),
        };
        Ok(Self { table, keys, of_value })
    }

    fn of(&self, value: i64) -> Result<Columns, Stop> {
        let mut parts = Columns::default();
        let Some(table) = &self.table else { return Ok(parts) };
        for part in self.of_value.all(value).take(MOST_PARTS) {
            let found = table.get(part, |row| {
                let key = named(self.keys.as_ref(), &row.value(table.column("key")));
                (key, cells::text(row, table.column("value")))
            })?;
            if let Some((key, Some(text))) = found {
                let key = key?.unwrap_or_else(|| "part".to_owned());
                parts.push(key, Scalar::Text(text));
            }
        }
        Ok(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_system_lose_their_marks() {
        assert_eq!((plain("_$!<Home>!$_"), plain("Desk")), ("Home".into(), "Desk".into()));
    }
}
