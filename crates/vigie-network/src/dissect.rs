//! How a protocol is read: what it is given, and where it puts what it learns.

use std::net::SocketAddr;

use vigie_capture::{Moment, Packet, Path};
use vigie_core::{Kind, Locator, Record, Sink, Stop, Text};

pub(crate) use vigie_capture::tcp::Side;

use crate::certificates::Memory;
use crate::protocols::exposure::{Ledger, Thing};

/// A protocol: what its folder's `ITEM` declares.
pub(crate) struct Protocol {
    /// Its name, lower case, as records show it: `tls`.
    pub(crate) name: &'static str,
    /// Kinds of record it gives.
    pub(crate) kinds: &'static [&'static Kind],
    /// Every phrase that a stamp of its records carries, in each language.
    pub(crate) means: &'static [Text],
    /// How it is read in streams.
    pub(crate) stream: Option<&'static dyn StreamProtocol>,
    /// Starts reading it in datagrams, once for a capture.
    pub(crate) datagrams: Option<fn() -> Box<dyn DatagramDissector>>,
}

/// Two ends that speak with each other: a TCP connection, or datagrams between two ports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conversation {
    /// Its number in the capture, counting from 0; records name it.
    pub(crate) number: u64,
    /// The end that opened it; where the beginning was not captured, the one with the higher port.
    pub(crate) client: SocketAddr,
    /// The other end.
    pub(crate) server: SocketAddr,
    /// Which world it belongs to.
    pub(crate) path: Path,
    /// Its first packet.
    pub(crate) first: Moment,
}

/// What a dissector wants of the bytes that follow in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// All of them.
    More,
    /// Not this many after those just given, then all again: a body whose length is known is passed
    /// over, not buffered. A gap within them is passed over as well.
    Skip(u64),
    /// Those just given from this one on (counting from 0) come again with what follows them, once the
    /// other side was heard: what a client sends before the answer that tells what it means. At most
    /// [`PROBE`] bytes are held.
    Wait(usize),
    /// From this one of those just given on (counting from 0), and from the next unread one of the other
    /// side, the stream speaks another protocol, which is found by content: after STARTTLS, CONNECT,
    /// SOCKS. The dissector is closed.
    HandOver(usize),
    /// No more in either direction. The dissector is closed.
    Done,
}

/// Most bytes of one side that are looked at to find out what a stream speaks.
pub(crate) const PROBE: usize = 16 << 10;

/// Reads one stream of a connection. It holds a bounded part of it at any time.
pub(crate) trait StreamDissector {
    /// Further bytes from one side, in order and each once.
    fn data(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next;

    /// That many bytes of one side are not in the capture.
    fn gap(
        &mut self,
        of: &Conversation,
        from: Side,
        missing: u64,
        out: &mut Output<'_, '_>,
    ) -> Next {
        let _ = (of, from, missing, out);
        Next::Done
    }

    /// The connection is over, or the capture, or it answered [`Next::HandOver`] or [`Next::Done`].
    /// Called once, last.
    fn close(&mut self, of: &Conversation, at: Moment, out: &mut Output<'_, '_>) {
        let _ = (of, at, out);
    }
}

/// A protocol in streams, in the table of protocols.
pub(crate) trait StreamProtocol: Sync {
    /// Whether a stream speaks it, by the first bytes of one side; `None` where more are needed, at most
    /// [`PROBE`] in all. `Some(false)` says it of this side's bytes alone: those of the other are asked
    /// for as well. Ports are a hint at most. Where several protocols say yes, the first of the table
    /// gets the stream.
    fn speaks(&self, of: &Conversation, from: Side, start: &[u8]) -> Option<bool>;

    /// Starts reading.
    fn dissector(&self) -> Box<dyn StreamDissector>;
}

/// A protocol in datagrams, in the table of protocols; it keeps what it needs of all conversations.
pub(crate) trait DatagramDissector {
    /// Ports whose datagrams it is shown before the other dissectors are.
    fn ports(&self) -> &'static [u16] {
        &[]
    }

    /// Looks at one datagram; true when it was of this protocol, and then the conversation's next ones
    /// come here first. Conversations whose first datagrams nobody knows are no longer shown, so a
    /// dissector says yes to what it merely skips.
    fn datagram(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) -> bool;

    /// The capture is over.
    fn close(&mut self, out: &mut Output<'_, '_>) {
        let _ = out;
    }
}

/// Where dissectors put records.
pub(crate) struct Output<'a, 's> {
    sink: &'a mut Sink<'s>,
    stop: Option<Stop>,
    exposures: Ledger,
    /// What is known of certificates in this capture.
    pub(crate) certificates: Memory,
}

impl<'a, 's> Output<'a, 's> {
    /// Puts them into `sink`. There is one for the whole of a capture: it counts.
    pub(crate) fn new(sink: &'a mut Sink<'s>) -> Self {
        Self { sink, stop: None, exposures: Ledger::default(), certificates: Memory::default() }
    }

    /// Counts something that anybody on the path could read: what kind of thing, never the thing.
    pub(crate) fn exposed(&mut self, thing: Thing, protocol: &'static str, at: Moment) {
        self.exposures.add(thing, protocol, at);
    }

    /// Keeps a record of each kind of thing that could be read so far.
    pub(crate) fn emit_exposures(&mut self) {
        for (at, exposure) in std::mem::take(&mut self.exposures).records() {
            self.emit(at, &exposure);
        }
    }

    /// Keeps a record that stands in the packet `at`.
    pub(crate) fn emit(&mut self, at: Moment, record: &dyn Record) {
        if self.stop.is_none() {
            self.stop = self.sink.emit(Locator::Packet(at.packet), record).err();
        }
    }

    /// Notes damage that was skipped.
    pub(crate) fn problem(&mut self, at: Moment, message: impl Into<String>) {
        self.sink.problem(Locator::Packet(at.packet), message);
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// When a limit was reached or the user interrupted.
    pub(crate) fn check(&mut self) -> Result<(), Stop> {
        self.stop.take().map_or_else(|| self.sink.check(), Err)
    }
}
