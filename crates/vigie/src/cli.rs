//! The command line: what can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use vigie_core::{Severity, Time};

/// Finds evidence of surveillance technology and shows it to the people concerned.
///
/// Vigie reads evidence that you hold lawfully, such as a backup of a telephone, and says what it
/// shows, what it does not show, and why. It only reads, and opens no network connection unless you
/// run `vigie indicators update`.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, before_help = EXAMPLES, max_term_width = 100)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  vigie check ~/Backups/00008101-000A          look at an iPhone backup, write a report
  vigie check backup.zip -i pegasus.stix2      compare with this indicator set too
  vigie timeline case-2026-11-24 --around '2026-03-03 14:05'";

/// Flags that every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Say more (twice: everything).
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Say less: only results and errors.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// When to use colour.
    #[arg(long, global = true, value_enum, default_value_t, env = "VIGIE_COLOR")]
    pub(crate) color: Color,
    /// Show no progress.
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
    /// Language of results: en, fr (default: the system's).
    #[arg(long, global = true, value_name = "LANG", env = "VIGIE_LANG")]
    pub(crate) lang: Option<String>,
    /// How many threads read (default: one per core).
    #[arg(long, global = true, value_name = "N", env = "VIGIE_THREADS")]
    pub(crate) threads: Option<usize>,
    /// End every completed run with code 0.
    #[arg(long, global = true)]
    pub(crate) no_exit_codes: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Look at anything: recognise it, read it, report.
    Check(Check),
    /// Watch packets as they come: findings as JSON lines, a new case now and then.
    Watch(Watch),
    /// Look again at a case with today's indicators and detectors; needs no evidence.
    Recheck(Recheck),
    /// List the findings of a case.
    Findings(Findings),
    /// List what happened when.
    Timeline(Timeline),
    /// Find a text in the records of a case.
    Search(Search),
    /// Show one finding or record, down to the bytes.
    Show(Show),
    /// Write the report of a case again.
    Report(Report),
    /// Write the records of a case for another tool.
    Export(Export),
    /// Check that the evidence is still what it was.
    Verify(Verify),
    /// Say what a file or folder is.
    Identify(Identify),
    /// List what Vigie knows.
    List(List),
    /// Print the manual page of a parser, a detector, a verdict or the exit codes.
    Explain(Explain),
    /// Manage sets of indicators.
    #[command(subcommand)]
    Indicators(Indicators),
    /// Show, try and convert rules for Internet scans.
    #[command(subcommand)]
    Rules(Rules),
    /// Derive the key of an encrypted backup once and keep it in a file.
    Key(Key),
    /// Print a script that completes commands in your shell.
    Completions(Completions),
    /// Print the manual page.
    Man,
}

/// How the password of an encrypted backup is given; never as an argument.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Secret {
    /// Read the backup password from this file (its first line).
    #[arg(long, value_name = "FILE", env = "VIGIE_PASSWORD_FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// Read the backup password from standard input.
    #[arg(long, conflicts_with = "password_file")]
    pub(crate) password_stdin: bool,
    /// Use the key that `vigie key` saved (64 hexadecimal digits; MVT's extract-key writes the same).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["password_file", "password_stdin"])]
    #[arg(env = "VIGIE_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Open acquisitions that are encrypted with age with the identities in this file.
    #[arg(long, value_name = "FILE", env = "VIGIE_IDENTITY")]
    pub(crate) identity: Option<PathBuf>,
}

/// Which indicators records are compared with.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Sets {
    /// Compare with this file or folder of indicators: STIX 2, MISP, ioc.yaml, CSV, lists.
    #[arg(short, long = "indicators", visible_alias = "iocs", value_name = "PATH")]
    pub(crate) indicators: Vec<PathBuf>,
    /// Do not use the sets added with `vigie indicators`.
    #[arg(long)]
    pub(crate) only_these_indicators: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResultFormat {
    /// For people.
    #[default]
    Text,
    /// One `vigie.findings/1` document.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files or folders to look at.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder of the case (default: case-DATE in the current folder).
    #[arg(long, value_name = "DIR", env = "VIGIE_CASE")]
    pub(crate) case: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) sets: Sets,
    #[command(flatten)]
    pub(crate) secret: Secret,
    /// What is known of one's own mobile network and its partners, for captures of signalling.
    #[arg(long, value_name = "FILE", env = "VIGIE_NETWORK")]
    pub(crate) network: Option<PathBuf>,
    /// What to print on standard output.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ResultFormat,
    /// Show personal data in the report without unfolding.
    #[arg(long)]
    pub(crate) include_personal: bool,
    /// Keep the records of encrypted evidence readable in the case, without the password.
    #[arg(long)]
    pub(crate) unsealed: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// `-` for a pcap or pcapng stream on standard input, as tcpdump and dumpcap write it; or a file.
    #[arg(value_name = "STREAM")]
    pub(crate) stream: PathBuf,
    /// Folder for the cases, numbered from 0001 on (default: watch-DATE in the current folder).
    #[arg(long, value_name = "DIR")]
    pub(crate) cases: Option<PathBuf>,
    /// Begin a new case after this many minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) every: u64,
    /// Begin a new case after this many records.
    #[arg(long, value_name = "RECORDS", default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) records: u64,
    /// What is known of one's own mobile network and its partners, for captures of signalling.
    #[arg(long, value_name = "FILE", env = "VIGIE_NETWORK")]
    pub(crate) network: Option<PathBuf>,
    /// Keep only this many of the last cases.
    #[arg(long, value_name = "CASES", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) keep: Option<u64>,
    #[command(flatten)]
    pub(crate) sets: Sets,
}

#[derive(Debug, Args)]
pub(crate) struct Recheck {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    #[command(flatten)]
    pub(crate) sets: Sets,
    #[command(flatten)]
    pub(crate) secret: Secret,
    /// What to print on standard output.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ResultFormat,
    /// Show personal data in the report without unfolding.
    #[arg(long)]
    pub(crate) include_personal: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Findings {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    /// Only findings at least this severe.
    #[arg(long, value_parser = severity, value_name = "SEVERITY")]
    pub(crate) severity: Option<Severity>,
    /// Only findings of this detector.
    #[arg(long, value_name = "ID")]
    pub(crate) detector: Option<String>,
    /// What to print.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ResultFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Timeline {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    /// Only what happened around this time (UTC unless it says otherwise).
    #[arg(long, value_parser = time, value_name = "TIME", conflicts_with_all = ["from", "to"])]
    pub(crate) around: Option<Time>,
    /// How far around: 30s, 15m, 2h, 3d.
    #[arg(long, value_parser = duration, value_name = "SPAN", default_value = "1h")]
    pub(crate) within: Duration,
    /// Only from this time on.
    #[arg(long, value_parser = time, value_name = "TIME")]
    pub(crate) from: Option<Time>,
    /// Only up to this time.
    #[arg(long, value_parser = time, value_name = "TIME")]
    pub(crate) to: Option<Time>,
    /// Only kinds of record that start with this.
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Which columns to print.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) columns: Columns,
    /// At most this many lines; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) limit: u64,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

/// Microseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Duration(pub(crate) i64);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Columns {
    /// Time and what happened.
    Minimal,
    /// And the kind and number of the record.
    #[default]
    Standard,
    /// And file, place and clock.
    Full,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    /// Text to find; upper and lower case are the same.
    pub(crate) text: String,
    /// Only kinds of record that start with this.
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// At most this many lines; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) limit: u64,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    /// Id of a finding (or its start), or number of a record.
    pub(crate) id: String,
    /// Where the evidence lies now, if it moved.
    #[arg(long, value_name = "PATH")]
    pub(crate) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One file for a browser.
    #[default]
    Html,
    /// For a terminal.
    Text,
    /// One `vigie.findings/1` document.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    /// Which report.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReportFormat,
    /// File to write (default: report.html in the case; text and json to standard output).
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Show personal data without unfolding.
    #[arg(long)]
    pub(crate) include_personal: bool,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    /// Format.
    #[arg(long, value_parser = export_formats())]
    pub(crate) format: String,
    /// File to write (default: standard output).
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Folder of the case.
    pub(crate) case: PathBuf,
    /// Where the evidence lies now, if it moved (one piece of evidence only).
    #[arg(long, value_name = "PATH")]
    pub(crate) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Debug, Args)]
pub(crate) struct Identify {
    /// Files or folders.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ResultFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    /// Readers of artefacts.
    Parsers,
    /// Patterns looked for.
    Detectors,
    /// Kinds of record.
    Kinds,
    /// Kinds of evidence and export formats.
    Formats,
    /// Sets of indicators in use.
    Indicators,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// What to list.
    #[arg(value_enum)]
    pub(crate) what: Listed,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Id of a parser or detector, a verdict, or `exit-codes`.
    pub(crate) id: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Indicators {
    /// Copy a set into the folder that `check` always uses.
    Add {
        /// Files or folders of indicators.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// List the sets in use.
    List,
    /// Read every set and say what in it cannot be evaluated.
    Verify {
        /// Files or folders; the sets in use when none is named.
        paths: Vec<PathBuf>,
    },
    /// Write listed values for a program that watches a network.
    Export(ExportTo),
    /// Fetch the sets that an index names. Opens network connections, after naming each host.
    #[cfg(feature = "update")]
    Update {
        /// Address (http, https) or file of an indicators.yaml index.
        #[arg(long, value_name = "URL", env = "VIGIE_INDICATORS_INDEX")]
        index: String,
        /// Answer yes to the question whether to connect.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Rules {
    /// List the rules that ship, and those in files.
    List {
        /// Files of Sigma rules besides those that ship.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Tell what a rule tests, where it comes from, and what else fits.
    Explain {
        /// Name of the rule.
        name: String,
        /// Files of Sigma rules besides those that ship.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Try rules on the records of a scan, without a case.
    Test {
        /// The scan: JSON lines or CSV, plain.
        scan: PathBuf,
        /// Files of Sigma rules besides those that ship.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Say what is wrong with rules: the ones that ship when no file is named.
    Verify {
        /// Files of Sigma rules.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Make Sigma rules of a Recog database or a STIX bundle, on standard output.
    Import {
        /// A Recog XML database or a STIX 2 bundle.
        file: PathBuf,
    },
    /// Write a rule as a query for Censys or Shodan, where it can be said there.
    Export {
        /// Name of the rule.
        name: String,
        /// Whose query.
        #[arg(long, value_enum)]
        to: Queries,
        /// Files of Sigma rules besides those that ship.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Queries {
    /// CenQL of the Censys Platform.
    Cenql,
    /// Search filters of Shodan.
    Shodan,
}

#[derive(Debug, Args)]
pub(crate) struct ExportTo {
    /// For which program.
    #[arg(long, value_enum)]
    pub(crate) format: IndicatorFormat,
    /// File to write (default: standard output).
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) sets: Sets,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum IndicatorFormat {
    /// Rules for Suricata 7 and later: names, addresses, pages, certificates.
    Suricata,
    /// A file for Zeek's intelligence framework.
    Zeek,
    /// A hosts file: names alone, without those below them.
    Hosts,
    /// A response policy zone for a resolver: names and addresses.
    Rpz,
}

#[derive(Debug, Args)]
pub(crate) struct Key {
    /// The backup.
    pub(crate) path: PathBuf,
    /// File to write.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Your shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

fn severity(text: &str) -> Result<Severity, String> {
    let json = serde_json::Value::String(text.to_owned());
    serde_json::from_value(json).map_err(|_| "expected info, low, medium or high".to_owned())
}

fn time(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "expected a time such as '2026-03-03 14:05'".to_owned())
}

fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || "expected a span such as 30s, 15m, 2h or 3d".to_owned();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end).ok_or_else(wrong)?;
    let number: i64 = number.parse().map_err(|_| wrong())?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    number.checked_mul(seconds * 1_000_000).map(Duration).ok_or_else(wrong)
}

fn export_formats() -> clap::builder::PossibleValuesParser {
    vigie_report::ExportFormat::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn spans() {
        assert_eq!(duration("15m").unwrap().0, 900_000_000);
        for wrong in ["", "m", "5", "5x", "-5m", "99999999999999d", "5é"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn no_secret_is_ever_an_argument() {
        for command in Cli::command().get_subcommands() {
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(id != "password" && id != "key", "{} {id}", command.get_name());
            }
        }
    }
}
