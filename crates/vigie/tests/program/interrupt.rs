//! Ctrl-C: what was read until then is kept and told.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use vigie_samples::ios::Plan;

use crate::support::Bench;

#[test]
fn an_interrupted_run_keeps_its_case() {
    let bench = Bench::new(&Plan::small());
    let mut child = start(&bench);
    let log = bench.path("case/run.log");
    let reading = || std::fs::read_to_string(&log).is_ok_and(|log| log.contains("\"plan\""));
    wait(&mut child, reading);
    let signal = ["-INT", &child.id().to_string()].map(str::to_owned);
    assert!(Command::new("kill").args(signal).status().unwrap().success());
    let status = child.wait().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(status.code(), Some(130), "{said}");
    assert!(said.contains("interrupted: what was read until then is kept"), "{said}");
    assert!(bench.path("case/report.html").exists());
    let told: Value = bench.vigie(&["report", "case", "--format", "json"]).json();
    assert_eq!(told["coverage"]["interrupted"], true);
}

fn start(bench: &Bench) -> Child {
    Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["check", "backup", "-i", "nachtwacht.stix2", "--case", "case", "--threads", "1"])
        .current_dir(bench.path("."))
        .env_clear()
        .env("VIGIE_DATA", bench.path("data"))
        .env("HOME", bench.path("."))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until `reached`; fails when the program ends before or a minute has passed.
fn wait(child: &mut Child, reached: impl Fn() -> bool) {
    let begun = Instant::now();
    while !reached() {
        assert!(child.try_wait().unwrap().is_none(), "ended before it could be interrupted");
        assert!(begun.elapsed() < Duration::from_secs(60), "never began to read");
        std::thread::sleep(Duration::from_millis(2));
    }
}
