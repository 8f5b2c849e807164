//! `vigie list`, `explain`, `completions` and `man`: what Vigie knows, from its tables.

use std::io::Write as _;

use anyhow::bail;
use clap::CommandFactory as _;
use vigie_core::{DetectorMeta, EvidenceKind, Verdict};
use vigie_report::{ExportFormat, manual_text, verdict_text};

use crate::cli::{self, Cli, Listed};
use crate::exit::{self, Exit};
use crate::terminal::{BOLD, Terminal};
use crate::{indicators, slices};

/// Columns of text in the terminal.
const WIDTH: usize = 90;

/// Lists what Vigie knows.
pub(crate) fn list(arguments: &cli::List, terminal: &Terminal) -> anyhow::Result<Exit> {
    let lang = terminal.lang.tag();
    let mut out = terminal.out();
    match arguments.what {
        Listed::Parsers => {
            for meta in slices::parser_metas() {
                writeln!(out, "{:<26}  {}  ({})", meta.id, meta.title.of(lang), meta.versions)?;
            }
        }
        Listed::Detectors => {
            for meta in slices::detector_metas() {
                writeln!(out, "{:<30}  v{}  {}", meta.id, meta.version, meta.title.of(lang))?;
            }
        }
        Listed::Kinds => {
            for kind in slices::kinds().values() {
                writeln!(out, "{:<40}  {}", kind.id, kind.title.of(lang))?;
            }
        }
        Listed::Formats => {
            for kind in EvidenceKind::ALL {
                writeln!(out, "read    {}", terminal.words().evidence_kind(kind))?;
            }
            for format in ExportFormat::ALL {
                writeln!(out, "write   {}", format.name())?;
            }
        }
        Listed::Indicators => return indicators::list(terminal),
    }
    out.flush()?;
    Ok(Exit::Nothing)
}

/// Prints a manual page.
pub(crate) fn explain(arguments: &cli::Explain, terminal: &Terminal) -> anyhow::Result<Exit> {
    let id = arguments.id.as_str();
    let text = detector(id)
        .or_else(|| parser(id, terminal))
        .or_else(|| verdict(id, terminal))
        .or_else(|| (id == "exit-codes").then(exit_codes));
    let Some(text) = text else {
        let hint = nearest(id).map(|near| format!("\nhint: did you mean {near}?"));
        bail!("no parser, detector or verdict is called {id}{}", hint.unwrap_or_default())
    };
    let mut out = terminal.out();
    writeln!(out, "{}", text.trim_end())?;
    out.flush()?;
    Ok(Exit::Nothing)
}

fn detector(id: &str) -> Option<String> {
    let listed =
        |meta: &DetectorMeta| meta.catalogue.iter().any(|code| code.eq_ignore_ascii_case(id));
    let mut metas = slices::detector_metas().into_iter();
    let meta = metas.find(|meta| meta.id == id || listed(meta))?;
    let reads = meta.reads.join(", ");
    let severity = serde_json::to_value(meta.severity).ok()?;
    let severity = severity.as_str().unwrap_or_default();
    Some(format!(
        "{}\n\nid {id} · version {} · highest severity {severity}\nreads {reads}\n",
        manual_text(meta.manual, WIDTH),
        meta.version
    ))
}

fn parser(id: &str, terminal: &Terminal) -> Option<String> {
    let meta = slices::parser_metas().into_iter().find(|meta| meta.id == id)?;
    let lang = terminal.lang;
    let words = terminal.words();
    let found: Vec<String> = meta.found_in.iter().map(|kind| words.evidence_kind(*kind)).collect();
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    let mut text = format!("{BOLD}{}{BOLD:#}\n\n", meta.title.of(lang.tag()));
    let mut section = |heading: &str, lines: &[&str]| {
        text += &format!("{heading}\n");
        lines.iter().for_each(|line| text += &format!("  {line}\n"));
    };
    section("Versions", &[&meta.versions.to_string()]);
    section("Found in", &found);
    section("Files", meta.reads);
    section("Records", &meta.emits.iter().map(|kind| kind.id).collect::<Vec<_>>());
    section("Sources", meta.references);
    Some(text)
}

fn verdict(id: &str, terminal: &Terminal) -> Option<String> {
    let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.key() == id)?;
    Some(verdict_text(verdict, terminal.lang, WIDTH))
}

fn exit_codes() -> String {
    let line = |(exit, means): &(Exit, &str)| format!("{:>4}  {means}\n", exit.code());
    exit::TABLE.iter().map(line).collect()
}

/// The known id that shares the longest beginning or holds the word.
fn nearest(id: &str) -> Option<&'static str> {
    let mut ids: Vec<&'static str> = slices::parser_metas().iter().map(|meta| meta.id).collect();
    ids.extend(slices::detector_metas().iter().map(|meta| meta.id));
    let common =
        |known: &&'static str| known.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count();
    let near = ids.into_iter().max_by_key(common)?;
    (common(&near) >= 3).then_some(near)
}

/// Prints a completion script.
#[expect(clippy::unnecessary_wraps, reason = "every command has this shape")]
pub(crate) fn completions(arguments: &cli::Completions) -> anyhow::Result<Exit> {
    let mut command = Cli::command();
    clap_complete::generate(arguments.shell, &mut command, "vigie", &mut std::io::stdout());
    Ok(Exit::Nothing)
}

/// Prints the manual page.
pub(crate) fn man() -> anyhow::Result<Exit> {
    clap_mangen::Man::new(Cli::command()).render(&mut std::io::stdout())?;
    Ok(Exit::Nothing)
}
