//! The records of a case in order of time.

use std::io;

use rusqlite::params;
use vigie_core::{RecordQuery, StoredRecord, Time};

use crate::seal::Part;
use crate::wanted::Wanted;
use crate::{Case, CaseError, instants};

/// An instant of a record: microseconds since 1970, id of the record, place of the stamp in it.
type Instant = (i64, i64, u16);

/// Up to so many records are held at once; more are read block by block as time goes on.
const HELD: usize = 20_000;

type See<'a> = dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool> + 'a;

impl Case {
    /// Shows the records of `query` in order of time. Instants are sorted first, 24 bytes each; then
    /// the records they belong to are read.
    pub(crate) fn in_time(&self, query: &RecordQuery, see: &mut See<'_>) -> Result<(), CaseError> {
        let wanted = Wanted::new(query);
        let mut order = self.instants(query, &wanted)?;
        let mut show = |record: &StoredRecord, stamp: u16| {
            if !wanted.wants_kind(&record.kind) || !wanted.holds(&record.fields) {
                return Ok(true);
            }
            let seen = see(record, Some(usize::from(stamp)));
            seen.map_err(|error| CaseError::Io(self.folder().to_owned(), error))
        };
        if order.len() <= HELD {
            return self.held(order, &mut show);
        }
        order.sort_unstable();
        let mut kept = Blocks { case: self, recent: Vec::new() };
        for (_, id, stamp) in order {
            let Some(record) = kept.record(id)? else { continue };
            if !show(&record, stamp)? {
                break;
            }
        }
        Ok(())
    }

    /// Everything `query` may want, by when it happened.
    fn instants(
        &self,
        query: &RecordQuery,
        wanted: &Wanted<'_>,
    ) -> Result<Vec<Instant>, CaseError> {
        let sql = format!(
            "SELECT block.id, file.source, block.sealed, block.instants
             FROM block JOIN file ON file.id = block.file WHERE {}",
            Wanted::SQL
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let (from, to) = wanted.span();
        let mut rows = statement.query(params![query.is_dated(), from, to, wanted.kinds()])?;
        let mut order = Vec::new();
        while let Some(row) = rows.next()? {
            let (block, source) = (row.get(0)?, row.get(1)?);
            let bytes = row.get_ref(3)?.as_bytes().map_err(rusqlite::Error::from)?;
            let bytes = self.opened(block, source, Part::Instants, row.get(2)?, bytes)?;
            instants::each(&bytes, &mut |place, stamp, micros| {
                if Time::from_unix_micros(micros).is_some_and(|at| query.wants(at)) {
                    order.push((micros, block.saturating_add(place), stamp));
                }
            })?;
        }
        Ok(order)
    }

    /// Reads the records in one pass over their blocks, then shows them.
    fn held(
        &self,
        mut order: Vec<Instant>,
        show: &mut dyn FnMut(&StoredRecord, u16) -> Result<bool, CaseError>,
    ) -> Result<(), CaseError> {
        order.sort_unstable_by_key(|(_, id, stamp)| (*id, *stamp));
        let mut records: Vec<StoredRecord> = Vec::new();
        let mut rest: &[Instant] = &order;
        while let Some((_, id, _)) = rest.first() {
            let Some(block) = self.block_of(*id)? else { break };
            let end = block.id.saturating_add(i64::from(block.count));
            let here = rest.partition_point(|(_, id, _)| *id < end).max(1);
            let (inside, after) = rest.split_at_checked(here).unwrap_or((rest, &[]));
            let mut places: Vec<i64> =
                inside.iter().map(|(_, id, _)| id.saturating_sub(block.id)).collect();
            places.dedup();
            block.at(places.into_iter(), &mut |record| records.push(record))?;
            rest = after;
        }
        order.sort_unstable();
        for (_, id, stamp) in order {
            let at = records.partition_point(|record| record.id < id.unsigned_abs());
            let Some(record) = records.get(at).filter(|record| record.id == id.unsigned_abs())
            else {
                continue;
            };
            if !show(record, stamp)? {
                break;
            }
        }
        Ok(())
    }
}

/// Decoded blocks that a walk through time keeps at hand.
struct Blocks<'a> {
    case: &'a Case,
    recent: Vec<(i64, Vec<StoredRecord>)>,
}

/// Blocks kept decoded: enough for the artefacts that interleave in time.
const RECENT: usize = 64;

impl Blocks<'_> {
    fn record(&mut self, id: i64) -> Result<Option<StoredRecord>, CaseError> {
        if let Some(at) = self.recent.iter().rposition(|block| place(block, id).is_some()) {
            let block = self.recent.remove(at);
            let found = pick(&block, id);
            self.recent.push(block);
            return Ok(found);
        }
        let Some(block) = self.load(id)? else { return Ok(None) };
        let found = pick(&block, id);
        if self.recent.len() >= RECENT {
            self.recent.remove(0);
        }
        self.recent.push(block);
        Ok(found)
    }

    fn load(&self, id: i64) -> Result<Option<(i64, Vec<StoredRecord>)>, CaseError> {
        let Some(block) = self.case.block_of(id)? else { return Ok(None) };
        let mut records = Vec::new();
        block.at(0..i64::from(block.count), &mut |record| records.push(record))?;
        Ok(Some((block.id, records)))
    }
}

/// Where record `id` stands in `block`, if it does.
fn place(block: &(i64, Vec<StoredRecord>), id: i64) -> Option<usize> {
    let place = usize::try_from(id.checked_sub(block.0)?).ok()?;
    (place < block.1.len()).then_some(place)
}

fn pick(block: &(i64, Vec<StoredRecord>), id: i64) -> Option<StoredRecord> {
    block.1.get(place(block, id)?).cloned()
}
