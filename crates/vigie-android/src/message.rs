//! Messages of Protocol Buffers whose fields are known by number.

use vigie_core::{Locator, Sink, Stop};
use vigie_formats::protobuf::{Field, Value, fields};

/// The fields of a message up to the first damage.
#[derive(Debug, Default)]
pub(crate) struct Message<'a> {
    fields: Vec<Field<'a>>,
    damage: Option<Stop>,
}

impl<'a> Message<'a> {
    /// Reads a message.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let mut message = Self::default();
        for field in fields(bytes) {
            match field {
                Ok(field) => message.fields.push(field),
                Err(stop) => message.damage = Some(stop),
            }
        }
        message
    }

    /// Reads the message that a whole file is; damage is noted.
    pub(crate) fn of_file(bytes: &'a [u8], sink: &mut Sink<'_>) -> Self {
        let message = Self::read(bytes);
        if let Some(stop) = &message.damage {
            sink.problem(stop.locator(), stop.to_string());
        }
        message
    }

    /// As [`Message::read`], of a message inside of another: damage is noted at `at`.
    pub(crate) fn inside(bytes: &'a [u8], at: &Locator, sink: &mut Sink<'_>) -> Self {
        let message = Self::read(bytes);
        if let Some(stop) = &message.damage {
            sink.problem(at.clone(), stop.to_string());
        }
        message
    }

    /// The last whole number in the field called `number`.
    pub(crate) fn integer(&self, number: u32) -> Option<i64> {
        self.values(number).filter_map(whole).last()
    }

    /// The last text in the field called `number`; nothing where it is empty.
    pub(crate) fn text(&self, number: u32) -> Option<String> {
        let text = self.bytes(number).last().filter(|text| !text.is_empty())?;
        Some(String::from_utf8_lossy(text).into_owned())
    }

    /// Every run of bytes in the field called `number`: texts and messages.
    pub(crate) fn bytes(&self, number: u32) -> impl Iterator<Item = &'a [u8]> {
        self.values(number).filter_map(|value| match value {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        })
    }

    /// Whether nothing could be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    fn values(&self, number: u32) -> impl Iterator<Item = Value<'a>> {
        self.fields.iter().filter(move |field| field.number == number).map(|field| field.value)
    }
}

/// A whole number as it was written: negative ones are the largest of those without a sign.
fn whole(value: Value<'_>) -> Option<i64> {
    match value {
        Value::Varint(number) | Value::Fixed64(number) => Some(number.cast_signed()),
        Value::Fixed32(number) => Some(i64::from(number)),
        Value::Bytes(_) => None,
    }
}
