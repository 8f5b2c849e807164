//! Files made to hurt: each ends in a problem, within limits, and spares the rest.

#[cfg(test)]
mod common;

use std::time::{Duration, Instant};

use common::{bundle, folder, hits};
use vigie_core::{Limits, Observable};
use vigie_match::Loader;

#[test]
fn a_bundle_cut_at_every_length_keeps_what_came_before() {
    let text = bundle(&["[domain-name:value = 'a.example']", "[domain-name:value = 'b.example']"]);
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("set.stix2");
    for end in 0..text.len() {
        std::fs::write(&path, &text[..end]).unwrap();
        let loaded = common::load(&path);
        assert!(!loaded.problems.is_empty(), "{end}");
        let expected = text[..end].matches("valid_from\":\"2024-01-26T21:28:21Z\"}").count();
        assert_eq!(loaded.indicators.count(), expected as u64, "{end}");
    }
}

#[test]
fn nesting_bombs() {
    let deep_json = format!(r#"{{"objects":[{}"#, "[".repeat(1_000_000));
    let deep_object =
        format!(r#"{{"objects":[{{"type":"indicator","a":{}"#, "{\"a\":".repeat(200_000));
    let pattern = format!("[{}domain-name:value = 'a'", "(".repeat(100_000));
    let deep_event = format!(r#"{{"Event":{}"#, "{\"Attribute\":[".repeat(100_000));
    let deep_yaml = format!("- name: x\n  packages: {}", "[".repeat(100_000));
    let (_folder, loaded) = folder(&[
        ("a.json", deep_json.as_bytes()),
        ("b.json", deep_object.as_bytes()),
        ("c.json", bundle(&[&pattern, "[domain-name:value = 'good.example']"]).as_bytes()),
        ("d.json", deep_event.as_bytes()),
        ("e.yaml", deep_yaml.as_bytes()),
    ]);
    assert_eq!(loaded.problems.len(), 5, "{:?}", loaded.problems);
    assert_eq!(hits(&loaded.indicators, Observable::Host("good.example")).len(), 1);
}

#[test]
fn aliases_do_not_multiply() {
    let mut text = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (name, before) in ('b'..='z').zip('a'..='y') {
        let list = vec![format!("*{before}"); 9].join(",");
        text.push_str(&format!("{name}: &{name} [{list}]\n"));
    }
    text.push_str("packages: *z\n");
    let started = Instant::now();
    let (_folder, loaded) = folder(&[("bomb.yaml", text.as_bytes())]);
    assert_eq!(loaded.problems.len(), 1);
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_huge_line_is_one_problem() {
    let mut text = b"one.example\n".to_vec();
    text.resize(100 << 20, b'a');
    text.extend_from_slice(b"\ntwo.example\n");
    let (_folder, loaded) = folder(&[("domains.txt", &text)]);
    assert_eq!(loaded.indicators.count(), 2);
    assert_eq!(loaded.problems.len(), 1);
    assert!(loaded.problems[0].message.contains("a line of more than"));
    assert_eq!(hits(&loaded.indicators, Observable::Host("two.example")).len(), 1);
}

#[test]
fn garbage_in_every_format() {
    let garbage: Vec<u8> = (0u32..300_000)
        .map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap_or(0))
        .collect();
    let with = |head: &str| [head.as_bytes(), &garbage].concat();
    let (_folder, loaded) = folder(&[
        ("a.json", &with("{\"objects\": [")),
        ("b.yaml", &with("- name: x\n  packages:\n")),
        ("c.csv", &with("type,value\n")),
        ("domains.txt", &with("a.example\nb.example\n")),
        ("e.gz", &with("\u{1f}")),
        ("f.bin", &garbage),
        ("g.json", &with("{\"Event\": {\"Attribute\": [")),
    ]);
    assert!(loaded.problems.len() < 5000);
}

#[test]
fn a_gzip_bomb_stops_at_its_ratio() {
    use std::io::Write as _;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"a.example\nb.example\n").unwrap();
    packed.write_all(&vec![b'\n'; 64 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    let (_folder, loaded) = folder(&[("domains.txt.gz", &packed)]);
    let message = &loaded.problems[0].message;
    assert!(message.contains("limit of 200 bytes out per byte in while unpacking"), "{message}");
    assert_eq!(loaded.indicators.count(), 2);
}

#[test]
fn a_table_of_one_endless_row_stops() {
    let mut text = b"type,value\ndomain,a.example\ndomain,\"".to_vec();
    text.resize(3 << 20, b'x');
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("x.csv");
    std::fs::write(&path, &text).unwrap();
    let mut loader = Loader::new(Limits { whole_file: 1 << 20, ..Limits::default() });
    loader.path(&path);
    let loaded = loader.finish();
    assert_eq!(loaded.indicators.count(), 1);
    assert!(loaded.problems.iter().any(|one| one.message.contains("limit of 1048576 bytes")));
}

#[test]
fn one_json_value_is_bounded() {
    let text = format!(
        r#"{{"objects":[{{"type":"indicator","description":"{}"}}]}}"#,
        "x".repeat(3 << 20)
    );
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("x.json");
    std::fs::write(&path, text).unwrap();
    let mut loader = Loader::new(Limits { whole_file: 1 << 20, ..Limits::default() });
    loader.path(&path);
    let loaded = loader.finish();
    assert!(loaded.problems[0].message.contains("limit of 1048576 bytes of one JSON value"));
}

#[test]
fn problems_are_counted_when_there_are_too_many() {
    let wrong = vec!["[domain-name:value = 'x"; 5000];
    let (_folder, loaded) = folder(&[("set.stix2", bundle(&wrong).as_bytes())]);
    assert_eq!(loaded.problems.len(), 1001);
    assert!(loaded.problems.iter().any(|one| one.message == "4000 more problems in this file"));
    assert_eq!(loaded.indicators.sets()[0].skipped, 5000);
    let types: Vec<String> = (0..5000).map(|n| format!("[x-{n}:name = 'x']")).collect();
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    let (_folder, loaded) = folder(&[("set.stix2", bundle(&types).as_bytes())]);
    assert_eq!(loaded.problems.len(), 101);
}

#[test]
fn many_equal_values_load_in_linear_time() {
    let text = "same.example\n".repeat(200_000);
    let started = Instant::now();
    let (_folder, loaded) = folder(&[("domains.txt", text.as_bytes())]);
    assert_eq!(loaded.indicators.count(), 200_000);
    assert_eq!(hits(&loaded.indicators, Observable::Host("same.example")).len(), 1);
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[test]
fn expressions_are_limited_in_number() {
    let text = "[url:value MATCHES 'a1b2']";
    let many = vec![text; 1001];
    let (_folder, loaded) = folder(&[("set.stix2", bundle(&many).as_bytes())]);
    assert_eq!(loaded.indicators.count(), 1000);
    assert!(loaded.problems[0].message.contains("more expressions than are allowed"));
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_are_not_followed() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("domains.txt"), "a.example\n").unwrap();
    std::os::unix::fs::symlink(root.path(), root.path().join("loop")).unwrap();
    std::os::unix::fs::symlink("/nowhere", root.path().join("dangling")).unwrap();
    let loaded = common::load(root.path());
    assert_eq!(loaded.indicators.count(), 1);
    assert_eq!(loaded.ignored.len(), 2);
}

#[test]
fn a_host_of_many_labels_costs_little() {
    let (indicators, _) = common::patterns(&["[domain-name:value = 'bad.example']"]);
    let long = format!("http://{}bad.example/", "a.".repeat(100_000));
    let started = Instant::now();
    assert!(hits(&indicators, Observable::Url(&long)).is_empty(), "no host is that long");
    let path = "/a".repeat(100_000);
    assert!(hits(&indicators, Observable::Path(&path)).is_empty());
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[test]
fn one_object_nested_too_deeply_costs_that_object() {
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    let text = format!(
        r#"{{"objects":[{{"type":"indicator","id":"indicator--1","x":{deep}}},
        {{"type":"indicator","id":"indicator--2","pattern":"[domain-name:value='good.example']"}}]}}"#
    );
    let (_folder, loaded) = folder(&[("x.json", text.as_bytes())]);
    assert_eq!(loaded.problems.len(), 1);
    assert!(loaded.problems[0].message.contains("fewer nested values"));
    assert_eq!(hits(&loaded.indicators, Observable::Host("good.example")).len(), 1);
}
