//! `vigie rules`: rules for Internet scans.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use vigie_core::Untrusted;
use vigie_formats::scan::{START, ScanFormat};
use vigie_internet::formats;
use vigie_internet::rules::{self, Compiled, Rule};

use crate::cli::{Queries, Rules};
use crate::exit::Exit;
use crate::terminal::{BOLD, Terminal};

/// Bytes of a file of rules or indicators.
const MOST_BYTES: u64 = 64 << 20;

/// Does what was asked about rules.
pub(crate) fn rules(arguments: &Rules, terminal: &Terminal) -> anyhow::Result<Exit> {
    match arguments {
        Rules::List { files } => list(&all(files)?, terminal),
        Rules::Explain { name, files } => explain(named(&all(files)?, name)?, terminal),
        Rules::Test { scan, files } => test(scan, &all(files)?, terminal),
        Rules::Verify { files } => verify(files, terminal),
        Rules::Import { file } => import(file, terminal),
        Rules::Export { name, to, files } => export(named(&all(files)?, name)?, *to, terminal),
    }
}

/// The rules that ship and those of `files`.
fn all(files: &[PathBuf]) -> anyhow::Result<Vec<Rule>> {
    let mut all = rules::built_in().to_vec();
    for file in files {
        all.extend(of_file(file)?);
    }
    Ok(all)
}

fn of_file(file: &Path) -> anyhow::Result<Vec<Rule>> {
    rules::read(&text(file)?).with_context(|| format!("cannot use {}", file.display()))
}

fn text(file: &Path) -> anyhow::Result<String> {
    let shown = || format!("cannot read {}", file.display());
    if fs::metadata(file).with_context(shown)?.len() > MOST_BYTES {
        bail!("{} has more than 64 MiB", file.display());
    }
    fs::read_to_string(file).with_context(shown)
}

fn named<'a>(all: &'a [Rule], name: &str) -> anyhow::Result<&'a Rule> {
    all.iter().find(|rule| rule.name == name).with_context(|| format!("no rule is called {name}"))
}

fn list(all: &[Rule], terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut out = terminal.out();
    for rule in all {
        let (name, level) = (Untrusted(&rule.name), rule.level.name());
        let (vendor, title) = (Untrusted(&rule.vendor), Untrusted(&rule.title));
        writeln!(out, "{name:<22}  {level:<13}  {vendor}: {title}")?;
    }
    out.flush()?;
    Ok(Exit::Nothing)
}

fn explain(rule: &Rule, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut out = terminal.out();
    writeln!(out, "{BOLD}{}{BOLD:#}", Untrusted(&rule.title))?;
    let mut line = |what: &str, value: &str| match value {
        "" => Ok(()),
        value => writeln!(out, "  {what:<14}{}", Untrusted(value)),
    };
    line("name", &rule.name)?;
    line("id", &rule.id)?;
    line("vendor", &rule.vendor)?;
    line("level", rule.level.name())?;
    line("known", &rule.basis)?;
    line("published", &rule.date)?;
    line("alone", if rule.weak { "means nothing without another match" } else { "" })?;
    line("note", &rule.description)?;
    for reference in &rule.references {
        line("source", reference)?;
    }
    for other in &rule.false_positives {
        line("fits also", other)?;
    }
    line("Censys", &rules::cenql(rule).unwrap_or_else(|why| format!("cannot be asked: {why}")))?;
    match rules::shodan(rule) {
        Ok(queries) => queries.iter().try_for_each(|query| line("Shodan", query))?,
        Err(why) => line("Shodan", &format!("cannot be asked: {why}"))?,
    }
    for format in ScanFormat::ALL.into_iter().filter(|format| format.is_observations()) {
        let compiled = Compiled::new(std::slice::from_ref(rule), format);
        if !compiled.without_fields.is_empty() {
            line("not in", format.name())?;
        } else if !compiled.unfiltered.is_empty() {
            line("slow in", format.name())?;
        }
    }
    for example in &rule.examples {
        line(if example.matches { "matches" } else { "matches not" }, &example.record)?;
    }
    out.flush()?;
    Ok(Exit::Nothing)
}

fn test(scan: &Path, all: &[Rule], terminal: &Terminal) -> anyhow::Result<Exit> {
    let file = fs::File::open(scan).with_context(|| format!("cannot open {}", scan.display()))?;
    let mut reader = BufReader::with_capacity(START, file);
    let Some(format) = ScanFormat::of(reader.fill_buf()?) else {
        terminal.warn("this is no scan that is known");
        return Ok(Exit::NotEvidence);
    };
    let mut out = terminal.out();
    for (number, record) in (1_u64..).zip(reader.split(b'\n')) {
        let record = record?;
        let Ok(hosts) = formats::hosts(format, record.trim_ascii()) else { continue };
        for (host, rule) in hosts.iter().flat_map(|host| all.iter().map(move |rule| (host, rule))) {
            if let Some(found) = rule.test.holds(host) {
                let values: Vec<String> =
                    found.values.iter().map(|(field, value)| format!("{field}={value}")).collect();
                let values = values.join(" ");
                writeln!(out, "line {number}  {}  {}", Untrusted(&rule.name), Untrusted(&values))?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Nothing)
}

fn verify(files: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut all = Vec::new();
    for file in files {
        all.extend(of_file(file)?);
    }
    if files.is_empty() {
        all = rules::built_in().to_vec();
    }
    let mut out = terminal.out();
    let mut wrong = 0_u64;
    for rule in &all {
        for problem in rules::lint(rule) {
            wrong = wrong.saturating_add(1);
            writeln!(out, "{}: {}", Untrusted(&rule.name), Untrusted(&problem))?;
        }
    }
    writeln!(out, "{} rules, {wrong} problems", all.len())?;
    out.flush()?;
    Ok(if wrong == 0 { Exit::Nothing } else { Exit::Failed })
}

fn import(file: &Path, terminal: &Terminal) -> anyhow::Result<Exit> {
    let text = text(file)?;
    let made = if text.trim_start().starts_with('{') {
        rules::from_stix(&text)
    } else {
        rules::from_recog(&text)
    };
    let made = made.map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
    let mut out = terminal.out();
    write!(out, "{made}")?;
    out.flush()?;
    Ok(Exit::Nothing)
}

fn export(rule: &Rule, to: Queries, terminal: &Terminal) -> anyhow::Result<Exit> {
    let queries = match to {
        Queries::Cenql => rules::cenql(rule).map(|query| vec![query]),
        Queries::Shodan => rules::shodan(rule),
    };
    let queries = queries.map_err(|why| anyhow::anyhow!("{}: {why}", rule.name))?;
    let mut out = terminal.out();
    for query in queries {
        writeln!(out, "{query}")?;
    }
    out.flush()?;
    Ok(Exit::Nothing)
}
