//! One fact read from evidence.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::pack::Packed;
use crate::{Observable, Text, Time};

/// One fact read from evidence, typed by the parser that read it.
///
/// These methods are all a parser author writes; the timeline, indicator matching and every export
/// are derived from them. Both visitors are called once per record on the hot path, so they borrow
/// and never collect.
pub trait Record: Any + Send + erased_serde::Serialize + Packed {
    /// What kind of fact this is.
    fn kind(&self) -> &'static Kind;

    /// Shows every instant this fact carries, each with what it means. Nothing when undated.
    fn stamps(&self, see: &mut dyn FnMut(Stamp));

    /// Shows every value an indicator could match, with the name of the field it stands in.
    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>));

    /// True where the owner of the device made this fact on purpose, such as a message they sent:
    /// a listed value there proves less than one that came from outside.
    fn made_by_owner(&self) -> bool {
        false
    }
}

erased_serde::serialize_trait_object!(Record);

impl dyn Record {
    /// The record as its own type, if it is a `T`.
    #[must_use]
    pub fn as_a<T: Record>(&self) -> Option<&T> {
        (self as &dyn Any).downcast_ref()
    }
}

impl fmt::Debug for dyn Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        write!(f, "{} {json}", self.kind().id)
    }
}

/// A kind of record: its name, how to show it in one line, and how to read it back from a case.
pub struct Kind {
    /// Stable dotted name, e.g. `ios.shutdown_log.entry`.
    pub id: &'static str,
    /// What one such record is, for people.
    pub title: Text,
    /// Names of the serialised fields that make up its line in a timeline, in order.
    pub brief: &'static [&'static str],
    /// Names of the serialised fields that hold personal data, hidden in reports until unfolded.
    pub personal: &'static [&'static str],
    /// What such a record is a trace of: it chooses the sentence of an indicator match.
    pub origin: Origin,
    /// How many to expect.
    pub volume: Volume,
    /// Reads the serialised record back: [`revive`] of its type.
    pub revive: Revive,
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kind({})", self.id)
    }
}

/// The fields of a record, as JSON has them.
pub type Fields = serde_json::Map<String, serde_json::Value>;

/// Reads a record back from its fields.
pub type Revive = fn(&Fields) -> Result<Box<dyn Record>, serde_json::Error>;

/// The [`Revive`] of record type `T`.
///
/// # Errors
/// When `fields` are not those of a serialised `T`.
pub fn revive<T: Record + DeserializeOwned>(
    fields: &Fields,
) -> Result<Box<dyn Record>, serde_json::Error> {
    T::deserialize(fields).map(|record| Box::new(record) as Box<dyn Record>)
}

/// What a record is a trace of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A message that came or went.
    Message,
    /// A page that was visited.
    History,
    /// A process that ran.
    Running,
    /// A file that is or was there.
    Files,
    /// A call.
    Calls,
    /// An app that is or was installed.
    Apps,
    /// A permission that an app has or asked for.
    Permission,
    /// A name or an address that a device asked for or spoke with over a network.
    Asked,
    /// What a network answered to a device that asked.
    Answered,
    /// A row of a database that was deleted or changed, and whose bytes are still there.
    Deleted,
    /// A word in text that no parser takes apart. Where another record has the same value, a match is
    /// told of that one, with this as further evidence.
    Mention,
    /// Anything else: a match is told as recorded, no more.
    Other,
}

/// How many records of a kind to expect. All are kept, so that a later check of the case sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// At most some thousands.
    Few,
    /// Up to millions: nothing may be held in memory for each of them.
    Many,
}

/// An instant and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The instant, in UTC when `clock` allows it.
    pub at: Time,
    /// What happened then, in English, lower case: `"received"`, `"process still running"`.
    pub means: &'static str,
    /// How far `at` can be trusted as UTC.
    pub clock: Clock,
}

impl Stamp {
    /// A stamp written in UTC.
    #[must_use]
    pub const fn utc(at: Time, means: &'static str) -> Self {
        Self { at, means, clock: Clock::Utc }
    }
}

/// Which clock wrote a time.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// Written in UTC, or with an explicit offset, by the device.
    Utc,
    /// Written in the device's local time, whose offset the evidence does not say.
    LocalUnknownOffset,
    /// Written in the device's local time, brought to UTC with the time zone that the evidence names: an
    /// hour off where the zone was changed since, or the hour came twice in autumn.
    DeviceZone,
    /// Written by somebody else's clock: a server, a peer, the sender of a message.
    Remote,
}

/// A position inside one file of evidence.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Locator {
    /// The file as a whole.
    Whole,
    /// Line number, counting from 1.
    Line(u64),
    /// Byte offset, counting from 0.
    Byte(u64),
    /// A row of an SQLite table.
    Row {
        /// Name of the table.
        table: Cow<'static, str>,
        /// Its rowid.
        row: i64,
        /// Offset of the row's cell in the file it was read from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        byte: Option<u64>,
        /// True where the row stands in the write-ahead log, not in the main file.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        wal: bool,
    },
    /// Path of keys inside a property list or JSON document, joined by `/`.
    Key(String),
    /// Packet number in a capture, counting from 1.
    Packet(u64),
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("whole file"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Byte(byte) => write!(f, "byte {byte}"),
            Self::Row { table, row, wal, .. } => {
                write!(f, "table {table} row {row}{}", if *wal { " (write-ahead log)" } else { "" })
            }
            Self::Key(key) => write!(f, "key {key}"),
            Self::Packet(packet) => write!(f, "packet {packet}"),
        }
    }
}
