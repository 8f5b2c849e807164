//! `com.apple.CrashReporter.plist`: whether and how the phone hands on reports of crashes.
//!
//! A property list of preferences. iOS keeps its own in the managed and the user's preferences; in
//! those of `root`, where phones have none by themselves, Pegasus wrote one that switches reports
//! off. Keys: `DialogType` (`none`), `SubmitDiagInfo`, and others of macOS's crash reporter.
//!
//! After <https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::plist::{self, Value};

use crate::columns::Columns;
use crate::settings;

pub(crate) static ITEM: CrashReporting = CrashReporting;

pub(crate) struct CrashReporting;

static META: ParserMeta = ParserMeta {
    id: "crash_reporting",
    title: Text {
        en: "Settings of crash reports, of root",
        fr: "Réglages des rapports de plantage, de root",
    },
    reads: &["/private/var/root/Library/Preferences/com.apple.CrashReporter.plist"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
    ],
    emits: &[&KIND],
    means: &[Text {
        en: "settings of crash reports changed",
        fr: "réglages des rapports de plantage modifiés",
    }],
    versions: Versions::ios(9),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

static KIND: Kind = Kind {
    id: "ios.crash_reporting.settings",
    title: Text {
        en: "Settings of crash reports, of root",
        fr: "Réglages des rapports de plantage, de root",
    },
    brief: &["reports_off", "settings"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<CrashSettings>,
};

/// Most settings that are kept.
const MOST: usize = 100;

/// Settings of crash reports.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CrashSettings {
    /// True where they switch reports off.
    pub(crate) reports_off: bool,
    /// When the file last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// The settings.
    pub(crate) settings: Columns,
}

impl Record for CrashSettings {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "settings of crash reports changed"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

impl Parser for CrashReporting {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            let record = CrashSettings {
                reports_off: are_off(root),
                modified: input.modified,
                settings: settings::rest(root, &[], MOST),
            };
            sink.emit(Locator::Whole, &record)?;
        }
        damage.map_or(Ok(()), Err)
    }
}

fn are_off(root: &Value) -> bool {
    let is_none = |value: &Value| value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("none"));
    let is_false = |value: &Value| matches!(value, Value::Boolean(false)) || value.as_i64() == Some(0);
    root.find("DialogType").is_some_and(is_none) || root.find("SubmitDiagInfo").is_some_and(is_false)
}
