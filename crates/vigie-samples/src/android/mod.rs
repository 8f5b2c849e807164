//! Bug reports, acquisitions, backups, intrusion logs and storage of an Android phone that never
//! was.
//!
//! [`Plan`] says how much of what, on whose phone; its `write_…` methods write evidence of it.

mod abx;
mod acquisition;
mod answers;
mod apk;
mod apps;
mod backup;
mod bugreport;
mod certificate;
mod dump;
mod files;
mod intrusion;
mod listed_packages;
mod manifest;
mod phone;
mod plan;
mod plants;
mod storage;
mod tombstone;
mod vendor;

pub use answers::{Answers, Planted};
pub use plan::{BackupForm, Plan};
pub use plants::{Plant, family};
pub use vendor::Vendor;
