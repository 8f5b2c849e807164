//! A JSON array of any length, one element in memory at a time.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Map, Value};
use vigie_core::{Limits, Locator, Sink, Stop};

use super::entry::Entry;

/// Emits each object of the array in `reader`, as a record of MVT's `module`.
pub(super) fn read(
    reader: impl Read,
    module: &str,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let left = Rc::new(Cell::new(limits.value));
    let reader = Metered { reader, left: Rc::clone(&left) };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let mut stop = None;
    let elements =
        Elements { module, most: limits.value, left: &left, sink: &mut *sink, stop: &mut stop };
    let read = json.deserialize_any(elements);
    match (stop, read) {
        (Some(stop), _) => Err(stop),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) => {
            let at = format!("line {} column {}", error.line(), error.column());
            Err(Stop::malformed("results of MVT", 0, format!("JSON up to its end ({at}: {error})")))
        }
    }
}

/// Ends with an error where one element is longer than may be held.
struct Metered<R> {
    reader: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other("an element longer than may be held")),
        }
        Ok(read)
    }
}

struct Elements<'a, 'b> {
    module: &'a str,
    most: u64,
    left: &'a Cell<u64>,
    sink: &'a mut Sink<'b>,
    stop: &'a mut Option<Stop>,
}

impl<'de> Visitor<'de> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        for number in 0u64.. {
            self.left.set(self.most);
            match elements.next_element_seed(Element)? {
                None => break,
                Some(Some(fields)) => {
                    let at = Locator::Key(format!("[{number}]"));
                    if let Err(stop) = self.sink.emit(at, &Entry::new(self.module, fields)) {
                        *self.stop = Some(stop);
                        return Err(serde::de::Error::custom("stopped"));
                    }
                }
                Some(None) => {
                    let at = Locator::Key(format!("[{number}]"));
                    self.sink.problem(at, "expected an object");
                }
            }
        }
        Ok(())
    }

    /// Modules with one result write an object.
    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let fields = serde::de::value::MapAccessDeserializer::new(map);
        let fields = <Map<String, Value> as serde::Deserialize>::deserialize(fields)?;
        if let Err(stop) = self.sink.emit(Locator::Whole, &Entry::new(self.module, fields)) {
            *self.stop = Some(stop);
        }
        Ok(())
    }
}

/// One element: its fields, or nothing when it is no object.
struct Element;

impl<'de> DeserializeSeed<'de> for Element {
    type Value = Option<Map<String, Value>>;

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element {
    type Value = Option<Map<String, Value>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let fields = serde::de::value::MapAccessDeserializer::new(map);
        serde::Deserialize::deserialize(fields).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_bool<X>(self, _: bool) -> Result<Self::Value, X> {
        Ok(None)
    }

    fn visit_i64<X>(self, _: i64) -> Result<Self::Value, X> {
        Ok(None)
    }

    fn visit_u64<X>(self, _: u64) -> Result<Self::Value, X> {
        Ok(None)
    }

    fn visit_f64<X>(self, _: f64) -> Result<Self::Value, X> {
        Ok(None)
    }

    fn visit_str<X>(self, _: &str) -> Result<Self::Value, X> {
        Ok(None)
    }

    fn visit_unit<X>(self) -> Result<Self::Value, X> {
        Ok(None)
    }
}
