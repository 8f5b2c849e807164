//! What only QUIC has.

use serde::{Deserialize, Serialize};

/// What is known of a QUIC connection beside its TLS handshake.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QuicFacts {
    /// Version of the client's first packet: `1`, `2`, `draft-29`.
    pub(crate) version: String,
    /// Initial packets that the client sent until the server answered.
    pub(crate) initials: u32,
    /// Whether the server answered with a packet that its Initial keys open, or with Retry.
    pub(crate) answered: bool,
    /// Whether the server sent Retry.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) retry: bool,
    /// Versions of a Version Negotiation packet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) negotiated: Vec<String>,
    /// Its time to live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) negotiation_ttl: Option<u8>,
    /// Number of its packet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) negotiation_packet: Option<u64>,
    /// Time to live of the server's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_ttl: Option<u8>,
    /// Packets that its Initial keys did not open though they claimed to be of the connection.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) unopened: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
const fn is_zero(count: &u32) -> bool {
    *count == 0
}
