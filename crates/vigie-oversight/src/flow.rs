//! Units that follow one another in a file or in a TCP connection, taken apart: PS-PDUs, X2 and X3 PDUs.
//!
//! A unit is looked at when all of its octets are there, is never longer than [`MOST_UNIT`], and what is no
//! unit is told with its place and left out up to the next that looks like one. Octets that a capture
//! lacks are told as such: they are a hole in the capture, not in what was sent.

use std::net::SocketAddr;

use vigie_capture::tcp::{Connection, Connections, Consumer, Ending, Limits, Side, Want};
use vigie_capture::{Capture, Carried, Moment, Transport};
use vigie_core::{Input, Locator, Sink, Stop, Streamed, Time};

/// Octets of the longest unit.
pub(crate) const MOST_UNIT: usize = 16 << 20;

/// A connection of a handover lives as long as it is not closed: silence does not end it.
const LONG: Limits =
    Limits { connections: 20_000, segments: 2 << 20, idle: i64::MAX / 4, linger: 60_000_000_000 };

/// Octets read at a time from a file.
const BLOCK: usize = 1 << 20;

/// What stands at the beginning of some octets.
pub(crate) enum Frame {
    /// A unit of this length.
    Unit(usize),
    /// Perhaps a unit: more octets are needed to tell.
    More,
    /// No unit: leave out this many octets, at least one.
    Junk(usize),
}

/// Where a unit came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Offset in the file, or in what that side of the connection sent.
    pub(crate) offset: u64,
    /// The packet of a capture that completed it.
    pub(crate) moment: Option<Moment>,
    /// Who sent it, and to whom, in a capture.
    pub(crate) ends: Option<(SocketAddr, SocketAddr)>,
    /// Whether octets of the capture are missing just before it.
    pub(crate) after_gap: bool,
}

impl Place {
    /// Where a record of it stands.
    pub(crate) fn locator(&self) -> Locator {
        self.moment.map_or(Locator::Byte(self.offset), |moment| Locator::Packet(moment.packet))
    }

    /// When it was captured.
    pub(crate) fn captured(&self) -> Option<Time> {
        self.moment.and_then(|moment| moment.time())
    }
}

/// Is told of units.
pub(crate) trait Units {
    /// What stands at the beginning of `bytes`; `last` says that no more come.
    fn frame(&self, bytes: &[u8], last: bool) -> Frame;

    /// A unit.
    fn unit(&mut self, bytes: &[u8], at: Place, sink: &mut Sink<'_>) -> Result<(), Stop>;

    /// Octets that are no unit: how many, and whether because the capture lacks some.
    fn junk(
        &mut self,
        octets: u64,
        at: Place,
        by_gap: bool,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop>;

    /// One side of a connection is over.
    fn flow(&mut self, flow: &Flow, sink: &mut Sink<'_>) -> Result<(), Stop>;
}

/// One side of a connection.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// Who sent.
    pub(crate) from: SocketAddr,
    /// To whom.
    pub(crate) to: SocketAddr,
    /// Octets sent.
    pub(crate) octets: u64,
    /// Octets that the capture lacks.
    pub(crate) missing: u64,
    /// Units.
    pub(crate) units: u64,
    /// Whether it began as TLS does.
    pub(crate) tls: bool,
    /// First and last packet with octets.
    pub(crate) first: Option<Moment>,
    /// Last packet with octets.
    pub(crate) last: Option<Moment>,
}

/// Octets of one stream that are not yet taken apart.
#[derive(Default)]
struct Pending {
    bytes: Vec<u8>,
    /// Where `bytes` begin.
    offset: u64,
    after_gap: bool,
    units: u64,
    /// Octets left out so far that were not told yet, and where they began.
    junk: Option<(u64, u64, bool)>,
    tls: bool,
    octets: u64,
    first: Option<Moment>,
    last: Option<Moment>,
}

impl Pending {
    fn take(
        &mut self,
        bytes: &[u8],
        place: Place,
        last: bool,
        units: &mut dyn Units,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let mut held = std::mem::take(&mut self.bytes);
        held.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            let rest = held.get(at..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let place = Place { offset: self.offset.saturating_add(at as u64), ..place };
            let frame = match units.frame(rest, last) {
                Frame::More if last || rest.len() > MOST_UNIT => Frame::Junk(rest.len()),
                other => other,
            };
            match frame {
                Frame::Unit(length) => {
                    self.tell_junk(place, units, sink)?;
                    let unit = rest.get(..length).unwrap_or(rest);
                    let place = Place { after_gap: self.after_gap, ..place };
                    units.unit(unit, place, sink)?;
                    self.units = self.units.saturating_add(1);
                    self.after_gap = false;
                    at = at.saturating_add(length);
                }
                Frame::More => break,
                Frame::Junk(length) => {
                    let length = length.clamp(1, rest.len());
                    let gap = self.after_gap;
                    let junk = self.junk.get_or_insert((0, place.offset, gap));
                    junk.0 = junk.0.saturating_add(length as u64);
                    at = at.saturating_add(length);
                }
            }
        }
        held.drain(..at.min(held.len()));
        self.bytes = held;
        self.offset = self.offset.saturating_add(at as u64);
        if last {
            self.tell_junk(place, units, sink)?;
        }
        Ok(())
    }

    fn tell_junk(
        &mut self,
        place: Place,
        units: &mut dyn Units,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let Some((octets, offset, by_gap)) = self.junk.take() else { return Ok(()) };
        units.junk(octets, Place { offset, ..place }, by_gap, sink)
    }
}

/// Takes a file apart in which units follow one another.
pub(crate) fn read_file(
    input: &Input<'_>,
    units: &mut dyn Units,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    use std::io::Read as _;
    let mut pending = Pending::default();
    let mut stream = Streamed::new(&*input.data);
    let mut block = vec![0; BLOCK];
    let place = Place { offset: 0, moment: None, ends: None, after_gap: false };
    loop {
        sink.check()?;
        let read = stream.read(&mut block)?;
        let bytes = block.get(..read).unwrap_or_default();
        pending.take(bytes, place, read == 0, units, sink)?;
        if read == 0 {
            return Ok(());
        }
    }
}

/// Shows every unit of a file, and nothing else.
pub(crate) fn each_framed(
    data: &dyn vigie_core::ReadAt,
    frame: &dyn Fn(&[u8], bool) -> Frame,
    see: &mut dyn FnMut(&[u8]),
) -> Result<(), Stop> {
    use std::io::Read as _;
    let mut stream = Streamed::new(data);
    let (mut held, mut block) = (Vec::new(), vec![0; BLOCK]);
    loop {
        let read = stream.read(&mut block)?;
        held.extend_from_slice(block.get(..read).unwrap_or_default());
        let mut at = 0;
        while let Some(rest) = held.get(at..).filter(|rest| !rest.is_empty()) {
            match frame(rest, read == 0) {
                Frame::Unit(length) => {
                    see(rest.get(..length).unwrap_or(rest));
                    at = at.saturating_add(length);
                }
                Frame::Junk(length) => at = at.saturating_add(length.max(1)),
                Frame::More if read == 0 || rest.len() > MOST_UNIT => at = held.len(),
                Frame::More => break,
            }
        }
        held.drain(..at.min(held.len()));
        if read == 0 {
            return Ok(());
        }
    }
}

/// Takes the connections of a capture apart.
pub(crate) fn read_capture(
    input: &Input<'_>,
    units: &mut dyn Units,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut capture = Capture::open(input.data.clone())?;
    let mut connections = Connections::new(Some(input.data.clone()), LONG);
    let mut reader = Reader { units, sink, stop: None };
    loop {
        let more = capture.step(&mut |packet| {
            if let Carried::Ip(ip) = &packet.carried
                && let Transport::Tcp(segment) = &ip.transport
            {
                connections.packet(packet, ip, segment, &mut reader);
            }
            reader.stop.take().map_or(Ok(()), Err)
        })?;
        for damage in capture.take_damages() {
            reader.sink.problem(Locator::Byte(damage.offset), damage.message);
        }
        if !more {
            break;
        }
    }
    connections.finish(&mut reader);
    reader.stop.take().map_or(Ok(()), Err)
}

/// Hands the bytes of connections on.
struct Reader<'a, 's> {
    units: &'a mut dyn Units,
    sink: &'a mut Sink<'s>,
    stop: Option<Stop>,
}

/// What is kept of a connection: both sides.
struct Sides([Pending; 2]);

impl Sides {
    fn of(&mut self, side: Side) -> &mut Pending {
        let [client, server] = &mut self.0;
        match side {
            Side::Client => client,
            Side::Server => server,
        }
    }
}

impl Reader<'_, '_> {
    fn keep(&mut self, result: Result<(), Stop>) {
        if let Err(stop) = result {
            self.stop.get_or_insert(stop);
        }
    }
}

fn place(of: &Connection, from: Side, at: Moment) -> Place {
    let ends = Some((of.end(from), of.end(from.other())));
    Place { offset: 0, moment: Some(at), ends, after_gap: false }
}

impl Consumer for Reader<'_, '_> {
    type State = Sides;

    fn open(&mut self, _: &Connection) -> Sides {
        Sides([Pending::default(), Pending::default()])
    }

    fn data(
        &mut self,
        of: &Connection,
        state: &mut Sides,
        from: Side,
        bytes: &[u8],
        at: Moment,
    ) -> Want {
        let pending = state.of(from);
        if pending.octets == 0 {
            pending.tls = matches!(bytes, [0x16, 3, ..]);
            pending.first = Some(at);
        }
        pending.octets = pending.octets.saturating_add(bytes.len() as u64);
        pending.last = Some(at);
        if pending.tls {
            return Want::More;
        }
        let result = pending.take(bytes, place(of, from, at), false, self.units, self.sink);
        self.keep(result);
        if self.stop.is_some() { Want::Nothing } else { Want::More }
    }

    fn gap(
        &mut self,
        of: &Connection,
        state: &mut Sides,
        from: Side,
        missing: u64,
        at: Moment,
    ) -> Want {
        let pending = state.of(from);
        pending.after_gap = true;
        // What was begun before the gap cannot be completed.
        let place = Place { after_gap: true, ..place(of, from, at) };
        let result = pending.take(&[], place, true, self.units, self.sink);
        pending.offset = pending.offset.saturating_add(missing);
        pending.after_gap = true;
        self.keep(result);
        Want::More
    }

    fn close(&mut self, of: &Connection, mut state: Sides, _: Ending) {
        for from in [Side::Client, Side::Server] {
            let pending = state.of(from);
            let last = pending.last.unwrap_or(of.last);
            let result = pending.take(&[], place(of, from, last), true, self.units, self.sink);
            let [client, server] = of.missing;
            let flow = Flow {
                from: of.end(from),
                to: of.end(from.other()),
                octets: pending.octets,
                missing: if from == Side::Client { client } else { server },
                units: pending.units,
                tls: pending.tls,
                first: pending.first,
                last: pending.last,
            };
            self.keep(result);
            let result = self.units.flow(&flow, self.sink);
            self.keep(result);
        }
    }
}
