//! Opening evidence: folders, archives, iOS backups (encrypted ones in place), and telling what it is.
//!
//! [`identify`] names every piece of evidence at a path, [`open`] gives the files of one piece by
//! their path on the device. Nothing is ever written beside or into the evidence, and nothing that
//! was decrypted touches a disk.

#[cfg_attr(
    not(feature = "age"),
    expect(dead_code, reason = "without the feature nothing is unlocked")
)]
mod age;
mod android;
mod backup;
mod bytes;
mod cbc;
mod companion;
mod container;
mod device_path;
mod error;
mod fuzz;
mod hex;
mod identify;
mod kdf;
mod keybag;
mod layout;
mod listing;
mod lock;
mod opened;
mod passphrase;
mod pbkdf2;
mod piece;
mod problems;
mod tree;

pub use age::{AgeHeader, AgeIdentity, AgeKey};
pub use device_path::device_path;
pub use error::EvidenceError;
#[doc(hidden)]
pub use fuzz::fuzz;
pub use identify::{identify, identify_age};
pub use kdf::KdfParameters;
pub use keybag::{Keybag, keybag};
pub use listing::LISTING;
pub use lock::{Lock, lock};
pub use opened::{File, Opened, Options, open};
pub use passphrase::PassphraseKey;
pub use piece::Piece;
