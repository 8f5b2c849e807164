//! Several pieces of evidence of one phone: one case, one timeline, findings across them; and of two
//! phones.

use serde_json::Value;
use vigie_samples::ios::Plan;

use crate::support::Bench;

/// A backup as a folder, a sysdiagnose as it is sent, a dump as tools write it.
fn write(bench: &Bench, sysdiagnose: &Plan, dump: &Plan) {
    sysdiagnose.write_sysdiagnose(&bench.path("made/sysdiagnose")).unwrap();
    dump.write_dump(&bench.path("made/dump")).unwrap();
    let pack = vigie_samples::pack::tar_gz;
    pack(&bench.path("made/sysdiagnose"), &bench.path("sysdiagnose.tar.gz")).unwrap();
    vigie_samples::pack::tar(&bench.path("made/dump"), &bench.path("dump.tar")).unwrap();
}

fn check(bench: &Bench) -> Value {
    let evidence = ["check", "backup", "sysdiagnose.tar.gz", "dump.tar"];
    let options = ["-i", "nachtwacht.stix2", "--case", "case", "--format", "json"];
    bench.vigie(&[&evidence[..], &options[..]].concat()).json()
}

/// The pieces of evidence that each finding of `detector` cites.
fn cited(document: &Value, detector: &str) -> Vec<Vec<u64>> {
    let findings = document["findings"].as_array().unwrap().iter();
    let sources = |finding: &Value| {
        let evidence = finding["evidence"].as_array().unwrap().iter();
        let mut sources: Vec<u64> = evidence.map(|one| one["source"].as_u64().unwrap()).collect();
        sources.dedup();
        sources
    };
    findings.filter(|finding| finding["detector"] == detector).map(sources).collect()
}

#[test]
fn a_backup_a_sysdiagnose_and_a_dump_of_one_phone_are_read_as_one() {
    let plan = Plan { ios: 17, ..Plan::tiny().planted() };
    let bench = Bench::new(&plan);
    write(&bench, &plan, &plan);
    let document = check(&bench);
    assert_eq!(document["verdict"], "signs");
    assert_eq!(document["coverage"]["sources"].as_array().unwrap().len(), 3);
    assert!(cited(&document, "different_phones").is_empty());
    // Each of them tells the phone, and all the same one.
    let sources = document["coverage"]["sources"].as_array().unwrap().iter();
    let ids: Vec<&Value> = sources.map(|one| &one["facts"]["unique_identifier"]).collect();
    assert!(ids[0].is_string() && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    // The process is in the backup's data usage, in the dump's PowerLog, in the sysdiagnose's lists.
    assert!(cited(&document, "process_across_artefacts").contains(&vec![0, 1, 2]));
    // The message and the visit stand in the backup, and the crash in the sysdiagnose, and all of
    // them in the dump.
    let chains = cited(&document, "link_to_crash");
    assert!(chains.iter().any(|sources| sources.len() > 1), "{chains:?}");
    let timeline = bench.vigie(&["timeline", "case", "--columns", "full"]).ends(0).out();
    for source in ["backup", "sysdiagnose", "dump"] {
        assert!(timeline.contains(source), "{source} is not in the timeline");
    }
}

#[test]
fn the_dump_of_another_phone_is_said_to_be_of_another() {
    let plan = Plan { ios: 17, ..Plan::tiny() };
    let bench = Bench::new(&plan);
    write(&bench, &plan, &Plan { phone: 1, ..plan.clone() });
    let document = check(&bench);
    assert_eq!(cited(&document, "different_phones"), [vec![0, 1, 2]]);
    assert_eq!(document["verdict"], "nothing", "{}", document["findings"]);
    let findings = document["findings"].as_array().unwrap().iter();
    let said = findings.filter(|one| one["detector"] == "different_phones");
    let counts: Vec<&Value> = said.map(|one| &one["claim"]["args"]["count"]).collect();
    assert_eq!(counts, ["2"]);
}
