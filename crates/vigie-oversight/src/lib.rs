//! Every delivery of lawful interception against its warrant.
//!
//! For a supervisory authority, a judge's expert or an operator's auditor. Five independent records of one
//! fact are compared: the warrant (HI-1, TS 103 120), the order (X1, TS 103 221-1), what the element says
//! it does (its answer to `GetAllDetails`), what leaves the element (X2 and X3, TS 103 221-2), what leaves
//! the operator (HI2 and HI3, TS 102 232). All of it are files: nothing here can task, activate, connect,
//! listen or send, and no content of a communication is kept or shown.

mod audit;
mod flow;
pub mod hi1;
mod identity;
mod markup;
mod policy;
pub mod ps_pdu;
mod ranges;
mod service;
pub mod x1;

pub mod detectors;
pub mod parsers;

#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    vigie_core::fuzz_parsers(parsers::PARSERS, bytes);
}
