//! What SQLite writes beside a database, and whoever opens the database asks for.

/// Ends of their names.
const SUFFIXES: [&str; 3] = ["-wal", "-journal", "-shm"];

/// The database that the file with this name belongs to, if it is a companion.
pub(crate) fn database_of(name: &str) -> Option<&str> {
    SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix))
}
