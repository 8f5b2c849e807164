//! How records lie in a block: a compact form of JSON that costs little to write.
//!
//! A block holds records one after the other, each behind its length in four bytes: kind, place, stamps,
//! then the fields as a value. Values are as [`vigie_core::pack`] has them, names at the end of the block. Times come back as the RFC 3339 text that JSON would
//! hold.

mod read;
mod write;

pub(crate) use read::{Head, Unpacker};
pub(crate) use write::RecordPacker;

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
