//! Link types, as <https://www.tcpdump.org/linktypes.html> defines them.

use vigie_core::Stop;

use super::Walk;
use super::numbers::{u16_at, u16_le_at, u32_at, u32_le_at};
use crate::{Carried, Direction, ExportedPdu, LinkType, Unread};

/// Families of addresses that are IPv6: of Linux, and of the BSDs.
const IPV6_FAMILIES: [u32; 4] = [10, 24, 28, 30];

impl Walk<'_, '_> {
    /// A frame of a link type.
    pub(super) fn link(&mut self, link: LinkType, data: &[u8]) -> Result<(), Stop> {
        if !self.step() {
            return Ok(());
        }
        match link.0 {
            1 => self.ethernet(data),
            12 | 14 | 101 | 228 | 229 => self.ip(data),
            113 => self.cooked(data),
            276 => self.cooked_2(data),
            0 | 108 => self.loopback(data),
            9 | 50 => self.ppp(data),
            204 => self.ppp(data.get(1..).unwrap_or_default()),
            51 => self.pppoe(data),
            104 => self.cisco_hdlc(data),
            100 => self.llc(data),
            105 => self.wifi(data, super::wifi::Trailer::default()),
            119 | 163 => self.prism(data),
            127 => self.radiotap(data),
            192 => self.per_packet_information(data),
            117 => self.packet_filter_log(data),
            239 => self.netfilter_log(data),
            149 | 258 => self.packet_tap(link, data),
            252 => self.exported(data),
            139..=142 | 147..=162 | 248 => self.emit(Carried::Link(link, data), false),
            other => {
                self.tally.unread(Unread::Link(other));
                Ok(())
            }
        }
    }

    /// A PDU that Wireshark exported: one of IP or Ethernet is taken apart as such.
    fn exported(&mut self, data: &[u8]) -> Result<(), Stop> {
        let pdu = ExportedPdu::parse(data).ok();
        match pdu.and_then(|pdu| Some((pdu.protocol?, pdu.bytes))) {
            Some(("ip" | "ipv6", datagram)) => self.ip(datagram),
            Some(("eth" | "eth_withoutfcs" | "eth_maybefcs", frame)) => self.ethernet(frame),
            _ => self.emit(Carried::Link(LinkType(252), data), false),
        }
    }

    /// Linux "cooked" frames of `any`: packet type, kind of card, length of address, address, EtherType.
    fn cooked(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(kind), Some(card), Some(len), Some(carried)) =
            (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4), u16_at(data, 14))
        else {
            self.malformed();
            return Ok(());
        };
        let rest = data.get(16..).unwrap_or_default();
        self.cooked_frame(kind, card, data.get(6..12).filter(|_| len == 6), carried, rest)
    }

    /// The second version: EtherType, two bytes kept, interface, kind of card, packet type, address.
    fn cooked_2(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(carried), Some(card), Some([kind, len])) =
            (u16_at(data, 0), u16_at(data, 8), data.get(10..12))
        else {
            self.malformed();
            return Ok(());
        };
        let address = data.get(12..18).filter(|_| *len == 6);
        let rest = data.get(20..).unwrap_or_default();
        self.cooked_frame(u16::from(*kind), card, address, carried, rest)
    }

    fn cooked_frame(
        &mut self,
        kind: u16,
        card: u16,
        address: Option<&[u8]>,
        carried: u16,
        data: &[u8],
    ) -> Result<(), Stop> {
        self.direction = match kind {
            0 => Some(Direction::In),
            4 => Some(Direction::Out),
            _ => self.direction,
        };
        if let Some(sender) = address.and_then(|address| address.first_chunk()) {
            self.around.macs = Some((*sender, [0; 6]));
        }
        match (card, carried) {
            // Cards in monitor mode: 802.11, with Prism or radiotap before it.
            (801, _) => self.wifi(data, super::wifi::Trailer::default()),
            (802, _) => self.prism(data),
            (803, _) => self.radiotap(data),
            (_, 4) => self.llc(data),
            _ => self.ethertype(carried, data),
        }
    }

    /// A family of addresses in four bytes, in the order of the machine that captured.
    fn loopback(&mut self, data: &[u8]) -> Result<(), Stop> {
        let Some(family) = u32_at(data, 0) else {
            self.malformed();
            return Ok(());
        };
        let family = family.min(family.swap_bytes());
        if family == 2 || IPV6_FAMILIES.contains(&family) {
            return self.ip(data.get(4..).unwrap_or_default());
        }
        self.tally.unread(Unread::Link(0));
        Ok(())
    }

    /// An address, a zero, and an EtherType.
    fn cisco_hdlc(&mut self, data: &[u8]) -> Result<(), Stop> {
        let Some(carried) = u16_at(data, 2) else {
            self.malformed();
            return Ok(());
        };
        self.ethertype(carried, data.get(4..).unwrap_or_default())
    }

    /// PPI: version, flags, length of the header, link type of what follows; all little-endian.
    fn per_packet_information(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(len), Some(link)) = (u16_le_at(data, 2), u32_le_at(data, 4)) else {
            self.malformed();
            return Ok(());
        };
        let rest = data.get(usize::from(len).max(8)..).unwrap_or_default();
        if link == 192 {
            self.malformed();
            return Ok(());
        }
        self.link(LinkType(link), rest)
    }

    /// OpenBSD's packet filter: the header's length in its first byte, padded to four.
    fn packet_filter_log(&mut self, data: &[u8]) -> Result<(), Stop> {
        let len = data.first().map_or(0, |len| usize::from(*len).next_multiple_of(4));
        self.ip(data.get(len..).unwrap_or_default())
    }

    /// Linux's netfilter: family, version, resource, then fields of length and kind in the order of the
    /// machine that captured; 9 is the packet.
    fn netfilter_log(&mut self, data: &[u8]) -> Result<(), Stop> {
        let fields = data.get(4..).unwrap_or_default();
        let found = field_of(fields, 9, u16_le_at).or_else(|| field_of(fields, 9, u16_at));
        match found {
            Some(packet) => self.ip(packet),
            None => {
                self.malformed();
                Ok(())
            }
        }
    }

    /// Apple's tap (`rvictl`, `tcpdump -i pktap`): little-endian length, kind, link type, name of the
    /// interface, flags. It shares number 149 with the user's second link type.
    fn packet_tap(&mut self, link: LinkType, data: &[u8]) -> Result<(), Stop> {
        let fields = (u32_le_at(data, 0), u32_le_at(data, 4), u32_le_at(data, 8));
        if let (Some(len @ 40..=1024), Some(1), Some(inner @ 0..=300)) = fields
            && inner != 149
            && inner != 258
            && let Some(rest) = usize::try_from(len).ok().and_then(|len| data.get(len..))
        {
            self.direction = match u32_le_at(data, 36).unwrap_or_default() & 3 {
                1 => Some(Direction::In),
                2 => Some(Direction::Out),
                _ => self.direction,
            };
            return self.link(LinkType(inner), rest);
        }
        if link.0 == 149 {
            return self.emit(Carried::Link(link, data), false);
        }
        self.malformed();
        Ok(())
    }
}

/// The value of the first field of `kind`: lengths count their four bytes of header, padded to four.
fn field_of(
    mut fields: &[u8],
    kind: u16,
    number: impl Fn(&[u8], usize) -> Option<u16>,
) -> Option<&[u8]> {
    loop {
        let len = usize::from(number(fields, 0)?);
        if len < 4 {
            return None;
        }
        if number(fields, 2)? & 0x7fff == kind {
            // The capture may have cut it.
            return fields.get(4..len.min(fields.len()));
        }
        fields = fields.get(len.next_multiple_of(4)..)?;
    }
}
