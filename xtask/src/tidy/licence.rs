//! Whether a package's licence is one that `deny.toml` allows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

/// The licences that `deny.toml` allows.
pub(super) struct Rules {
    allowed: BTreeSet<String>,
    exceptions: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
struct DenyFile {
    licenses: Licences,
}

#[derive(Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    package: String,
    allow: BTreeSet<String>,
}

impl Rules {
    /// Reads the section `[licenses]` of a `deny.toml`.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
        let file: DenyFile =
            toml::from_str(&text).with_context(|| format!("{}", path.display()))?;
        let exceptions = file.licenses.exceptions.into_iter();
        Ok(Self {
            allowed: file.licenses.allow,
            exceptions: exceptions.map(|one| (one.package, one.allow)).collect(),
        })
    }

    /// Whether `package` may be used under SPDX expression `licence`.
    pub(super) fn allow(&self, package: &str, licence: &str) -> bool {
        let exceptions = self.exceptions.get(package);
        let allowed = |id: &str| {
            self.allowed.contains(id) || exceptions.is_some_and(|more| more.contains(id))
        };
        let licence = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
        let words: Vec<&str> = licence.split_whitespace().collect();
        let mut words = Words { words: &words, allowed: &allowed };
        let allowed = words.either();
        allowed && words.words.is_empty()
    }
}

/// What is left of an expression.
struct Words<'a> {
    words: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Words<'a> {
    fn either(&mut self) -> bool {
        let mut allowed = self.all();
        while self.take("OR") {
            let other = self.all();
            allowed |= other;
        }
        allowed
    }

    fn all(&mut self) -> bool {
        let mut allowed = self.one();
        while self.take("AND") {
            let other = self.one();
            allowed &= other;
        }
        allowed
    }

    fn one(&mut self) -> bool {
        if self.take("(") {
            let allowed = self.either();
            return self.take(")") && allowed;
        }
        let Some(id) = self.next() else { return false };
        if !self.take("WITH") {
            return (self.allowed)(id);
        }
        let exception = self.next().unwrap_or_default();
        (self.allowed)(&format!("{id} WITH {exception}"))
    }

    fn take(&mut self, word: &str) -> bool {
        let taken = self.words.first() == Some(&word);
        if taken {
            self.next();
        }
        taken
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let exceptions = BTreeMap::from([("roots".to_owned(), set(&["CDLA-Permissive-2.0"]))]);
        let rules = Rules { allowed: set(&["MIT", "Apache-2.0", "Unicode-3.0"]), exceptions };
        for (package, licence, expected) in [
            ("a", "MIT", true),
            ("a", "GPL-3.0-only", false),
            ("a", "GPL-3.0-only OR MIT", true),
            ("a", "GPL-3.0-only AND MIT", false),
            ("a", "(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
            ("a", "Apache-2.0 WITH LLVM-exception OR Apache-2.0", true),
            ("a", "Apache-2.0 WITH LLVM-exception", false),
            ("a", "MIT/Apache-2.0", true),
            ("a", "", false),
            ("a", "MIT MIT", false),
            ("a", "(MIT", false),
            ("a", "CDLA-Permissive-2.0", false),
            ("roots", "CDLA-Permissive-2.0", true),
        ] {
            assert_eq!(rules.allow(package, licence), expected, "{package} {licence}");
        }
    }
}
