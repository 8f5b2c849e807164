//! Dates as the App Store writes them.

use vigie_core::Time;
use vigie_formats::plist::Value;

/// An instant, and whether its writer said the zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Written {
    pub(super) at: Time,
    pub(super) zoned: bool,
}

/// Reads a date: a date of the property list, ISO 8601, or the form of e-mail headers
/// (`Sat, 05 Dec 2020 17:54:00 GMT`).
pub(super) fn read(value: &Value) -> Option<Written> {
    match value {
        Value::String(text) => text_date(text.trim()),
        other => other.as_time().map(|at| Written { at, zoned: true }),
    }
}

fn text_date(text: &str) -> Option<Written> {
    if let Some(at) = Time::parse(text) {
        let clock = text.split_once(['T', 't', ' ']).map_or("", |(_, clock)| clock);
        let zoned = clock.contains(['+', '-']) || clock.ends_with(['Z', 'z']);
        return Some(Written { at, zoned });
    }
    let text = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let mut parts = text.split_ascii_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (clock, zone) = (parts.next()?, parts.next());
    let months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = month.get(..3)?.to_ascii_lowercase();
    let month = months.iter().position(|name| *name == start)? + 1;
    let offset = match zone {
        Some("GMT" | "UTC" | "Z") => "Z",
        Some(offset) if offset.starts_with(['+', '-']) => offset,
        _ => "",
    };
    let at = Time::parse(&format!("{year}-{month:02}-{day:0>2}T{clock}{offset}"))?;
    Some(Written { at, zoned: !offset.is_empty() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_names_the_same_instant() {
        for (text, zoned) in [
            ("2020-12-05T17:54:00Z", true),
            ("2020-12-05T18:54:00+01:00", true),
            ("2020-12-05 17:54:00", false),
            ("Sat, 05 Dec 2020 17:54:00 GMT", true),
            ("5 Dec 2020 12:54:00 -0500", true),
            ("5 December 2020 17:54:00", false),
        ] {
            let date = text_date(text).unwrap();
            assert_eq!((date.at.to_string().as_str(), date.zoned), ("2020-12-05T17:54:00Z", zoned));
        }
        for text in ["", "soon", "5 Foo 2020 1:2:3 GMT", "a, b", "5 Déc 2020 1:1:1"] {
            assert_eq!(text_date(text), None);
        }
    }
}
