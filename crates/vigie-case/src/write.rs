//! Writing a case.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, params};
use vigie_core::{Finding, Outcome, Problem};

use crate::block::{Block, BlockBuffer};
use crate::folder::{private_file, private_folder};
use crate::schema::{APPLICATION_ID, FORMAT, TABLES};
use crate::seal::Part;
use crate::{CaseError, SealKey};

/// Bytes of records after which a transaction is committed.
const COMMIT_EVERY: usize = 32 << 20;

/// Writes one case, from any thread.
pub struct CaseWriter {
    folder: PathBuf,
    open: Mutex<Open>,
}

struct Open {
    db: Connection,
    pending: usize,
}

/// A piece of evidence to be noted in the case.
pub struct NewSource<'a> {
    /// Its number.
    pub number: u32,
    /// Where it lay.
    pub path: &'a str,
    /// Where inside that archive.
    pub inner: &'a str,
    /// What seals its records.
    pub seal: Option<&'a SealKey>,
}

/// A file that is about to be read.
pub struct NewFile<'a> {
    /// Its id in the case.
    pub id: i64,
    /// Its source.
    pub source: u32,
    /// Path on the device.
    pub path: &'a str,
    /// Path in the evidence.
    pub stored: &'a str,
}

impl CaseWriter {
    /// Makes a new case in `folder`.
    ///
    /// # Errors
    /// When `folder` holds a case already, or cannot be written.
    pub fn create(folder: &Path) -> Result<Self, CaseError> {
        let path = folder.join("case.sqlite");
        if path.exists() {
            return Err(CaseError::Exists(folder.to_owned()));
        }
        private_folder(folder)?;
        drop(private_file(&path)?);
        let db = Connection::open(&path)?;
        // A block and what stands beside it fit one page, see block.rs.
        db.pragma_update(None, "page_size", 65536)?;
        db.pragma_update(None, "application_id", APPLICATION_ID)?;
        db.pragma_update(None, "user_version", FORMAT)?;
        db.execute_batch(TABLES)?;
        Self::over(folder, db)
    }

    /// Opens the case in `folder` to write new findings.
    ///
    /// # Errors
    /// When there is no case.
    pub fn reopen(folder: &Path) -> Result<Self, CaseError> {
        let path = folder.join("case.sqlite");
        if !path.exists() {
            return Err(CaseError::NotACase(folder.to_owned()));
        }
        Self::over(folder, Connection::open(path)?)
    }

    fn over(folder: &Path, db: Connection) -> Result<Self, CaseError> {
        // New pages need no journal, so this costs little and an interrupted run stays readable.
        db.pragma_update(None, "journal_mode", "DELETE")?;
        db.pragma_update(None, "synchronous", "OFF")?;
        db.execute_batch("BEGIN")?;
        Ok(Self { folder: folder.to_owned(), open: Mutex::new(Open { db, pending: 0 }) })
    }

    /// The case's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn with<T>(&self, act: impl FnOnce(&mut Open) -> Result<T, CaseError>) -> Result<T, CaseError> {
        act(&mut self.open.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes a fact about the case.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn note(&self, key: &str, value: &serde_json::Value) -> Result<(), CaseError> {
        let sql = "INSERT OR REPLACE INTO about (key, value) VALUES (?1, ?2)";
        self.with(|open| Ok(open.db.execute(sql, params![key, value.to_string()]).map(drop)?))
    }

    /// Notes a piece of evidence.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn add_source(&self, source: &NewSource<'_>) -> Result<(), CaseError> {
        let seal = source.seal.map(|seal| serde_json::to_string(seal.parameters())).transpose()?;
        let sql = "INSERT INTO source (number, path, inner, seal) VALUES (?1, ?2, ?3, ?4)";
        let row = params![source.number, source.path, source.inner, seal];
        self.with(|open| Ok(open.db.execute(sql, row).map(drop)?))
    }

    /// Notes a file.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn add_file(&self, file: &NewFile<'_>) -> Result<(), CaseError> {
        let sql = "INSERT INTO file (id, source, path, stored) VALUES (?1, ?2, ?3, ?4)";
        let row = params![file.id, file.source, file.path, file.stored];
        self.with(|open| Ok(open.db.execute(sql, row).map(drop)?))
    }

    /// Notes size and SHA-256 of a file's stored bytes.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn hash_file(&self, id: i64, size: u64, sha256: &str) -> Result<(), CaseError> {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let sql = "UPDATE file SET size = ?2, sha256 = ?3 WHERE id = ?1";
        self.with(|open| Ok(open.db.execute(sql, params![id, size, sha256]).map(drop)?))
    }

    /// Writes what `buffer` holds and empties it.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn flush(&self, buffer: &mut BlockBuffer, seal: Option<&SealKey>) -> Result<(), CaseError> {
        if buffer.is_empty() {
            return Ok(());
        }
        let mut block = buffer.take();
        if let Some(seal) = seal {
            block.records = seal.seal(block.id, Part::Records, &mut block.records)?;
            block.instants = seal.seal(block.id, Part::Instants, &mut block.instants)?;
        }
        self.with(|open| open.write(&block, seal.is_some()))?;
        buffer.reuse(block.records);
        Ok(())
    }

    /// Replaces findings, problems and coverage, and commits.
    ///
    /// # Errors
    /// When the case cannot be written.
    pub fn conclude(&self, outcome: &Outcome) -> Result<(), CaseError> {
        self.note("verdict", &serde_json::to_value(outcome.verdict())?)?;
        self.note("coverage", &serde_json::to_value(outcome.coverage())?)?;
        self.with(|open| {
            open.db.execute_batch("DELETE FROM finding; DELETE FROM problem")?;
            write_findings(&open.db, outcome.findings())?;
            write_problems(&open.db, outcome.problems())?;
            open.commit()
        })
    }
}

impl Open {
    fn write(&mut self, block: &Block, sealed: bool) -> Result<(), CaseError> {
        let sql =
            "INSERT INTO block (id, file, count, first, last, kinds, sealed, instants, records)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let packed = "INSERT INTO packed (bytes) VALUES (?1)";
        let records = self.db.prepare_cached(packed)?.insert([&block.records])?;
        let row = params![
            block.id,
            block.file,
            block.count,
            block.first,
            block.last,
            block.kinds,
            sealed,
            block.instants,
            records
        ];
        self.db.prepare_cached(sql)?.execute(row)?;
        self.pending = self.pending.saturating_add(block.records.len());
        if self.pending >= COMMIT_EVERY { self.commit() } else { Ok(()) }
    }

    fn commit(&mut self) -> Result<(), CaseError> {
        self.pending = 0;
        Ok(self.db.execute_batch("COMMIT; BEGIN")?)
    }
}

fn write_findings(db: &Connection, findings: &[Finding]) -> Result<(), CaseError> {
    let sql = "INSERT INTO finding (rank, id, severity, confidence, detector, body)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = db.prepare(sql)?;
    for (finding, rank) in findings.iter().zip(1i64..) {
        let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let severity = word(serde_json::to_value(finding.severity)?);
        let confidence = word(serde_json::to_value(finding.confidence)?);
        let body = serde_json::to_string(finding)?;
        insert.execute(params![rank, finding.id, severity, confidence, finding.detector, body])?;
    }
    Ok(())
}

fn write_problems(db: &Connection, problems: &[Problem]) -> Result<(), CaseError> {
    let sql = "INSERT INTO problem (source, by, path, at, message) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut insert = db.prepare(sql)?;
    for problem in problems {
        let at = serde_json::to_string(&problem.at)?;
        insert.execute(params![problem.source, problem.by, problem.path, at, problem.message])?;
    }
    Ok(())
}
