//! Settings of accounts.

use vigie_core::{Limits, Sink, Stop};
use vigie_formats::keyed_archive;
use vigie_formats::plist::{self, Value};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells::{self, LONGEST_ADDRESS};
use crate::columns::{Columns, Scalar};
use crate::joins::Joins;

/// Settings whose values name a server, an address or a person, and never a secret.
const SHOWN: &[&str] = &[
    "ACPropertyFullName",
    "DAAccountEmailAddress",
    "DAAccountHost",
    "DAAccountPrincipalPath",
    "DAAccountUserName",
    "EmailAddress",
    "EmailAliases",
    "FullUserName",
    "Hostname",
    "IdentityEmailAddress",
    "ServerHost",
    "SubCalAccountHost",
    "SubCalSubscriptionURL",
    "appleID",
    "appleId",
    "firstName",
    "lastName",
    "personID",
    "primaryEmail",
    "regionInfo",
];

/// Most settings of one account.
const MOST: usize = 500;

/// Where accounts find their settings.
pub(super) struct Properties<'a> {
    table: Option<Table<'a>>,
    of_account: Joins,
    limits: Limits,
}

impl<'a> Properties<'a> {
    pub(super) fn read(
        database: &'a Database,
        limits: &Limits,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let table = database.table("ZACCOUNTPROPERTY");
        let of_account = match &table {
            Some(table) => Joins::of(table, table.column("ZOWNER"), table.column("Z_PK"), sink)?,
            None => Joins::default(),
        };
        Ok(Self { table, of_account, limits: *limits })
    }

    /// The names of the settings of account `account`, and the values of those that are shown.
    pub(super) fn of(&self, account: i64) -> Result<(Vec<String>, Columns), Stop> {
        let (mut names, mut values) = (Vec::new(), Columns::default());
        let Some(table) = &self.table else { return Ok((names, values)) };
        let (key, value) = (table.column("ZKEY"), table.column("ZVALUE"));
        for id in self.of_account.all(account).take(MOST) {
            let found = table.get(id, |row| {
                let name = cells::name(row, key, LONGEST_ADDRESS)?;
                let is_shown = SHOWN.contains(&name.as_str());
                let text = if is_shown { self.text(row, value) } else { None };
                Some((name, text))
            })?;
            let Some((name, text)) = found.flatten() else { continue };
            if let Some(text) = text {
                values.push(name.clone(), Scalar::Text(text));
            }
            names.push(name);
        }
        Ok((names, values))
    }

    /// A text, or several, plain or as a property list or keyed archive.
    fn text(&self, row: &Row<'_>, column: Option<Column>) -> Option<String> {
        let Some(bytes) = row.blob(column).filter(|bytes| plist::looks_like_one(bytes)) else {
            return cells::name(row, column, LONGEST_ADDRESS);
        };
        let root = keyed_archive::unarchive(bytes, &self.limits)
            .or_else(|_| plist::parse(bytes, &self.limits))
            .ok()?;
        let text = match &root {
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                items.iter().filter_map(Value::as_str).take(MOST).collect::<Vec<_>>().join(" ")
            }
            // Aliases are the keys, the accounts they belong to the values.
            Value::Dictionary(fields) => fields.keys().take(MOST).collect::<Vec<_>>().join(" "),
            _ => root.as_i64()?.to_string(),
        };
        (!text.is_empty()).then(|| text.chars().take(4 * LONGEST_ADDRESS).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_settings_are_in_order() {
        assert!(SHOWN.is_sorted());
    }
}
