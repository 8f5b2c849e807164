//! pcap, frame by frame, in order of time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write};

/// Link type of Ethernet.
const ETHERNET: u32 = 1;

/// A pcap file being written.
pub(super) struct PcapWriter<'a> {
    out: &'a mut dyn Write,
    written: u64,
    packets: u64,
    last: i64,
    /// Frames before which others may still come: time, number, bytes.
    waiting: BinaryHeap<Reverse<(i64, u64, Vec<u8>)>>,
    number: u64,
    spare: Vec<Vec<u8>>,
}

impl<'a> PcapWriter<'a> {
    pub(super) fn begin(out: &'a mut dyn Write) -> io::Result<Self> {
        let header = [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, ETHERNET];
        out.write_all(&header.map(u32::to_le_bytes).concat())?;
        let (waiting, spare) = (BinaryHeap::new(), Vec::new());
        Ok(Self { out, written: 24, packets: 0, last: 0, waiting, number: 0, spare })
    }

    /// Adds a frame, seen at `micros` since 1970.
    pub(super) fn frame(&mut self, micros: i64, frame: &[u8]) {
        let mut bytes = self.spare.pop().unwrap_or_default();
        bytes.extend_from_slice(frame);
        self.number += 1;
        self.waiting.push(Reverse((micros, self.number, bytes)));
    }

    /// Writes what was seen before `micros`: nothing earlier comes any more.
    pub(super) fn settle(&mut self, micros: i64) -> io::Result<()> {
        while self.waiting.peek().is_some_and(|Reverse((at, ..))| *at < micros) {
            let Some(Reverse((at, _, mut bytes))) = self.waiting.pop() else { break };
            self.write(at, &bytes)?;
            bytes.clear();
            self.spare.push(bytes);
        }
        Ok(())
    }

    fn write(&mut self, micros: i64, frame: &[u8]) -> io::Result<()> {
        let seconds = u32::try_from(micros.div_euclid(1_000_000)).unwrap_or(u32::MAX);
        let fraction = u32::try_from(micros.rem_euclid(1_000_000)).unwrap_or(0);
        let len = u32::try_from(frame.len()).unwrap_or(u32::MAX);
        let header = [seconds, fraction, len, len].map(u32::to_le_bytes);
        self.out.write_all(header.as_flattened())?;
        self.out.write_all(frame)?;
        self.written += u64::from(len) + 16;
        self.packets += 1;
        self.last = micros;
        Ok(())
    }

    pub(super) const fn written(&self) -> u64 {
        self.written
    }

    pub(super) const fn packets(&self) -> u64 {
        self.packets
    }

    pub(super) const fn last(&self) -> i64 {
        self.last
    }

    pub(super) fn end(&mut self) -> io::Result<()> {
        self.settle(i64::MAX)?;
        self.out.flush()
    }
}
