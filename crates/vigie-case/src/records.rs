//! The records of a case, in order of their place in the evidence.

use std::io;

use rusqlite::{Row, params};
use serde_json::{Map, Value};
use vigie_core::{RecordQuery, RecordSource, StoredRecord};
use zeroize::Zeroizing;

use crate::pack::{Head, Unpacker};
use crate::seal::Part;
use crate::wanted::Wanted;
use crate::{Case, CaseError};

const BLOCKS: &str = "SELECT block.id, file.source, file.path, block.sealed, block.records,
                             block.count
                      FROM block JOIN file ON file.id = block.file";

impl RecordSource for Case {
    fn each(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool>,
    ) -> io::Result<()> {
        let done = if query.by_time { self.in_time(query, see) } else { self.in_order(query, see) };
        done.map_err(|error| match error {
            CaseError::Io(_, inner) => inner,
            other => other.into(),
        })
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
        let mut unpacker = Unpacker::new(&self.records);
        let mut id = self.id;
        while let Some(head) = unpacker.head()? {
            if wanted.wants_head(&head) {
                let record = self.record(id, head, unpacker.fields()?);
                let holds = wanted.holds(&record.fields);
                let seen = if holds { see(record) } else { Ok(true) };
                if !seen.map_err(|error| CaseError::Io("output".into(), error))? {
                    break;
                }
            } else {
                unpacker.skip()?;
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
        let mut unpacker = Unpacker::new(&self.records);
        let mut next = 0i64;
        for place in places {
            while next <= place {
                let Some(head) = unpacker.head()? else { return Ok(()) };
                if next == place {
                    let fields = unpacker.fields()?;
                    see(self.record(self.id.saturating_add(next), head, fields));
                } else {
                    unpacker.skip()?;
                }
                next = next.saturating_add(1);
            }
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
