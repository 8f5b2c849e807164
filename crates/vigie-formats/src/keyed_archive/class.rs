//! Classes of Foundation whose objects stand for a plain value.

use crate::plist::{Dictionary, Value};

/// What an object of a keyed archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class<'a> {
    /// `NS.keys` and `NS.objects`.
    Dictionary,
    /// `NS.objects`; arrays, sets and ordered sets.
    Array,
    /// `NS.string` or `NS.bytes`.
    String,
    /// `NS.data` or `NS.bytes`.
    Data,
    /// `NS.time`.
    Date,
    /// `NS.base` and `NS.relative`.
    Url,
    /// `NS.uuidbytes`.
    Uuid,
    /// One of several fields, by kind of number.
    Number,
    /// Nothing.
    Null,
    /// Any other class, by its name.
    Other(&'a str),
}

impl<'a> Class<'a> {
    /// Steps that [`Class::of`] may take.
    pub(super) fn cost(description: &Dictionary) -> usize {
        let parents = description.find("$classes").and_then(Value::as_array).unwrap_or_default();
        description.len().saturating_add(parents.len())
    }

    /// From the description of a class in the table of objects: the class itself, else the first
    /// of its parents that is known.
    pub(super) fn of(description: &'a Dictionary) -> Self {
        let name = description.find("$classname").and_then(Value::as_str);
        let parents = description.find("$classes").and_then(Value::as_array).unwrap_or_default();
        let parents = parents.iter().filter_map(Value::as_str);
        name.into_iter()
            .chain(parents.clone())
            .find_map(known)
            .unwrap_or(Self::Other(name.or(parents.into_iter().next()).unwrap_or_default()))
    }
}

fn known(name: &str) -> Option<Class<'static>> {
    Some(match name {
        "NSDictionary" | "NSMutableDictionary" => Class::Dictionary,
        "NSArray"
        | "NSMutableArray"
        | "NSSet"
        | "NSMutableSet"
        | "NSOrderedSet"
        | "NSMutableOrderedSet" => Class::Array,
        "NSString" | "NSMutableString" => Class::String,
        "NSData" | "NSMutableData" => Class::Data,
        "NSDate" => Class::Date,
        "NSURL" => Class::Url,
        "NSUUID" => Class::Uuid,
        "NSNumber" => Class::Number,
        "NSNull" => Class::Null,
        _ => return None,
    })
}

/// The number in an object of class `NSNumber`.
pub(super) fn number(fields: &Dictionary) -> Option<Value> {
    ["NS.boolval", "NS.intval", "NS.dblval", "NS.number"]
        .iter()
        .find_map(|key| fields.find(key))
        .filter(|value| !matches!(value, Value::Uid(_)))
        .cloned()
}

/// 16 bytes as UUIDs are written: `E621E1F8-C36C-495A-93FC-0C247A3E6E5F`.
pub(super) fn uuid(bytes: &[u8]) -> Option<String> {
    let bytes: &[u8; 16] = bytes.try_into().ok()?;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            let digit = char::from_digit(u32::from(half), 16).unwrap_or('0');
            text.push(digit.to_ascii_uppercase());
        }
    }
    Some(text)
}
