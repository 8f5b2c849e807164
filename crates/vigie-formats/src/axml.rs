//! Binary XML of apps: `AndroidManifest.xml` and the like inside an APK.
//!
//! A chunk around chunks, each with a type, the length of its header and its own, little-endian: a pool
//! of texts, a map from the first of them to numbers of attributes, and the events of the document.
//! Hostile apps write what Android's reader passes over and others stumble on: chunks of unknown types,
//! wrong lengths and counts, pools whose texts run past them, attributes larger than they should be or
//! without a name. Here, as there, an attribute is known by its number, and what cannot be read costs
//! itself.
//!
//! Source: [`ResourceTypes.h`] of the Android Open Source Project.
//!
//! [`ResourceTypes.h`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/libs/androidfw/include/androidfw/ResourceTypes.h

use std::sync::Arc;

use vigie_core::{Limits, Reader, Stop};

use crate::abx::Document;
use crate::abx::tree::Builder;

const STRING_POOL: u16 = 0x0001;
const XML: u16 = 0x0003;
const START_ELEMENT: u16 = 0x0102;
const END_ELEMENT: u16 = 0x0103;
const TEXT: u16 = 0x0104;
const RESOURCE_MAP: u16 = 0x0180;

/// Stands for no text.
const NONE: u32 = 0xffff_ffff;

/// Most texts of a pool, and attributes of an element, that are read.
const MOST_STRINGS: usize = 1 << 20;
const MOST_ATTRIBUTES: u16 = 1_000;

/// Whether `bytes` begin as binary XML does; some apps write another type, which Android does not mind.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let kind = Reader::new(bytes).u16_le("type");
    let start = header_length(bytes);
    let first = start.and_then(|start| Reader::new(bytes.get(start..)?).u16_le("type").ok());
    start.is_some() && (matches!(kind, Ok(XML)) || first == Some(STRING_POOL))
}

/// Where the first chunk inside the document begins.
fn header_length(bytes: &[u8]) -> Option<usize> {
    let length = Reader::new(bytes.get(2..)?).u16_le("length of header").ok()?;
    (8..=1024).contains(&length).then_some(usize::from(length))
}

/// Reads a document. Names of attributes are those that Android gives to their numbers.
#[must_use]
pub fn read(bytes: &[u8], limits: &Limits) -> Document {
    let mut builder = Builder::new(limits, bytes.len());
    let damage = chunks(bytes, &mut builder).err();
    let damage = damage.or_else(|| builder.unclosed(bytes.len() as u64));
    Document { elements: builder.finish(), damage }
}

fn chunks(bytes: &[u8], builder: &mut Builder) -> Result<(), Stop> {
    let Some(mut at) = header_length(bytes).filter(|_| looks_like_one(bytes)) else {
        return Err(Stop::malformed("binary XML", 0, "type 3 and a header of 8 bytes"));
    };
    let mut document = Parts { pool: None, resources: &[] };
    while bytes.len().saturating_sub(at) >= 8 {
        let rest = bytes.get(at..).unwrap_or_default();
        let mut reader = Reader::with_base(rest, at as u64);
        let kind = reader.u16_le("type")?;
        let header = usize::from(reader.u16_le("length of header")?);
        let size = usize::try_from(reader.u32_le("length of chunk")?).unwrap_or(usize::MAX);
        if size < 8 {
            return Err(Stop::malformed("length of chunk", at as u64, "at least 8"));
        }
        let chunk = rest.get(..size).unwrap_or(rest);
        document.chunk(kind, header, chunk, at as u64, builder)?;
        if size > rest.len() {
            let (need, have) = (size as u64, rest.len() as u64);
            return Err(Stop::Truncated { what: "chunk", offset: at as u64, need, have });
        }
        at = at.saturating_add(size);
    }
    Ok(())
}

/// What events refer to.
struct Parts<'a> {
    pool: Option<Pool<'a>>,
    /// Numbers of attributes, in the order of the texts that name them.
    resources: &'a [u8],
}

impl<'a> Parts<'a> {
    fn chunk(
        &mut self,
        kind: u16,
        header: usize,
        chunk: &'a [u8],
        at: u64,
        builder: &mut Builder,
    ) -> Result<(), Stop> {
        let body = || chunk.get(header.max(8)..).unwrap_or_default();
        match kind {
            // A second pool would give other names to what was read.
            STRING_POOL if self.pool.is_none() => self.pool = Pool::read(chunk, header).ok(),
            RESOURCE_MAP => self.resources = body(),
            START_ELEMENT => {
                let base = at.saturating_add(header as u64);
                // An element that is cut short keeps what it says before.
                let name = self.start(body(), base, at, builder);
                if let Err(stop) = name {
                    builder.end();
                    return Err(stop);
                }
            }
            END_ELEMENT => builder.end(),
            TEXT => {
                let text = Reader::new(body()).u32_le("text").ok();
                if let Some(text) = text.and_then(|text| self.string(text)) {
                    builder.text(&text)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn string(&self, number: u32) -> Option<Arc<str>> {
        self.pool.as_ref()?.string(number).map(Arc::from)
    }

    fn start(&self, body: &[u8], base: u64, at: u64, builder: &mut Builder) -> Result<(), Stop> {
        let mut reader = Reader::with_base(body, base);
        reader.u32_le("namespace")?;
        let name = reader.u32_le("name")?;
        let name = self.string(name).unwrap_or_default();
        builder.spend(name.len())?;
        builder.start(name, at)?;
        let first = usize::from(reader.u16_le("place of attributes")?);
        let size = usize::from(reader.u16_le("size of attributes")?).max(20);
        let count = reader.u16_le("count of attributes")?.min(MOST_ATTRIBUTES);
        for number in 0..usize::from(count) {
            let place = first.saturating_add(number.saturating_mul(size));
            let attribute = body.get(place..).filter(|rest| rest.len() >= 20);
            let Some(attribute) = attribute else { break };
            self.attribute(&mut Reader::new(attribute), builder)?;
        }
        Ok(())
    }

    fn attribute(&self, reader: &mut Reader<'_>, builder: &mut Builder) -> Result<(), Stop> {
        reader.u32_le("namespace")?;
        let name = reader.u32_le("name")?;
        let raw = reader.u32_le("text")?;
        reader.take("size", 3)?;
        let kind = reader.u8("type")?;
        let data = reader.u32_le("value")?;
        let known = self.resource(name).and_then(attribute_name).map(Arc::from);
        let name: Arc<str> = known.or_else(|| self.string(name)).unwrap_or_default();
        let value = match kind {
            STRING => self.string(data).or_else(|| self.string(raw)),
            _ if raw != NONE && kind == 0 => self.string(raw),
            _ => Some(shown(kind, data).into()),
        };
        let value = value.unwrap_or_default();
        builder.spend(name.len().saturating_add(value.len()))?;
        builder.attribute(name, value)
    }

    /// The number of the attribute that text `number` names.
    fn resource(&self, number: u32) -> Option<u32> {
        let at = usize::try_from(number).ok()?.checked_mul(4)?;
        Reader::new(self.resources.get(at..)?).u32_le("attribute").ok()
    }
}

/// A value that is a text.
const STRING: u8 = 0x03;

/// A value of another type as text.
fn shown(kind: u8, data: u32) -> String {
    match kind {
        0x00 => String::new(),
        0x01 => format!("@{data:08x}"),
        0x02 => format!("?{data:08x}"),
        0x04 => f32::from_bits(data).to_string(),
        0x10 => data.cast_signed().to_string(),
        0x12 => (data != 0).to_string(),
        _ => format!("0x{data:x}"),
    }
}

/// The texts of a document.
struct Pool<'a> {
    chunk: &'a [u8],
    offsets: &'a [u8],
    strings: usize,
    utf8: bool,
}

impl<'a> Pool<'a> {
    fn read(chunk: &'a [u8], header: usize) -> Result<Self, Stop> {
        let mut reader = Reader::new(chunk);
        reader.take("header", 8)?;
        let count = usize::try_from(reader.u32_le("count of texts")?).unwrap_or(MOST_STRINGS);
        reader.u32_le("count of styles")?;
        let flags = reader.u32_le("flags")?;
        let strings = usize::try_from(reader.u32_le("place of texts")?).unwrap_or(usize::MAX);
        let offsets = chunk.get(header.max(28)..).unwrap_or_default();
        // A count that is too large is one that hostile apps write.
        let length = count.min(MOST_STRINGS).saturating_mul(4).min(offsets.len());
        let offsets = offsets.get(..length).unwrap_or_default();
        Ok(Self { chunk, offsets, strings, utf8: flags & 0x100 != 0 })
    }

    fn string(&self, number: u32) -> Option<String> {
        let at = usize::try_from(number).ok()?.checked_mul(4)?;
        let offset = Reader::new(self.offsets.get(at..)?).u32_le("place of a text").ok()?;
        let start = self.strings.checked_add(usize::try_from(offset).ok()?)?;
        let mut reader = Reader::new(self.chunk.get(start..)?);
        if self.utf8 { utf8(&mut reader) } else { utf16(&mut reader) }
    }
}

/// A length in characters and one in bytes, of one or two bytes each, then the text.
fn utf8(reader: &mut Reader<'_>) -> Option<String> {
    let mut length = || {
        let first = reader.u8("length").ok()?;
        if first & 0x80 == 0 {
            return Some(usize::from(first));
        }
        let second = reader.u8("length").ok()?;
        Some(usize::from(first & 0x7f) << 8 | usize::from(second))
    };
    length()?;
    let bytes = length()?;
    let text = reader.take("text", bytes.min(reader.left())).ok()?;
    Some(String::from_utf8_lossy(text).into_owned())
}

/// A length in units of two bytes, of one or two units, then the text.
fn utf16(reader: &mut Reader<'_>) -> Option<String> {
    let first = reader.u16_le("length").ok()?;
    let mut length = usize::from(first);
    if first & 0x8000 != 0 {
        length = usize::from(first & 0x7fff) << 16 | usize::from(reader.u16_le("length").ok()?);
    }
    let bytes = length.saturating_mul(2).min(reader.left());
    let units = reader.take("text", bytes).ok()?.chunks_exact(2);
    let units: Vec<u16> = units
        .map(|pair| match pair {
            [low, high] => u16::from_le_bytes([*low, *high]),
            _ => 0,
        })
        .collect();
    Some(String::from_utf16_lossy(&units))
}

/// Names of the attributes that matter, by their numbers in [`R.attr`].
///
/// [`R.attr`]: https://developer.android.com/reference/android/R.attr
fn attribute_name(number: u32) -> Option<&'static str> {
    Some(match number {
        0x0101_0001 => "label",
        0x0101_0002 => "icon",
        0x0101_0003 => "name",
        0x0101_0006 => "permission",
        0x0101_0007 => "readPermission",
        0x0101_0008 => "writePermission",
        0x0101_0009 => "protectionLevel",
        0x0101_000b => "sharedUserId",
        0x0101_000c => "hasCode",
        0x0101_000d => "persistent",
        0x0101_000e => "enabled",
        0x0101_000f => "debuggable",
        0x0101_0010 => "exported",
        0x0101_0011 => "process",
        0x0101_0012 => "taskAffinity",
        0x0101_0017 => "excludeFromRecents",
        0x0101_0018 => "authorities",
        0x0101_001c => "priority",
        0x0101_0021 => "targetPackage",
        0x0101_0024 => "value",
        0x0101_0025 => "resource",
        0x0101_0026 => "mimeType",
        0x0101_0027 => "scheme",
        0x0101_0028 => "host",
        0x0101_0029 => "port",
        0x0101_002a => "path",
        0x0101_020c => "minSdkVersion",
        0x0101_021b => "versionCode",
        0x0101_021c => "versionName",
        0x0101_0270 => "targetSdkVersion",
        0x0101_0271 => "maxSdkVersion",
        0x0101_0272 => "testOnly",
        0x0101_0280 => "allowBackup",
        0x0101_028e => "required",
        0x0101_04ea => "extractNativeLibs",
        0x0101_04ec => "usesCleartextTraffic",
        0x0101_0572 => "compileSdkVersion",
        0x0101_0573 => "compileSdkVersionCodename",
        0x0101_0576 => "versionCodeMajor",
        0x0101_0599 => "foregroundServiceType",
        _ => return None,
    })
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let limits = Limits { value: 1 << 20, ..Limits::default() };
    let run = || format!("{:?}", read(bytes, &limits));
    assert_eq!(run(), run());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: u16, header: u16, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&kind.to_le_bytes()[..], &header.to_le_bytes(), &length.to_le_bytes(), content].concat()
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// Texts `manifest`, empty (the name of an attribute) and `é`, in UTF-8 or UTF-16.
    fn pool(utf8: bool) -> Vec<u8> {
        let mut offsets = Vec::new();
        let mut data = Vec::new();
        for text in ["manifest", "", "é"] {
            offsets.push(u32::try_from(data.len()).unwrap());
            let units: Vec<u16> = text.encode_utf16().collect();
            if utf8 {
                data.push(u8::try_from(units.len()).unwrap());
                data.push(u8::try_from(text.len()).unwrap());
                data.extend(text.as_bytes());
                data.push(0);
            } else {
                data.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
                data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
                data.extend([0, 0]);
            }
        }
        // More texts are promised than there are.
        let start = 28 + 12;
        let head = words(&[900, 0, if utf8 { 0x100 } else { 0 }, start, 0]);
        chunk(STRING_POOL, 28, &[head, words(&offsets), data].concat())
    }

    fn document(utf8: bool) -> Vec<u8> {
        let attributes = [
            words(&[NONE, 1, 2, 0x0300_0008, 2]),
            words(&[NONE, 1, NONE, 0x1000_0008, 0xffff_ffff]),
        ];
        let start = [words(&[1, NONE, NONE, 0, 0x0014_0014, 3]), words(&[0]), attributes.concat()];
        let inside = [
            pool(utf8),
            chunk(0x7777, 8, b"unknown."),
            chunk(RESOURCE_MAP, 8, &words(&[0, 0x0101_0003])),
            chunk(START_ELEMENT, 16, &start.concat()),
            chunk(END_ELEMENT, 16, &words(&[1, NONE, NONE, 0])),
        ];
        // A type that is none, which Android does not mind.
        chunk(0, 8, &inside.concat())
    }

    #[test]
    fn attributes_are_known_by_their_numbers() {
        for utf8 in [true, false] {
            let found = read(&document(utf8), &Limits::default());
            assert!(found.damage.is_none(), "{:?}", found.damage);
            let root = found.root().unwrap();
            assert_eq!(root.name(), "manifest");
            let attributes: Vec<_> = root.attributes().iter().map(|(_, value)| &**value).collect();
            assert_eq!((attributes, root.attribute("name")), (vec!["é", "-1"], Some("é")));
        }
    }

    #[test]
    fn damage_is_told() {
        let whole = document(true);
        for end in 0..whole.len() {
            let _ = read(whole.get(..end).unwrap(), &Limits::default());
        }
        assert!(read(b"\x03\0\x08\0", &Limits::default()).damage.is_none());
        assert!(read(b"<manifest/>", &Limits::default()).damage.is_some());
    }
}
