//! One pass over a capture: each packet goes to the protocols that can read it.

mod datagrams;
mod ends;
mod probe;
mod streams;

use vigie_capture::tcp::{Connections, Limits};
use vigie_capture::{Carried, Packet, Transport};
use vigie_core::SharedBytes;

use crate::dissect::Output;
use datagrams::Datagrams;
use streams::{Shared, Stream, Streams};

/// A pass over one capture.
pub(crate) struct Pass {
    connections: Connections<Stream>,
    datagrams: Datagrams,
    shared: Shared,
}

impl Pass {
    /// Before the first packet. `file` are the bytes that packets say they stand in.
    pub(crate) fn new(file: Option<SharedBytes>) -> Self {
        Self {
            connections: Connections::new(file, Limits::default()),
            datagrams: Datagrams::new(),
            shared: Shared::default(),
        }
    }

    /// Takes the next packet.
    pub(crate) fn packet(&mut self, packet: &Packet<'_>, out: &mut Output<'_, '_>) {
        let Carried::Ip(ip) = &packet.carried else { return };
        match &ip.transport {
            Transport::Tcp(segment) => {
                let mut streams = Streams { shared: &mut self.shared, out };
                self.connections.packet(packet, ip, segment, &mut streams);
            }
            Transport::Udp(datagram) => {
                self.datagrams.packet(packet, ip, datagram, &mut self.shared.numbers, out);
            }
            _ => {}
        }
    }

    /// The capture is over.
    pub(crate) fn finish(mut self, out: &mut Output<'_, '_>) {
        let mut streams = Streams { shared: &mut self.shared, out };
        self.connections.finish(&mut streams);
        self.datagrams.finish(out);
    }
}
