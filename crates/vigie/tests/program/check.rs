//! The main job, from a folder to a verdict, as its users see it.

use crate::support::{Bench, PASSWORD, is_found, ordinary_texts};
use serde_json::Value;
use vigie_samples::ios::{Answers, Plan};

/// The planted traces that were not found.
fn missing(document: &Value, answers: &Answers) -> Vec<String> {
    let missing = answers.planted.iter().filter(|planted| !is_found(document, planted));
    missing
        .map(|planted| format!("{} {:?} {:?}", planted.plant, planted.table, planted.row))
        .collect()
}

#[test]
fn a_planted_backup_shows_signs_down_to_the_row() {
    let bench = Bench::new(&Plan::tiny().planted());
    let document = bench.check("case", &[]).ends(13).json();
    assert_eq!(document["format"], "vigie.findings/1");
    assert_eq!(document["verdict"], "signs");
    assert_eq!(document["exit_code"], 13);
    let missing = missing(&document, &bench.answers);
    assert!(missing.is_empty(), "not found:\n{}", missing.join("\n"));
    for name in ["case.sqlite", "case.json", "run.log", "report.html"] {
        assert!(bench.path("case").join(name).is_file(), "{name}");
    }
    assert!(!bench.path("case/scratch").exists());
}

#[test]
fn an_ordinary_backup_shows_nothing_above_informational() {
    let bench = Bench::new(&Plan::tiny());
    let run = bench.check("case", &[]);
    let document = run.json();
    assert_eq!(document["verdict"], "nothing", "{}", run.out());
    assert!(matches!(run.code(), 0 | 10), "{}", run.out());
    for artefact in document["coverage"]["sources"][0]["artefacts"].as_array().unwrap() {
        let state = artefact["state"].as_str().unwrap();
        assert!(!matches!(state, "damaged" | "unreadable"), "{artefact}");
    }
}

#[test]
fn an_encrypted_backup_gives_the_same_findings_and_leaves_no_plain_text() {
    let plain = Bench::new(&Plan::tiny().planted());
    let sealed = Bench::new(&Plan::tiny().planted().encrypted(PASSWORD));
    let document = sealed.check("case", &["--password-file", "password.txt"]).ends(13).json();
    let missing = missing(&document, &sealed.answers);
    assert!(missing.is_empty(), "not found:\n{}", missing.join("\n"));
    let expected = plain.check("case", &[]).json();
    assert_eq!(ids(&document), ids(&expected));
    // Ordinary messages were read, and stand nowhere on the disk.
    let texts = ordinary_texts(&plain, &[]);
    assert!(texts.len() > 50);
    for (path, bytes) in Bench::files(sealed.folder.path()) {
        for text in &texts {
            let found = bytes.windows(text.len()).any(|part| part == text.as_bytes());
            assert!(!found, "{} holds {text}", path.display());
        }
    }
}

fn ids(document: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.to_string();
    let findings = document["findings"].as_array().unwrap();
    findings.iter().map(|one| (text(&one["detector"]), text(&one["id"]))).collect()
}

#[test]
fn the_records_of_an_encrypted_backup_open_with_its_password_only() {
    let bench = Bench::new(&Plan::tiny().planted().encrypted(PASSWORD));
    bench.check("case", &["--password-file", "password.txt"]).ends(13);
    let locked = bench.vigie(&["timeline", "case"]).ends(1);
    assert!(locked.err().contains("--password-file"), "{}", locked.err());
    std::fs::write(bench.path("wrong.txt"), "wrong").unwrap();
    let wrong = bench.vigie(&["timeline", "case", "--password-file", "wrong.txt"]).ends(1);
    assert!(wrong.err().contains("does not open"), "{}", wrong.err());
    let timeline = bench.vigie(&["timeline", "case", "--password-file", "password.txt"]).ends(0);
    assert!(timeline.out().lines().count() > 100);
    bench.vigie(&["key", "backup", "-o", "key.txt", "--password-file", "password.txt"]).ends(0);
    let again = bench.vigie(&["timeline", "case", "--key-file", "key.txt"]).ends(0);
    assert_eq!(again.out(), timeline.out());
    bench.check("second", &["--key-file", "key.txt"]).ends(13);
    // Findings need no password: they are what the report says.
    assert!(bench.vigie(&["findings", "case"]).ends(0).out().contains("Nachtwacht"));
}

#[test]
fn every_way_a_backup_fails_to_open_has_its_own_error() {
    let bench = Bench::new(&Plan::tiny().encrypted(PASSWORD));
    std::fs::write(bench.path("wrong.txt"), "wrong").unwrap();
    let wrong = bench.check("a", &["--password-file", "wrong.txt"]).ends(1);
    assert!(wrong.err().contains("password is wrong"), "{}", wrong.err());
    let none = bench.check("b", &[]).ends(1);
    assert!(none.err().contains("--password-file"), "{}", none.err());
    let manifest = bench.path("backup/Manifest.plist");
    let kept = std::fs::read(&manifest).unwrap();
    let text = String::from_utf8_lossy(&kept).replace("BackupKeyBag", "BackupKeyBox");
    if text.contains("BackupKeyBox") && kept.starts_with(b"<?xml") {
        std::fs::write(&manifest, text).unwrap();
        let missing = bench.check("c", &["--password-file", "password.txt"]).ends(1);
        assert!(missing.err().contains("BackupKeyBag"), "{}", missing.err());
    }
    std::fs::write(&manifest, &kept[..kept.len() / 2]).unwrap();
    let cut = bench.check("d", &["--password-file", "password.txt"]).ends(1);
    assert!(cut.err().contains("Manifest.plist"), "{}", cut.err());
    std::fs::write(&manifest, &kept).unwrap();
    std::fs::write(bench.path("backup/Manifest.db"), vec![7; 4096]).unwrap();
    let damaged = bench.check("e", &["--password-file", "password.txt"]).ends(1);
    assert!(damaged.err().contains("Manifest.db"), "{}", damaged.err());
    for case in ["a", "b", "c", "d", "e"] {
        assert!(!bench.path(case).join("report.html").exists(), "{case}");
    }
}

#[test]
fn odd_and_damaged_rows_cost_themselves_only() {
    let bench = Bench::new(&Plan::tiny().planted().hostile());
    let document = bench.check("case", &[]).ends(13).json();
    // Pages of the call database are overwritten: what stood there is gone.
    let missing = missing(&document, &bench.answers);
    let missing: Vec<_> = missing.iter().filter(|one| !one.contains("ZCALLRECORD")).collect();
    assert!(missing.is_empty(), "not found: {missing:?}");
    let problems = document["problems"].as_array().unwrap();
    assert!(problems.iter().any(|problem| problem["by"] == "calls"), "{problems:?}");
    for problem in problems {
        let message = problem["message"].as_str().unwrap();
        assert!(!message.contains("please report"), "{problem}");
    }
}

#[test]
fn output_does_not_depend_on_threads() {
    let bench = Bench::new(&Plan { messages: 3000, ..Plan::tiny().planted() });
    let run = |threads: &str| {
        let case = format!("case{threads}");
        let out = bench.check(&case, &["--threads", threads]).ends(13).out();
        let timeline = bench.vigie(&["timeline", &case, "--columns", "full"]).ends(0).out();
        let exports = ["jsonl", "csv", "timesketch", "links", "stix"]
            .map(|format| bench.vigie(&["export", &case, "--format", format]).ends(0).out());
        (out, timeline, exports)
    };
    let one = run("1");
    assert!(one.1.lines().count() > 3000);
    assert_eq!(one, run("2"));
    assert_eq!(one, run("8"));
}

#[test]
fn every_container_gives_the_same_findings() {
    let bench = Bench::new(&Plan::tiny().planted());
    let expected = ids(&bench.check("folder", &[]).json());
    let backup = bench.path("backup");
    vigie_samples::pack::zip(&backup, &bench.path("b.zip")).unwrap();
    vigie_samples::pack::tar(&backup, &bench.path("b.tar")).unwrap();
    vigie_samples::pack::tar_gz(&backup, &bench.path("b.tar.gz")).unwrap();
    std::fs::rename(bench.path("b.tar.gz"), bench.path("named-wrongly.jpg")).unwrap();
    for name in ["b.zip", "b.tar", "named-wrongly.jpg"] {
        let case = format!("case-{name}");
        let arguments =
            ["check", name, "-i", "nachtwacht.stix2", "--case", &case, "--format", "json"];
        let document = bench.vigie(&arguments).ends(13).json();
        assert_eq!(ids(&document), expected, "{name}");
    }
}

#[test]
fn several_pieces_of_evidence_make_one_case() {
    let bench = Bench::new(&Plan::tiny().planted());
    Plan { seed: 7, ..Plan::tiny() }.write(&bench.path("all/two/deep")).unwrap();
    std::fs::rename(bench.path("backup"), bench.path("all/one")).unwrap();
    let arguments = ["check", "all", "-i", "nachtwacht.stix2", "--case", "c", "--format", "json"];
    let document = bench.vigie(&arguments).ends(13).json();
    let sources = document["coverage"]["sources"].as_array().unwrap();
    assert_eq!(sources.len(), 2);
    assert!(sources.iter().all(|source| source["files_read"].as_u64().unwrap() > 5));
}

#[test]
fn what_is_no_evidence_is_said_to_be_none() {
    let bench = Bench::new(&Plan::tiny());
    std::fs::create_dir(bench.path("empty")).unwrap();
    let run = bench.vigie(&["check", "empty"]).ends(3);
    assert!(run.err().contains("vigie list formats"), "{}", run.err());
    bench.vigie(&["check", "nowhere"]).ends(1);
    bench.vigie(&["check"]).ends(2);
    bench.vigie(&["--no-such-flag"]).ends(2);
    bench.vigie(&["check", "empty", "-i", "nowhere.stix2"]);
    bench.vigie(&["check", "backup", "-i", "nowhere.stix2"]).ends(1);
}

#[test]
fn without_indicators_nothing_can_be_concluded() {
    let bench = Bench::new(&Plan::tiny());
    let run = bench.vigie(&["check", "backup", "--case", "c", "--format", "json"]).ends(4);
    assert_eq!(run.json()["verdict"], "unclear");
    bench.vigie(&["check", "backup", "--case", "d", "--no-exit-codes"]).ends(0);
}
