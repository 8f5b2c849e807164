//! Synthetic evidence of Android phones.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use vigie_samples::android::{Answers, BackupForm, Plan, Vendor, family};
use vigie_samples::{pack, stix};

use super::{FAMILY, Pack, PlanArguments, Preset, say, write};

/// How much evidence of an Android phone, and which phone.
#[derive(Args, Clone)]
pub(crate) struct Sizes {
    /// Lines of the dumpstate of a bug report.
    #[arg(long, value_name = "N")]
    lines: Option<u64>,
    /// Files that an acquisition of AndroidQF lists.
    #[arg(long, value_name = "N")]
    files: Option<u64>,
    /// Who made the Android phone.
    #[arg(long, value_enum, default_value_t = Maker::Google)]
    vendor: Maker,
    /// First number of the Android version: 7, 10, 12, 14 or 16.
    #[arg(long, default_value_t = 14)]
    android: u8,
    /// Version of the format of an Android backup: 1 to 5.
    #[arg(long, default_value_t = 5)]
    backup_version: u8,
}

#[derive(Clone, Copy, ValueEnum)]
enum Maker {
    Google,
    Samsung,
    Xiaomi,
}

/// Kinds of evidence of Android phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bugreport,
    Androidqf,
    Backup,
    IntrusionLogs,
    Dump,
}

impl Kind {
    pub(super) const fn of(kind: super::Kind) -> Option<Self> {
        match kind {
            super::Kind::Bugreport => Some(Self::Bugreport),
            super::Kind::Androidqf => Some(Self::Androidqf),
            super::Kind::AndroidBackup => Some(Self::Backup),
            super::Kind::IntrusionLogs => Some(Self::IntrusionLogs),
            super::Kind::AndroidDump => Some(Self::Dump),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Bugreport => "bugreport",
            Self::Androidqf => "androidqf",
            Self::Backup => "backup.ab",
            Self::IntrusionLogs => "intrusion_logs",
            Self::Dump => "android-dump",
        }
    }

    /// Writes evidence of this kind below `out`; gives where it lies, and its answer key.
    pub(crate) fn write(self, plan: &Plan, out: &Path) -> anyhow::Result<(PathBuf, Answers)> {
        let place = out.join(self.name());
        let answers = match self {
            Self::Bugreport => plan.write_bugreport(&place)?,
            Self::Androidqf => plan.write_androidqf(&place)?,
            Self::Backup => plan.write_backup(&place)?,
            Self::IntrusionLogs => plan.write_intrusion_logs(&place)?,
            Self::Dump => plan.write_storage(&place)?,
        };
        Ok((place, answers))
    }
}

impl Preset {
    pub(crate) fn android(self) -> Plan {
        match self {
            Self::Tiny => Plan::tiny(),
            Self::Small => Plan::small(),
            Self::Large => Plan::large(),
        }
    }
}

/// The plan of so many lines and files, where they are given; `rows` stands for both.
pub(crate) fn sized(
    preset: Preset,
    rows: Option<u64>,
    lines: Option<u64>,
    files: Option<u64>,
) -> Plan {
    let (lines, files) = (lines.or(rows), files.or(rows));
    if lines.is_none() && files.is_none() {
        return preset.android();
    }
    let base = preset.android();
    Plan::sized(lines.unwrap_or(base.lines), files.unwrap_or(base.files))
}

pub(super) fn generate(arguments: &PlanArguments, kind: Kind, out: &Path) -> anyhow::Result<()> {
    let sizes = &arguments.android;
    let vendor = match sizes.vendor {
        Maker::Google => Vendor::Google,
        Maker::Samsung => Vendor::Samsung,
        Maker::Xiaomi => Vendor::Xiaomi,
    };
    let base = sized(arguments.preset, arguments.rows, sizes.lines, sizes.files);
    let mut plan = Plan { seed: arguments.seed, ..base }.on(vendor, sizes.android);
    if arguments.plants {
        plan = plan.planted();
    }
    if arguments.hostile {
        plan = plan.hostile();
    }
    let mut password = None;
    if let (true, Some(file)) = (arguments.encrypt, &arguments.password_file) {
        password = fs::read_to_string(file)?.lines().next().map(str::to_owned);
    }
    plan.backup = BackupForm { version: sizes.backup_version, password, ..BackupForm::default() };
    fs::create_dir_all(out)?;
    write(&out.join("indicators.stix2"), &stix::bundle(FAMILY.0, FAMILY.1, &family()))?;
    let (place, answers) = kind.write(&plan, out)?;
    if let Some(way) = arguments.pack {
        let to = |ending: &str| out.join(format!("{}.{ending}", kind.name()));
        match way {
            Pack::Zip if kind == Kind::Bugreport => plan.pack_bugreport(&place, &to("zip"))?,
            Pack::Zip => pack::zip(&place, &to("zip"))?,
            Pack::ZipFlat => pack::zip_flat(&place, &to("zip"))?,
            Pack::Tar => pack::tar(&place, &to("tar"))?,
            Pack::TarGz => pack::tar_gz(&place, &to("tar.gz"))?,
        }
    }
    write(&out.join("answers.json"), &(serde_json::to_string_pretty(&answers)? + "\n"))?;
    say(&format!(
        "{} records, {} planted traces in {}",
        answers.total(),
        answers.planted.len(),
        place.display()
    ))
}
