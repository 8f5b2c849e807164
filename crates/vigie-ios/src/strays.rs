//! Files whose names say too little: every app may call a file `History`.

use vigie_core::{Input, Stop};

/// What an SQLite database begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Folders of a browser's profile: what is there and cannot be read is damage.
const PROFILES: [&str; 4] = ["/Default/", "/Profile ", "/Chrome/", "/profile."];

/// True where the file is no SQLite database and stands where nobody promised one.
///
/// # Errors
/// When the bytes cannot be had.
pub(crate) fn is_no_database(input: &Input<'_>) -> Result<bool, Stop> {
    if is_promised(input) {
        return Ok(false);
    }
    let mut start = [0; MAGIC.len()];
    let read = input.data.read_at(0, &mut start)?;
    Ok(read < MAGIC.len() || start != *MAGIC)
}

/// For a database without table `name`: another app's file is no damage.
///
/// # Errors
/// [`Stop::Unsupported`] where the file should have the table.
pub(crate) fn without_table(input: &Input<'_>, name: &str) -> Result<(), Stop> {
    match is_promised(input) {
        true => Err(Stop::Unsupported(format!("a database without table {name}"))),
        false => Ok(()),
    }
}

/// True in a profile's folder, and for a file that the user named.
fn is_promised(input: &Input<'_>) -> bool {
    let lone = !input.path.starts_with("/private/");
    lone || PROFILES.iter().any(|folder| input.path.contains(folder))
}
