//! `bench peers`: Vigie beside MVT on the same evidence, with the same indicators.

mod compare;
mod evidence;
mod measure;
mod mvt;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use serde::Serialize;
use vigie_samples::stix;

use crate::samples::{FAMILY, Preset, say, write};
use compare::Comparison;
use evidence::{Key, Kind};
use measure::{Job, Usage};

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    with: With,
}

#[derive(Subcommand)]
enum With {
    /// Compare with MVT: CPU time, wall time, peak memory, findings.
    Peers(Peers),
}

#[derive(Args)]
struct Peers {
    /// How much evidence.
    #[arg(long, value_enum, default_value_t = Preset::Large)]
    preset: Preset,
    /// How much evidence, in records, instead of a preset.
    #[arg(long, value_name = "N")]
    rows: Option<u64>,
    /// Evidence of an Android phone, instead of a backup of an iPhone.
    #[arg(long, value_enum, conflicts_with = "encrypted")]
    android: Option<Kind>,
    /// A copy of an iPhone's file system, instead of a backup.
    #[arg(long, conflicts_with_all = ["encrypted", "android"])]
    dump: bool,
    /// Lines of the dumpstate.
    #[arg(long, value_name = "N")]
    lines: Option<u64>,
    /// Files that an acquisition lists.
    #[arg(long, value_name = "N")]
    files: Option<u64>,
    /// First number of the iOS version: 10 to 18, or 26.
    #[arg(long, default_value_t = 17)]
    ios: u8,
    /// Encrypt the backup: MVT decrypts it to disk first, Vigie reads it in place.
    #[arg(long)]
    encrypted: bool,
    /// Rounds of the first key derivation.
    #[arg(long, default_value_t = 10_000_000, value_name = "N")]
    rounds: u32,
    /// How many indicators: the made-up family, filled up with made-up domains.
    #[arg(long, default_value_t = 5_700, value_name = "N")]
    indicators: usize,
    /// Where evidence, results and MVT's environment go.
    #[arg(long, default_value = "target/bench-peers")]
    work: PathBuf,
    /// The program to measure; built when it is the default and missing.
    #[arg(long, default_value = "target/release/vigie")]
    vigie: PathBuf,
    /// Take MVT's results of an earlier run on the same evidence.
    #[arg(long)]
    keep_mvt: bool,
    /// Leave MVT out: measure Vigie alone against the answer key.
    #[arg(long, conflicts_with = "keep_mvt")]
    only_vigie: bool,
}

/// Password of the evidence made here.
const PASSWORD: &str = "bench peers";

/// The plan of the evidence that is there.
const STAMP: &str = "plan.txt";

/// What `peers.json` holds.
#[derive(Serialize)]
struct Outcome {
    evidence: String,
    generated_records: u64,
    indicators: usize,
    encrypted: bool,
    mvt: Vec<Measured>,
    vigie: Measured,
    /// MVT's CPU time divided by Vigie's.
    cpu_ratio: f64,
    /// MVT's wall time divided by Vigie's.
    wall_ratio: f64,
    /// MVT's peak memory divided by Vigie's.
    memory_ratio: f64,
    comparison: Comparison,
}

/// One measured command.
#[derive(Serialize)]
struct Measured {
    what: String,
    records: Option<u64>,
    #[serde(flatten)]
    usage: Usage,
}

/// What one run works on.
struct Bench {
    work: PathBuf,
    /// Folder of this evidence and its results.
    folder: PathBuf,
    evidence: PathBuf,
    indicators: PathBuf,
    password: Option<PathBuf>,
    key: Key,
    /// What MVT is told to do.
    command: evidence::Command,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let With::Peers(peers) = &arguments.with;
    let python =
        if peers.only_vigie { PathBuf::from("python3") } else { mvt::install(&peers.work)? };
    let bench = prepare(peers)?;
    let mvt = match (peers.keep_mvt, peers.only_vigie) {
        (true, _) => mvt::earlier(&bench)?,
        (_, true) => Vec::new(),
        _ => mvt::run(&bench, &python)?,
    };
    let vigie = run_vigie(&bench, &python, &program(&peers.vigie)?)?;
    let comparison = compare::compare(&bench, !peers.only_vigie)?;
    report(peers, &bench, mvt, vigie, comparison)
}

/// Writes evidence and indicators, unless those of the same plan are there.
fn prepare(peers: &Peers) -> anyhow::Result<Bench> {
    let made = evidence::Made::of(peers);
    let folder = peers.work.join(made.folder());
    fs::create_dir_all(&folder)?;
    let (evidence, key) = (folder.join(made.name()), folder.join("answers.json"));
    let (stamp, plan_text) = (folder.join(STAMP), format!("{made:?}\n"));
    let key = if fs::read_to_string(&stamp).is_ok_and(|earlier| earlier == plan_text) {
        made.read(&fs::read_to_string(&key)?)?
    } else {
        say("writing the evidence")?;
        if evidence.is_dir() {
            fs::remove_dir_all(&evidence)?;
        }
        let answers = made.write(&evidence)?;
        write(&key, &answers.json()?)?;
        write(&stamp, &plan_text)?;
        answers
    };
    let indicators = folder.join("indicators.stix2");
    let mut set = made.family();
    set.extend(stix::filler_domains(peers.indicators.saturating_sub(set.len())));
    write(&indicators, &stix::bundle(FAMILY.0, FAMILY.1, &set))?;
    let password = peers.encrypted.then(|| folder.join("password.txt"));
    if let Some(file) = &password {
        write(file, &format!("{PASSWORD}\n"))?;
    }
    let command = made.command();
    Ok(Bench { work: peers.work.clone(), folder, evidence, indicators, password, key, command })
}

fn program(path: &Path) -> anyhow::Result<PathBuf> {
    if !path.exists() {
        say("building vigie")?;
        let status = Command::new("cargo").args(["build", "--release", "-p", "vigie"]).status()?;
        ensure!(status.success(), "cannot build vigie");
    }
    path.canonicalize().with_context(|| path.display().to_string())
}

fn run_vigie(bench: &Bench, python: &Path, program: &Path) -> anyhow::Result<Measured> {
    let case = bench.folder.join("vigie-case");
    if case.exists() {
        fs::remove_dir_all(&case)?;
    }
    let mut command = vec![
        program.display().to_string(),
        "check".to_owned(),
        bench.evidence.display().to_string(),
        "--indicators".to_owned(),
        bench.indicators.display().to_string(),
        "--case".to_owned(),
        case.display().to_string(),
        "--format".to_owned(),
        "json".to_owned(),
    ];
    if let Some(password) = &bench.password {
        command.extend(["--password-file".to_owned(), password.display().to_string()]);
    }
    let out = bench.folder.join("vigie.json");
    let usage = Job { python, command: &command, out: &out, environment: &[] }.measure()?;
    ensure!(
        [0, 4, 10, 11, 12, 13].contains(&usage.exit),
        "vigie ended with {}: see {}",
        usage.exit,
        out.with_extension("log").display()
    );
    let records = compare::vigie_records(&out)?;
    Ok(Measured { what: "vigie check".to_owned(), records: Some(records), usage })
}

fn report(
    peers: &Peers,
    bench: &Bench,
    mvt: Vec<Measured>,
    vigie: Measured,
    comparison: Comparison,
) -> anyhow::Result<()> {
    let sum = |part: fn(&Usage) -> f64| mvt.iter().map(|one| part(&one.usage)).sum::<f64>();
    let peak = mvt.iter().map(|one| one.usage.peak_mib).fold(0.0, f64::max);
    let outcome = Outcome {
        evidence: bench.evidence.display().to_string(),
        generated_records: bench.key.total(),
        indicators: peers.indicators,
        encrypted: peers.encrypted,
        cpu_ratio: sum(Usage::cpu_s) / vigie.usage.cpu_s(),
        wall_ratio: sum(|usage| usage.wall_s) / vigie.usage.wall_s,
        memory_ratio: peak / vigie.usage.peak_mib,
        mvt,
        vigie,
        comparison,
    };
    say(&format!(
        "{} records generated, {} indicators, encrypted: {}\n",
        outcome.generated_records, outcome.indicators, outcome.encrypted
    ))?;
    say("| command | CPU s | wall s | peak MiB | records |")?;
    say("| --- | ---: | ---: | ---: | ---: |")?;
    for one in outcome.mvt.iter().chain([&outcome.vigie]) {
        let records = one.records.map_or_else(String::new, |records| records.to_string());
        let usage = &one.usage;
        say(&format!(
            "| {} | {:.2} | {:.2} | {:.0} | {records} |",
            one.what,
            usage.cpu_s(),
            usage.wall_s,
            usage.peak_mib
        ))?;
    }
    if !outcome.mvt.is_empty() {
        say(&format!(
            "| MVT : Vigie | {:.1} | {:.1} | {:.1} | |",
            outcome.cpu_ratio, outcome.wall_ratio, outcome.memory_ratio
        ))?;
    }
    say("")?;
    outcome.comparison.print()?;
    let file = bench.folder.join("peers.json");
    write(&file, &(serde_json::to_string_pretty(&outcome)? + "\n"))?;
    say(&format!("\nwritten to {}", file.display()))
}
