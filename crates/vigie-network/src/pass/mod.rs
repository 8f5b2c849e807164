//! One pass over a capture: each packet goes to the protocols that can read it.

mod datagrams;
mod ends;
mod on_device;
mod probe;
mod quic_path;
mod streams;

use vigie_capture::tcp::{Connections, Limits};
use vigie_capture::{Carried, FragmentConflict, Moment, Packet, Transport};
use vigie_core::SharedBytes;

use crate::dissect::Output;
use crate::protocols::connections::Overview;
use crate::protocols::neighbours::{FragmentRecord, Neighbours};
use datagrams::Datagrams;
use streams::{Shared, Stream, Streams};

/// A pass over one capture.
pub(crate) struct Pass {
    connections: Connections<Stream>,
    datagrams: Datagrams,
    shared: Shared,
    overview: Overview,
    neighbours: Neighbours,
    first: Option<Moment>,
    /// Earliest and latest time, in nanoseconds.
    span: Option<(i64, i64)>,
}

impl Pass {
    /// Before the first packet. `file` are the bytes that packets say they stand in.
    pub(crate) fn new(file: Option<SharedBytes>) -> Self {
        let overview = Overview { compares_all: file.is_some(), ..Overview::default() };
        Self {
            overview,
            neighbours: Neighbours::default(),
            first: None,
            span: None,
            connections: Connections::new(file, Limits::default()),
            datagrams: Datagrams::new(),
            shared: Shared::default(),
        }
    }

    /// Takes the next packet.
    pub(crate) fn packet(&mut self, packet: &Packet<'_>, out: &mut Output<'_, '_>) {
        self.count(packet);
        self.neighbours.see(packet);
        let Carried::Ip(ip) = &packet.carried else { return };
        match &ip.transport {
            Transport::Tcp(segment) => {
                let mut streams = Streams { shared: &mut self.shared, out };
                self.connections.packet(packet, ip, segment, &mut streams);
            }
            Transport::Udp(datagram) => {
                self.datagrams.packet(packet, ip, datagram, &mut self.shared.numbers, out);
            }
            Transport::Icmp(message) => self.datagrams.refused(packet.path, ip.protocol, message),
            _ => {}
        }
    }

    /// Fragments contradict each other.
    pub(crate) fn fragments(conflict: &FragmentConflict, out: &mut Output<'_, '_>) {
        out.emit(conflict.other_at, &FragmentRecord::from(conflict));
    }

    /// The capture is over.
    pub(crate) fn finish(mut self, out: &mut Output<'_, '_>) {
        let mut streams = Streams { shared: &mut self.shared, out };
        self.connections.finish(&mut streams);
        let conversations = self.datagrams.finish(out);
        self.neighbours.finish(out);
        let Some(first) = self.first else { return };
        self.overview.count(self.connections.statistics());
        self.overview.datagram_conversations = conversations;
        self.overview.on_device = self.shared.path.is_so();
        let time = |nanos| Moment { packet: 0, nanos: Some(nanos) }.time();
        self.overview.first = self.span.and_then(|(first, _)| time(first));
        self.overview.last = self.span.and_then(|(_, last)| time(last));
        out.emit(first, &self.overview);
        for (count, what) in [
            (
                self.overview.not_compared,
                "segments that came again could not be compared with what they repeat",
            ),
            (
                self.overview.spilled,
                "connections were left before their end: there were too many at a time",
            ),
        ] {
            if count > 0 {
                out.problem(first, format!("{count} {what}"));
            }
        }
    }

    fn count(&mut self, packet: &Packet<'_>) {
        let at = packet.at;
        match packet.is_repeat {
            true => self.overview.copies += 1,
            false => self.overview.packets += 1,
        }
        self.first.get_or_insert(at);
        if let Some(nanos) = at.nanos {
            let (first, last) = self.span.unwrap_or((nanos, nanos));
            self.span = Some((first.min(nanos), last.max(nanos)));
        }
        if packet.macs.is_some() {
            self.shared.path.see_macs();
        }
    }
}
