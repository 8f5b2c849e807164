//! Places, values and findings as people and programs see them.
#![cfg(test)]

use vigie_core::{
    Claim, Clock, Confidence, DetectorMeta, Evidence, Found, Kind, Locator, MAX_EVIDENCE,
    Observable, ObservableKind, Order, Origin, Record, Seen, Severity, Stamp, Stop, Text, Time,
    Verdict, Volume, content_id, revive,
};

#[derive(serde::Serialize, serde::Deserialize)]
struct Visit {
    url: String,
}

static VISIT: Kind = Kind {
    id: "test.visit",
    title: Text { en: "visit", fr: "visite" },
    brief: &["url"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Visit>,
};

impl Record for Visit {
    fn kind(&self) -> &'static Kind {
        &VISIT
    }
    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for seconds in [100, 50] {
            see(Stamp::utc(Time::from_unix_seconds(seconds).unwrap(), "visited"));
        }
    }
    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("url", Observable::Url(&self.url));
    }
}

static META: DetectorMeta = DetectorMeta {
    id: "test_detector",
    version: 3,
    title: Text { en: "", fr: "" },
    severity: Severity::High,
    order: Order::File,
    reads: &["test.visit"],
    catalogue: &[],
    manual: "",
    wording: &[],
    references: &[],
};

fn evidence(row: i64) -> Evidence {
    let visit = Visit { url: "http://a.example/".into() };
    let at = Locator::Row { table: "history_visits".into(), row, byte: None, wal: false };
    Seen { record: &visit, source: 1, path: "/History.db", at: &at }.evidence("url", &visit.url)
}

fn found(evidence: Vec<Evidence>) -> Found {
    let claim = Claim::new("test-visit", [("url", "a.example")]);
    Found { severity: Severity::Low, confidence: Confidence::High, claim, evidence }
}

#[test]
fn evidence_carries_the_first_stamp_and_a_short_quote() {
    let one = evidence(7);
    assert_eq!(one.when, Time::from_unix_seconds(100));
    assert_eq!((one.means.as_str(), one.clock), ("visited", Some(Clock::Utc)));
    assert_eq!(one.kind, "test.visit");
    let long = Visit { url: "x".repeat(10_000) };
    let seen = Seen { record: &long, source: 0, path: "/", at: &Locator::Whole };
    assert_eq!(seen.evidence("url", &long.url).quote.chars().count(), 501);
}

#[test]
fn findings_are_settled_the_same_from_any_order() {
    let finding = found(vec![evidence(2), evidence(1), evidence(2)]).by(&META);
    let other = found(vec![evidence(1), evidence(2)]).by(&META);
    assert_eq!(finding.evidence, other.evidence);
    assert_eq!(finding.id, other.id);
    assert_eq!((finding.version, finding.evidence_count), (3, 3));
    assert_eq!(finding.first(), Time::from_unix_seconds(100));
    assert_eq!(finding.last(), Time::from_unix_seconds(100));
    assert_ne!(finding.id, found(vec![evidence(3)]).by(&META).id);
    let many = (0..MAX_EVIDENCE + 5).map(|row| evidence(i64::try_from(row).unwrap())).collect();
    let many = found(many).by(&META);
    assert_eq!((many.evidence.len(), many.evidence_count), (MAX_EVIDENCE, 10_005));
}

#[test]
fn findings_survive_json() {
    let finding = found(vec![evidence(1)]).by(&META);
    let json = serde_json::to_string(&finding).unwrap();
    assert_eq!(serde_json::from_str::<vigie_core::Finding>(&json).unwrap(), finding);
    assert!(json.contains("\"severity\":\"low\""), "{json}");
}

#[test]
fn ids_do_not_run_together() {
    assert_ne!(content_id(&["ab", "c"]), content_id(&["a", "bc"]));
    assert_eq!(content_id(&["a"]).len(), 16);
}

#[test]
fn places_in_words() {
    let row = |wal| Locator::Row { table: "message".into(), row: 5, byte: Some(9), wal };
    let cases = [
        (Locator::Whole, "whole file"),
        (Locator::Line(3), "line 3"),
        (Locator::Byte(4), "byte 4"),
        (row(false), "table message row 5"),
        (row(true), "table message row 5 (write-ahead log)"),
        (Locator::Key("a/b".into()), "key a/b"),
        (Locator::Packet(6), "packet 6"),
    ];
    for (at, text) in cases {
        assert_eq!(at.to_string(), text);
        let json = serde_json::to_string(&at).unwrap();
        assert_eq!(serde_json::from_str::<Locator>(&json).unwrap(), at);
    }
}

#[test]
fn every_observable_knows_its_kind_and_text() {
    use Observable as O;
    use ObservableKind as K;
    let all = [
        (O::Url("v"), K::Url),
        (O::Host("v"), K::Host),
        (O::Process("v"), K::Process),
        (O::Path("v"), K::Path),
        (O::FileName("v"), K::FileName),
        (O::Email("v"), K::Email),
        (O::Phone("v"), K::Phone),
        (O::Account("v"), K::Account),
        (O::FileHash("v"), K::FileHash),
        (O::CertificateHash("v"), K::CertificateHash),
        (O::CertificateOrganisation("v"), K::CertificateOrganisation),
        (O::CertificateName("v"), K::CertificateName),
        (O::AppId("v"), K::AppId),
        (O::ProfileId("v"), K::ProfileId),
        (O::AndroidProperty("v"), K::AndroidProperty),
    ];
    for (observable, kind) in all {
        assert_eq!((observable.kind(), &*observable.text()), (kind, "v"));
    }
    let ip = O::Ip("2001:db8::1".parse().unwrap());
    assert_eq!((ip.kind(), &*ip.text()), (K::Ip, "2001:db8::1"));
}

#[test]
fn stops_say_what_and_where() {
    let stop = Stop::malformed("magic", 0, "SQLite format 3");
    assert_eq!(stop.to_string(), "magic at byte 0: expected SQLite format 3");
    assert_eq!(stop.locator(), Locator::Byte(0));
    assert_eq!(Stop::Unsupported("UTF-9".into()).to_string(), "UTF-9 is not supported");
    assert_eq!(Stop::Interrupted.locator(), Locator::Whole);
}

#[test]
fn verdicts_have_keys() {
    let keys: Vec<_> = Verdict::ALL.iter().map(|verdict| verdict.key()).collect();
    assert_eq!(keys, ["signs", "review", "nothing", "unclear"]);
}

#[test]
fn a_query_wants_what_lies_in_its_windows() {
    use vigie_core::RecordQuery;
    let at = |text: &str| Time::parse(text).unwrap();
    let all = RecordQuery::default();
    assert!(!all.is_dated() && all.wants(at("2026-01-01")));
    let day = (at("2026-01-02"), at("2026-01-03"));
    let windows = RecordQuery { windows: vec![day], ..RecordQuery::default() };
    assert!(
        windows.is_dated() && windows.wants(at("2026-01-03")) && !windows.wants(at("2026-01-04"))
    );
    let from = RecordQuery { from: Some(at("2026-01-03")), ..windows.clone() };
    assert!(!from.wants(at("2026-01-02")) && from.wants(at("2026-01-03")));
    let to = RecordQuery { to: Some(at("2026-01-02")), ..windows };
    assert!(to.wants(at("2026-01-02")) && !to.wants(at("2026-01-03")));
}
