//! What can lie around a datagram.

use std::net::IpAddr;

use super::headers::{ip, udp};

/// A layer around a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Around {
    /// A tag of the given EtherType (0x8100, 0x88a8) and VLAN id.
    Vlan(u16, u16),
    /// An MPLS label.
    Mpls(u32),
    /// An MPLS label, and a pseudowire of Ethernet with a control word.
    Pseudowire(u32),
    /// A session of PPP over Ethernet.
    Pppoe(u16),
    /// GRE between two hosts.
    Gre(IpAddr, IpAddr),
    /// ERSPAN type II between two hosts.
    Erspan(IpAddr, IpAddr),
    /// IP in IP between two hosts: protocol 4 or 41.
    IpInIp(IpAddr, IpAddr),
    /// A GTP-U tunnel between two hosts.
    Gtp(u32, IpAddr, IpAddr),
    /// A VXLAN network between two hosts.
    Vxlan(u32, IpAddr, IpAddr),
    /// A Geneve network between two hosts.
    Geneve(u32, IpAddr, IpAddr),
    /// CAPWAP data between two hosts, with frames of 802.3.
    Capwap(IpAddr, IpAddr),
    /// Teredo between two hosts.
    Teredo(IpAddr, IpAddr),
}

/// An EtherType and what follows it.
pub(super) type Typed = (u16, Vec<u8>);

impl Around {
    /// `inner` with this around it.
    pub(super) fn wrap(&self, inner: &Typed) -> Typed {
        let (kind, bytes) = inner;
        let behind = |header: &[u8]| [header, bytes.as_slice()].concat();
        let framed = || ethernet([2, 0, 0, 0, 0, 0xb], [2, 0, 0, 0, 0, 0xa], *kind, bytes);
        match self {
            Self::Vlan(tag, id) => (*tag, behind(&[id.to_be_bytes(), kind.to_be_bytes()].concat())),
            Self::Mpls(label) => (0x8847, behind(&(label << 12 | 0x140).to_be_bytes())),
            Self::Pseudowire(label) => {
                let label = (label << 12 | 0x140).to_be_bytes();
                (0x8847, [&label[..], &[0; 4], &framed()].concat())
            }
            Self::Pppoe(session) => (0x8864, pppoe(*session, *kind, bytes)),
            Self::Gre(src, dst) => carried(*src, *dst, 47, &behind(&gre(0, *kind))),
            Self::Erspan(src, dst) => {
                let header =
                    [gre(0x1000, 0x88be), vec![0, 0, 0, 1], vec![0x10, 0, 0, 0, 0, 0, 0, 0]];
                carried(*src, *dst, 47, &[header.concat(), framed()].concat())
            }
            Self::IpInIp(src, dst) => {
                carried(*src, *dst, if *kind == 0x86dd { 41 } else { 4 }, bytes)
            }
            Self::Gtp(tunnel, src, dst) => {
                let len = u16::try_from(bytes.len()).unwrap().to_be_bytes();
                let header = [&[0x30, 255], &len[..], &tunnel.to_be_bytes()].concat();
                in_udp((*src, 2152), (*dst, 2152), &behind(&header))
            }
            Self::Vxlan(network, src, dst) => {
                let header = [[8, 0, 0, 0], (network << 8).to_be_bytes()].concat();
                in_udp((*src, 50_000), (*dst, 4789), &[header, framed()].concat())
            }
            Self::Geneve(network, src, dst) => {
                let header = [[0, 0, 0x65, 0x58], (network << 8).to_be_bytes()].concat();
                in_udp((*src, 50_000), (*dst, 6081), &[header, framed()].concat())
            }
            Self::Capwap(src, dst) => {
                // Header of 8 bytes, radio 1, binding of 802.11.
                let header = [0, 0x10, 0x42, 0, 0, 0, 0, 0];
                in_udp((*src, 50_000), (*dst, 5247), &[&header[..], &framed()].concat())
            }
            Self::Teredo(src, dst) => in_udp((*src, 50_000), (*dst, 3544), bytes),
        }
    }
}

fn gre(flags: u16, kind: u16) -> Vec<u8> {
    [flags.to_be_bytes(), kind.to_be_bytes()].concat()
}

/// A frame of PPP over Ethernet, behind its EtherType.
pub(super) fn pppoe(session: u16, kind: u16, bytes: &[u8]) -> Vec<u8> {
    let inner = [&ppp_protocol(kind)[..], bytes].concat();
    let mut frame = vec![0x11, 0];
    frame.extend(session.to_be_bytes());
    frame.extend(u16::try_from(inner.len()).unwrap().to_be_bytes());
    frame.extend(inner);
    frame
}

/// What PPP calls an EtherType.
pub(super) fn ppp_protocol(kind: u16) -> [u8; 2] {
    match kind {
        0x0800 => [0, 0x21],
        0x86dd => [0, 0x57],
        other => panic!("PPP does not carry {other:04x}"),
    }
}

/// A frame of Ethernet.
pub(super) fn ethernet(dst: [u8; 6], src: [u8; 6], kind: u16, bytes: &[u8]) -> Vec<u8> {
    [&dst[..], &src, &kind.to_be_bytes(), bytes].concat()
}

fn carried(src: IpAddr, dst: IpAddr, protocol: u8, payload: &[u8]) -> Typed {
    (ether_type(src), ip(src, dst, protocol, payload))
}

fn in_udp(src: (IpAddr, u16), dst: (IpAddr, u16), data: &[u8]) -> Typed {
    carried(src.0, dst.0, 17, &udp(src, dst, data))
}

pub(super) const fn ether_type(address: IpAddr) -> u16 {
    if address.is_ipv4() { 0x0800 } else { 0x86dd }
}
