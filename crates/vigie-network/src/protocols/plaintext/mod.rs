//! Protocols that speak in clear text and tell of people: mail, files, chats, calls, cameras, devices.
//!
//! Of each only what kind of thing could be read is counted ([`Thing`]); no user name, password or text is
//! kept. Where a protocol can change to TLS, what was offered, asked and granted becomes a record, and the
//! stream is handed over.
//!
//! Mail: SMTP (RFC 5321), IMAP (RFC 9051), POP3 (RFC 1939). Files: FTP (RFC 959), SMB. Chats: XMPP
//! (RFC 6120), IRC (RFC 2812). Calls and cameras: SIP (RFC 3261), RTSP (RFC 2326). Terminals: Telnet
//! (RFC 854), RDP. Directories and databases: LDAP (RFC 4511), PostgreSQL. Devices: MQTT. In datagrams:
//! DHCP, NBNS, SSDP, SNMP, NTP, CoAP, SIP, RTP, STUN, VPNs.

mod binary;
mod chat;
mod datagrams;
mod files;
mod lines;
mod mail;
mod media;
mod starttls;
mod talk;

use crate::dissect::{Conversation, Protocol, Side, StreamDissector, StreamProtocol};


pub(crate) use starttls::StartTls;
pub(crate) use datagrams::Service;
use talk::{DIALECTS, Plain};

pub(crate) static ITEM: Protocol = Protocol {
    name: "plaintext",
    kinds: &[&starttls::STARTTLS, &datagrams::SERVICE],
    means: &[starttls::SPOKEN, datagrams::SEEN],
    stream: Some(&Plaintext),
    datagrams: Some(|| Box::new(datagrams::Datagrams::default())),
};

struct Plaintext;

impl StreamProtocol for Plaintext {
    fn speaks(&self, of: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
        let mut undecided = false;
        for dialect in DIALECTS {
            match (dialect.speaks)(of, from, start) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => undecided = true,
            }
        }
        if undecided { None } else { Some(false) }
    }

    fn dissector(&self) -> Box<dyn StreamDissector> {
        Box::new(Plain::default())
    }
}

#[cfg(test)]
mod tests;
