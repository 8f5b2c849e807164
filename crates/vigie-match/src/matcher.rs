//! Comparing one observable with everything that is listed.

/// Buffers that matching reuses; one per worker.
#[derive(Debug, Default)]
pub struct Scratch {}
