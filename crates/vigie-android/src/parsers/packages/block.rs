//! The blocks of apps, line by line.

use vigie_core::{Input, Locator, Sink, Stop, Time};
use vigie_formats::lines::Line;

use super::package::{Clocked, Grant, Package, UserState};
use crate::section::{entries, indent, is_package, rest_of, user, value_of};
use crate::zone::Zone;

/// Entries of one list that are kept.
const MOST_ENTRIES: usize = 10_000;

/// What the entries below a heading are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Requested,
    Declared,
    Install,
    Runtime,
    Disabled,
    Enabled,
    Other,
}

/// The app whose block is being read.
pub(super) struct Blocks {
    zone: Zone,
    hidden: bool,
    open: Option<(u64, Package)>,
    list: Option<(usize, List)>,
    /// How far the line `User N:` of the state at hand is indented.
    user_indent: Option<usize>,
}

impl Blocks {
    /// Of the section that is `input`.
    pub(super) fn of(input: &Input<'_>) -> Self {
        let zone = Zone::of(input);
        Self { zone, hidden: false, open: None, list: None, user_indent: None }
    }

    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (depth, text) = indent(line.text);
        if text.is_empty() {
            return Ok(());
        }
        if depth == 0 {
            return self.unindented(text, sink);
        }
        if let Some(rest) = text.strip_prefix("Package [") {
            if let Some(name) = rest.split(']').next().filter(|name| is_package(name)) {
                self.end(sink)?;
                let clock = Clocked(self.zone.clock());
                let (package, hidden) = (name.to_owned(), self.hidden);
                let opened = Package { package, hidden, clock, ..Package::default() };
                self.open = Some((line.number, opened));
            } else if self.open.is_some() {
                let at = Locator::Line(line.number);
                sink.problem(at, "expected the name of a package in brackets");
            }
            return Ok(());
        }
        let Some((_, package)) = &mut self.open else { return Ok(()) };
        if let Some((heading, list)) = self.list {
            if depth > heading {
                add(package, list, text);
                return Ok(());
            }
            self.list = None;
        }
        if let Some(list) = list(text) {
            self.list = Some((depth, list));
            return Ok(());
        }
        if let Some(state) = text.strip_prefix("User ").and_then(state) {
            self.user_indent = Some(depth);
            package.users.push(state);
            return Ok(());
        }
        let in_user = self.user_indent.is_some_and(|of_user| depth > of_user);
        match package.users.last_mut().filter(|_| in_user) {
            Some(state) => user_line(state, text, &self.zone),
            None => package_line(package, text, &self.zone),
        }
        Ok(())
    }

    /// A line at the margin: a heading ends the block, what vendors print inside does not.
    fn unindented(&mut self, text: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if text.ends_with(" overlay paths:") || !text.ends_with(':') {
            return Ok(());
        }
        self.end(sink)?;
        match text {
            "Packages:" => self.hidden = false,
            "Hidden system packages:" => self.hidden = true,
            _ => {}
        }
        Ok(())
    }

    /// Emits the app at hand.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.list = None;
        self.user_indent = None;
        match self.open.take() {
            Some((at, package)) => sink.emit(Locator::Line(at), &package),
            None => Ok(()),
        }
    }
}

/// The list that a heading starts.
fn list(text: &str) -> Option<List> {
    Some(match text.strip_suffix(':')? {
        "requested permissions" => List::Requested,
        "declared permissions" => List::Declared,
        "install permissions" | "grantedPermissions" => List::Install,
        "runtime permissions" => List::Runtime,
        "disabledComponents" => List::Disabled,
        "enabledComponents" => List::Enabled,
        _ => List::Other,
    })
}

/// Adds an entry of a list.
fn add(package: &mut Package, list: List, text: &str) {
    let name = || text.split([':', ' ']).next().unwrap_or(text).to_owned();
    let state = package.users.last_mut();
    match list {
        List::Requested => push(&mut package.requested, name()),
        List::Declared => push(&mut package.declared, name()),
        List::Install => push(&mut package.install_permissions, grant(text)),
        List::Runtime => {
            if let Some(state) = state {
                push(&mut state.runtime_permissions, grant(text));
            } else {
                push(&mut package.install_permissions, grant(text));
            }
        }
        List::Disabled => {
            if let Some(state) = state {
                push(&mut state.disabled_components, text.to_owned());
            }
        }
        List::Enabled => {
            if let Some(state) = state {
                push(&mut state.enabled_components, text.to_owned());
            }
        }
        List::Other => {}
    }
}

fn push<T>(list: &mut Vec<T>, entry: T) {
    if list.len() < MOST_ENTRIES {
        list.push(entry);
    }
}

/// Reads `android.permission.CAMERA: granted=true, flags=[ USER_SET|USER_FIXED]`; without `granted`, as
/// up to Android 5, it is given.
fn grant(text: &str) -> Grant {
    let permission = text.split([':', ',', ' ']).next().unwrap_or(text);
    let flags = rest_of(text, "flags").map(owned).unwrap_or_default();
    let granted = value_of(text, "granted").is_none_or(|value| value == "true");
    Grant { permission: permission.to_owned(), granted, flags }
}

fn owned(list: &str) -> Vec<String> {
    entries(list).take(MOST_ENTRIES).map(str::to_owned).collect()
}

/// Reads `0: ceDataInode=1 installed=true hidden=false …`.
fn state(text: &str) -> Option<UserState> {
    let (number, rest) = text.split_once(':')?;
    let flag = |key| Some(value_of(rest, key)? == "true");
    Some(UserState {
        user: user(number)?,
        installed: flag("installed"),
        hidden: flag("hidden"),
        suspended: flag("suspended"),
        stopped: flag("stopped"),
        not_launched: flag("notLaunched"),
        enabled: value_of(rest, "enabled").and_then(|value| value.parse().ok()),
        instant: flag("instant"),
        ..UserState::default()
    })
}

/// A line below `User N:`.
fn user_line(state: &mut UserState, text: &str, zone: &Zone) {
    if let Some(caller) = text.strip_prefix("lastDisabledCaller:") {
        state.last_disabled_by = known(caller.trim());
        return;
    }
    let Some((key, value)) = text.split_once('=') else { return };
    match key {
        "installReason" => state.install_reason = value.trim().parse().ok(),
        "dataDir" => state.data_dir = known(value),
        "firstInstallTime" => state.first_installed = time(value, zone),
        _ => {}
    }
}

/// A line of the block itself.
fn package_line(package: &mut Package, text: &str, zone: &Zone) {
    let Some((key, value)) = text.split_once('=') else { return };
    let number = || value.split([' ', ',']).next().and_then(|digits| digits.parse().ok());
    match key {
        "appId" | "userId" => package.app_id = number(),
        "sharedUser" => {
            let name = value.split([' ', '/', '}']).nth(1);
            package.shared_user = name.and_then(known);
        }
        "codePath" => package.code_path = known(value),
        "versionCode" => {
            package.version_code = number();
            package.min_sdk = value_of(value, "minSdk").and_then(|sdk| sdk.parse().ok());
            package.target_sdk = value_of(value, "targetSdk").and_then(|sdk| sdk.parse().ok());
        }
        "versionName" => package.version_name = known(value),
        "timeStamp" => package.changed = time(value, zone),
        "firstInstallTime" => package.first_installed = time(value, zone),
        "lastUpdateTime" => package.updated = time(value, zone),
        "installerPackageName" => package.installer = known(value),
        "initiatingPackageName" => package.initiating = known(value),
        "originatingPackageName" => package.originating = known(value),
        "updateOwnerPackageName" => package.update_owner = known(value),
        "packageSource" => package.source = number(),
        "apkSigningVersion" => package.signing_version = number(),
        "signatures" => package.signatures = signatures(value),
        "flags" | "pkgFlags" => {
            let flags = owned(value);
            package.system |= flags.iter().any(|flag| flag == "SYSTEM");
            if !flags.is_empty() {
                package.flags = flags;
            }
        }
        "privateFlags" => package.private_flags = owned(value),
        _ => {}
    }
}

/// Reads `PackageSignatures{6c98c74 version:2, signatures:[b378e95c, 1a2b], past signatures:[]}`, or
/// without the words up to Android 8.
fn signatures(value: &str) -> Vec<String> {
    let list = value.split_once('[').and_then(|(_, rest)| rest.split(']').next());
    list.map(owned).unwrap_or_default()
}

/// A value that says something.
fn known(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty() && value != "null" && value != "?").then(|| value.to_owned())
}

/// An instant after 1970, which stands for never.
fn time(value: &str, zone: &Zone) -> Option<Time> {
    const FIRST_DAYS: i64 = 2 * 86_400;
    zone.time(value).filter(|at| at.unix_seconds() > FIRST_DAYS)
}
