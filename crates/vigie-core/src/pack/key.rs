//! Writing keys of maps.

use serde::ser::{self, Serialize};

use super::write::{Packer, Unwritable};

/// Keys of maps: text and numbers, as in JSON.
pub(super) struct Key<'a>(pub(super) &'a mut Packer);

type Written = Result<(), Unwritable>;

macro_rules! number_keys {
    ($($method:ident: $number:ty),*) => {
        $(fn $method(self, value: $number) -> Written {
            self.0.name(&value.to_string());
            Ok(())
        })*
    };
}

impl ser::Serializer for Key<'_> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = ser::Impossible<(), Unwritable>;
    type SerializeTuple = ser::Impossible<(), Unwritable>;
    type SerializeTupleStruct = ser::Impossible<(), Unwritable>;
    type SerializeTupleVariant = ser::Impossible<(), Unwritable>;
    type SerializeMap = ser::Impossible<(), Unwritable>;
    type SerializeStruct = ser::Impossible<(), Unwritable>;
    type SerializeStructVariant = ser::Impossible<(), Unwritable>;

    number_keys!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_char: char
    );

    fn serialize_str(self, value: &str) -> Written {
        self.0.name(value);
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.0.literal(variant);
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }
    fn serialize_f32(self, _: f32) -> Written {
        Err(no_key())
    }
    fn serialize_f64(self, _: f64) -> Written {
        Err(no_key())
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(no_key())
    }
    fn serialize_none(self) -> Written {
        Err(no_key())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Written {
        Err(no_key())
    }
    fn serialize_unit(self) -> Written {
        Err(no_key())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Err(no_key())
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(no_key())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Unwritable> {
        Err(no_key())
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unwritable> {
        Err(no_key())
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(no_key())
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(no_key())
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unwritable> {
        Err(no_key())
    }
    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, Unwritable> {
        Err(no_key())
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(no_key())
    }
}

fn no_key() -> Unwritable {
    ser::Error::custom("only text and numbers can be keys")
}
