//! What the tests share: indicator sets in temporary folders, and records made up for them.

#![expect(dead_code, reason = "each test file uses its own part")]

use std::path::Path;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Locator, Observable, ObservableKind, Origin, Problem, Record, Seen, Stamp, Text,
    Time, Volume, revive,
};
use vigie_match::{Indicators, Loaded, Loader, Scratch, Strength};

/// Writes `files` to a folder and loads it.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Loaded) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let loaded = load(folder.path());
    (folder, loaded)
}

/// Loads a file or folder as on 1 January 2025.
pub(crate) fn load(path: &Path) -> Loaded {
    let mut loader = Loader::new(Limits::default()).at(Time::parse("2025-01-01").unwrap());
    loader.path(path);
    loader.finish()
}

/// A bundle of one malware and an indicator per pattern.
pub(crate) fn bundle(patterns: &[&str]) -> String {
    let id = |n: usize| format!("{n:08x}-1452-437e-a19e-32590edf60c3");
    let mut objects = vec![serde_json::json!({
        "type": "malware", "id": format!("malware--{}", id(0)), "name": "Madeup",
    })];
    for (n, pattern) in patterns.iter().enumerate() {
        objects.push(serde_json::json!({
            "type": "indicator", "id": format!("indicator--{}", id(n + 1)), "pattern": pattern,
            "pattern_type": "stix", "valid_from": "2024-01-26T21:28:21Z",
        }));
        objects.push(serde_json::json!({
            "type": "relationship", "id": format!("relationship--{}", id(n + 1)),
            "relationship_type": "indicates",
            "source_ref": format!("indicator--{}", id(n + 1)),
            "target_ref": format!("malware--{}", id(0)),
        }));
    }
    serde_json::json!({ "type": "bundle", "id": "bundle--x", "objects": objects }).to_string()
}

/// Indicators of these patterns.
pub(crate) fn patterns(patterns: &[&str]) -> (Indicators, Vec<Problem>) {
    let (_folder, loaded) = folder(&[("set.stix2", bundle(patterns).as_bytes())]);
    (loaded.indicators, loaded.problems)
}

/// The listed values that `observable` matches, each with how exactly.
pub(crate) fn hits(indicators: &Indicators, observable: Observable<'_>) -> Vec<(String, Strength)> {
    let mut found = Vec::new();
    indicators.matches(&observable, &mut Scratch::default(), &mut |hit| {
        found.push((indicators.describe(hit.entry).value, hit.strength));
    });
    found.sort();
    found
}

/// How the single indicator `[path = 'listed']` matches `observable`.
pub(crate) fn strength(path: &str, listed: &str, observable: Observable<'_>) -> Option<Strength> {
    let listed = listed.replace('\\', "\\\\").replace('\'', "\\'");
    let (indicators, problems) = patterns(&[&format!("[{path} = '{listed}']")]);
    assert!(problems.is_empty(), "{problems:?}");
    let mut strengths: Vec<Strength> =
        hits(&indicators, observable).into_iter().map(|(_, strength)| strength).collect();
    strengths.sort();
    strengths.first().copied()
}

/// A record with any values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(crate) kind: usize,
    pub(crate) owner: bool,
    pub(crate) at: Option<Time>,
    pub(crate) values: Vec<(ObservableKind, String)>,
}

static KINDS: [Kind; 7] = [
    kind("ios.sms.message", Origin::Message),
    kind("ios.safari_history.visit", Origin::History),
    kind("ios.datausage.usage", Origin::Running),
    kind("ios.manifest.file", Origin::Files),
    kind("android.dump_text.mention", Origin::Mention),
    kind("android.packages.package", Origin::Apps),
    kind("android.appops.package", Origin::Permission),
];

const fn kind(id: &'static str, origin: Origin) -> Kind {
    Kind {
        id,
        title: Text { en: "", fr: "" },
        brief: &[],
        personal: &[],
        origin,
        volume: Volume::Few,
        revive: revive::<Made>,
    }
}

impl Record for Made {
    fn kind(&self) -> &'static Kind {
        &KINDS[self.kind]
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "made"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (kind, text) in &self.values {
            see("value", observable(*kind, text));
        }
    }

    fn made_by_owner(&self) -> bool {
        self.owner
    }
}

fn observable(kind: ObservableKind, text: &str) -> Observable<'_> {
    use ObservableKind as Kind;
    match kind {
        Kind::Url => Observable::Url(text),
        Kind::Host => Observable::Host(text),
        Kind::Ip => Observable::Ip(text.parse().unwrap()),
        Kind::Process => Observable::Process(text),
        Kind::Path => Observable::Path(text),
        Kind::FileName => Observable::FileName(text),
        Kind::Email => Observable::Email(text),
        Kind::Phone => Observable::Phone(text),
        Kind::Account => Observable::Account(text),
        Kind::FileHash => Observable::FileHash(text),
        Kind::CertificateHash => Observable::CertificateHash(text),
        Kind::CertificateOrganisation => Observable::CertificateOrganisation(text),
        Kind::CertificateName => Observable::CertificateName(text),
        Kind::AppId => Observable::AppId(text),
        Kind::ProfileId => Observable::ProfileId(text),
        Kind::AndroidProperty => Observable::AndroidProperty(text),
    }
}

/// Shows `record` at line `line` of `path` to `collector`.
pub(crate) fn see(
    collector: &mut vigie_match::MatchCollector,
    indicators: &Indicators,
    record: &dyn Record,
    path: &str,
    line: u64,
) -> bool {
    let at = Locator::Line(line);
    collector.see(indicators, &Seen { record, source: 0, path, at: &at })
}
