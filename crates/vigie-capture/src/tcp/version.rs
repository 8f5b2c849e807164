//! One of two versions of the same bytes: the packet that brought it, as far as it can tell versions apart.

use std::net::IpAddr;

use super::Checksum;
use crate::{Ip, IpId, Mac, Packet, TcpFlags, TcpSegment};

/// What a packet that brought bytes looked like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Number of its frame.
    pub packet: u64,
    /// Sequence number of its first byte.
    pub seq: u32,
    /// How many bytes it carries.
    pub len: u32,
    /// Its header, where it can still be read.
    pub header: Option<Header>,
    /// Whether its checksum is right.
    pub checksum: Checksum,
}

/// The fields of a packet's headers in which two senders differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Time to live, or hop limit.
    pub ttl: u8,
    /// Identification of IPv4.
    pub id: Option<IpId>,
    /// Whether "don't fragment" is set.
    pub df: bool,
    /// Acknowledgement number.
    pub ack: u32,
    /// Control bits.
    pub flags: TcpFlags,
    /// Window as written.
    pub window: u16,
    /// Length of the TCP options in bytes.
    pub options_len: u8,
    /// The timestamps option.
    pub timestamps: Option<(u32, u32)>,
    /// Cards that sent and received the frame.
    pub macs: Option<(Mac, Mac)>,
}

impl Header {
    /// The header of a packet at hand.
    pub(super) fn of(packet: &Packet<'_>, ip: &Ip<'_>, segment: &TcpSegment<'_>) -> Self {
        let header = header_len(ip, segment);
        Self {
            ttl: ip.ttl,
            id: ip.id,
            df: ip.df,
            ack: segment.ack,
            flags: segment.flags,
            window: segment.window,
            options_len: u8::try_from(header.saturating_sub(20)).unwrap_or(0),
            timestamps: segment.options.timestamps,
            macs: packet.macs,
        }
    }
}

/// Length of the TCP header in bytes, from 20 to 60.
pub(super) fn header_len(ip: &Ip<'_>, _segment: &TcpSegment<'_>) -> usize {
    ip.payload.get(12).map_or(20, |byte| usize::from(byte >> 4) * 4).clamp(20, 60)
}

/// Reads the headers in front of a TCP payload again. `before` are the bytes of the file that end where
/// the payload begins; the TCP header's length is known, that of the IP header is found by the addresses.
pub(super) fn read_again(
    before: &[u8],
    tcp_len: usize,
    src: IpAddr,
    dst: IpAddr,
    has_macs: bool,
) -> Option<Header> {
    let tcp_at = before.len().checked_sub(tcp_len)?;
    let tcp = before.get(tcp_at..)?;
    let link_and_ip = before.get(..tcp_at)?;
    let (ttl, id, df, ip_at) = match (src, dst) {
        (IpAddr::V4(src), IpAddr::V4(dst)) => ipv4(link_and_ip, src.octets(), dst.octets())?,
        (IpAddr::V6(src), IpAddr::V6(dst)) => ipv6(link_and_ip, src.octets(), dst.octets())?,
        _ => return None,
    };
    let word = |at: usize| Some(u32::from_be_bytes(tcp.get(at..at + 4)?.try_into().ok()?));
    let half = |at: usize| Some(u16::from_be_bytes(tcp.get(at..at + 2)?.try_into().ok()?));
    Some(Header {
        ttl,
        id,
        df,
        ack: word(8)?,
        flags: TcpFlags(half(12)? & 0x1ff),
        window: half(14)?,
        options_len: u8::try_from(tcp_len.saturating_sub(20)).unwrap_or(0),
        timestamps: timestamps(tcp.get(20..)?),
        macs: has_macs.then(|| macs(link_and_ip.get(..ip_at)?)).flatten(),
    })
}

type Found = (u8, Option<IpId>, bool, usize);

fn ipv4(before: &[u8], src: [u8; 4], dst: [u8; 4]) -> Option<Found> {
    (5..=15).find_map(|words: u8| {
        let at = before.len().checked_sub(usize::from(words) * 4)?;
        let header = before.get(at..)?;
        let fits = header.first() == Some(&(0x40 | words))
            && header.get(12..16) == Some(&src[..])
            && header.get(16..20) == Some(&dst[..]);
        let id = u16::from_be_bytes(header.get(4..6)?.try_into().ok()?);
        fits.then_some((*header.get(8)?, Some(id), header.get(6)? & 0x40 != 0, at))
    })
}

fn ipv6(before: &[u8], src: [u8; 16], dst: [u8; 16]) -> Option<Found> {
    (0..=16).find_map(|extensions| {
        let at = before.len().checked_sub(40 + extensions * 8)?;
        let header = before.get(at..)?;
        let fits = header.first().is_some_and(|byte| byte >> 4 == 6)
            && header.get(8..24) == Some(&src[..])
            && header.get(24..40) == Some(&dst[..]);
        fits.then_some((*header.get(7)?, None, true, at))
    })
}

/// Cards of an Ethernet header, with tags or without, that ends where `link` does.
fn macs(link: &[u8]) -> Option<(Mac, Mac)> {
    (0..=2).find_map(|tags| {
        let header = link.get(link.len().checked_sub(14 + tags * 4)?..)?;
        let is_tag =
            |at: usize| matches!(header.get(at..at + 2), Some([0x81 | 0x91, 0] | [0x88, 0xa8]));
        let fits = (0..tags).all(|tag| is_tag(12 + tag * 4)) && !is_tag(12 + tags * 4);
        let ether = matches!(header.get(12 + tags * 4..), Some([0x08, 0] | [0x86, 0xdd]));
        let (dst, src) = (header.get(..6)?.try_into().ok()?, header.get(6..12)?.try_into().ok()?);
        (fits && ether).then_some((src, dst))
    })
}

/// The timestamps among TCP options.
pub(super) fn timestamps(mut options: &[u8]) -> Option<(u32, u32)> {
    loop {
        match options {
            [8, 10, a, b, c, d, e, f, g, h, ..] => {
                let value = u32::from_be_bytes([*a, *b, *c, *d]);
                return Some((value, u32::from_be_bytes([*e, *f, *g, *h])));
            }
            [] | [0, ..] => return None,
            [1, rest @ ..] => options = rest,
            [_, length, ..] => options = options.get(usize::from(*length).max(2)..)?,
            [_] => return None,
        }
    }
}
