//! Which format a file has, by its content.

use vigie_core::ObservableKind;

use super::infer::by_file_name;
use super::lines::{kind_of, value_of};
use super::table::{Columns, recognise};

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON of some kind: STIX, MISP or a list.
    Json,
    /// YAML that may be a list of apps or an index.
    Yaml,
    /// A table.
    Csv(Columns),
    /// One value a line, of the kind the file's name says.
    List(Option<ObservableKind>),
    /// OpenIOC or STIX 1.
    OldXml(&'static str),
    /// Something else.
    Other,
}

/// Lines of a list that are looked at to recognise it.
const SAMPLE: usize = 200;

/// The format of a file called `name` that begins with `head`.
pub(crate) fn sniff(name: &str, head: &[u8], is_whole: bool) -> Format {
    let text = decoded(head);
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start();
    if text.contains('\0') {
        return Format::Other;
    }
    if start.starts_with(['{', '[']) && is_json(start) {
        return Format::Json;
    }
    if start.starts_with('<') {
        return xml(start);
    }
    if is_yaml(text) {
        return Format::Yaml;
    }
    // The last line may be cut.
    let end = if is_whole { text.len() } else { text.rfind('\n').map_or(text.len(), |at| at + 1) };
    let text = text.get(..end).unwrap_or(text);
    match recognise(text) {
        Some(columns) => Format::Csv(columns),
        None => list(name, text),
    }
}

/// The text of a file's beginning, from UTF-16 too.
fn decoded(head: &[u8]) -> String {
    match head {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(head).into_owned(),
    }
}

/// Text in UTF-16.
pub(crate) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// JSON begins with a bracket, and so does the odd list or expression.
fn is_json(start: &str) -> bool {
    let second = start.chars().skip(1).find(|c| !c.is_whitespace());
    second.is_none_or(|c| matches!(c, '"' | '{' | '[' | '}' | ']'))
}

fn xml(start: &str) -> Format {
    let has = |word: &str| start.contains(word);
    if has("openioc") || has("OpenIOC") || has("<ioc ") {
        Format::OldXml("OpenIOC")
    } else if has("stix:STIX_Package") || has("STIX_Package") || has("stix.mitre.org") {
        Format::OldXml("STIX 1")
    } else {
        Format::Other
    }
}

/// A list of mappings or a mapping, with the members of app lists or of an index.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#') && line != "---"
    });
    let Some(first) = lines.next() else { return false };
    let first = first.trim_start_matches("- ").trim();
    let member = first.split_once(':').is_some_and(|(name, value)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        !name.is_empty() && name.chars().all(plain) && (value.is_empty() || value.starts_with(' '))
    });
    const MEMBERS: [&str; 8] = [
        "indicators:",
        "packages:",
        "websites:",
        "certificates:",
        "c2:",
        "ios_bundles:",
        "bundles:",
        "distribution:",
    ];
    (member || first == "-")
        && text.lines().any(|line| {
            let line = line.trim().trim_start_matches("- ");
            MEMBERS.iter().any(|name| line.starts_with(name))
        })
}

fn list(name: &str, text: &str) -> Format {
    let hint = by_file_name(name);
    let (mut good, mut all) = (0_usize, 0_usize);
    for value in text.lines().filter_map(value_of).take(SAMPLE) {
        all += 1;
        good += usize::from(kind_of(value, hint).is_some());
    }
    // Prose, code and rules have few lines that are a value, and a list has few that are none.
    let is_list = good > 0 && good.saturating_mul(3) >= all.saturating_mul(2);
    if is_list { Format::List(hint) } else { Format::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, head: &str) -> Format {
        sniff(name, head.as_bytes(), true)
    }

    #[test]
    fn content_decides() {
        assert_eq!(format("x.txt", " {\"type\": \"bundle\"}"), Format::Json);
        assert_eq!(format("x.txt", "[{}]"), Format::Json);
        assert_eq!(format("x.json", "- name: A\n  packages:\n  - com.a\n"), Format::Yaml);
        assert_eq!(format("x", "indicators:\n  -\n    type: github\n"), Format::Yaml);
        assert!(matches!(format("x", "type,value\nip,192.0.2.1\n"), Format::Csv(_)));
        assert_eq!(format("x", "bad.example\nworse.example\n"), Format::List(None));
        assert_eq!(
            format("domains.txt", "bad.example\n"),
            Format::List(Some(ObservableKind::Host))
        );
        assert_eq!(format("x", "<?xml version='1.0'?><OpenIOC>"), Format::OldXml("OpenIOC"));
        assert_eq!(format("x", "<stix:STIX_Package>"), Format::OldXml("STIX 1"));
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("bad.example\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(sniff("x", &utf16, true), Format::List(None));
    }

    #[test]
    fn other_files_are_no_indicators() {
        for (name, head) in [
            ("requirements.txt", "javalang\npystache\nstrictyaml\ngit+https://x.example/y.git\n"),
            ("README.md", "# Title\n\nSome prose about bad.example here.\nMore prose.\n"),
            ("LICENSE", "MIT License\n\nCopyright (c) 2020\n"),
            ("rules.yar", "rule x {\n strings:\n  $a = \"b\"\n condition:\n  $a\n}\n"),
            ("x.rules", "alert dns any any -> any any (msg:\"x\"; content:\"bad.example\";)\n"),
            ("x.py", "import os\nimport sys\n\ndef main():\n    pass\n"),
            ("x.html", "<html><body>bad.example</body></html>"),
            ("x.bin", "a\0b"),
            ("entry.txt", "  -\n    type: github\n    name: x\n"),
            ("vendor.yaml", "- article:\n  - https://news.example/x\n"),
            ("empty", ""),
        ] {
            assert_eq!(format(name, head), Format::Other, "{name}");
        }
    }
}
