//! What a sample shall hold.

use super::{Encryption, Hostile, Plant};

/// What a sample shall hold. Counts are rows of ordinary life; plants and hostile rows come on top.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// Which phone it is: another number is another phone, with the same life in it.
    pub phone: u64,
    /// First number of the iOS version: 10 to 18, or 26.
    pub ios: u8,
    /// Messages in `sms.db`.
    pub messages: u64,
    /// Attachments of messages.
    pub attachments: u64,
    /// Visits in Safari's `History.db`.
    pub visits: u64,
    /// Calls in `CallHistory.storedata`.
    pub calls: u64,
    /// Processes in `DataUsage.sqlite`; each has one usage row or more.
    pub datausage: u64,
    /// Permissions in `TCC.db`.
    pub tcc: u64,
    /// Apps in `Info.plist`.
    pub apps: u64,
    /// Rows in the index of files, about: what the databases need comes on top.
    pub index_rows: u64,
    /// Messages in WhatsApp's `ChatStorage.sqlite`.
    pub whatsapp: u64,
    /// Visits in Chrome.
    pub chrome: u64,
    /// Interactions in `interactionC.db`.
    pub interactions: u64,
    /// Contacts; events, tabs, observed domains, look-ups and shortcuts follow from it. With 0
    /// none of these other databases is written.
    pub contacts: u64,
    /// Bytes of unified log in dumps and sysdiagnoses, about; 0 gives a few hundred lines.
    pub log_archive: u64,
    /// Whether `sms.db` and `History.db` have rows that stand only in their write-ahead logs.
    pub wal: bool,
    /// Bytes in a page of the databases; phones use 4096.
    pub page: usize,
    /// What is planted.
    pub plants: Vec<Plant>,
    /// What is odd or damaged.
    pub hostile: Vec<Hostile>,
    /// Whether and how a backup is encrypted.
    pub encryption: Option<Encryption>,
}

/// Records of [`Plan::large`].
const LARGE: u64 = 1_000_000;

impl Plan {
    /// About 700 records in every artefact.
    #[must_use]
    pub fn tiny() -> Self {
        Self {
            messages: 120,
            attachments: 12,
            visits: 80,
            calls: 20,
            datausage: 40,
            tcc: 20,
            apps: 8,
            index_rows: 200,
            whatsapp: 40,
            chrome: 20,
            interactions: 20,
            contacts: 15,
            ..Self::rows(0)
        }
    }

    /// About 52,000 records, 10,000 messages among them.
    #[must_use]
    pub fn small() -> Self {
        Self { messages: 10_000, datausage: 400, apps: 40, tcc: 120, ..Self::rows(46_000) }
    }

    /// About 1,000,000 records: 400,000 messages, 205,000 visits, 150,000 WhatsApp messages,
    /// 152,000 index rows.
    #[must_use]
    pub fn large() -> Self {
        Self::rows(LARGE)
    }

    /// About `total` records, in the proportions of [`Plan::large`].
    #[must_use]
    pub fn rows(total: u64) -> Self {
        let share = |large: u64| {
            let part = u128::from(total) * u128::from(large) / u128::from(LARGE);
            u64::try_from(part).unwrap_or(u64::MAX)
        };
        Self {
            seed: 1,
            phone: 0,
            ios: 17,
            messages: share(400_000),
            attachments: share(20_000),
            visits: share(180_000),
            calls: share(15_000),
            datausage: share(3_000).min(3_000),
            tcc: share(400).min(400),
            apps: share(150).min(150),
            index_rows: share(152_000),
            whatsapp: share(150_000),
            chrome: share(25_000),
            interactions: share(40_000),
            contacts: share(3_000),
            log_archive: 0,
            wal: true,
            page: 4096,
            plants: Vec::new(),
            hostile: Vec::new(),
            encryption: None,
        }
    }

    /// With every plant.
    #[must_use]
    pub fn planted(self) -> Self {
        Self { plants: Plant::ALL.to_vec(), ..self }
    }

    /// With every oddity.
    #[must_use]
    pub fn hostile(self) -> Self {
        Self { hostile: Hostile::ALL.to_vec(), ..self }
    }

    /// Encrypted with few rounds: see [`Encryption::quick`].
    #[must_use]
    pub fn encrypted(self, password: &str) -> Self {
        Self { encryption: Some(Encryption::quick(password)), ..self }
    }

    /// Whether `plant` is planted.
    #[must_use]
    pub fn has(&self, plant: Plant) -> bool {
        self.plants.contains(&plant)
    }

    /// Whether evidence is odd in this way.
    #[must_use]
    pub fn odd(&self, hostile: Hostile) -> bool {
        self.hostile.contains(&hostile)
    }
}
