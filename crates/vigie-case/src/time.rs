//! The records of a case in order of time.

use std::io;

use rusqlite::params;
use vigie_core::{RecordQuery, StoredRecord};

use crate::seal::Part;
use crate::wanted::Wanted;
use crate::{Case, CaseError, instants};

/// An instant of a record: microseconds since 1970, id of the record, place of the stamp in it.
pub(crate) type Instant = (i64, i64, u16);

/// So many instants are shown at a time, their records held in memory meanwhile: artefacts whose rows
/// are in no order of time, such as the index of a backup, are read once for each such part.
const HELD: usize = 20_000;

type See<'a> = dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool> + 'a;

impl Case {
    /// Shows the records of `query` in order of time. Instants are sorted first, 24 bytes each; then
    /// the records they belong to are read.
    pub(crate) fn in_time(&self, query: &RecordQuery, see: &mut See<'_>) -> Result<(), CaseError> {
        let wanted = Wanted::new(query);
        let mut order = Vec::new();
        self.each_instant(query, &wanted, &mut |instant| order.push(instant))?;
        let mut show = |record: &StoredRecord, stamp: u16| {
            if !wanted.wants_kind(&record.kind) || !wanted.holds(&record.fields) {
                return Ok(true);
            }
            let seen = see(record, Some(usize::from(stamp)));
            seen.map_err(|error| CaseError::Io(self.folder().to_owned(), error))
        };
        order.sort_unstable();
        for part in order.chunks(HELD) {
            if !self.held(part, &mut show)? {
                break;
            }
        }
        Ok(())
    }

    /// Shows everything `query` may want.
    pub(crate) fn each_instant(
        &self,
        query: &RecordQuery,
        wanted: &Wanted<'_>,
        see: &mut dyn FnMut(Instant),
    ) -> Result<(), CaseError> {
        let sql = format!(
            "SELECT block.id, file.source, block.sealed, block.instants
             FROM block JOIN file ON file.id = block.file WHERE {}",
            Wanted::SQL
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let (from, to) = wanted.span();
        let mut rows = statement.query(params![query.is_dated(), from, to, wanted.kinds()])?;
        while let Some(row) = rows.next()? {
            let (block, source) = (row.get(0)?, row.get(1)?);
            let bytes = row.get_ref(3)?.as_bytes().map_err(rusqlite::Error::from)?;
            let bytes = self.opened(block, source, Part::Instants, row.get(2)?, bytes)?;
            instants::each(&bytes, &mut |place, stamp, micros| {
                if wanted.wants_instant(micros) {
                    see((micros, block.saturating_add(place), stamp));
                }
            })?;
        }
        Ok(())
    }

    /// Reads the records of `order` in one pass over their blocks, then shows them in its order.
    fn held(
        &self,
        order: &[Instant],
        show: &mut dyn FnMut(&StoredRecord, u16) -> Result<bool, CaseError>,
    ) -> Result<bool, CaseError> {
        let mut ids: Vec<i64> = order.iter().map(|(_, id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut records = Vec::with_capacity(ids.len());
        self.records_of(&ids, &mut |record| records.push(record))?;
        for (_, id, stamp) in order {
            let at = records.partition_point(|record| record.id < id.unsigned_abs());
            let record = records.get(at).filter(|record| record.id == id.unsigned_abs());
            let Some(record) = record else { continue };
            if !show(record, *stamp)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Shows the records with these ids, which are in rising order.
    pub(crate) fn records_of(
        &self,
        ids: &[i64],
        see: &mut dyn FnMut(StoredRecord),
    ) -> Result<(), CaseError> {
        let mut rest = ids;
        while let Some(id) = rest.first() {
            let Some(block) = self.block_of(*id)? else { break };
            let end = block.id.saturating_add(i64::from(block.count));
            let here = rest.partition_point(|id| *id < end).max(1);
            let (inside, after) = rest.split_at_checked(here).unwrap_or((rest, &[]));
            let places = inside.iter().map(|id| id.saturating_sub(block.id));
            block.at(places, see)?;
            rest = after;
        }
        Ok(())
    }
}
