//! The records of a case, in order of their place in the evidence.

use std::io;

use rusqlite::{Row, params};
use serde_json::{Map, Value};
use vigie_core::{RecordQuery, RecordSource, StoredRecord, Time};
use zeroize::Zeroizing;

use crate::pack::{Head, Unpacker};
use crate::seal::Part;
use crate::time::Instant;
use crate::wanted::Wanted;
use crate::{Case, CaseError};

const BLOCKS: &str = "SELECT block.id, file.source, file.path, block.sealed, packed.bytes,
                             block.count
                      FROM block JOIN file ON file.id = block.file
                                 JOIN packed ON packed.id = block.records";

impl RecordSource for Case {
    fn each(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool>,
    ) -> io::Result<()> {
        let done = if query.by_time { self.in_time(query, see) } else { self.in_order(query, see) };
        done.map_err(io_error)
    }

    fn instants(
        &self,
        windows: &[(Time, Time)],
        see: &mut dyn FnMut(Time, u64, usize),
    ) -> io::Result<()> {
        if windows.is_empty() {
            return Ok(());
        }
        let query = RecordQuery { windows: windows.to_vec(), ..RecordQuery::default() };
        let mut show = |(micros, id, stamp): Instant| {
            if let Some(at) = Time::from_unix_micros(micros) {
                see(at, id.unsigned_abs(), stamp.into());
            }
        };
        self.each_instant(&query, &Wanted::new(&query), &mut show).map_err(io_error)
    }

    fn records(&self, ids: &[u64], see: &mut dyn FnMut(&StoredRecord)) -> io::Result<()> {
        let ids: Vec<i64> = ids.iter().filter_map(|id| i64::try_from(*id).ok()).collect();
        self.records_of(&ids, &mut |record| see(&record)).map_err(io_error)
    }
}

fn io_error(error: CaseError) -> io::Error {
    match error {
        CaseError::Io(_, inner) => inner,
        other => other.into(),
    }
}

impl Case {
    fn in_order(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool>,
    ) -> Result<(), CaseError> {
        let wanted = Wanted::new(query);
        let sql = format!("{BLOCKS} WHERE {} ORDER BY block.id", Wanted::SQL);
        let mut statement = self.db.prepare_cached(&sql)?;
        let (from, to) = wanted.span();
        let mut rows = statement.query(params![query.is_dated(), from, to, wanted.kinds()])?;
        let mut go_on = true;
        while let (true, Some(row)) = (go_on, rows.next()?) {
            let block = self.block(row)?;
            if !wanted.may_hold(&block.records) {
                continue;
            }
            block.each(&wanted, &mut |record| {
                go_on = see(&record, None)?;
                Ok(go_on)
            })?;
        }
        Ok(())
    }

    /// The block that holds record `id`, if any does.
    pub(crate) fn block_of(&self, id: i64) -> Result<Option<ReadBlock>, CaseError> {
        let sql = format!("{BLOCKS} WHERE block.id = (SELECT max(id) FROM block WHERE id <= ?1)");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([id])?;
        rows.next()?.map(|row| self.block(row)).transpose()
    }

    fn block(&self, row: &Row<'_>) -> Result<ReadBlock, CaseError> {
        let (id, source) = (row.get(0)?, row.get(1)?);
        let bytes = row.get_ref(4)?.as_bytes().map_err(rusqlite::Error::from)?;
        let records = self.opened(id, source, Part::Records, row.get(3)?, bytes)?;
        Ok(ReadBlock { id, source, path: row.get(2)?, count: row.get(5)?, records })
    }

    /// The bytes of a part of a block, unsealed where they are sealed.
    pub(crate) fn opened(
        &self,
        block: i64,
        source: u32,
        part: Part,
        sealed: bool,
        bytes: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CaseError> {
        if !sealed {
            return Ok(Zeroizing::new(bytes.to_vec()));
        }
        let seal = self.seals.get(&source).ok_or(CaseError::Sealed(source))?;
        seal.unseal(block, part, bytes)
    }
}

/// A block read and opened.
pub(crate) struct ReadBlock {
    pub(crate) id: i64,
    source: u32,
    path: String,
    pub(crate) count: u32,
    records: Zeroizing<Vec<u8>>,
}

impl ReadBlock {
    /// Shows every record that is wanted; `see` gives `false` to stop.
    pub(crate) fn each(
        &self,
        wanted: &Wanted<'_>,
        see: &mut dyn FnMut(StoredRecord) -> io::Result<bool>,
    ) -> Result<(), CaseError> {
        let mut unpacker = Unpacker::new(&self.records)?;
        let mut id = self.id;
        while unpacker.advance()? {
            let head = unpacker.head()?;
            if wanted.wants_head(&head) {
                let record = self.record(id, head, unpacker.fields()?);
                let holds = wanted.holds(&record.fields);
                let seen = if holds { see(record) } else { Ok(true) };
                if !seen.map_err(|error| CaseError::Io("output".into(), error))? {
                    break;
                }
            }
            id = id.saturating_add(1);
        }
        Ok(())
    }

    /// The records at these places, which are in rising order.
    pub(crate) fn at(
        &self,
        places: impl Iterator<Item = i64>,
        see: &mut dyn FnMut(StoredRecord),
    ) -> Result<(), CaseError> {
        let mut unpacker = Unpacker::new(&self.records)?;
        let mut next = 0i64;
        for place in places {
            while next <= place {
                if !unpacker.advance()? {
                    return Ok(());
                }
                next = next.saturating_add(1);
            }
            let head = unpacker.head()?;
            let fields = unpacker.fields()?;
            see(self.record(self.id.saturating_add(place), head, fields));
        }
        Ok(())
    }

    /// The record at this place of the block.
    pub(crate) fn nth(&self, place: i64) -> Result<Option<StoredRecord>, CaseError> {
        let mut found = None;
        self.at(std::iter::once(place), &mut |record| found = Some(record))?;
        Ok(found)
    }

    fn record(&self, id: i64, head: Head<'_>, fields: Map<String, Value>) -> StoredRecord {
        StoredRecord {
            id: id.unsigned_abs(),
            source: self.source,
            path: self.path.clone(),
            at: head.at,
            kind: head.kind.to_owned(),
            stamps: head.stamps,
            fields,
        }
    }
}
