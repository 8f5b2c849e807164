//! Whether every sentence is there, in every language, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use vigie_core::{Claim, DetectorMeta};

use super::syntax::{Arguments, messages, with_hyphens};
use super::{Words, claims::message_id, sources};
use crate::Lang;

/// Longest claim with arguments of [`LONG`] characters.
const CLAIM: usize = 400;
/// The same of what specialists read, who act on the numbers and names that it gives.
const SPECIALIST_CLAIM: usize = 1100;
/// What the kinds of record begin with on which such claims rest.
const SPECIALIST: [&str; 3] = ["internet.", "oversight.", "signalling."];
/// Longest plausible argument.
const LONG: usize = 60;

type Messages = BTreeMap<String, Arguments>;

/// What is wrong with the sentences of `detectors`; empty when nothing is.
///
/// Each language must have the same messages with the same arguments, among them `ID-why`,
/// `ID-innocent` and `ID-next`; lists must have entries; no message may carry the name of another
/// detector's or of the reports' own; no claim may be longer than a reader can take.
#[must_use]
pub fn check_wording(detectors: &[&DetectorMeta]) -> Vec<String> {
    let mut wrong = own_sentences();
    let mut owners: BTreeMap<String, &str> =
        own_messages(Lang::En, &mut wrong).into_keys().map(|key| (key, "the reports")).collect();
    for meta in detectors {
        check_detector(meta, &mut owners, &mut wrong);
    }
    wrong
}

/// What is wrong with `claim` as its detector made it: a sentence that is missing, or an argument
/// that its sentence asks for and the claim does not carry. Empty when nothing is.
#[must_use]
pub fn check_claim(detectors: &[&DetectorMeta], claim: &Claim) -> Vec<String> {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let words = Words::new(lang, detectors);
        let pattern = words.bundle.get_message(&claim.key).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            wrong.push(format!("{}: claim `{}` has no sentence", lang.tag(), claim.key));
            continue;
        };
        for name in super::syntax::arguments(pattern).all {
            if !claim.args.contains_key(&name) {
                wrong.push(format!("{}: `{}` asks for ${name}", lang.tag(), claim.key));
            }
        }
    }
    wrong
}

/// The reports' own sentences: the same in every language.
fn own_sentences() -> Vec<String> {
    let mut wrong = Vec::new();
    let english = own_messages(Lang::En, &mut wrong);
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        let other = own_messages(lang, &mut wrong);
        compare("the reports", &english, "en", &other, lang.tag(), &mut wrong);
    }
    wrong
}

fn own_messages(lang: Lang, wrong: &mut Vec<String>) -> Messages {
    let mut all = Messages::new();
    for (file, source) in sources::own(lang) {
        for (key, arguments) in parse(&format!("{}/{file}", lang.tag()), source, wrong) {
            if all.insert(key.clone(), arguments).is_some() {
                wrong.push(format!("{}/{file}: `{key}` is there twice", lang.tag()));
            }
        }
    }
    all
}

fn check_detector<'a>(
    meta: &'a DetectorMeta,
    owners: &mut BTreeMap<String, &'a str>,
    wrong: &mut Vec<String>,
) {
    let mut languages: BTreeMap<&str, Messages> = BTreeMap::new();
    for wording in meta.wording {
        let place = format!("{} ({})", meta.id, wording.lang);
        if Lang::ALL.iter().all(|lang| lang.tag() != wording.lang) {
            wrong.push(format!("{place}: no report is written in this language"));
        }
        if let std::borrow::Cow::Owned(_) = with_hyphens(wording.fluent) {
            wrong.push(format!("{place}: list entries start with `- `, not `* `"));
        }
        languages.entry(wording.lang).or_default().extend(parse(&place, wording.fluent, wrong));
    }
    for lang in Lang::ALL {
        match languages.get(lang.tag()) {
            None => wrong.push(format!("{}: no wording in {}", meta.id, lang.tag())),
            Some(messages) => check_language(meta, lang, messages, wrong),
        }
    }
    let Some(english) = languages.get("en") else { return };
    for (lang, other) in languages.iter().filter(|(lang, _)| **lang != "en") {
        compare(meta.id, english, "en", other, lang, wrong);
    }
    for key in english.keys() {
        if let Some(owner) = owners.insert(key.clone(), meta.id) {
            wrong.push(format!("{}: message `{key}` belongs to {owner}", meta.id));
        }
    }
}

/// The messages every detector must have, and how its claims read with long arguments.
fn check_language(meta: &DetectorMeta, lang: Lang, messages: &Messages, wrong: &mut Vec<String>) {
    let words = Words::new(lang, &[meta]);
    let place = format!("{} ({})", meta.id, lang.tag());
    let why = message_id(meta.id, "why");
    let lists = [message_id(meta.id, "innocent"), message_id(meta.id, "next")];
    if !messages.contains_key(&why) {
        wrong.push(format!("{place}: message `{why}` is missing"));
    }
    for list in &lists {
        let text = words.text(list);
        if !messages.contains_key(list) {
            wrong.push(format!("{place}: message `{list}` is missing"));
        } else if !text.trim_start().starts_with("- ") {
            wrong.push(format!("{place}: `{list}` is no list: its entries start with `- `"));
        }
    }
    for (key, arguments) in messages {
        if *key == why || lists.contains(key) || key.contains('.') {
            continue;
        }
        let long = |name: &String| {
            let number = arguments.numbers.contains(name);
            (name.clone(), if number { "1234567".to_owned() } else { "x".repeat(LONG) })
        };
        let claim = Claim { key: key.clone(), args: arguments.all.iter().map(long).collect() };
        let length = words.claim_text(&claim).chars().count();
        let most = longest(meta);
        if length > most {
            wrong.push(format!("{place}: `{key}` takes {length} characters, at most {most}"));
        }
    }
}

/// The longest claim of a detector.
fn longest(meta: &DetectorMeta) -> usize {
    let specialist = |kind: &&str| SPECIALIST.iter().any(|slice| kind.starts_with(slice));
    if meta.reads.iter().all(specialist) { SPECIALIST_CLAIM } else { CLAIM }
}

fn compare(
    place: &str,
    one: &Messages,
    one_lang: &str,
    other: &Messages,
    other_lang: &str,
    wrong: &mut Vec<String>,
) {
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    for key in keys {
        match (one.get(key), other.get(key)) {
            (Some(a), Some(b)) if a.all != b.all => wrong.push(format!(
                "{place}: `{key}` takes {:?} in {one_lang} and {:?} in {other_lang}",
                a.all, b.all
            )),
            (Some(_), Some(_)) => {}
            (None, _) => wrong.push(format!("{place}: `{key}` is missing in {one_lang}")),
            (_, None) => wrong.push(format!("{place}: `{key}` is missing in {other_lang}")),
        }
    }
}

fn parse(place: &str, source: &str, wrong: &mut Vec<String>) -> Messages {
    match FluentResource::try_new(with_hyphens(source).into_owned()) {
        Ok(resource) => messages(&resource),
        Err((partial, errors)) => {
            wrong.extend(errors.iter().map(|error| {
                let line = source.get(..error.pos.start).map_or(0, |text| text.lines().count());
                format!("{place}, line {line}: {error}")
            }));
            messages(&partial)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_core::{Order, Severity, Text, Wording};

    #[test]
    fn the_reports_speak_every_language() {
        assert_eq!(own_sentences(), Vec::<String>::new());
    }

    const fn meta(wording: &'static [Wording]) -> DetectorMeta {
        DetectorMeta {
            id: "some_thing",
            version: 1,
            title: Text { en: "", fr: "" },
            severity: Severity::Low,
            order: Order::File,
            reads: &[],
            catalogue: &[],
            manual: "",
            wording,
            references: &[],
        }
    }

    #[test]
    fn a_complete_wording_passes() {
        const GOOD: &str = "some-claim = { $x }\nsome-thing-why = w\nsome-thing-innocent =\n    - a\nsome-thing-next =\n    - b\n";
        static META: DetectorMeta =
            meta(&[Wording { lang: "en", fluent: GOOD }, Wording { lang: "fr", fluent: GOOD }]);
        assert_eq!(check_wording(&[&META]), Vec::<String>::new());
        let good = Claim::new("some-claim", [("x", "1")]);
        assert_eq!(check_claim(&[&META], &good), Vec::<String>::new());
        let bare = Claim::new("some-claim", []);
        assert_eq!(check_claim(&[&META], &bare).len(), 2);
        assert_eq!(check_claim(&[&META], &Claim::new("other", [])).len(), 2);
    }

    #[test]
    fn every_gap_is_named() {
        const EN: &str =
            "verdict-signs = x\nonly-en = { $a }\nboth = { $a }\nsome-thing-innocent =\n    * a\n";
        const FR: &str = "both = { $b }\nbroken = { \n";
        static META: DetectorMeta =
            meta(&[Wording { lang: "en", fluent: EN }, Wording { lang: "fr", fluent: FR }]);
        let wrong = check_wording(&[&META]).join("\n");
        for expected in [
            "`verdict-signs` belongs to the reports",
            "`only-en` is missing in fr",
            "`both` takes {\"a\"} in en and {\"b\"} in fr",
            "list entries start with `- `, not `* `",
            "(en): message `some-thing-why` is missing",
            "(fr): message `some-thing-innocent` is missing",
            "some_thing (fr), line 2",
        ] {
            assert!(wrong.contains(expected), "{expected} not in:\n{wrong}");
        }
    }
}
