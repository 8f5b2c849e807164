//! `com.apple.osanalytics.addaily.plist`: bytes that each process sent and received in all.
//!
//! Written once a day by OSAnalytics for the owner's diagnostic data, backed up, kept until the phone
//! is erased. `netUsageBaseline` has one list per process: date, bytes received and sent over Wi-Fi,
//! bytes received and sent over the mobile network. The other keys, and all of the older
//! `com.apple.aggregated.addaily.plist` (to iOS 12), are the state of the task itself.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#os_analytics_ad_daily>.

mod baseline;
mod state;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

pub(crate) use baseline::Baseline;

pub(crate) static ITEM: OsAnalyticsAdDaily = OsAnalyticsAdDaily;

pub(crate) struct OsAnalyticsAdDaily;

static META: ParserMeta = ParserMeta {
    id: "os_analytics_ad_daily",
    title: Text {
        en: "Daily totals of network use by process",
        fr: "Totaux quotidiens d’usage du réseau par processus",
    },
    reads: &[
        "/private/var/mobile/Library/Preferences/com.apple.osanalytics.addaily.plist",
        "/private/var/mobile/Library/Preferences/com.apple.aggregated.addaily.plist",
        "/com.apple.osanalytics.addaily.plist",
        "/com.apple.aggregated.addaily.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&baseline::KIND, &state::KIND],
    means: &[
        Text { en: "network use of the process totalled", fr: "usage du réseau par le processus totalisé" },
        Text { en: "date kept by the daily task", fr: "date gardée par la tâche quotidienne" },
    ],
    versions: Versions::ios(9),
    references: &["https://docs.mvt.re/en/latest/ios/records/#os_analytics_ad_daily"],
};

impl Parser for OsAnalyticsAdDaily {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            let Some(keys) = root.as_dictionary() else {
                return Err(Stop::malformed("property list", 0, "a dictionary"));
            };
            for (key, value) in keys.iter() {
                match key {
                    "netUsageBaseline" => baseline::read(value, sink)?,
                    _ => state::read(key, value, sink)?,
                }
            }
        }
        damage.map_or(Ok(()), Err)
    }
}
