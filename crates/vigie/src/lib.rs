//! The program as a library: what can be typed, and the tables that documentation is made from.

mod check;
mod cli;
mod commands;
mod exit;
mod indicators;
mod secret;
pub mod slices;
mod terminal;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::cli::{Cli, Command};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Runs the program with the arguments of its process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let terminal = match Terminal::new(&cli.common) {
        Ok(terminal) => terminal,
        Err(error) => return early(&error),
    };
    let exit = dispatch(&cli, &terminal).unwrap_or_else(|error| {
        if is_broken_pipe(&error) {
            return Exit::Nothing;
        }
        terminal.error(&error);
        if check::STOP.load(std::sync::atomic::Ordering::Relaxed) {
            Exit::Interrupted
        } else {
            Exit::Failed
        }
    });
    let completed =
        !matches!(exit, Exit::Failed | Exit::Usage | Exit::NotEvidence | Exit::Interrupted);
    ExitCode::from(if cli.common.no_exit_codes && completed { 0 } else { exit.code() })
}

fn dispatch(cli: &Cli, terminal: &Terminal) -> anyhow::Result<Exit> {
    match &cli.command {
        Command::Check(arguments) => check::check(arguments, &cli.common, terminal),
        Command::Watch(arguments) => check::watch(arguments, terminal),
        Command::Recheck(arguments) => commands::recheck(arguments, terminal),
        Command::Findings(arguments) => commands::findings(arguments, terminal),
        Command::Timeline(arguments) => commands::timeline(arguments, terminal),
        Command::Search(arguments) => commands::search(arguments, terminal),
        Command::Show(arguments) => commands::show(arguments, terminal),
        Command::Report(arguments) => commands::report(arguments, terminal),
        Command::Export(arguments) => commands::export(arguments, terminal),
        Command::Verify(arguments) => commands::verify(arguments, terminal),
        Command::Identify(arguments) => commands::identify(arguments, terminal),
        Command::List(arguments) => commands::list(arguments, terminal),
        Command::Explain(arguments) => commands::explain(arguments, terminal),
        Command::Indicators(arguments) => indicators::run(arguments, terminal),
        Command::Rules(arguments) => commands::rules(arguments, terminal),
        Command::Key(arguments) => commands::key(arguments, terminal),
        Command::Completions(arguments) => commands::completions(arguments),
        Command::Man => commands::man(),
    }
}

/// Whether the reader of our output went away, which is its right.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |io: &std::io::Error| io.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(broken)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|json| json.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe))
    })
}

/// An error before the terminal is set up.
fn early(error: &anyhow::Error) -> ExitCode {
    let mut err = std::io::stderr();
    let _ = std::io::Write::write_fmt(&mut err, format_args!("error: {error:#}\n"));
    ExitCode::from(Exit::Usage.code())
}

/// The command line, for completions, the manual page and the documentation.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// Every exit code with its meaning.
#[must_use]
pub fn exit_codes() -> Vec<(u8, &'static str)> {
    exit::TABLE.iter().map(|(exit, means)| (exit.code(), *means)).collect()
}
