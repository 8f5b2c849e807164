//! One use or refusal, as each version of Android writes it.

use vigie_core::Time;

use super::ops::{Entry, Op};
use crate::section::{duration_ms, rest_of, value_of};
use crate::zone::Zone;

/// Reads `Access: [fg-s] 2026-11-24 10:40:12.123 (-1h2m) duration=+33ms`, and what older versions write;
/// `None` where the line is none.
pub(super) fn read(text: &str, attribution: Option<&str>, zone: &Zone) -> Option<Entry> {
    let (event, rest) = if let Some(rest) = text.strip_prefix("Access:") {
        ("access", rest)
    } else if let Some(rest) = text.strip_prefix("Reject:") {
        ("reject", rest)
    } else if let Some(rest) = text.strip_prefix("Running start at:") {
        ("running", rest)
    } else {
        return None;
    };
    let (state, rest) = state(rest.trim_start());
    let ago = rest.split_once('(').and_then(|(_, rest)| rest.split(')').next());
    let running = (event == "running").then(|| rest.trim().split(' ').next()).flatten();
    let proxy = rest_of(rest, "pkg").and_then(|pkg| pkg.split([',', ']', ' ']).next());
    Some(Entry {
        event: event.to_owned(),
        state: state.map(str::to_owned),
        at: time(rest, zone),
        ago_ms: ago.or(running).and_then(duration_ms).map(i64::saturating_abs),
        duration_ms: value_of(rest, "duration").and_then(duration_ms),
        attribution: attribution.map(str::to_owned),
        proxy: proxy.filter(|pkg| *pkg != "null").map(str::to_owned),
    })
}

fn time(text: &str, zone: &Zone) -> Option<Time> {
    zone.time(text.trim_start())
}

/// The state in front of a date: `[fg-s] …` or `fg = …`.
fn state(text: &str) -> (Option<&str>, &str) {
    if let Some((state, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (Some(state), rest);
    }
    match text.split_once(" = ") {
        Some((state, rest)) if !state.contains(' ') => (Some(state), rest),
        _ => (None, text),
    }
}

/// Reads what stands behind the name of a function up to Android 8: `mode=0; time=+1h ago; rejectTime=+2d
/// ago; duration=+5s`. Its uses have no date.
pub(super) fn old(op: &str, text: &str) -> Option<Op> {
    let mode = text.trim().strip_prefix("mode=")?.split([';', ' ']).next()?;
    let mut entries = Vec::new();
    let entry = |event: &str, key| {
        let ago = rest_of(text, key)?.split([' ', ';']).next()?;
        let event = event.to_owned();
        Some(Entry { event, ago_ms: Some(duration_ms(ago)?), ..Entry::default() })
    };
    if let Some(mut access) = entry("access", "time") {
        access.duration_ms = value_of(text, "duration").and_then(duration_ms);
        entries.push(access);
    }
    entries.extend(entry("reject", "rejectTime"));
    let mode = match mode {
        "0" => "allow",
        "1" => "ignore",
        "2" => "deny",
        "3" => "default",
        other => other,
    };
    Some(Op { op: op.to_owned(), mode: mode.to_owned(), switch: None, entries })
}
