//! Reading indicator files of every known format.

mod files;
mod infer;
mod intake;
mod json;
mod lines;
mod misp;
mod names;
mod pairs;
mod sniff;
mod source;
mod stix;
mod table;
mod tokens;
mod yaml;

pub use files::{Loaded, Loader, load};
