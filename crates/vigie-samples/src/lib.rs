//! Synthetic evidence, seeded and true to the schemas, for tests, samples and benchmarks.
//!
//! The same plan gives the same bytes, everywhere and always: no clock, no system randomness, no
//! home directory. Nothing here uses Vigie's readers, so that a mistake in a reader cannot hide
//! behind the same mistake in its test data. Whoever the phones belong to does not exist, and the
//! spyware family planted in them, Nachtwacht, is made up.
//!
//! ```no_run
//! use vigie_samples::ios::Plan;
//!
//! let answers = Plan::tiny().planted().write("backup".as_ref())?;
//! println!("{} traces planted", answers.planted.len());
//! # Ok::<(), vigie_samples::Error>(())
//! ```

pub mod android;
pub mod capture;
mod error;
pub mod ios;
mod moment;
pub mod pack;
mod plant;
mod rng;
pub mod signalling;
mod sqlite;
pub mod stix;
mod words;

pub use error::{Error, Result};
pub use moment::Moment;
pub use rng::Rng;
