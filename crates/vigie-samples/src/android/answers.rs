//! The answer key of evidence of an Android phone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What evidence holds and what should be found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The seed it was made from.
    pub seed: u64,
    /// Model and Android of the phone.
    pub device: String,
    /// Records per part.
    pub records: BTreeMap<String, u64>,
    /// The planted traces, in the order they were written.
    pub planted: Vec<Planted>,
}

/// One planted trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    /// Which plant: [`crate::android::Plant::id`].
    pub plant: String,
    /// What it is, in words.
    pub about: String,
    /// The listed value it should be matched with, and the kind in STIX words; absent for a trace
    /// known by a rule.
    pub indicator: Option<(String, String)>,
    /// The rule it is known by; absent for a trace known by an indicator.
    pub rule: Option<String>,
    /// Whether MVT 2026.10.26 finds it.
    pub seen_by_mvt: bool,
    /// The file, below the evidence.
    pub file: String,
    /// The section of a dumpstate: a service, or the title of a command.
    pub section: Option<String>,
    /// The line in the file, from 1; absent where lines mean nothing.
    pub line: Option<u64>,
    /// The value as it stands in the evidence.
    pub seen: String,
}

impl Answers {
    /// Sum of all records.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.records.values().sum()
    }

    /// Counts `more` records of `part`.
    pub(crate) fn count(&mut self, part: &str, more: u64) {
        *self.records.entry(part.to_owned()).or_default() += more;
    }

    /// Takes in the traces of evidence that lies at `folder` inside this one.
    pub(crate) fn take(&mut self, folder: &str, other: Self) {
        for (part, records) in other.records {
            self.count(&part, records);
        }
        self.planted.extend(
            other
                .planted
                .into_iter()
                .map(|planted| Planted { file: format!("{folder}/{}", planted.file), ..planted }),
        );
    }
}
