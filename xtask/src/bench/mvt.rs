//! Installs and runs MVT.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::measure::{Job, Usage};
use super::{Bench, Measured, PASSWORD};
use crate::samples::say;

const VERSION: &str = "mvt==2026.10.26";
/// The plan of the evidence that MVT ran on.
const STAMP: &str = "mvt-plan.txt";
const DECRYPT: &str = "mvt decrypt-backup";

/// Installs MVT into its own environment below `work`, once; gives its Python.
pub(crate) fn install(work: &Path) -> anyhow::Result<PathBuf> {
    let venv = work.join("mvt-venv");
    let python = venv.join("bin/python");
    if !venv.join("bin/mvt-ios").exists() {
        say(&format!("installing {VERSION}"))?;
        let made = Command::new("python3").args(["-m", "venv"]).arg(&venv).status();
        ensure!(made.context("python3")?.success(), "cannot make {}", venv.display());
        let installed =
            Command::new(&python).args(["-m", "pip", "install", "--quiet", VERSION]).status()?;
        ensure!(installed.success(), "cannot install {VERSION}");
    }
    // Not canonical: a venv is found by the path of its link.
    Ok(std::path::absolute(python)?)
}

/// Where MVT puts what it finds.
pub(crate) fn results(bench: &Bench) -> PathBuf {
    bench.folder.join("mvt-out")
}

/// Decrypts the backup if need be, and checks it.
pub(crate) fn run(bench: &Bench, python: &Path) -> anyhow::Result<Vec<Measured>> {
    let mut measured = Vec::new();
    let mut evidence = bench.evidence.clone();
    if bench.password.is_some() {
        say("running MVT: decrypt-backup")?;
        let decrypted = bench.folder.join("mvt-decrypted");
        if decrypted.exists() {
            fs::remove_dir_all(&decrypted)?;
        }
        fs::create_dir_all(&decrypted)?;
        let arguments = ["decrypt-backup", "-d", &text(&decrypted), &text(&evidence)];
        let usage = mvt(bench, python, &arguments, "mvt-decrypt.out")?;
        measured.push(Measured { what: DECRYPT.to_owned(), records: None, usage });
        evidence = decrypted;
    }
    say(&format!("running {}", bench.command.name))?;
    let out = results(bench);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let arguments =
        [bench.command.check, "-i", &text(&bench.indicators), "-o", &text(&out), &text(&evidence)];
    let usage = mvt(bench, python, &arguments, "mvt-check.out")?;
    let records = Some(records(&out)?);
    measured.push(Measured { what: bench.command.name.to_owned(), records, usage });
    fs::copy(bench.folder.join(super::STAMP), bench.folder.join(STAMP))?;
    Ok(measured)
}

/// What an earlier run on the same evidence cost.
pub(crate) fn earlier(bench: &Bench) -> anyhow::Result<Vec<Measured>> {
    let read = |name: &str| -> anyhow::Result<Usage> {
        let path = bench.folder.join(name);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(serde_json::from_str(&text)?)
    };
    let stamp = |name: &str| fs::read_to_string(bench.folder.join(name)).ok();
    let same = stamp(STAMP).is_some() && stamp(STAMP) == stamp(super::STAMP);
    ensure!(same, "MVT has not run on this evidence: leave --keep-mvt away");
    let mut measured = Vec::new();
    if bench.password.is_some() {
        let usage = read("mvt-decrypt.usage")?;
        measured.push(Measured { what: DECRYPT.to_owned(), records: None, usage });
    }
    let records = Some(records(&results(bench))?);
    measured.push(Measured {
        what: bench.command.name.to_owned(),
        records,
        usage: read("mvt-check.usage")?,
    });
    Ok(measured)
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn mvt(bench: &Bench, python: &Path, arguments: &[&str], out: &str) -> anyhow::Result<Usage> {
    let mut command = vec![
        python.with_file_name(bench.command.program).display().to_string(),
        "--disable-update-check".to_owned(),
        "--disable-indicator-update-check".to_owned(),
    ];
    command.extend(arguments.iter().map(|argument| (*argument).to_owned()));
    // Its own folders, so that indicators of other runs do not join in; and no network.
    let home = text(&bench.work.join("mvt-home"));
    let environment = [
        ("MVT_NETWORK_ACCESS_ALLOWED", "False"),
        ("MVT_IOS_BACKUP_PASSWORD", PASSWORD),
        ("MVT_DATA_FOLDER", home.as_str()),
        ("MVT_CONFIG_FOLDER", home.as_str()),
        ("MVT_STIX2", ""),
    ];
    let out = bench.folder.join(out);
    let usage =
        Job { python, command: &command, out: &out, environment: &environment }.measure()?;
    let program = bench.command.program;
    ensure!(usage.exit == 0, "{program} ended with {}: see {}", usage.exit, out.display());
    Ok(usage)
}

/// Records in all result files: MVT indents them by four spaces, one brace a record.
fn records(out: &Path) -> anyhow::Result<u64> {
    let mut count = 0;
    for entry in fs::read_dir(out).with_context(|| out.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let other = ["alerts.json", "info.json", "urls.json"].contains(&name.as_str());
        if other || !name.ends_with(".json") || name.ends_with("_detected.json") {
            continue;
        }
        let mut reader = BufReader::with_capacity(1 << 20, File::open(&path)?);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            count += u64::from(line.strip_suffix(b"\n") == Some(b"    {"));
            line.clear();
        }
    }
    Ok(count)
}
