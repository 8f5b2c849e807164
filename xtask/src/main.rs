//! Chores of the Vigie workspace: `cargo xtask CHORE`.

mod bench;
mod docs;
mod golden;
mod samples;
mod scaffold;
mod tidy;

use std::path::Path;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Chores of the Vigie workspace")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Write synthetic evidence, or the sample that ships with Vigie.
    Samples(samples::Arguments),
    /// Compare Vigie with other tools.
    Bench(bench::Arguments),
    /// Write the reference pages of the documentation and follow its links.
    Docs(docs::Arguments),
    /// Check and measure the shape of the workspace.
    Tidy(tidy::Arguments),
    /// Start a parser: its folder, and its word in the table.
    NewParser(scaffold::NewParser),
    /// Start a detector: its folder, and its word in the table.
    NewDetector(scaffold::NewDetector),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().chore {
        Chore::Samples(arguments) => samples::run(arguments),
        Chore::Bench(arguments) => bench::run(&arguments),
        Chore::Docs(arguments) => docs::run(&arguments),
        Chore::Tidy(arguments) => tidy::run(&arguments),
        Chore::NewParser(arguments) => scaffold::new_parser(&arguments),
        Chore::NewDetector(arguments) => scaffold::new_detector(&arguments),
    }
}

/// The root of the workspace.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
