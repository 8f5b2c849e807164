//! How records lie in a block: a compact form of JSON that costs little to write.
//!
//! A block holds records one after the other: kind, place, stamps, then the fields as a value.
//! A value is a tag byte and its content; integers are LEB128. Names (of kinds, tables, fields,
//! variants) are spelt out where they first stand in a block and numbered from then on, so a block
//! needs nothing but itself to be read, by this version or a later one. Times are integers, and come
//! back as the RFC 3339 text that JSON would hold.

mod names;
mod read;
mod write;

pub(crate) use read::{Head, Unpacker};
pub(crate) use write::Packer;

/// First byte of a value, and of a place.
mod tag {
    pub(super) const NULL: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const TRUE: u8 = 2;
    /// An integer of 0 or more.
    pub(super) const POSITIVE: u8 = 3;
    /// An integer below 0, as −1 − n.
    pub(super) const NEGATIVE: u8 = 4;
    /// Eight bytes, IEEE 754, little-endian.
    pub(super) const REAL: u8 = 5;
    /// Length and UTF-8.
    pub(super) const TEXT: u8 = 6;
    /// Values up to [`END`].
    pub(super) const LIST: u8 = 7;
    /// Names and values up to [`END_NAME`].
    pub(super) const MAP: u8 = 8;
    /// An instant: a further value, the microseconds since 1970.
    pub(super) const TIME: u8 = 9;
    /// A name.
    pub(super) const NAME: u8 = 10;
    /// The end of a list.
    pub(super) const END: u8 = 15;
    /// In place of a name: the end of a map.
    pub(super) const END_NAME: u64 = 0;
}

/// Places.
mod place {
    pub(super) const WHOLE: u8 = 0;
    pub(super) const LINE: u8 = 1;
    pub(super) const BYTE: u8 = 2;
    pub(super) const ROW: u8 = 3;
    pub(super) const ROW_IN_WAL: u8 = 4;
    pub(super) const KEY: u8 = 5;
    pub(super) const PACKET: u8 = 6;
}

#[cfg(test)]
mod tests;
