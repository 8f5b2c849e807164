//! Which process started which.

use std::collections::HashMap;

use vigie_core::{Evidence, Seen};

use crate::paths;
use crate::seen_process::SeenProcess;

/// Most apps, and most processes started by another one than `launchd`, that are kept.
const MOST: usize = 100_000;

/// Processes by number, of each list.
#[derive(Default)]
pub(super) struct Families {
    /// Numbers of the lists.
    lists: HashMap<(u32, String), usize>,
    /// Paths of apps by list and number.
    apps: HashMap<(usize, u32), String>,
    /// Processes that `launchd` did not start, by list and number of what did.
    children: Vec<(usize, u32, Child)>,
}

/// A process that another one started.
pub(super) struct Child {
    /// Its path.
    pub(super) path: String,
    /// Path of what started it.
    pub(super) parent: String,
    /// Its record.
    pub(super) evidence: Evidence,
}

impl Families {
    /// Takes note of `process`.
    pub(super) fn add(&mut self, process: &SeenProcess, path: &str, seen: &Seen<'_>) {
        let app = paths::is_of_app(path);
        let parent = process.parent_pid.filter(|parent| *parent > 1);
        if !app && parent.is_none() {
            return;
        }
        let next = self.lists.len();
        let list = *self.lists.entry((seen.source, seen.path.to_owned())).or_insert(next);
        if let (true, Some(pid)) = (app && self.apps.len() < MOST, process.pid) {
            self.apps.insert((list, pid), path.to_owned());
        }
        if let (Some(parent), true) = (parent, self.children.len() < MOST) {
            let evidence = seen.evidence("path", path);
            let child = Child { path: path.to_owned(), parent: String::new(), evidence };
            self.children.push((list, parent, child));
        }
    }

    /// The processes that apps started.
    pub(super) fn children_of_apps(self) -> impl Iterator<Item = Child> {
        let Self { apps, children, .. } = self;
        children.into_iter().filter_map(move |(list, parent, child)| {
            let parent = apps.get(&(list, parent))?.clone();
            Some(Child { parent, ..child })
        })
    }
}
