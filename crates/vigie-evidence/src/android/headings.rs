//! The lines by which a dumpstate is divided.
//!
//! ```text
//! ------ SYSTEM PROPERTIES (getprop) ------          a command
//! ------ 0.020s was the duration of 'SYSTEM PROPERTIES' ------
//! ---------------------------------------…           79 dashes
//! DUMP OF SERVICE CRITICAL activity:                  a service, with or without its priority
//! --------- 0.123s was the duration of dumpsys activity, ending at: 2026-01-02 03:04:05
//! ```
//!
//! Source: AOSP `frameworks/native/cmds/dumpstate/DumpstateUtil.cpp` and `cmds/dumpsys/dumpsys.cpp`,
//! <https://android.googlesource.com/platform/frameworks/native/>.

/// Dashes around the heading of a command.
const DASHES: &str = "------";

/// Dashes at least of the line above the heading of a service.
const MOST_DASHES: usize = 78;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// It opens what a service printed.
    Service { priority: Option<&'a str>, name: &'a str },
    /// It opens what a command printed. `named` tells that the command stands behind its title.
    Command { title: &'a str, named: bool },
    /// It closes something, or parts two things.
    Between,
    /// Anything else.
    Text,
}

/// What `line`, without its end, is.
pub(super) fn line(line: &str) -> Line<'_> {
    let line = line.trim_end();
    match line.as_bytes().first() {
        None => Line::Between,
        Some(b'D') => service(line).unwrap_or(Line::Text),
        Some(b'-') => dashes(line),
        Some(b'=') if line.len() > 8 && line.bytes().all(|byte| byte == b'=') => Line::Between,
        Some(_) => Line::Text,
    }
}

fn service(line: &str) -> Option<Line<'_>> {
    let name = line.strip_prefix("DUMP OF SERVICE ")?.strip_suffix(':')?.trim();
    let (priority, name) = match name.split_once(' ') {
        Some((priority @ ("CRITICAL" | "HIGH"), name)) => (Some(priority), name.trim()),
        Some(("NORMAL", name)) => (None, name.trim()),
        _ => (None, name),
    };
    (!name.is_empty()).then_some(Line::Service { priority, name })
}

fn dashes(line: &str) -> Line<'_> {
    let text = line.trim_start_matches('-');
    if text.is_empty() {
        return if line.len() >= MOST_DASHES { Line::Between } else { Line::Text };
    }
    if is_duration(line) {
        return Line::Between;
    }
    let inside = line.strip_prefix(DASHES).and_then(|rest| rest.strip_suffix(DASHES));
    let inside = inside.and_then(|rest| rest.strip_prefix(' ')?.strip_suffix(' '));
    match inside.map(str::trim) {
        Some(inside) if !inside.is_empty() => {
            let (title, named) = title(inside);
            Line::Command { title, named }
        }
        _ => Line::Text,
    }
}

/// Says how long a command or a service took.
fn is_duration(line: &str) -> bool {
    let rest = line.trim_start_matches('-').trim_start();
    let Some((seconds, rest)) = rest.split_once("s was the duration of ") else { return false };
    let number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-');
    !seconds.is_empty()
        && seconds.bytes().all(number)
        && (rest.starts_with('\'') || rest.starts_with("dumpsys "))
}

/// The title without the command, which stands in the last parentheses; a title may have some too:
/// `SHOW MAP 1 ([init]) (/system/bin/showmap -q 1)`.
fn title(inside: &str) -> (&str, bool) {
    let Some(body) = inside.strip_suffix(')') else { return (inside, false) };
    let mut open = 1_usize;
    for (at, byte) in body.bytes().enumerate().rev() {
        match byte {
            b')' => open = open.saturating_add(1),
            b'(' => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            return titled(body, at).unwrap_or((inside, false));
        }
    }
    // Parentheses of the command that have no partner.
    body.find(" (").and_then(|at| titled(body, at.saturating_add(1))).unwrap_or((inside, false))
}

/// What stands before the parenthesis at `at`.
fn titled(body: &str, at: usize) -> Option<(&str, bool)> {
    let title = body.get(..at)?.trim_end();
    (!title.is_empty()).then_some((title, true))
}

/// Whether a title is written as those of dumpstate are: in capitals.
pub(super) fn is_capital(title: &str) -> bool {
    title.bytes().any(|byte| byte.is_ascii_uppercase())
        && !title.split('(').next().unwrap_or(title).bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether a file that begins with `start` is a dumpstate, or what `dumpsys` printed.
pub(crate) fn is_dumpstate(start: &[u8]) -> bool {
    // A line that is cut at the end of the start is none.
    let whole = start.iter().rposition(|byte| *byte == b'\n').and_then(|end| start.get(..end));
    let text = String::from_utf8_lossy(whole.unwrap_or_default());
    let mut durations = 0_u32;
    text.lines().any(|text| match line(text) {
        Line::Service { .. } => true,
        Line::Command { title, named: true } => is_capital(title),
        Line::Between if is_duration(text) => {
            durations = durations.saturating_add(1);
            durations > 1
        }
        _ => is_title(text),
    })
}

/// The title of a dumpstate: `== dumpstate: 2026-01-02 03:04:05`.
fn is_title(line: &str) -> bool {
    line.strip_prefix("== ").is_some_and(|rest| {
        rest.get(..10).is_some_and(|word| word.eq_ignore_ascii_case("dumpstate:"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(text: &str) -> Option<&str> {
        match line(text) {
            Line::Command { title, .. } => Some(title),
            _ => None,
        }
    }

    #[test]
    fn titles_may_hold_parentheses() {
        let cases = [
            ("------ SYSTEM PROPERTIES (getprop) ------", Some("SYSTEM PROPERTIES")),
            ("------ SYSTEM PROPERTIES (getprop) ------\r", Some("SYSTEM PROPERTIES")),
            (
                "------ SHOW MAP 1 ([init]) (/system/bin/showmap -q 1) ------",
                Some("SHOW MAP 1 ([init])"),
            ),
            ("------ LAST KMSG (/proc/last_kmsg: 2026-01-02 03:04:05) ------", Some("LAST KMSG")),
            ("------ ODD (sh -c (a) b) ------", Some("ODD")),
            ("------ ODD (sh -c a) b) ------", Some("ODD")),
            ("------ BLOCKED PROCESS WAIT-CHANNELS ------", Some("BLOCKED PROCESS WAIT-CHANNELS")),
            ("------ 0.020s was the duration of 'SYSTEM PROPERTIES' ------", None),
            ("------ (x) ------", Some("(x)")),
            ("--------- beginning of main", None),
            ("------", None),
        ];
        for (text, expected) in cases {
            assert_eq!(command(text), expected, "{text}");
        }
    }

    #[test]
    fn services_have_a_priority_or_none() {
        let service = |priority, name| Line::Service { priority, name };
        assert_eq!(line("DUMP OF SERVICE package:"), service(None, "package"));
        assert_eq!(
            line("DUMP OF SERVICE CRITICAL activity:\r"),
            service(Some("CRITICAL"), "activity")
        );
        assert_eq!(line("DUMP OF SERVICE HIGH meminfo:"), service(Some("HIGH"), "meminfo"));
        assert_eq!(line("DUMP OF SERVICE NORMAL wifi:"), service(None, "wifi"));
        assert_eq!(line("DUMP OF SERVICE :"), Line::Text);
        assert_eq!(line("DUMP OF SERVICE x"), Line::Text);
    }

    #[test]
    fn a_dumpstate_is_told_by_its_lines() {
        for text in [
            "==========\n== dumpstate: 2026-01-02 03:04:05\n====",
            "Currently running services:\n  AAS\nDUMP OF SERVICE AAS:\n",
            "------ UPTIME (uptime) ------\n",
        ] {
            assert!(is_dumpstate(text.as_bytes()), "{text}");
        }
        for text in
            ["", "hello\nworld\n", "------ hello ------\n", "DUMP OF SERVICE cut:", "-- a (b) --\n"]
        {
            assert!(!is_dumpstate(text.as_bytes()), "{text}");
        }
    }
}
