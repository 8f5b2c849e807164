//! One start of recovery.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use crate::names::{file_name, packages_inside};

pub(super) static KIND: Kind = Kind {
    id: "android.recovery_history.entry",
    title: Text { en: "Start of recovery", fr: "Démarrage du mode de récupération" },
    brief: &["wipe", "reason", "package"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Entry>,
};

/// A start of recovery.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// When it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) requested: Option<Time>,
    /// Whether it was to wipe what the owner has on the phone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) wipe: bool,
    /// Who asked for it and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// What it was to install.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Why the phone was restarted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) restart_reason: Option<String>,
    /// Further arguments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) arguments: Vec<String>,
}

/// Most further arguments that are kept.
const MOST: usize = 50;

/// Whether a line is an argument of recovery: `--wipe_data`, and not the edge of a table.
pub(super) fn is_argument(text: &str) -> bool {
    text.strip_prefix("--").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

impl Entry {
    /// The entry that `text` begins.
    pub(super) fn begun(text: &str) -> Option<Self> {
        if let Some(date) = text.strip_prefix("Starting recovery (pid ") {
            let (_, date) = date.split_once(") on ")?;
            return Some(Self { at: date_of_ctime(date), ..Self::default() });
        }
        text.starts_with('+').then(|| Self { at: date_inside(text), ..Self::default() })
    }

    /// Takes a line that belongs to it.
    pub(super) fn line(&mut self, text: &str) {
        if let Some(command) = text.strip_prefix("Command: ") {
            command.split('"').filter(|word| is_argument(word)).for_each(|word| self.argument(word));
        } else if is_argument(text) {
            self.argument(text);
        } else if let Some(reason) = text.strip_prefix("reboot_reason").or_else(|| text.strip_prefix("reboot reason")) {
            let reason = reason.trim_start_matches([' ', '=', ':']).trim_end();
            self.restart_reason = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
        } else if self.at.is_none() && text.len() < 100 && text.contains('|') {
            self.at = date_inside(text);
        }
    }

    fn argument(&mut self, text: &str) {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let value = value.trim();
        let given = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match name.trim() {
            "--wipe_data" | "--prompt_and_wipe_data" => self.wipe = true,
            "--reason" => self.reason = given(),
            "--update_package" | "--update_org_package" => self.package = given().or(self.package.take()),
            "--requested_time" => self.requested = date_inside(value),
            _ if self.arguments.len() < MOST => self.arguments.push(text.to_owned()),
            _ => {}
        }
    }

    /// Whether it is worth telling of.
    pub(super) fn says_something(&self) -> bool {
        self.wipe
            || self.at.is_some()
            || self.reason.is_some()
            || self.package.is_some()
            || self.restart_reason.is_some()
            || !self.arguments.is_empty()
    }
}

/// A date written `2026/06/01 08:00:00`, anywhere in `text`.
fn date_inside(text: &str) -> Option<Time> {
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
    starts.take(100).find_map(|(at, _)| {
        let date = text.get(at..at.checked_add(19)?)?.replace('/', "-");
        Time::parse(&date)
    })
}

/// A date written `Mon Jun  1 08:00:00 2026`.
fn date_of_ctime(text: &str) -> Option<Time> {
    let mut words = text.split_whitespace().skip(1);
    let month = words.next()?;
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.iter().position(|name| *name == month)?.checked_add(1)?;
    let (day, clock, year) = (words.next()?, words.next()?, words.next()?);
    Time::parse(&format!("{year}-{month:02}-{day:0>2} {clock}"))
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let clock = Clock::LocalUnknownOffset;
        if let Some(at) = self.at {
            see(Stamp { at, means: "recovery started", clock });
        }
        if let Some(at) = self.requested {
            see(Stamp { at, means: "wipe or update asked for", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = &self.package {
            see("package", Observable::Path(path));
            see("package", Observable::FileName(file_name(path)));
        }
        if let Some(reason) = &self.reason {
            packages_inside(reason).for_each(|package| see("reason", Observable::AppId(package)));
        }
    }
}
