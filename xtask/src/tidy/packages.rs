//! Who depends on whom, and under which licences.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use serde::Deserialize;

use super::licence;

/// What each crate of the workspace may depend on, dependencies of tests aside. A crate that is not
/// named here is a slice.
const MAY: &[(&str, &[&str])] = &[
    ("vigie-core", &[]),
    ("vigie-formats", &["vigie-core"]),
    // What packets are, for every slice that reads them.
    ("vigie-capture", &["vigie-core", "vigie-formats"]),
    ("vigie-evidence", &["vigie-core", "vigie-formats", "vigie-capture"]),
    ("vigie-match", &["vigie-core"]),
    ("vigie-case", &["vigie-core"]),
    ("vigie-report", &["vigie-core"]),
    // A log that an authority keeps, and the proofs of others'.
    ("vigie-register", &[]),
    // The tests of slices, of which it knows none.
    ("vigie-cases", &["vigie-core", "vigie-formats"]),
    // The generator shares no code with what it tests.
    ("vigie-samples", &[]),
];
/// What a slice may depend on.
const SLICE_MAY: &[&str] =
    &["vigie-core", "vigie-formats", "vigie-capture", "vigie-evidence", "vigie-register"];
/// The program and the chores, which know every crate.
const KNOW_ALL: &[&str] = &["vigie", "xtask"];

/// What `cargo metadata` says, as far as it matters here.
#[derive(Deserialize)]
pub(super) struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
    rename: Option<String>,
}

/// A crate of the workspace with the names of what it depends on.
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) folder: PathBuf,
    pub(super) dependencies: Vec<String>,
}

/// A crate of the workspace that holds parsers and detectors.
pub(super) struct Slice {
    pub(super) name: String,
    pub(super) folder: PathBuf,
}

impl Package {
    fn folder(&self) -> PathBuf {
        self.manifest_path.parent().unwrap_or(Path::new("")).to_owned()
    }
}

impl Metadata {
    /// Asks cargo about the workspace at `root`.
    pub(super) fn read(root: &Path) -> anyhow::Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--locked"])
            .current_dir(root)
            .output()
            .context("cannot run cargo metadata")?;
        if !output.status.success() {
            bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        serde_json::from_slice(&output.stdout).context("cargo metadata")
    }

    fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// The slices, in order of name.
    pub(super) fn slices(&self) -> Vec<Slice> {
        let horizontal =
            |name: &str| KNOW_ALL.contains(&name) || MAY.iter().any(|(known, _)| *known == name);
        let slice =
            |package: &Package| Slice { name: package.name.clone(), folder: package.folder() };
        self.members().filter(|package| !horizontal(&package.name)).map(slice).collect()
    }

    /// Every crate of the workspace with what it declares.
    pub(super) fn declared(&self) -> Vec<Declared> {
        let used = |one: &Dependency| one.rename.clone().unwrap_or_else(|| one.name.clone());
        let declared = |package: &Package| Declared {
            name: package.name.clone(),
            folder: package.folder(),
            dependencies: package.dependencies.iter().map(used).collect(),
        };
        self.members().map(declared).collect()
    }

    /// Every crate that depends on one it must not know.
    pub(super) fn wrong_dependencies(&self) -> Vec<String> {
        let ours: BTreeSet<&str> = self.members().map(|package| package.name.as_str()).collect();
        let mut wrong = Vec::new();
        for package in self.members() {
            let may = match MAY.iter().find(|(name, _)| *name == package.name) {
                _ if KNOW_ALL.contains(&package.name.as_str()) => continue,
                Some((_, may)) => may,
                None => SLICE_MAY,
            };
            for dependency in &package.dependencies {
                let name = dependency.name.as_str();
                let counts = dependency.kind.as_deref() != Some("dev") && ours.contains(name);
                if counts && !may.contains(&name) {
                    wrong.push(format!("{} must not depend on {name}", package.name));
                }
            }
        }
        wrong
    }

    /// How many packages others wrote, and which of them come from elsewhere than the registry or
    /// under a licence that `deny.toml` does not allow.
    pub(super) fn strangers(&self, root: &Path) -> anyhow::Result<(usize, Vec<String>)> {
        let rules = licence::Rules::read(&root.join("deny.toml"))?;
        let mut wrong = Vec::new();
        let strangers =
            self.packages.iter().filter(|package| !self.workspace_members.contains(&package.id));
        let mut count = 0_usize;
        for package in strangers {
            count = count.saturating_add(1);
            let name = format!("{} {}", package.name, package.version);
            let registry =
                package.source.as_deref().is_some_and(|from| from.starts_with("registry+"));
            if !registry {
                wrong.push(format!("{name} does not come from the registry"));
            }
            let licence = package.license.as_deref().unwrap_or("");
            if !rules.allow(&package.name, licence) {
                wrong.push(format!(
                    "{name} has the licence “{licence}”, which deny.toml does not allow"
                ));
            }
        }
        Ok((count, wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(dependencies: &[(&str, &str)]) -> Metadata {
        let names: BTreeSet<&str> = dependencies.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let packages: Vec<_> = names
            .iter()
            .map(|name| {
                let of_name = dependencies.iter().filter(|(from, _)| from == name);
                let all: Vec<_> = of_name
                    .map(|(_, to)| serde_json::json!({ "name": to, "kind": null }))
                    .collect();
                serde_json::json!({
                    "id": name, "name": name, "version": "1.0.0", "license": null, "source": null,
                    "manifest_path": format!("/x/{name}/Cargo.toml"), "dependencies": all,
                })
            })
            .collect();
        let json = serde_json::json!({ "packages": packages, "workspace_members": names });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn slices_know_the_shared_crates_and_nobody_else() {
        let fine = metadata(&[("vigie-ios", "vigie-core"), ("vigie", "vigie-ios")]);
        assert!(fine.wrong_dependencies().is_empty());
        assert_eq!(fine.slices().len(), 1);
        let wrong = metadata(&[
            ("vigie-ios", "vigie-android"),
            ("vigie-android", "vigie-match"),
            ("vigie-report", "vigie-case"),
        ]);
        let expected = [
            "vigie-android must not depend on vigie-match",
            "vigie-ios must not depend on vigie-android",
            "vigie-report must not depend on vigie-case",
        ];
        assert_eq!(wrong.wrong_dependencies(), expected);
    }
}
