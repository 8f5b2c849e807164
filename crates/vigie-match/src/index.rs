//! `indicators.yaml`: where published indicator sets can be had.
//!
//! Format: <https://github.com/mvt-project/mvt-indicators>. A list `indicators`, each with `name`,
//! `type`, `sources`, `references`, and either `github` (`owner`, `repo`, `branch`, `path`) or
//! `download_url`.

use serde::Deserialize;
use vigie_core::Stop;

/// One published set, as an index lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// Name of the set.
    pub name: String,
    /// File name to keep it under: no separators, never hidden.
    pub file: String,
    /// Where it can be had.
    pub url: String,
    /// Its path in its publisher's repository; empty when it has none.
    pub path: String,
    /// Reports about it.
    pub references: Vec<String>,
    /// Who published it.
    pub sources: Vec<String>,
}

#[derive(Deserialize)]
struct Document {
    indicators: Vec<serde_norway::Value>,
}

#[derive(Deserialize)]
struct Item {
    name: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    references: Vec<String>,
    github: Option<GitHub>,
    download_url: Option<String>,
}

#[derive(Deserialize)]
struct GitHub {
    owner: String,
    repo: String,
    #[serde(default)]
    branch: Option<String>,
    path: String,
}

/// Reads the text of an `indicators.yaml`. Items of unknown types are left out.
///
/// # Errors
/// When it is not such an index, or an item of a known type lacks something.
pub fn read_index(text: &str) -> Result<Vec<IndexEntry>, Stop> {
    let malformed = |expected: String| Stop::malformed("index of indicators", 0, expected);
    let document: Document = crate::yaml::read(text).map_err(malformed)?;
    let mut entries = Vec::new();
    for (number, item) in document.indicators.into_iter().enumerate() {
        let item: Item = serde_norway::from_value(item)
            .map_err(|error| malformed(format!("item {}: {error}", number + 1)))?;
        let (url, path) = match (&item.github, item.download_url) {
            (Some(github), _) => (raw_url(github), github.path.clone()),
            (None, Some(url)) => (url, String::new()),
            (None, None) if matches!(item.kind.as_str(), "github" | "download") => {
                let what = "github (owner, repo, path) or download_url";
                return Err(malformed(format!("item {}: {what}", number + 1)));
            }
            (None, None) => continue,
        };
        let file = file_name(&url);
        let (name, references, sources) = (item.name, item.references, item.sources);
        entries.push(IndexEntry { name, file, url, path, references, sources });
    }
    Ok(entries)
}

fn raw_url(github: &GitHub) -> String {
    let GitHub { owner, repo, branch, path } = github;
    let branch = branch.as_deref().unwrap_or("main");
    let path = path.trim_start_matches('/');
    format!("https://raw.githubusercontent.com/{owner}/{repo}/{branch}/{path}")
}

/// A URL as a file name: everything but letters, digits, `.` and `-` becomes `_`.
fn file_name(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' };
    let name: String = rest.chars().map(plain).collect();
    let name = name.trim_start_matches('.');
    name.get(name.len().saturating_sub(200)..).unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "\
indicators:
  -
    type: github
    name: Set A
    sources:
      - Lab
    references:
      - https://lab.example/a
    github:
      owner: Owner
      repo: repo
      branch: master
      path: 2021/a.stix2
  - type: download
    name: Set B
    download_url: https://sets.example/b.stix2?x=../y
  - type: unknown
    name: Set C
";

    #[test]
    fn both_kinds_of_item_are_read() {
        let entries = read_index(INDEX).unwrap();
        assert_eq!(entries.len(), 2);
        let first = &entries[0];
        assert_eq!(first.url, "https://raw.githubusercontent.com/Owner/repo/master/2021/a.stix2");
        assert_eq!(first.file, "raw.githubusercontent.com_Owner_repo_master_2021_a.stix2");
        assert_eq!((first.name.as_str(), first.path.as_str()), ("Set A", "2021/a.stix2"));
        assert_eq!(first.sources, ["Lab"]);
        assert_eq!(entries[1].file, "sets.example_b.stix2_x_.._y");
    }

    #[test]
    fn what_is_no_index_is_refused() {
        for text in [
            "",
            "- a",
            "indicators: 3",
            "indicators:\n  - name: x\n    type: github",
            "indicators:\n  - type: github",
            "indicators: [",
        ] {
            assert!(read_index(text).is_err(), "{text}");
        }
    }
}
