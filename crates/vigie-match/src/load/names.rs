//! What a set is called, who may use it, and what an index says of it.

use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use vigie_core::Time;

use crate::index::IndexEntry;
use crate::store::Set;

/// Name of the set in the file at `path`: the file's, with its folder where several have the same.
pub(crate) fn set_name(path: &Path, root: &Path) -> String {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().filter(|folder| *folder != root || path == root);
    let folder = folder.filter(|_| path != root).and_then(Path::file_name);
    match folder {
        Some(folder) => format!("{}/{file}", folder.to_string_lossy()),
        None => file,
    }
}

/// True when the path says that the set lists what people around one install.
pub(crate) fn is_stalkerware(path: &Path) -> bool {
    path.iter().rev().take(3).any(|part| {
        let part = part.to_string_lossy().to_lowercase();
        part.contains("stalkerware") || part.contains("watchware")
    })
}

/// True when the file is called as one that lists software with other uses than watching people.
pub(crate) fn is_watchware(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().contains("watchware"))
}

/// Date and campaign of a folder named by publishers' habit: `2021-07-18_nso`.
pub(crate) fn dated_folder(path: &Path) -> Option<(Time, String)> {
    path.parent()?.iter().rev().take(2).find_map(|part| {
        let part = part.to_string_lossy();
        let part =
            part.replacen('_', "-", part.get(..8).map_or(0, |head| head.matches('_').count()));
        let (date, name) = part.split_at_checked(10)?;
        let name = name.strip_prefix(['_', '-', ' ']).filter(|name| !name.is_empty())?;
        Some((Time::parse(date)?, name.replace('_', " ")))
    })
}

/// Licences by folder, found in files beside the sets.
#[derive(Debug, Default)]
pub(crate) struct Licences {
    by_folder: HashMap<PathBuf, Option<String>>,
}

/// Folders above a set in which its licence is looked for.
const LEVELS: usize = 4;

impl Licences {
    /// The licence of the set at `path`: that of the nearest folder with one, up to `root`.
    pub(crate) fn of(&mut self, path: &Path, root: &Path) -> Option<String> {
        for folder in path.ancestors().skip(1).take(LEVELS) {
            let known = self.by_folder.entry(folder.to_owned()).or_insert_with(|| beside(folder));
            if known.is_some() {
                return known.clone();
            }
            if folder == root {
                return None;
            }
        }
        None
    }
}

fn beside(folder: &Path) -> Option<String> {
    ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING"].iter().find_map(|name| {
        let mut text = Vec::new();
        fs::File::open(folder.join(name)).ok()?.take(4096).read_to_end(&mut text).ok()?;
        Some(licence(&String::from_utf8_lossy(&text)))
    })
}

/// The short name of a licence by its text.
fn licence(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = flat.to_lowercase();
    let has = |word: &str| lower.contains(word);
    let version = |name: &str| {
        ["4.0", "3.0", "2.5", "2.0", "1.0"]
            .iter()
            .find(|version| has(version))
            .map_or(name.to_owned(), |version| format!("{name} {version}"))
    };
    if has("cc0") || has("public domain dedication") {
        "CC0 1.0".to_owned()
    } else if has("attribution-noncommercial-sharealike") {
        version("CC BY-NC-SA")
    } else if has("attribution-noncommercial") {
        version("CC BY-NC")
    } else if has("attribution-sharealike") {
        version("CC BY-SA")
    } else if has("creative commons") || has("cc-by") || has("cc by") {
        version("CC BY")
    } else if has("mit license") || has("permission is hereby granted, free of charge") {
        "MIT".to_owned()
    } else if has("apache license") {
        "Apache-2.0".to_owned()
    } else if has("gnu affero general public license") {
        version("AGPL")
    } else if has("gnu general public license") {
        version("GPL")
    } else if has("redistribution and use in source and binary forms") {
        "BSD".to_owned()
    } else {
        flat.chars().take(60).collect()
    }
}

/// Gives sets the name, publishers and reference by which an index lists them.
pub(crate) fn apply_index(sets: &mut [Set], entries: &[IndexEntry]) {
    for set in sets {
        let path = Path::new(&set.shown.path);
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let named = entries.iter().find(|entry| {
            let kept = file.as_deref().is_some_and(|file| file == entry.file);
            kept || (!entry.path.is_empty() && path.ends_with(entry.path.trim_start_matches('/')))
        });
        let Some(entry) = named else { continue };
        set.shown.name.clone_from(&entry.name);
        set.publisher = entry.sources.join(", ");
        set.reference = entry.references.first().cloned().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_files_and_folders() {
        let name = |path: &str, root: &str| set_name(Path::new(path), Path::new(root));
        assert_eq!(name("/i/a.stix2", "/i/a.stix2"), "a.stix2");
        assert_eq!(name("/i/a.stix2", "/i"), "a.stix2");
        assert_eq!(name("/i/2021_x/domains.txt", "/i"), "2021_x/domains.txt");
        assert!(is_stalkerware(Path::new("/i/stalkerware-indicators/ioc.yaml")));
        assert!(!is_stalkerware(Path::new("/i/pegasus/ioc.yaml")));
    }

    #[test]
    fn folders_with_a_date_name_their_campaign() {
        let dated =
            |path: &str| dated_folder(Path::new(path)).map(|(date, name)| format!("{date} {name}"));
        assert_eq!(dated("/i/2021-07-18_nso/domains.txt").unwrap(), "2021-07-18T00:00:00Z nso");
        let triangulation = dated("/i/2023-06_01_operation_triangulation/domains.txt").unwrap();
        assert_eq!(triangulation, "2023-06-01T00:00:00Z operation triangulation");
        assert_eq!(dated("/i/candiru/domains.txt"), None);
        assert_eq!(dated("/i/2021-07-18/domains.txt"), None);
        assert!(dated("/i/2021-02-24_vietnam/indicators/ips.txt").is_some());
    }

    #[test]
    fn licences_have_short_names() {
        assert_eq!(licence("MIT License\n\nCopyright"), "MIT");
        assert_eq!(licence("Creative Commons Attribution 4.0 International"), "CC BY 4.0");
        assert_eq!(licence("Attribution-ShareAlike 4.0 International"), "CC BY-SA 4.0");
        assert_eq!(licence("CC0 1.0 Universal"), "CC0 1.0");
        assert_eq!(licence("GNU GENERAL PUBLIC LICENSE Version 3"), "GPL");
        assert_eq!(licence("Ask  me"), "Ask me");
    }
}
