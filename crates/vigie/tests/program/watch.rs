//! `vigie watch`: packets as they come.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use serde_json::Value;

use crate::support::Place;

const LIST: &str = "kind,value\ndomain,vigie-plant.example\n";

/// A stream of `queries` for ordinary names, and one for a listed one in the middle.
fn stream(queries: usize) -> Vec<u8> {
    let query = |name: &str, id: usize| {
        format!(
            "udp 10.0.0.2:40001 > 10.0.0.1:53 u16:{id} hex:0100 u16:1 u16:0 u16:0 u16:0 name:{name} u16:1 u16:1\n"
        )
    };
    let mut script = "capture pcap\n".to_owned();
    for id in 0..queries {
        script += &query(&format!("host{id}.example"), id);
        if id == queries / 2 {
            script += &query("www.vigie-plant.example", 60_000);
        }
    }
    vigie_cases::packets::bytes(&script, Path::new(""))
}

fn place() -> Place {
    let place = Place::new("");
    std::fs::write(place.path("list.csv"), LIST).unwrap();
    place
}

fn start(place: &Place, more: &[&str]) -> (Child, ChildStdin) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["watch", "-", "-i", "list.csv", "--cases", "cases"])
        .args(more)
        .current_dir(place.path("."))
        .env_clear()
        .env("VIGIE_DATA", place.path("data"))
        .env("HOME", place.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = child.stdin.take().unwrap();
    (child, stdin)
}

fn is_plant(line: &Value) -> bool {
    line["finding"]["indicator"]["value"] == "vigie-plant.example"
}

/// Everything that a finished program printed.
fn told(child: Child) -> (Option<i32>, Vec<Value>) {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(output.status.code().is_some(), "{said}");
    (output.status.code(), lines)
}

#[test]
fn a_finding_is_told_while_the_stream_goes_on() {
    let place = place();
    let (mut child, mut stdin) = start(&place, &[]);
    stdin.write_all(&stream(40)).unwrap();
    stdin.flush().unwrap();
    // The stream has not ended: what is read here was told before.
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert!(is_plant(&first), "{first}");
    drop(stdin);
    let rest: Vec<Value> =
        lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    assert!(!rest.iter().any(is_plant), "told once");
    let case = &rest.last().unwrap()["case"];
    assert_eq!(case["verdict"], "review");
    assert!(case["records"].as_u64().unwrap() >= 41, "{case}");
    child.wait().unwrap();
    place.vigie(&["findings", "cases/0001"]).ends(0);
    assert!(place.path("cases/0001/report.html").exists());
}

#[test]
fn cases_follow_one_another_and_the_oldest_go() {
    let place = place();
    let (child, mut stdin) = start(&place, &["--records", "50", "--keep", "2"]);
    let bytes = stream(400);
    // Slowly, so that there is time to begin another.
    for piece in bytes.chunks(bytes.len() / 12) {
        stdin.write_all(piece).unwrap();
        stdin.flush().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(250));
    }
    drop(stdin);
    let (_, lines) = told(child);
    let cases: Vec<&Value> = lines.iter().filter(|line| line["case"].is_object()).collect();
    assert!(cases.len() >= 3, "{cases:?}");
    let records: u64 = cases.iter().map(|line| line["case"]["records"].as_u64().unwrap()).sum();
    assert!(records >= 401, "{records}");
    assert_eq!(lines.iter().filter(|line| is_plant(line)).count(), 1);
    assert_eq!(std::fs::read_dir(place.path("cases")).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_with_nothing_lost() {
    let place = place();
    let (mut child, mut stdin) = start(&place, &[]);
    // The last packet is cut: the program waits for the rest of it.
    let bytes = stream(40);
    stdin.write_all(&bytes[..bytes.len() - 3]).unwrap();
    stdin.flush().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    let signal = ["-TERM", &child.id().to_string()].map(str::to_owned);
    assert!(Command::new("kill").args(signal).status().unwrap().success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    let case: Value = serde_json::from_str(rest.lines().last().unwrap()).unwrap();
    assert!(case["case"]["records"].as_u64().unwrap() >= 40, "{case}");
    assert!(child.wait().unwrap().code().is_some());
    drop(stdin);
    place.vigie(&["findings", "cases/0001"]).ends(0);
}

#[test]
fn damage_in_the_middle_costs_what_is_damaged() {
    let place = place();
    let (child, mut stdin) = start(&place, &[]);
    let mut bytes = stream(200);
    let middle = bytes.len() / 4;
    bytes[middle..middle + 300].fill(0xee);
    stdin.write_all(&bytes).unwrap();
    drop(stdin);
    let (_, lines) = told(child);
    assert!(lines.iter().any(is_plant));
    let case = &lines.last().unwrap()["case"];
    assert!(case["problems"].as_u64().unwrap() > 0, "{case}");
    assert!(case["records"].as_u64().unwrap() >= 190, "{case}");
}

#[test]
fn what_is_no_capture_is_told() {
    let place = place();
    let (child, mut stdin) = start(&place, &[]);
    stdin.write_all(b"no packets here\n").unwrap();
    drop(stdin);
    let (code, lines) = told(child);
    assert_eq!(code, Some(4));
    assert_eq!(lines.last().unwrap()["case"]["verdict"], "unclear");
}
