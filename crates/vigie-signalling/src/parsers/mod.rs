//! Every parser of the slice.

pub(crate) use interconnect::Operation;

vigie_core::registry! {
    /// Every parser of the slice, by id.
    pub static PARSERS: Parser = {
        interconnect,
    }
}
