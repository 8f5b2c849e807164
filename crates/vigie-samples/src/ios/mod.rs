//! Backups, filesystem dumps and sysdiagnoses of an iPhone that never was.
//!
//! [`Plan`] says how much of what; [`Plan::write`] gives a backup, [`Plan::write_dump`] a
//! filesystem dump and [`Plan::write_sysdiagnose`] a sysdiagnose of the same phone.

mod answers;
mod encryption;
mod hostile;
mod plan;
mod plants;
mod release;

pub use answers::{Answers, Planted};
pub use encryption::{Encryption, Scheme};
pub use hostile::Hostile;
pub use plan::Plan;
pub use plants::{Plant, Sign, family};
pub use release::Release;
