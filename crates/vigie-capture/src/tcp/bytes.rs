//! Bytes of segments that cannot be read from the file again: the last of them, in a ring.

use super::version::Header;
use crate::TcpFlags;

/// Marks a place in the ring.
const RING: u64 = 1 << 63;

/// Bytes that are kept in all.
const SIZE: usize = 16 << 20;

/// Length of a packed header.
const HEADER: usize = 38;

/// The last bytes of segments, and a header in front of each.
#[derive(Default)]
pub(super) struct Kept {
    ring: Vec<u8>,
    /// How many bytes were written in all.
    written: u64,
}

impl Kept {
    /// Whether `place` is one of the ring.
    pub(super) const fn has(place: u64) -> bool {
        place & RING != 0
    }

    /// Keeps a segment; gives the place of its first byte.
    pub(super) fn keep(&mut self, header: &Header, tcp: &[u8], data: &[u8]) -> u64 {
        if self.ring.is_empty() {
            self.ring = vec![0; SIZE];
        }
        self.write(&pack(header));
        self.write(tcp);
        let place = self.written;
        self.write(data);
        place | RING
    }

    fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let at = index(self.written);
            let Some(room) = self.ring.get_mut(at..) else { return };
            let (now, later) = bytes.split_at(bytes.len().min(room.len()));
            if let Some(room) = room.get_mut(..now.len()) {
                room.copy_from_slice(now);
            }
            self.written += now.len() as u64;
            bytes = later;
        }
    }

    /// Reads bytes at `place`; false when they were overwritten.
    pub(super) fn read(&self, place: u64, mut buffer: &mut [u8]) -> bool {
        let mut from = place & !RING;
        let end = from.saturating_add(buffer.len() as u64);
        if end > self.written || self.written - from > self.ring.len() as u64 {
            return false;
        }
        while !buffer.is_empty() {
            let Some(there) = self.ring.get(index(from)..) else { return false };
            let count = there.len().min(buffer.len());
            let (Some(there), Some((now, later))) =
                (there.get(..count), buffer.split_at_mut_checked(count))
            else {
                return false;
            };
            now.copy_from_slice(there);
            from += count as u64;
            buffer = later;
        }
        true
    }

    /// The header in front of the segment at `place`, whose TCP header has `tcp` bytes.
    pub(super) fn header(&self, place: u64, tcp: usize) -> Option<Header> {
        let mut packed = [0; HEADER];
        let at = (place & !RING).checked_sub((tcp + HEADER) as u64)?;
        self.read(at | RING, &mut packed).then(|| unpack(&packed))
    }
}

fn index(position: u64) -> usize {
    usize::try_from(position % SIZE as u64).unwrap_or(0)
}

fn pack(header: &Header) -> [u8; HEADER] {
    let mut out = [0; HEADER];
    let (src, dst) = header.macs.unwrap_or_default();
    let (value, echo) = header.timestamps.unwrap_or_default();
    let has = u8::from(header.id.is_some())
        | u8::from(header.df) << 1
        | u8::from(header.macs.is_some()) << 2
        | u8::from(header.timestamps.is_some()) << 3;
    let mut fields = [header.ttl, has, header.options_len]
        .into_iter()
        .chain(header.id.unwrap_or_default().to_be_bytes())
        .chain(header.ack.to_be_bytes())
        .chain(header.flags.0.to_be_bytes())
        .chain(header.window.to_be_bytes())
        .chain(value.to_be_bytes())
        .chain(echo.to_be_bytes())
        .chain(src)
        .chain(dst);
    out.fill_with(|| fields.next().unwrap_or_default());
    out
}

fn unpack(packed: &[u8; HEADER]) -> Header {
    let mut bytes = packed.iter().copied();
    let mut number = |length: u32| {
        (0..length).fold(0_u32, |sum, _| sum << 8 | u32::from(bytes.next().unwrap_or(0)))
    };
    let low = |number: u32| u16::try_from(number & 0xffff).unwrap_or(0);
    let byte = |number: u32| u8::try_from(number & 0xff).unwrap_or(0);
    let (ttl, has, options_len) = (byte(number(1)), number(1), byte(number(1)));
    let (id, ack, flags, window) = (low(number(2)), number(4), low(number(2)), low(number(2)));
    let timestamps = (number(4), number(4));
    let mut mac = || std::array::from_fn(|_| byte(number(1)));
    let macs = (mac(), mac());
    Header {
        ttl,
        id: (has & 1 != 0).then_some(id),
        df: has & 2 != 0,
        ack,
        flags: TcpFlags(flags),
        window,
        options_len,
        timestamps: (has & 8 != 0).then_some(timestamps),
        macs: (has & 4 != 0).then_some(macs),
    }
}
