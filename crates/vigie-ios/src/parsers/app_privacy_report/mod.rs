//! `App_Privacy_Report_v4_*.ndjson`: what apps accessed and which domains they contacted, for the
//! last seven days.
//!
//! Saved by the owner from Settings, Privacy & Security, App Privacy Report (from iOS 15.2; in the
//! betas of iOS 15 Record App Activity). One JSON object a line:
//!
//! * `"type": "access"`: `accessor.identifier` used `category` (`location`, `microphone`, …) at
//!   `timeStamp`; `kind` is `intervalBegin`, `intervalEnd` or `event`;
//! * `"type": "networkActivity"`: app `bundleID` contacted `domain`, `hits` times between
//!   `firstTimeStamp` and `timeStamp`; `context` is the website that was open in it.
//!   `domainType` 1 is a domain that collects across apps, `initiatedType` says whose doing it was;
//! * in the betas: `stream` and `tccService` in place of `type` and `category`, `timestamp`.
//!
//! Source: <https://developer.apple.com/documentation/network/inspecting-app-activity-data>.

mod access;
mod network;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Time, Versions};

use self::access::Access;
use self::network::Network;
use crate::json_parts::Part;
use vigie_formats::lines::each_line;

pub(crate) static ITEM: AppPrivacyReport = AppPrivacyReport;

pub(crate) struct AppPrivacyReport;

static META: ParserMeta = ParserMeta {
    id: "app_privacy_report",
    title: Text {
        en: "Accesses and domains of apps (App Privacy Report)",
        fr: "Accès et domaines des apps (rapport de confidentialité)",
    },
    reads: &["**/App_Privacy_Report*.ndjson", "**/*.ndjson"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&access::KIND, &network::KIND],
    means: &[
        Text { en: "data or sensor used", fr: "donnée ou capteur utilisé" },
        Text { en: "data or sensor no longer used", fr: "donnée ou capteur plus utilisé" },
        Text { en: "domain first contacted", fr: "domaine contacté d’abord" },
        Text { en: "domain last contacted", fr: "domaine contacté en dernier" },
    ],
    versions: Versions::ios(15),
    references: &["https://developer.apple.com/documentation/network/inspecting-app-activity-data"],
};

impl Parser for AppPrivacyReport {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let is_named = input.path.contains("App_Privacy_Report");
        each_line(&*input.data, |line| {
            let at = Locator::Line(line.number);
            if line.text.trim().is_empty() {
                return Ok(());
            }
            if let Some(access) = Access::read(line.text) {
                sink.emit(at, &access)
            } else if let Some(network) = Network::read(line.text) {
                sink.emit(at, &network)
            } else {
                if is_named && !is_other(line.text) {
                    sink.problem(at, "expected an object of type access or networkActivity");
                }
                Ok(())
            }
        })
    }
}

/// Whether a line is an object of some other type: reports have lines that mark their parts.
fn is_other(line: &str) -> bool {
    let text = line.trim();
    let kind = Part::of(text).find("type").and_then(Part::text);
    text.starts_with('{')
        && text.ends_with('}')
        && !matches!(kind.as_deref(), Some("access" | "networkActivity"))
}

/// The time of a field, whose offset from UTC it says.
fn time(part: Part<'_>) -> Option<Time> {
    Time::parse(&part.text()?)
}
