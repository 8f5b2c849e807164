//! What happened to which app.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive,
};

use crate::daemon_log::{Entry, app_id};
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.mobile_installation_log.event",
    title: Text {
        en: "Installation or removal of an app",
        fr: "Installation ou suppression d’une app",
    },
    brief: &["event", "bundle_id", "install_type", "client", "distributor", "path"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<InstallEvent>,
};

/// What happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Event {
    /// Somebody asked for an installation.
    InstallRequested,
    /// An installation began.
    #[default]
    InstallStarted,
    /// An installation ended well.
    Installed,
    /// An installation was refused or failed.
    Failed,
    /// Somebody asked for a removal.
    UninstallRequested,
    /// A removal began.
    Uninstalled,
    /// A folder of an app was made.
    ContainerMade,
    /// A folder of an app was removed.
    ContainerDestroyed,
    /// The certificate of a developer or a company that an app was installed with was removed.
    ProfileRemoved,
}

/// Every phrase that a stamp carries.
pub(super) const MEANS: &[Text] = &[
    Text { en: "installation asked for", fr: "installation demandée" },
    Text { en: "installation begun", fr: "installation commencée" },
    Text { en: "app installed", fr: "app installée" },
    Text { en: "installation failed", fr: "installation échouée" },
    Text { en: "removal asked for", fr: "suppression demandée" },
    Text { en: "app removed", fr: "app supprimée" },
    Text { en: "folder of the app made", fr: "dossier de l’app créé" },
    Text { en: "folder of the app removed", fr: "dossier de l’app supprimé" },
    Text { en: "certificate for the app removed", fr: "certificat de l’app supprimé" },
    Text { en: "noted by the installer", fr: "noté par l’installateur" },
];

impl Event {
    const fn means(self) -> &'static str {
        match self {
            Self::InstallRequested => "installation asked for",
            Self::InstallStarted => "installation begun",
            Self::Installed => "app installed",
            Self::Failed => "installation failed",
            Self::UninstallRequested => "removal asked for",
            Self::Uninstalled => "app removed",
            Self::ContainerMade => "folder of the app made",
            Self::ContainerDestroyed => "folder of the app removed",
            Self::ProfileRemoved => "certificate for the app removed",
        }
    }
}

/// Something that happened to an app.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct InstallEvent {
    /// When, in the device's local time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// What.
    pub(crate) event: Event,
    /// To which app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Version of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// `Customer`, `Developer`, `Placeholder`, …, of this installation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) install_type: Option<String>,
    /// The process that asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client: Option<String>,
    /// The store that handed it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distributor: Option<String>,
    /// The file or folder it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

impl Record for InstallEvent {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp { at, means: self.event.means(), clock: Clock::LocalUnknownOffset });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(app) = &self.bundle_id {
            see("bundle_id", Observable::AppId(app));
            see("bundle_id", Observable::Process(app));
        }
        if let Some(client) = &self.client {
            see("client", Observable::Process(client));
        }
        if let Some(distributor) = &self.distributor {
            see("distributor", Observable::AppId(distributor));
        }
        if let Some(path) = self.path.as_deref().and_then(paths::absolute) {
            see("path", Observable::Path(&path));
        }
        if let Some(reason) = &self.reason {
            crate::daemon_log::names(reason, |value| see("reason", value));
        }
    }
}

/// What was asked for last on each thread: what follows there belongs to it.
#[derive(Default)]
pub(super) struct Requests(HashMap<String, Request>);

#[derive(Clone, Default)]
struct Request {
    install_type: Option<String>,
    client: Option<String>,
}

/// Threads that are remembered: `installd` has a handful, an enemy may write any number.
const MOST_THREADS: usize = 1_000;
/// Apps that one removal may name.
const MOST_APPS: usize = 1_000;
/// Longest reason that is kept, in characters.
const LONGEST_REASON: usize = 2_000;

/// The events that `entry` tells of.
pub(super) fn read(entry: &Entry<'_>, requests: &mut Requests) -> Vec<InstallEvent> {
    let text = entry.text;
    let one = |event: Event, bundle_id: Option<&str>| InstallEvent {
        at: entry.time,
        event,
        bundle_id: bundle_id.map(str::to_owned),
        ..InstallEvent::default()
    };
    if let Some(rest) = text.strip_prefix("Install of ") {
        return vec![requested(rest, entry, requests, one(Event::InstallRequested, None))];
    }
    if let Some(rest) = after(text, "Uninstall requested by ") {
        return uninstall_requested(rest, one);
    }
    let of_thread = requests.0.get(entry.thread).cloned().unwrap_or_default();
    let found = if let Some(rest) = after_any(text, &["Installing <", "Staging <"]) {
        installing(rest, one(Event::InstallStarted, None), of_thread)
    } else if let Some(rest) = successful(text) {
        let event = installed(rest, one(Event::Installed, None), &of_thread);
        requests.0.remove(entry.thread);
        event
    } else if let Some(rest) = after(text, "Uninstalling identifier ") {
        let ids = rest.split([',', '\n', ' ', '(', ')', '"', '{', '}']).filter_map(any_id);
        return ids.take(MOST_APPS).map(|id| one(Event::Uninstalled, Some(id))).collect();
    } else if let Some(rest) = after(text, "Destroying container ") {
        container(rest, one(Event::ContainerDestroyed, None))
    } else if let Some(rest) = after(text, "Made container live for ") {
        container(rest, one(Event::ContainerMade, None))
    } else if let Some(rest) = after(text, "Data container for ") {
        container(rest, one(Event::ContainerMade, None))
    } else if let Some(rest) = after(text, "Uninstalling profiles for ") {
        let id = rest.split_whitespace().next().map(without_team);
        one(Event::ProfileRemoved, id)
    } else if is_failure(text) {
        failed(entry, one(Event::Failed, None), of_thread)
    } else {
        return Vec::new();
    };
    vec![found]
}

/// What stands in `text` behind `mark`.
fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

fn after_any<'a>(text: &'a str, marks: &[&str]) -> Option<&'a str> {
    marks.iter().find_map(|mark| text.strip_prefix(mark))
}

/// What an installation that ended well says, in any version's capitals.
fn successful(text: &str) -> Option<&str> {
    let marks = ["Install Successful for ", "Install successful for ", "Staging update successful for "];
    marks.iter().find_map(|mark| after(text, mark))
}

/// `"PATH" type TYPE (…) requested by NAME (pid N …)`.
fn requested(
    rest: &str,
    entry: &Entry<'_>,
    requests: &mut Requests,
    event: InstallEvent,
) -> InstallEvent {
    let path = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let word = |mark| after(rest, mark).and_then(|rest| rest.split([' ', '(', ',']).next());
    let request = Request {
        install_type: word("\" type ").map(str::to_owned),
        client: word("requested by ").map(str::to_owned),
    };
    if requests.0.len() < MOST_THREADS {
        requests.0.insert(entry.thread.to_owned(), request.clone());
    }
    InstallEvent {
        path: path.map(|(path, _)| path.to_owned()),
        install_type: request.install_type,
        client: request.client,
        ..event
    }
}

/// `NAME (pid N …) for identity [APP/PERSONA] …` or `NAME … for identifiers: (\n APP,\n APP\n)`.
fn uninstall_requested(
    rest: &str,
    one: impl Fn(Event, Option<&str>) -> InstallEvent,
) -> Vec<InstallEvent> {
    let client = rest.split([' ', '(']).next().map(str::to_owned);
    let whom = after(rest, " for ").unwrap_or_default();
    // What follows the identities are options, with names of their own.
    let whom = whom.split(" with options").next().unwrap_or_default();
    let words = whom.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')));
    let ids: Vec<&str> = words.filter_map(app_or_two).take(MOST_APPS).collect();
    let event = |id| InstallEvent { client: client.clone(), ..one(Event::UninstallRequested, id) };
    match ids.is_empty() {
        true => vec![event(None)],
        false => ids.into_iter().map(|id| event(Some(id))).collect(),
    }
}

/// An id of an app with two parts or more; `persona` strings and UUIDs have no dot.
fn app_or_two(word: &str) -> Option<&str> {
    app_id(word).or_else(|| any_id(word).filter(|word| word.contains('.')))
}

/// A word that can be an id where one must stand.
fn any_id(word: &str) -> Option<&str> {
    let word = word.trim_end_matches(['.', ';', ':']);
    let fits = word.contains('.') && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    (fits && !word.contains('/')).then_some(word)
}

/// An id without the prefix of the developer's team, also where the log masks it.
fn without_team(id: &str) -> &str {
    match id.split_once('.') {
        Some((team, rest)) if team.bytes().all(|byte| byte == b'*') => rest,
        _ => app_id(id).unwrap_or(id),
    }
}

/// `MIInstallableBundle ID=APP; Persona=…, Version=1, ShortVersion=1.0>`.
fn installing(rest: &str, event: InstallEvent, request: Request) -> InstallEvent {
    let field = |mark| {
        let value = after(rest, mark)?.split([';', ',', '>']).next()?.trim();
        (!value.is_empty() && value != "(null)").then(|| value.to_owned())
    };
    InstallEvent {
        bundle_id: field("ID="),
        version: field("ShortVersion=").or_else(|| field("Version=")),
        install_type: request.install_type,
        client: request.client,
        ..event
    }
}

/// `(Customer:APP); …` or `(Customer:APP; 1.0)`, and `[Distributor: ID]`.
fn installed(rest: &str, event: InstallEvent, request: &Request) -> InstallEvent {
    let inside = rest.strip_prefix('(').and_then(|rest| rest.split([')', ';']).next());
    let (install_type, id) = match inside.and_then(|inside| inside.split_once(':')) {
        Some((kind, id)) => (Some(kind.to_owned()), Some(id.trim())),
        None => (request.install_type.clone(), inside),
    };
    let id = id.and_then(|id| id.split('/').next());
    let distributor = after(rest, "[Distributor: ").and_then(|rest| rest.split(']').next());
    InstallEvent {
        bundle_id: id.map(str::to_owned),
        install_type,
        client: request.client.clone(),
        distributor: distributor.filter(|id| *id != "(null)").map(str::to_owned),
        ..event
    }
}

/// `APP with persona … at PATH`, `APP at PATH`, `APP is now at PATH`.
fn container(rest: &str, event: InstallEvent) -> InstallEvent {
    let id = rest.split_whitespace().next();
    let path = after(rest, " at ").map(|path| path.lines().next().unwrap_or(path).trim());
    InstallEvent {
        bundle_id: id.map(str::to_owned),
        path: path.filter(|path| path.starts_with('/')).map(str::to_owned),
        ..event
    }
}

/// Whether an entry tells that an installation was refused or failed.
fn is_failure(text: &str) -> bool {
    let marks = [
        "Failed to verify code signature of ",
        "stage failed",
        "maximum number of installed apps using a free developer profile",
        "Install failed for ",
    ];
    marks.iter().any(|mark| text.contains(mark))
}

fn failed(entry: &Entry<'_>, event: InstallEvent, request: Request) -> InstallEvent {
    let path = after(entry.text, "Failed to verify code signature of ");
    let path = path.and_then(|rest| rest.split(" : ").next()).map(str::trim);
    InstallEvent {
        path: path.filter(|path| path.starts_with('/')).map(str::to_owned),
        install_type: request.install_type,
        client: request.client,
        reason: Some(entry.text.chars().take(LONGEST_REASON).collect()),
        ..event
    }
}
