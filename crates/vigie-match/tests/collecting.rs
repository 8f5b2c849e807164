//! From records to findings.

#[cfg(test)]
mod common;

use common::{Made, bundle, folder, patterns, see};
use vigie_core::{
    Confidence, Finding, Locator, MAX_EVIDENCE, ObservableKind as Kind, Severity, Time,
};
use vigie_match::{INDICATOR_MATCH, Indicators, MatchCollector};

fn record(kind: usize, values: &[(Kind, &str)]) -> Made {
    let values = values.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
    Made { kind, values, ..Made::default() }
}

fn findings(indicators: &Indicators, records: &[Made]) -> Vec<Finding> {
    let mut collector = MatchCollector::new();
    for (line, record) in (1..).zip(records) {
        see(&mut collector, indicators, record, "/a", line);
    }
    collector.findings(indicators)
}

fn one(indicators: &Indicators, record: Made) -> Finding {
    let mut all = findings(indicators, &[record]);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn a_finding_names_the_record_and_the_indicator() {
    let (indicators, _) = patterns(&["[domain-name:value = 'bad.example']"]);
    let at = Time::parse("2024-05-06T07:08:09Z");
    let text = "https://x.bad.example/path";
    let finding = one(&indicators, Made { at, ..record(0, &[(Kind::Url, text)]) });
    assert_eq!(finding.detector, INDICATOR_MATCH.id);
    assert_eq!((finding.severity, finding.confidence), (Severity::High, Confidence::High));
    assert_eq!(finding.claim.key, "indicator-match-link-received");
    for (name, value) in [
        ("value", "bad.example"),
        ("found", text),
        ("malware", "Madeup"),
        ("named", "yes"),
        ("set", "set.stix2"),
        ("count", "1"),
    ] {
        assert_eq!(finding.claim.args[name], value, "{name}");
    }
    let indicator = finding.indicator.unwrap();
    assert_eq!((indicator.kind, indicator.value.as_str()), (Kind::Host, "bad.example"));
    assert!(indicator.id.unwrap().starts_with("indicator--00000001"));
    assert_eq!(indicator.date, Time::parse("2024-01-26T21:28:21Z"));
    let evidence = &finding.evidence[0];
    assert_eq!((evidence.path.as_str(), &evidence.at), ("/a", &Locator::Line(1)));
    assert_eq!((evidence.field.as_str(), evidence.quote.as_str()), ("value", text));
    assert_eq!((evidence.when, evidence.means.as_str()), (at, "made"));
    assert_eq!(finding.evidence_count, 1);
    assert_eq!(finding.id.len(), 16);
}

#[test]
fn software_with_other_uses_is_told_more_mildly_than_stalkerware() {
    let list = b"- name: Guard\n  type: watchware\n  packages: [com.guard, com.both]\n- name: Spy\n  type: stalkerware\n  packages: [com.spy, com.both]\n";
    let bare = b"- name: Bare\n  packages: [com.bare]\n";
    let (_folder, loaded) = folder(&[("ioc.yaml", list), ("watchware.yaml", bare)]);
    for (package, severity, named) in [
        ("com.guard", Severity::Medium, "dual"),
        ("com.bare", Severity::Medium, "dual"),
        ("com.spy", Severity::High, "yes"),
        ("com.both", Severity::High, "yes"),
    ] {
        let finding = one(&loaded.indicators, record(5, &[(Kind::AppId, package)]));
        assert_eq!(finding.severity, severity, "{package}");
        assert_eq!(finding.claim.args["named"], named, "{package}");
        assert!(finding.claim.key.ends_with("-stalkerware"), "{package}");
    }
}

#[test]
fn mentions_join_the_record_that_says_more() {
    let (indicators, _) = patterns(&["[app:id = 'com.bad']"]);
    let app = [(Kind::AppId, "com.bad")];
    let alone = findings(&indicators, &[record(4, &app), record(4, &app)]);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].claim.key, "indicator-match-app-recorded");
    let all = findings(&indicators, &[record(4, &app), record(6, &app), record(5, &app)]);
    let keys: Vec<_> = all.iter().map(|one| (one.claim.key.as_str(), one.evidence_count)).collect();
    assert_eq!(keys, [("indicator-match-app-installed", 2), ("indicator-match-app-permission", 1)]);
    let kinds: Vec<_> = all[0].evidence.iter().map(|one| one.kind.as_str()).collect();
    assert_eq!(kinds, ["android.dump_text.mention", "android.packages.package"]);
}

#[test]
fn severity_and_confidence_follow_what_matched() {
    let sha = "54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7";
    let (indicators, _) = patterns(&[
        "[domain-name:value = 'bad.example']",
        "[domain-name:value = 'drive.google.com']",
        "[ipv4-addr:value = '192.0.2.0/24']",
        "[ipv4-addr:value = '198.51.100.1']",
        "[ipv4-addr:value = '198.51.100.2:443']",
        "[process:name = 'com.apple.avcapture']",
        "[file:path = '/private/var/tmp/x']",
        "[file:name = 'roleaccountd.plist']",
        &format!("[file:hashes.sha256 = '{sha}']"),
        "[email-addr:value = 'eve@bad.example']",
        "[phone-number:value = '+33612345678']",
        "[app:id = 'com.bad']",
        "[configuration-profile:id = 'p']",
        "[x509-certificate:subject = 'O=Org']",
    ]);
    use Confidence::{High as Sure, Medium as Unsure};
    let cases: &[(usize, Kind, &str, Severity, Confidence, &str)] = &[
        (1, Kind::Url, "https://bad.example/", Severity::High, Sure, "link-visited"),
        (0, Kind::Url, "https://drive.google.com/x", Severity::High, Unsure, "link-received"),
        (2, Kind::Ip, "192.0.2.9", Severity::High, Unsure, "link-recorded"),
        (2, Kind::Ip, "198.51.100.1", Severity::High, Sure, "link-recorded"),
        (2, Kind::Ip, "198.51.100.2", Severity::High, Unsure, "link-recorded"),
        (2, Kind::Process, "com.apple.avcapture", Severity::High, Sure, "process-ran"),
        (2, Kind::Process, "com.apple.avcapt", Severity::Medium, Unsure, "process-cut"),
        (3, Kind::Path, "/var/tmp/x/y", Severity::High, Sure, "file-present"),
        (3, Kind::FileName, "roleaccountd.plist", Severity::High, Unsure, "file-present"),
        (3, Kind::FileHash, sha, Severity::High, Sure, "file-hash"),
        (0, Kind::Account, "eve@bad.example", Severity::High, Sure, "account-recorded"),
        (0, Kind::Account, "+33612345678", Severity::High, Sure, "account-recorded"),
        (0, Kind::Account, "0612345678", Severity::Medium, Unsure, "account-partial"),
        (3, Kind::AppId, "com.bad", Severity::High, Sure, "app-installed"),
        (3, Kind::ProfileId, "P", Severity::High, Sure, "profile"),
        (3, Kind::CertificateOrganisation, "Org", Severity::High, Unsure, "certificate"),
    ];
    for (kind, value, text, severity, confidence, key) in cases {
        let finding = one(&indicators, record(*kind, &[(*value, text)]));
        assert_eq!((finding.severity, finding.confidence), (*severity, *confidence), "{text}");
        assert_eq!(finding.claim.key, format!("indicator-match-{key}"), "{text}");
    }
    let sent = Made { owner: true, ..record(0, &[(Kind::Url, "https://bad.example/")]) };
    let finding = one(&indicators, sent);
    assert_eq!((finding.severity, finding.confidence), (Severity::High, Confidence::Medium));
    assert_eq!(finding.claim.key, "indicator-match-link-sent");
}

#[test]
fn stalkerware_has_its_own_sentences_and_its_websites_weigh_less() {
    let apps = "- name: SpyApp\n  type: stalkerware\n  packages: [com.spy]\n  websites: [spy.example, both.example]\n  c2: {domains: [c2.example, both.example]}\n";
    let (_folder, loaded) = folder(&[("ioc.yaml", apps.as_bytes())]);
    let of = |kind, value, text| one(&loaded.indicators, record(kind, &[(value, text)]));
    let app = of(3, Kind::AppId, "com.spy");
    assert_eq!(app.claim.key, "indicator-match-app-installed-stalkerware");
    assert!(app.indicator.unwrap().stalkerware);
    let site = of(1, Kind::Url, "https://spy.example/buy");
    assert_eq!(site.confidence, Confidence::Medium);
    assert_eq!(of(1, Kind::Url, "https://c2.example/").confidence, Confidence::High);
    assert_eq!(of(1, Kind::Url, "https://both.example/").confidence, Confidence::High);
}

#[test]
fn one_record_counts_once_for_one_listed_value() {
    let (indicators, _) = patterns(&[
        "[domain-name:value = 'bad.example']",
        "[process:name = 'com.apple.avcapture']",
    ]);
    let twice = record(
        0,
        &[
            (Kind::Url, "https://bad.example/a"),
            (Kind::Url, "https://bad.example/b"),
            (Kind::Host, "x.bad.example"),
        ],
    );
    let all = findings(&indicators, &[twice.clone(), twice]);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].evidence_count, all[0].evidence.len()), (2, 2));
    assert_eq!(all[0].evidence[0].quote, "https://bad.example/a");
    // The most exact match counts.
    let both =
        record(2, &[(Kind::Process, "com.apple.avcapt"), (Kind::Process, "com.apple.avcapture")]);
    assert_eq!(one(&indicators, both).claim.key, "indicator-match-process-ran");
}

#[test]
fn every_set_that_lists_the_value_is_named() {
    let text = bundle(&["[domain-name:value = 'bad.example']"]);
    let (_folder, loaded) = folder(&[
        ("a/domains.txt", b"BAD.example\n"),
        ("b/set.stix2", text.as_bytes()),
        ("c/domains.txt", b"www.bad.example\n"),
    ]);
    let finding = one(&loaded.indicators, record(0, &[(Kind::Host, "bad.example")]));
    let indicator = finding.indicator.unwrap();
    assert_eq!(indicator.set, "b/set.stix2", "the best documented one comes first");
    let others: Vec<_> = finding.also_listed.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(others, ["BAD.example", "www.bad.example"]);
}

#[test]
fn patterns_of_several_values_need_one_record() {
    let md5 = "9e107d9d372bb6826bd81d3542a419d6";
    let other = "e4d909c290d0fb1ca068ffaddf22cbd0";
    let (indicators, problems) = patterns(&[
        &format!("[file:name = 'x.apk' AND file:hashes.MD5 = '{md5}']"),
        "[domain-name:value = 'a.example' AND url:value = 'https://b.example/x']",
        &format!("[file:name = 'y.apk' AND file:hashes.MD5 != '{md5}']"),
        "[file:name = 'z.apk' AND (app:id = 'com.z' OR app:id LIKE 'org.z%')]",
        "[domain-name:value = 'w.example'] START t'2024-01-01T00:00:00Z' STOP t'2024-02-01T00:00:00Z'",
    ]);
    assert!(problems.is_empty(), "{problems:?}");
    let count = |record: Made| findings(&indicators, &[record]).len();
    let file = |name: &str, hash: &str| {
        record(3, &[(Kind::Path, &format!("/a/{name}")), (Kind::FileHash, hash)])
    };
    assert_eq!(count(file("x.apk", md5)), 1);
    assert_eq!(count(file("x.apk", other)), 0);
    assert_eq!(count(file("other.apk", md5)), 0);
    assert_eq!(count(record(3, &[(Kind::FileName, "x.apk")])), 0);
    assert_eq!(
        count(record(0, &[(Kind::Url, "https://a.example"), (Kind::Url, "https://b.example/x")])),
        1
    );
    // In two records they are two things.
    let parted = [
        record(0, &[(Kind::Url, "https://a.example")]),
        record(0, &[(Kind::Url, "https://b.example/x")]),
    ];
    assert!(findings(&indicators, &parted).is_empty());
    // `!=` needs a value that is another.
    assert_eq!(count(file("y.apk", other)), 1);
    assert_eq!(count(file("y.apk", md5)), 0);
    assert_eq!(count(record(3, &[(Kind::FileName, "y.apk")])), 0);
    assert_eq!(count(record(3, &[(Kind::FileName, "z.apk"), (Kind::AppId, "com.z")])), 1);
    assert_eq!(count(record(3, &[(Kind::FileName, "z.apk"), (Kind::AppId, "org.zz")])), 1);
    assert_eq!(count(record(3, &[(Kind::FileName, "z.apk"), (Kind::AppId, "com.y")])), 0);
    let dated = |at: &str| Made { at: Time::parse(at), ..record(0, &[(Kind::Host, "w.example")]) };
    assert_eq!(count(dated("2024-01-15")), 1);
    assert_eq!(count(dated("2024-02-01")), 0);
    assert_eq!(count(record(0, &[(Kind::Host, "w.example")])), 0);

    let finding = one(&indicators, file("x.apk", md5));
    assert_eq!(finding.claim.key, "indicator-match-pattern");
    assert_eq!((finding.severity, finding.confidence), (Severity::High, Confidence::High));
    let value = finding.indicator.unwrap().value;
    assert!(value.starts_with("[file:name = 'x.apk' AND"), "{value}");
}

#[test]
fn a_value_may_stand_alone_and_in_a_pattern() {
    let (indicators, _) = patterns(&[
        "[domain-name:value = 'a.example' AND app:id = 'com.x']",
        "[domain-name:value = 'a.example']",
    ]);
    let alone = findings(&indicators, &[record(0, &[(Kind::Host, "a.example")])]);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].claim.args["value"], "a.example");
    let both = record(0, &[(Kind::Host, "a.example"), (Kind::AppId, "com.x")]);
    assert_eq!(findings(&indicators, &[both]).len(), 2);
}

#[test]
fn a_narrowed_pattern_is_a_weaker_sign() {
    let (indicators, _) = patterns(&[
        "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.1' AND network-traffic:dst_port = '443']",
    ]);
    let finding = one(&indicators, record(2, &[(Kind::Ip, "192.0.2.1")]));
    assert_eq!((finding.severity, finding.confidence), (Severity::High, Confidence::Medium));
}

#[test]
fn nothing_matches_nothing() {
    let (indicators, _) = patterns(&["[domain-name:value = 'bad.example']"]);
    let mut collector = MatchCollector::new();
    assert!(!see(
        &mut collector,
        &indicators,
        &record(0, &[(Kind::Host, "good.example")]),
        "/a",
        1
    ));
    assert!(see(&mut collector, &indicators, &record(0, &[(Kind::Host, "bad.example")]), "/a", 2));
    assert!(!see(
        &mut collector,
        &Indicators::default(),
        &record(0, &[(Kind::Host, "bad.example")]),
        "/a",
        1
    ));
    assert!(MatchCollector::new().findings(&indicators).is_empty());
}

#[test]
fn findings_do_not_depend_on_the_workers() {
    let (indicators, _) =
        patterns(&["[domain-name:value = 'bad.example']", "[app:id = 'com.bad']"]);
    let most = u64::try_from(MAX_EVIDENCE).unwrap() + 500;
    let hit = record(0, &[(Kind::Url, "https://bad.example/"), (Kind::AppId, "com.bad")]);
    let sent = Made { owner: true, ..hit.clone() };
    let run = |workers: u64, backwards: bool| {
        let mut collectors: Vec<_> = (0..workers).map(|_| MatchCollector::new()).collect();
        let mut work: Vec<(String, u64)> = ["/b", "/a"]
            .iter()
            .flat_map(|path| (1..=most).map(|n| ((*path).to_owned(), n)))
            .collect();
        if backwards {
            work.reverse();
        }
        for (path, line) in work {
            let worker = usize::try_from((line + path.len() as u64) % workers).unwrap();
            let record = if line % 7 == 0 { &sent } else { &hit };
            see(&mut collectors[worker], &indicators, record, &path, line);
        }
        let mut all = MatchCollector::new();
        for collector in collectors {
            all.merge(collector);
        }
        all.findings(&indicators)
    };
    let expected = run(1, false);
    assert_eq!(expected.len(), 3, "an app, and links received and sent");
    let mut ids: Vec<_> = expected.iter().map(|one| &one.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    let app = expected.iter().find(|one| one.claim.key.ends_with("app-recorded")).unwrap();
    assert_eq!(app.confidence, Confidence::High, "not all were made by the owner");
    let links = expected.iter().find(|one| one.claim.key.ends_with("link-received")).unwrap();
    assert_eq!(links.evidence.len(), MAX_EVIDENCE);
    assert_eq!(links.evidence_count, 2 * (most - most / 7));
    assert_eq!((links.evidence[0].path.as_str(), &links.evidence[0].at), ("/a", &Locator::Line(1)));
    assert_eq!(run(3, true), expected);
    assert_eq!(run(8, false), expected);
}
