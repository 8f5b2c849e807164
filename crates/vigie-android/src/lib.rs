//! What an Android phone leaves behind, and what in it deserves a second look.

pub mod detectors;
pub mod parsers;

mod dump_date;
mod fuzz;
mod section;
mod zone;

#[doc(hidden)]
pub use fuzz::fuzz;
