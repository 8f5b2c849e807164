//! Chores of the Vigie workspace: `cargo xtask CHORE`.

mod bench;
mod samples;

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
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().chore {
        Chore::Samples(arguments) => samples::run(arguments),
        Chore::Bench(arguments) => bench::run(&arguments),
    }
}
