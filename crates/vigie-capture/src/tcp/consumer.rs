//! Who is told of connections.

use super::{Conflict, Connection, Side};
use crate::{Ip, Moment, Packet, TcpSegment};

/// What a consumer wants of the bytes that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// All of them.
    More,
    /// Not this many of this side, then all again.
    Skip(u64),
    /// No more bytes of this connection, from either side.
    Nothing,
}

/// How a connection came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Both sides closed.
    Closed,
    /// This side reset it.
    Reset(Side),
    /// The same ends began anew.
    Replaced,
    /// Nothing was heard of it for an hour.
    Idle,
    /// There were too many: it was the one that was silent longest.
    Spilled,
    /// The capture ended before it.
    Open,
}

/// A segment as it comes, with what its connection says of it.
pub struct Seen<'a> {
    /// Who sent it.
    pub from: Side,
    /// The packet.
    pub packet: &'a Packet<'a>,
    /// Its datagram.
    pub ip: &'a Ip<'a>,
    /// The segment.
    pub segment: &'a TcpSegment<'a>,
    /// How far its first byte lies beyond what was delivered of its side: 0 in order, less for what was
    /// sent again, more ahead of the stream. 0 for the first segment of a side.
    pub beyond: i64,
    /// True where the same packet was captured before, at another point or by another interface.
    pub is_copy: bool,
}

/// Is told of connections. What it keeps of each is its `State`.
pub trait Consumer {
    /// What it keeps of each connection.
    type State;

    /// A connection begins; its first segment is shown next.
    fn open(&mut self, of: &Connection) -> Self::State;

    /// A segment, before its bytes are.
    fn segment(&mut self, of: &Connection, state: &mut Self::State, seen: &Seen<'_>) {
        let _ = (of, state, seen);
    }

    /// Further bytes of one side, in order and each once, from the packet `at`.
    fn data(
        &mut self,
        of: &Connection,
        state: &mut Self::State,
        from: Side,
        bytes: &[u8],
        at: Moment,
    ) -> Want;

    /// That many bytes of one side are not in the capture.
    fn gap(
        &mut self,
        of: &Connection,
        state: &mut Self::State,
        from: Side,
        missing: u64,
        at: Moment,
    ) -> Want {
        let _ = (of, state, from, missing, at);
        Want::Nothing
    }

    /// Two segments say different things at one place of the stream.
    fn conflict(&mut self, of: &Connection, state: &mut Self::State, conflict: &Conflict<'_>) {
        let _ = (of, state, conflict);
    }

    /// Both sides closed in order: no more bytes come. Segments that come late are still shown.
    fn finish(&mut self, of: &Connection, state: &mut Self::State) {
        let _ = (of, state);
    }

    /// Nothing more is told of this connection.
    fn close(&mut self, of: &Connection, state: Self::State, ending: Ending);
}
