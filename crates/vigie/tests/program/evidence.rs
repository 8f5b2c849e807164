//! Dumps and sysdiagnoses, of every generation: an ordinary phone shows nothing, a planted one shows
//! what was planted, and damaged files cost themselves only.

use serde_json::Value;
use vigie_samples::ios::{Answers, Plan};

use crate::support::{Bench, is_found};

const GENERATIONS: [u8; 5] = [12, 14, 17, 18, 26];

/// Plants of dumps that are not seen: what stands in the unified log needs a feature.
const LATER_IN_DUMPS: &[&str] = &["log-process", "log-url"];

/// Plants of sysdiagnoses that are not seen.
const LATER_IN_SYSDIAGNOSES: &[&str] = &[
    // Needs the message and the visit, which stand in a backup or a dump.
    "chain-crash",
    "log-process",
    "log-url",
];

/// Those of them that the feature for the unified log finds.
const IN_UNIFIED_LOG: &[&str] = &["log-process", "log-url"];

/// Whether nothing can see `plant` yet, of those that `later` lists.
fn is_later(plant: &str, later: &[&str]) -> bool {
    let is_read = cfg!(feature = "unified-logs") && IN_UNIFIED_LOG.contains(&plant);
    later.contains(&plant) && !is_read
}

/// A kind of evidence: how to write it, and what is not found in it yet.
type Kind = (&'static str, fn(&Plan, &std::path::Path) -> Answers, &'static [&'static str]);

const KINDS: [Kind; 2] = [
    ("dump", |plan, folder| plan.write_dump(folder).unwrap(), LATER_IN_DUMPS),
    ("sysdiagnose", |plan, folder| plan.write_sysdiagnose(folder).unwrap(), LATER_IN_SYSDIAGNOSES),
];

fn check(bench: &Bench, evidence: &str) -> Value {
    let case = format!("case-{evidence}");
    let arguments =
        ["check", evidence, "-i", "nachtwacht.stix2", "--case", &case, "--format", "json"];
    bench.vigie(&arguments).json()
}

#[test]
fn ordinary_dumps_and_sysdiagnoses_show_nothing_above_informational() {
    let bench = Bench::new(&Plan::tiny());
    for ios in GENERATIONS {
        for (kind, write, _) in KINDS {
            let evidence = format!("{kind}{ios}");
            write(&Plan { ios, ..Plan::tiny() }, &bench.path(&evidence));
            let document = check(&bench, &evidence);
            assert_eq!(document["verdict"], "nothing", "{evidence}: {}", document["findings"]);
            assert_eq!(document["problems"].as_array().unwrap().len(), 0, "{evidence}");
        }
    }
}

#[test]
fn planted_dumps_and_sysdiagnoses_show_what_was_planted() {
    let bench = Bench::new(&Plan::tiny());
    let mut missing: Vec<String> = Vec::new();
    for ios in GENERATIONS {
        for (kind, write, later) in KINDS {
            let evidence = format!("{kind}{ios}");
            let plan = Plan { ios, ..Plan::tiny().planted() };
            let answers = write(&plan, &bench.path(&evidence));
            let document = check(&bench, &evidence);
            assert_eq!(document["verdict"], "signs", "{evidence}");
            let expected = answers.planted.iter();
            let expected = expected.filter(|planted| !is_later(&planted.plant, later));
            for planted in expected.filter(|planted| !is_found(&document, planted)) {
                let (plant, path, row) = (&planted.plant, &planted.path, planted.row);
                missing.push(format!("{evidence}: {plant} {path} {row:?}"));
            }
        }
    }
    assert!(missing.is_empty(), "not found:\n{}", missing.join("\n"));
}

#[test]
fn damaged_dumps_and_sysdiagnoses_are_read_as_far_as_they_go() {
    let bench = Bench::new(&Plan::tiny());
    for ios in [14, 26] {
        for (kind, write, _) in KINDS {
            let evidence = format!("{kind}{ios}");
            let plan = Plan { ios, ..Plan::tiny().planted().hostile() };
            write(&plan, &bench.path(&evidence));
            let document = check(&bench, &evidence);
            assert_eq!(document["verdict"], "signs", "{evidence}");
            for problem in document["problems"].as_array().unwrap() {
                let message = problem["message"].as_str().unwrap();
                assert!(!message.contains("please report"), "{evidence}: {problem}");
            }
        }
    }
}

/// What a site stored can be an empty folder: its name and date are all there is.
#[test]
fn an_empty_folder_named_after_a_site_is_read_and_verified() {
    let bench = Bench::new(&Plan::tiny());
    let plan = Plan { ios: 14, ..Plan::tiny() };
    plan.write_dump(&bench.path("dump")).unwrap();
    let app = "dump/private/var/mobile/Containers/Data/Application/8E0C";
    let folder = bench.path(app).join("Library/WebKit/WebsiteData/IndexedDB/https_leeg.test_0");
    std::fs::create_dir_all(&folder).unwrap();
    bench.vigie(&["check", "dump", "--case", "case", "--format", "json"]).json();
    let found = bench.vigie(&["search", "case", "leeg.test"]).ends(0).out();
    assert!(found.contains("storage of a site changed"), "{found}");
    bench.vigie(&["verify", "case"]).ends(0);
    std::fs::remove_dir(&folder).unwrap();
    assert!(bench.vigie(&["verify", "case"]).ends(1).out().contains("missing"));
}
