//! Every listed value, packed: one million of them fit in some hundred megabytes.

use std::collections::HashMap;

use vigie_core::{IndicatorRef, IndicatorSet, ObservableKind, Time};

use crate::hash::Space;

/// A piece of [`Store::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    len: u32,
}

impl Span {
    /// Where it begins: no two values begin at the same place.
    pub(crate) const fn start(self) -> u32 {
        self.start
    }
}

/// One key under which a listed value is found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The value as its publisher wrote it.
    pub(crate) value: Span,
    /// The form it is compared in.
    pub(crate) key: Span,
    /// The indicator it comes from.
    pub(crate) listed: u32,
    /// The next entry with the same key; [`NO_ENTRY`] at the end.
    pub(crate) next: u32,
    /// Kind of value.
    pub(crate) kind: ObservableKind,
    /// Where the key is looked up.
    pub(crate) space: Space,
    /// [`PART`] and the others.
    pub(crate) flags: u8,
}

/// No entry.
pub(crate) const NO_ENTRY: u32 = u32::MAX;
/// The entry is one comparison of a pattern that asks for several at once.
pub(crate) const PART: u8 = 1;
/// Only the whole value matches, not what lies under it.
pub(crate) const EXACT_ONLY: u8 = 2;
/// Patterns that ask for several values at once have this one among them.
pub(crate) const HAS_PARTS: u8 = 4;
/// Evidence shows only a part of what is listed.
pub(crate) const PARTIAL: u8 = 8;

/// One indicator: what all its values share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    id: [u8; 16],
    form: IdForm,
    date: i64,
    /// Index into the metas.
    pub(crate) meta: u32,
}

/// How the sixteen bytes of an id are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IdForm {
    None,
    /// `indicator--` and a UUID.
    Indicator,
    /// A UUID.
    Uuid,
    /// The first eight bytes are a [`Span`].
    Text,
}

/// No date.
const UNDATED: i64 = i64::MIN;

/// What many indicators share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Meta {
    /// Number of the set.
    pub(crate) set: u32,
    /// Name number of the malware.
    pub(crate) malware: u32,
    /// Name number of the publisher.
    pub(crate) publisher: u32,
    /// Name number of the reference.
    pub(crate) reference: u32,
    /// Stalkerware, and other software that people around one install.
    pub(crate) stalkerware: bool,
    /// Software for families or companies that can also be used to watch people unseen.
    pub(crate) dual_use: bool,
    /// A site that sells or describes the software: visiting it has innocent reasons.
    pub(crate) website: bool,
}

/// A set of indicators, with what its file says about all of them.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    /// As coverage names it.
    pub(crate) shown: IndicatorSet,
    /// Who published it, where the indicator does not say.
    pub(crate) publisher: String,
    /// Where, where the indicator does not say.
    pub(crate) reference: String,
}

/// Texts that occur many times, each kept once. Number 0 is the empty text.
#[derive(Debug)]
pub(crate) struct Names {
    list: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Default for Names {
    fn default() -> Self {
        let empty: Box<str> = "".into();
        Self { list: vec![empty.clone()], numbers: HashMap::from([(empty, 0)]) }
    }
}

impl Names {
    /// The number of `name`.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let Ok(number) = u32::try_from(self.list.len()) else { return 0 };
        self.list.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    /// The name with this number.
    pub(crate) fn name(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|n| self.list.get(n)).map_or("", |name| name)
    }
}

/// Every listed value.
#[derive(Debug, Default)]
pub(crate) struct Store {
    text: Vec<u8>,
    /// The entries, in order of loading.
    pub(crate) entries: Vec<Entry>,
    /// The indicators.
    pub(crate) listed: Vec<Listed>,
    metas: Vec<Meta>,
    meta_numbers: HashMap<Meta, u32>,
    /// Names of malware, publishers and references.
    pub(crate) names: Names,
    /// The sets.
    pub(crate) sets: Vec<Set>,
}

impl Store {
    /// Keeps `bytes`; `None` when four gigabytes are full.
    pub(crate) fn keep(&mut self, bytes: &[u8]) -> Option<Span> {
        let start = u32::try_from(self.text.len()).ok()?;
        let len = u32::try_from(bytes.len()).ok()?;
        start.checked_add(len)?;
        self.text.extend_from_slice(bytes);
        Some(Span { start, len })
    }

    /// The bytes of `span`.
    pub(crate) fn bytes(&self, span: Span) -> &[u8] {
        let start = span.start as usize;
        let end = start.saturating_add(span.len as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The entry with this number.
    pub(crate) fn entry(&self, number: u32) -> Option<&Entry> {
        self.entries.get(number as usize)
    }

    /// Adds an indicator; gives its number.
    pub(crate) fn list(&mut self, id: &str, date: Option<Time>, meta: Meta) -> Option<u32> {
        let number = u32::try_from(self.listed.len()).ok()?;
        let (form, id) = self.pack_id(id);
        let date = date.map_or(UNDATED, Time::unix_micros);
        let meta = self.meta(meta)?;
        self.listed.push(Listed { id, form, date, meta });
        Some(number)
    }

    fn pack_id(&mut self, id: &str) -> (IdForm, [u8; 16]) {
        if id.is_empty() {
            return (IdForm::None, [0; 16]);
        }
        if let Some(bytes) = id.strip_prefix("indicator--").and_then(uuid) {
            return (IdForm::Indicator, bytes);
        }
        if let Some(bytes) = uuid(id) {
            return (IdForm::Uuid, bytes);
        }
        let span = self.keep(id.as_bytes()).unwrap_or_default();
        let mut packed = [0; 16];
        let halves = span.start.to_le_bytes().into_iter().chain(span.len.to_le_bytes());
        for (to, from) in packed.iter_mut().zip(halves) {
            *to = from;
        }
        (IdForm::Text, packed)
    }

    fn id(&self, listed: &Listed) -> Option<String> {
        match listed.form {
            IdForm::None => None,
            IdForm::Indicator => Some(format!("indicator--{}", uuid_text(listed.id))),
            IdForm::Uuid => Some(uuid_text(listed.id)),
            IdForm::Text => {
                let [a, b, c, d, e, f, g, h, ..] = listed.id;
                let (start, len) = ([a, b, c, d], [e, f, g, h]);
                let span = Span { start: u32::from_le_bytes(start), len: u32::from_le_bytes(len) };
                Some(String::from_utf8_lossy(self.bytes(span)).into_owned())
            }
        }
    }

    /// The number of `meta`.
    pub(crate) fn meta(&mut self, meta: Meta) -> Option<u32> {
        if let Some(number) = self.meta_numbers.get(&meta) {
            return Some(*number);
        }
        let number = u32::try_from(self.metas.len()).ok()?;
        self.metas.push(meta);
        self.meta_numbers.insert(meta, number);
        Some(number)
    }

    /// What the indicator shares with others.
    pub(crate) fn meta_of(&self, listed: u32) -> Meta {
        let listed = self.listed.get(listed as usize);
        let meta = listed.and_then(|listed| self.metas.get(listed.meta as usize));
        meta.copied().unwrap_or_default()
    }

    /// Drops what only loading needs.
    pub(crate) fn settle(&mut self) {
        self.meta_numbers = HashMap::new();
        self.names.numbers = HashMap::new();
        self.text.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.listed.shrink_to_fit();
    }

    /// Entries with the same key as `head`, that one first; not more than `most`.
    pub(crate) fn chain(&self, head: u32, most: usize) -> impl Iterator<Item = (u32, &Entry)> {
        let entry = |number: u32| Some((number, self.entry(number)?));
        std::iter::successors(entry(head), move |(_, found)| entry(found.next)).take(most)
    }

    /// The indicator of an entry, as a finding names it.
    pub(crate) fn describe(&self, entry: u32) -> Option<IndicatorRef> {
        let entry = self.entry(entry)?;
        let listed = self.listed.get(entry.listed as usize)?;
        let meta = self.meta_of(entry.listed);
        let set = self.sets.get(meta.set as usize)?;
        let given = |number: u32, otherwise: &str| {
            let name = self.names.name(number);
            let name = if name.is_empty() { otherwise } else { name };
            (!name.is_empty()).then(|| name.to_owned())
        };
        Some(IndicatorRef {
            kind: entry.kind,
            value: String::from_utf8_lossy(self.bytes(entry.value)).into_owned(),
            id: self.id(listed),
            malware: self.names.name(meta.malware).to_owned(),
            stalkerware: meta.stalkerware,
            set: set.shown.name.clone(),
            publisher: given(meta.publisher, &set.publisher),
            date: Time::from_unix_micros(listed.date),
            reference: given(meta.reference, &set.reference),
            licence: set.shown.licence.clone(),
        })
    }
}

/// The bytes of a UUID in lower case.
pub(crate) fn uuid(text: &str) -> Option<[u8; 16]> {
    let text: &[u8; 36] = text.as_bytes().try_into().ok()?;
    if [text[8], text[13], text[18], text[23]] != *b"----" {
        return None;
    }
    let mut bytes = [0; 16];
    let mut at = 0;
    let mut wrong = 0;
    for byte in &mut bytes {
        at += usize::from(text.get(at) == Some(&b'-'));
        let pair = [text.get(at).copied()?, text.get(at + 1).copied()?].map(nibble);
        wrong |= pair[0] | pair[1];
        *byte = (pair[0] << 4) | (pair[1] & 15);
        at += 2;
    }
    (wrong < 16).then_some(bytes)
}

/// The value of a hexadecimal digit in lower case; 16 or more for anything else.
const fn nibble(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        _ => u8::MAX,
    }
}

fn uuid_text(bytes: [u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_were() {
        let mut store = Store::default();
        store.sets.push(Set {
            shown: IndicatorSet {
                name: "s".into(),
                path: String::new(),
                sha256: String::new(),
                newest: None,
                indicators: 0,
                skipped: 0,
                licence: None,
            },
            publisher: "P".into(),
            reference: String::new(),
        });
        for id in [
            "indicator--05b7c427-1452-437e-a19e-32590edf60c3",
            "05b7c427-1452-437e-a19e-32590edf60c3",
            "indicator--05B7C427-1452-437e-a19e-32590edf60c3",
            "x",
            "",
        ] {
            let listed = store.list(id, Time::from_unix_seconds(5), Meta::default()).unwrap();
            let value = store.keep(b"v").unwrap();
            store.entries.push(Entry {
                value,
                key: value,
                listed,
                next: NO_ENTRY,
                kind: ObservableKind::Host,
                space: Space::Host,
                flags: 0,
            });
            let number = u32::try_from(store.entries.len() - 1).unwrap();
            let shown = store.describe(number).unwrap();
            assert_eq!(shown.id.unwrap_or_default(), id);
            assert_eq!(shown.publisher.as_deref(), Some("P"));
            assert_eq!(shown.date, Time::from_unix_seconds(5));
        }
        assert!(store.describe(99).is_none());
    }
}
