//! A program that asked where the phone is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::plist::{Dictionary, Value};

use super::times;
use crate::columns::Columns;
use crate::mentions::each_mention;
use crate::paths;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.locationd_clients.client",
    title: Text {
        en: "Program that asked where the phone is",
        fr: "Programme qui a demandé où est le téléphone",
    },
    brief: &["package", "executable", "authorization"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<Client>,
};

/// Most other values that are kept of one client.
const MOST_VALUES: usize = 200;

/// A program that asked where the phone is.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Client {
    /// The key of its entry.
    pub(crate) package: String,
    /// The app it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Folder of the app or bundle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_path: Option<String>,
    /// Path of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) executable: Option<String>,
    /// What registered as the client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) registered: Option<String>,
    /// What it may do, as the number that stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) authorization: Option<i64>,
    /// When it used what, by the name of the key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) times: BTreeMap<String, Time>,
    /// What else the entry holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Client {
    fn read(key: &str, about: &Dictionary, at: &Locator, sink: &mut Sink<'_>) -> Self {
        let mut client = Self { package: key.to_owned(), ..Self::default() };
        let mut rest = Dictionary::new();
        for (key, value) in about.iter() {
            let text = || value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
            match key {
                "BundleId" if value.as_str().is_some() => client.bundle_id = text(),
                "BundlePath" if value.as_str().is_some() => client.bundle_path = text(),
                "Executable" if value.as_str().is_some() => client.executable = text(),
                "Registered" if value.as_str().is_some() => client.registered = text(),
                "Authorization" if value.as_i64().is_some() => client.authorization = value.as_i64(),
                _ if times::is_time(key) => match times::read(value) {
                    times::Read::Never => {}
                    times::Read::At(time) => {
                        client.times.insert(key.to_owned(), time);
                    }
                    times::Read::Odd => {
                        sink.problem(at.clone(), format!("{key}: expected seconds since 2001"));
                    }
                },
                _ => rest.push(key.to_owned(), value.clone()),
            }
        }
        client.columns = trees::flatten(&Value::Dictionary(rest), MOST_VALUES);
        client
    }

    /// The client that the key names, without what marks its kind.
    fn name(&self) -> &str {
        let key = self.package.as_str();
        for mark in ["com.apple.locationd.bundle-", "com.apple.locationd.executable-"] {
            if let Some(path) = key.strip_prefix(mark) {
                return path;
            }
        }
        let key = key.strip_suffix(':').unwrap_or(key);
        match key.split_at_checked(1) {
            Some(("p" | "e", path)) if path.starts_with('/') => path,
            Some(("i", id)) if self.is_new_form(id) => id,
            _ => key,
        }
    }

    /// Whether `id` is what the letter `i` stands before, and not the rest of an id such as
    /// `info.example`.
    fn is_new_form(&self, id: &str) -> bool {
        match &self.bundle_id {
            Some(bundle) => id == bundle,
            None => self.package.ends_with(':'),
        }
    }

    /// Absolute paths of what ran: the program, or what registered for it.
    pub(crate) fn programs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let named = Some(self.name()).filter(|name| name.starts_with('/'));
        let fields = [
            ("executable", self.executable.as_deref()),
            ("registered", self.registered.as_deref()),
            ("package", named),
        ];
        fields.into_iter().filter_map(|(field, path)| Some((field, path?)))
    }
}

impl Record for Client {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (key, at) in &self.times {
            see(Stamp::utc(*at, times::means(key)));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        program("package", self.name(), see);
        if let Some(id) = self.bundle_id.as_deref().filter(|id| *id != self.name()) {
            see("bundle_id", Observable::AppId(id));
            see("bundle_id", Observable::Process(id));
        }
        if let Some(path) = self.bundle_path.as_deref().and_then(paths::absolute) {
            see("bundle_path", Observable::Path(&path));
        }
        for (field, name) in [("executable", &self.executable), ("registered", &self.registered)] {
            if let Some(name) = name {
                program(field, name, see);
            }
        }
        for (_, text) in self.columns.texts() {
            each_mention(text, |value| see("columns", value));
        }
    }
}

/// Shows a program that is named by its path, its name or the id of its app.
fn program(field: &'static str, name: &str, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
    match paths::absolute(name) {
        Some(path) => {
            see(field, Observable::Path(&path));
            see(field, Observable::Process(&path));
        }
        None => {
            see(field, Observable::AppId(name));
            see(field, Observable::Process(name));
        }
    }
}

/// Emits every client.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(clients) = root.as_dictionary() else {
        return Err(Stop::malformed("property list", 0, "a dictionary of clients"));
    };
    for (key, about) in clients.iter() {
        let at = Locator::Key(key.to_owned());
        match about.as_dictionary() {
            Some(about) => {
                let client = Client::read(key, about, &at, sink);
                sink.emit(at, &client)?;
            }
            None => sink.problem(at, "expected a dictionary for each client"),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_keys() {
        let name = |package: &str, bundle_id: Option<&str>| {
            let bundle_id = bundle_id.map(str::to_owned);
            Client { package: package.into(), bundle_id, ..Client::default() }.name().to_owned()
        };
        assert_eq!(name("com.apple.locationd.bundle-/System/a.bundle", None), "/System/a.bundle");
        assert_eq!(name("icom.apple.weather:", None), "com.apple.weather");
        assert_eq!(name("icom.apple.weather", Some("com.apple.weather")), "com.apple.weather");
        assert_eq!(name("info.example.app", Some("info.example.app")), "info.example.app");
        assert_eq!(name("p/System/a.bundle:", None), "/System/a.bundle");
        assert_eq!(name("e/private/var/tmp/x", None), "/private/var/tmp/x");
        assert_eq!(name("", None), "");
    }
}
