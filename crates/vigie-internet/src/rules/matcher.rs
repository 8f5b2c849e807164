//! What one value of a field is compared with.

use std::net::IpAddr;

use ipnet::IpNet;
use regex::{Regex, RegexBuilder};
use serde_norway::Value;

/// Bytes of a compiled pattern.
const MOST_PATTERN: usize = 1 << 20;

/// What a value is compared with.
#[derive(Clone, Debug)]
pub(super) enum Matcher {
    /// A text.
    Text {
        /// Where it stands in the value.
        place: Place,
        /// The text; in lower case where case does not matter.
        text: String,
        /// Whether it does.
        cased: bool,
    },
    /// A regular expression.
    Pattern(Regex),
    /// A network that holds the address.
    Network(IpNet),
    /// A bound, and whether the value is above it, or below; and whether the bound itself fits.
    Bound {
        /// The bound.
        than: f64,
        /// Above rather than below.
        above: bool,
        /// Whether the bound itself fits.
        or_equal: bool,
    },
    /// Whether there is a value at all.
    Exists(bool),
}

/// Where a text stands in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Whole,
    Anywhere,
    Start,
    End,
}

/// The modifiers of a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Modifiers {
    pub(super) place: Option<Place>,
    pub(super) pattern: bool,
    pub(super) network: bool,
    /// Above rather than below, and whether the bound itself fits.
    pub(super) bound: Option<(bool, bool)>,
    pub(super) exists: bool,
    pub(super) cased: bool,
    pub(super) all: bool,
}

impl Modifiers {
    /// Reads the words behind the name of a field.
    pub(super) fn read<'a>(words: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut found = Self::default();
        for word in words {
            match word {
                "contains" => found.place = Some(Place::Anywhere),
                "startswith" => found.place = Some(Place::Start),
                "endswith" => found.place = Some(Place::End),
                "re" => found.pattern = true,
                "cidr" => found.network = true,
                "gt" => found.bound = Some((true, false)),
                "gte" => found.bound = Some((true, true)),
                "lt" => found.bound = Some((false, false)),
                "lte" => found.bound = Some((false, true)),
                "exists" => found.exists = true,
                "cased" => found.cased = true,
                "all" => found.all = true,
                other => return Err(format!("a modifier that is known, not “{other}”")),
            }
        }
        Ok(found)
    }

    /// The matcher for a value of a rule.
    pub(super) fn matcher(&self, value: &Value) -> Result<Matcher, String> {
        if self.exists {
            return value.as_bool().map(Matcher::Exists).ok_or_else(|| "true or false".into());
        }
        if value.is_null() {
            return Ok(Matcher::Exists(false));
        }
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            _ => return Err("a text, a number or a truth value".into()),
        };
        if let Some((above, or_equal)) = self.bound {
            let than = text.trim().parse().map_err(|_| "a number".to_owned())?;
            return Ok(Matcher::Bound { than, above, or_equal });
        }
        if self.network {
            let host = || text.parse::<IpAddr>().ok().map(IpNet::from);
            let network = text.parse().ok().or_else(host).ok_or("a network such as 240.0.0.0/8")?;
            return Ok(Matcher::Network(network));
        }
        if self.pattern {
            return pattern(&text).map(Matcher::Pattern);
        }
        self.text(&text)
    }

    fn text(&self, text: &str) -> Result<Matcher, String> {
        let place = self.place.unwrap_or(Place::Whole);
        let Some(parts) = wildcards(text) else {
            let text = unescaped(text);
            let text = if self.cased { text } else { text.to_lowercase() };
            return Ok(Matcher::Text { place, text, cased: self.cased });
        };
        let before = if matches!(place, Place::Whole | Place::Start) { "^" } else { "" };
        let after = if matches!(place, Place::Whole | Place::End) { "$" } else { "" };
        let case = if self.cased { "" } else { "i" };
        pattern(&format!("(?s{case}){before}{parts}{after}")).map(Matcher::Pattern)
    }
}

fn pattern(text: &str) -> Result<Regex, String> {
    let mut builder = RegexBuilder::new(text);
    builder.size_limit(MOST_PATTERN).dfa_size_limit(MOST_PATTERN);
    builder.build().map_err(|error| format!("a regular expression: {error}"))
}

/// The text as a regular expression, where it holds a wildcard that is not escaped.
fn wildcards(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut found = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '*' => (found, out) = (true, out + ".*"),
            '?' => (found, out) = (true, out + "."),
            '\\' => {
                let next = characters.next_if(|next| matches!(next, '*' | '?' | '\\'));
                out.push_str(&regex::escape(&next.unwrap_or('\\').to_string()));
            }
            other => out.push_str(&regex::escape(&other.to_string())),
        }
    }
    found.then_some(out)
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = (character == '\\')
            .then(|| characters.next_if(|next| matches!(next, '*' | '?' | '\\')));
        out.push(next.flatten().unwrap_or(character));
    }
    out
}

impl Matcher {
    /// Whether `value` fits.
    pub(super) fn fits(&self, value: &str) -> bool {
        match self {
            Self::Text { place, text, cased: true } => place.holds(value, text),
            Self::Text { place, text, cased: false } => place.holds(&value.to_lowercase(), text),
            Self::Pattern(pattern) => pattern.is_match(value),
            Self::Network(network) => {
                value.parse::<IpAddr>().is_ok_and(|address| network.contains(&address))
            }
            Self::Bound { than, above, or_equal } => {
                value.trim().parse::<f64>().is_ok_and(|value| {
                    (*above && value > *than)
                        || (!*above && value < *than)
                        || (*or_equal && (value - *than).abs() < f64::EPSILON)
                })
            }
            Self::Exists(there) => *there,
        }
    }

    /// Whether it can hold where there is no value.
    pub(super) const fn fits_nothing(&self) -> bool {
        matches!(self, Self::Exists(false))
    }
}

impl Place {
    fn holds(self, value: &str, text: &str) -> bool {
        match self {
            Self::Whole => value == text,
            Self::Anywhere => value.contains(text),
            Self::Start => value.starts_with(text),
            Self::End => value.ends_with(text),
        }
    }
}
