//! Outcomes and records of the made-up cases.

use std::collections::BTreeMap;

use serde_json::json;
use vigie_core::{
    Artefact, ArtefactState, Claim, Clock, Confidence, Coverage, Evidence, EvidenceKind, Finding,
    IndicatorRef, IndicatorSet, Locator, ObservableKind, Outcome, Problem, Severity, Source,
    StoredRecord, StoredStamp, Time,
};
use vigie_report::{CaseFacts, Lang, Report};

use super::Records;
use super::metas::{DETECTORS, PARSERS};

pub(crate) fn at(text: &str) -> Time {
    Time::parse(text).unwrap()
}

/// A whole case, from which reports are made.
pub(crate) struct Case {
    pub(crate) outcome: Outcome,
    pub(crate) facts: CaseFacts,
    pub(crate) records: Records,
}

impl Case {
    pub(crate) fn report<'a>(&'a self, langs: &'a [Lang]) -> Report<'a> {
        Report {
            outcome: &self.outcome,
            case: &self.facts,
            detectors: &DETECTORS,
            parsers: &PARSERS,
            langs,
        }
    }

    fn new(findings: Vec<Finding>, problems: Vec<Problem>, coverage: Coverage) -> Self {
        let command = ["vigie", "check", "/media/My phone/backup", "--indicators", "sets"];
        let options = [("indicators", "sets"), ("include_personal", "false")];
        Self {
            outcome: Outcome::conclude(findings, problems, coverage),
            facts: CaseFacts {
                vigie_version: "0.1.0".into(),
                command: command.map(String::from).to_vec(),
                created: at("2026-11-22T09:30:12Z"),
                case_folder: "case-2026-11-22".into(),
                options: options.map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
            },
            records: Records(records()),
        }
    }
}

/// Spyware of a kind that states buy: a link in a message, a page, and a restart that took long.
pub(crate) fn signs() -> Case {
    let findings = vec![
        link_finding("https://login.bad.example/r?u=1", 2),
        delay_finding(),
        finding(
            Severity::Info,
            Confidence::High,
            "reboot_delay",
            delay_claim("1"),
            vec![Evidence {
                at: row_at(12),
                ..evidence("ios.datausage.process", "process", "bh", "2026-03-04T02:00:00Z")
            }],
        ),
    ];
    let problem = Problem {
        source: Some(0),
        by: "sms".into(),
        path: "/private/var/mobile/Library/SMS/sms.db".into(),
        at: Locator::Byte(81_920),
        message: "table message row 77 is cut short: needs 12 bytes, 4 left".into(),
    };
    Case::new(findings, vec![problem], coverage(EvidenceKind::IosBackupEncrypted))
}

/// Software that somebody close installs.
pub(crate) fn stalkerware() -> Case {
    let mut indicator = indicator(ObservableKind::AppId, "com.example.familywatch");
    indicator.malware = "FamilyWatch".into();
    indicator.stalkerware = true;
    let claim = Claim::new(
        "listed-app",
        [("found", "com.example.familywatch"), ("set", "Made-up set"), ("malware", "FamilyWatch")],
    );
    let mut one = finding(
        Severity::High,
        Confidence::High,
        "indicator_match",
        claim,
        vec![evidence(
            "ios.applications.app",
            "bundle",
            "com.example.familywatch",
            "2026-02-01T18:20:00Z",
        )],
    );
    one.indicator = Some(indicator);
    Case::new(vec![one.settled()], Vec::new(), coverage(EvidenceKind::IosBackup))
}

pub(crate) fn review() -> Case {
    Case::new(vec![delay_finding()], Vec::new(), coverage(EvidenceKind::IosBackup))
}

pub(crate) fn nothing() -> Case {
    Case::new(Vec::new(), Vec::new(), coverage(EvidenceKind::IosBackup))
}

/// A capture in which passwords could be read on the way.
pub(crate) fn exposure() -> Case {
    let args = [
        ("count", "1234"),
        ("protocols", "FTP, HTTP"),
        ("things", "password=1200 cookie=34"),
        ("codes", "EXP-05"),
    ];
    let finding = finding(
        Severity::Info,
        Confidence::High,
        "readable",
        Claim::new("readable-seen", args),
        vec![evidence("ios.sms.message", "thing", "password", "2026-03-04T02:00:00Z")],
    );
    Case::new(vec![finding], Vec::new(), coverage(EvidenceKind::PacketCapture))
}

/// Nothing to compare with, stopped early, and the only source is broken.
pub(crate) fn unclear() -> Case {
    let mut coverage = coverage(EvidenceKind::Files);
    coverage.interrupted = true;
    coverage.indicators.clear();
    for artefact in coverage.sources.iter_mut().flat_map(|source| &mut source.artefacts) {
        artefact.state = ArtefactState::Unreadable;
        artefact.records = 0;
        (artefact.first, artefact.last) = (None, None);
    }
    Case::new(Vec::new(), Vec::new(), coverage)
}

/// A match of every kind of indicator, some with values of no use.
pub(crate) fn every_kind() -> Case {
    use ObservableKind as K;
    let values: [(K, &str); 27] = [
        (K::Url, "https://bad.example/it's\\x?a=1"),
        (K::Host, "bad.example"),
        (K::Ip, "203.0.113.7"),
        (K::Ip, "203.0.113.0/24"),
        (K::Ip, "2001:db8::/32"),
        (K::Process, "bh"),
        (K::Process, "/usr/libexec/bh"),
        (K::Process, "x/"),
        (K::Path, "/private/var/tmp/x"),
        (K::Path, "/private/var/tmp/"),
        (K::Path, "/"),
        (K::FileName, "x.plist"),
        (K::Email, "eve@bad.example"),
        (K::Phone, "+33612345678"),
        (K::Account, "adam@bad.example"),
        (K::Account, "eve"),
        (K::FileHash, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        (K::FileHash, "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"),
        (K::FileHash, "not a hash"),
        (K::CertificateHash, "098f6bcd4621d373cade4e832627b4f6"),
        (K::CertificateOrganisation, "Bad Ltd"),
        (K::CertificateName, "100%_bad (x)"),
        (K::AppId, "com.example.bad"),
        (K::ProfileId, "com.example.profile"),
        (K::AndroidProperty, "bad.prop"),
        (K::Host, "xn--bcher-kva.example"),
        (K::Path, "relative.txt"),
    ];
    let one = |(kind, value): (K, &str)| {
        let mut one = link_finding(value, 1);
        one.indicator = Some(indicator(kind, value));
        one.also_listed.clear();
        one.settled()
    };
    let findings = values.into_iter().map(one).collect();
    Case::new(findings, Vec::new(), coverage(EvidenceKind::IosBackup))
}

/// Evidence that tries to break out of the page, the terminal and the spreadsheet.
pub(crate) fn hostile() -> Case {
    let nasty = "</script><img src=x onerror=alert(1)>\u{202e}\u{2069}\u{1b}[31m\u{0}'\"=cmd|' /C";
    let mut one = link_finding(nasty, 1);
    for part in &mut one.evidence {
        part.path = format!("/{nasty}/{}", "x".repeat(1_000_000));
        part.field = nasty.into();
        part.means = nasty.into();
        part.quote = nasty.repeat(20_000);
        part.at = Locator::Key(nasty.repeat(1000));
    }
    let indicator = one.indicator.as_mut().unwrap();
    indicator.malware = nasty.into();
    indicator.set = nasty.into();
    indicator.reference = Some(format!("https://set.example/{nasty}"));
    one.claim.args.insert("malware".into(), nasty.repeat(1000));
    one.claim.args.insert("set".into(), nasty.into());
    let gone = finding(
        Severity::Low,
        Confidence::Low,
        nasty,
        Claim::new(nasty, [(nasty, nasty)]),
        vec![evidence(nasty, "text", nasty, "2026-03-03T14:05:00Z")],
    );
    let mut coverage = coverage(EvidenceKind::IosBackupEncrypted);
    let source = &mut coverage.sources[0];
    source.path = nasty.into();
    source.facts.insert("device_name".into(), nasty.into());
    source.facts.insert(nasty.into(), nasty.repeat(10_000));
    source.artefacts[0].parser = nasty.into();
    coverage.indicators[0].name = nasty.into();
    let problem = Problem {
        source: Some(0),
        by: nasty.into(),
        path: nasty.into(),
        at: Locator::Row { table: nasty.into(), row: -1, byte: None, wal: true },
        message: nasty.repeat(50_000),
    };
    let mut case = Case::new(vec![one, gone], vec![problem], coverage);
    case.facts.command.push(nasty.into());
    for record in &mut case.records.0 {
        record.path = format!("={nasty}");
        record.stamps.iter_mut().for_each(|stamp| stamp.means = nasty.into());
        for value in record.fields.values_mut().filter(|value| value.is_string()) {
            *value = json!(format!("={}", nasty.repeat(5_000)));
        }
    }
    case
}

/// Far more than a page can take, all of it hostile.
pub(crate) fn large() -> Case {
    let quote = "<&\"'>\u{202e}".repeat(100);
    let finding = |number: usize| {
        let mut one = link_finding(&format!("https://h{number}.bad.example/"), 1);
        one.evidence = (0..100)
            .map(|row| Evidence {
                quote: quote.clone(),
                path: "/private/var/<mobile>/".repeat(20),
                at: row_at(row),
                ..one.evidence[0].clone()
            })
            .collect();
        one.evidence_count = 5000;
        one.settled()
    };
    let problem = |number: u64| Problem {
        source: Some(0),
        by: "sms".into(),
        path: "/<p>".repeat(100),
        at: Locator::Byte(number),
        message: "<b>".repeat(200),
    };
    let findings = (0..1500).map(finding).collect();
    let problems = (0..20_000).map(problem).collect();
    let mut case = Case::new(findings, problems, coverage(EvidenceKind::IosBackupEncrypted));
    let start = at("2026-03-03T13:30:00Z").unix_micros();
    case.records = Records(
        (0..20_000)
            .map(|number: i64| {
                let when = Time::from_unix_micros(start + number * 200_000).unwrap();
                let fields = json!({ "sender": "<x>", "text": quote });
                let id = u64::try_from(number).unwrap();
                record(id, "ios.sms.message", row_at(number), when, "received", fields)
            })
            .collect(),
    );
    case
}

fn row_at(row: i64) -> Locator {
    Locator::Row { table: "message".into(), row, byte: None, wal: false }
}

fn evidence(kind: &str, field: &str, quote: &str, when: &str) -> Evidence {
    Evidence {
        source: 0,
        path: "/private/var/mobile/Library/SMS/sms.db".into(),
        at: row_at(41_207),
        kind: kind.into(),
        field: field.into(),
        quote: quote.into(),
        when: Some(at(when)),
        means: "received".into(),
        clock: Some(Clock::Utc),
    }
}

fn finding(
    severity: Severity,
    confidence: Confidence,
    detector: &str,
    claim: Claim,
    evidence: Vec<Evidence>,
) -> Finding {
    Finding {
        id: String::new(),
        detector: detector.into(),
        version: 1,
        severity,
        confidence,
        claim,
        indicator: None,
        also_listed: Vec::new(),
        evidence_count: evidence.len() as u64,
        evidence,
    }
    .settled()
}

fn indicator(kind: ObservableKind, value: &str) -> IndicatorRef {
    IndicatorRef {
        kind,
        value: value.into(),
        id: Some("indicator--11111111-1111-4111-8111-111111111111".into()),
        malware: "Madeup".into(),
        stalkerware: false,
        set: "Made-up set".into(),
        publisher: Some("Made-up Lab".into()),
        date: Some(at("2026-01-15")),
        reference: Some("https://lab.example/madeup".into()),
        licence: Some("CC-BY-4.0".into()),
    }
}

fn link_finding(url: &str, times: i64) -> Finding {
    let claim =
        Claim::new("listed-link", [("found", url), ("set", "Made-up set"), ("malware", "Madeup")]);
    let quote = format!("Your parcel is waiting: {url} – reply STOP to end");
    let one = |number: i64| Evidence {
        at: row_at(41_207 + number),
        ..evidence("ios.sms.message", "text", &quote, "2026-03-03T14:05:00Z")
    };
    let evidence = (0..times).map(one).collect();
    let mut found = finding(Severity::High, Confidence::High, "indicator_match", claim, evidence);
    found.indicator = Some(indicator(ObservableKind::Host, "bad.example"));
    found.also_listed = vec![IndicatorRef {
        set: "Second set".into(),
        malware: "Madeup".into(),
        publisher: None,
        date: None,
        reference: None,
        id: None,
        ..indicator(ObservableKind::Host, "login.bad.example")
    }];
    found.settled()
}

fn delay_claim(count: &str) -> Claim {
    Claim::new(
        "reboot-delay-seen",
        [("count", count), ("at", "2026-03-04T06:12:00Z"), ("process", "/private/var/db/x/bh")],
    )
}

fn delay_finding() -> Finding {
    let one = Evidence {
        path: "/private/var/db/diagnostics/shutdown.log".into(),
        at: Locator::Line(1204),
        clock: Some(Clock::LocalUnknownOffset),
        means: "process still running".into(),
        ..evidence(
            "ios.shutdown_log.entry",
            "process",
            "/private/var/db/x/bh",
            "2026-03-04T06:12:00Z",
        )
    };
    finding(Severity::Medium, Confidence::Low, "reboot_delay", delay_claim("2"), vec![one])
}

fn coverage(kind: EvidenceKind) -> Coverage {
    let artefact = |parser: &str, state, records: u64, problems| Artefact {
        parser: parser.into(),
        state,
        files: 1,
        kinds: BTreeMap::new(),
        records,
        problems,
        first: (records > 0).then(|| at("2025-11-03T08:00:00Z")),
        last: (records > 0).then(|| at("2026-11-20T22:10:00Z")),
    };
    let encrypted = kind == EvidenceKind::IosBackupEncrypted;
    let safari = if encrypted { ArtefactState::Read } else { ArtefactState::NotHeld };
    let facts = [
        ("product_type", "iPhone14,5"),
        ("product_version", "18.1"),
        ("last_backup_date", "2026-11-20T22:15:00Z"),
        ("device_name", "Zoé’s iPhone"),
        ("serial_number", "MADEUP000000"),
    ];
    let source = Source {
        number: 0,
        path: "/media/My phone/backup".into(),
        kind,
        facts: facts.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        sha256: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef".into(),
        files: 81_204,
        files_read: 5,
        artefacts: vec![
            artefact("sms", ArtefactState::Damaged, 1_180_233, 1),
            artefact("safari_history", safari, if encrypted { 24_098 } else { 0 }, 0),
            artefact("datausage", ArtefactState::Read, 512, 0),
            artefact("applications", ArtefactState::Empty, 0, 0),
            artefact("shutdown_log", ArtefactState::NotHeld, 0, 0),
        ],
    };
    let set = IndicatorSet {
        name: "Made-up set".into(),
        path: "sets/madeup.stix2".into(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        newest: Some(at("2026-11-18")),
        indicators: 5700,
        skipped: 3,
        licence: Some("CC-BY-4.0".into()),
    };
    Coverage { sources: vec![source], indicators: vec![set], problems: 1, interrupted: false }
}

fn record(
    id: u64,
    kind: &str,
    locator: Locator,
    when: Time,
    means: &str,
    fields: serde_json::Value,
) -> StoredRecord {
    let path = match kind {
        "ios.shutdown_log.entry" => "/private/var/db/diagnostics/shutdown.log",
        _ => "/private/var/mobile/Library/SMS/sms.db",
    };
    let clock = match kind {
        "ios.shutdown_log.entry" => Clock::LocalUnknownOffset,
        _ => Clock::Utc,
    };
    StoredRecord {
        id,
        source: 0,
        path: path.into(),
        at: locator,
        kind: kind.into(),
        stamps: vec![StoredStamp { at: when, means: means.into(), clock }],
        fields: fields.as_object().unwrap().clone(),
    }
}

fn records() -> Vec<StoredRecord> {
    let text = "Your parcel is waiting: https://login.bad.example/r?u=1 – reply STOP to end";
    let mut records = vec![
        record(
            1,
            "ios.sms.message",
            row_at(41_207),
            at("2026-03-03T14:05:00Z"),
            "received",
            json!({ "sender": "+33612345678", "text": text, "service": "SMS" }),
        ),
        record(
            2,
            "ios.safari_history.visit",
            row_at(9_001),
            at("2026-03-03T14:05:41Z"),
            "visited",
            json!({ "url": "https://login.bad.example/r?u=1", "title": "Parcel" }),
        ),
        record(
            3,
            "ios.datausage.process",
            row_at(12),
            at("2026-03-03T14:06:10Z"),
            "process first used the network",
            json!({ "process": "bh", "wifi_in": 20_480 }),
        ),
        record(
            4,
            "ios.shutdown_log.entry",
            Locator::Line(1204),
            at("2026-03-04T06:12:00Z"),
            "process still running",
            json!({ "process": "/private/var/db/x/bh", "pid": 312 }),
        ),
        record(
            5,
            "ios.sms.message",
            row_at(41_300),
            at("2026-03-05T10:00:00Z"),
            "sent",
            json!({ "sender": null, "text": "=1+1", "service": "iMessage" }),
        ),
    ];
    records.push(StoredRecord { id: 6, stamps: Vec::new(), ..records[2].clone() });
    records[5].at = row_at(13);
    records
}
