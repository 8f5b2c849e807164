//! The HTML report: golden pages, what each of them must be for everybody to read it, and what no
//! evidence can make of it.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod common;

use std::collections::BTreeSet;

use common::cases::{self, Case};
use common::golden;
use sha2::{Digest as _, Sha256};
use vigie_report::{HtmlOptions, Lang, write_html};

fn html(case: &Case, langs: &[Lang], include_personal: bool) -> String {
    let mut out = Vec::new();
    let options = HtmlOptions { include_personal };
    write_html(&case.report(langs), &case.records, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn all() -> Vec<(&'static str, Case)> {
    vec![
        ("signs", cases::signs()),
        ("stalkerware", cases::stalkerware()),
        ("review", cases::review()),
        ("nothing", cases::nothing()),
        ("unclear", cases::unclear()),
        ("every-kind", cases::every_kind()),
        ("exposure", cases::exposure()),
        ("hostile", cases::hostile()),
    ]
}

/// Every page of the made-up cases, in each language and in two at once.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for (name, case) in all() {
        for langs in [&[Lang::En][..], &[Lang::Fr][..], &[Lang::Fr, Lang::En][..]] {
            let tags: Vec<&str> = langs.iter().map(|lang| lang.tag()).collect();
            pages.push((format!("{name}.{}", tags.join("-")), html(&case, langs, false)));
        }
    }
    pages
}

/// A tag with its attributes, and the text up to the next tag.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    text: &'a str,
    end: bool,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| *one == name).map(|(_, value)| *value)
    }
}

/// Splits a page into tags. Style and script are skipped: they are checked byte for byte.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let mut quoted = false;
        let end = rest
            .find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })
            .expect("every tag is closed");
        let (inside, after) = (&rest[..end], &rest[end + 1..]);
        let name_end = inside.find([' ', '\n', '/']).filter(|at| *at > 0).unwrap_or(inside.len());
        let is_end = inside.starts_with('/');
        let name = if is_end { &inside[1..] } else { &inside[..name_end] };
        let skipped = matches!(name, "style" | "script") && !is_end;
        let close = if skipped { after.find("</").unwrap() } else { 0 };
        let text_end = after[close..].find('<').map_or(after.len(), |at| at + close);
        let attributes = if is_end { Vec::new() } else { attributes(&inside[name_end..]) };
        tags.push(Tag { name, attributes, text: &after[..text_end], end: is_end });
        rest = &after[text_end..];
    }
    tags
}

fn attributes(mut rest: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\n', '/']);
        if rest.is_empty() {
            return found;
        }
        let end = rest.find([' ', '=', '\n']).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = &rest[end..];
        match rest.strip_prefix("=\"") {
            Some(value) => {
                let end = value.find('"').expect("every value is closed");
                found.push((name, &value[..end]));
                rest = &value[end + 1..];
            }
            None => {
                assert!(!rest.starts_with('='), "unquoted value of {name}");
                found.push((name, ""));
            }
        }
    }
}

#[test]
fn golden_pages() {
    for lang in Lang::ALL {
        for (name, case) in all() {
            if name != "hostile" && name != "every-kind" {
                golden(&format!("{name}.{}.html", lang.tag()), &html(&case, &[lang], false));
            }
        }
    }
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    assert_eq!(
        html(&cases::signs(), &[Lang::En], false),
        html(&cases::signs(), &[Lang::En], false)
    );
}

#[test]
fn what_could_be_read_has_its_own_page() {
    let page = html(&cases::exposure(), &[Lang::En], false);
    for text in [
        "What someone on the path could read",
        "passwords: 1200",
        "FTP, HTTP",
        "Change these passwords",
    ] {
        assert!(page.contains(text), "{text}");
    }
    let other = html(&cases::nothing(), &[Lang::En], false);
    assert!(!other.contains("What someone on the path could read"));
}

#[test]
fn everybody_can_read_it() {
    for (name, page) in pages() {
        let tags = tags(&page);
        let opened =
            |wanted: &str| tags.iter().filter(|tag| tag.name == wanted && !tag.end).count();
        assert_eq!(opened("h1"), 1, "{name}: one h1");
        assert_eq!(opened("main"), 1, "{name}: one main");
        let html = tags.iter().find(|tag| tag.name == "html").unwrap();
        assert_eq!(html.attribute("lang"), Some(&name.split('.').nth(1).unwrap()[..2]), "{name}");
        assert_eq!(html.attribute("dir"), Some("ltr"), "{name}");
        headings_step_by_one(&name, &tags);
        ids_are_unique_and_found(&name, &tags);
        for tag in tags.iter().filter(|tag| !tag.end) {
            match tag.name {
                "th" => assert!(tag.attribute("scope").is_some(), "{name}: th without scope"),
                "svg" => assert!(
                    tag.attribute("aria-hidden") == Some("true")
                        || tag.attribute("aria-label").is_some_and(|label| !label.is_empty()),
                    "{name}: picture without words"
                ),
                "time" => {
                    assert!(
                        tag.attribute("datetime").unwrap().contains('T'),
                        "{name}: {}",
                        tag.text
                    )
                }
                "section" | "article" => {
                    assert!(tag.attribute("aria-labelledby").is_some(), "{name}: {}", tag.name);
                }
                "details" => assert!(tag.attribute("open").is_none(), "{name}: unfolded"),
                _ => {}
            }
        }
        assert_eq!(opened("table"), opened("caption"), "{name}: every table has a caption");
        assert_eq!(opened("details"), opened("summary"), "{name}");
        let skip = tags.iter().find(|tag| tag.name == "a").unwrap();
        assert_eq!(skip.attribute("class"), Some("skip"), "{name}: the first link skips");
        assert_balanced(&name, &tags);
    }
}

fn headings_step_by_one(name: &str, tags: &[Tag<'_>]) {
    let mut level = 0;
    for tag in tags.iter().filter(|tag| !tag.end) {
        let Some(next) = tag.name.strip_prefix('h').and_then(|rest| rest.parse::<u32>().ok())
        else {
            continue;
        };
        assert!(next <= level + 1, "{name}: h{level} is followed by h{next} “{}”", tag.text);
        level = next;
    }
}

fn ids_are_unique_and_found(name: &str, tags: &[Tag<'_>]) {
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.attribute("id")) {
        assert!(ids.insert(id), "{name}: id {id} twice");
    }
    for tag in tags {
        if let Some(target) = tag.attribute("href") {
            assert!(ids.contains(target.strip_prefix('#').unwrap()), "{name}: {target}");
        }
        if let Some(label) = tag.attribute("aria-labelledby") {
            assert!(ids.contains(label), "{name}: {label}");
        }
    }
}

fn assert_balanced(name: &str, tags: &[Tag<'_>]) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        let void = matches!(
            tag.name,
            "!doctype" | "meta" | "input" | "path" | "rect" | "circle" | "link" | "br" | "img"
        );
        if tag.end {
            assert_eq!(open.pop(), Some(tag.name), "{name}: </{}> “{}”", tag.name, tag.text);
        } else if !void {
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "{name}: {open:?}");
}

#[test]
fn it_reaches_nothing_outside_itself() {
    for (name, page) in pages() {
        let tags = tags(&page);
        let style = tags.iter().find(|tag| tag.name == "style").unwrap().text;
        let script = tags.iter().find(|tag| tag.name == "script").unwrap().text;
        let policy = tags
            .iter()
            .find(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"))
            .unwrap();
        let expected = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
             form-action 'none'",
            base64(&Sha256::digest(style.as_bytes())),
            base64(&Sha256::digest(script.as_bytes()))
        );
        assert_eq!(policy.attribute("content"), Some(expected.as_str()), "{name}");
        assert!(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"), "{name}");
        let lower = page.to_ascii_lowercase();
        for bad in ["http://", "https://", "url(", "@import", "javascript:", "data:"] {
            assert!(!lower.contains(bad), "{name}: {bad}");
        }
        let count = |wanted: &str| tags.iter().filter(|tag| tag.name == wanted && !tag.end).count();
        assert_eq!((count("script"), count("style")), (1, 1), "{name}");
        for bad in ["img", "iframe", "object", "embed", "link", "form", "base", "audio", "video"] {
            assert_eq!(count(bad), 0, "{name}: <{bad}>");
        }
        for tag in &tags {
            for (attribute, value) in &tag.attributes {
                assert!(!attribute.starts_with("on"), "{name}: {attribute}");
                assert!(!matches!(*attribute, "src" | "style" | "action" | "srcset"), "{name}");
                assert!(*attribute != "href" || value.starts_with('#'), "{name}: {value}");
            }
        }
    }
}

/// Base64, written a second time so that the test does not trust what it tests.
fn base64(bytes: &[u8]) -> String {
    let alphabet: Vec<char> =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let mut text: String = bits
        .as_bytes()
        .chunks(6)
        .map(|six| {
            let six = format!("{:0<6}", std::str::from_utf8(six).unwrap());
            alphabet[usize::from_str_radix(&six, 2).unwrap()]
        })
        .collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[test]
fn evidence_is_text_and_nothing_else() {
    let page = html(&cases::hostile(), &[Lang::En], true);
    assert!(page.len() < 400_000, "{} bytes", page.len());
    assert!(!page.contains("<img") && !page.contains("onerror=alert(1)>"));
    assert_eq!(page.matches("</script>").count(), 1);
    let unseen = |c: &char| {
        c.is_control() && *c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{200e}' | '\u{200f}')
    };
    assert_eq!(page.chars().find(unseen), None);
    // Isolation marks are the page's own: as many are opened as closed.
    assert_eq!(page.matches('\u{2068}').count(), page.matches('\u{2069}').count());
    assert!(page.contains("\\u{202e}"));
}

#[test]
fn a_large_case_stays_small() {
    let case = cases::large();
    let page = html(&case, &[Lang::Fr, Lang::En], false);
    assert!(page.len() < 5_000_000, "{} bytes", page.len());
    assert!(page.contains("5000\u{2069} sont affichés"));
    let tags = tags(&page);
    let findings = tags.iter().filter(|tag| tag.attribute("data-severity").is_some()).count();
    assert_eq!(findings, 150);
}

#[test]
fn personal_data_is_folded_until_asked_for() {
    let folded = html(&cases::signs(), &[Lang::En], false);
    // The evidence of this case was encrypted: what no finding quotes is not told at all.
    assert!(!folded.contains("33612345678"));
    assert!(folded.contains("Your parcel is waiting") && folded.contains("Zoé"));
    for private in ["Your parcel is waiting", "Zoé", "33612345678"] {
        let mut rest = folded.as_str();
        while let Some(at) = rest.find(private) {
            let before = &rest[..at];
            let open = before.rfind("<details class=\"private\">").expect("folded");
            assert!(!before[open..].contains("</details>"), "{private} is not folded");
            rest = &rest[at + private.len()..];
        }
    }
    let open = html(&cases::signs(), &[Lang::En], true);
    assert!(open.contains("<details class=\"private\" open>"));
    assert!(!open.contains("<details class=\"private\">"));
    assert!(open.contains("--include-personal"));
}

#[test]
fn stalkerware_speaks_of_another_device_first() {
    let page = html(&cases::stalkerware(), &[Lang::En], false);
    let first = page.find("Whoever installed it may see").unwrap();
    assert!(first < page.find("id=\"h-now\"").unwrap());
    assert!(page.contains("Do not remove the software yet."));
    assert!(!page.contains("Lockdown Mode"));
}

#[test]
fn both_languages_tell_the_persons_part() {
    let page = html(&cases::signs(), &[Lang::Fr, Lang::En], false);
    assert!(page.contains("<html lang=\"fr\""));
    assert!(page.contains("lang=\"en\" dir=\"ltr\" aria-labelledby=\"h-en\""));
    assert!(page.contains("Signs of known spyware were found"));
    assert!(page.contains("Des traces d’un logiciel espion connu"));
}

/// WCAG 2.2 §1.4.3: 4.5 to 1 for text, §1.4.11: 3 to 1 for what carries meaning without words.
#[test]
fn contrast_is_enough_in_light_dark_and_print() {
    let style = include_str!("../templates/report.css");
    for scheme in [":root{", "(prefers-color-scheme:dark){:root{", "@media print{:root{"] {
        let start = style.find(scheme).unwrap() + scheme.len();
        let block = &style[start..start + style[start..].find('}').unwrap()];
        let colour = |name: &str| {
            let start = block.find(&format!("--{name}:#")).unwrap_or_else(|| panic!("{name}"));
            luminance(&block[start + name.len() + 4..])
        };
        for ground in ["paper", "panel"] {
            for text in ["ink", "soft", "link", "high", "medium", "low", "info"] {
                let ratio = ratio(colour(text), colour(ground));
                assert!(ratio >= 4.5, "{scheme} {text} on {ground}: {ratio:.2}");
            }
            let edge = ratio(colour("edge"), colour(ground));
            assert!(edge >= 3.0, "{scheme} edge on {ground}: {edge:.2}");
        }
    }
}

fn luminance(text: &str) -> f64 {
    let digits: String = text.chars().take_while(char::is_ascii_hexdigit).collect();
    let digits = if digits.len() == 3 {
        digits.chars().flat_map(|digit| [digit, digit]).collect()
    } else {
        digits
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_sentence_a_template_asks_for_exists() {
    for template in [
        include_str!("../templates/report.html"),
        include_str!("../templates/person.html"),
        include_str!("../templates/coverage.html"),
        include_str!("../templates/findings.html"),
        include_str!("../templates/exposure.html"),
        include_str!("../templates/timeline.html"),
        include_str!("../templates/expert.html"),
    ] {
        for part in template.split("words.text(\"").skip(1) {
            let key = &part[..part.find('"').unwrap()];
            for lang in Lang::ALL {
                assert!(vigie_report::Words::new(lang, &[]).has(key), "{key} in {}", lang.tag());
            }
        }
    }
}

#[test]
fn records_that_cannot_be_read_cost_the_timeline_only() {
    struct Broken;
    impl vigie_core::RecordSource for Broken {
        fn each(
            &self,
            _: &vigie_core::RecordQuery,
            _: &mut dyn FnMut(&vigie_core::StoredRecord, Option<usize>) -> std::io::Result<bool>,
        ) -> std::io::Result<()> {
            Err(std::io::Error::other("the disk is gone"))
        }

        fn instants(
            &self,
            _: &[(vigie_core::Time, vigie_core::Time)],
            _: &mut dyn FnMut(vigie_core::Time, u64, usize),
        ) -> std::io::Result<()> {
            Err(std::io::Error::other("the disk is gone"))
        }

        fn records(
            &self,
            _: &[u64],
            _: &mut dyn FnMut(&vigie_core::StoredRecord),
        ) -> std::io::Result<()> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let case = cases::signs();
    let mut out = Vec::new();
    write_html(&case.report(&[Lang::En]), &Broken, HtmlOptions::default(), &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert!(page.contains("there is no timeline. the disk is gone"));
    assert!(page.contains("Signs of known spyware were found"));
}

/// Writes every report to the folder named by `VIGIE_REPORTS`, for looking at them: see
/// `screenshots.sh`.
#[test]
fn write_them_where_asked() {
    let Some(folder) = std::env::var_os("VIGIE_REPORTS") else { return };
    let folder = std::path::PathBuf::from(folder);
    let all = [
        ("signs", cases::signs()),
        ("stalkerware", cases::stalkerware()),
        ("review", cases::review()),
        ("nothing", cases::nothing()),
        ("unclear", cases::unclear()),
        ("hostile", cases::hostile()),
        ("large", cases::large()),
    ];
    for (name, case) in &all {
        for langs in [&[Lang::En][..], &[Lang::Fr][..], &[Lang::Fr, Lang::En][..]] {
            let tags: Vec<&str> = langs.iter().map(|lang| lang.tag()).collect();
            let path = folder.join(format!("{name}.{}.html", tags.join("-")));
            let mut file = std::fs::File::create(path).unwrap();
            let report = case.report(langs);
            write_html(&report, &case.records, HtmlOptions::default(), &mut file).unwrap();
        }
    }
}
