//! What the program asks of the system, as `strace` sees it: no socket, nothing written outside
//! the case, no decrypted message in anything that is written.
//!
//! Needs `strace`, which `.ci/run` installs; elsewhere the test says that it did not run.

use std::process::Command;

use crate::support::{Bench, PASSWORD, ordinary_texts};
use vigie_samples::ios::Plan;

#[test]
fn a_check_of_an_encrypted_backup_opens_no_socket_and_writes_no_message() {
    if Command::new("strace").arg("-V").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "strace is missing: .ci/run installs it");
        println!("not run: there is no strace here");
        return;
    }
    let bench = Bench::new(&Plan::tiny().planted().encrypted(PASSWORD));
    let log = bench.path("strace.log");
    let status = Command::new("strace")
        .args(["-f", "-s", "1000000", "-e", "trace=network,openat,creat,write,pwrite64,writev"])
        .arg("-o")
        .arg(&log)
        .arg(env!("CARGO_BIN_EXE_vigie"))
        .args(["check", "backup", "-i", "nachtwacht.stix2", "--case", "case", "--threads", "2"])
        .args(["--password-file", "password.txt"])
        .current_dir(bench.folder.path())
        .env_clear()
        .env("VIGIE_DATA", bench.path("data"))
        .output()
        .unwrap();
    assert_eq!(status.status.code(), Some(13));
    let log = String::from_utf8_lossy(&std::fs::read(log).unwrap()).into_owned();
    assert!(log.contains("openat("), "strace saw nothing");
    for line in log.lines() {
        assert!(!line.contains("socket(") && !line.contains("connect("), "{line}");
        let writable = line.contains("O_WRONLY") || line.contains("O_RDWR");
        if line.contains("openat(") && writable {
            let path = line.split('"').nth(1).unwrap_or_default();
            let allowed = path.contains("case") || path.starts_with("/dev/");
            assert!(allowed, "written outside the case: {line}");
        }
    }
    let mut texts = ordinary_texts(&bench, &["--password-file", "password.txt"]);
    // What strace prints as it is.
    texts.retain(|text| text.chars().all(|c| c.is_ascii_graphic() || c == ' '));
    assert!(texts.len() > 20, "{} ordinary messages", texts.len());
    let writes = log.lines().filter(|line| !line.contains("openat("));
    for line in writes {
        for text in &texts {
            assert!(!line.contains(text.as_str()), "written in clear: {text}");
        }
    }
}
