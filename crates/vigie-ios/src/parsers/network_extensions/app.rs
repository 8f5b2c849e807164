//! Apps that network rules were made for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::{paths, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.network_extensions.app",
    title: Text {
        en: "App that a network rule was made for",
        fr: "App pour laquelle une règle de réseau existe",
    },
    brief: &["bundle_id"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An app, present or past, that the phone keeps a network rule or an identifier for.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct App {
    /// Its id, or the path of its program.
    pub(crate) bundle_id: String,
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        match paths::absolute(&self.bundle_id) {
            Some(path) => see("bundle_id", Observable::Path(&path)),
            None => see("bundle_id", Observable::AppId(&self.bundle_id)),
        }
        see("bundle_id", Observable::Process(&self.bundle_id));
    }
}

/// Apps that are named: a phone has some hundreds.
const MOST: usize = 50_000;

/// Emits every app that a rule or the table of identifiers names, each once.
pub(super) fn read_all(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut rest = vec![(String::new(), root)];
    while let Some((path, value)) = rest.pop() {
        let children: Vec<(String, &Value)> = match value {
            Value::Array(items) => {
                let names = items.iter().zip(0_usize..);
                names.map(|(item, at)| (trees::join(&path, &at.to_string()), item)).collect()
            }
            Value::Dictionary(fields) => {
                for app in apps(&path, value).into_iter().filter(|app| is_name(app)) {
                    if seen.len() >= MOST {
                        return Err(Stop::Limit { what: "apps with network rules", most: MOST as u64 });
                    }
                    if seen.insert(app) {
                        let app = App { bundle_id: app.to_owned() };
                        sink.emit(Locator::Key(path.clone()), &app)?;
                    }
                }
                fields.iter().map(|(key, value)| (trees::join(&path, key), value)).collect()
            }
            _ => continue,
        };
        rest.extend(children.into_iter().rev());
    }
    Ok(())
}

/// False for the name of the rule that holds for every other app.
fn is_name(app: &str) -> bool {
    !app.is_empty() && !app.starts_with("PathRuleDefault")
}

/// The apps that a dictionary names itself.
fn apps<'a>(path: &str, dictionary: &'a Value) -> Vec<&'a str> {
    let fields = dictionary.as_dictionary().into_iter().flat_map(|fields| fields.iter());
    if path.rsplit('/').next().is_some_and(|key| key.ends_with("uuid-mappings")) {
        return fields.map(|(key, _)| key).collect();
    }
    let keys = ["MatchSigningIdentifier", "SigningIdentifier", "MatchPath"];
    keys.iter().filter_map(|key| dictionary.find(key)?.as_str()).collect()
}
