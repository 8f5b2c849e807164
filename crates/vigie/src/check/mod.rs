//! `vigie check`: from paths to a case with its report.

mod cover;
mod interrupt;
mod joined;
mod log;
mod outcome;
mod plan;
mod pool;
mod reading;
mod replay;
mod run;
mod sources;
mod watch;
mod worker;

pub(crate) use interrupt::STOP;
pub(crate) use outcome::{Conclusion, conclude, facts, html, print_json, print_text};
pub(crate) use reading::{hash_of, hash_reader};
pub(crate) use replay::recheck;
pub(crate) use run::check;
pub(crate) use sources::{open_again, scratch, seal_key};
pub(crate) use watch::watch;
