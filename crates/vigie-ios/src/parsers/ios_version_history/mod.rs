//! `Analytics-Journal-*.ips`: versions of iOS that the phone ran.
//!
//! Written by `analyticsd` each day, in `/private/var/db/analyticsd`; those that the owner agreed to
//! share stand among the crash reports, and in a sysdiagnose. The first line is JSON:
//!
//! ```text
//! {"bug_type":"211","timestamp":"2024-05-29 09:00:00.00 +0200","os_version":"iPhone OS 17.5 (21F79)",…}
//! ```
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#ios_version_history>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

pub(crate) static ITEM: IosVersionHistory = IosVersionHistory;

pub(crate) struct IosVersionHistory;

/// Longest first line that is read.
const LONGEST: usize = 64 << 10;

static META: ParserMeta = ParserMeta {
    id: "ios_version_history",
    title: Text { en: "Versions of iOS the phone ran", fr: "Versions d’iOS du téléphone" },
    reads: &[
        "/private/var/db/analyticsd/**/Analytics-*",
        "/private/var/mobile/Library/Logs/CrashReporter/**/Analytics-*",
        "/sysdiagnose/**/Analytics-*",
        "/Analytics-*",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::IosSysdiagnose, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "phone ran this version of iOS", fr: "version d’iOS en service" }],
    versions: Versions::ios(10),
    references: &["https://docs.mvt.re/en/latest/ios/records/#ios_version_history"],
};

static KIND: Kind = Kind {
    id: "ios.ios_version_history.version",
    title: Text { en: "Version of iOS the phone ran", fr: "Version d’iOS du téléphone" },
    brief: &["os_version"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<RanVersion>,
};

impl Parser for IosVersionHistory {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut start = vec![0; LONGEST];
        let mut filled = 0_usize;
        while let Some(rest) = start.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match input.data.read_at(filled as u64, rest)? {
                0 => break,
                read => filled = filled.saturating_add(read),
            }
        }
        let read = start.get(..filled).unwrap_or_default();
        let line = read.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let expected = "a line of JSON with os_version";
        let header: Header = serde_json::from_slice(line)
            .map_err(|_| Stop::malformed("first line", 0, expected))?;
        let bug_type = header.kind();
        let Some(os_version) = header.os_version else {
            return Err(Stop::malformed("first line", 0, expected));
        };
        let at = header.timestamp.as_deref().and_then(Time::parse);
        if at.is_none() {
            sink.problem(Locator::Line(1), "timestamp: expected a date");
        }
        let (version, build) = parts(&os_version);
        let record = RanVersion { version, build, os_version, at, bug_type };
        sink.emit(Locator::Line(1), &record)
    }
}

/// What the first line says.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    os_version: Option<String>,
    #[serde(default)]
    timestamp: Option<String>,
    #[serde(default)]
    bug_type: Option<serde_json::Value>,
}

impl Header {
    /// The kind of report, which some versions write as a number.
    fn kind(&self) -> Option<String> {
        match self.bug_type.as_ref()? {
            serde_json::Value::String(text) => Some(text.clone()),
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// Version and build of `iPhone OS 17.5 (21F79)`.
fn parts(os_version: &str) -> (Option<String>, Option<String>) {
    let build = os_version.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let name = os_version.split('(').next().unwrap_or_default();
    let version = name.split_whitespace().next_back();
    let version = version.filter(|version| version.starts_with(|c: char| c.is_ascii_digit()));
    (version.map(str::to_owned), build.map(|(build, _)| build.trim().to_owned()))
}

/// A version of iOS that the phone ran.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct RanVersion {
    /// System, version and build, as written.
    pub(crate) os_version: String,
    /// Version: `17.5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// Build: `21F79`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Kind of report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bug_type: Option<String>,
}

impl Record for RanVersion {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "phone ran this version of iOS"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_versions() {
        let own = |version: &str, build: &str| (Some(version.to_owned()), Some(build.to_owned()));
        assert_eq!(parts("iPhone OS 17.5 (21F79)"), own("17.5", "21F79"));
        assert_eq!(parts("iPhone OS 12.4.1 (16G102)"), own("12.4.1", "16G102"));
        assert_eq!(parts("iPhone OS"), (None, None));
    }
}
