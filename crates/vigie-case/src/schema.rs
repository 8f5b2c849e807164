//! The tables of `case.sqlite`.

/// Newest format this version writes and reads (`PRAGMA user_version`).
pub(crate) const FORMAT: i64 = 1;

/// `VIGI`, so that `file` can tell a case from another database.
pub(crate) const APPLICATION_ID: i64 = 0x5649_4749;

/// Everything a new case starts with.
///
/// `block.id` is the id of its first record: the number of the task (one parser on one file) in the
/// upper 31 bits, the record's place in it in the lower 32, so ids do not depend on threads.
pub(crate) const TABLES: &str = "
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL,      -- where the evidence lay
    inner TEXT NOT NULL,     -- where in that archive, if inside one
    seal TEXT                -- parameters of the seal, JSON; NULL when not sealed
);
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    path TEXT NOT NULL,      -- on the device
    stored TEXT NOT NULL,    -- in the evidence
    size INTEGER,            -- of the stored bytes
    sha256 TEXT              -- of the stored bytes
);
CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    count INTEGER NOT NULL,
    first INTEGER,           -- earliest and latest stamp, microseconds since 1970
    last INTEGER,
    kinds TEXT NOT NULL,     -- kinds of its records, each followed by a space
    sealed INTEGER NOT NULL, -- whether instants and records are sealed
    instants BLOB NOT NULL,  -- see instants.rs
    records INTEGER NOT NULL -- where they lie in `packed`
);
-- Apart from `block`, whose rows come in any order: these are only ever appended, and fill one page each.
CREATE TABLE packed (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL      -- see pack/mod.rs; `vigie export --format jsonl` shows them
);
CREATE TABLE finding (
    rank INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    severity TEXT NOT NULL,
    confidence TEXT NOT NULL,
    detector TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE problem (
    number INTEGER PRIMARY KEY,
    source INTEGER,
    by TEXT NOT NULL,
    path TEXT NOT NULL,
    at TEXT NOT NULL,
    message TEXT NOT NULL
);
";
