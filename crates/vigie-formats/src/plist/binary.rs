//! The objects of a binary property list, read in place.
//!
//! ```text
//! "bplist00"  objects …  table of their offsets  trailer (32 bytes)
//! ```
//!
//! The trailer, big-endian: 6 unused bytes, size of an offset, size of a reference, number of
//! objects (8), number of the root object (8), offset of the table (8). An object is a marker byte
//! (kind in the upper half, size in the lower) and its content; a container holds numbers of other
//! objects. Source: `CFBinaryPList.c` of [CoreFoundation].
//!
//! [CoreFoundation]: https://github.com/apple-oss-distributions/CF/blob/main/CFBinaryPList.c

use vigie_core::{Reader, Stop};

/// Bytes of the trailer.
const TRAILER: usize = 32;
/// Bytes of the header `bplist00`.
const HEADER: usize = 8;

/// A binary property list, whose objects are read one at a time and without copies.
#[derive(Clone, Copy, Debug)]
pub struct Objects<'a> {
    /// Header and objects.
    bytes: &'a [u8],
    table: &'a [u8],
    offset_size: usize,
    ref_size: usize,
    root: u64,
}

/// One object, as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Object<'a> {
    /// Nothing.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number too large for [`Object::Integer`].
    Unsigned(u64),
    /// A number with a fraction.
    Real(f64),
    /// Seconds since 2001.
    Date(f64),
    /// Bytes.
    Data(&'a [u8]),
    /// Text.
    Text(Text<'a>),
    /// Number of an object of a keyed archive.
    Uid(u64),
    /// Values in order; sets are arrays too.
    Array(Refs<'a>),
    /// Names and the values in the same order.
    Dictionary(Refs<'a>, Refs<'a>),
}

/// Text in the encoding of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text<'a> {
    /// One byte a character, or UTF-8, which some writers put there.
    Ascii(&'a [u8]),
    /// Two bytes a unit, big-endian.
    Utf16(&'a [u8]),
}

impl Text<'_> {
    /// Whether it reads `text`, which is ASCII.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        match self {
            Self::Ascii(bytes) => *bytes == text.as_bytes(),
            Self::Utf16(bytes) => units(bytes).eq(text.bytes().map(u16::from)),
        }
    }

    /// The text; what is no text becomes U+FFFD.
    #[must_use]
    pub fn decode(&self) -> String {
        match self {
            Self::Ascii(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Self::Utf16(bytes) => char::decode_utf16(units(bytes))
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
        }
    }

    /// Bytes it takes in the file.
    pub(super) const fn size(&self) -> usize {
        match self {
            Self::Ascii(bytes) | Self::Utf16(bytes) => bytes.len(),
        }
    }
}

fn units(bytes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    bytes.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair))
}

/// Numbers of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refs<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> Refs<'a> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len().checked_div(self.size).unwrap_or(0)
    }

    /// True when there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The number at `position`.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<u64> {
        let start = position.checked_mul(self.size)?;
        self.bytes.get(start..start.checked_add(self.size)?).map(big_endian)
    }

    /// The numbers in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u64> + use<'a> {
        self.bytes.chunks_exact(self.size.max(1)).map(big_endian)
    }
}

/// The low 64 bits of a big-endian number.
fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

impl<'a> Objects<'a> {
    /// Reads header and trailer.
    ///
    /// # Errors
    /// When either is missing or says what cannot be.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Stop> {
        match bytes.get(..HEADER) {
            // `CFBinaryPList.c` takes every `bplist0?`; later ones are another format.
            Some([b'b', b'p', b'l', b'i', b's', b't', b'0', _]) => {}
            Some(header) if header.starts_with(b"bplist") => {
                let version = String::from_utf8_lossy(header).into_owned();
                return Err(Stop::Unsupported(format!("a binary property list of kind {version}")));
            }
            _ => return Err(Stop::malformed("binary property list", 0, "\"bplist00\"")),
        }
        let end = bytes.len().saturating_sub(TRAILER).max(HEADER);
        let mut trailer = Reader::with_base(bytes.get(end..).unwrap_or_default(), end as u64);
        trailer.take("trailer of a property list", 6)?;
        let offset_size = size_of_number(&mut trailer, "size of an offset")?;
        let ref_size = size_of_number(&mut trailer, "size of a reference")?;
        let count = trailer.u64_be("number of objects")?;
        let at = trailer.offset();
        let root = trailer.u64_be("number of the root object")?;
        if root >= count {
            let expected = format!("a number below {count}");
            return Err(Stop::malformed("number of the root object", at, expected));
        }
        let table_at = trailer.u64_be("offset of the table")?;
        let table = || {
            let start = usize::try_from(table_at).ok().filter(|start| *start > HEADER)?;
            let size = usize::try_from(count).ok()?.checked_mul(offset_size)?;
            let stop = start.checked_add(size).filter(|stop| *stop <= end)?;
            Some((bytes.get(..start)?, bytes.get(start..stop)?))
        };
        let Some((bytes, table)) = table() else {
            let expected = format!("a table of {count} offsets before the trailer");
            return Err(Stop::malformed("offset of the table", (end as u64) + 24, expected));
        };
        Ok(Self { bytes, table, offset_size, ref_size, root })
    }

    /// Number of the root object.
    #[must_use]
    pub const fn root(&self) -> u64 {
        self.root
    }

    /// How many objects there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.table.len().checked_div(self.offset_size).unwrap_or(0) as u64
    }

    /// True when there are none: never, as one is the root.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Offset of an object, when there is one of that `number`.
    fn offset(&self, number: u64) -> Option<usize> {
        let start = usize::try_from(number).ok()?.checked_mul(self.offset_size)?;
        let stop = start.checked_add(self.offset_size)?;
        usize::try_from(big_endian(self.table.get(start..stop)?)).ok()
    }

    /// Offset of an object in the file, 0 when there is no such object: for messages.
    pub(crate) fn offset_or_start(&self, number: u64) -> u64 {
        self.offset(number).unwrap_or(0) as u64
    }

    /// The object of that `number`.
    ///
    /// # Errors
    /// When there is none, or it runs past the objects, or is of no known kind.
    pub fn object(&self, number: u64) -> Result<Object<'a>, Stop> {
        let Some(at) = self.offset(number) else {
            let expected = format!("a number of an object below {}, not {number}", self.len());
            return Err(Stop::malformed("reference", 0, expected));
        };
        let Some(bytes) = self.bytes.get(at..).filter(|bytes| at >= HEADER && !bytes.is_empty())
        else {
            let expected = format!("an offset between 8 and {}", self.bytes.len());
            return Err(Stop::malformed("offset of an object", at as u64, expected));
        };
        self.read(&mut Reader::with_base(bytes, at as u64))
    }

    fn read(&self, reader: &mut Reader<'a>) -> Result<Object<'a>, Stop> {
        let at = reader.offset();
        let marker = reader.u8("marker of an object")?;
        let low = marker & 0x0f;
        Ok(match marker >> 4 {
            0x0 => return simple(marker, at, reader),
            0x1 => integer(reader, low, at)?,
            0x2 => real(reader, low, at)?,
            0x3 if low == 3 => Object::Date(f64::from_bits(reader.u64_be("date")?)),
            0x4 => Object::Data(counted(reader, "data", low, 1)?),
            // UTF-8 has its own marker in later versions; here it is what writers put into 0x5n.
            0x5 | 0x7 => Object::Text(Text::Ascii(counted(reader, "text", low, 1)?)),
            0x6 => Object::Text(Text::Utf16(counted(reader, "text", low, 2)?)),
            0x8 => Object::Uid(uid(reader, low, at)?),
            0xa..=0xc => Object::Array(self.refs(counted(reader, "array", low, self.ref_size)?)),
            0xd => {
                let both = counted(reader, "dictionary", low, self.ref_size.saturating_mul(2))?;
                let (keys, values) = both.split_at_checked(both.len() / 2).unwrap_or_default();
                Object::Dictionary(self.refs(keys), self.refs(values))
            }
            _ => return Err(unknown(marker, at)),
        })
    }

    const fn refs(&self, bytes: &'a [u8]) -> Refs<'a> {
        Refs { bytes, size: self.ref_size }
    }
}

fn size_of_number(reader: &mut Reader<'_>, what: &'static str) -> Result<usize, Stop> {
    let at = reader.offset();
    match reader.u8(what)? {
        size @ 1..=8 => Ok(usize::from(size)),
        size => Err(Stop::malformed(what, at, format!("1 to 8 bytes, not {size}"))),
    }
}

fn unknown(marker: u8, at: u64) -> Stop {
    Stop::malformed("object", at, format!("a known kind of object, not 0x{marker:02x}"))
}

/// Kinds without a size: null, booleans, filling, and a URL, which is a text behind a marker.
fn simple<'a>(marker: u8, at: u64, reader: &mut Reader<'a>) -> Result<Object<'a>, Stop> {
    match marker {
        0x00 | 0x0f => Ok(Object::Null),
        0x08 => Ok(Object::Boolean(false)),
        0x09 => Ok(Object::Boolean(true)),
        0x0c => match reader.u8("marker of a URL")? {
            text @ 0x50..=0x5f => {
                Ok(Object::Text(Text::Ascii(counted(reader, "URL", text & 0x0f, 1)?)))
            }
            text @ 0x60..=0x6f => {
                Ok(Object::Text(Text::Utf16(counted(reader, "URL", text & 0x0f, 2)?)))
            }
            other => Err(unknown(other, at)),
        },
        0x0e => Ok(Object::Data(reader.take("UUID", 16)?)),
        _ => Err(unknown(marker, at)),
    }
}

/// The content of an object of `low` units, or of as many as the integer after the marker says.
fn counted<'a>(
    reader: &mut Reader<'a>,
    what: &'static str,
    low: u8,
    unit: usize,
) -> Result<&'a [u8], Stop> {
    let at = reader.offset();
    let count = if low < 0x0f {
        u64::from(low)
    } else {
        let marker = reader.u8("size of an object")?;
        match (marker >> 4 == 1).then(|| integer(reader, marker & 0x0f, at)).transpose()? {
            Some(Object::Integer(count)) => u64::try_from(count).unwrap_or(u64::MAX),
            _ => return Err(Stop::malformed("size of an object", at, "a whole number")),
        }
    };
    let size = usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(unit);
    reader.take(what, size)
}

/// A number of 2^`low` bytes: up to 4 it has no sign, 8 and 16 have one.
fn integer<'a>(reader: &mut Reader<'_>, low: u8, at: u64) -> Result<Object<'a>, Stop> {
    let signed = match low {
        0 => i64::from(reader.u8("integer")?),
        1 => i64::from(reader.u16_be("integer")?),
        2 => i64::from(reader.u32_be("integer")?),
        3 => i64::from_be_bytes(reader.array("integer")?),
        4 => {
            let wide = i128::from_be_bytes(reader.array("integer")?);
            return match (i64::try_from(wide), u64::try_from(wide)) {
                (Ok(value), _) => Ok(Object::Integer(value)),
                (_, Ok(value)) => Ok(Object::Unsigned(value)),
                _ => Err(Stop::malformed("integer", at, "a number of 64 bits")),
            };
        }
        _ => return Err(Stop::malformed("integer", at, "1, 2, 4, 8 or 16 bytes")),
    };
    Ok(Object::Integer(signed))
}

fn real<'a>(reader: &mut Reader<'_>, low: u8, at: u64) -> Result<Object<'a>, Stop> {
    match low {
        2 => Ok(Object::Real(f64::from(f32::from_bits(reader.u32_be("real")?)))),
        3 => Ok(Object::Real(f64::from_bits(reader.u64_be("real")?))),
        _ => Err(Stop::malformed("real", at, "4 or 8 bytes")),
    }
}

/// A reference of `low` + 1 bytes.
fn uid(reader: &mut Reader<'_>, low: u8, at: u64) -> Result<u64, Stop> {
    let bytes = reader.take("UID", usize::from(low) + 1)?;
    let (high, number) = bytes.split_at_checked(bytes.len().saturating_sub(8)).unwrap_or_default();
    if high.iter().any(|byte| *byte != 0) {
        return Err(Stop::malformed("UID", at, "a number of 64 bits"));
    }
    Ok(big_endian(number))
}
