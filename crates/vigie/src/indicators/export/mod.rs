//! `vigie indicators export`: listed values for programs that watch networks.
//!
//! What is written depends on the sets alone: the same sets give the same bytes, and a rule keeps its
//! number when others come or go.

mod hosts;
mod rpz;
mod suricata;
mod zeek;

use std::io::Write;

use anyhow::Context as _;
use vigie_core::IndicatorRef;
use vigie_match::NetworkValue;

use crate::cli::{ExportTo, IndicatorFormat};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// A value, and what is known of it.
type Listed<'a> = (&'a NetworkValue, &'a IndicatorRef);

/// Writes the values of the sets.
pub(super) fn export(command: &ExportTo, terminal: &Terminal) -> anyhow::Result<Exit> {
    let (indicators, _) = super::load(&command.sets)?;
    let values = indicators.network_values();
    let listed: Vec<Listed<'_>> = values.iter().collect();
    let mut text = Vec::new();
    let written = match command.format {
        IndicatorFormat::Suricata => suricata::write(&listed, &mut text)?,
        IndicatorFormat::Zeek => zeek::write(&listed, &mut text)?,
        IndicatorFormat::Hosts => hosts::write(&listed, &mut text)?,
        IndicatorFormat::Rpz => rpz::write(&listed, &mut text)?,
    };
    match &command.output {
        Some(path) => {
            let mut file = vigie_case::private_file(path)
                .with_context(|| format!("cannot write {}", path.display()))?;
            file.write_all(&text)?;
        }
        None => terminal.out().write_all(&text)?,
    }
    let left = listed.len().saturating_sub(written);
    terminal.say(format_args!("{written} values written"));
    if left > 0 {
        terminal.warn(format_args!("{left} values have no form in this format and were left out"));
    }
    Ok(if written == 0 { Exit::Failed } else { Exit::Nothing })
}

/// Whether a name can stand in rules and zones as it is: letters, digits, `-`, `_`, in labels.
fn is_plain_name(name: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    name.len() <= 253 && name.split('.').all(label)
}

/// Text of a list for a comment or a message: one line of plain characters.
fn plain(text: &str) -> String {
    let is_plain =
        |c: &char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '/' | ',');
    let text: String = text.chars().filter(is_plain).take(80).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// When an indicator was published: `2024-05-01`.
fn date(listed: &IndicatorRef) -> Option<String> {
    let (year, month, day) = listed.date?.date();
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// What an indicator stands for, and where it is listed.
fn described(listed: &IndicatorRef) -> String {
    let malware = plain(&listed.malware);
    let malware = if malware.is_empty() { "spyware".to_owned() } else { malware };
    let dated = date(listed).map(|date| format!(", {date}")).unwrap_or_default();
    format!("{malware}, listed in {}{dated}", plain(&listed.set))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn listed() -> IndicatorRef {
        IndicatorRef {
            kind: vigie_core::ObservableKind::Host,
            value: "bad.example".into(),
            id: None,
            malware: "Made\" up; x".into(),
            stalkerware: false,
            set: "A list\n(2024)".into(),
            publisher: None,
            date: vigie_core::Time::parse("2024-05-01T00:00:00Z"),
            reference: Some("https://lab.example/report".into()),
            licence: None,
        }
    }

    #[test]
    fn texts_of_lists_cannot_break_out() {
        assert_eq!(described(&listed()), "Made up x, listed in A list2024, 2024-05-01");
        assert!(is_plain_name("xn--e1afmkfd.xn--p1ai") && is_plain_name("_dmarc.bad.example"));
        for wrong in ["", "a..b", "a b", "a;b", "a\"b", "é.example"] {
            assert!(!is_plain_name(wrong), "{wrong}");
        }
    }
}
