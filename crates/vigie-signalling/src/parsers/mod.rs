//! Every parser of the slice.

vigie_core::registry! {
    /// Every parser of the slice, by id.
    pub static PARSERS: Parser = {
        interconnect,
    }
}
