//! Diameter over TCP: which connections carry it, and their bytes put together to messages.

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};

use vigie_capture::tcp::{Connection, Connections, Consumer, Ending, Limits, Side, Want};
use vigie_capture::{Ip, Moment, Packet, TcpSegment};
use vigie_core::SharedBytes;

use crate::diameter::{self, Framer};
use crate::event::Spot;

/// Registered ports (RFC 6733 §2.1).
const PORTS: [u16; 3] = [3868, 5658, 5868];
/// Connections on other ports that are known to carry Diameter.
const MOST_CHOSEN: usize = 10_000;

/// Takes a whole message of Diameter, with where it came from.
pub(super) type See<'a> = dyn FnMut(&[u8], &diameter::Carrier) + 'a;

/// Connections that carry Diameter.
pub(super) struct Streams {
    connections: Connections<Pair>,
    /// Links on other ports whose payload began like a message.
    chosen: HashSet<u64>,
}

/// Both sides of a connection.
#[derive(Default)]
pub(super) struct Pair {
    client: Framer,
    server: Framer,
}

impl Streams {
    pub(super) fn new(file: SharedBytes) -> Self {
        Self { connections: Connections::new(Some(file), Limits::default()), chosen: HashSet::new() }
    }

    /// Takes a segment; the messages it completes are shown to `see`.
    pub(super) fn segment(
        &mut self,
        packet: &Packet<'_>,
        ip: &Ip<'_>,
        segment: &TcpSegment<'_>,
        see: &mut See<'_>,
    ) {
        if self.carries_diameter(ip, segment) {
            self.connections.packet(packet, ip, segment, &mut Messages { see });
        }
    }

    /// By its port, or because a segment begins like a message.
    fn carries_diameter(&mut self, ip: &Ip<'_>, segment: &TcpSegment<'_>) -> bool {
        let ports = [segment.src_port, segment.dst_port];
        if ports.iter().any(|port| PORTS.contains(port)) {
            return true;
        }
        let link = || diameter::Carrier::link_of((ip.src, ports[0]), (ip.dst, ports[1]));
        if segment.data.first() == Some(&1) && Framer::begins(segment.data) {
            if self.chosen.len() < MOST_CHOSEN {
                self.chosen.insert(link());
            }
            return true;
        }
        !self.chosen.is_empty() && self.chosen.contains(&link())
    }
}

/// Hands on the messages of connections.
struct Messages<'a, 'm> {
    see: &'a mut See<'m>,
}

impl Consumer for Messages<'_, '_> {
    type State = Pair;

    fn open(&mut self, _: &Connection) -> Pair {
        Pair::default()
    }

    fn data(
        &mut self,
        of: &Connection,
        state: &mut Pair,
        from: Side,
        bytes: &[u8],
        at: Moment,
    ) -> Want {
        let ends = |side| {
            let end: SocketAddr = of.end(side);
            (end.ip(), end.port())
        };
        let (src, dst): ((IpAddr, u16), (IpAddr, u16)) = (ends(from), ends(from.other()));
        let carrier = diameter::Carrier {
            spot: Spot {
                packet: at.packet,
                micros: at.nanos.map_or(0, |nanos| nanos.div_euclid(1000)),
            },
            src: src.0,
            dst: dst.0,
            link: diameter::Carrier::link_of(src, dst),
            is_cut: false,
            lossy: of.missing.iter().any(|missing| *missing > 0),
        };
        state.of(from).push(bytes, &mut |message| (self.see)(message, &carrier));
        Want::More
    }

    fn gap(&mut self, _: &Connection, state: &mut Pair, from: Side, _: u64, _: Moment) -> Want {
        state.of(from).gap();
        Want::More
    }

    fn close(&mut self, _: &Connection, _: Pair, _: Ending) {}
}

impl Pair {
    fn of(&mut self, side: Side) -> &mut Framer {
        match side {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        }
    }
}
