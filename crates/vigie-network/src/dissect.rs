//! How a protocol is read: what it is given, and where it puts what it learns.

use std::net::SocketAddr;

use vigie_capture::{Moment, Packet, Path};
use vigie_core::{Locator, Record, Sink, Stop};

/// Who of a conversation speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The one that opened it.
    Client,
    /// The one that was asked.
    Server,
}

impl Side {
    /// The other one.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
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
    /// Not this many, then all again: a body whose length is known is passed over, not buffered.
    Skip(u64),
    /// No more in either direction.
    Done,
}

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

    /// The connection is over, or the capture.
    fn close(&mut self, of: &Conversation, at: Moment, out: &mut Output<'_, '_>) {
        let _ = (of, at, out);
    }
}

/// A protocol in streams, in the table of protocols.
pub(crate) trait StreamProtocol: Sync {
    /// Its name, lower case: `tls`.
    fn name(&self) -> &'static str;

    /// Whether a stream speaks it, by the first bytes of one side; `None` where more are needed, at most
    /// 16 KiB in all. Ports are a hint at most.
    fn speaks(&self, of: &Conversation, from: Side, start: &[u8]) -> Option<bool>;

    /// Starts reading.
    fn dissector(&self) -> Box<dyn StreamDissector>;
}

/// A protocol in datagrams, in the table of protocols; it keeps what it needs of all conversations.
pub(crate) trait DatagramDissector {
    /// Its name, lower case: `dns`.
    fn name(&self) -> &'static str;

    /// Looks at one datagram; true when it was of this protocol.
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
}

impl<'a, 's> Output<'a, 's> {
    /// Puts them into `sink`.
    pub(crate) fn new(sink: &'a mut Sink<'s>) -> Self {
        Self { sink, stop: None }
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
