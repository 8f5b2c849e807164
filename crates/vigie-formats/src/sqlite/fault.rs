//! What is wrong at one place of a database, and how it is told.

use std::borrow::Cow;
use std::io;

use vigie_core::{Locator, Stop};

/// What is wrong at one place of a database.
#[derive(Debug)]
pub(super) struct Fault {
    /// Page it was met on, or that cannot be read; 0 where pages do not matter.
    pub(super) page: u32,
    /// Offset in the file it stands in.
    pub(super) at: u64,
    /// Whether that file is the write-ahead log.
    pub(super) wal: bool,
    /// What was met and what was expected.
    pub(super) message: Cow<'static, str>,
    /// The error of the source, when the bytes could not be had.
    pub(super) io: Option<io::Error>,
}

impl Fault {
    /// A fault at byte `at` of the main file.
    pub(super) fn new(page: u32, at: u64, message: impl Into<Cow<'static, str>>) -> Self {
        Self { page, at, wal: false, message: message.into(), io: None }
    }

    /// Where, for a report.
    pub(super) fn locator(&self) -> Locator {
        Locator::Byte(self.at)
    }

    /// The message for a report; `subject` is what it happened to, such as a table.
    pub(super) fn describe(&self, subject: &str) -> String {
        let Self { page, at, message, .. } = self;
        let file = if self.wal { " of the write-ahead log" } else { "" };
        let io = self.io.as_ref().map(|error| format!(": {error}")).unwrap_or_default();
        format!("{subject}: page {page} (byte {at}{file}): {message}{io}")
    }

    /// The fault as the reason to stop, for when nothing else can be read.
    pub(super) fn into_stop(self, what: &'static str) -> Stop {
        match self.io {
            Some(error) => Stop::Io(error),
            None => Stop::malformed(what, self.at, self.message),
        }
    }
}
