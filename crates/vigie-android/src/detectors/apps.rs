//! What the evidence says of each app: whether it came with the phone, and how it came onto it otherwise.

use std::collections::BTreeMap;

use vigie_core::{Evidence, Seen, Time};

use crate::parsers::{Apk, AqfPackage, InstallSession, Package, StoredPackage};

/// Most apps that are remembered.
const MOST_APPS: usize = 20_000;

/// The shell of adb, as an app.
pub(super) const SHELL: &str = "com.android.shell";

/// How an app came onto the phone, as far as records tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It is part of the system.
    System,
    /// A store that is part of the system, or the update of one.
    Store,
    /// A well-known catalogue of free software or a client of a store.
    Catalogue(String),
    /// A file that somebody opened.
    File(String),
    /// A command given over adb.
    Adb,
    /// Another app.
    App(String),
    /// The system names nobody.
    Nobody,
    /// No record tells.
    Unknown,
}

impl Way {
    /// Whether nobody checked the app: it came from a file, over adb, from an app, or from nobody knows.
    pub(super) fn is_unchecked(&self) -> bool {
        matches!(self, Self::File(_) | Self::Adb | Self::App(_) | Self::Nobody)
    }

    /// Ending of the key of a sentence.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Store => "store",
            Self::Catalogue(_) => "catalogue",
            Self::File(_) => "file",
            Self::Adb => "adb",
            Self::App(_) => "app",
            Self::Nobody => "nobody",
            Self::Unknown => "unknown",
        }
    }

    /// The app that did it, where one is named.
    pub(super) fn by(&self) -> &str {
        match self {
            Self::Catalogue(by) | Self::File(by) | Self::App(by) => by,
            _ => "",
        }
    }
}

/// What records say of one app.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// True where a list of installed apps has it.
    pub(super) listed: bool,
    /// Whether it is part of the system.
    pub(super) system: bool,
    /// Whether it has an icon among the apps, as its manifest says.
    pub(super) icon: Option<bool>,
    /// Its name for people.
    pub(super) label: Option<String>,
    /// When it was first installed.
    pub(super) installed: Option<Time>,
    /// Users that have it.
    pub(super) users: Vec<i32>,
    /// The first record that says so.
    pub(super) evidence: Option<Evidence>,
    installer: Option<String>,
    initiating: Option<String>,
    source: Option<i64>,
    over_adb: bool,
    /// Whether a record could have named the installer.
    tells: bool,
}

impl Facts {
    /// Who is on record as installer.
    pub(super) fn named(&self) -> Option<&str> {
        self.installer.as_deref()
    }
}

/// What the evidence says of every app.
#[derive(Debug, Default)]
pub(super) struct Apps(BTreeMap<String, Facts>);

impl Apps {
    /// Notes what `seen` says of an app; false where it is no such record.
    pub(super) fn note(&mut self, seen: &Seen<'_>) -> bool {
        let record = seen.record;
        if let Some(app) = record.as_a::<Package>() {
            self.package(app, seen);
        } else if let Some(app) = record.as_a::<StoredPackage>() {
            self.stored(app, seen);
        } else if let Some(app) = record.as_a::<AqfPackage>() {
            self.listed(app, seen);
        } else if let Some(app) = record.as_a::<InstallSession>() {
            self.session(app);
        } else if let Some(app) = record.as_a::<Apk>() {
            self.apk(app);
        } else {
            return false;
        }
        true
    }

    /// What is known of `package`.
    pub(super) fn facts(&self, package: &str) -> Option<&Facts> {
        self.0.get(package)
    }

    /// Every app, with what is known of it.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, &Facts)> {
        self.0.iter().map(|(package, facts)| (package.as_str(), facts))
    }

    /// How `package` came onto the phone.
    pub(super) fn way(&self, package: &str) -> Way {
        let Some(facts) = self.0.get(package) else { return Way::Unknown };
        if facts.system {
            return Way::System;
        }
        if !facts.tells {
            return Way::Unknown;
        }
        let named = [facts.initiating.as_deref(), facts.installer.as_deref()];
        if facts.over_adb || named.contains(&Some(SHELL)) {
            return Way::Adb;
        }
        let Some(by) = facts.installer.as_deref().or(facts.initiating.as_deref()) else {
            return Way::Nobody;
        };
        if CATALOGUES.contains(&by) {
            return Way::Catalogue(by.to_owned());
        }
        let from_file = matches!(facts.source, Some(3 | 4));
        if from_file || named.into_iter().flatten().any(opens_files) {
            return Way::File(by.to_owned());
        }
        // A store is one because the phone came with it; its name counts where no record tells.
        match self.0.get(by).filter(|store| store.listed).map(|store| store.system) {
            Some(true) => Way::Store,
            None if STORES.contains(&by) => Way::Store,
            _ => Way::App(by.to_owned()),
        }
    }

    fn entry(&mut self, package: &str) -> Option<&mut Facts> {
        if self.0.len() >= MOST_APPS && !self.0.contains_key(package) {
            return None;
        }
        Some(self.0.entry(package.to_owned()).or_default())
    }

    fn package(&mut self, app: &Package, seen: &Seen<'_>) {
        let Some(facts) = self.entry(&app.package) else { return };
        facts.listed = true;
        facts.tells = true;
        facts.system |= app.system || app.hidden || on_image(app.code_path.as_deref());
        fill(&mut facts.installer, app.installer.as_ref());
        fill(&mut facts.initiating, app.initiating.as_ref());
        facts.source = facts.source.or(app.source);
        let first = app.users.iter().filter_map(|user| user.first_installed).min();
        facts.installed = facts.installed.or(first).or(app.first_installed);
        for user in app.users.iter().filter(|user| user.installed == Some(true)) {
            if !facts.users.contains(&user.user) && facts.users.len() < 100 {
                facts.users.push(user.user);
            }
        }
        let by = app.installer.as_deref().or(app.initiating.as_deref());
        cite(facts, seen, by.map_or(("package", &*app.package), |by| ("installer", by)));
    }

    fn stored(&mut self, app: &StoredPackage, seen: &Seen<'_>) {
        let Some(facts) = self.entry(&app.package) else { return };
        facts.listed = true;
        facts.tells = true;
        facts.system |= app.system || app.below_update || on_image(app.code_path.as_deref());
        fill(&mut facts.installer, app.installer.as_ref());
        fill(&mut facts.initiating, app.initiator.as_ref());
        facts.source = facts.source.or(app.source);
        facts.installed = facts.installed.or(app.installed);
        let by = app.installer.as_deref().or(app.initiator.as_deref());
        cite(facts, seen, by.map_or(("package", &*app.package), |by| ("installer", by)));
    }

    fn listed(&mut self, app: &AqfPackage, seen: &Seen<'_>) {
        let Some(facts) = self.entry(&app.name) else { return };
        facts.listed = true;
        facts.tells = true;
        facts.system |=
            app.system == Some(true) || app.files.iter().any(|file| on_image(file.path.as_deref()));
        fill(&mut facts.installer, app.installer.as_ref());
        let by = app.installer.as_deref();
        cite(facts, seen, by.map_or(("name", &*app.name), |by| ("installer", by)));
    }

    fn session(&mut self, session: &InstallSession) {
        let Some(facts) = session.package.as_deref().and_then(|package| self.entry(package)) else {
            return;
        };
        if session.error.is_some() {
            return;
        }
        facts.over_adb |= session.installer_uid == Some(2000);
        fill(&mut facts.initiating, session.initiating.as_ref());
        facts.source = facts.source.or(session.source);
    }

    fn apk(&mut self, apk: &Apk) {
        let Some(facts) = apk.package.as_deref().and_then(|package| self.entry(package)) else {
            return;
        };
        if apk.split.is_none() {
            facts.icon = Some(apk.launcher || facts.icon == Some(true));
            fill(&mut facts.label, apk.label.as_ref());
        }
    }
}

/// Notes the first record of an app.
fn cite(facts: &mut Facts, seen: &Seen<'_>, (field, quote): (&str, &str)) {
    if facts.evidence.is_none() {
        facts.evidence = Some(seen.evidence(field, quote));
    }
}

fn fill(known: &mut Option<String>, said: Option<&String>) {
    if known.is_none() {
        *known = said.filter(|said| !said.is_empty() && *said != "null").cloned();
    }
}

/// Whether code at `path` came with the phone.
fn on_image(path: Option<&str>) -> bool {
    const IMAGES: [&str; 7] =
        ["/system/", "/system_ext/", "/product/", "/vendor/", "/apex/", "/odm/", "/oem/"];
    path.is_some_and(|path| IMAGES.iter().any(|image| path.starts_with(image)))
}

/// Whether an app is the one that installs files which somebody opened.
pub(super) fn opens_files(package: &str) -> bool {
    package.ends_with(".packageinstaller") || package == "com.android.packageinstaller.google"
}

/// Catalogues and clients of stores that people install themselves, as their projects name them.
const CATALOGUES: &[&str] = &[
    "app.accrescent.client",
    "com.aurora.store",
    "com.looker.droidify",
    "com.machiav3lli.fdroid",
    "dev.imranr.obtainium",
    "dev.imranr.obtainium.fdroid",
    "nya.kitsunyan.foxydroid",
    "org.fdroid.basic",
    "org.fdroid.fdroid",
    "org.fdroid.fdroid.privileged",
];

/// Stores, and tools that bring apps over from an older phone, that come with phones.
const STORES: &[&str] = &[
    "com.amazon.venezia",
    "com.android.vending",
    "com.bbk.appstore",
    "com.google.android.apps.restore",
    "com.google.android.feedback",
    "com.google.android.gms",
    "com.heytap.market",
    "com.hihonor.appmarket",
    "com.huawei.appmarket",
    "com.oppo.market",
    "com.samsung.android.scloud",
    "com.sec.android.app.samsungapps",
    "com.sec.android.easyMover",
    "com.transsion.phoenix",
    "com.vivo.appstore",
    "com.xiaomi.market",
    "com.xiaomi.mipicks",
];
