//! Transport Layer Security: what both sides say before they encrypt.
//!
//! SSL 2 hellos, SSL 3.0, TLS 1.0 to 1.3 and DTLS. Spoken by nearly everything; RFC 8446, RFC 5246, RFC 9147.
//! Read are both hellos, alerts in clear, and up to 1.2 the server's certificates. From 1.3 on the
//! certificates are encrypted.
//!
//! | file | what |
//! |---|---|
//! | `stream.rs`, `speaks.rs`, `ssl2.rs` | records in a TCP stream |
//! | `datagrams.rs` | records in datagrams |
//! | `messages.rs` | handshake messages put together |
//! | `hello.rs`, `alert.rs` | messages |
//! | `fingerprint.rs` | JA3, JA3S, JA4 |
//! | `progress.rs`, `session.rs` | a handshake, and its record |

mod alert;
mod datagrams;
pub(crate) mod fingerprint;
pub(crate) mod hello;
pub(crate) mod messages;
pub(crate) mod progress;
pub(crate) mod session;
mod speaks;
mod ssl2;
mod stream;

pub(crate) use session::Session;

use crate::certificates;
use crate::dissect::Protocol;

pub(crate) static ITEM: Protocol = Protocol {
    name: "tls",
    kinds: &[&session::TLS, &certificates::CERTIFICATE, &certificates::CHAIN],
    means: &[session::HELLO, certificates::FROM, certificates::UNTIL, certificates::SHOWN],
    stream: Some(&stream::Tls),
    datagrams: Some(datagrams::start),
};
