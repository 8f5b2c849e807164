//! Reading a case.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use memchr::memmem;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};
use serde_json::{Map, Value};
use vigie_core::{
    Coverage, Finding, Outcome, Problem, RecordQuery, RecordSource, StoredRecord, Time,
};
use zeroize::Zeroizing;

use crate::pack::{Head, Unpacker};
use crate::schema::FORMAT;
use crate::seal::SealParameters;
use crate::{CaseError, SealKey};

/// A case opened for reading.
pub struct Case {
    folder: PathBuf,
    db: Connection,
    seals: BTreeMap<u32, SealKey>,
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
        let sql = format!("{BLOCKS} WHERE block.id = (SELECT max(id) FROM block WHERE id <= ?1)");
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let block = self.block(row)?;
        let place = id.saturating_sub(block.id);
        block.nth(place)
    }

    fn block(&self, row: &Row<'_>) -> Result<ReadBlock, CaseError> {
        let id: i64 = row.get(0)?;
        let source: u32 = row.get(1)?;
        let sealed: bool = row.get(3)?;
        let bytes = row.get_ref(4)?.as_bytes().map_err(rusqlite::Error::from)?;
        let records = if sealed {
            let seal = self.seals.get(&source).ok_or(CaseError::Sealed(source))?;
            seal.unseal(id, bytes)?
        } else {
            Zeroizing::new(bytes.to_vec())
        };
        Ok(ReadBlock { id, source, path: row.get(2)?, records })
    }

    /// Shows every block between `from` and `to` in order of id.
    fn blocks(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(ReadBlock) -> io::Result<bool>,
    ) -> Result<(), CaseError> {
        let dated = query.from.is_some() || query.to.is_some();
        let sql = format!(
            "{BLOCKS} WHERE NOT ?1 OR (block.last >= ?2 AND block.first <= ?3) ORDER BY block.id"
        );
        let from = query.from.map_or(i64::MIN, Time::unix_micros);
        let to = query.to.map_or(i64::MAX, Time::unix_micros);
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params![dated, from, to])?;
        while let Some(row) = rows.next()? {
            let block = self.block(row)?;
            if !see(block).map_err(|error| CaseError::Io(self.folder.clone(), error))? {
                break;
            }
        }
        Ok(())
    }

    fn in_order(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool>,
    ) -> Result<(), CaseError> {
        let wanted = Wanted::new(query);
        self.blocks(query, &mut |block| {
            if !wanted.may_hold(&block.records) {
                return Ok(true);
            }
            let mut go_on = true;
            block.each(&wanted, &mut |record| {
                go_on = see(&record, None)?;
                Ok(go_on)
            })?;
            Ok(go_on)
        })
    }

    /// Times first, then the records they belong to: 24 bytes a stamp are held, never the records.
    fn in_time(
        &self,
        query: &RecordQuery,
        see: &mut dyn FnMut(&StoredRecord, Option<usize>) -> io::Result<bool>,
    ) -> Result<(), CaseError> {
        let mut order = self.instants(query)?;
        order.sort_unstable();
        let mut kept = Blocks { case: self, recent: Vec::new() };
        for (_, id, stamp) in order {
            let Some(record) = kept.record(id)? else { continue };
            let go_on = see(&record, Some(usize::from(stamp)));
            if !go_on.map_err(|error| CaseError::Io(self.folder.clone(), error))? {
                break;
            }
        }
        Ok(())
    }

    /// Time, record id and stamp index of everything `query` wants.
    fn instants(&self, query: &RecordQuery) -> Result<Vec<(i64, i64, u16)>, CaseError> {
        let wanted = Wanted::new(query);
        let mut order = Vec::new();
        self.blocks(query, &mut |block| {
            if !wanted.may_hold(&block.records) {
                return Ok(true);
            }
            block.each_head(&wanted, &mut |id, head| {
                for (one, stamp) in head.stamps.iter().zip(0u16..) {
                    if wanted.at(one.at) {
                        order.push((one.at.unix_micros(), id, stamp));
                    }
                }
            })?;
            Ok(true)
        })?;
        Ok(order)
    }
}

const BLOCKS: &str = "SELECT block.id, file.source, file.path, block.sealed, block.records
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

/// A block read and opened.
struct ReadBlock {
    id: i64,
    source: u32,
    path: String,
    records: Zeroizing<Vec<u8>>,
}

impl ReadBlock {
    /// Shows every record that is wanted; `see` gives `false` to stop.
    fn each(
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

    /// Shows what stands before the fields of every record that is wanted.
    fn each_head(
        &self,
        wanted: &Wanted<'_>,
        see: &mut dyn FnMut(i64, &Head<'_>),
    ) -> Result<(), CaseError> {
        let mut unpacker = Unpacker::new(&self.records);
        let mut id = self.id;
        while let Some(head) = unpacker.head()? {
            let may = wanted.wants_head(&head);
            if may && wanted.text.is_some() {
                if wanted.holds(&unpacker.fields()?) {
                    see(id, &head);
                }
            } else {
                unpacker.skip()?;
                if may {
                    see(id, &head);
                }
            }
            id = id.saturating_add(1);
        }
        Ok(())
    }

    /// The record at this place of the block.
    fn nth(&self, place: i64) -> Result<Option<StoredRecord>, CaseError> {
        let mut unpacker = Unpacker::new(&self.records);
        for at in 0i64.. {
            let Some(head) = unpacker.head()? else { break };
            if at == place {
                let fields = unpacker.fields()?;
                return Ok(Some(self.record(self.id.saturating_add(at), head, fields)));
            }
            unpacker.skip()?;
        }
        Ok(None)
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

/// A query made ready to be asked a million times.
struct Wanted<'a> {
    query: &'a RecordQuery,
    text: Option<String>,
    /// Present when the text can be looked for in the packed form.
    finder: Option<memmem::Finder<'static>>,
}

impl<'a> Wanted<'a> {
    fn new(query: &'a RecordQuery) -> Self {
        let text = query.text.as_ref().map(|text| text.to_lowercase());
        // Texts lie in a block as they are; numbers and times do not.
        let plain = |text: &&String| {
            let spelt = |c: char| c.is_ascii_alphabetic() && !matches!(c, 't' | 'z' | 'e');
            text.is_ascii() && text.contains(spelt)
        };
        let finder = text
            .as_ref()
            .filter(plain)
            .map(|text| memmem::Finder::new(text.as_bytes()).into_owned());
        Self { query, text, finder }
    }

    /// False when no record of the block can hold the text.
    fn may_hold(&self, records: &[u8]) -> bool {
        let Some(finder) = &self.finder else { return true };
        let lower = Zeroizing::new(records.to_ascii_lowercase());
        finder.find(&lower).is_some()
    }

    /// Whether kind and time are wanted.
    fn wants_head(&self, head: &Head<'_>) -> bool {
        let kinds = &self.query.kinds;
        let kind =
            kinds.is_empty() || kinds.iter().any(|kind| head.kind.starts_with(kind.as_str()));
        let dated = self.query.from.is_some() || self.query.to.is_some();
        kind && (!dated || head.stamps.iter().any(|stamp| self.at(stamp.at)))
    }

    fn at(&self, at: Time) -> bool {
        self.query.from.is_none_or(|from| at >= from) && self.query.to.is_none_or(|to| at <= to)
    }

    fn holds(&self, fields: &Map<String, Value>) -> bool {
        let Some(text) = &self.text else { return true };
        fields.values().any(|field| holds(field, text))
    }
}

/// Whether any value inside `value` holds `text`, given in lower case.
fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found.to_lowercase().contains(text),
        Value::Number(number) => number.to_string().contains(text),
        Value::Array(items) => items.iter().any(|item| holds(item, text)),
        Value::Object(fields) => fields.values().any(|field| holds(field, text)),
        Value::Null | Value::Bool(_) => false,
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
        let sql = format!("{BLOCKS} WHERE block.id = (SELECT max(id) FROM block WHERE id <= ?1)");
        let mut query = self.case.db.prepare_cached(&sql)?;
        let mut rows = query.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let block = self.case.block(row)?;
        let mut records = Vec::new();
        let all = RecordQuery::default();
        block.each(&Wanted::new(&all), &mut |record| {
            records.push(record);
            Ok(true)
        })?;
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
