//! What kept evidence from being read in full.

use serde::{Deserialize, Serialize};

use crate::Locator;

/// Why a reader had to stop. Messages are fragments that fit after "cannot read …: ".
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The bytes could not be had.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A field runs past the end of the data.
    #[error("{what} at byte {offset} is cut short: needs {need} bytes, {have} left")]
    Truncated {
        /// What was being read.
        what: &'static str,
        /// Offset of the field, counting from 0.
        offset: u64,
        /// Bytes it needs.
        need: u64,
        /// Bytes there are.
        have: u64,
    },
    /// A field holds something else than the format allows.
    #[error("{what} at byte {offset}: expected {expected}")]
    Malformed {
        /// What was being read.
        what: &'static str,
        /// Offset of the field, counting from 0.
        offset: u64,
        /// What the format asks for.
        expected: String,
    },
    /// A limit was reached.
    #[error("the limit of {most} {what} was reached")]
    Limit {
        /// What is limited, in the plural: `"records"`.
        what: &'static str,
        /// The limit.
        most: u64,
    },
    /// The format is known, but not this variant of it.
    #[error("{0} is not supported")]
    Unsupported(String),
    /// The user asked to stop.
    #[error("interrupted")]
    Interrupted,
}

impl Stop {
    /// A [`Stop::Malformed`].
    #[must_use]
    pub fn malformed(what: &'static str, offset: u64, expected: impl Into<String>) -> Self {
        Self::Malformed { what, offset, expected: expected.into() }
    }

    /// Where in the file, when the reason says so.
    #[must_use]
    pub fn locator(&self) -> Locator {
        match self {
            Self::Truncated { offset, .. } | Self::Malformed { offset, .. } => {
                Locator::Byte(*offset)
            }
            _ => Locator::Whole,
        }
    }
}

/// Something that kept evidence from being read in full. Shown in every report.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Problem {
    /// Number of the piece of evidence in its case, counting from 0; `None` for problems outside
    /// evidence, such as an indicator that cannot be evaluated.
    pub source: Option<u32>,
    /// Who met it: a parser's id, `evidence`, or `indicators`.
    pub by: String,
    /// File, as a path on the device or inside the evidence.
    pub path: String,
    /// Where in that file.
    pub at: Locator,
    /// What was met and what was expected, in English.
    pub message: String,
}
