//! Parsers, kinds and detectors of the made-up cases.

use vigie_core::{
    DetectorMeta, EvidenceKind, Kind, Order, Origin, ParserMeta, Severity, Text, Volume, Wording,
};

macro_rules! kind {
    ($name:ident, $id:literal, $en:literal, $fr:literal, $brief:expr, $personal:expr) => {
        static $name: Kind = Kind {
            id: $id,
            title: Text { en: $en, fr: $fr },
            brief: $brief,
            personal: $personal,
            origin: Origin::Other,
            volume: Volume::Few,
            revive: |_| Err(serde::de::Error::custom("made up")),
        };
    };
}

kind!(MESSAGE, "ios.sms.message", "Message", "Message", &["sender", "text"], &["sender", "text"]);
kind!(
    VISIT,
    "ios.safari_history.visit",
    "Page opened in Safari",
    "Page ouverte dans Safari",
    &["url", "title"],
    &["url", "title"]
);
kind!(
    USAGE,
    "ios.datausage.process",
    "Network use of a process",
    "Utilisation du réseau par un processus",
    &["process", "wifi_in"],
    &[]
);
kind!(APP, "ios.applications.app", "Installed app", "Application installée", &["bundle"], &[]);
kind!(
    SHUTDOWN,
    "ios.shutdown_log.entry",
    "Process at shutdown",
    "Processus à l’extinction",
    &["process", "pid"],
    &[]
);

macro_rules! parser {
    ($name:ident, $id:literal, $en:literal, $fr:literal, $found_in:expr, $emits:expr) => {
        static $name: ParserMeta = ParserMeta {
            id: $id,
            title: Text { en: $en, fr: $fr },
            reads: &["/x"],
            found_in: $found_in,
            emits: $emits,
            means: &[
                Text { en: "process still running", fr: "processus encore actif" },
                Text { en: "received", fr: "reçu" },
                Text { en: "visited", fr: "visité" },
                Text {
                    en: "process first used the network",
                    fr: "premier usage du réseau par le processus",
                },
                Text { en: "process first seen", fr: "processus vu pour la première fois" },
            ],
            versions: vigie_core::Versions::ios(12),
            references: &[],
        };
    };
}

use EvidenceKind::{IosBackup, IosBackupEncrypted, IosFileSystem, IosSysdiagnose};

parser!(SMS, "sms", "Messages", "Messages", &[IosBackup, IosBackupEncrypted], &[&MESSAGE]);
parser!(
    SAFARI,
    "safari_history",
    "Safari history",
    "Historique de Safari",
    &[IosBackupEncrypted, IosFileSystem],
    &[&VISIT]
);
parser!(
    DATAUSAGE,
    "datausage",
    "Network use by process",
    "Utilisation du réseau par processus",
    &[IosBackup, IosBackupEncrypted],
    &[&USAGE]
);
parser!(
    APPS,
    "applications",
    "Installed apps",
    "Applications installées",
    &[IosBackup, IosBackupEncrypted],
    &[&APP]
);
parser!(
    SHUTDOWNS,
    "shutdown_log",
    "Shutdown log",
    "Journal d’extinction",
    &[IosSysdiagnose, IosFileSystem],
    &[&SHUTDOWN]
);

/// Every parser.
pub(crate) static PARSERS: [&ParserMeta; 5] = [&SMS, &SAFARI, &DATAUSAGE, &APPS, &SHUTDOWNS];

static INDICATOR_MATCH: DetectorMeta = DetectorMeta {
    id: "indicator_match",
    version: 1,
    title: Text { en: "Values that published lists name", fr: "Valeurs que nomment des listes" },
    severity: Severity::High,
    order: Order::File,
    reads: &[],
    catalogue: &[],
    manual: "",
    wording: &[
        Wording { lang: "en", fluent: include_str!("match.en.ftl") },
        Wording { lang: "fr", fluent: include_str!("match.fr.ftl") },
    ],
    references: &[],
};

static REBOOT_DELAY: DetectorMeta = DetectorMeta {
    id: "reboot_delay",
    version: 3,
    title: Text {
        en: "Processes that delayed a restart",
        fr: "Processus qui ont retardé un redémarrage",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &[],
    catalogue: &[],
    manual: "",
    wording: &[
        Wording { lang: "en", fluent: include_str!("delay.en.ftl") },
        Wording { lang: "fr", fluent: include_str!("delay.fr.ftl") },
    ],
    references: &[],
};

static READABLE: DetectorMeta = DetectorMeta {
    id: "readable",
    version: 1,
    title: Text { en: "What could be read", fr: "Ce qui pouvait être lu" },
    severity: Severity::Info,
    order: Order::File,
    reads: &[],
    catalogue: &["EXP-05"],
    manual: "",
    wording: &[
        Wording { lang: "en", fluent: include_str!("readable.en.ftl") },
        Wording { lang: "fr", fluent: include_str!("readable.fr.ftl") },
    ],
    references: &[],
};

/// Every detector.
pub(crate) static DETECTORS: [&DetectorMeta; 3] = [&INDICATOR_MATCH, &REBOOT_DELAY, &READABLE];
