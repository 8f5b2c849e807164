//! The program as its users run it, on evidence made for the test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use vigie_samples::ios::{Answers, Plan, Planted, family};

/// A private place with indicators and nothing else yet.
pub(crate) struct Place {
    pub(crate) folder: tempfile::TempDir,
}

impl Place {
    /// A place with `indicators` in `family.stix2`.
    pub(crate) fn new(indicators: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("family.stix2"), indicators).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `vigie` here, with nothing of the user's own around it.
    pub(crate) fn vigie(&self, arguments: &[&str]) -> Run {
        run(self.folder.path(), arguments)
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("VIGIE_DATA", folder.join("data"))
        .env("HOME", folder)
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .output()
        .unwrap();
    Run { output }
}

/// A private place with evidence, its indicators and its answer key.
pub(crate) struct Bench {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) answers: Answers,
}

pub(crate) const PASSWORD: &str = "ocht end spits";

impl Bench {
    /// Evidence made by `plan`.
    pub(crate) fn new(plan: &Plan) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let answers = plan.write(&folder.path().join("backup")).unwrap();
        let set = vigie_samples::stix::bundle("Nachtwacht", "made up", &family());
        std::fs::write(folder.path().join("nachtwacht.stix2"), set).unwrap();
        std::fs::write(folder.path().join("password.txt"), format!("{PASSWORD}\n")).unwrap();
        Self { folder, answers }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `vigie` here, with nothing of the user's own around it.
    pub(crate) fn vigie(&self, arguments: &[&str]) -> Run {
        run(self.folder.path(), arguments)
    }

    /// `vigie check` of the backup with its indicators, into case `case`.
    pub(crate) fn check(&self, case: &str, more: &[&str]) -> Run {
        let mut arguments = vec!["check", "backup", "-i", "nachtwacht.stix2", "--case", case];
        arguments.extend(["--format", "json"]);
        arguments.extend(more);
        self.vigie(&arguments)
    }

    /// Every file under `folder`, with its bytes.
    pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files.extend(Self::files(&path));
            } else {
                files.push((path.clone(), std::fs::read(&path).unwrap()));
            }
        }
        files
    }
}

/// How the program ended and what it said.
pub(crate) struct Run {
    output: Output,
}

impl Run {
    pub(crate) fn code(&self) -> i32 {
        self.output.status.code().unwrap()
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out()).unwrap_or_else(|error| panic!("{error}: {}", self.err()))
    }

    /// Expects this exit code.
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "{}\n{}", self.out(), self.err());
        self
    }
}

/// Whether `document` has a finding for the planted trace that cites its very row.
pub(crate) fn is_found(document: &Value, planted: &Planted) -> bool {
    let findings = document["findings"].as_array().unwrap();
    findings.iter().any(|finding| {
        let fits = match (&planted.indicator, &planted.rule) {
            (Some((_, value)), _) => is_listed(finding, value),
            (None, _) => finding["indicator"].is_null(),
        };
        fits && finding["evidence"].as_array().unwrap().iter().any(|one| stands_at(one, planted))
    })
}

/// Whether `finding` is about the listed `value`.
pub(crate) fn is_listed(finding: &Value, value: &str) -> bool {
    let same = |one: &Value| one["value"].as_str().is_some_and(|text| text == value);
    same(&finding["indicator"])
        || finding["also_listed"].as_array().is_some_and(|all| all.iter().any(same))
}

/// Texts of ordinary messages: long enough to be nobody else's, and quoted by no finding.
pub(crate) fn ordinary_texts(bench: &Bench, secret: &[&str]) -> Vec<String> {
    let export = [&["export", "case", "--format", "jsonl"], secret].concat();
    let out = bench.vigie(&export).ends(0).out();
    let findings = bench.vigie(&["findings", "case", "--format", "json"]).ends(0).json();
    let evidence = findings["findings"].as_array().unwrap().iter();
    let evidence = evidence.flat_map(|finding| finding["evidence"].as_array().unwrap());
    let quotes: Vec<&str> = evidence.filter_map(|one| one["quote"].as_str()).collect();
    // A word such as "on" stands in messages that no finding quotes.
    let quotes: Vec<&str> = quotes.into_iter().filter(|quote| quote.len() >= 10).collect();
    let quoted = |text: &String| quotes.iter().any(|quote| text.contains(quote));
    let records = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let messages = records.filter(|record| record["kind"] == "ios.sms.message");
    let text = |record: Value| Some(record["fields"]["text"].as_str()?.to_owned());
    messages.filter_map(text).filter(|text| text.len() > 20 && !quoted(text)).collect()
}

/// Tables whose rows a record cites by the row of another table that it is joined with.
const JOINED: &[(&str, &str)] = &[
    ("ZPROCESS", "ZLIVEUSAGE"),
    ("Participant", "CalendarItem"),
    ("ZWAMESSAGEDATAITEM", "ZWAMESSAGE"),
    ("page_url", "icon_info"),
    ("ZSHORTCUT", "ZSHORTCUTACTIONS"),
    ("favicons", "favicon_sites"),
    ("moz_places", "moz_historyvisits"),
    ("job_software", "asset"),
];

fn stands_at(evidence: &Value, planted: &Planted) -> bool {
    let path = evidence["path"].as_str().unwrap();
    let file = planted.path.rsplit('/').next().unwrap();
    // The index of files, or their list, speaks for a file that no parser opens; no rule but its own
    // does.
    let index = path.ends_with("Manifest.db") || path == "/evidence/listing";
    if index && (planted.indicator.is_some() || planted.plant == "manifest-missing") {
        return true;
    }
    if !path.ends_with(file) {
        return false;
    }
    let row = &evidence["at"]["row"];
    match (planted.table.as_deref(), planted.row) {
        // A process stands on several lines of a log, and is cited by the first.
        (Some("line"), _) => evidence["at"]["line"].is_u64(),
        (Some(table), Some(number)) => {
            let other = JOINED.iter().any(|(one, other)| *one == table && row["table"] == *other);
            other || (row["table"] == table && row["row"].as_i64() == Some(number))
        }
        _ => true,
    }
}
