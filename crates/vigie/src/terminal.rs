//! What goes to the terminal: results to standard output, everything else to standard error.

use std::fmt;
use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use vigie_core::{Severity, Untrusted};
use vigie_report::{Lang, Words};

use crate::cli::{Color, Common};

/// How a run speaks to its user.
pub(crate) struct Terminal {
    color: ColorChoice,
    progress: bool,
    quiet: bool,
    verbose: u8,
    /// Language of results.
    pub(crate) lang: Lang,
}

/// Green: good; yellow: warning; red: error; cyan: hint and path.
pub(crate) const HINT: Style = AnsiColor::Cyan.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default();
const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(crate) const BOLD: Style = Style::new().bold();

impl Terminal {
    pub(crate) fn new(common: &Common) -> anyhow::Result<Self> {
        let color = match common.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        let shown = io::stderr().is_terminal();
        Ok(Self {
            color,
            progress: shown && !common.no_progress && !common.quiet,
            quiet: common.quiet,
            verbose: common.verbose,
            lang: language(common.lang.as_deref())?,
        })
    }

    /// The words of the reports, for the few that stand outside them.
    pub(crate) fn words(&self) -> Words {
        Words::new(self.lang, &[])
    }

    /// Standard output, for results.
    pub(crate) fn out(&self) -> impl Write + use<> {
        io::BufWriter::new(AutoStream::new(io::stdout(), self.color))
    }

    /// A line for people on standard error, unless `--quiet`.
    pub(crate) fn say(&self, line: impl fmt::Display) {
        if !self.quiet {
            self.line(format_args!("{line}"));
        }
    }

    /// A line for people who asked for more.
    pub(crate) fn detail(&self, line: impl fmt::Display) {
        if self.verbose > 0 {
            self.line(format_args!("{line}"));
        }
    }

    /// Something that the user should know, and can go on with.
    pub(crate) fn warn(&self, line: impl fmt::Display) {
        self.line(format_args!("{WARNING}warning:{WARNING:#} {line}"));
    }

    /// What to do next.
    pub(crate) fn hint(&self, line: impl fmt::Display) {
        self.say(format_args!("{HINT}hint:{HINT:#} {line}"));
    }

    /// Why the program failed; lines that start with `hint: ` are coloured.
    pub(crate) fn error(&self, error: &anyhow::Error) {
        let text = format!("{error:#}");
        let mut lines = text.lines();
        self.line(format_args!("{ERROR}error:{ERROR:#} {}", lines.next().unwrap_or_default()));
        for line in lines {
            match line.strip_prefix("hint: ") {
                Some(hint) => self.line(format_args!("{HINT}hint:{HINT:#} {hint}")),
                None => self.line(format_args!("{line}")),
            }
        }
    }

    fn line(&self, line: fmt::Arguments<'_>) {
        let mut err = AutoStream::new(io::stderr(), self.color);
        // Nowhere is left to say that standard error is gone.
        let _ = writeln!(err, "{line}");
    }

    /// Whether there is somebody to ask.
    pub(crate) fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a question that needs a yes.
    #[cfg(feature = "update")]
    pub(crate) fn confirms(&self, question: &str) -> bool {
        if !self.can_ask() {
            return false;
        }
        self.line(format_args!("{question} [y/N]"));
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes" | "o" | "oui")
    }

    /// A progress bar for each piece of evidence.
    pub(crate) fn bars(&self, names: &[String]) -> Vec<Bar> {
        let target = if self.progress {
            ProgressDrawTarget::stderr_with_hz(10)
        } else {
            ProgressDrawTarget::hidden()
        };
        let screen = MultiProgress::with_draw_target(target);
        names
            .iter()
            .map(|name| self.bar_on(&screen, &format!("Reading  {}", Untrusted(name))))
            .collect()
    }

    /// A progress bar: on a terminal; a line every ten seconds elsewhere.
    pub(crate) fn bar(&self, what: &str) -> Bar {
        let target = if self.progress {
            ProgressDrawTarget::stderr_with_hz(10)
        } else {
            ProgressDrawTarget::hidden()
        };
        self.bar_on(&MultiProgress::with_draw_target(target), what)
    }

    fn bar_on(&self, screen: &MultiProgress, what: &str) -> Bar {
        let bar = screen.add(ProgressBar::new(0));
        let style = ProgressStyle::with_template("{msg}  {wide_bar}  {percent:>3} %  {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what.to_owned());
        let lines = !self.progress && !self.quiet;
        Bar { bar, what: what.to_owned(), lines, color: self.color, told: Instant::now() }
    }
}

/// How far something is. Gone from the screen when dropped.
pub(crate) struct Bar {
    bar: ProgressBar,
    what: String,
    lines: bool,
    color: ColorChoice,
    told: Instant,
}

/// Between two lines where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

impl Bar {
    pub(crate) fn set(&mut self, done: u64, all: u64) {
        self.bar.set_length(all);
        self.bar.set_position(done);
        if self.lines && self.told.elapsed() >= LINE_EVERY {
            self.told = Instant::now();
            let percent = done.saturating_mul(100).checked_div(all).unwrap_or(0);
            let mut err = AutoStream::new(io::stderr(), self.color);
            let _ = writeln!(err, "{}  {percent} %", self.what);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Colour of a severity; the word and the sign say the same without it.
pub(crate) const fn style(severity: Severity) -> Style {
    match severity {
        Severity::High => AnsiColor::Red.on_default().bold(),
        Severity::Medium => AnsiColor::Yellow.on_default(),
        Severity::Low => AnsiColor::Blue.on_default(),
        Severity::Info => Style::new(),
    }
}

fn language(asked: Option<&str>) -> anyhow::Result<Lang> {
    if let Some(asked) = asked {
        let known = Lang::ALL.map(Lang::tag).join(", ");
        return Lang::parse(asked)
            .ok_or_else(|| anyhow::anyhow!("no language {asked}\nhint: there are {known}"));
    }
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    Ok(system.and_then(|tag| Lang::parse(&tag)).unwrap_or(Lang::En))
}
