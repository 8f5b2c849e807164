//! What can be asked of a case.

use crate::support::Bench;
use serde_json::Value;
use vigie_samples::ios::Plan;

fn checked() -> Bench {
    let bench = Bench::new(&Plan::tiny().planted());
    bench.check("case", &[]).ends(13);
    bench
}

#[test]
fn a_recheck_finds_what_a_check_finds() {
    let bench = checked();
    bench.vigie(&["check", "backup", "--case", "bare"]);
    let set = ["-i", "nachtwacht.stix2", "--format", "json"];
    let again = bench.vigie(&[&["recheck", "bare"][..], &set].concat()).ends(13).json();
    let first = bench.vigie(&["report", "case", "--format", "json"]).ends(0).json();
    assert_eq!(again["findings"], first["findings"]);
    assert_eq!(again["verdict"], "signs");
    assert_eq!(again["problems"], first["problems"]);
    // Without the evidence as well.
    std::fs::rename(bench.path("backup"), bench.path("gone")).unwrap();
    let third = bench.vigie(&[&["recheck", "case"][..], &set].concat()).ends(13).json();
    assert_eq!(third["findings"], first["findings"]);
}

#[test]
fn every_link_is_listed_where_it_stood() {
    let bench = checked();
    let links = bench.vigie(&["export", "case", "--format", "links"]).ends(0).out();
    let (header, lines) = links.split_once('\n').unwrap();
    assert!(header.starts_with("time,clock,what,link,host,unresolved,source,kind,field,path"));
    for (link, kind) in [
        ("stille-haven.example", "ios.sms.message"),
        ("koffie-hoek.test", "ios.safari_history.visit"),
    ] {
        let stands = |line: &str| line.contains(link) && line.contains(kind);
        assert!(lines.lines().any(stands), "{link} in {kind}");
    }
    assert!(lines.lines().all(|line| line.contains(",no,") || line.contains(",yes,")));
}

#[test]
fn findings_can_be_filtered() {
    let bench = checked();
    let all = bench.vigie(&["findings", "case", "--format", "json"]).ends(0).json();
    let high = ["findings", "case", "--severity", "high", "--format", "json"];
    let high = bench.vigie(&high).ends(0).json();
    let count = |document: &Value| document["findings"].as_array().unwrap().len();
    assert!(count(&high) > 10 && count(&high) < count(&all), "{} {}", count(&high), count(&all));
    let one = ["findings", "case", "--detector", "indicator_match", "--format", "json"];
    let matches = bench.vigie(&one).ends(0).json();
    let detectors = matches["findings"].as_array().unwrap();
    assert!(detectors.iter().all(|finding| finding["detector"] == "indicator_match"));
    bench.vigie(&["findings", "case", "--severity", "awful"]).ends(2);
    assert!(bench.vigie(&["findings", "case"]).ends(0).out().contains("Nachtwacht"));
}

#[test]
fn a_finding_is_shown_down_to_its_bytes() {
    let bench = checked();
    let document = bench.vigie(&["report", "case", "--format", "json"]).ends(0).json();
    let link = |finding: &&Value| finding["indicator"]["value"] == "stille-haven.example";
    let finding = document["findings"].as_array().unwrap().iter().find(link).unwrap();
    let id = finding["id"].as_str().unwrap();
    let shown = bench.vigie(&["show", "case", id]).ends(0).out();
    for expected in
        ["sms.db", "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28", "table message", "bytes at"]
    {
        assert!(shown.contains(expected), "{expected} in\n{shown}");
    }
    // The bytes themselves: somewhere in the dump stands the link.
    let dump: String =
        shown.lines().filter_map(|line| line.rsplit_once("  ")).map(|(_, text)| text).collect();
    assert!(dump.contains("stille-haven"), "{shown}");
    let number = shown.split('#').nth(1).unwrap().split_whitespace().next().unwrap();
    let number: String = number.chars().take_while(char::is_ascii_digit).collect();
    assert!(bench.vigie(&["show", "case", &number]).ends(0).out().contains("table message"));
    let none = bench.vigie(&["show", "case", "zzzz"]).ends(1);
    assert!(none.err().contains("vigie findings case"), "{}", none.err());
}

#[test]
fn the_timeline_is_in_order_and_can_be_cut() {
    let bench = checked();
    let all = bench.vigie(&["timeline", "case"]).ends(0).out();
    let times: Vec<&str> = all.lines().map(|line| &line[..19]).collect();
    assert!(times.len() > 500 && times.is_sorted());
    let middle = times[times.len() / 2];
    let around = ["timeline", "case", "--around", middle, "--within", "2h"];
    let window = bench.vigie(&around).ends(0).out();
    assert!(window.lines().count() < times.len() && window.contains(middle));
    let one = bench.vigie(&["timeline", "case", "--limit", "1"]).ends(0).out();
    assert_eq!(one.lines().next(), all.lines().next());
    bench.vigie(&["timeline", "case", "--around", "yesterday"]).ends(2);
}

#[test]
fn a_text_is_found_in_any_case_of_letters() {
    let bench = checked();
    let found = bench.vigie(&["search", "case", "STILLE-haven"]).ends(0).out();
    assert!(found.contains("ios.sms.message"), "{found}");
    let none = bench.vigie(&["search", "case", "no such text anywhere"]).ends(0);
    assert!(none.out().is_empty() && none.err().contains("no record"));
}

#[test]
fn changed_and_missing_evidence_is_noticed() {
    let bench = checked();
    assert!(bench.vigie(&["verify", "case"]).ends(0).out().contains(" 0 not"));
    let sms = bench.path("backup/3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28");
    let mut bytes = std::fs::read(&sms).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&sms, bytes).unwrap();
    let changed = bench.vigie(&["verify", "case"]).ends(1).out();
    assert!(changed.contains("changed  3d/3d0d7e5f"), "{changed}");
    std::fs::remove_file(&sms).unwrap();
    assert!(bench.vigie(&["verify", "case"]).ends(1).out().contains("missing"));
}

#[test]
fn reports_and_exports_are_written_for_their_owner_only() {
    let bench = checked();
    bench.vigie(&["report", "case", "--lang", "fr", "-o", "fr.html"]).ends(0);
    let html = std::fs::read_to_string(bench.path("fr.html")).unwrap();
    assert!(html.contains("lang=\"fr\"") && html.contains("Nachtwacht"));
    bench.vigie(&["export", "case", "--format", "csv", "-o", "t.csv"]).ends(0);
    #[cfg(unix)]
    for name in ["fr.html", "t.csv", "case/report.html", "case/case.sqlite", "case/run.log"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(bench.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
    bench.vigie(&["export", "case", "--format", "docx"]).ends(2);
    bench.vigie(&["report", "nowhere"]).ends(1);
}

#[test]
fn everything_known_can_be_listed_and_explained() {
    let bench = Bench::new(&Plan::tiny());
    for what in ["parsers", "detectors"] {
        let list = bench.vigie(&["list", what]).ends(0).out();
        assert!(list.lines().count() >= 10 || what == "detectors", "{list}");
        for id in list.lines().map(|line| line.split_whitespace().next().unwrap()) {
            let page = bench.vigie(&["explain", id]).ends(0).out();
            assert!(page.len() > 100, "{id}: {page}");
        }
    }
    for id in ["signs", "review", "nothing", "unclear", "exit-codes"] {
        assert!(bench.vigie(&["explain", id]).ends(0).out().len() > 100, "{id}");
    }
    let near = bench.vigie(&["explain", "safari_histry"]).ends(1);
    assert!(near.err().contains("did you mean safari_history"), "{}", near.err());
    for arguments in
        [&["list", "kinds"][..], &["list", "formats"], &["man"], &["completions", "bash"]]
    {
        assert!(bench.vigie(arguments).ends(0).out().len() > 50, "{arguments:?}");
    }
}

#[test]
fn evidence_is_identified_by_content() {
    let bench = Bench::new(&Plan::tiny());
    let found = bench.vigie(&["identify", "backup", "--format", "json"]).ends(0).json();
    assert_eq!(found[0]["kind"], "ios-backup");
    assert!(found[0]["facts"]["product_version"].is_string());
    bench.vigie(&["identify", "nachtwacht.stix2"]);
    bench.vigie(&["identify", "nowhere"]).ends(1);
}

#[test]
fn sets_are_exported_for_programs_that_watch_networks() {
    let bench = Bench::new(&Plan::tiny());
    std::fs::write(bench.path("list.txt"), "bad.example\n192.0.2.0/24\nhttp://other.example/a\n")
        .unwrap();
    let export = |format: &str| {
        let arguments = ["indicators", "export", "-i", "list.txt", "--format", format];
        bench.vigie(&arguments).ends(0).out()
    };
    let rules = export("suricata");
    assert_eq!(rules.matches("sid:").count(), 6, "{rules}");
    assert_eq!(rules, export("suricata"));
    assert!(export("zeek").contains("192.0.2.0/24\tIntel::SUBNET\t"));
    assert!(export("hosts").contains("\n0.0.0.0 bad.example #"));
    let zone = export("rpz");
    assert!(zone.contains("\n*.bad.example CNAME .\n") && zone.contains("24.0.2.0.192.rpz-ip"));
    bench
        .vigie(&["indicators", "export", "-i", "list.txt", "--format", "rpz", "-o", "zone"])
        .ends(0);
    assert_eq!(std::fs::read_to_string(bench.path("zone")).unwrap(), zone);
}

#[test]
fn sets_that_were_added_are_always_used() {
    let bench = Bench::new(&Plan::tiny().planted());
    bench.vigie(&["indicators", "add", "nachtwacht.stix2"]).ends(0);
    let listed = bench.vigie(&["indicators", "list"]).ends(0).out();
    assert!(listed.contains("nachtwacht.stix2"), "{listed}");
    bench.vigie(&["indicators", "verify"]).ends(0);
    bench.vigie(&["check", "backup", "--case", "c"]).ends(13);
    bench.vigie(&["check", "backup", "--case", "d", "--only-these-indicators"]);
    std::fs::write(bench.path("prose.txt"), "This is not a list of anything.\n").unwrap();
    bench.vigie(&["indicators", "add", "prose.txt"]).ends(1);
}
