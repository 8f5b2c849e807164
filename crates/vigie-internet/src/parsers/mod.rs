//! What scans of the Internet are kept in. To add a parser: write `<id>/mod.rs` and its cases, name it below.

vigie_core::registry! {
    /// Every parser of Internet scans.
    pub static PARSERS: Parser = {
        scan,
    }
}

pub use scan::{Attribution, Certificate, Hit, Scan, Value};
