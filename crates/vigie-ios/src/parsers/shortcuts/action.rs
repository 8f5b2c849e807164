//! What shortcuts do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::{Limits, Locator, Observable, Sink, Stop};
use vigie_formats::plist::{self, Value};
use vigie_formats::sqlite::{Database, Row};

use crate::columns::Columns;
use crate::mentions::each_mention;
use crate::trees;

/// Most actions that are kept of one shortcut.
const MOST_ACTIONS: usize = 5_000;

/// Most values that are kept of one action.
const MOST_VALUES: usize = 500;

/// Most shortcuts whose actions are kept, and most bytes of property lists they may stand in.
const MOST_SHORTCUTS: usize = 20_000;
const MOST_BYTES: usize = 256 << 20;

/// One step of a shortcut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Action {
    /// `is.workflow.actions.openurl`, or the action of an app.
    pub(crate) identifier: String,
    /// With what; names are paths of keys.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) parameters: Columns,
}

impl Action {
    fn read(value: &Value) -> Self {
        let identifier = trees::text(value, "WFWorkflowActionIdentifier").unwrap_or_default();
        let parameters = value.find("WFWorkflowActionParameters").unwrap_or(value);
        Self { identifier, parameters: trees::flatten(parameters, MOST_VALUES) }
    }

    /// Shows what the action names: its app, and what stands in its parameters.
    pub(super) fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.identifier.is_empty() && !self.identifier.starts_with("is.workflow.") {
            see("actions", Observable::AppId(&self.identifier));
        }
        for (name, text) in self.parameters.texts() {
            if name.ends_with("BundleIdentifier") || name.ends_with("bundleIdentifier") {
                see("actions", Observable::AppId(text));
            } else if name.contains("PhoneNumber") || name.contains("phoneNumber") {
                see("actions", Observable::Phone(text));
            } else {
                each_mention(text, |value| see("actions", value));
            }
        }
    }

    /// The texts in its parameters that hold a URL.
    fn urls(&self) -> impl Iterator<Item = &str> {
        self.parameters.texts().map(|(_, text)| text).filter(|text| text.contains("://"))
    }
}

/// The actions of one shortcut, and where they stand.
pub(super) struct Workflow {
    pub(super) at: Locator,
    pub(super) actions: Vec<Action>,
}

impl Workflow {
    /// Every text in the actions that holds a URL, each once.
    pub(super) fn urls(&self) -> Vec<String> {
        let mut urls: Vec<String> = Vec::new();
        for url in self.actions.iter().flat_map(Action::urls) {
            if urls.len() < MOST_VALUES && !urls.iter().any(|known| known == url) {
                urls.push(url.to_owned());
            }
        }
        urls
    }

    /// The kinds of action in it, each once, in order.
    pub(super) fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = Vec::new();
        for action in &self.actions {
            if kinds.len() < MOST_VALUES && !kinds.contains(&action.identifier) {
                kinds.push(action.identifier.clone());
            }
        }
        kinds
    }
}

/// The actions of every shortcut, by its number.
#[derive(Default)]
pub(super) struct Workflows(pub(super) BTreeMap<i64, Workflow>);

impl Workflows {
    /// Reads `ZSHORTCUTACTIONS`.
    pub(super) fn read(
        database: &Database,
        limits: &Limits,
        sink: &mut Sink<'_>,
    ) -> Result<Self, Stop> {
        let mut all = BTreeMap::new();
        let Some(table) = database.table("ZSHORTCUTACTIONS") else { return Ok(Self(all)) };
        let (shortcut, data) = (table.column("ZSHORTCUT"), table.column("ZDATA"));
        let mut bytes = 0_usize;
        table.scan_into(sink, |row, sink| {
            let Some(list) = row.blob(data).filter(|list| !list.is_empty()) else {
                sink.problem(row.locator(), "ZDATA: expected a property list of actions");
                return Ok(());
            };
            let Some(shortcut) = row.integer(shortcut) else {
                sink.problem(row.locator(), "ZSHORTCUT: expected the number of a shortcut");
                return Ok(());
            };
            bytes = bytes.saturating_add(list.len());
            if all.len() >= MOST_SHORTCUTS || bytes > MOST_BYTES {
                return Err(Stop::Limit { what: "bytes of actions", most: MOST_BYTES as u64 });
            }
            let actions = actions(list, row, limits, sink);
            all.insert(shortcut, Workflow { at: row.locator(), actions });
            Ok(())
        })?;
        Ok(Self(all))
    }
}

fn actions(list: &[u8], row: &Row<'_>, limits: &Limits, sink: &mut Sink<'_>) -> Vec<Action> {
    let (root, damage) = plist::parse_lenient(list, limits);
    if let Some(damage) = damage {
        sink.problem(row.locator(), format!("ZDATA: {damage}"));
    }
    let Some(root) = root.map(|root| trees::unfold(root, limits)) else { return Vec::new() };
    let actions = root.find("WFWorkflowActions").unwrap_or(&root);
    let Some(actions) = actions.as_array() else {
        sink.problem(row.locator(), "ZDATA: expected a list of actions");
        return Vec::new();
    };
    if actions.len() > MOST_ACTIONS {
        sink.problem(row.locator(), format!("only the first {MOST_ACTIONS} actions are kept"));
    }
    actions.iter().take(MOST_ACTIONS).map(Action::read).collect()
}
