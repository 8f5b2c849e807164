//! The page that sets what Vigie reads beside what other tools read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;
use vigie::slices::{detector_metas, parser_metas};
use vigie_core::{EvidenceKind, ParserMeta};

use super::reference::MARK;
use crate::golden;

/// What is known of other tools, by parser.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Peers {
    mvt: BTreeMap<String, String>,
    ileapp: Named,
    saf: Named,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    yes: BTreeSet<String>,
}

/// A column's letter and the kind of evidence it stands for.
const EVIDENCE: [(&str, EvidenceKind); 4] = [
    ("b", EvidenceKind::IosBackup),
    ("e", EvidenceKind::IosBackupEncrypted),
    ("d", EvidenceKind::IosFileSystem),
    ("s", EvidenceKind::IosSysdiagnose),
];

/// The page.
///
/// # Errors
/// When `docs/peers.toml` or a golden file cannot be read.
pub(super) fn page(root: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(root.join("docs/peers.toml")).context("docs/peers.toml")?;
    let peers: Peers = toml::from_str(&text).context("docs/peers.toml")?;
    let compared = golden::observables(root)?;
    let mut page = format!(
        "{MARK}\n\n# What is read, beside other tools\n\n\
         One row an artefact. Evidence: **b** plain backup, **e** encrypted backup, **d** copy of \
         the file system, **s** sysdiagnose. Indicators: the kinds of listed value that its records \
         are compared with, as the parsers' own cases show. Rules: detectors that look at its \
         records, whatever is listed. What other tools do stands in `docs/peers.toml`, with the \
         versions it was read from: MVT 2026.10.26, iLEAPP 423798f, the EC's sysdiagnose analysis \
         framework (SAF) 270a58c. iLEAPP and SAF compare nothing with indicators.\n\n\
         | artefact | evidence | versions | indicators | rules | MVT: indicators | iLEAPP | SAF |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n"
    );
    for meta in parser_metas() {
        page += &row(meta, &peers, compared.get(meta.id));
    }
    page += &not_read(&peers);
    Ok(page)
}

fn row(meta: &ParserMeta, peers: &Peers, compared: Option<&BTreeSet<String>>) -> String {
    let held = |kind: &EvidenceKind| meta.found_in.contains(kind);
    let evidence: Vec<&str> =
        EVIDENCE.iter().filter(|(_, kind)| held(kind)).map(|(letter, _)| *letter).collect();
    let compared = compared.map_or_else(String::new, |kinds| {
        kinds.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    });
    let reads = |kind: &str| meta.emits.iter().any(|emitted| emitted.id == kind);
    let rules: Vec<String> = detector_metas()
        .iter()
        .filter(|detector| detector.reads.iter().any(|kind| reads(kind)))
        .map(|detector| format!("[{0}](detectors/{0}.md)", detector.id))
        .collect();
    let yes = |named: &Named| if named.yes.contains(meta.id) { "reads" } else { "" };
    format!(
        "| [{0}](parsers.md#{0}) | {1} | {2} | {compared} | {3} | {4} | {5} | {6} |\n",
        meta.id,
        evidence.join(" "),
        meta.versions,
        rules.join(", "),
        peers.mvt.get(meta.id).map_or("", String::as_str),
        yes(&peers.ileapp),
        yes(&peers.saf),
    )
}

/// What another tool reads and no parser does: empty when there is nothing.
fn not_read(peers: &Peers) -> String {
    let known: BTreeSet<&str> = parser_metas().iter().map(|meta| meta.id).collect();
    let named = peers.mvt.keys().chain(&peers.ileapp.yes).chain(&peers.saf.yes);
    let missing: BTreeSet<&str> =
        named.map(String::as_str).filter(|id| !known.contains(id)).collect();
    match missing.is_empty() {
        true => String::new(),
        false => {
            let names: Vec<String> = missing.iter().map(|id| format!("`{id}`")).collect();
            format!("\nRead by others and not by this build of Vigie: {}.\n", names.join(", "))
        }
    }
}
