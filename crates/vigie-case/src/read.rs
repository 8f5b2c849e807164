//! Reading a case.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row};
use vigie_core::{Coverage, Finding, Outcome, Problem, StoredRecord};

use crate::schema::FORMAT;
use crate::seal::SealParameters;
use crate::{CaseError, SealKey};

/// A case opened for reading.
pub struct Case {
    folder: PathBuf,
    pub(crate) db: Connection,
    pub(crate) seals: BTreeMap<u32, SealKey>,
}

/// A piece of evidence as the case keeps it.
#[derive(Clone, Debug)]
pub struct KeptSource {
    /// Its number.
    pub number: u32,
    /// Where it lay.
    pub path: String,
    /// Where inside that archive.
    pub inner: String,
    /// How a password becomes the key that opens its records; `None` when they are not sealed.
    pub derivation: Option<serde_json::Value>,
}

/// A file of evidence as the case keeps it.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// Its source.
    pub source: u32,
    /// Path on the device.
    pub path: String,
    /// Path in the evidence.
    pub stored: String,
    /// Bytes as stored.
    pub size: Option<u64>,
    /// SHA-256 of the stored bytes.
    pub sha256: Option<String>,
}

impl Case {
    /// Opens the case in `folder`.
    ///
    /// # Errors
    /// When there is none, or a newer version made it.
    pub fn open(folder: &Path) -> Result<Self, CaseError> {
        let path = folder.join("case.sqlite");
        if !path.is_file() {
            return Err(CaseError::NotACase(folder.to_owned()));
        }
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let found: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if !(1..=FORMAT).contains(&found) {
            return Err(CaseError::Newer { found, known: FORMAT });
        }
        Ok(Self { folder: folder.to_owned(), db, seals: BTreeMap::new() })
    }

    /// The case's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A fact noted about the case.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn about(&self, key: &str) -> Result<Option<serde_json::Value>, CaseError> {
        let sql = "SELECT value FROM about WHERE key = ?1";
        let text: Option<String> = self.db.query_row(sql, [key], |row| row.get(0)).optional()?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// The pieces of evidence.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn sources(&self) -> Result<Vec<KeptSource>, CaseError> {
        let mut query =
            self.db.prepare("SELECT number, path, inner, seal FROM source ORDER BY 1")?;
        let mut rows = query.query([])?;
        let mut sources = Vec::new();
        while let Some(row) = rows.next()? {
            let seal: Option<String> = row.get(3)?;
            let seal: Option<SealParameters> =
                seal.map(|seal| serde_json::from_str(&seal)).transpose()?;
            let derivation = seal.map(|seal| seal.derivation);
            sources.push(KeptSource {
                number: row.get(0)?,
                path: row.get(1)?,
                inner: row.get(2)?,
                derivation,
            });
        }
        Ok(sources)
    }

    /// The files that were read, in order of source and path.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn files(&self) -> Result<Vec<KeptFile>, CaseError> {
        let sql = "SELECT source, path, stored, size, sha256 FROM file ORDER BY id";
        let mut query = self.db.prepare(sql)?;
        let read = |row: &Row<'_>| {
            let size: Option<i64> = row.get(3)?;
            Ok(KeptFile {
                source: row.get(0)?,
                path: row.get(1)?,
                stored: row.get(2)?,
                size: size.and_then(|size| u64::try_from(size).ok()),
                sha256: row.get(4)?,
            })
        };
        Ok(query.query_map([], read)?.collect::<Result<_, _>>()?)
    }

    /// Opens the sealed records of `source` with the passphrase key of its backup.
    ///
    /// # Errors
    /// When the key is the wrong one.
    pub fn unseal(&mut self, source: u32, passphrase_key: &[u8; 32]) -> Result<(), CaseError> {
        let sql = "SELECT seal FROM source WHERE number = ?1";
        let seal: Option<String> = self.db.query_row(sql, [source], |row| row.get(0))?;
        let Some(seal) = seal else { return Ok(()) };
        let parameters: SealParameters = serde_json::from_str(&seal)?;
        self.seals.insert(source, SealKey::open(passphrase_key, &parameters, source)?);
        Ok(())
    }

    /// Sources whose records are sealed and not yet opened.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn sealed(&self) -> Result<Vec<KeptSource>, CaseError> {
        let mut sources = self.sources()?;
        sources.retain(|source| source.derivation.is_some());
        sources.retain(|source| !self.seals.contains_key(&source.number));
        Ok(sources)
    }

    /// Findings, problems and coverage.
    ///
    /// # Errors
    /// When the case cannot be read or its run never came to an end.
    pub fn outcome(&self) -> Result<Outcome, CaseError> {
        let coverage = self.about("coverage")?.unwrap_or_default();
        let coverage: Coverage = serde_json::from_value(coverage)?;
        Ok(Outcome::conclude(self.findings()?, self.problems()?, coverage))
    }

    fn findings(&self) -> Result<Vec<Finding>, CaseError> {
        let mut query = self.db.prepare("SELECT body FROM finding ORDER BY rank")?;
        let mut rows = query.query([])?;
        let mut findings = Vec::new();
        while let Some(row) = rows.next()? {
            findings.push(serde_json::from_str(&row.get::<_, String>(0)?)?);
        }
        Ok(findings)
    }

    /// What could not be read.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn problems(&self) -> Result<Vec<Problem>, CaseError> {
        let sql = "SELECT source, by, path, at, message FROM problem ORDER BY number";
        let mut query = self.db.prepare(sql)?;
        let mut rows = query.query([])?;
        let mut problems = Vec::new();
        while let Some(row) = rows.next()? {
            problems.push(Problem {
                source: row.get(0)?,
                by: row.get(1)?,
                path: row.get(2)?,
                at: serde_json::from_str(&row.get::<_, String>(3)?)?,
                message: row.get(4)?,
            });
        }
        Ok(problems)
    }

    /// The record with this id.
    ///
    /// # Errors
    /// When the case cannot be read, or the record is sealed.
    pub fn record(&self, id: u64) -> Result<Option<StoredRecord>, CaseError> {
        let id = i64::try_from(id).unwrap_or(i64::MAX);
        let Some(block) = self.block_of(id)? else { return Ok(None) };
        block.nth(id.saturating_sub(block.id))
    }
}
