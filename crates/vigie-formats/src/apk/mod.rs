//! Android packages: the archive, and who signed it.
//!
//! An APK is a zip archive. Android reads its list of members at the end and believes that list, not the
//! headers in front of the members; hostile apps write nonsense into those headers, set the flag of
//! encryption, name methods of compression that do not exist, or repeat names, so that other readers give
//! up. [`Archive`] follows Android. [`signing`] gives the certificates of all schemes.

mod archive;
pub mod signing;

pub use self::archive::{Archive, Member};
