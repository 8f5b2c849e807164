//! SSH: what both sides say before they encrypt.
//!
//! RFC 4253 §4.2 and §7.1: a line `SSH-2.0-software`, before which a server may send other lines, then packets;
//! the first of each side is `SSH_MSG_KEXINIT`, with the algorithms that it knows in order of preference. These
//! make HASSH (<https://github.com/salesforce/hassh>, BSD-3-Clause): MD5 of key exchange, encryption, MAC and
//! compression, those of the way from the client for clients, those of the way from the server for servers.

mod greeting;
mod record;

use crate::dissect::Protocol;

pub(crate) static ITEM: Protocol = Protocol {
    name: "ssh",
    kinds: &[&record::SSH],
    means: &[record::BEGAN],
    stream: Some(&greeting::Ssh),
    datagrams: None,
};
