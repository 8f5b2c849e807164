//! Writing values.

use std::fmt::Display;

use serde::ser::{self, Serialize};

use super::key::Key;
use super::names::Names;
use super::{leb128, tag, zigzag};
use crate::TIME_NAME;

/// Writes values into one block after the other.
#[derive(Default)]
pub struct Packer {
    bytes: Vec<u8>,
    names: Names,
    /// Whether the value at hand is a time, which is written as a number. All else is written as JSON has
    /// it, an address as its text, since a record is read back from JSON.
    in_time: bool,
}

/// Why a value cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unwritable(String);

impl ser::Error for Unwritable {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Written = Result<(), Unwritable>;

impl Packer {
    /// Bytes of the values in the block so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Bytes that the block would have if it ended here.
    #[must_use]
    pub fn block_len(&self) -> usize {
        self.bytes.len().saturating_add(self.names.spelt_len()).saturating_add(4)
    }

    /// True before anything was written into the block.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Takes the block and starts the next, with the emptied buffer of an earlier one if there is.
    pub fn take(&mut self) -> Vec<u8> {
        let mut block = std::mem::take(&mut self.bytes);
        if !block.is_empty() {
            let length = u32::try_from(block.len()).unwrap_or(u32::MAX);
            self.names.spell(&mut block);
            block.extend_from_slice(&length.to_le_bytes());
        }
        self.names.clear();
        block
    }

    /// Gives a buffer back to be used again.
    pub fn reuse(&mut self, mut bytes: Vec<u8>) {
        if self.bytes.is_empty() {
            bytes.clear();
            self.bytes = bytes;
        }
    }

    /// Takes back everything after the first `length` bytes.
    pub fn cut(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// Keeps four bytes free for the length of what follows, see [`Packer::close`].
    pub fn open(&mut self) -> usize {
        self.bytes.extend_from_slice(&[0; 4]);
        self.bytes.len()
    }

    /// Writes how many bytes follow `start`, which [`Packer::open`] gave, in the four before it.
    pub fn close(&mut self, start: usize) {
        let length = u32::try_from(self.bytes.len().saturating_sub(start)).unwrap_or(u32::MAX);
        let place = start.checked_sub(4).and_then(|from| self.bytes.get_mut(from..start));
        if let Some(place) = place {
            place.copy_from_slice(&length.to_le_bytes());
        }
    }

    /// A single byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// An integer of 0 or more.
    pub fn number(&mut self, number: u64) {
        leb128(&mut self.bytes, number);
    }

    /// Any integer.
    pub fn signed(&mut self, number: i64) {
        self.number(zigzag(number));
    }

    /// Length and text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A name that is a literal of the program.
    pub fn literal(&mut self, name: &'static str) {
        let number = self.names.literal(name);
        self.number(number);
    }

    /// A name.
    pub fn name(&mut self, name: &str) {
        let number = self.names.text(name);
        self.number(number);
    }

    fn numbered(&mut self, tag: u8, number: u64) {
        self.bytes.push(tag);
        self.number(number);
    }
}

impl<'a> ser::Serializer for &'a mut Packer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    fn is_human_readable(&self) -> bool {
        !self.in_time
    }
    fn serialize_bool(self, value: bool) -> Written {
        self.bytes.push(if value { tag::TRUE } else { tag::FALSE });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Written {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Written {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Written {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Written {
        match u64::try_from(value) {
            Ok(value) => self.numbered(tag::POSITIVE, value),
            Err(_) => self.numbered(tag::NEGATIVE, value.unsigned_abs().saturating_sub(1)),
        }
        Ok(())
    }
    fn serialize_u8(self, value: u8) -> Written {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Written {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Written {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Written {
        self.numbered(tag::POSITIVE, value);
        Ok(())
    }
    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(self, value: f64) -> Written {
        // JSON has no infinities and no NaN; what comes back must be what JSON would hold.
        if !value.is_finite() {
            return self.serialize_unit();
        }
        self.bytes.push(tag::REAL);
        self.bytes.extend_from_slice(&value.to_le_bytes());
        Ok(())
    }
    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Written {
        self.bytes.push(tag::TEXT);
        self.text(value);
        Ok(())
    }
    fn serialize_bytes(self, value: &[u8]) -> Written {
        value.serialize(self)
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        self.bytes.push(tag::NULL);
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.bytes.push(tag::NAME);
        self.literal(variant);
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Written {
        if name != TIME_NAME {
            return value.serialize(self);
        }
        self.bytes.push(tag::TIME);
        self.in_time = true;
        let written = value.serialize(&mut *self);
        self.in_time = false;
        written
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let open = Open::variant(self, variant);
        value.serialize(&mut *open.packer)?;
        open.close()
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Unwritable> {
        Ok(Open::list(self))
    }
    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::list(self))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::list(self))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Unwritable> {
        let outer = Open::variant(self, variant);
        Ok(Open { within_variant: true, ..Open::list(outer.packer) })
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, Unwritable> {
        Ok(Open::map(self))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::map(self))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, Unwritable> {
        let outer = Open::variant(self, variant);
        Ok(Open { within_variant: true, ..Open::map(outer.packer) })
    }
}

/// A list or map whose end is to come.
pub struct Open<'a> {
    packer: &'a mut Packer,
    is_map: bool,
    /// Inside the map of one entry that stands for an enum variant.
    within_variant: bool,
}

impl<'a> Open<'a> {
    fn list(packer: &'a mut Packer) -> Self {
        packer.bytes.push(tag::LIST);
        Self { packer, is_map: false, within_variant: false }
    }

    fn map(packer: &'a mut Packer) -> Self {
        packer.bytes.push(tag::MAP);
        Self { packer, is_map: true, within_variant: false }
    }

    fn variant(packer: &'a mut Packer, variant: &'static str) -> Self {
        let open = Self::map(packer);
        open.packer.literal(variant);
        open
    }

    fn close(self) -> Written {
        let end_map = |packer: &mut Packer| packer.number(tag::END_NAME);
        if self.is_map {
            end_map(self.packer)
        } else {
            self.packer.bytes.push(tag::END)
        }
        if self.within_variant {
            end_map(self.packer);
        }
        Ok(())
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut *self.packer)
    }
}

impl ser::SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeTuple for Open<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeTupleStruct for Open<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeTupleVariant for Open<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        key.serialize(Key(&mut *self.packer))
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.packer.literal(name);
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeStructVariant for Open<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.packer.literal(name);
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}
