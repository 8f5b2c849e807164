//! What one packet of a capture carries, borrowed from the bytes that were read.

use std::fmt;
use std::net::IpAddr;

use vigie_core::Time;

/// Where a packet stands in a capture, and when it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Number of the frame in the file, counting from 1.
    pub packet: u64,
    /// When it was captured, in nanoseconds since 1970; `None` where the file does not say (pcapng's
    /// simple packet blocks).
    pub nanos: Option<i64>,
}

impl Moment {
    /// The instant to the microsecond.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        Time::from_unix_micros(self.nanos?.div_euclid(1000))
    }
}

/// Link-layer header type, as <https://www.tcpdump.org/linktypes.html> numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkType(pub u32);

impl fmt::Display for LinkType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.0 {
            0 | 108 => "loopback",
            1 => "Ethernet",
            9 | 50 => "PPP",
            12 | 14 | 101 | 228 | 229 => "raw IP",
            51 => "PPPoE",
            104 => "Cisco HDLC",
            105 => "Wi-Fi",
            113 => "Linux cooked",
            119 => "Wi-Fi with Prism",
            127 => "Wi-Fi with radiotap",
            139 | 140 => "MTP2",
            141 => "MTP3",
            142 => "SCCP",
            192 => "PPI",
            239 => "NFLOG",
            248 => "SCTP",
            252 => "exported PDUs",
            258 => "PKTAP",
            276 => "Linux cooked 2",
            other => return write!(f, "link type {other}"),
        };
        f.write_str(name)
    }
}

/// Address of a network card.
pub type Mac = [u8; 6];

/// Which conversation's world a packet belongs to: equal addresses in two VLANs or two tunnels are two
/// hosts. A hash of all VLAN ids, tunnel endpoints and tunnel ids around the packet; 0 without any.
/// Both directions of a conversation have the same, so ids that differ between directions (TEIDs, MPLS
/// labels, calls of PPTP) stay out of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path(pub u64);

/// What lay around a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Layer {
    /// IEEE 802.1Q tag, with its VLAN id.
    Vlan(u16),
    /// MPLS label.
    Mpls(u32),
    /// PPP over Ethernet session.
    Pppoe(u16),
    /// Generic Routing Encapsulation.
    Gre,
    /// IP in IP, 6in4 and the like, with the outer protocol number.
    IpInIp(u8),
    /// VXLAN network.
    Vxlan(u32),
    /// Geneve network.
    Geneve(u32),
    /// GTP-U tunnel.
    GtpU(u32),
    /// CAPWAP data.
    Capwap,
    /// Teredo.
    Teredo,
    /// IEEE 802.11 data frame.
    Wifi,
}

/// Which way a frame went, as the machine that captured it saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// It came in.
    In,
    /// It went out: checksums of its transport may have been left to the card.
    Out,
}

/// Where the bytes of a packet come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// They stand in one piece at this offset of the capture file, which is not compressed.
    File(u64),
    /// They were joined from fragments, or the file is compressed or a stream: they cannot be read again.
    Memory,
}

/// One packet, without its link headers and tunnels.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// Where and when.
    pub at: Moment,
    /// Number of the interface it was captured on, counting from 0 over the whole file.
    pub interface: u32,
    /// Cards that sent and received the frame, where the link says so; Linux's "cooked" link types
    /// say only who sent, and the other is all zeros.
    pub macs: Option<(Mac, Mac)>,
    /// Which world it belongs to.
    pub path: Path,
    /// What lay around it, the outermost first.
    pub layers: &'a [Layer],
    /// True where the capture kept only the beginning of the frame.
    pub is_cut: bool,
    /// Which way it went, where the file says so.
    pub direction: Option<Direction>,
    /// True where the same datagram was just seen, at another point of its way or twice at the same:
    /// on `any`, before and behind a router, in the air and on the wire, or sent again by Wi-Fi. Its
    /// bytes and identification are the same, its time to live is the same or differs by one.
    pub is_repeat: bool,
    /// What it carries.
    pub carried: Carried<'a>,
}

/// What a packet carries.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Carried<'a> {
    /// A datagram of the Internet Protocol, put together from its fragments.
    Ip(Ip<'a>),
    /// An ARP packet, from its hardware type on.
    Arp(&'a [u8]),
    /// The payload of a link type that carries no IP: MTP2, MTP3, SCCP, SCTP, exported PDUs.
    Link(LinkType, &'a [u8]),
}

/// The identification field of IPv4.
pub type IpId = u16;

/// An IP datagram.
#[derive(Clone, Copy, Debug)]
pub struct Ip<'a> {
    /// Sender.
    pub src: IpAddr,
    /// Receiver.
    pub dst: IpAddr,
    /// Time to live, or hop limit.
    pub ttl: u8,
    /// Identification, in IPv4.
    pub id: Option<IpId>,
    /// Whether "don't fragment" is set; true in IPv6.
    pub df: bool,
    /// Differentiated services and congestion bits.
    pub tos: u8,
    /// Protocol number of the transport, after IPv6 extension headers.
    pub protocol: u8,
    /// Whether it came in fragments.
    pub was_fragmented: bool,
    /// True where bytes of `payload` are missing at its end.
    pub is_cut: bool,
    /// The transport header and all that follows, without padding of the link.
    pub payload: &'a [u8],
    /// Where the first byte of `payload` stands.
    pub origin: Origin,
    /// The transport, taken apart.
    pub transport: Transport<'a>,
}

/// A transport's header, and what it carries.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Transport<'a> {
    /// TCP.
    Tcp(TcpSegment<'a>),
    /// UDP.
    Udp(UdpDatagram<'a>),
    /// SCTP, from its common header on.
    Sctp(&'a [u8]),
    /// ICMP or ICMPv6, from its type on.
    Icmp(&'a [u8]),
    /// Another protocol, encrypted, or damaged.
    Other,
}

/// Control bits of TCP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TcpFlags(pub u16);

impl TcpFlags {
    /// FIN.
    #[must_use]
    pub const fn fin(self) -> bool {
        self.0 & 0x01 != 0
    }

    /// SYN.
    #[must_use]
    pub const fn syn(self) -> bool {
        self.0 & 0x02 != 0
    }

    /// RST.
    #[must_use]
    pub const fn rst(self) -> bool {
        self.0 & 0x04 != 0
    }

    /// PSH.
    #[must_use]
    pub const fn psh(self) -> bool {
        self.0 & 0x08 != 0
    }

    /// ACK.
    #[must_use]
    pub const fn ack(self) -> bool {
        self.0 & 0x10 != 0
    }

    /// URG.
    #[must_use]
    pub const fn urg(self) -> bool {
        self.0 & 0x20 != 0
    }
}

/// Options of a TCP header that matter here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TcpOptions {
    /// Maximum segment size.
    pub mss: Option<u16>,
    /// Window scale.
    pub window_scale: Option<u8>,
    /// Timestamp value and echo reply (RFC 7323).
    pub timestamps: Option<(u32, u32)>,
    /// Whether selective acknowledgement is permitted.
    pub sack_permitted: bool,
}

/// A TCP segment.
#[derive(Clone, Copy, Debug)]
pub struct TcpSegment<'a> {
    /// Port of the sender.
    pub src_port: u16,
    /// Port of the receiver.
    pub dst_port: u16,
    /// Sequence number of the first byte, or of SYN.
    pub seq: u32,
    /// Acknowledgement number.
    pub ack: u32,
    /// Control bits.
    pub flags: TcpFlags,
    /// Window as written, not scaled.
    pub window: u16,
    /// Checksum as written.
    pub checksum: u16,
    /// Urgent pointer.
    pub urgent: u16,
    /// Options.
    pub options: TcpOptions,
    /// Options as written, with their padding.
    pub option_bytes: &'a [u8],
    /// The bytes it carries.
    pub data: &'a [u8],
    /// How many bytes it carried on the wire: more than `data` where the capture cut it.
    pub data_len: u32,
    /// Where the first byte of `data` stands.
    pub origin: Origin,
}

/// A UDP datagram.
#[derive(Clone, Copy, Debug)]
pub struct UdpDatagram<'a> {
    /// Port of the sender.
    pub src_port: u16,
    /// Port of the receiver.
    pub dst_port: u16,
    /// Checksum as written; 0 where the sender gave none.
    pub checksum: u16,
    /// The bytes it carries.
    pub data: &'a [u8],
    /// How many bytes it carried on the wire: more than `data` where the capture cut it.
    pub data_len: u32,
    /// Where the first byte of `data` stands.
    pub origin: Origin,
}
