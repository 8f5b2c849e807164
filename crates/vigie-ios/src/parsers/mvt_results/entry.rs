//! One result of one module.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use vigie_core::{
    Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive,
};

pub(super) static KIND: Kind = Kind {
    id: "ios.mvt_results.entry",
    title: Text { en: "Result of MVT", fr: "Résultat de MVT" },
    brief: &["module", "fields"],
    personal: &["fields"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Entry>,
};

/// Levels of lists and objects that are looked into.
const DEPTH: u32 = 8;

/// One result of one module.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The module, by the name of its file: `sms`.
    module: String,
    /// The result as MVT wrote it, less `null` and blobs in base 64.
    fields: Map<String, Value>,
}

impl Entry {
    pub(super) fn new(module: &str, mut fields: Map<String, Value>) -> Self {
        fields.retain(|name, value| !value.is_null() && !is_blob(name));
        Self { module: module.to_owned(), fields }
    }
}

/// Columns that MVT writes out in base 64.
fn is_blob(name: &str) -> bool {
    matches!(name, "attributedBody" | "payload_data" | "message_summary_info" | "session_data")
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let mut before = None;
        for (name, value) in &self.fields {
            let at = value.as_str().filter(|_| is_date(name)).and_then(Time::parse);
            if let Some(at) = at
                && before != Some(at)
            {
                see(Stamp::utc(at, "noted by MVT"));
                before = Some(at);
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (name, value) in &self.fields {
            visit(name, value, DEPTH, see);
        }
    }
}

/// MVT's own dates are text in UTC, in fields named so.
fn is_date(name: &str) -> bool {
    name.contains("isodate")
        || name.ends_with("_date")
        || matches!(name, "timestamp" | "date" | "created" | "modified" | "status_changed")
        || name.ends_with("_at")
}

fn visit(name: &str, value: &Value, depth: u32, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::String(text) => visit_text(name, text, see),
        Value::Array(items) => items.iter().for_each(|item| visit(name, item, depth, see)),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| visit(name, value, depth, see));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Shows a text as what its field's name says, and every link in it.
fn visit_text(name: &str, text: &str, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
    let lower = name.to_ascii_lowercase();
    let named = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if named(&["domain", "host", "origin"]) && !text.contains("Domain") {
        see("fields", Observable::Host(text));
    }
    if named(&["bundle", "package", "app_id", "client"]) {
        see("fields", Observable::AppId(text));
    }
    if named(&["proc", "package", "client", "executable"]) || lower == "name" {
        see("fields", Observable::Process(text));
    }
    if named(&["phone", "number", "sender", "recipient", "handle", "email", "user"]) {
        see("fields", Observable::Account(text));
    }
    if named(&["path", "file", "executable"]) {
        if text.starts_with('/') {
            see("fields", Observable::Path(text));
        }
        see("fields", Observable::FileName(text.rsplit('/').next().unwrap_or(text)));
    }
    if named(&["uuid", "identifier", "profile"]) {
        see("fields", Observable::ProfileId(text));
    }
    links(text).for_each(|link| see("fields", link.observable()));
}
