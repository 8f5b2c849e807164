//! What is measured: its plan, its answer key, and what MVT calls it.

use std::path::Path;

use anyhow::Context;
use clap::ValueEnum;
use vigie_samples::stix::Indicator;
use vigie_samples::{android, ios};

use super::compare::Trace;
use super::{PASSWORD, Peers};
use crate::samples::android::sized;

/// Evidence of Android phones that MVT reads too.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Kind {
    /// A bug report, packed.
    Bugreport,
    /// An acquisition of AndroidQF, as folder.
    Androidqf,
}

/// Evidence to be made.
#[derive(Debug)]
pub(super) enum Made {
    Backup(Box<ios::Plan>),
    Dump(Box<ios::Plan>),
    Android(Kind, Box<android::Plan>),
}

/// What MVT is told to do with evidence.
#[derive(Clone, Copy)]
pub(super) struct Command {
    pub(super) program: &'static str,
    pub(super) check: &'static str,
    /// What to call it.
    pub(super) name: &'static str,
}

/// The answer key of evidence.
pub(super) enum Key {
    Ios(ios::Answers),
    Android(android::Answers),
}

impl Made {
    pub(super) fn of(peers: &Peers) -> Self {
        if let Some(kind) = peers.android {
            let plan = sized(peers.preset, peers.rows, peers.lines, peers.files);
            return Self::Android(kind, Box::new(plan.planted()));
        }
        let base = peers.rows.map_or_else(|| peers.preset.plan(), ios::Plan::rows);
        let mut plan = ios::Plan { ios: peers.ios, ..base }.planted();
        if peers.encrypted {
            let dpic = peers.rounds;
            let devices = ios::Encryption::as_on_devices(PASSWORD);
            plan.encryption = Some(ios::Encryption { dpic, ..devices });
        }
        if peers.dump { Self::Dump(Box::new(plan)) } else { Self::Backup(Box::new(plan)) }
    }

    /// Where evidence and results go, below the working folder.
    pub(super) fn folder(&self) -> &'static str {
        match self {
            Self::Backup(plan) if plan.encryption.is_some() => "encrypted",
            Self::Backup(_) => "plain",
            Self::Dump(_) => "dump",
            Self::Android(Kind::Bugreport, _) => "bugreport",
            Self::Android(Kind::Androidqf, _) => "androidqf",
        }
    }

    /// What the evidence is called.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Backup(_) => "backup",
            Self::Dump(_) => "file-system",
            Self::Android(Kind::Bugreport, _) => "bugreport.zip",
            Self::Android(Kind::Androidqf, _) => "acquisition",
        }
    }

    pub(super) fn command(&self) -> Command {
        let (program, check, name) = match self {
            Self::Backup(_) => ("mvt-ios", "check-backup", "mvt check-backup"),
            Self::Dump(_) => ("mvt-ios", "check-fs", "mvt check-fs"),
            Self::Android(Kind::Bugreport, _) => {
                ("mvt-android", "check-bugreport", "mvt check-bugreport")
            }
            Self::Android(Kind::Androidqf, _) => {
                ("mvt-android", "check-androidqf", "mvt check-androidqf")
            }
        };
        Command { program, check, name }
    }

    pub(super) fn family(&self) -> Vec<Indicator> {
        match self {
            Self::Backup(_) | Self::Dump(_) => ios::family(),
            Self::Android(..) => android::family(),
        }
    }

    /// Writes the evidence.
    pub(super) fn write(&self, to: &Path) -> anyhow::Result<Key> {
        Ok(match self {
            Self::Backup(plan) => Key::Ios(plan.write(to)?),
            Self::Dump(plan) => Key::Ios(plan.write_dump(to)?),
            Self::Android(Kind::Androidqf, plan) => Key::Android(plan.write_androidqf(to)?),
            Self::Android(Kind::Bugreport, plan) => {
                let folder = to.with_extension("");
                let answers = plan.write_bugreport(&folder)?;
                plan.pack_bugreport(&folder, to)?;
                std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
                Key::Android(answers)
            }
        })
    }

    /// The key of evidence that is there.
    pub(super) fn read(&self, text: &str) -> anyhow::Result<Key> {
        Ok(match self {
            Self::Backup(_) | Self::Dump(_) => Key::Ios(serde_json::from_str(text)?),
            Self::Android(..) => Key::Android(serde_json::from_str(text)?),
        })
    }
}

impl Key {
    pub(super) fn json(&self) -> anyhow::Result<String> {
        Ok(match self {
            Self::Ios(answers) => serde_json::to_string_pretty(answers)?,
            Self::Android(answers) => serde_json::to_string_pretty(answers)?,
        })
    }

    pub(super) fn total(&self) -> u64 {
        match self {
            Self::Ios(answers) => answers.total(),
            Self::Android(answers) => answers.total(),
        }
    }

    /// Every planted trace.
    pub(super) fn traces(&self) -> Vec<&dyn Trace> {
        match self {
            Self::Ios(answers) => answers.planted.iter().map(|one| one as &dyn Trace).collect(),
            Self::Android(answers) => answers.planted.iter().map(|one| one as &dyn Trace).collect(),
        }
    }
}
