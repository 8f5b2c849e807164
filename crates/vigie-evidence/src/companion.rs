//! Files that nobody reads for themselves, but whoever reads another file asks for: what SQLite
//! writes beside a database, and the texts of the unified log.

/// Ends of their names.
const SUFFIXES: [&str; 3] = ["-wal", "-journal", "-shm"];

/// The database that the file with this name belongs to, if it is a companion.
pub(crate) fn database_of(name: &str) -> Option<&str> {
    SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix))
}

/// A log file whose lines may need the texts in the file at this path: `uuidtext` of a phone, or the
/// folders of a log archive with names of two hexadecimal digits and `dsc`.
pub(crate) fn log_of(path: &str) -> Option<String> {
    const ARCHIVE: &str = ".logarchive/";
    const LOG: &str = "Persist/0.tracev3";
    if path.starts_with("/private/var/db/uuidtext/") {
        return Some(format!("/private/var/db/diagnostics/{LOG}"));
    }
    let (archive, inside) = path.split_at_checked(path.find(ARCHIVE)? + ARCHIVE.len())?;
    let (folder, _) = inside.split_once('/')?;
    let holds_texts =
        folder == "dsc" || (folder.len() == 2 && folder.bytes().all(|b| b.is_ascii_hexdigit()));
    holds_texts.then(|| format!("{archive}{LOG}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_belong_to_their_log() {
        let log = "/sysdiagnose/system_logs.logarchive/Persist/0.tracev3";
        for path in ["AB/CDEF", "dsc/0011"] {
            let path = format!("/sysdiagnose/system_logs.logarchive/{path}");
            assert_eq!(log_of(&path).as_deref(), Some(log), "{path}");
        }
        assert_eq!(log_of("/sysdiagnose/system_logs.logarchive/Extra/x"), None);
        assert_eq!(log_of("/sysdiagnose/system_logs.logarchive/Info.plist"), None);
        let on_phone = log_of("/private/var/db/uuidtext/AB/CDEF");
        assert_eq!(on_phone.as_deref(), Some("/private/var/db/diagnostics/Persist/0.tracev3"));
    }
}
