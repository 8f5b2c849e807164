//! `tidy`: what the compiler does not check about the shape of the workspace.

mod folders;
mod licence;
mod mask;
mod packages;
mod sources;
mod unused;

use std::io::Write as _;

use anyhow::bail;
use clap::Args;

use crate::root;

#[derive(Args)]
pub(crate) struct Arguments {}

/// Folders with Rust source that is ours.
const SOURCES: &[&str] = &["crates", "xtask/src", "fuzz/fuzz_targets"];

/// Prints how the workspace looks; fails when a rule is broken.
pub(crate) fn run(_: &Arguments) -> anyhow::Result<()> {
    let root = root();
    let (report, mut violations) = sources::Sources::read(root, SOURCES)?.judge();
    let metadata = packages::Metadata::read(root)?;
    violations.extend(metadata.wrong_dependencies());
    violations.extend(unused::unused(&metadata.declared())?);
    let (strangers, wrong) = metadata.strangers(root)?;
    violations.extend(wrong);
    let slices = metadata.slices();
    violations.extend(folders::wrong(root, &slices)?);
    let mut out = std::io::stdout().lock();
    for line in report {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{strangers:>7} packages from elsewhere")?;
    let names: Vec<&str> = slices.iter().map(|slice| slice.name.as_str()).collect();
    writeln!(out, "{:>7} slices: {}", names.len(), names.join(", "))?;
    for violation in &violations {
        writeln!(out, "error: {violation}")?;
    }
    match violations.len() {
        0 => Ok(writeln!(out, "tidy")?),
        count => bail!("{count} things are not as STYLE.md and ARCHITECTURE.md ask"),
    }
}
