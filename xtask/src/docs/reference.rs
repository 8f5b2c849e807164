//! Pages made from the tables of parsers, detectors and kinds of record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use vigie::slices::{detector_metas, kinds, parser_metas};
use vigie_core::{DetectorMeta, EvidenceKind, Order, ParserMeta, Verdict, Volume};
use vigie_report::{ExportFormat, Lang, Words, findings_schema};

use super::{Files, REFERENCE};
use crate::golden;

/// First line of every generated page.
pub(super) const MARK: &str =
    "<!-- Written by `cargo xtask docs`: change the source, not this page. -->";

/// The pages, by path.
pub(super) fn pages(root: &Path) -> anyhow::Result<Files> {
    let words = Words::new(Lang::En, &[]);
    let mut files = Files::new();
    let mut add = |name: &str, text: String| {
        files.insert(Path::new(REFERENCE).join(name), text);
    };
    add("parsers.md", parsers(&words));
    add("comparison.md", super::comparison::page(root)?);
    add("detectors.md", detectors(&words));
    for meta in detector_metas() {
        add(&format!("detectors/{}.md", meta.id), detector(meta, &words));
    }
    add("kinds.md", records(&golden::fields(root)?));
    add("formats.md", formats(&words));
    add("verdicts.md", verdicts());
    let schema = serde_json::to_string_pretty(&findings_schema()).context("findings schema")?;
    add("findings.schema.json", schema + "\n");
    Ok(files)
}

fn parsers(words: &Words) -> String {
    let mut page = format!(
        "{MARK}\n\n# Parsers\n\nA parser reads one artefact: a file that a device or an app keeps. \
         `vigie list parsers` lists them, `vigie explain ID` shows one.\n\n\
         | id | reads | versions |\n| --- | --- | --- |\n"
    );
    for meta in parser_metas() {
        let (id, title, versions) = (meta.id, meta.title.en, meta.versions);
        page += &format!("| [`{id}`](#{id}) | {title} | {versions} |\n");
    }
    for meta in parser_metas() {
        page += &parser(meta, words);
    }
    page
}

fn parser(meta: &ParserMeta, words: &Words) -> String {
    let evidence: Vec<String> =
        meta.found_in.iter().map(|kind| words.evidence_kind(*kind)).collect();
    let kinds: Vec<String> = meta
        .emits
        .iter()
        .map(|kind| format!("[`{}`](kinds.md#{})", kind.id, anchor(kind.id)))
        .collect();
    format!(
        "\n## {}\n\n{}. {}.\n\n- Found in: {}\n- Files:{}\n- Records: {}\n- Sources:{}\n",
        meta.id,
        meta.title.en,
        meta.versions,
        evidence.join(", "),
        nested(meta.reads.iter().map(|path| format!("`{path}`"))),
        kinds.join(", "),
        nested(meta.references.iter().map(|address| format!("<{address}>"))),
    )
}

fn detectors(words: &Words) -> String {
    let mut page = format!(
        "{MARK}\n\n# Detectors\n\nA detector looks for one pattern in records. Each finding names \
         its detector and the version of it. `vigie explain ID` shows the same pages.\n\n\
         | id | looks for | at most | version |\n| --- | --- | --- | --: |\n"
    );
    for meta in detector_metas() {
        let (id, severity) = (meta.id, words.severity(meta.severity));
        page += &format!(
            "| [`{id}`](detectors/{id}.md) | {} | {severity} | {} |\n",
            meta.title.en, meta.version
        );
    }
    page
}

fn detector(meta: &DetectorMeta, words: &Words) -> String {
    let known = kinds();
    let reads = meta.reads.iter().map(|kind| match known.get(kind) {
        Some(_) => format!("[`{kind}`](../kinds.md#{})", anchor(kind)),
        None => "every kind of record".to_owned(),
    });
    let order = match meta.order {
        Order::File => "as they stand in each file",
        Order::Joined => "as they stand in each file, all files joined in the end",
        Order::Time => "in order of time, over the whole case",
    };
    format!(
        "{MARK}\n\n{}\n\n---\n\n- Id: `{}`, version {}\n- Highest severity: {}\n- Reads, {order}:{}\n\
         - Sources:{}\n",
        meta.manual.trim_end(),
        meta.id,
        meta.version,
        words.severity(meta.severity),
        nested(reads),
        nested(meta.references.iter().map(|address| format!("<{address}>"))),
    )
}

fn records(fields: &BTreeMap<String, BTreeSet<String>>) -> String {
    let mut page = format!(
        "{MARK}\n\n# Kinds of record\n\nA record is one fact read from evidence. Its kind stands in \
         every export, and `vigie timeline --kind` filters by it. *Line* names the fields that make \
         up its line in a timeline; *personal* the fields that reports hide until they are unfolded. Fields that a record \
         does not have are left out.\n"
    );
    for parser in parser_metas() {
        for kind in parser.emits {
            let many = match kind.volume {
                Volume::Few => "",
                Volume::Many => "\n- Comes in great numbers",
            };
            let fields = fields.get(kind.id).into_iter().flatten().map(String::as_str);
            page += &format!(
                "\n## {}\n\n{}.\n\n- Read by: [`{}`](parsers.md#{})\n- Fields: {}\n- Line: {}\n\
                 - Personal: {}{many}\n",
                kind.id,
                kind.title.en,
                parser.id,
                parser.id,
                code(&fields.collect::<Vec<_>>()),
                code(kind.brief),
                code(kind.personal),
            );
        }
    }
    page
}

fn formats(words: &Words) -> String {
    let mut page = format!(
        "{MARK}\n\n# Formats\n\n## Evidence\n\nEvidence is recognised by its content, never by its \
         name. Which artefacts each kind can hold:\n\n| evidence | parsers |\n| --- | --- |\n"
    );
    for kind in EvidenceKind::ALL {
        let held = parser_metas().into_iter().filter(|meta| meta.found_in.contains(&kind));
        let held: Vec<String> =
            held.map(|meta| format!("[`{0}`](parsers.md#{0})", meta.id)).collect();
        page += &format!("| {} | {} |\n", words.evidence_kind(kind), held.join(", "));
    }
    page += "\n## Exports\n\n`vigie export CASE --format …`\n\n| format | usual ending |\n| --- | --- |\n";
    for format in ExportFormat::ALL {
        page += &format!("| `{}` | `.{}` |\n", format.name(), format.extension());
    }
    page + "\n`--format json` of `check`, `recheck`, `findings` and `report` prints one document of \
            format `vigie.findings/1`; its JSON Schema is [here](findings.schema.json).\n"
}

fn verdicts() -> String {
    let mut page = format!(
        "{MARK}\n\n# Verdicts\n\nEvery check ends in one of four sentences. There is no “clean”, no \
         “infected”, no score. `vigie explain VERDICT` shows the same text with what to do.\n\n\
         | key | English | French |\n| --- | --- | --- |\n"
    );
    let (english, french) = (Words::new(Lang::En, &[]), Words::new(Lang::Fr, &[]));
    for verdict in Verdict::ALL {
        let (en, fr) = (english.verdict(verdict), french.verdict(verdict));
        page += &format!("| [`{0}`](#{0}) | {en} | {fr} |\n", verdict.key());
    }
    for verdict in Verdict::ALL {
        let about = english.list(&format!("about-{}", verdict.key()));
        page += &format!("\n## {}\n\n{}\n", verdict.key(), about.join("\n\n"));
    }
    page
}

/// A list under a list entry.
fn nested(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| format!("\n  - {line}")).collect()
}

/// Names of fields, as code.
fn code(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The anchor of heading `text`, as mdBook and code hosts make it.
fn anchor(text: &str) -> String {
    super::links::anchor(text)
}
