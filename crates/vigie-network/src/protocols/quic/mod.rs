//! QUIC: the TLS handshake in its Initial packets, which anybody on the path can open.
//!
//! RFC 9000, RFC 9001, RFC 9369 (version 2), drafts 23 to 34. Spoken by browsers and apps to large sites over
//! UDP, mostly port 443. A connection begins with Initial packets whose keys come from a connection id that
//! stands in the first of them in clear. All after them is encrypted with keys of the two sides alone.
//!
//! | file | what |
//! |---|---|
//! | `packet.rs` | long headers and frames |
//! | `keys.rs` | keys of Initial packets |
//! | `crypto.rs` | the handshake put together |
//! | `connections.rs` | connections while they begin |
//! | `facts.rs` | what only QUIC has |

mod connections;
mod crypto;
mod facts;
mod keys;
mod packet;

pub(crate) use connections::fuzz_frames;
pub(crate) use facts::QuicFacts;

use crate::dissect::Protocol;
use crate::protocols::tls::session;

pub(crate) static ITEM: Protocol = Protocol {
    name: "quic",
    kinds: &[&session::QUIC],
    means: &[],
    stream: None,
    datagrams: Some(connections::start),
};
