//! Evidence of Android phones of several makers and versions, from evidence to verdict.

use std::path::Path;

use serde_json::Value;
use vigie_samples::android::{Answers, BackupForm, Plan, Plant, Planted, Vendor, family};
use vigie_samples::pack;

use crate::support::{PASSWORD, Place, is_listed};

/// Traces that no parser or detector tells yet.
const LATER: &[&str] = &[];

const VERSIONS: [u8; 5] = [7, 10, 12, 14, 16];

fn place() -> Place {
    Place::new(&vigie_samples::stix::bundle("Nachtwacht", "made up", &family()))
}

/// What `vigie check` says of `name`.
fn check(place: &Place, name: &str, more: &[&str]) -> Value {
    let case = format!("case-{}", name.replace('/', "-"));
    let mut arguments =
        vec!["check", name, "-i", "family.stix2", "--case", &case, "--format", "json"];
    arguments.extend(more);
    let run = place.vigie(&arguments);
    assert!([0, 4, 10, 11, 12, 13].contains(&run.code()), "{name}: {}\n{}", run.code(), run.err());
    run.json()
}

fn each(mut run: impl FnMut(Vendor, u8)) {
    for vendor in Vendor::ALL {
        for version in VERSIONS {
            run(*vendor, version);
        }
    }
}

/// Planted traces that the findings do not show, with where they stand.
fn missing(document: &Value, answers: &Answers) -> Vec<String> {
    let expected = answers.planted.iter().filter(|one| !LATER.contains(&one.plant.as_str()));
    expected
        .filter(|planted| !is_shown(document, planted))
        .map(|planted| {
            let Planted { plant, file, section, line, .. } = planted;
            format!("{plant} in {file} {section:?} {line:?}")
        })
        .collect()
}

fn is_shown(document: &Value, planted: &Planted) -> bool {
    let findings = document["findings"].as_array().unwrap();
    let Some((_, value)) = &planted.indicator else {
        let mut bare = findings.iter().filter(|finding| finding["indicator"].is_null());
        return bare.any(|finding| finding.to_string().contains(&planted.seen));
    };
    findings.iter().filter(|finding| is_listed(finding, value)).any(|finding| {
        let evidence = finding["evidence"].as_array().unwrap();
        evidence.iter().any(|one| stands_at(one, planted))
    })
}

fn stands_at(evidence: &Value, planted: &Planted) -> bool {
    let path = evidence["path"].as_str().unwrap();
    match (&planted.section, planted.line) {
        // Sections of a dumpstate have paths of their own, lines those of the whole.
        (Some(_), Some(line)) => evidence["at"]["line"].as_u64() == Some(line),
        (Some(section), None) => path.ends_with(section.as_str()),
        (None, line) => {
            let name = planted.file.rsplit('/').next().unwrap();
            let same = path.rsplit('/').next().unwrap().trim_end_matches(".pb");
            let line_fits = line.is_none_or(|line| evidence["at"]["line"].as_u64() == Some(line));
            same == name.trim_end_matches(".pb") && line_fits
        }
    }
}

/// What is told, wherever the evidence came from.
fn told(document: &Value) -> Vec<String> {
    let findings = document["findings"].as_array().unwrap();
    let mut told: Vec<String> = findings
        .iter()
        .map(|finding| {
            let places = finding["evidence"].as_array().unwrap().iter();
            let places = places.map(|one| format!("{}{}", one["path"], one["at"]));
            let places: Vec<String> = places.collect();
            format!(
                "{} {} {}",
                finding["detector"],
                finding["indicator"]["value"],
                places.join(" ")
            )
        })
        .collect();
    told.sort();
    told
}

/// An ordinary phone: nothing above low, fewer than three low findings, nothing unread.
fn assert_quiet(document: &Value, what: &str) {
    assert_ne!(document["verdict"], "signs", "{what}");
    let findings = document["findings"].as_array().unwrap();
    let severity = |name: &str| findings.iter().filter(|one| one["severity"] == name).count();
    for above in ["medium", "high", "critical"] {
        assert_eq!(severity(above), 0, "{what}: {findings:#?}");
    }
    assert!(severity("low") < 3, "{what}: {findings:#?}");
    assert_eq!(document["problems"], Value::Array(Vec::new()), "{what}");
}

#[test]
fn ordinary_bug_reports_are_quiet() {
    each(|vendor, version| {
        let place = place();
        Plan::tiny().on(vendor, version).write_bugreport(&place.path("bugreport")).unwrap();
        assert_quiet(&check(&place, "bugreport", &[]), &format!("{vendor:?} {version}"));
    });
}

#[test]
fn planted_bug_reports_show_every_trace_down_to_the_line() {
    each(|vendor, version| {
        let place = place();
        let plan = Plan::tiny().on(vendor, version).planted();
        let answers = plan.write_bugreport(&place.path("bugreport")).unwrap();
        let document = check(&place, "bugreport", &[]);
        assert_eq!(document["verdict"], "signs");
        let missing = missing(&document, &answers);
        assert!(missing.is_empty(), "{vendor:?} {version}:\n{}", missing.join("\n"));
        // The archive, wrapped as the maker does, tells the same.
        plan.pack_bugreport(&place.path("bugreport"), &place.path("report.zip")).unwrap();
        assert_eq!(
            told(&check(&place, "report.zip", &[])),
            told(&document),
            "{vendor:?} {version}"
        );
    });
}

#[test]
fn ordinary_acquisitions_are_quiet() {
    for vendor in Vendor::ALL {
        let place = place();
        Plan::tiny().on(*vendor, 14).write_androidqf(&place.path("androidqf")).unwrap();
        assert_quiet(&check(&place, "androidqf", &[]), &format!("{vendor:?}"));
    }
}

#[test]
fn a_planted_acquisition_shows_every_trace_whatever_it_is_packed_in() {
    let place = place();
    let folder = place.path("androidqf");
    let answers = Plan::tiny().planted().write_androidqf(&folder).unwrap();
    let document = check(&place, "androidqf", &[]);
    let missing = missing(&document, &answers);
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    pack::zip(&folder, &place.path("topped.zip")).unwrap();
    pack::zip_flat(&folder, &place.path("flat.zip")).unwrap();
    for name in ["topped.zip", "flat.zip"] {
        assert_eq!(told(&check(&place, name, &[])), told(&document), "{name}");
    }
}

#[test]
fn backups_of_every_version_show_every_trace() {
    for version in 1..=5 {
        for (compressed, password) in
            [(true, None), (false, None), (true, Some(PASSWORD.to_owned()))]
        {
            let place = place();
            std::fs::write(place.path("password.txt"), format!("{PASSWORD}\n")).unwrap();
            let sealed = password.is_some();
            let backup = BackupForm { version, compressed, password, rounds: 1000 };
            let plan = Plan { backup, ..Plan::tiny().planted() };
            let answers = plan.write_backup(&place.path("backup.ab")).unwrap();
            let more: &[&str] = if sealed { &["--password-file", "password.txt"] } else { &[] };
            let document = check(&place, "backup.ab", more);
            let missing = missing(&document, &answers);
            assert!(missing.is_empty(), "version {version}: {}", missing.join("\n"));
        }
    }
}

#[test]
fn a_wrong_password_of_a_backup_is_said() {
    let place = place();
    let password = Some(PASSWORD.to_owned());
    let backup = BackupForm { password, rounds: 1000, ..BackupForm::default() };
    Plan { backup, ..Plan::tiny() }.write_backup(&place.path("backup.ab")).unwrap();
    std::fs::write(place.path("wrong.txt"), "wrong\n").unwrap();
    let run = place.vigie(&[
        "check",
        "backup.ab",
        "-i",
        "family.stix2",
        "--case",
        "c",
        "--password-file",
        "wrong.txt",
    ]);
    assert_eq!(run.code(), 1, "{}", run.err());
    assert!(run.err().contains("password is wrong"), "{}", run.err());
}

#[test]
fn intrusion_logs_show_every_trace() {
    let place = place();
    let answers =
        Plan::tiny().planted().write_intrusion_logs(&place.path("intrusion_logs")).unwrap();
    let missing = missing(&check(&place, "intrusion_logs", &[]), &answers);
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    Plan::tiny().write_intrusion_logs(&place.path("ordinary")).unwrap();
    assert_quiet(&check(&place, "ordinary", &[]), "intrusion logs");
}

#[test]
fn copies_of_storage_show_every_trace_in_text_and_binary() {
    for version in [10, 14] {
        let place = place();
        let plan = Plan::tiny().on(Vendor::Google, version);
        let answers = plan.clone().planted().write_storage(&place.path("storage")).unwrap();
        let missing = missing(&check(&place, "storage", &[]), &answers);
        assert!(missing.is_empty(), "{version}: {}", missing.join("\n"));
        plan.write_storage(&place.path("ordinary")).unwrap();
        assert_quiet(&check(&place, "ordinary", &[]), &format!("storage of {version}"));
    }
}

#[test]
fn damage_ends_in_problems_and_hides_nothing_else() {
    let place = place();
    let plan = Plan::tiny().planted().hostile();
    let answers = plan.write_bugreport(&place.path("bugreport")).unwrap();
    let document = check(&place, "bugreport", &[]);
    assert_sound(&document);
    let missing = missing(&document, &answers);
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    plan.write_androidqf(&place.path("androidqf")).unwrap();
    assert_sound(&check(&place, "androidqf", &[]));
    plan.write_storage(&place.path("storage")).unwrap();
    assert_sound(&check(&place, "storage", &[]));
}

/// There are problems, and none of them is the program's own fault.
fn assert_sound(document: &Value) {
    let problems = document["problems"].as_array().unwrap();
    assert!(!problems.is_empty());
    for problem in problems {
        let message = problem["message"].as_str().unwrap();
        assert!(!message.contains("please report"), "{problem}");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let plan = Plan::tiny().planted().hostile();
    let write = |place: &Place| {
        plan.write_androidqf(&place.path("androidqf")).unwrap();
        plan.write_storage(&place.path("storage")).unwrap();
    };
    let (one, other) = (place(), place());
    write(&one);
    write(&other);
    let files = |place: &Place| {
        let mut files = crate::support::Bench::files(place.folder.path());
        files.sort();
        files
    };
    let bare =
        |place: &Place, path: &Path| path.strip_prefix(place.folder.path()).unwrap().to_path_buf();
    for ((path, bytes), (again, same)) in files(&one).iter().zip(files(&other).iter()) {
        assert_eq!(bare(&one, path), bare(&other, again));
        assert!(bytes == same, "{}", path.display());
    }
}

#[test]
fn every_plant_is_written_somewhere() {
    let place = place();
    let mut written: Vec<String> = Vec::new();
    let plan = Plan::tiny().planted();
    written.extend(
        plan.write_androidqf(&place.path("a")).unwrap().planted.into_iter().map(|one| one.plant),
    );
    written.extend(
        plan.write_storage(&place.path("b")).unwrap().planted.into_iter().map(|one| one.plant),
    );
    for plant in Plant::ALL {
        assert!(written.iter().any(|one| one == plant.id()), "{}", plant.id());
    }
}
