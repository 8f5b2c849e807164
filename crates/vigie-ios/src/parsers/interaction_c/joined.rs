//! Attachments and keywords, and the tables that join them with interactions.

use serde::{Deserialize, Serialize};
use vigie_core::{Sink, Stop};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS, Others};
use crate::columns::Columns;
use crate::joins::Joins;

/// The rows that a table whose columns end in `end` joins to interactions, by interaction.
///
/// Such a table has one column that ends in `end` and one for the interaction; both begin with `Z_`
/// and the number of their entity.
pub(super) fn joins(database: &Database, end: &str, sink: &mut Sink<'_>) -> Result<Joins, Stop> {
    let tables = database.table_names().filter(|name| is_numbered(name));
    for table in tables.filter_map(|name| database.table_named(name)) {
        if let Some((from, to)) = columns(&table, end) {
            return Joins::of(&table, Some(from), Some(to), sink);
        }
    }
    Ok(Joins::default())
}

/// The column of the interaction, and that of what ends in `end`.
fn columns(table: &Table<'_>, end: &str) -> Option<(Column, Column)> {
    let names = || table.columns().iter().filter(|name| is_numbered(name));
    let to = names().find(|name| name.ends_with(end))?;
    let from = names().find(|name| *name != to)?;
    Some((table.column(from)?, table.column(to)?))
}

/// `Z_`, digits, and more.
fn is_numbered(name: &str) -> bool {
    let number = name.strip_prefix("Z_").unwrap_or("");
    let end = number.trim_start_matches(|c: char| c.is_ascii_digit());
    !end.is_empty() && end.len() < number.len()
}

/// Something that was sent along.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Attachment {
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_url: Option<String>,
    /// A text that was sent along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_text: Option<String>,
    /// Apple's uniform type identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uti: Option<String>,
    /// Id of a photograph in the library.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) photo: Option<String>,
    /// Its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Columns of `ZATTACHMENT` with a field of their own, and those of Core Data.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZCONTENTURL",
    "ZCONTENTTEXT",
    "ZUTI",
    "ZPHOTOLOCALIDENTIFIER",
    "ZSIZEINBYTES",
];

/// Most attachments, or keywords, of one interaction.
const MOST: usize = 100;

/// Where interactions find their attachments.
pub(super) struct Attachments<'a> {
    table: Table<'a>,
    of_interaction: Joins,
    others: Others,
}

impl<'a> Attachments<'a> {
    pub(super) fn read(
        database: &'a Database,
        sink: &mut Sink<'_>,
    ) -> Result<Option<Self>, Stop> {
        let Some(table) = database.table("ZATTACHMENT") else { return Ok(None) };
        let of_interaction = joins(database, "ATTACHMENTS", sink)?;
        let others = Others::new(&table, FIELDS);
        Ok(Some(Self { table, of_interaction, others }))
    }

    pub(super) fn of(&self, interaction: i64) -> Result<Vec<Attachment>, Stop> {
        let mut attachments = Vec::new();
        for id in self.of_interaction.all(interaction).take(MOST) {
            attachments.extend(self.table.get(id, |row| self.attachment(row))?);
        }
        Ok(attachments)
    }

    fn attachment(&self, row: &Row<'_>) -> Attachment {
        // Several interactions may name one attachment.
        let text = |name| cells::name(row, self.table.column(name), LONGEST_ADDRESS);
        Attachment {
            content_url: text("ZCONTENTURL"),
            content_text: text("ZCONTENTTEXT"),
            uti: text("ZUTI"),
            photo: text("ZPHOTOLOCALIDENTIFIER"),
            size: cells::nonzero(row, self.table.column("ZSIZEINBYTES")),
            columns: self.others.of(row).shortened(LONGEST_ADDRESS),
        }
    }
}

/// Where interactions find their keywords.
pub(super) struct Keywords<'a> {
    table: Table<'a>,
    of_interaction: Joins,
    keyword: Option<Column>,
}

impl<'a> Keywords<'a> {
    pub(super) fn read(
        database: &'a Database,
        sink: &mut Sink<'_>,
    ) -> Result<Option<Self>, Stop> {
        let Some(table) = database.table("ZKEYWORDS") else { return Ok(None) };
        let of_interaction = joins(database, "KEYWORDS", sink)?;
        let keyword = table.column("ZKEYWORD").or_else(|| table.column("ZKEYWORDS"));
        Ok(Some(Self { table, of_interaction, keyword }))
    }

    pub(super) fn of(&self, interaction: i64) -> Result<Vec<String>, Stop> {
        let mut keywords = Vec::new();
        for id in self.of_interaction.all(interaction).take(MOST) {
            let found =
                self.table.get(id, |row| cells::name(row, self.keyword, LONGEST_ADDRESS))?;
            keywords.extend(found.flatten());
        }
        Ok(keywords)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_core_data() {
        assert!(is_numbered("Z_2RECIPIENTS") && is_numbered("Z_12INTERACTIONS"));
        assert!(!is_numbered("Z_PK") && !is_numbered("Z_2") && !is_numbered("ZCONTACTS"));
    }
}
