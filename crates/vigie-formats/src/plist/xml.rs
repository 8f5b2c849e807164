//! Property lists in XML.
//!
//! `<plist>` around one value: `<dict>` of `<key>` and value in turn, `<array>`, `<string>`,
//! `<integer>`, `<real>`, `<true/>`, `<false/>`, `<date>` (ISO 8601, UTC), `<data>` (base64). A
//! dictionary of the one key `CF$UID` is a reference of a keyed archive. The DOCTYPE is skipped and
//! nothing it declares is expanded. Source: the [DTD] and `CFPropertyList.c` of CoreFoundation.
//!
//! [DTD]: http://www.apple.com/DTDs/PropertyList-1.0.dtd

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};
use vigie_core::{Limits, Stop, Time};

use super::{Dictionary, Value, base64};
use crate::budget::Budget;

/// Reads `text`, which stands at `base` in its file and takes `unit` bytes a character there.
/// Gives what was read, and why reading stopped early.
pub(super) fn read(
    text: &str,
    base: u64,
    unit: u64,
    limits: &Limits,
) -> (Option<Value>, Option<Stop>) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let budget = Budget::new(limits, text.len());
    let mut document =
        Document { reader, base, unit, budget, open: Vec::new(), root: None, in_plist: false };
    let stop = document.read().err();
    (document.finish(), stop)
}

struct Document<'a> {
    reader: Reader<&'a [u8]>,
    base: u64,
    unit: u64,
    budget: Budget,
    /// The containers around the next element.
    open: Vec<Container>,
    root: Option<Value>,
    in_plist: bool,
}

enum Container {
    Array(Vec<Value>),
    Dictionary { pairs: Dictionary, key: Option<String> },
}

impl<'a> Document<'a> {
    /// Reads until the root value and the `<plist>` around it are complete.
    fn read(&mut self) -> Result<(), Stop> {
        loop {
            let at = self.offset();
            match self.event()? {
                Event::Start(start) => {
                    let name = start.name();
                    self.start(name.as_ref(), at)?;
                }
                Event::End(end) => self.end(end.name().as_ref(), at)?,
                Event::Text(text) if is_blank(&text) => {}
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
                Event::Eof => return Err(self.cut("XML property list")),
                _ => return Err(Stop::malformed("XML property list", at, "an element")),
            }
            if self.root.is_some() && self.open.is_empty() && !self.in_plist {
                return Ok(());
            }
        }
    }

    fn start(&mut self, name: &str, at: u64) -> Result<(), Stop> {
        if name == "plist" && !self.in_plist && self.open.is_empty() && self.root.is_none() {
            self.in_plist = true;
            return Ok(());
        }
        if name == "key" {
            let key = self.content("key")?;
            return self.key(key, at);
        }
        self.check_place(at)?;
        let value = match name {
            "dict" => {
                return self.push(Container::Dictionary { pairs: Dictionary::new(), key: None });
            }
            "array" => return self.push(Container::Array(Vec::new())),
            "string" => Value::String(self.content("string")?),
            "integer" => integer(&self.content("integer")?, at)?,
            "real" => real(&self.content("real")?, at)?,
            "date" => date(&self.content("date")?, at)?,
            "data" => data(&self.content("data")?, at)?,
            "true" => self.empty("true").map(|()| Value::Boolean(true))?,
            "false" => self.empty("false").map(|()| Value::Boolean(false))?,
            other => {
                let expected = format!("an element of a property list, not <{}>", cut(other));
                return Err(Stop::malformed("XML property list", at, expected));
            }
        };
        self.add(value, at)
    }

    fn end(&mut self, name: &str, at: u64) -> Result<(), Stop> {
        if name == "plist" {
            self.in_plist = false;
            let empty = || Stop::malformed("XML property list", at, "a value inside <plist>");
            return self.root.as_ref().map(|_| ()).ok_or_else(empty);
        }
        let Some(container) = self.open.pop() else {
            return Err(Stop::malformed("XML property list", at, "no end tag here"));
        };
        if let Container::Dictionary { key: Some(key), .. } = &container {
            let expected = format!("a value for key \"{}\"", cut(key));
            self.open.push(container);
            return Err(Stop::malformed("dictionary of a property list", at, expected));
        }
        self.add(close(container), at)
    }

    fn push(&mut self, container: Container) -> Result<(), Stop> {
        self.budget.check_depth(self.open.len())?;
        self.open.push(container);
        Ok(())
    }

    fn key(&mut self, text: String, at: u64) -> Result<(), Stop> {
        match self.open.last_mut() {
            Some(Container::Dictionary { key: key @ None, .. }) => {
                *key = Some(text);
                Ok(())
            }
            _ => Err(Stop::malformed("XML property list", at, "no <key> here")),
        }
    }

    /// Whether a value may stand here.
    fn check_place(&self, at: u64) -> Result<(), Stop> {
        let expected = match self.open.last() {
            None if self.root.is_some() => "one root value",
            Some(Container::Dictionary { key: None, .. }) => "<key> before a value",
            _ => return Ok(()),
        };
        Err(Stop::malformed("XML property list", at, expected))
    }

    fn add(&mut self, value: Value, at: u64) -> Result<(), Stop> {
        self.budget.spend(size_of::<(String, Value)>())?;
        self.check_place(at)?;
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Container::Array(values)) => values.push(value),
            Some(Container::Dictionary { pairs, key }) => {
                pairs.push(key.take().unwrap_or_default(), value);
            }
        }
        Ok(())
    }

    /// The text up to the end of element `name`, references resolved.
    fn content(&mut self, name: &'static str) -> Result<String, Stop> {
        let mut content = String::new();
        loop {
            let at = self.offset();
            match self.event()? {
                Event::Text(text) => content.push_str(&text),
                Event::CData(text) => content.push_str(&text),
                Event::GeneralRef(reference) => resolve(&reference, at, &mut content)?,
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => break,
                Event::Eof => return Err(self.cut(name)),
                _ => return Err(Stop::malformed(name, at, "text")),
            }
        }
        self.budget.spend(content.len())?;
        Ok(content)
    }

    fn empty(&mut self, name: &'static str) -> Result<(), Stop> {
        let at = self.offset();
        if is_blank(&self.content(name)?) {
            return Ok(());
        }
        Err(Stop::malformed(name, at, "an element without content"))
    }

    fn event(&mut self) -> Result<Event<'a>, Stop> {
        self.reader.read_event().map_err(|error| self.markup(&error))
    }

    fn markup(&self, error: &Error) -> Stop {
        let at = self.place(self.reader.error_position());
        match error {
            Error::Syntax(_) => self.cut("XML markup"),
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, .. }) => {
                Stop::malformed("XML end tag", at, format!("</{}>", cut(expected)))
            }
            Error::IllFormed(IllFormedError::UnclosedReference) => {
                Stop::malformed("XML text", at, "&amp; or another reference that ends in ;")
            }
            _ => Stop::malformed("XML property list", at, "well-formed XML"),
        }
    }

    /// The file ends inside `what`.
    fn cut(&self, what: &'static str) -> Stop {
        Stop::Truncated { what, offset: self.offset(), need: 1, have: 0 }
    }

    fn offset(&self) -> u64 {
        self.place(self.reader.buffer_position())
    }

    fn place(&self, position: u64) -> u64 {
        self.base.saturating_add(position.saturating_mul(self.unit))
    }

    /// The root, with every container that is still open closed where it stands.
    fn finish(mut self) -> Option<Value> {
        while let Some(container) = self.open.pop() {
            let value = close(container);
            match self.open.last_mut() {
                Some(Container::Array(values)) => values.push(value),
                Some(Container::Dictionary { pairs, key }) => {
                    pairs.push(key.take().unwrap_or_default(), value);
                }
                None => return Some(value),
            }
        }
        self.root
    }
}

fn close(container: Container) -> Value {
    match container {
        Container::Array(values) => Value::Array(values),
        Container::Dictionary { pairs, .. } => match reference(&pairs) {
            Some(number) => Value::Uid(number),
            None => Value::Dictionary(pairs),
        },
    }
}

/// The number in `<dict><key>CF$UID</key><integer>…</integer></dict>`.
fn reference(pairs: &Dictionary) -> Option<u64> {
    match pairs.iter().next() {
        Some(("CF$UID", number)) if pairs.len() == 1 => number.as_u64(),
        _ => None,
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// The start of `text`, for messages.
fn cut(text: &str) -> &str {
    text.char_indices().nth(40).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Only the five names of XML and numbers of characters: nothing a DOCTYPE declares.
fn resolve(reference: &BytesRef<'_>, at: u64, content: &mut String) -> Result<(), Stop> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        content.push(character);
    } else if let Some(text) = resolve_xml_entity(reference) {
        content.push_str(text);
    } else {
        let expected = format!("a predefined reference, not &{};", cut(reference));
        return Err(Stop::malformed("XML reference", at, expected));
    }
    Ok(())
}

/// Decimal, or hexadecimal after `0x`, with an optional sign.
fn integer(text: &str, at: u64) -> Result<Value, Stop> {
    let text = text.trim();
    let value = match text.split_once(['x', 'X']) {
        None => {
            text.parse().map(Value::Integer).or_else(|_| text.parse().map(Value::Unsigned)).ok()
        }
        Some(("0" | "+0", digits)) => hexadecimal(digits, false),
        Some(("-0", digits)) => hexadecimal(digits, true),
        Some(_) => None,
    };
    value.ok_or_else(|| Stop::malformed("integer", at, "a whole number of 64 bits"))
}

fn hexadecimal(digits: &str, negative: bool) -> Option<Value> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = plain.then(|| u64::from_str_radix(digits, 16).ok()).flatten()?;
    if negative {
        return 0_i64.checked_sub_unsigned(value).map(Value::Integer);
    }
    Some(i64::try_from(value).map_or(Value::Unsigned(value), Value::Integer))
}

fn real(text: &str, at: u64) -> Result<Value, Stop> {
    let value = text.trim().parse().map(Value::Real);
    value.map_err(|_| Stop::malformed("real", at, "a number"))
}

fn date(text: &str, at: u64) -> Result<Value, Stop> {
    let time = Time::parse(text).map(Value::from_time);
    time.ok_or_else(|| Stop::malformed("date", at, "a date such as 2026-11-24T10:40:12Z"))
}

fn data(text: &str, at: u64) -> Result<Value, Stop> {
    base64::decode(text).map(Value::Data).map_err(|position| {
        Stop::malformed("data", at, format!("base64 (character {position} is none)"))
    })
}
