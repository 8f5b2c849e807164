//! Reading records back.

use serde_json::{Map, Number, Value};
use vigie_core::pack::{divide, read_leb128, tag, unzigzag};
use vigie_core::{Clock, Locator, Reader, Stop, StoredStamp, Time};

use super::place;

/// Reads the records of one block, one after the other.
pub(crate) struct Unpacker<'a> {
    /// The records after the current one.
    rest: Reader<'a>,
    /// The rest of the current one.
    reader: Reader<'a>,
    names: Vec<&'a str>,
}

/// What stands before a record's fields.
pub(crate) struct Head<'a> {
    pub(crate) kind: &'a str,
    pub(crate) at: Locator,
    pub(crate) stamps: Vec<StoredStamp>,
}

/// Levels of lists and maps; the writer's own records have a handful.
const DEPTH: u32 = 128;

impl<'a> Unpacker<'a> {
    pub(crate) fn new(block: &'a [u8]) -> Result<Self, Stop> {
        let (records, names) = divide(block)?;
        Ok(Self { rest: Reader::new(records), reader: Reader::new(&[]), names })
    }

    /// Goes to the next record, whatever of the current one was read; false after the last.
    pub(crate) fn advance(&mut self) -> Result<bool, Stop> {
        if self.rest.is_empty() {
            return Ok(false);
        }
        let length = u32::from_le_bytes(self.rest.array("length of a record")?);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        self.reader = Reader::new(self.rest.take("record", length)?);
        Ok(true)
    }

    /// What stands before the fields of the current record.
    pub(crate) fn head(&mut self) -> Result<Head<'a>, Stop> {
        Ok(Head { kind: self.name()?, at: self.place()?, stamps: self.stamps()? })
    }

    /// The fields of the record whose head was read.
    pub(crate) fn fields(&mut self) -> Result<Map<String, Value>, Stop> {
        match self.value(DEPTH)? {
            Value::Object(fields) => Ok(fields),
            // A record that is a single value, not a struct.
            other => Ok(Map::from_iter([("value".to_owned(), other)])),
        }
    }

    fn place(&mut self) -> Result<Locator, Stop> {
        Ok(match self.reader.u8("place")? {
            place::WHOLE => Locator::Whole,
            place::LINE => Locator::Line(self.number()?),
            place::BYTE => Locator::Byte(self.number()?),
            place::PACKET => Locator::Packet(self.number()?),
            place::KEY => Locator::Key(self.text()?.to_owned()),
            found @ (place::ROW | place::ROW_IN_WAL) => {
                let table = self.name()?.to_owned().into();
                let row = self.signed()?;
                let byte = self.number()?.checked_sub(1);
                Locator::Row { table, row, byte, wal: found == place::ROW_IN_WAL }
            }
            other => return Err(self.malformed(other)),
        })
    }

    fn stamps(&mut self) -> Result<Vec<StoredStamp>, Stop> {
        let count = self.number()?;
        let mut stamps = Vec::new();
        for _ in 0..count {
            let micros = self.signed()?;
            let at = Time::from_unix_micros(micros).ok_or_else(|| {
                Stop::malformed("time", self.reader.offset(), "a year up to 9999")
            })?;
            let means = self.name()?.to_owned();
            let clock = match self.reader.u8("clock")? {
                0 => Clock::Utc,
                1 => Clock::LocalUnknownOffset,
                2 => Clock::Remote,
                3 => Clock::DeviceZone,
                other => return Err(self.malformed(other)),
            };
            stamps.push(StoredStamp { at, means, clock });
        }
        Ok(stamps)
    }

    fn value(&mut self, depth: u32) -> Result<Value, Stop> {
        Ok(match self.reader.u8("value")? {
            tag::NULL => Value::Null,
            tag::FALSE => Value::Bool(false),
            tag::TRUE => Value::Bool(true),
            tag::POSITIVE => Value::from(self.number()?),
            tag::NEGATIVE => Value::from(self.negative()?),
            tag::REAL => {
                let real = f64::from_le_bytes(self.reader.array("number")?);
                Number::from_f64(real).map_or(Value::Null, Value::Number)
            }
            tag::TEXT => Value::from(self.text()?),
            tag::NAME => Value::from(self.name()?),
            tag::TIME => Value::from(self.time()?),
            tag::LIST => Value::Array(self.list(depth)?),
            tag::MAP => Value::Object(self.map(depth)?),
            other => return Err(self.malformed(other)),
        })
    }

    fn list(&mut self, depth: u32) -> Result<Vec<Value>, Stop> {
        let depth = deeper(depth)?;
        let mut items = Vec::new();
        while !self.list_ends()? {
            items.push(self.value(depth)?);
        }
        Ok(items)
    }

    fn map(&mut self, depth: u32) -> Result<Map<String, Value>, Stop> {
        let depth = deeper(depth)?;
        let mut entries = Map::new();
        while let Some(name) = self.key()? {
            entries.insert(name.to_owned(), self.value(depth)?);
        }
        Ok(entries)
    }

    /// Takes the end of a list, if it is next.
    fn list_ends(&mut self) -> Result<bool, Stop> {
        let ends = self.reader.clone().u8("list")? == tag::END;
        if ends {
            self.reader.u8("list")?;
        }
        Ok(ends)
    }

    /// The next name of a map; `None` at its end.
    fn key(&mut self) -> Result<Option<&'a str>, Stop> {
        match self.number()? {
            tag::END_NAME => Ok(None),
            number => self.named(number).map(Some),
        }
    }

    fn time(&mut self) -> Result<String, Stop> {
        let micros = match self.reader.u8("time")? {
            tag::POSITIVE => i64::try_from(self.number()?).ok(),
            tag::NEGATIVE => Some(self.negative()?),
            other => return Err(self.malformed(other)),
        };
        let time = micros.and_then(Time::from_unix_micros);
        let wrong = || Stop::malformed("time", self.reader.offset(), "a year up to 9999");
        time.map(|time| time.to_string()).ok_or_else(wrong)
    }

    fn negative(&mut self) -> Result<i64, Stop> {
        let below = i64::try_from(self.number()?).ok().and_then(|n| (-1i64).checked_sub(n));
        below.ok_or_else(|| Stop::malformed("number", self.reader.offset(), "at least −2⁶³"))
    }

    fn number(&mut self) -> Result<u64, Stop> {
        read_leb128(&mut self.reader)
    }

    fn signed(&mut self) -> Result<i64, Stop> {
        self.number().map(unzigzag)
    }

    fn text(&mut self) -> Result<&'a str, Stop> {
        let length = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        let offset = self.reader.offset();
        let bytes = self.reader.take("text", length)?;
        std::str::from_utf8(bytes).map_err(|_| Stop::malformed("text", offset, "UTF-8"))
    }

    fn name(&mut self) -> Result<&'a str, Stop> {
        let number = self.number()?;
        self.named(number)
    }

    /// The name with this number.
    fn named(&self, number: u64) -> Result<&'a str, Stop> {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let name = at.and_then(|at| self.names.get(at)).copied();
        name.ok_or_else(|| Stop::malformed("name", self.reader.offset(), "one that is spelt out"))
    }

    fn malformed(&self, found: u8) -> Stop {
        Stop::malformed("record", self.reader.offset(), format!("a known tag, not {found}"))
    }
}

fn deeper(depth: u32) -> Result<u32, Stop> {
    depth.checked_sub(1).ok_or(Stop::Limit { what: "levels of nesting", most: DEPTH.into() })
}
