//! How a database is opened, also when its beginning is damaged.

use vigie_core::{Limits, Locator, SharedBytes, Stop};

use super::Damage;
use super::definition::Definition;
use super::guess::{self, Layout};
use super::header::{Freelist, HEADER, Header, MAGIC};
use super::pager::Pager;
use super::schema::{self, Schema};
use super::store::Store;
use super::text::Encoding;
use super::wal::Wal;
use super::window::read_full;

/// Layout of a database that has no pages yet.
const DEFAULT_LAYOUT: Layout = Layout { page_size: 4096, reserved: 0 };

/// A database that was opened.
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) schema_table: Definition,
    pub(super) schema: Schema,
    /// The list of free pages, if the header tells.
    pub(super) freelist: Option<Freelist>,
    /// The write-ahead log, whether or not anything in it counts.
    pub(super) log: Option<SharedBytes>,
    pub(super) damage: Vec<Damage>,
}

/// Opens the database in `main`, with the write-ahead log `wal` laid over it.
pub(super) fn open(
    main: SharedBytes,
    wal: Option<SharedBytes>,
    limits: Limits,
) -> Result<Opened, Stop> {
    let mut damage = Vec::new();
    let log = wal.clone().filter(|log| log.size() > 0);
    let wal = wal.and_then(|wal| Wal::open(wal, &mut damage));
    if main.size() == 0 && wal.is_none() {
        return empty(main, limits, damage);
    }
    let first = first_bytes(&main, wal.as_ref())?;
    if first.len() < HEADER && first.starts_with(MAGIC) {
        let (need, have) = (HEADER as u64, first.len() as u64);
        return Err(Stop::Truncated { what: "SQLite header", offset: 0, need, have });
    }
    let read = read_header(&main, wal.as_ref(), &first, &mut damage);
    let header = read.ok_or_else(not_a_database)?;
    let wal = matching(wal, header.layout.page_size, &mut damage);
    let pager = Pager::new(main, wal, header.layout);
    let mut store = Store::new(pager, header.encoding, limits);
    let schema_table = schema::definition().ok_or_else(not_a_database)?;
    let freelist = header.freelist;
    let (schema, is_broken) = read_schema(&mut store, &schema_table, freelist, &mut damage)?;
    if schema.entries == 0 && (is_broken || !header.has_magic) {
        return Err(match header.has_magic {
            true => Stop::malformed("SQLite schema", HEADER as u64, "a b-tree page of tables"),
            false => not_a_database(),
        });
    }
    Ok(Opened { store, schema_table, schema, freelist, log, damage })
}

/// An empty file is an empty database.
fn empty(main: SharedBytes, limits: Limits, damage: Vec<Damage>) -> Result<Opened, Stop> {
    let pager = Pager::new(main, None, DEFAULT_LAYOUT);
    let store = Store::new(pager, Encoding::Utf8, limits);
    let schema_table = schema::definition().ok_or_else(not_a_database)?;
    Ok(Opened {
        store,
        schema_table,
        schema: Schema::default(),
        freelist: Some(Freelist::default()),
        log: None,
        damage,
    })
}

fn not_a_database() -> Stop {
    Stop::malformed("SQLite header", 0, "\"SQLite format 3\"")
}

/// The first bytes of page 1, wherever it stands.
fn first_bytes(main: &SharedBytes, wal: Option<&Wal>) -> Result<Vec<u8>, Stop> {
    let mut bytes = vec![0; HEADER];
    let have = match wal.and_then(|wal| Some((wal, wal.page_at(1)?))) {
        Some((wal, at)) => read_full(wal.bytes(), at, &mut bytes)?,
        None => read_full(&**main, 0, &mut bytes)?,
    };
    bytes.truncate(have);
    Ok(bytes)
}

/// Reads the header in `first`. Where it does not tell how pages are laid out, or the pages are not
/// laid out so, the write-ahead log or the pages themselves tell it.
fn read_header(
    main: &SharedBytes,
    wal: Option<&Wal>,
    first: &[u8],
    damage: &mut Vec<Damage>,
) -> Option<Header> {
    let reserved = if first.starts_with(MAGIC) { first.get(20).copied()? } else { 0 };
    let of_wal = |wal: &Wal| Layout { page_size: wal.page_size(), reserved };
    if let Some(wal) = wal.filter(|wal| wal.page_at(1).is_some()) {
        return Header::read(first, Some(of_wal(wal)), damage);
    }
    let mut met = Vec::new();
    let Some(header) = Header::read(first, None, &mut met) else {
        let known = wal.map(of_wal).or_else(|| guess::layout(&**main, reserved));
        return Header::read(first, Some(known?), damage);
    };
    if !guess::first_page_is_whole(&**main, header.layout)
        && let Some(better) = guess::better_layout(&**main, header.layout)
    {
        return Header::read(first, Some(better), damage);
    }
    damage.append(&mut met);
    Some(header)
}

/// Reads the schema; in another text encoding than the header tells, when it makes sense in that
/// one only. Gives whether parts of the schema could not be reached, too.
fn read_schema(
    store: &mut Store,
    table: &Definition,
    freelist: Option<Freelist>,
    damage: &mut Vec<Damage>,
) -> Result<(Schema, bool), Stop> {
    let stated = store.encoding;
    let mut first = Vec::new();
    let read = schema::read(store, table, freelist, &mut first)?;
    if read.0.entries == 0 && !first.is_empty() {
        for other in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            store.encoding = other;
            let mut met = Vec::new();
            let (schema, is_broken) = schema::read(store, table, freelist, &mut met)?;
            if schema.entries > 0 {
                let message = format!("header: byte 56: expected text encoding {other:?}");
                damage.push(Damage { at: Locator::Byte(56), message });
                damage.append(&mut met);
                return Ok((schema, is_broken));
            }
        }
        store.encoding = stated;
    }
    damage.append(&mut first);
    Ok(read)
}

/// The write-ahead log, if its pages have the size of those of the main file.
fn matching(wal: Option<Wal>, page_size: u32, damage: &mut Vec<Damage>) -> Option<Wal> {
    let wal = wal?;
    if wal.page_size() == page_size {
        return Some(wal);
    }
    let met = wal.page_size();
    let message =
        format!("write-ahead log ignored: expected pages of {page_size} bytes, met {met}");
    damage.push(Damage { at: Locator::Byte(8), message });
    None
}
