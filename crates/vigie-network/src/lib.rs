//! What a packet capture shows of injection, of control servers, of interception, and of what a probe on
//! the path would have learned.
//!
//! A capture is read once. Packets go to [`protocols`] that speak in datagrams, or through TCP into streams
//! and to those that speak in streams; what they say becomes records, and detectors judge records.
//!
//! | folder | what |
//! |---|---|
//! | `parsers/` | the pass over a capture |
//! | `protocols/` | one folder per protocol: what it says, as records |
//! | `detectors/` | one folder per entry of the catalogue, or per group of entries that make one finding |

#![expect(dead_code, reason = "the pass over a capture is being built")]

pub mod detectors;
pub mod parsers;

mod certificates;
mod dissect;
mod fuzz;
mod fuzz_clear;
mod fuzz_encryption;
mod pass;
mod protocols;
mod site;
#[cfg(test)]
mod testing;

#[doc(hidden)]
pub use fuzz::fuzz;

#[doc(hidden)]
pub use fuzz_clear::{fuzz_dns, fuzz_http, fuzz_plaintext};
#[doc(hidden)]
pub use fuzz_encryption::{fuzz_certificate, fuzz_quic, fuzz_tls};
