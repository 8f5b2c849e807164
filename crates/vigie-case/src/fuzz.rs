//! What the fuzz target of case blocks runs.

use vigie_core::Stop;

use crate::pack::Unpacker;

/// Reads `block` as the block of a case that somebody else wrote: the whole of it, then the places of its
/// records alone.
pub fn fuzz(block: &[u8]) {
    let whole = each(block, true);
    let heads = each(block, false);
    // Whatever is wrong with the fields, the records before are the same.
    assert!(heads.0 >= whole.0 || heads.1.is_err());
}

/// How many records could be read, and why no more.
fn each(block: &[u8], fields: bool) -> (usize, Result<(), Stop>) {
    let mut read = 0;
    let done = count(block, fields, &mut read);
    (read, done)
}

fn count(block: &[u8], fields: bool, read: &mut usize) -> Result<(), Stop> {
    let mut unpacker = Unpacker::new(block)?;
    while unpacker.advance()? {
        unpacker.head()?;
        if fields {
            unpacker.fields()?;
        }
        *read = read.saturating_add(1);
    }
    Ok(())
}
