//! From messages of TCAP to a capture: SCCP, M3UA, M2PA, M2UA or bare MTP, SCTP, IP, Ethernet, pcap.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::ber::digits;

/// A node.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// Global title.
    pub title: &'a str,
    /// Subsystem number.
    pub ssn: u8,
    /// Signalling point that its messages come over.
    pub point: u16,
}

/// What carries SCCP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// SCTP and M3UA over Ethernet.
    M3ua,
    /// SCTP and M2PA.
    M2pa,
    /// SCTP and M2UA.
    M2ua,
    /// MTP3 as link type.
    Mtp3,
    /// MTP2 as link type.
    Mtp2,
    /// SCCP as link type.
    Sccp,
}

impl Carrier {
    const fn link(self) -> u32 {
        match self {
            Self::M3ua | Self::M2pa | Self::M2ua => 1,
            Self::Mtp2 => 140,
            Self::Mtp3 => 141,
            Self::Sccp => 142,
        }
    }
}

/// Writes a capture.
pub struct Wire<W> {
    out: W,
    carrier: Carrier,
    /// When the next packet is seen.
    pub micros: i64,
    /// Time between packets.
    pub step: i64,
    /// Packets written.
    pub packets: u64,
    /// Chunks that wait for their packet: how many go into one.
    pub bundle: usize,
    waiting: Vec<Vec<u8>>,
    numbers: [u32; 2],
    side: usize,
    /// Next numbers of other associations, by who sends to whom.
    streams: BTreeMap<([u8; 4], [u8; 4]), u32>,
}

impl<W: Write> Wire<W> {
    /// Begins a capture at 2026-03-01T00:00:00Z.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(mut out: W, carrier: Carrier) -> io::Result<Self> {
        out.write_all(&[
            0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0,
        ])?;
        out.write_all(&carrier.link().to_le_bytes())?;
        Ok(Self {
            out,
            carrier,
            micros: 1_772_323_200_000_000,
            step: 40_000,
            packets: 0,
            bundle: 1,
            waiting: Vec::new(),
            numbers: [1000, 5000],
            side: 0,
            streams: BTreeMap::new(),
        })
    }

    /// Lets time pass.
    pub const fn wait(&mut self, seconds: i64) {
        self.micros += seconds * 1_000_000;
    }

    /// Sends a message of TCAP from one node to another.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn send(&mut self, from: &Node<'_>, to: &Node<'_>, message: &[u8]) -> io::Result<()> {
        let sccp = unitdata(from, to, message);
        self.send_sccp(from, to, &sccp)
    }

    /// Sends a message of SCCP.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn send_sccp(&mut self, from: &Node<'_>, to: &Node<'_>, sccp: &[u8]) -> io::Result<()> {
        let label = u32::from(to.point) | u32::from(from.point) << 14;
        let unit = [&[0x83][..], &label.to_le_bytes(), sccp].concat();
        let side = usize::from(from.point > to.point);
        match self.carrier {
            Carrier::Sccp => return self.frame(sccp),
            Carrier::Mtp3 => return self.frame(&unit),
            Carrier::Mtp2 => return self.frame(&[&[0x80, 0x80, 0x3f][..], &unit].concat()),
            Carrier::M3ua => self.chunk(side, 3, &m3ua(from, to, sccp)),
            Carrier::M2pa => self.chunk(side, 5, &m2pa(&unit)),
            Carrier::M2ua => self.chunk(side, 2, &m2ua(&unit)),
        }?;
        Ok(())
    }

    fn chunk(&mut self, side: usize, protocol: u32, payload: &[u8]) -> io::Result<()> {
        if side != self.side || self.waiting.len() >= self.bundle {
            self.flush()?;
        }
        self.side = side;
        let number = self.numbers.get_mut(side).map_or(0, |number| {
            *number = number.wrapping_add(1);
            *number
        });
        let length = u16::try_from(16 + payload.len()).unwrap_or(u16::MAX);
        let mut chunk = vec![0, 3];
        chunk.extend(length.to_be_bytes());
        chunk.extend(number.to_be_bytes());
        chunk.extend([0, 1, 0, 0]);
        chunk.extend(protocol.to_be_bytes());
        chunk.extend_from_slice(payload);
        chunk.resize(chunk.len().next_multiple_of(4), 0);
        self.waiting.push(chunk);
        if self.waiting.len() >= self.bundle {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what waits for its packet.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let chunks = std::mem::take(&mut self.waiting).concat();
        let (port, tag) =
            (2905u16.to_be_bytes(), 0xa000_0001 + u32::try_from(self.side).unwrap_or(0));
        let sctp = [&port[..], &port, &tag.to_be_bytes(), &[0; 4], &chunks].concat();
        let last = u8::try_from(self.side).unwrap_or(0);
        let length = u16::try_from(20 + sctp.len()).unwrap_or(u16::MAX).to_be_bytes();
        let ip = [
            &[0x45, 0][..],
            &length,
            &[0, 1, 0x40, 0, 64, 132, 0, 0],
            &[192, 0, 2, 1 + last],
            &[192, 0, 2, 2 - last],
        ]
        .concat();
        let frame = [&[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0][..], &ip, &sctp].concat();
        self.frame(&frame)
    }

    /// Sends a message of Diameter over SCTP.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn diameter(&mut self, src: [u8; 4], dst: [u8; 4], message: &[u8]) -> io::Result<()> {
        self.flush()?;
        let number = self.streams.entry((src, dst)).or_insert(1);
        let tsn = *number;
        *number = number.wrapping_add(1);
        let length = u16::try_from(16 + message.len()).unwrap_or(u16::MAX);
        let mut chunk = vec![0, 3];
        chunk.extend(length.to_be_bytes());
        chunk.extend(tsn.to_be_bytes());
        chunk.extend([0, 1, 0, 0, 0, 0, 0, 46]);
        chunk.extend_from_slice(message);
        chunk.resize(chunk.len().next_multiple_of(4), 0);
        // One tag for each way between two nodes.
        let tag = u32::from_be_bytes(src) ^ u32::from_be_bytes(dst).rotate_left(7);
        let port = 3868_u16.to_be_bytes();
        let sctp = [&port[..], &port, &tag.to_be_bytes(), &[0; 4], &chunk].concat();
        self.datagram(src, dst, 132, &sctp)
    }

    /// Sends a message of GTP-C over UDP.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn gtp(&mut self, src: [u8; 4], dst: [u8; 4], message: &[u8]) -> io::Result<()> {
        self.udp(src, dst, 2123, message)
    }

    /// Sends a datagram from and to this port.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn udp(&mut self, src: [u8; 4], dst: [u8; 4], port: u16, data: &[u8]) -> io::Result<()> {
        self.flush()?;
        let length = u16::try_from(8 + data.len()).unwrap_or(u16::MAX).to_be_bytes();
        let port = port.to_be_bytes();
        self.datagram(src, dst, 17, &[&port[..], &port, &length, &[0, 0], data].concat())
    }

    fn datagram(
        &mut self,
        src: [u8; 4],
        dst: [u8; 4],
        protocol: u8,
        payload: &[u8],
    ) -> io::Result<()> {
        let length = u16::try_from(20 + payload.len()).unwrap_or(u16::MAX).to_be_bytes();
        let head = [0, 1, 0x40, 0, 64, protocol, 0, 0];
        let ip = [&[0x45, 0][..], &length, &head, &src, &dst].concat();
        self.frame(&[&[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0][..], &ip, payload].concat())
    }

    fn frame(&mut self, bytes: &[u8]) -> io::Result<()> {
        let seconds = u32::try_from(self.micros.div_euclid(1_000_000)).unwrap_or(0);
        let micros = u32::try_from(self.micros.rem_euclid(1_000_000)).unwrap_or(0);
        let length = u32::try_from(bytes.len()).unwrap_or(0);
        for number in [seconds, micros, length, length] {
            self.out.write_all(&number.to_le_bytes())?;
        }
        self.out.write_all(bytes)?;
        self.packets += 1;
        self.micros += self.step;
        Ok(())
    }

    /// Ends the capture.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// An address with subsystem and international title.
pub fn sccp_address(node: &Node<'_>) -> Vec<u8> {
    let scheme = 0x12 - u8::from(!node.title.len().is_multiple_of(2));
    let mut bytes = vec![0x12, node.ssn, 0, scheme, 4];
    // The filler of an odd number is zero here.
    bytes.extend(
        digits(node.title).iter().map(|pair| if pair >> 4 == 15 { pair & 15 } else { *pair }),
    );
    bytes
}

/// Unitdata, or the extended or long form where the message needs it.
pub fn unitdata(from: &Node<'_>, to: &Node<'_>, message: &[u8]) -> Vec<u8> {
    let (called, calling) = (sccp_address(to), sccp_address(from));
    let byte = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
    if message.len() > 254 {
        let word = |length: usize| u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes();
        let (first, second) = (called.len() + 1, calling.len() + 1);
        // Each pointer counts from its second octet: 4, 6, 8 and 10 of the message.
        let pointers =
            [word(11 - 4), word(11 + first - 6), word(11 + first + second - 8), word(0)].concat();
        return [
            &[0x13, 0x81, 15][..],
            &pointers,
            &[byte(called.len())],
            &called,
            &[byte(calling.len())],
            &calling,
            &word(message.len()),
            message,
        ]
        .concat();
    }
    let pointers = [3, 3 + byte(called.len()), 3 + byte(called.len()) + byte(calling.len())];
    [
        &[9, 0x81][..],
        &pointers,
        &[byte(called.len())],
        &called,
        &[byte(calling.len())],
        &calling,
        &[byte(message.len())],
        message,
    ]
    .concat()
}

/// One segment in an extended unitdata.
pub fn segment(
    from: &Node<'_>,
    to: &Node<'_>,
    part: &[u8],
    is_first: bool,
    remaining: u8,
) -> Vec<u8> {
    let (called, calling) = (sccp_address(to), sccp_address(from));
    let byte = |length: usize| u8::try_from(length).unwrap_or(u8::MAX);
    let (first, second, third) =
        (byte(called.len()) + 1, byte(calling.len()) + 1, byte(part.len()) + 1);
    let pointers = [4, 3 + first, 2 + first + second, 1 + first + second + third];
    let option = [0x10, 4, if is_first { 0xc0 } else { 0x40 } | remaining, 1, 2, 3, 0];
    [
        &[0x11, 0x81, 15][..],
        &pointers,
        &[first - 1],
        &called,
        &[second - 1],
        &calling,
        &[third - 1],
        part,
        &option,
    ]
    .concat()
}

fn padded(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

fn m3ua(from: &Node<'_>, to: &Node<'_>, sccp: &[u8]) -> Vec<u8> {
    let length = u16::try_from(16 + sccp.len()).unwrap_or(u16::MAX).to_be_bytes();
    let mut data = [
        &[2, 0x10][..],
        &length,
        &u32::from(from.point).to_be_bytes(),
        &u32::from(to.point).to_be_bytes(),
        &[3, 2, 0, 5],
        sccp,
    ]
    .concat();
    data = padded(data);
    let length = u32::try_from(8 + data.len()).unwrap_or(0).to_be_bytes();
    [&[1, 0, 1, 1][..], &length, &data].concat()
}

fn m2pa(unit: &[u8]) -> Vec<u8> {
    let length = u32::try_from(17 + unit.len()).unwrap_or(0).to_be_bytes();
    [&[1, 0, 11, 1][..], &length, &[0, 0, 0, 1, 0, 0, 0, 1, 0], unit].concat()
}

fn m2ua(unit: &[u8]) -> Vec<u8> {
    let length = u16::try_from(4 + unit.len()).unwrap_or(u16::MAX).to_be_bytes();
    let data = padded([&[3, 0][..], &length, unit].concat());
    let length = u32::try_from(8 + data.len()).unwrap_or(0).to_be_bytes();
    [&[1, 0, 6, 1][..], &length, &data].concat()
}
