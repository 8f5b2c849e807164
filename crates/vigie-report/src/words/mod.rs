//! Sentences in the reader's language.

mod check;
mod claims;
mod dates;
mod names;
mod numbers;
mod sources;
mod syntax;

use std::borrow::Cow;
use std::collections::BTreeMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use vigie_core::{DetectorMeta, ParserMeta};

use crate::Lang;

pub use check::{check_claim, check_wording};
pub(crate) use claims::{is_openable, safe_text};
pub(crate) use names::{severity_key, state_key};

/// Every sentence of the reports in one language, with those of the detectors.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// What parsers say of instants, by their English.
    phrases: BTreeMap<&'static str, &'static str>,
}

impl Words {
    /// The sentences for a terminal: no isolation marks.
    #[must_use]
    pub fn new(lang: Lang, detectors: &[&DetectorMeta]) -> Self {
        let locale: Vec<LanguageIdentifier> = lang.tag().parse().into_iter().collect();
        let mut bundle = FluentBundle::new(locale);
        bundle.set_use_isolating(false);
        match lang {
            Lang::En => bundle.set_formatter(Some(|value, _| whole_number(value, Lang::En))),
            Lang::Fr => {
                bundle.set_formatter(Some(|value, _| whole_number(value, Lang::Fr)));
                bundle.set_transform(Some(french_spaces));
            }
        }
        for (_, source) in sources::own(lang) {
            bundle.add_resource_overriding(resource(source));
        }
        for wording in detectors.iter().flat_map(|meta| meta.wording) {
            if wording.lang == lang.tag() {
                // A detector can add sentences but not change the reports' own.
                let _ = bundle.add_resource(resource(wording.fluent));
            }
        }
        Self { lang, bundle, phrases: BTreeMap::new() }
    }

    /// The same sentences, with what `parsers` say of instants.
    #[must_use]
    pub fn and_parsers(mut self, parsers: &[&'static ParserMeta]) -> Self {
        let phrases = parsers.iter().flat_map(|meta| meta.means);
        self.phrases.extend(phrases.map(|text| (text.en, text.of(self.lang.tag()))));
        self
    }

    /// The same sentences with every argument between isolation marks, for HTML.
    #[must_use]
    pub fn isolating(mut self) -> Self {
        self.bundle.set_use_isolating(true);
        self
    }

    /// Their language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// True when there is a message `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// Message `key`, which takes no arguments; the key itself when there is no such message.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The entries of list `key`, one for each line that starts with `- `; nothing when there is
    /// no such message.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<String> {
        if self.has(key) { entries(&self.text(key)) } else { Vec::new() }
    }

    /// A whole number with its digits grouped.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        numbers::grouped(&number.to_string(), self.lang)
    }

    /// Message `key` with its arguments; the key itself when there is no such message.
    pub(crate) fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.format(key, None, args).unwrap_or_else(|| key.to_owned())
    }

    /// List `key` with its arguments.
    pub(crate) fn list_with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> Vec<String> {
        entries(&self.with(key, args))
    }

    /// Attribute `name` of message `key`.
    pub(crate) fn attribute(&self, key: &str, name: &str) -> String {
        self.format(key, Some(name), &[]).unwrap_or_else(|| format!("{key}.{name}"))
    }

    fn format(
        &self,
        key: &str,
        attribute: Option<&str>,
        args: &[(&str, FluentValue<'_>)],
    ) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (*name, value.clone())).collect();
        // An argument that is missing shows as its name: seen in the text, and by the tests.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }
}

/// A Fluent resource with whatever of `source` can be parsed; [`check_wording`] tells the rest.
fn resource(source: &str) -> FluentResource {
    FluentResource::try_new(syntax::with_hyphens(source).into_owned())
        .unwrap_or_else(|(partial, _)| partial)
}

/// Numbers in sentences are counts, hence whole and grouped.
fn whole_number(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(numbers::grouped(&number.as_string(), lang))
}

/// French sets a space before double punctuation and inside guillemets; no line may break there.
fn french_spaces(text: &str) -> Cow<'_, str> {
    const PAIRS: [(&str, &str); 6] = [
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        (" :", "\u{a0}:"),
        (" ;", "\u{a0};"),
        (" !", "\u{a0}!"),
        (" ?", "\u{a0}?"),
    ];
    PAIRS.iter().fold(Cow::Borrowed(text), |text, (breaks, holds)| {
        if text.contains(breaks) { Cow::Owned(text.replace(breaks, holds)) } else { text }
    })
}

/// Splits a list into its entries; a line without a hyphen continues the entry before it.
fn entries(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("- "), entries.last_mut()) {
            (Some(entry), _) => entries.push(entry.to_owned()),
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(line);
            }
            (None, None) => entries.push(line.to_owned()),
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_grouping() {
        let (en, fr) = (Words::new(Lang::En, &[]), Words::new(Lang::Fr, &[]));
        let args = |count: u64| [("count", count.into())];
        assert_eq!(en.with("more-findings", &args(1)), "and one more finding");
        assert_eq!(en.with("more-findings", &args(12_345)), "and 12,345 more findings");
        assert_eq!(fr.with("more-findings", &args(12_345)), "et 12\u{202f}345 autres constats");
    }

    #[test]
    fn lists_keep_their_continuation_lines() {
        assert_eq!(entries("- a\nb\n- c\n"), ["a b", "c"]);
        assert_eq!(Words::new(Lang::En, &[]).list("meaning-review").len(), 3);
        assert!(Words::new(Lang::En, &[]).list("no-such-list").is_empty());
    }

    #[test]
    fn french_punctuation_stays_on_its_line() {
        assert_eq!(french_spaces("« a » : b"), "«\u{a0}a\u{a0}»\u{a0}: b");
        assert!(matches!(french_spaces("a: b"), Cow::Borrowed(_)));
    }

    #[test]
    fn isolation_is_for_html_only() {
        let args = [("language", "x".into())];
        assert_eq!(Words::new(Lang::En, &[]).with("also-in", &args), "In x");
        let html = Words::new(Lang::En, &[]).isolating();
        assert_eq!(html.with("also-in", &args), "In \u{2068}x\u{2069}");
    }
}
