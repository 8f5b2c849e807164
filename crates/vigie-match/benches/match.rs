//! Cost of loading and matching.
fn main() {}
