//! A user, line by line.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume,
    revive,
};
use vigie_formats::lines::Line;

use crate::dump_date;
use crate::section::{duration_ms, entries, indent, value_of};
use crate::zone::Zone;

pub(super) static KIND: Kind = Kind {
    id: "android.users.user",
    title: Text { en: "User or profile of the phone", fr: "Utilisateur ou profil du téléphone" },
    brief: &["user", "name", "of_type"],
    personal: &["name"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<User>,
};

/// Restrictions of one user that are kept.
const MOST_RESTRICTIONS: usize = 1000;

/// A user or profile.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct User {
    /// Its number.
    pub(crate) user: i32,
    /// Its name.
    pub(crate) name: String,
    /// Serial number, which is never given again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) serial: Option<i64>,
    /// User that a profile belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<i32>,
    /// Its type: `android.os.usertype.profile.MANAGED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) of_type: Option<String>,
    /// Its flags, by name; those of older versions are one hexadecimal number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) flags: Vec<String>,
    /// Whether it runs, and is unlocked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// When it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it was last opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_opened: Option<Time>,
    /// Whose clock the date of the dump is of.
    pub(crate) clock: Clock,
    /// Build that was running then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fingerprint: Option<String>,
    /// Whether an app owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) has_profile_owner: Option<bool>,
    /// What is forbidden in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) restrictions: Vec<String>,
}

impl Record for User {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let both = [
            (self.created, "user or profile created"),
            (self.last_opened, "user or profile last opened"),
        ];
        for (at, means) in both {
            if let Some(at) = at {
                see(Stamp { at, means, clock: self.clock });
            }
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// The user that is being read.
pub(super) struct Reading {
    /// When the dump was made.
    dumped: Option<Time>,
    clock: Clock,
    open: Option<(u64, User)>,
    in_restrictions: Option<usize>,
}

impl Reading {
    /// Of the section that is `input`.
    pub(super) fn of(input: &Input<'_>) -> Self {
        let zone = Zone::of(input);
        let dumped = dump_date::of(input).and_then(|wall| zone.instant(wall));
        Self { dumped, clock: zone.clock(), open: None, in_restrictions: None }
    }

    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (depth, text) = indent(line.text);
        if let Some(rest) = text.strip_prefix("UserInfo{") {
            self.end(sink)?;
            match self.start(rest) {
                Some(user) => self.open = Some((line.number, user)),
                None => sink.problem(Locator::Line(line.number), "expected number, name and flags of a user"),
            }
            return Ok(());
        }
        if depth == 0 && !text.is_empty() {
            return self.end(sink);
        }
        let dumped = self.dumped;
        let Some((_, user)) = &mut self.open else { return Ok(()) };
        if let Some(heading) = self.in_restrictions {
            if depth > heading {
                if text != "none" && !text.is_empty() && user.restrictions.len() < MOST_RESTRICTIONS {
                    user.restrictions.push(text.to_owned());
                }
                return Ok(());
            }
            self.in_restrictions = None;
        }
        let Some((key, value)) = text.split_once(':') else { return Ok(()) };
        let value = value.trim();
        match key {
            "Type" => user.of_type = Some(value.to_owned()),
            "Flags" => {
                let names = value.split_once('(').map_or(value, |(_, names)| names.trim_end_matches(')'));
                user.flags = entries(names).map(str::to_owned).collect();
            }
            "State" => user.state = Some(value.to_owned()),
            "Created" => user.created = ago(value, dumped),
            "Last logged in" => user.last_opened = ago(value, dumped),
            "Last logged in fingerprint" => user.fingerprint = Some(value.to_owned()),
            "Has profile owner" => user.has_profile_owner = Some(value == "true"),
            "Restrictions" => self.in_restrictions = Some(depth),
            _ => {}
        }
        Ok(())
    }

    /// Reads `10:Work profile:1030} serialNo=10 isPrimary=false parentId=0`.
    fn start(&self, text: &str) -> Option<User> {
        let (inside, rest) = text.split_once('}')?;
        let (number, rest_of_name) = inside.split_once(':')?;
        let (name, flags) = rest_of_name.rsplit_once(':')?;
        let parent = value_of(rest, "parentId").and_then(|id| id.parse().ok());
        Some(User {
            user: number.parse().ok()?,
            name: name.to_owned(),
            serial: value_of(rest, "serialNo").and_then(|id| id.parse().ok()),
            parent: parent.filter(|parent| *parent >= 0),
            of_type: None,
            flags: vec![flags.to_owned()],
            state: None,
            created: None,
            last_opened: None,
            clock: self.clock,
            fingerprint: None,
            has_profile_owner: None,
            restrictions: Vec::new(),
        })
    }

    /// Emits the user at hand.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.in_restrictions = None;
        match self.open.take() {
            Some((at, user)) => sink.emit(Locator::Line(at), &user),
            None => Ok(()),
        }
    }
}

/// The instant of `+12d3h ago`, counted from `dumped`.
fn ago(text: &str, dumped: Option<Time>) -> Option<Time> {
    let millis = duration_ms(text.split(' ').next()?)?;
    let micros = dumped?.unix_micros().checked_sub(millis.checked_mul(1000)?)?;
    Time::from_unix_micros(micros)
}
