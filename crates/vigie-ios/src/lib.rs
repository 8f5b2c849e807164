//! What an iPhone leaves behind, and what in it deserves a second look.

pub mod detectors;
pub mod parsers;

mod account_device;
mod bookmark_rows;
mod builds;
mod cells;
mod certificates;
mod columns;
mod daemon_log;
mod digests;
mod fuzz;
mod ids;
mod jids;
mod joins;
mod json_parts;
mod json_trees;
mod mentions;
mod paths;
mod places;
mod process_names;
mod remote_devices;
mod repeated;
mod sealed;
mod seen_process;
mod session_history;
mod settings;
mod signed;
mod starts;
mod strays;
mod sysdiagnose;
mod trees;
mod urls;
mod values;
mod webkit_time;

#[cfg(feature = "unified-logs")]
#[doc(hidden)]
pub use fuzz::fuzz_log;
#[doc(hidden)]
pub use fuzz::{fuzz, fuzz_report};
