//! What an Android phone leaves behind, and what in it deserves a second look.

pub mod detectors;
pub mod parsers;

mod fuzz;

#[doc(hidden)]
pub use fuzz::fuzz;
