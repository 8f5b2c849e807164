//! The page that sets what Vigie reads beside what other tools read, from the files in `docs/peers/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Deserialize;
use vigie::slices::{detector_metas, parser_metas};
use vigie_core::{EvidenceKind, ParserMeta};

use super::reference::MARK;
use crate::golden;

/// Folder of what is known of other tools, a file for each kind of phone.
const PEERS: &str = "docs/peers";

/// What is known of other tools for one kind of phone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Peers {
    /// Heading of its table.
    title: String,
    /// Letter in the table, kind of evidence as serialised, its name in the legend.
    evidence: Vec<(String, EvidenceKind, String)>,
    tool: Vec<Tool>,
}

/// A tool, and what it makes of what a parser reads.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: String,
    about: String,
    /// What it does with an artefact, by parser.
    #[serde(default)]
    reads: BTreeMap<String, String>,
    /// Parsers whose artefacts it reads, no more being known.
    #[serde(default)]
    yes: BTreeSet<String>,
}

impl Tool {
    fn cell(&self, parser: &str) -> &str {
        let said = self.reads.get(parser).map(String::as_str);
        said.unwrap_or(if self.yes.contains(parser) { "reads" } else { "" })
    }
}

/// The page.
///
/// # Errors
/// When a file in `docs/peers` or a golden file cannot be read.
pub(super) fn page(root: &Path) -> anyhow::Result<String> {
    let compared = golden::observables(root)?;
    let mut page = format!(
        "{MARK}\n\n# What is read, beside other tools\n\n\
         One row an artefact. Indicators: the kinds of listed value that its records are compared \
         with, as the parsers' own cases show. Rules: detectors that look at its records, whatever is \
         listed. What other tools do stands in `{PEERS}`.\n"
    );
    let mut files: Vec<_> = fs::read_dir(root.join(PEERS))
        .context(PEERS)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let name = file.display().to_string();
        let text = fs::read_to_string(&file).context(name.clone())?;
        page += &section(&toml::from_str(&text).context(name)?, &compared)?;
    }
    Ok(page)
}

fn section(peers: &Peers, compared: &BTreeMap<String, BTreeSet<String>>) -> anyhow::Result<String> {
    let Peers { title, evidence, tool } = peers;
    let letters: Vec<String> =
        evidence.iter().map(|(letter, _, name)| format!("**{letter}** {name}")).collect();
    let mut text = format!("\n## {title}\n\nEvidence: {}.\n\n", letters.join(", "));
    for Tool { name, about, .. } in tool {
        writeln!(text, "- {name}: {about}.")?;
    }
    let names: Vec<&str> = tool.iter().map(|tool| tool.name.as_str()).collect();
    writeln!(
        text,
        "\n| artefact | evidence | versions | indicators | rules | {} |",
        names.join(" | ")
    )?;
    writeln!(text, "| --- | --- | --- | --- | --- |{}", " --- |".repeat(tool.len()))?;
    let is_of = |meta: &&&ParserMeta| {
        evidence.iter().any(|(_, kind, _)| kind.system() == Some(meta.versions.system))
    };
    for meta in parser_metas().iter().filter(is_of) {
        text += &row(meta, peers, compared.get(meta.id));
    }
    every_name_is_a_parser(peers)?;
    Ok(text)
}

fn row(meta: &ParserMeta, peers: &Peers, compared: Option<&BTreeSet<String>>) -> String {
    let held = |kind: &EvidenceKind| meta.found_in.contains(kind);
    let letters = peers.evidence.iter().filter(|(_, kind, _)| held(kind));
    let letters: Vec<&str> = letters.map(|(letter, ..)| letter.as_str()).collect();
    let compared = compared.map_or_else(String::new, |kinds| {
        kinds.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    });
    let reads = |kind: &str| meta.emits.iter().any(|emitted| emitted.id == kind);
    let rules: Vec<String> = detector_metas()
        .iter()
        .filter(|detector| detector.reads.iter().any(|kind| reads(kind)))
        .map(|detector| format!("[{0}](detectors/{0}.md)", detector.id))
        .collect();
    let cells: Vec<&str> = peers.tool.iter().map(|tool| tool.cell(meta.id)).collect();
    format!(
        "| [{0}](parsers.md#{0}) | {1} | {2} | {compared} | {3} | {4} |\n",
        meta.id,
        letters.join(" "),
        meta.versions,
        rules.join(", "),
        cells.join(" | "),
    )
}

/// What another tool reads and no parser does must not hide behind a name that no row has.
fn every_name_is_a_parser(peers: &Peers) -> anyhow::Result<()> {
    let known: BTreeSet<&str> = parser_metas().iter().map(|meta| meta.id).collect();
    let named = peers.tool.iter().flat_map(|tool| tool.reads.keys().chain(&tool.yes));
    let missing: BTreeSet<&str> =
        named.map(String::as_str).filter(|id| !known.contains(id)).collect();
    if !missing.is_empty() {
        bail!(
            "{PEERS}: no parser is called {missing:?}: read it, or say on the page that it is not"
        );
    }
    Ok(())
}
