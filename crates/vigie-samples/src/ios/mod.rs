//! Backups, filesystem dumps and sysdiagnoses of an iPhone that never was.
//!
//! [`Plan`] says how much of what; [`Plan::write`] gives a backup, [`Plan::write_dump`] a
//! filesystem dump and [`Plan::write_sysdiagnose`] a sysdiagnose of the same phone.

mod analytics;
mod answers;
mod apps;
mod archive;
mod backup;
mod calls;
mod chains;
mod clock;
mod crashes;
mod damaged;
mod datausage;
mod dump;
mod encryption;
mod entries;
mod hostile;
mod identity;
mod index;
mod info;
mod keybag;
mod layout;
mod life;
mod others;
mod phone;
mod plan;
mod plants;
mod powerlog;
mod profiles;
mod release;
mod residue;
mod safari;
mod settings;
mod shutdown;
mod sms;
mod streams;
mod sysdiagnose;
mod tcc;
mod typedstream;
mod unified;
mod web;
mod write;

pub use crate::plant::Sign;
pub use answers::{Answers, Planted};
pub use encryption::{Encryption, Scheme};
pub use hostile::Hostile;
pub use plan::Plan;
pub use plants::{Plant, family};
pub use release::Release;
