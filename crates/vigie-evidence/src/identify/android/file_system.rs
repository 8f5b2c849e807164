//! Copies of an Android phone's file system.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::EvidenceKind;

use super::Found;
use crate::android::facts_of_properties;
use crate::layout::Layout;

/// Paths that no other computer has: each tells a phone.
const OF_PHONE: [&str; 14] = [
    "data/system/packages.xml",
    "data/system/packages.list",
    "data/system/users/",
    "data/system_ce/",
    "data/system_de/",
    "data/user_de/",
    "data/misc_ce/",
    "data/misc_de/",
    "data/media/0/Android/",
    "data/data/com.android.",
    "data/data/com.google.android.",
    "data/misc/adb/",
    "data/misc/wifi/WifiConfigStore.xml",
    "data/tombstones/tombstone_",
];

/// What a complete one has.
const NEEDS: [&str; 4] = ["data/system/", "data/data/", "data/misc/", "data/media/"];

/// Where it says which Android it is.
pub(in crate::identify) const BUILD_PROPERTIES: [&str; 3] =
    ["system/build.prop", "system/system/build.prop", "vendor/build.prop"];

/// Bytes of that file.
pub(in crate::identify) const MOST_PROPERTIES: usize = 256 << 10;

/// Roots that are remembered.
const MOST_ROOTS: usize = 64;

/// Folders around a root.
const MOST_LEVELS: usize = 8;

/// The copies among the names of an archive, by what stands before their roots.
#[derive(Default)]
pub(in crate::identify) struct Copies(BTreeMap<String, Copy>);

#[derive(Default)]
struct Copy {
    /// Whether something was seen that only a phone has.
    is_marked: bool,
    has: BTreeSet<&'static str>,
    /// Handles of the files that say which Android it is.
    properties: BTreeMap<&'static str, u64>,
}

impl Copies {
    /// Takes notice of a file.
    pub(in crate::identify) fn see(&mut self, name: &str, handle: u64) {
        let known = self.0.keys().find(|root| {
            let inside = name.strip_prefix(root.as_str());
            inside.is_some_and(|inside| inside.starts_with("data/"))
        });
        let found = match known {
            Some(root) => Some((root.as_str(), is_mark(name.get(root.len()..).unwrap_or("")))),
            None => root_of(name),
        };
        let Some((root, is_marked)) = found else { return };
        let root = root.to_owned();
        if known.is_none() && self.0.len() >= MOST_ROOTS {
            return;
        }
        let inside = name.get(root.len()..).unwrap_or_default();
        let need = NEEDS.iter().find(|need| inside.starts_with(**need));
        let file = BUILD_PROPERTIES.iter().find(|file| **file == inside);
        let copy = self.0.entry(root).or_default();
        copy.is_marked |= is_marked;
        copy.has.extend(need);
        copy.properties.extend(file.map(|file| (*file, handle)));
    }

    /// Those with a root that no other lies around; `is_part` tells what belongs to other evidence.
    pub(in crate::identify) fn settle(&mut self, is_part: impl Fn(&str) -> bool) {
        self.0.retain(|root, copy| copy.is_marked && !is_part(root));
        let roots: Vec<String> = self.0.keys().cloned().collect();
        let inside = |root: &str, other: &String| {
            root.strip_prefix(other.as_str()).is_some_and(|inside| inside.starts_with("data/"))
        };
        self.0.retain(|root, _| !roots.iter().any(|other| inside(root, other)));
    }

    /// The files that say which Android a copy is.
    pub(in crate::identify) fn handles(&self) -> impl Iterator<Item = u64> {
        self.0.values().flat_map(|copy| copy.properties.values().copied())
    }

    /// Each copy, with what stands before its root.
    pub(in crate::identify) fn found(
        &self,
        start: &dyn Fn(&str, u64, usize) -> Vec<u8>,
    ) -> Vec<(String, Found)> {
        let found = |(root, copy): (&String, &Copy)| {
            let read = |file: &str| {
                let handle = copy.properties.get(file)?;
                Some(start(&format!("{root}{file}"), *handle, MOST_PROPERTIES))
            };
            (root.clone(), found(&|need| copy.has.contains(need), &read))
        };
        self.0.iter().map(found).collect()
    }
}

/// The copy that a folder is, when `exists` tells which paths there are in it.
pub(in crate::identify) fn copy(
    exists: &dyn Fn(&str) -> bool,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Option<Found> {
    let whole = OF_PHONE.iter().filter(|mark| !mark.ends_with(['.', '_']));
    let is_one = whole.chain(&["data/data/com.android.settings/", "data/data/com.android.phone/"]);
    is_one.into_iter().any(|mark| exists(mark.trim_end_matches('/'))).then(|| found(exists, read))
}

fn found(has: &dyn Fn(&str) -> bool, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Found {
    let mut found = Found::new(EvidenceKind::AndroidFileSystem, Layout::AndroidFileSystem);
    let missing = NEEDS.iter().filter(|need| !has(need));
    found.missing = missing.map(|need| need.trim_end_matches('/').to_owned()).collect();
    for text in BUILD_PROPERTIES.iter().filter_map(|file| read(file)) {
        for (name, value) in facts_of_properties(&text) {
            found.facts.entry(name).or_insert(value);
        }
    }
    found
}

/// What stands before what may be the root of a phone's file system in `name`, and whether that is
/// one for sure.
fn root_of(name: &str) -> Option<(&str, bool)> {
    let mut at = 0_usize;
    for _ in 0..=MOST_LEVELS {
        let rest = name.get(at..)?;
        let is_marked = is_mark(rest);
        let may_be = BUILD_PROPERTIES.contains(&rest)
            || (rest.starts_with("data/") && NEEDS.iter().any(|need| rest.starts_with(need)));
        if is_marked || may_be {
            return Some((name.get(..at)?, is_marked));
        }
        at = at.checked_add(rest.find('/')?)?.checked_add(1)?;
    }
    None
}

fn is_mark(inside: &str) -> bool {
    inside.starts_with("data/") && OF_PHONE.iter().any(|mark| inside.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_found_below_any_folder() {
        let cases = [
            ("data/system/packages.xml", Some(("", true))),
            ("fs/data/system_ce/0/x", Some(("fs/", true))),
            ("a/Dump/data/media/0/Android/x", Some(("a/Dump/", true))),
            ("filesystem1/system/build.prop", Some(("filesystem1/", false))),
            ("data/data/org.example/x", Some(("", false))),
            ("mydata/system/packages.xml", None),
            ("private/var/mobile/data/x", None),
        ];
        for (name, expected) in cases {
            assert_eq!(root_of(name), expected, "{name}");
        }
    }
}
