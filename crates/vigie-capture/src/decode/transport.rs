//! TCP (RFC 9293), UDP (RFC 768), SCTP (RFC 9260) and ICMP.

use vigie_core::Stop;

use super::Walk;
use super::ip::{Header, Payload};
use super::numbers::u16_at;
use crate::{Carried, Ip, TcpFlags, TcpOptions, TcpSegment, Transport, UdpDatagram};

/// Port of SCTP inside UDP (RFC 6951).
const SCTP_IN_UDP: u16 = 9899;

impl Walk<'_, '_> {
    /// A datagram whose transport is known.
    #[inline]
    pub(super) fn transport(&mut self, header: &Header, payload: Payload<'_>) -> Result<(), Stop> {
        match header.protocol {
            6 => {
                let Some(segment) = self.tcp(payload) else {
                    self.malformed();
                    return self.other(header, payload);
                };
                self.tally.tcp = self.tally.tcp.wrapping_add(1);
                self.give(header, payload, Transport::Tcp(segment))
            }
            17 => {
                let Some((datagram, inside)) = self.udp(payload) else {
                    self.malformed();
                    return self.other(header, payload);
                };
                if self.udp_tunnel(header, &datagram)? {
                    return Ok(());
                }
                if datagram.src_port == SCTP_IN_UDP || datagram.dst_port == SCTP_IN_UDP {
                    self.tally.sctp = self.tally.sctp.wrapping_add(1);
                    let header = Header { protocol: 132, ..*header };
                    return self.give(&header, inside, Transport::Sctp(inside.bytes));
                }
                self.tally.udp = self.tally.udp.wrapping_add(1);
                self.give(header, payload, Transport::Udp(datagram))
            }
            132 => {
                self.tally.sctp = self.tally.sctp.wrapping_add(1);
                self.give(header, payload, Transport::Sctp(payload.bytes))
            }
            _ => {
                self.tally.icmp = self.tally.icmp.wrapping_add(1);
                self.give(header, payload, Transport::Icmp(payload.bytes))
            }
        }
    }

    /// A datagram of a transport that is not taken apart.
    pub(super) fn other(&mut self, header: &Header, payload: Payload<'_>) -> Result<(), Stop> {
        self.give(header, payload, Transport::Other)
    }

    fn give(
        &mut self,
        header: &Header,
        payload: Payload<'_>,
        transport: Transport<'_>,
    ) -> Result<(), Stop> {
        let is_repeat = self.repeats.see(self.at.nanos, self.around.path, header, payload.bytes);
        let ip = Ip {
            src: header.src,
            dst: header.dst,
            ttl: header.ttl,
            id: header.id,
            df: header.df,
            tos: header.tos,
            protocol: header.protocol,
            was_fragmented: header.was_fragmented,
            is_cut: payload.is_cut(),
            payload: payload.bytes,
            origin: self.origin(payload.bytes),
            transport,
        };
        self.emit(Carried::Ip(ip), is_repeat)
    }

    #[inline]
    fn tcp<'a>(&self, payload: Payload<'a>) -> Option<TcpSegment<'a>> {
        let header = payload.bytes.first_chunk::<20>()?;
        let [s0, s1, d0, d1, n0, n1, n2, n3, a0, a1, a2, a3, offset, flags, rest @ ..] = *header;
        let [w0, w1, c0, c1, u0, u1] = rest;
        let len = usize::from(offset >> 4).saturating_mul(4);
        if len < 20 {
            return None;
        }
        let option_bytes = payload.bytes.get(20..len.min(payload.bytes.len()))?;
        let data = payload.after(len);
        let on_wire = payload.on_wire.saturating_sub(u32::from(offset >> 4).saturating_mul(4));
        Some(TcpSegment {
            src_port: u16::from_be_bytes([s0, s1]),
            dst_port: u16::from_be_bytes([d0, d1]),
            seq: u32::from_be_bytes([n0, n1, n2, n3]),
            ack: u32::from_be_bytes([a0, a1, a2, a3]),
            flags: TcpFlags(u16::from_be_bytes([offset & 0xf, flags])),
            window: u16::from_be_bytes([w0, w1]),
            checksum: u16::from_be_bytes([c0, c1]),
            urgent: u16::from_be_bytes([u0, u1]),
            options: options(option_bytes),
            option_bytes,
            data: data.bytes,
            data_len: on_wire,
            origin: self.origin(data.bytes),
        })
    }

    /// The datagram, and what it carries.
    #[inline]
    fn udp<'a>(&self, payload: Payload<'a>) -> Option<(UdpDatagram<'a>, Payload<'a>)> {
        let header = payload.bytes.first_chunk::<8>()?;
        let [s0, s1, d0, d1, l0, l1, c0, c1] = *header;
        let inside = payload.after(8);
        // Zero where the card was to cut it in segments.
        let on_wire = match u32::from(u16::from_be_bytes([l0, l1])) {
            0 => inside.on_wire,
            len => len.checked_sub(8)?.min(inside.on_wire),
        };
        let bytes = inside.bytes.get(..inside.bytes.len().min(on_wire as usize))?;
        let datagram = UdpDatagram {
            src_port: u16::from_be_bytes([s0, s1]),
            dst_port: u16::from_be_bytes([d0, d1]),
            checksum: u16::from_be_bytes([c0, c1]),
            data: bytes,
            data_len: on_wire,
            origin: self.origin(bytes),
        };
        Some((datagram, Payload { bytes, on_wire }))
    }
}

/// The options that matter here, up to the end of options or to damage.
#[inline]
fn options(mut bytes: &[u8]) -> TcpOptions {
    let mut options = TcpOptions::default();
    // What nearly every segment of nearly every system has: two bytes of nothing, timestamps.
    if let [1, 1, 8, 10, v0, v1, v2, v3, e0, e1, e2, e3] = bytes {
        let value = u32::from_be_bytes([*v0, *v1, *v2, *v3]);
        let echo = u32::from_be_bytes([*e0, *e1, *e2, *e3]);
        options.timestamps = Some((value, echo));
        return options;
    }
    while let [kind, rest @ ..] = bytes {
        match kind {
            0 => break,
            1 => bytes = rest,
            _ => {
                let len = rest.first().map_or(0, |len| usize::from(*len));
                let Some(value) = bytes.get(2..len) else { break };
                note_option(&mut options, *kind, value);
                bytes = bytes.get(len..).unwrap_or_default();
            }
        }
    }
    options
}

fn note_option(options: &mut TcpOptions, kind: u8, value: &[u8]) {
    match (kind, value) {
        (2, _) => options.mss = u16_at(value, 0),
        (3, [scale]) => options.window_scale = Some(*scale),
        (4, []) => options.sack_permitted = true,
        (8, [v0, v1, v2, v3, e0, e1, e2, e3]) => {
            let value = u32::from_be_bytes([*v0, *v1, *v2, *v3]);
            options.timestamps = Some((value, u32::from_be_bytes([*e0, *e1, *e2, *e3])));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_in_any_order_and_damaged() {
        let of_syn = [2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 7, 0, 0, 0, 0, 1, 3, 3, 7];
        let read = options(&of_syn);
        assert_eq!((read.mss, read.window_scale, read.sack_permitted), (Some(1460), Some(7), true));
        assert_eq!(read.timestamps, Some((7, 0)));
        assert_eq!(options(&[1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2]).timestamps, Some((1, 2)));
        assert_eq!(
            options(&[3, 3, 7, 8, 10, 0]),
            TcpOptions { window_scale: Some(7), ..TcpOptions::default() }
        );
        assert_eq!(options(&[5, 0, 3, 3, 7]), TcpOptions::default());
        assert_eq!(options(&[0, 3, 3, 7]), TcpOptions::default());
    }
}
