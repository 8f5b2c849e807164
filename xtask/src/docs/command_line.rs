//! Pages made from the definition of the command line.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use clap::Command;

use super::reference::MARK;
use super::{Files, REFERENCE, files_under};

/// Variables that are read outside the command line, with what they do.
const OTHERS: &[(&str, &str)] = &[
    (
        "VIGIE_DATA",
        "Folder of the sets that `vigie indicators` keeps, instead of the user's data folder",
    ),
    (
        "NO_COLOR, CLICOLOR, CLICOLOR_FORCE",
        "Colour, by the usual conventions, where `--color` is `auto`",
    ),
];

/// The pages, by path.
pub(super) fn pages() -> Files {
    let page = |name: &str, text: String| (Path::new(REFERENCE).join(name), text);
    Files::from([
        page("cli.md", commands()),
        page("exit-codes.md", exit_codes()),
        page("environment.md", environment()),
    ])
}

fn commands() -> String {
    let mut page = format!(
        "{MARK}\n\n# Commands\n\nWhat `--help` prints. The options of `vigie` itself work with \
         every command.\n\n## vigie\n\n```text\n{}```\n",
        help(&vigie::command(), "vigie")
    );
    for command in shown(&vigie::command()) {
        section(command, "vigie", &mut page);
    }
    page
}

/// A command and those below it.
fn section(command: &Command, above: &str, page: &mut String) {
    let name = format!("{above} {}", command.get_name());
    *page += &format!("\n## {name}\n\n```text\n{}```\n", help(command, &name));
    for below in shown(command) {
        section(below, &name, page);
    }
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|command| command.get_name() != "help")
}

/// The long help of a command, the same whatever the environment and the terminal.
fn help(command: &Command, name: &str) -> String {
    let mut command = command
        .clone()
        .bin_name(name.to_owned())
        .term_width(90)
        .mut_args(|argument| argument.hide_env_values(true));
    let text = command.render_long_help().to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned() + "\n"
}

fn exit_codes() -> String {
    let mut page = format!(
        "{MARK}\n\n# Exit codes\n\nThe code tells a script what a run came to; `--no-exit-codes` \
         makes every completed run 0. Code 4 is there so that no script takes “unreadable” for \
         “nothing found”.\n\n| code | meaning |\n| --: | --- |\n"
    );
    for (code, means) in vigie::exit_codes() {
        page += &format!("| {code} | {means} |\n");
    }
    page
}

fn environment() -> String {
    let mut page = format!(
        "{MARK}\n\n# Environment\n\nAn option on the command line is stronger than its variable.\n\n\
         | variable | same as | what it does |\n| --- | --- | --- |\n"
    );
    for (variable, option, help) in variables() {
        page += &format!("| `{variable}` | `{option}` | {help} |\n");
    }
    for (variable, help) in OTHERS {
        page += &format!("| `{variable}` | | {help} |\n");
    }
    page
}

/// Every variable of the command line, with its option and what it does, each once.
fn variables() -> BTreeSet<(String, String, String)> {
    let mut found = BTreeSet::new();
    let command = vigie::command();
    let mut open = vec![&command];
    while let Some(command) = open.pop() {
        open.extend(shown(command));
        for argument in command.get_arguments() {
            let (Some(variable), Some(long)) = (argument.get_env(), argument.get_long()) else {
                continue;
            };
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            found.insert((variable.to_string_lossy().into_owned(), format!("--{long}"), help));
        }
    }
    found
}

/// Variables that the program's source names and the page does not.
pub(super) fn undocumented(root: &Path) -> anyhow::Result<Vec<String>> {
    let page = environment();
    let mut wrong = Vec::new();
    for file in files_under(&root.join("crates/vigie/src"))? {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        for variable in text.split('"').filter(|word| is_variable(word)) {
            if !page.contains(&format!("`{variable}`")) {
                wrong.push(format!("{variable} is not documented ({})", file.display()));
            }
        }
    }
    Ok(wrong)
}

fn is_variable(word: &str) -> bool {
    let name = word.strip_prefix("VIGIE_").unwrap_or_default();
    !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_its_section_and_no_machine_shows_through() {
        let page = commands();
        for expected in ["## vigie check\n", "## vigie indicators add\n", "--password-file <FILE>"]
        {
            assert!(page.contains(expected), "{expected}");
        }
        assert!(page.contains("[env: VIGIE_CASE]"), "the value of a variable stands in the page");
    }
}
