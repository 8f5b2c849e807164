//! The key fields of a message.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::few::Few;
use crate::location::Places;
use crate::plmn::Plmn;

/// One end of a tunnel: where to send, and with which number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tunnel {
    /// Number of the tunnel.
    pub teid: u32,
    /// Interface type of version 2 (TS 29.274 §8.22); in version 1, [`Tunnel::CONTROL`] or
    /// [`Tunnel::DATA`].
    pub interface: u8,
    /// Address, version 4 first.
    pub address: Option<IpAddr>,
}

impl Tunnel {
    /// Signalling, in version 1.
    pub const CONTROL: u8 = 254;
    /// User data, in version 1.
    pub const DATA: u8 = 255;

    /// Whether it carries signalling.
    #[must_use]
    pub const fn is_control(&self) -> bool {
        matches!(
            self.interface,
            // S5/S8, S11, S4, S3, S10, S16, S2a, S2b GTP-C.
            6 | 7 | 10 | 11 | 12 | 13 | 14 | 17 | 18 | 27 | 30 | 32 | 35 | 36 | Self::CONTROL
        )
    }
}

/// Key fields of one message, borrowed from it.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    /// IMSI, in binary-coded decimal.
    pub imsi: &'a [u8],
    /// Number, in binary-coded decimal; of version 1 behind an octet on its nature.
    pub msisdn: &'a [u8],
    /// IMEI, in binary-coded decimal.
    pub imei: &'a [u8],
    /// Access point name, each label behind its length.
    pub apn: &'a [u8],
    /// Serving network.
    pub serving: Option<Plmn>,
    /// Where the subscriber is.
    pub places: Places,
    /// Cause of an answer.
    pub cause: Option<u8>,
    /// Radio technology.
    pub rat: Option<u8>,
    /// Ends of tunnels that the sender gives.
    pub tunnels: Few<Tunnel, 8>,
    /// Whether the subscriber has, or is given, an address.
    pub has_address: bool,
    /// Whether security contexts or authentication vectors are in it.
    pub has_keys: bool,
    /// Whether it names the subscriber by a temporary identity.
    pub has_temporary_identity: bool,
    /// Restart counter.
    pub recovery: Option<u8>,
    /// Selection mode: how the access point was chosen.
    pub selection: Option<u8>,
}

impl Facts<'_> {
    /// The end of the tunnel for signalling that the sender gives.
    #[must_use]
    pub fn control(&self) -> Option<Tunnel> {
        self.tunnels.iter().find(Tunnel::is_control)
    }

    /// The access point name as text, letters in lower case, labels joined by dots.
    #[must_use]
    pub fn apn_text(&self) -> String {
        let mut text = String::new();
        let mut rest = self.apn;
        while let Some((length, behind)) = rest.split_first() {
            let (label, next) = behind.split_at(usize::from(*length).min(behind.len()));
            if !text.is_empty() {
                text.push('.');
            }
            text.extend(label.iter().map(|byte| match byte {
                0x21..=0x7e => char::from(byte.to_ascii_lowercase()),
                _ => '?',
            }));
            rest = next;
        }
        text
    }
}

/// An address of 4 or 16 octets.
pub(super) fn address(octets: &[u8]) -> Option<IpAddr> {
    match octets.len() {
        4 => <[u8; 4]>::try_from(octets).ok().map(|four| IpAddr::V4(Ipv4Addr::from(four))),
        16 => <[u8; 16]>::try_from(octets).ok().map(|all| IpAddr::V6(Ipv6Addr::from(all))),
        _ => None,
    }
}

/// Whether binary-coded decimal is an IMSI: 6 to 15 digits, then a filler.
pub(super) fn is_imsi(octets: &[u8]) -> bool {
    let mut digits = 0_usize;
    let mut is_over = false;
    for half in octets.iter().flat_map(|octet| [octet & 15, octet >> 4]) {
        match half {
            15 => is_over = true,
            0..=9 if !is_over => digits = digits.wrapping_add(1),
            _ => return false,
        }
    }
    (6..=15).contains(&digits)
}
