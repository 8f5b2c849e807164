//! The answer key of a sample.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a sample holds and what should be found in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// The seed it was made from.
    pub seed: u64,
    /// `ProductVersion` of the phone.
    pub ios: String,
    /// Records per artefact: `sms`, `safari_history`, `manifest`…, counted as rows of its table.
    pub records: BTreeMap<String, u64>,
    /// The planted traces, in the order they were written.
    pub planted: Vec<Planted>,
}

/// One planted trace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Planted {
    /// Which plant: [`crate::ios::Plant::id`].
    pub plant: String,
    /// What it is, in words.
    pub about: String,
    /// The listed value it should be matched with, and the kind in STIX words
    /// (`domain-name:value`); absent for a trace known by a rule.
    pub indicator: Option<(String, String)>,
    /// The rule it is known by; absent for a trace known by an indicator.
    pub rule: Option<String>,
    /// Whether MVT 2026.10.26 finds it.
    pub seen_by_mvt: bool,
    /// Backup domain of the file.
    pub domain: String,
    /// Path inside the domain.
    pub path: String,
    /// Identifier of the file in a backup; in other evidence the path below the evidence.
    pub file: String,
    /// Table, where the file is a database.
    pub table: Option<String>,
    /// `rowid` in that table.
    pub row: Option<i64>,
    /// The value as it stands in the evidence.
    pub seen: String,
}

impl Answers {
    /// Sum of all records.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.records.values().sum()
    }

    /// The planted traces of one plant.
    pub fn of(&self, plant: &str) -> impl Iterator<Item = &Planted> {
        self.planted.iter().filter(move |planted| planted.plant == plant)
    }
}
