//! A tamper-evident register that an authority can keep: a Merkle tree (RFC 9162), checkpoints as signed
//! notes with cosignatures of witnesses (C2SP), storage as tiles, and in its leaves nothing but salted
//! commitments. The same code verifies the logs of others.
//!
//! What a log cannot show is a warrant that was never entered; and it orders, it does not date.

pub mod checkpoint;
pub mod note;
pub mod register;
pub mod tree;
