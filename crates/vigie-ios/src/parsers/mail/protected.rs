//! What messages say about people, which may stand in another database.

use vigie_core::{Input, Limits, Sink, Stop};
use vigie_formats::sqlite::{Column, Database, Row, Table, Value};

use crate::cells::{self, LONGEST_ADDRESS};
use crate::joins::Joins;

/// The protected half beside `input`, if the evidence has it.
pub(super) fn open(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<Option<Database>, Stop> {
    let Some(folder) = input.path.strip_suffix("Envelope Index") else { return Ok(None) };
    let path = format!("{folder}Protected Index");
    let Some(data) = input.siblings.open(&path)? else { return Ok(None) };
    let log = input.siblings.open(&format!("{path}-wal"))?;
    let limits: &Limits = &input.limits;
    match Database::open(data, log, limits) {
        Ok(database) => Ok(Some(database)),
        Err(stop) => {
            let what = format!("Protected Index: {stop}: senders and subjects are missing");
            sink.problem(stop.locator(), what);
            Ok(None)
        }
    }
}

/// Where messages find senders, subjects and recipients.
pub(super) struct Words<'a> {
    addresses: Option<Table<'a>>,
    subjects: Option<Table<'a>>,
    summaries: Option<Table<'a>>,
    recipients: Option<Table<'a>>,
    of_message: Joins,
    /// Table `messages` of the protected half, up to iOS 12.
    texts: Option<Table<'a>>,
    text_of_message: Joins,
}

/// Most recipients of one message.
const MOST: usize = 1_000;

impl<'a> Words<'a> {
    pub(super) fn new(
        database: &'a Database,
        other: Option<&'a Database>,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let table = |name: &'static str| {
            database.table(name).or_else(|| other.and_then(|other| other.table(name)))
        };
        let recipients = table("recipients");
        let of_message = match &recipients {
            Some(table) => {
                let message = table.column("message").or_else(|| table.column("message_id"));
                Joins::of(table, message, table.column("rowid"), sink)?
            }
            None => Joins::default(),
        };
        let texts = other.and_then(|other| other.table("messages"));
        let text_of_message = match &texts {
            Some(table) => {
                Joins::of(table, table.column("message_id"), table.column("rowid"), sink)?
            }
            None => Joins::default(),
        };
        Ok(Self {
            addresses: table("addresses"),
            subjects: table("subjects"),
            summaries: table("summaries"),
            recipients,
            of_message,
            texts,
            text_of_message,
        })
    }

    /// The address in `column`, by number or as it is.
    pub(super) fn address(
        &self,
        row: &Row<'_>,
        column: Option<Column>,
    ) -> Result<Option<String>, Stop> {
        named(row, column, self.addresses.as_ref(), "address")
    }

    /// The subject in `column`, by number or as it is.
    pub(super) fn subject(
        &self,
        row: &Row<'_>,
        column: Option<Column>,
    ) -> Result<Option<String>, Stop> {
        named(row, column, self.subjects.as_ref(), "subject")
    }

    /// The beginning of the text in `column`, by number or as it is.
    pub(super) fn summary(
        &self,
        row: &Row<'_>,
        column: Option<Column>,
    ) -> Result<Option<String>, Stop> {
        named(row, column, self.summaries.as_ref(), "summary")
    }

    /// Addresses that message `message` was sent to.
    pub(super) fn recipients(&self, message: i64) -> Result<Vec<String>, Stop> {
        let mut found = Vec::new();
        let Some(table) = &self.recipients else { return Ok(found) };
        let column = table.column("address").or_else(|| table.column("address_id"));
        for id in self.of_message.all(message).take(MOST) {
            if let Some(address) = table.get(id, |row| self.address(row, column))? {
                found.extend(address?);
            }
        }
        Ok(found)
    }

    /// Shows the row of the protected half that belongs to message `message`.
    pub(super) fn texts<T>(
        &self,
        message: i64,
        read: impl FnOnce(&Table<'_>, &Row<'_>) -> T,
    ) -> Result<Option<T>, Stop> {
        let Some(table) = &self.texts else { return Ok(None) };
        let id = self.text_of_message.first(message).unwrap_or(message);
        table.get(id, |row| read(table, row))
    }
}

fn named(
    row: &Row<'_>,
    column: Option<Column>,
    table: Option<&Table<'_>>,
    name: &str,
) -> Result<Option<String>, Stop> {
    match (row.value(column), table) {
        (Value::Integer(id), Some(table)) => {
            let text = |row: &Row<'_>| cells::name(row, table.column(name), 4 * LONGEST_ADDRESS);
            Ok(table.get(id, text)?.flatten())
        }
        (Value::Integer(_), None) => Ok(None),
        _ => Ok(cells::text(row, column)),
    }
}
