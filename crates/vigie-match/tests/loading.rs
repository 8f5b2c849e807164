//! Every format, as it is published and as it should not be.

#[cfg(test)]
mod common;

use common::{bundle, folder, hits, load};
use vigie_core::{Observable, ObservableKind, Time};
use vigie_match::{Loaded, Strength};

fn messages(loaded: &Loaded) -> Vec<String> {
    loaded.problems.iter().map(|problem| problem.message.clone()).collect()
}

fn malware(loaded: &Loaded, observable: Observable<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut scratch = vigie_match::Scratch::default();
    loaded.indicators.matches(&observable, &mut scratch, &mut |hit| {
        found.extend(loaded.indicators.listed(hit.entry).into_iter().map(|one| one.malware));
    });
    found
}

#[test]
fn stix_names_stand_in_any_order() {
    let objects = r#"{"spec_version": "2.0", "objects": [
        {"type":"relationship","source_ref":"indicator--1","target_ref":"malware--1"},
        {"type":"relationship","source_ref":"indicator--1","target_ref":"threat-actor--1"},
        {"type":"report","id":"report--1","name":"A report","object_refs":["indicator--2","x"]},
        {"type":"report","id":"report--2","name":"Of one","object_refs":["indicator--3","tool--1"]},
        {"type":"indicator","id":"indicator--1","pattern":"[domain-name:value='a.example']",
         "valid_from":"2024-01-01T00:00:00Z","created_by_ref":"identity--1",
         "external_references":[{"source_name":"x"},{"url":"https://lab.example/report"}]},
        {"type":"indicator","id":"indicator--2","pattern":"[domain-name:value='b.example']",
         "created":"2024-02-01T00:00:00Z","modified":"2024-03-01T00:00:00Z"},
        {"type":"indicator","id":"indicator--3","pattern":"[domain-name:value='c.example']"},
        {"type":"indicator","id":"indicator--4","pattern":"[domain-name:value='d.example']",
         "name":"Own name"},
        {"type":"indicator","id":"indicator--5","pattern":"[domain-name:value='e.example']",
         "name":"Domain e.example"},
        {"type":"relationship","source_ref":"campaign--1","target_ref":"indicator--5"},
        {"type":"observed-data","id":"observed-data--1","objects":{"0":{"type":"file"}}},
        {"type":"domain-name","id":"domain-name--1","value":"never.example"},
        {"type":"campaign","id":"campaign--1","name":"Campaign"},
        {"type":"threat-actor","id":"threat-actor--1","name":"Actor"},
        {"type":"malware","id":"malware--1","name":"Mal\u00e9fique"},
        {"type":"tool","id":"tool--1","name":"Tool of stalkerware"},
        {"type":"identity","id":"identity--1","name":"The Lab"}
    ], "type": "bundle"}"#;
    let (_folder, loaded) = folder(&[("set.json", objects.as_bytes())]);
    assert_eq!(messages(&loaded), [""; 0]);
    for (host, expected) in [
        ("a.example", "Maléfique"),
        ("b.example", "A report"),
        ("c.example", "Tool of stalkerware"),
        ("d.example", "Own name"),
        ("e.example", "Campaign"),
    ] {
        assert_eq!(malware(&loaded, Observable::Host(host)), [expected], "{host}");
    }
    assert!(malware(&loaded, Observable::Host("never.example")).is_empty());
    let mut shown = Vec::new();
    let mut scratch = vigie_match::Scratch::default();
    for host in ["a.example", "b.example", "c.example"] {
        loaded.indicators.matches(&Observable::Host(host), &mut scratch, &mut |hit| {
            shown.push(loaded.indicators.describe(hit.entry));
        });
    }
    assert_eq!(shown[0].id.as_deref(), Some("indicator--1"));
    assert_eq!(shown[0].publisher.as_deref(), Some("The Lab"));
    assert_eq!(shown[0].reference.as_deref(), Some("https://lab.example/report"));
    assert_eq!(shown[0].date, Time::parse("2024-01-01"));
    assert_eq!(shown[1].date, Time::parse("2024-02-01"));
    assert_eq!((shown[2].date, shown[2].stalkerware, shown[0].stalkerware), (None, true, false));
}

#[test]
fn a_bundle_with_one_malware_is_about_it() {
    let text = r#"[{"type":"malware","id":"malware--1","name":"Only"},
        {"type":"indicator","id":"indicator--1","pattern":"[app:id='com.bad']"}]"#;
    let (_folder, loaded) = folder(&[("x", text.as_bytes())]);
    assert_eq!(malware(&loaded, Observable::AppId("com.bad")), ["Only"]);
}

#[test]
fn stix_indicators_that_are_not_used() {
    let text = r#"{"objects": [
        {"type":"indicator","id":"indicator--1","pattern":"[domain-name:value='a.example']","revoked":true},
        {"type":"indicator","id":"indicator--2","pattern":"[domain-name:value='b.example']","indicator_types":["benign"]},
        {"type":"indicator","id":"indicator--3","pattern":"rule x {}","pattern_type":"yara"},
        {"type":"indicator","id":"indicator--4","pattern":"rule y {}","pattern_type":"yara"},
        {"type":"indicator","id":"indicator--5","pattern":"[mutex:name='m']"},
        {"type":"indicator","id":"indicator--6","pattern":"[domain-name:value='c.example"},
        {"type":"indicator","id":"indicator--7"},
        {"type":"indicator","id":"indicator--8","pattern":"[domain-name:value != 'x']"},
        {"type":"indicator","id":"indicator--9","pattern":"[ipv4-addr:value = 'nonsense']"},
        {"type":"indicator","id":"indicator--10","pattern":"[file:path = 'C:\\\\x']"},
        {"type":"indicator","id":"indicator--11","pattern":"[domain-name:value='old.example']","valid_until":"2020-01-01T00:00:00Z"},
        {"type":"indicator","id":"indicator--12","pattern":"[domain-name:value='new.example']","valid_until":"2030-01-01T00:00:00Z"},
        {"type":"indicator","id":"indicator--13" "pattern":"x"},
        {"type":"indicator","id":"indicator--14","pattern":"[domain-name:value='last.example']"}
    ]}"#;
    let (_folder, loaded) = folder(&[("set.stix2", text.as_bytes())]);
    for host in ["a.example", "b.example"] {
        assert!(hits(&loaded.indicators, Observable::Host(host)).is_empty(), "{host}");
    }
    for host in ["old.example", "new.example", "last.example"] {
        assert_eq!(hits(&loaded.indicators, Observable::Host(host)).len(), 1, "{host}");
    }
    let set = &loaded.indicators.sets()[0];
    assert_eq!((set.indicators, set.skipped), (3, 8));
    let all = messages(&loaded).join("\n");
    for expected in [
        "1 × indicators revoked by their publisher",
        "1 × indicators of benign activity",
        "2 × patterns in the language yara: not used",
        "1 × mutex:name: type not used by any evidence Vigie reads",
        "indicator ‘indicator--6’: pattern at byte 19, before ‘'c.example’: expected a closing quote",
        "indicator ‘indicator--7’: expected a pattern",
        "indicator ‘indicator--8’: pattern at byte 1: cannot evaluate a comparison that would match",
        "‘[ipv4-addr:value = 'nonsense']’: expected an IPv4 or IPv6 address, or a network",
        "1 × path of Windows or relative to a variable: no evidence Vigie reads shows it",
        "1 × indicators past the end of validity",
        "STIX object: expected ',' or '}'",
    ] {
        assert!(all.contains(expected), "{expected}\n--\n{all}");
    }
    let at = loaded.problems.iter().find(|one| one.message.contains("indicator--6")).unwrap();
    assert!(matches!(at.at, vigie_core::Locator::Byte(offset) if offset > 500));
    assert!(at.path.ends_with("set.stix2"));
    assert_eq!((at.source, at.by.as_str()), (None, "indicators"));
}

#[test]
fn one_bad_value_spares_the_rest_of_its_pattern() {
    let text = bundle(&["[ipv4-addr:value IN ('nonsense', '192.0.2.1')]"]);
    let (_folder, loaded) = folder(&[("set.stix2", text.as_bytes())]);
    let address = Observable::Ip("192.0.2.1".parse().unwrap());
    assert_eq!(hits(&loaded.indicators, address).len(), 1);
    assert_eq!(loaded.problems.len(), 1);
}

const EVENT: &str = r#"{"Event": {"uuid": "e", "info": "An event", "date": "2023-05-06", "Orgc": {"name": "CIRT"},
    "Tag": [{"name": "tlp:white"}, {"name": "misp-galaxy:stalkerware=\"Watcher\""}],
    "Attribute": [
        {"uuid": "05b7c427-1452-437e-a19e-32590edf60c3", "type": "domain", "value": "a.example", "to_ids": true},
        {"type": "domain", "value": "context.example", "to_ids": false},
        {"type": "domain", "value": "gone.example", "to_ids": true, "deleted": true},
        {"type": "domain|ip", "value": "b.example|192.0.2.1", "to_ids": "1"},
        {"type": "ip-dst|port", "value": "192.0.2.2|443", "to_ids": true},
        {"type": "hostname|port", "value": "p.example|443", "to_ids": true},
        {"type": "filename|sha256", "value": "x.apk|54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7", "to_ids": true},
        {"type": "filename", "value": "bad.plist", "to_ids": true},
        {"type": "filename", "value": "/private/var/tmp/x", "to_ids": true},
        {"type": "email-src", "value": "eve@bad.example", "to_ids": true},
        {"type": "phone-number", "value": "+33612345678", "to_ids": true},
        {"type": "url", "value": "hxxp://u[.]example/x", "to_ids": true},
        {"type": "mutex", "value": "m", "to_ids": true},
        {"type": "stix2-pattern", "value": "[app:id = 'com.pattern']", "to_ids": true},
        {"type": "domain", "value": "t.example", "to_ids": true, "timestamp": "1600000000", "Galaxy": [
            {"type": "mitre-malware", "GalaxyCluster": [{"value": "Other"}]}]}
    ],
    "Object": [{"name": "android-app", "Attribute": [
        {"type": "text", "object_relation": "name", "value": "SpyApp", "to_ids": false},
        {"type": "mobile-application-id", "object_relation": "appid", "value": "com.spy.app", "to_ids": true},
        {"type": "x509-fingerprint-sha1", "value": "31A6ECECD97CF39BC4126B8745CD94A7C30BF81C", "to_ids": true},
        {"type": "text", "object_relation": "appid", "value": "com.spy.text", "to_ids": true}]},
        {"name": "file", "deleted": true, "Attribute": [{"type": "domain", "value": "del.example", "to_ids": true}]}]
}}"#;

#[cfg(test)]
fn check_event(loaded: &Loaded) {
    for (observable, expected) in [
        (Observable::Host("a.example"), "Watcher"),
        (Observable::Host("b.example"), "Watcher"),
        (Observable::Host("t.example"), "Other"),
        (Observable::FileName("bad.plist"), "Watcher"),
        (Observable::Path("/var/tmp/x"), "Watcher"),
        (Observable::Email("eve@bad.example"), "Watcher"),
        (Observable::Phone("+33612345678"), "Watcher"),
        (Observable::Url("http://u.example/x"), "Watcher"),
        (Observable::AppId("com.pattern"), "Watcher"),
        (Observable::AppId("com.spy.app"), "SpyApp"),
        (Observable::AppId("com.spy.text"), "SpyApp"),
        (Observable::CertificateHash("31a6ececd97cf39bc4126b8745cd94a7c30bf81c"), "SpyApp"),
        (
            Observable::FileHash(
                "54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7",
            ),
            "Watcher",
        ),
    ] {
        assert_eq!(malware(loaded, observable), [expected], "{observable:?}");
    }
    for host in ["context.example", "gone.example", "del.example"] {
        assert!(hits(&loaded.indicators, Observable::Host(host)).is_empty(), "{host}");
    }
    for address in ["192.0.2.1", "192.0.2.2"] {
        let found = hits(&loaded.indicators, Observable::Ip(address.parse().unwrap()));
        assert_eq!(found[0].1, Strength::Partial, "{address}");
    }
    assert_eq!(hits(&loaded.indicators, Observable::Host("p.example"))[0].1, Strength::Partial);
    let set = &loaded.indicators.sets()[0];
    assert_eq!((set.name.as_str(), set.skipped), ("An event", 1));
    assert_eq!(messages(loaded), ["1 × MISP type mutex: not used by any evidence Vigie reads"]);
}

#[test]
fn misp_events_alone_in_lists_and_in_feeds() {
    let (_folder, loaded) = folder(&[("event.json", EVENT.as_bytes())]);
    check_event(&loaded);
    let listed = loaded.indicators.sets()[0].clone();
    assert_eq!(listed.newest, Time::parse("2023-05-06"));

    let response = format!(r#"{{"response": [{EVENT}]}}"#);
    let (_folder, loaded) = folder(&[("export", response.as_bytes())]);
    check_event(&loaded);
    let array = format!("[{EVENT}]");
    let (_folder, loaded) = folder(&[("export", array.as_bytes())]);
    check_event(&loaded);

    // What MISP's modules write: the event without its envelope.
    let bare = EVENT.trim_start_matches(r#"{"Event": "#);
    let bare = bare.strip_suffix('}').unwrap();
    let (_folder, loaded) = folder(&[("bare.json", bare.as_bytes())]);
    check_event(&loaded);

    let manifest = r#"{"05b7c427-1452-437e-a19e-32590edf60c3": {"info": "An event", "Orgc": {"name": "CIRT"}}}"#;
    let hashes =
        "9e107d9d372bb6826bd81d3542a419d6,05b7c427-1452-437e-a19e-32590edf60c3\n".repeat(3);
    let (_folder, loaded) = folder(&[
        ("05b7c427-1452-437e-a19e-32590edf60c3.json", EVENT.as_bytes()),
        ("hashes.csv", hashes.as_bytes()),
        ("manifest.json", manifest.as_bytes()),
    ]);
    check_event(&loaded);
    assert_eq!(loaded.ignored.len(), 2);
}

#[test]
fn damaged_misp_keeps_what_is_sound() {
    let text = r#"{"response": [{"Event": {"Attribute": [{"type": "domain", "value": "a.example", "to_ids": true}]}},
        {"Event": {"Attribute": "x"}}, {"Event": 3}]}"#;
    let (_folder, loaded) = folder(&[("x.json", text.as_bytes())]);
    assert_eq!(loaded.indicators.count(), 1);
    assert_eq!(loaded.problems.len(), 2);
    assert!(loaded.problems[0].message.starts_with("response: "), "{:?}", loaded.problems);
}

const APPS: &str = "\
- name: SpyApp
  names: [Other]
  type: stalkerware
  packages:
  - com.spy.app
  certificates:
  - 31A6ECECD97CF39BC4126B8745CD94A7C30BF81C
  certificate_organizations: [Tesline-Service SRL]
  certificate_cname_re: ['^Kids\\WSafety\\W[0-9]{2}$', '(']
  websites: [www.spyapp.example]
  distribution: [dl.spyapp.example]
  c2:
    ips: [192.0.2.1]
    domains:
    - c2.spyapp.example
- name: Second
  type: watchware
  ios_bundles: [com.second.ios]
  packages: com.second.single
  websites:
  c2: {ip: [192.0.2.2], domains: {a: b}}
- packages: [com.nameless]
- name: Third
  packages: [{a: b}, 7]
";

#[test]
fn stalkerware_lists() {
    let (_folder, loaded) = folder(&[("ioc.yaml", APPS.as_bytes())]);
    for (observable, expected) in [
        (Observable::AppId("com.spy.app"), "SpyApp"),
        (Observable::CertificateHash("31a6ececd97cf39bc4126b8745cd94a7c30bf81c"), "SpyApp"),
        (Observable::CertificateOrganisation("Tesline-Service SRL"), "SpyApp"),
        (Observable::CertificateName("Kids Safety 12"), "SpyApp"),
        (Observable::Url("https://spyapp.example/buy"), "SpyApp"),
        (Observable::Host("c2.spyapp.example"), "SpyApp"),
        (Observable::Ip("192.0.2.1".parse().unwrap()), "SpyApp"),
        (Observable::Ip("192.0.2.2".parse().unwrap()), "Second"),
        (Observable::AppId("com.second.ios"), "Second"),
        (Observable::AppId("com.second.single"), "Second"),
    ] {
        let found = malware(&loaded, observable);
        assert_eq!(found.first().map(String::as_str), Some(expected), "{observable:?}");
    }
    assert!(hits(&loaded.indicators, Observable::CertificateName("Kids Safety 1")).is_empty());
    let mut all = Vec::new();
    loaded.indicators.matches(
        &Observable::AppId("com.second.ios"),
        &mut vigie_match::Scratch::default(),
        &mut |hit| all.push(loaded.indicators.describe(hit.entry)),
    );
    assert!(all[0].stalkerware);
    assert_eq!(all[0].kind, ObservableKind::AppId);
    let messages = messages(&loaded).join("\n");
    for expected in [
        "‘(’: expected a regular expression",
        "item 3: expected an app with a name",
        "expected text",
        "expected a list of texts",
    ] {
        assert!(messages.contains(expected), "{expected}\n{messages}");
    }
}

#[test]
fn yaml_that_is_no_list_of_apps() {
    let (_folder, loaded) = folder(&[
        ("vendor.yaml", b"- article:\n  - https://news.example/x\n"),
        ("other.yaml", b"packages:\n  - com.x\n"),
        ("broken.yaml", b"- name: X\n  packages: [com.x\n"),
    ]);
    assert!(loaded.indicators.is_empty());
    assert_eq!(loaded.ignored.len(), 2);
    assert_eq!(loaded.problems.len(), 1);
    assert!(loaded.problems[0].message.starts_with("not valid YAML"));
}

#[test]
fn tables() {
    let misp = "uuid,event_id,category,type,value,comment,to_ids,date\n\
        05b7c427-1452-437e-a19e-32590edf60c3,1,Network activity,ip-dst,192.0.2.9,\"a, b\",1,20240101\n\
        \"x\",1,Network activity,domain,m.example,,1,1700000000\n\
        x,1,Network activity,domain,off.example,,0,\n\
        x,1,Other,mutex,m,,1,\n";
    let (_folder, loaded) = folder(&[
        ("a.csv", b"domain_name,ip_address\n\"a.example\",\"192.0.2.1\"\n\"b.example\",\n"),
        ("b.csv", b"type,indicator,app\ndomain,c.example,SpyApp\nsha1,zz,SpyApp\n"),
        ("c.csv", misp.as_bytes()),
        ("d.csv", b"SHA256;Package Name;Certificate\n54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7;com.d;31A6ECECD97CF39BC4126B8745CD94A7C30BF81C\n"),
        ("e.csv", b"ioc\tnote\nhxxps://e[.]example/x\tseen\nnonsense words\tx\n"),
        ("f.csv", b"f.example,phishing\n# comment\ng.example,phishing\n"),
        ("g.csv", b"domain,h.example\nurl,http://h2.example/\n"),
        ("h.csv", b"Group ID,TLV value,Function\n64,131488,x\n"),
    ]);
    for host in
        ["a.example", "b.example", "c.example", "m.example", "f.example", "g.example", "h.example"]
    {
        assert_eq!(hits(&loaded.indicators, Observable::Host(host)).len(), 1, "{host}");
    }
    assert!(hits(&loaded.indicators, Observable::Host("off.example")).is_empty());
    for address in ["192.0.2.1", "192.0.2.9"] {
        assert_eq!(hits(&loaded.indicators, Observable::Ip(address.parse().unwrap())).len(), 1);
    }
    assert_eq!(hits(&loaded.indicators, Observable::AppId("com.d")).len(), 1);
    assert_eq!(hits(&loaded.indicators, Observable::Url("https://e.example/x")).len(), 1);
    assert_eq!(malware(&loaded, Observable::Host("c.example")), ["SpyApp"]);
    assert_eq!(loaded.ignored.len(), 1);
    let messages = messages(&loaded).join("\n");
    for expected in [
        "‘zz’: expected 32, 40, 64 or 128 hexadecimal digits",
        "1 × type mutex: not used by any evidence Vigie reads",
        "‘nonsense words’: expected a value of a known kind",
    ] {
        assert!(messages.contains(expected), "{expected}\n{messages}");
    }
    let dates: Vec<_> = loaded.indicators.sets().iter().filter_map(|set| set.newest).collect();
    assert_eq!(dates, [Time::from_unix_seconds(1_700_000_000).unwrap()]);
}

#[test]
fn lists() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("u.example\r\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let (_folder, loaded) = folder(&[
        ("2021-07-18_made_up/domains.txt", b"# seen\nbad[.]example\n\n192.0.2.1\nhttp://u2.example/x # why\n"),
        ("2021-07-18_made_up/processes.txt", b"bh\nName With Space\n"),
        ("lists/emails.txt", b"eve[at]bad.example\n+33612345678\n"),
        ("lists/file_paths.txt", b"/private/var/tmp/x\nLibrary/y\n"),
        ("lists/package_names.txt", b"com.p.q\n"),
        ("lists/package_cert_hashes.txt", b"31A6ECECD97CF39BC4126B8745CD94A7C30BF81C\n"),
        ("lists/config_profiles.txt", b"76DAB334-7E17-475D-A5D6-0794EB5818A5\n"),
        ("lists/android_properties.txt", b"sys.brand.note\n"),
        ("lists/ip-addresses.txt", b"192.0.2.2\n2001:db8::/32\n"),
        ("lists/files.txt", b"x.plist\n"),
        ("lists/mixed", b"m.example\n54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7\n/tmp/m\ncom.m.n.o\nm@m.example\nnot a value at all\n"),
        ("lists/wide.txt", &utf16),
        ("lists/broken.txt", b"one.example\ntwo\xff.example\nthree.example\nfour.example\n"),
    ]);
    let listed = [
        Observable::Host("bad.example"),
        Observable::Ip("192.0.2.1".parse().unwrap()),
        Observable::Url("http://u2.example/x"),
        Observable::Process("bh"),
        Observable::Process("Name With Space"),
        Observable::Account("eve@bad.example"),
        Observable::Phone("+33612345678"),
        Observable::Path("/var/tmp/x"),
        Observable::Path("/home/Library/y"),
        Observable::AppId("com.p.q"),
        Observable::CertificateHash("31A6ECECD97CF39BC4126B8745CD94A7C30BF81C"),
        Observable::ProfileId("76dab334-7e17-475d-a5d6-0794eb5818a5"),
        Observable::AndroidProperty("sys.brand.note"),
        Observable::Ip("2001:db8::5".parse().unwrap()),
        Observable::FileName("x.plist"),
        Observable::Host("m.example"),
        Observable::FileHash("54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7"),
        Observable::Path("/private/tmp/m"),
        Observable::AppId("com.m.n.o"),
        Observable::Host("u.example"),
        Observable::Host("three.example"),
    ];
    for observable in listed {
        assert_eq!(hits(&loaded.indicators, observable).len(), 1, "{observable:?}");
    }
    assert_eq!(malware(&loaded, Observable::Host("bad.example")), ["made up"]);
    assert_eq!(malware(&loaded, Observable::Host("m.example")), [""]);
    let messages = messages(&loaded);
    assert_eq!(
        messages,
        ["a line that is not UTF-8", "‘not a value at all’: expected a value of a known kind"]
    );
}

#[test]
fn lists_of_types_and_values() {
    let text = r#"{"iocs": [{"type": "domain", "value": "a.example", "tag": "stalkerware"},
        {"type": "ip4addr", "value": "192.0.2.1", "name": "X"}, {"type": "ja3", "value": "x"}, {"type": "domain"}]}"#;
    let pairs = r#"[{"indicator": "b.example"}, {"type": "md5", "value": "zz"}]"#;
    let (_folder, loaded) = folder(&[("a.json", text.as_bytes()), ("b.json", pairs.as_bytes())]);
    assert_eq!(hits(&loaded.indicators, Observable::Host("a.example")).len(), 1);
    assert_eq!(hits(&loaded.indicators, Observable::Host("b.example")).len(), 1);
    assert_eq!(malware(&loaded, Observable::Ip("192.0.2.1".parse().unwrap())), ["X"]);
    assert_eq!(loaded.problems.len(), 3);
}

#[test]
fn gzip_is_unpacked() {
    use std::io::Write as _;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bundle(&["[domain-name:value = 'a.example']"]).as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let (_folder, loaded) = folder(&[("set.stix2.gz", &packed)]);
    assert_eq!(hits(&loaded.indicators, Observable::Host("a.example")).len(), 1);
    assert_eq!(loaded.indicators.sets()[0].sha256.len(), 64);
    let (_folder, loaded) = folder(&[("set.stix2.gz", &packed[..packed.len() / 2])]);
    assert!(loaded.indicators.is_empty());
}

#[test]
fn names_licences_and_hashes_of_sets() {
    let index = "indicators:\n- type: github\n  name: Named by the index\n  sources: [Lab, Other]\n  references: [https://lab.example/r]\n  github: {owner: o, repo: r, branch: main, path: sets/a.stix2}\n- type: download\n  name: Downloaded\n  download_url: https://d.example/b.stix2\n";
    let text = bundle(&["[domain-name:value = 'a.example']"]);
    let (root, loaded) = folder(&[
        ("LICENSE", b"MIT License\n"),
        ("indicators.yaml", index.as_bytes()),
        ("sets/a.stix2", text.as_bytes()),
        ("d.example_b.stix2", text.as_bytes()),
        ("other/LICENSE.md", b"Creative Commons Attribution 4.0"),
        ("other/c.stix2", text.as_bytes()),
        (".git/config.txt", b"never.example\n"),
    ]);
    let sets = loaded.indicators.sets();
    let shown: Vec<_> =
        sets.iter().map(|set| (set.name.as_str(), set.licence.as_deref().unwrap_or(""))).collect();
    let expected =
        [("Downloaded", "MIT"), ("other/c.stix2", "CC BY 4.0"), ("Named by the index", "MIT")];
    assert_eq!(shown, expected);
    assert!(sets.iter().all(|set| set.sha256 == sets[0].sha256 && set.sha256.len() == 64));
    let mut refs = Vec::new();
    let mut scratch = vigie_match::Scratch::default();
    loaded.indicators.matches(&Observable::Host("a.example"), &mut scratch, &mut |hit| {
        refs = loaded.indicators.listed(hit.entry);
    });
    assert_eq!(refs.len(), 3, "every set that lists the value is named");
    let named = refs.iter().find(|one| one.set == "Named by the index").unwrap();
    assert_eq!(named.publisher.as_deref(), Some("Lab, Other"));
    assert_eq!(named.reference.as_deref(), Some("https://lab.example/r"));
    assert_eq!(named.licence.as_deref(), Some("MIT"));
    assert!(hits(&loaded.indicators, Observable::Host("never.example")).is_empty());
    drop(root);
}

#[test]
fn other_files_are_passed_over_in_folders_and_named_alone() {
    let files: [(&str, &[u8]); 8] = [
        ("README.md", b"# Indicators\n\nSome prose about this.\n"),
        ("LICENSE", b"All rights\nreserved by someone\n"),
        ("rules.yar", b"rule x { strings: $a = \"bad.example\" condition: $a }\n"),
        ("x.rules", b"alert dns any any -> any any (msg:\"bad.example\";)\n"),
        ("run.py", b"import os\nprint(os)\n"),
        ("requirements.txt", b"javalang\npystache\nstrictyaml\ngit+https://x.example/y.git\n"),
        ("x.bin", b"\x00\x01\x02"),
        ("empty.txt", b""),
    ];
    let (root, loaded) = folder(&files);
    assert_eq!(messages(&loaded), [""; 0]);
    assert_eq!(loaded.ignored.len(), files.len());
    assert!(loaded.indicators.is_empty() && loaded.indicators.sets().is_empty());
    for (name, _) in files {
        let loaded = load(&root.path().join(name));
        assert_eq!(loaded.problems.len(), 1, "{name}");
        assert!(loaded.problems[0].message.starts_with("holds no indicators"), "{name}");
    }
    let (_folder, loaded) = folder(&[
        ("a.ioc", b"<?xml version=\"1.0\"?>\n<ioc xmlns=\"http://schemas.mandiant.com/2010/ioc\">"),
        ("b.xml", b"<stix:STIX_Package xmlns:stix=\"http://stix.mitre.org/stix-1\">"),
        ("c.html", b"<html><body>bad.example</body></html>"),
        ("d.json", b"{\"unknown\": [1, 2]}"),
    ]);
    assert_eq!(loaded.problems.len(), 2);
    assert!(loaded.problems[0].message.starts_with("OpenIOC is not supported"));
    assert!(loaded.problems[1].message.starts_with("STIX 1 is not supported"));
    let loaded = load(std::path::Path::new("/nowhere/at/all"));
    assert!(loaded.problems[0].message.starts_with("cannot read this file"));
}

#[test]
fn lists_of_bundles_and_of_bare_values() {
    let bundles = format!(
        "[{}, {}]",
        bundle(&["[domain-name:value = 'a.example']"]),
        bundle(&["[domain-name:value = 'b.example']", "[domain-name:value = 'c.example"])
    );
    let (_folder, loaded) = folder(&[
        ("bundles.json", bundles.as_bytes()),
        ("values.json", br#"["d.example", "192.0.2.1", "no value", 7]"#),
    ]);
    for host in ["a.example", "b.example", "d.example"] {
        assert_eq!(hits(&loaded.indicators, Observable::Host(host)).len(), 1, "{host}");
    }
    assert_eq!(malware(&loaded, Observable::Host("b.example")), ["Madeup"]);
    assert_eq!(loaded.problems.len(), 1);
}
