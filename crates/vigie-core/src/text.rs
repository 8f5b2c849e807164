//! Text for people, and text from strangers.

use std::fmt;

/// A short text in every language of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

impl Text {
    /// The text in the language of BCP 47 tag `lang`; English when there is none.
    #[must_use]
    pub fn of(&self, lang: &str) -> &'static str {
        if lang == "fr" || lang.starts_with("fr-") { self.fr } else { self.en }
    }
}

/// Text from evidence. `Display` makes it safe for a terminal: control characters, escape
/// sequences, bidirectional overrides and invisible characters are shown, not obeyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untrusted<'a>(pub &'a str);

impl fmt::Display for Untrusted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for c in self.0.chars() {
            if is_unsafe(c) { write!(f, "\\u{{{:x}}}", u32::from(c))? } else { f.write_char(c)? }
        }
        Ok(())
    }
}

/// Characters that can make a terminal or a reader's eye see something else than what is there.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// A URL or host that nobody opens by accident: `hxxps://bad[.]example/x`.
#[must_use]
pub fn defang(url: &str) -> String {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) => (format!("{}://", scheme.replace(['t', 'T'], "x")), rest),
        None => (String::new(), url),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    format!("{scheme}{}{path}", host.replace('.', "[.]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_obeyed() {
        let shown = Untrusted("a\x1b[31m\u{202e}b\n\u{200b}").to_string();
        assert_eq!(shown, "a\\u{1b}[31m\\u{202e}b\\u{a}\\u{200b}");
    }

    #[test]
    fn only_scheme_and_host_are_defanged() {
        assert_eq!(defang("https://a.b.example/x.y?z=1.2"), "hxxps://a[.]b[.]example/x.y?z=1.2");
        assert_eq!(defang("bad.example"), "bad[.]example");
    }

    #[test]
    fn languages_fall_back_to_english() {
        let text = Text { en: "one", fr: "un" };
        assert_eq!((text.of("fr-CA"), text.of("de"), text.of("fro")), ("un", "one", "one"));
    }
}
