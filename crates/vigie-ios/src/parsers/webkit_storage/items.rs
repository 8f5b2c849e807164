//! What stands inside the stores of a site.

use vigie_core::{Input, Link, Sink, Stop, links};
use vigie_formats::sqlite::{Column, Database, Row};

use crate::cells;

/// What a store holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Name that the site gave to its database.
    pub(super) database: Option<String>,
    /// How many values are kept.
    pub(super) items: Option<u64>,
    /// URLs in them.
    pub(super) urls: Vec<String>,
}

/// Most URLs of one store.
const MOST_URLS: usize = 50;
/// Most bytes of one value that are looked at.
const MOST_BYTES: usize = 256 << 10;

impl Content {
    /// Reads the database of a store. Files that are none say nothing.
    pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<Self, Stop> {
        let mut content = Self::default();
        let mut start = [0; 16];
        let read = input.data.read_at(0, &mut start)?;
        if read < start.len() || &start != b"SQLite format 3\0" {
            return Ok(content);
        }
        let database = match Database::from_input(input) {
            Ok(database) => database,
            Err(stop) => {
                sink.problem(stop.locator(), format!("{stop}"));
                return Ok(content);
            }
        };
        database.note_damage(sink);
        content.names(&database, sink)?;
        content.values(&database, sink)?;
        Ok(content)
    }

    /// Of IndexedDB: table `IDBDatabaseInfo`.
    fn names(&mut self, database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(table) = database.table("IDBDatabaseInfo") else { return Ok(()) };
        let [key, value] = ["key", "value"].map(|name| table.column(name));
        table.scan_into(sink, |row, _| {
            if row.text(key).as_deref() == Some("DatabaseName") {
                self.database = cells::name(row, value, 500);
            }
            Ok(())
        })
    }

    /// Of local storage: table `ItemTable`.
    fn values(&mut self, database: &Database, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(table) = database.table("ItemTable") else { return Ok(()) };
        let value = table.column("value");
        let mut items = 0_u64;
        table.scan_into(sink, |row, _| {
            items = items.saturating_add(1);
            if self.urls.len() < MOST_URLS {
                self.find_urls(&text(row, value));
            }
            Ok(())
        })?;
        self.items = Some(items);
        Ok(())
    }

    fn find_urls(&mut self, text: &str) {
        if !text.contains("://") {
            return;
        }
        for link in links(text) {
            if let Link::Url(url) = link
                && self.urls.len() < MOST_URLS
                && !self.urls.iter().any(|one| one == url)
            {
                self.urls.push(url.to_owned());
            }
        }
    }
}

/// A value: UTF-16, two bytes a character.
fn text(row: &Row<'_>, value: Option<Column>) -> String {
    if let Some(text) = row.text(value) {
        return text.into_owned();
    }
    let bytes = row.blob(value).unwrap_or_default();
    let bytes = bytes.get(..MOST_BYTES).unwrap_or(bytes).chunks_exact(2);
    let units = bytes.filter_map(|pair| pair.try_into().ok()).map(u16::from_le_bytes);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
