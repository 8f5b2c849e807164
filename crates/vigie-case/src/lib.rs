//! The case: a folder whose `case.sqlite` keeps records, findings, problems and coverage.
//!
//! Records are kept in blocks of about 64 KiB, in a compact form of JSON (`pack`), so that a million
//! of them cost little to write. Blocks of encrypted evidence are sealed with a key derived from its
//! password, so that no decrypted content lies on the disk.

mod block;
mod folder;
mod fuzz;
mod instants;
mod pack;
mod read;
mod records;
mod schema;
mod seal;
mod time;
mod wanted;
mod write;

pub use block::BlockBuffer;
pub use folder::{CaseError, private_file, private_folder};
#[doc(hidden)]
pub use fuzz::fuzz;
pub use read::{Case, KeptFile, KeptSource};
pub use seal::SealKey;
pub use write::{CaseWriter, NewFile, NewSource};
