//! Made-up cases: parsers, detectors, records and findings that belong to nobody.

pub(crate) mod cases;
pub(crate) mod metas;

use std::io;
use std::path::PathBuf;

use vigie_core::{RecordQuery, RecordSource, StoredRecord, Time};

/// Records kept in memory.
pub(crate) struct Records(pub(crate) Vec<StoredRecord>);

impl RecordSource for Records {
    fn each(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool>,
    ) -> io::Result<()> {
        if !query.by_time {
            for record in &self.0 {
                if !see(record, None)? {
                    return Ok(());
                }
            }
            return Ok(());
        }
        let mut stamps: Vec<_> = self
            .0
            .iter()
            .flat_map(|record| (0..record.stamps.len()).map(move |at| (record, at)))
            .filter(|(record, at)| query.wants(record.stamps[*at].at))
            .collect();
        stamps.sort_by_key(|(record, at)| (record.stamps[*at].at, record.id, *at));
        for (record, at) in stamps {
            if !see(record, Some(at))? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn instants(
        &self,
        windows: &[(Time, Time)],
        see: &mut dyn FnMut(Time, u64, usize),
    ) -> io::Result<()> {
        let query = RecordQuery { windows: windows.to_vec(), ..RecordQuery::default() };
        for record in &self.0 {
            let stamps = record.stamps.iter().enumerate();
            stamps
                .filter(|(_, stamp)| query.wants(stamp.at))
                .for_each(|(number, stamp)| see(stamp.at, record.id, number));
        }
        Ok(())
    }

    fn records(&self, ids: &[u64], see: &mut dyn FnMut(&StoredRecord)) -> io::Result<()> {
        self.0.iter().filter(|record| ids.contains(&record.id)).for_each(see);
        Ok(())
    }
}

/// Compares `text` with the golden file `name`; with `UPDATE=1` writes it.
#[track_caller]
pub(crate) fn golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run with UPDATE=1", path.display()));
    if text != expected {
        let line = text.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or(0);
        panic!(
            "{name} differs from line {}: got\n{}\nexpected\n{}\nrun with UPDATE=1 if this is right",
            line + 1,
            text.lines().nth(line).unwrap_or(""),
            expected.lines().nth(line).unwrap_or("")
        );
    }
}
