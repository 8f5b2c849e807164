//! Indicators of compromise: loading every common format, and matching observables against them.
//!
//! [`Loader`] reads STIX 2 bundles, MISP events, stalkerware lists, CSV and plain lists into
//! [`Indicators`]; [`MatchCollector`] shows it records, one worker each, and gives the findings.

mod build;
mod claim;
mod collect;
mod detector;
mod entry;
mod fuzz;
mod hash;
mod host;
mod identity;
mod index;
mod indicators;
mod keys;
mod load;
mod matcher;
mod misses;
mod pattern;
mod rules;
mod shared;
mod store;
mod table;
mod url;
mod values;
mod yaml;

pub use collect::MatchCollector;
pub use detector::INDICATOR_MATCH;
pub use entry::{EntryId, Hit, Strength};
#[doc(hidden)]
pub use fuzz::fuzz;
pub use index::{IndexEntry, read_index};
pub use indicators::Indicators;
pub use load::{Loaded, Loader, load};
pub use matcher::Scratch;
pub use values::NetworkValue;
