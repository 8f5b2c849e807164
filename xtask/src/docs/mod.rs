//! `docs`: the reference pages, made from the tables of the program.

mod command_line;
mod comparison;
mod links;
mod reference;
mod summary;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::root;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when a page is stale or a link leads nowhere.
    #[arg(long)]
    check: bool,
}

/// Files by their path from the root of the workspace.
type Files = BTreeMap<PathBuf, String>;

/// Where the book's pages are.
const BOOK: &str = "docs/src";
/// Where the generated pages are; nothing else is there.
const REFERENCE: &str = "docs/src/reference";

/// Writes the generated files, or says which are stale, and follows every link.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let root = root();
    let generated = generated(root)?;
    let stale = stale(root, &generated)?;
    let mut out = std::io::stdout().lock();
    let mut wrong = Vec::new();
    for path in &stale {
        if arguments.check {
            wrong.push(format!("{} is stale: run `cargo xtask docs`", path.display()));
        } else {
            write(root, path, generated.get(path))?;
            writeln!(out, "wrote {}", path.display())?;
        }
    }
    wrong.extend(links::broken(root)?);
    wrong.extend(summary::left_out(root)?);
    wrong.extend(command_line::undocumented(root)?);
    for one in &wrong {
        writeln!(out, "error: {one}")?;
    }
    match wrong.len() {
        0 => Ok(writeln!(out, "{} generated pages stand", generated.len())?),
        count => bail!("{count} things are wrong with the documentation"),
    }
}

/// Every generated file with its text.
fn generated(root: &Path) -> anyhow::Result<Files> {
    let mut files = reference::pages(root)?;
    files.extend(command_line::pages());
    let path = Path::new(BOOK).join("SUMMARY.md");
    let kept = fs::read_to_string(root.join(&path)).context("docs/src/SUMMARY.md")?;
    files.insert(path, summary::with_reference(&kept));
    Ok(files)
}

/// Files that are not as they should be, or should not be at all.
fn stale(root: &Path, generated: &Files) -> anyhow::Result<Vec<PathBuf>> {
    let differs = |(path, text): &(&PathBuf, &String)| {
        fs::read_to_string(root.join(path)).ok().as_ref() != Some(*text)
    };
    let mut stale: Vec<PathBuf> =
        generated.iter().filter(differs).map(|(path, _)| path.clone()).collect();
    for path in files_under(&root.join(REFERENCE))? {
        let path = path.strip_prefix(root)?.to_owned();
        if !generated.contains_key(&path) {
            stale.push(path);
        }
    }
    Ok(stale)
}

fn write(root: &Path, path: &Path, text: Option<&String>) -> anyhow::Result<()> {
    let path = root.join(path);
    let Some(text) = text else { return Ok(fs::remove_file(path)?) };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Every file under `folder`, in order of name.
fn files_under(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
