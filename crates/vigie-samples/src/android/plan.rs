//! What evidence of an Android phone shall hold.

use super::{Plant, Vendor};

/// What evidence of an Android phone shall hold. Plants and damage come on top of the counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// Who made the phone.
    pub vendor: Vendor,
    /// First number of the Android version: 7, 10, 12, 14 or 16; others take the form of the
    /// nearest older one.
    pub android: u8,
    /// Apps beside those that every phone here has.
    pub apps: u64,
    /// Lines of the dumpstate, about.
    pub lines: u64,
    /// Files that an acquisition lists.
    pub files: u64,
    /// Messages in a backup.
    pub messages: u64,
    /// Events in intrusion logs.
    pub events: u64,
    /// What is planted.
    pub plants: Vec<Plant>,
    /// Whether damaged and odd things stand among the others.
    pub hostile: bool,
    /// How a backup is sealed.
    pub backup: BackupForm,
}

/// How a backup is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupForm {
    /// Version of the format: 1 to 5.
    pub version: u8,
    /// Whether it is compressed.
    pub compressed: bool,
    /// The password, when it is encrypted.
    pub password: Option<String>,
    /// Rounds of the derivation of keys; phones use 10,000.
    pub rounds: u32,
}

impl Default for BackupForm {
    fn default() -> Self {
        Self { version: 5, compressed: true, password: None, rounds: 10_000 }
    }
}

impl Plan {
    /// A few thousand lines, a few hundred files.
    #[must_use]
    pub fn tiny() -> Self {
        Self { apps: 10, messages: 60, events: 200, ..Self::sized(4_000, 200) }
    }

    /// A dumpstate of 60,000 lines, 4,000 files.
    #[must_use]
    pub fn small() -> Self {
        Self::sized(60_000, 4_000)
    }

    /// A dumpstate of 1.9 million lines, 250,000 files.
    #[must_use]
    pub fn large() -> Self {
        Self::sized(1_900_000, 250_000)
    }

    /// About so many `lines` in the dumpstate and `files` in an acquisition, and what goes with
    /// them.
    #[must_use]
    pub fn sized(lines: u64, files: u64) -> Self {
        Self {
            seed: 1,
            vendor: Vendor::Google,
            android: 14,
            apps: (lines / 2_500).clamp(10, 600),
            lines,
            files,
            messages: (files / 5).clamp(60, 50_000),
            events: (files * 2 / 5).clamp(200, 100_000),
            plants: Vec::new(),
            hostile: false,
            backup: BackupForm::default(),
        }
    }

    /// On a phone of `vendor` with this Android.
    #[must_use]
    pub fn on(self, vendor: Vendor, android: u8) -> Self {
        Self { vendor, android, ..self }
    }

    /// With every plant.
    #[must_use]
    pub fn planted(self) -> Self {
        Self { plants: Plant::ALL.to_vec(), ..self }
    }

    /// With damaged and odd things.
    #[must_use]
    pub fn hostile(self) -> Self {
        Self { hostile: true, ..self }
    }

    /// Whether `plant` is planted.
    #[must_use]
    pub fn has(&self, plant: Plant) -> bool {
        self.plants.contains(&plant)
    }
}
