//! What an Android phone leaves behind, and what in it deserves a second look.

pub mod detectors;
pub mod parsers;

mod adb_key;
mod app_ids;
mod certificates;
mod commands;
mod db_rows;
mod digests;
mod distinguished_name;
mod dump_date;
mod fields;
mod fuzz;
mod holder;
mod json_items;
mod listed_process;
mod message;
mod names;
mod packed_list;
mod ps;
mod section;
mod text_message;
mod written_time;
mod xml_file;
mod zone;

#[doc(hidden)]
pub use fuzz::{fuzz, fuzz_tombstone};
