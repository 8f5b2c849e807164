//! `samples`: synthetic evidence at any scale, and the sample in `samples/`.

pub(crate) mod android;
mod capture;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use vigie_samples::ios::{Answers, Encryption, Plan, Scheme, family};
use vigie_samples::{pack, stix};

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    which: Option<Which>,
    #[command(flatten)]
    plan: PlanArguments,
}

#[derive(Subcommand)]
enum Which {
    /// Write the sample in samples/ anew, byte for byte.
    Shipped {
        /// Where to write it.
        #[arg(long, default_value = "samples")]
        to: PathBuf,
    },
}

#[derive(Args)]
struct PlanArguments {
    /// Folder to write the evidence, `indicators.stix2` and `answers.json` into.
    out: Option<PathBuf>,
    /// How much.
    #[arg(long, value_enum, default_value_t = Preset::Tiny)]
    preset: Preset,
    /// How much, in records, instead of a preset.
    #[arg(long, value_name = "N")]
    rows: Option<u64>,
    /// First number of the iOS version: 10 to 18, or 26.
    #[arg(long, default_value_t = 17)]
    ios: u8,
    /// The same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which phone it is: another number is another phone with the same life.
    #[arg(long, default_value_t = 0, value_name = "N")]
    phone: u64,
    /// Megabytes of unified log in dumps and sysdiagnoses; without it, a few hundred lines.
    #[arg(long, default_value_t = 0, value_name = "MB")]
    log_megabytes: u64,
    /// Bytes of a packet capture: 200M, 1G.
    #[arg(long, value_name = "BYTES", value_parser = capture::size)]
    size: Option<u64>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Kind::Backup)]
    kind: Kind,
    /// Pack the evidence.
    #[arg(long, value_enum)]
    pack: Option<Pack>,
    /// Encrypt the backup; needs --password-file.
    #[arg(long, requires = "password_file")]
    encrypt: bool,
    /// File whose first line is the backup password.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Rounds of the first key derivation.
    #[arg(long, default_value_t = 10_000_000, value_name = "N")]
    rounds: u32,
    /// Encrypt as before iOS 10.2: one derivation, index in clear.
    #[arg(long, requires = "encrypt")]
    old_scheme: bool,
    /// Plant traces of the made-up family.
    #[arg(long)]
    plants: bool,
    /// Add odd and damaged records.
    #[arg(long)]
    hostile: bool,
    #[command(flatten)]
    android: android::Sizes,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Preset {
    /// About 700 records.
    Tiny,
    /// About 52,000 records.
    Small,
    /// About 1,000,000 records.
    Large,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// A Finder or iTunes backup.
    Backup,
    /// A dump of the filesystem.
    Dump,
    /// A sysdiagnose.
    Sysdiagnose,
    /// All three of the same phone, each with its own `answers-KIND.json`.
    All,
    /// A bug report of an Android phone.
    Bugreport,
    /// An acquisition of AndroidQF.
    Androidqf,
    /// A backup that `adb backup` made.
    AndroidBackup,
    /// Intrusion logs of an Android phone.
    IntrusionLogs,
    /// A copy of the storage of an Android phone.
    AndroidDump,
    /// A packet capture of a telephone on a home network: `capture.pcap`.
    Capture,
}

#[derive(Clone, Copy, ValueEnum)]
enum Pack {
    Zip,
    /// Without a folder above the files.
    ZipFlat,
    Tar,
    TarGz,
}

impl Preset {
    pub(crate) fn plan(self) -> Plan {
        match self {
            Self::Tiny => Plan::tiny(),
            Self::Small => Plan::small(),
            Self::Large => Plan::large(),
        }
    }
}

/// The made-up family in the words of its indicator set.
pub(crate) const FAMILY: (&str, &str) = (
    "Nachtwacht",
    "A spyware family that does not exist, made up for the samples of Vigie. Every name is reserved (RFC 2606, RFC 5737, RFC 3849).",
);
/// Password of the shipped sample.
const PASSWORD: &str = "nachtwacht-sample";

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    match arguments.which {
        Some(Which::Shipped { to }) => shipped(&to),
        None => generate(&arguments.plan),
    }
}

fn generate(arguments: &PlanArguments) -> anyhow::Result<()> {
    let out = arguments.out.as_deref().context("say where to write")?;
    if let Some(kind) = android::Kind::of(arguments.kind) {
        return android::generate(arguments, kind, out);
    }
    if matches!(arguments.kind, Kind::Capture) {
        return capture::generate(arguments.seed, arguments.size, out);
    }
    let base = arguments.rows.map_or_else(|| arguments.preset.plan(), Plan::rows);
    let (seed, phone) = (arguments.seed, arguments.phone);
    let log_archive = arguments.log_megabytes.saturating_mul(1_000_000);
    let mut plan = Plan { seed, phone, ios: arguments.ios, log_archive, ..base };
    if arguments.plants {
        plan = plan.planted();
    }
    if arguments.hostile {
        plan = plan.hostile();
    }
    if let (true, Some(file)) = (arguments.encrypt, &arguments.password_file) {
        let password = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let password = password.lines().next().unwrap_or("");
        let scheme = if arguments.old_scheme { Scheme::Single } else { Scheme::Double };
        let dpic = arguments.rounds;
        let encryption = Encryption { dpic, scheme, ..Encryption::as_on_devices(password) };
        plan.encryption = Some(encryption);
    }
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    write(&out.join("indicators.stix2"), &stix::bundle(FAMILY.0, FAMILY.1, &family()))?;
    let every = [Kind::Backup, Kind::Dump, Kind::Sysdiagnose];
    if matches!(arguments.kind, Kind::All) {
        for kind in every {
            let key = format!("answers-{}.json", kind.folder());
            evidence(&plan, kind, arguments.pack, out, &key)?;
        }
        return Ok(());
    }
    evidence(&plan, arguments.kind, arguments.pack, out, "answers.json")
}

impl Kind {
    const fn folder(self) -> &'static str {
        match self {
            Self::Backup | Self::All => "backup",
            Self::Dump => "dump",
            Self::Sysdiagnose => "sysdiagnose",
            // Evidence of Android is written by its own module.
            _ => "android",
        }
    }
}

/// Writes one piece of evidence, packs it if asked to, and writes its answer key.
fn evidence(
    plan: &Plan,
    kind: Kind,
    packed: Option<Pack>,
    out: &Path,
    key: &str,
) -> anyhow::Result<()> {
    let folder = out.join(kind.folder());
    let answers = match kind {
        Kind::Backup | Kind::All => plan.write(&folder)?,
        Kind::Dump => plan.write_dump(&folder)?,
        Kind::Sysdiagnose => plan.write_sysdiagnose(&folder)?,
        _ => bail!("evidence of Android is written by its own module"),
    };
    if let Some(way) = packed {
        // A sysdiagnose's archive has its own name for the top folder.
        let inner = match kind {
            Kind::Sysdiagnose => fs::read_dir(&folder)?.next().transpose()?,
            _ => None,
        };
        let top = inner.map_or_else(|| folder.clone(), |inner| inner.path());
        match way {
            Pack::Zip => pack::zip(&top, &folder.with_extension("zip"))?,
            Pack::ZipFlat => pack::zip_flat(&top, &folder.with_extension("zip"))?,
            Pack::Tar => pack::tar(&top, &folder.with_extension("tar"))?,
            Pack::TarGz => pack::tar_gz(&top, &folder.with_extension("tar.gz"))?,
        }
    }
    write(&out.join(key), &(serde_json::to_string_pretty(&answers)? + "\n"))?;
    say(&format!(
        "{} records, {} planted traces in {}",
        answers.total(),
        answers.planted.len(),
        folder.display()
    ))
}

/// The plan of the sample that ships with Vigie: a small encrypted backup.
fn shipped_plan() -> Plan {
    Plan {
        seed: 20_261_124,
        messages: 40,
        attachments: 4,
        visits: 30,
        calls: 12,
        datausage: 30,
        tcc: 12,
        apps: 6,
        index_rows: 30,
        // A quarter of what phones use: half a megabyte less to ship.
        page: 1024,
        contacts: 0,
        ..Plan::rows(0)
    }
    .planted()
    .encrypted(PASSWORD)
}

fn shipped(to: &Path) -> anyhow::Result<()> {
    let backup = to.join("iphone-backup");
    if backup.exists() {
        if !backup.join("Manifest.db").exists() {
            bail!("{} is no backup: refusing to replace it", backup.display());
        }
        fs::remove_dir_all(&backup)?;
    }
    let answers = shipped_plan().write(&backup)?;
    write(&to.join("nachtwacht.stix2"), &stix::bundle(FAMILY.0, FAMILY.1, &family()))?;
    write(&to.join("password.txt"), &format!("{PASSWORD}\n"))?;
    write(&to.join("answers.json"), &(serde_json::to_string_pretty(&answers)? + "\n"))?;
    write(&to.join("README.md"), &readme(&answers))?;
    say(&format!("{} planted traces in {}", answers.planted.len(), to.display()))
}

fn readme(answers: &Answers) -> String {
    format!(
        "# Sample

An encrypted backup of an iPhone that never was, with traces of a spyware family that does not
exist. Nobody's data is in it: names, numbers and messages are drawn from word lists by a seeded
generator, and every domain and address is one that standards reserve for examples.

| file | what |
| --- | --- |
| `iphone-backup/` | the backup: iOS {ios}, {records} records, {planted} planted traces; key derivation with 10,000 rounds instead of a phone's 10,000,000 |
| `password.txt` | its password |
| `nachtwacht.stix2` | the indicators of the made-up family Nachtwacht, STIX 2.1 |
| `answers.json` | the answer key: every planted trace with its file, table and row |

```console
$ cargo run --release -- check samples/iphone-backup --indicators samples/nachtwacht.stix2 --password-file samples/password.txt
```

Made by `cargo xtask samples shipped`, which gives these bytes again; a test compares
them. Larger evidence, older systems, filesystem dumps, sysdiagnoses and damaged records:
`cargo xtask samples --help`. Licence: as the rest of the repository.
",
        ios = answers.ios,
        records = answers.total(),
        planted = answers.planted.len(),
    )
}

pub(crate) fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| path.display().to_string())
}

/// Prints a line.
pub(crate) fn say(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut open = vec![folder.to_path_buf()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(&next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(folder).unwrap().to_path_buf();
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        found
    }

    #[test]
    fn the_shipped_sample_is_what_the_generator_gives() {
        let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples");
        let scratch = tempfile::tempdir().unwrap();
        shipped(scratch.path()).unwrap();
        let (expected, found) = (files(scratch.path()), files(&checked_in));
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&expected), names(&found));
        for (name, bytes) in &expected {
            assert!(found.get(name) == Some(bytes), "{} differs", name.display());
        }
        let total: usize = expected.values().map(Vec::len).sum();
        assert!(total < 600_000, "{total} bytes are too many to ship");
    }
}
