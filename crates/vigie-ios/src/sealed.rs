//! Databases of messengers that cannot be read: encrypted with a key that the evidence does not
//! hold, or in a format of their own. That they are there is worth a record, and a problem says
//! that their messages were not looked at.

use serde::{Deserialize, Serialize};
use vigie_core::{Input, Kind, Locator, Observable, Record, Sink, Stamp, Stop};
use vigie_formats::sqlite::Database;

/// A messenger's database that was recognised, no more.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sealed {
    /// Name of the messenger.
    pub(crate) app: Messenger,
    /// Where the database stands.
    pub(crate) file: String,
    /// Its length in bytes.
    pub(crate) size: u64,
    /// `encrypted`, or `private format` where the tables can be read but not what is in them.
    pub(crate) format: String,
    /// Names of its tables, where they can be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tables: Vec<String>,
}

/// A messenger whose database is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Messenger {
    /// Signal.
    Signal,
    /// Telegram.
    Telegram,
}

impl Record for Sealed {
    fn kind(&self) -> &'static Kind {
        match self.app {
            Messenger::Signal => &crate::parsers::SIGNAL_DATABASE,
            Messenger::Telegram => &crate::parsers::TELEGRAM_DATABASE,
        }
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Most tables that are named.
const MOST_TABLES: usize = 200;

/// Emits the one record of a sealed database, and says that it could not be read.
pub(crate) fn recognise(
    app: Messenger,
    input: &Input<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    if input.data.size() == 0 {
        return Ok(());
    }
    let tables: Vec<String> = match Database::from_input(input) {
        Ok(database) => database
            .table_names()
            .filter(|name| is_plain(name))
            .take(MOST_TABLES)
            .map(str::to_owned)
            .collect(),
        Err(_) => Vec::new(),
    };
    let format = if tables.is_empty() { "encrypted" } else { "private format" };
    let record = Sealed {
        app,
        file: input.path.to_owned(),
        size: input.data.size(),
        format: format.to_owned(),
        tables,
    };
    sink.emit(Locator::Whole, &record)?;
    let why = match format {
        "encrypted" => "it is encrypted with a key that the evidence does not hold, or damaged",
        _ => "it is kept in a format of the app's own",
    };
    sink.problem(Locator::Whole, format!("messages of {app:?} were not looked at: {why}"));
    Ok(())
}

/// Whether a name is one that somebody wrote, and not what is left of bytes that are no schema.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
