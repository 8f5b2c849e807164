//! The lowest level of a typedstream: header, numbers and shared strings.

use vigie_core::{Reader, Stop};

/// Two more bytes hold the number.
const TWO_BYTES: u8 = 0x81;
/// Four more bytes hold the number.
const FOUR_BYTES: u8 = 0x82;
/// Four or eight more bytes hold a number with a fraction.
const FRACTION: u8 = 0x83;
/// Something new follows.
pub(super) const NEW: u8 = 0x84;
/// Nothing.
pub(super) const NIL: u8 = 0x85;
/// End of an object.
pub(super) const END: u8 = 0x86;
/// Eight more bytes hold the number: not in the original format.
const EIGHT_BYTES: u8 = 0x87;
/// Number of the first thing of a table.
const FIRST: i64 = 0x92 - 0x100;

/// Versions of the format: NeXTSTEP 2 and later wrote 4, earlier ones 3.
const VERSIONS: [u8; 2] = [3, 4];

/// Bytes, their order, and the strings seen so far.
pub(super) struct Stream<'a> {
    reader: Reader<'a>,
    big_endian: bool,
    strings: Vec<&'a [u8]>,
}

impl<'a> Stream<'a> {
    /// Reads the header.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Stop> {
        let mut reader = Reader::new(bytes);
        let version = reader.u8("version of a typedstream")?;
        let length = reader.u8("length of the signature")?;
        let signature = if VERSIONS.contains(&version) && length == 11 {
            reader.take("signature of a typedstream", 11)?
        } else {
            b""
        };
        let big_endian = match signature {
            b"streamtyped" => false,
            b"typedstream" => true,
            _ => return Err(Stop::malformed("typedstream", 0, "04 0b \"streamtyped\"")),
        };
        let mut stream = Self { reader, big_endian, strings: Vec::new() };
        stream.integer("version of the system")?;
        Ok(stream)
    }

    pub(super) fn offset(&self) -> u64 {
        self.reader.offset()
    }

    /// The next byte, which stays.
    pub(super) fn peek(&self) -> Option<u8> {
        self.reader.clone().u8("next byte").ok()
    }

    pub(super) fn byte(&mut self, what: &'static str) -> Result<u8, Stop> {
        self.reader.u8(what)
    }

    pub(super) fn take(&mut self, what: &'static str, length: usize) -> Result<&'a [u8], Stop> {
        self.reader.take(what, length)
    }

    /// A whole number.
    pub(super) fn integer(&mut self, what: &'static str) -> Result<i64, Stop> {
        let head = self.byte(what)?;
        self.integer_after(head, what)
    }

    fn integer_after(&mut self, head: u8, what: &'static str) -> Result<i64, Stop> {
        match head {
            TWO_BYTES => Ok(i64::from(i16::from_be_bytes(self.array(what)?))),
            FOUR_BYTES => Ok(i64::from(i32::from_be_bytes(self.array(what)?))),
            EIGHT_BYTES => Ok(i64::from_be_bytes(self.array(what)?)),
            0x80..0x92 => {
                let at = self.offset().saturating_sub(1);
                Err(Stop::malformed(what, at, format!("a whole number, not 0x{head:02x}")))
            }
            literal => Ok(i64::from(literal.cast_signed())),
        }
    }

    /// Passes a number that may have a fraction: no reader asks for its value.
    pub(super) fn skip_real(&mut self, double: bool) -> Result<(), Stop> {
        match self.byte("number")? {
            FRACTION => self.take("number", if double { 8 } else { 4 }).map(|_| ()),
            head => self.integer_after(head, "number").map(|_| ()),
        }
    }

    /// `N` bytes, turned so that they are big-endian.
    fn array<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], Stop> {
        let mut array = self.reader.array(what)?;
        if !self.big_endian {
            array.reverse();
        }
        Ok(array)
    }

    /// A length: a number without sign.
    pub(super) fn length(&mut self, what: &'static str) -> Result<usize, Stop> {
        let at = self.offset();
        let length = match self.peek() {
            // Lengths above 32,767 use the sign's bit.
            Some(TWO_BYTES) => self.integer(what)? & 0xffff,
            Some(FOUR_BYTES) => self.integer(what)? & 0xffff_ffff,
            _ => self.integer(what)?,
        };
        usize::try_from(length).map_err(|_| Stop::malformed(what, at, "a length"))
    }

    /// The position in a table that a reference with this head names.
    pub(super) fn reference(&mut self, head: u8, what: &'static str) -> Result<usize, Stop> {
        let at = self.offset().saturating_sub(1);
        let number = self.integer_after(head, what)?.saturating_sub(FIRST);
        usize::try_from(number).map_err(|_| Stop::malformed(what, at, "0x92 or more"))
    }

    /// Length and bytes. What is there of bytes cut short is `Err` beside why.
    pub(super) fn counted(&mut self, what: &'static str) -> Result<&'a [u8], (&'a [u8], Stop)> {
        let length = self.length(what).map_err(|stop| (&b""[..], stop))?;
        self.reader.take(what, length).map_err(|stop| (self.reader.rest(), stop))
    }

    /// A string that is written once and referred to later; `None` is nil.
    pub(super) fn shared(&mut self, what: &'static str) -> Result<Option<&'a [u8]>, Stop> {
        let at = self.offset();
        match self.byte(what)? {
            NIL => Ok(None),
            NEW => {
                let string = self.counted(what).map_err(|(_, stop)| stop)?;
                self.strings.push(string);
                Ok(Some(string))
            }
            head => {
                let number = self.reference(head, what)?;
                let string = self.strings.get(number).copied();
                let have = self.strings.len();
                string.map(Some).ok_or_else(|| {
                    Stop::malformed(what, at, format!("one of the {have} strings before"))
                })
            }
        }
    }
}
