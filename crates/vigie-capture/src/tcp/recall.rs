//! Reads segments again that were seen before.

use std::cell::RefCell;
use std::net::IpAddr;

use vigie_core::SharedBytes;

use super::Checksum;
use super::bytes::Kept;
use super::index::Entry;
use super::version::{Header, Version, header_len, read_again};
use crate::checksum::of_transport;
use crate::{Ip, Origin, Packet, TcpSegment};

/// Most bytes of headers in front of a payload that are looked at.
const HEADERS: u64 = 60 + 40 + 128 + 22;

/// The capture file, or the last bytes of a capture that is none.
pub(super) struct Recall {
    file: Option<SharedBytes>,
    kept: Kept,
    scratch: RefCell<Vec<u8>>,
}

impl Recall {
    pub(super) fn new(file: Option<SharedBytes>) -> Self {
        Self { file, kept: Kept::default(), scratch: RefCell::default() }
    }

    /// The entry by which a segment can be found again.
    pub(super) fn enter(
        &mut self,
        packet: &Packet<'_>,
        ip: &Ip<'_>,
        segment: &TcpSegment<'_>,
    ) -> Entry {
        let header = header_len(ip, segment);
        let place = match (segment.origin, &self.file) {
            (Origin::File(place), Some(_)) => place,
            _ => {
                let tcp = ip.payload.get(..header).unwrap_or_default();
                self.kept.keep(&Header::of(packet, ip, segment), tcp, segment.data)
            }
        };
        let is_cut = u32::try_from(segment.data.len()).is_ok_and(|len| len < segment.data_len);
        Entry::new(place, packet.at.packet, segment.seq, (segment.data.len(), is_cut), header)
    }

    /// Whether the segment can be read again at any time.
    pub(super) const fn is_lasting(&self, entry: &Entry) -> bool {
        !Kept::has(entry.place)
    }

    /// Reads bytes of the segment from its byte `from` on into `buffer`, which is filled or left as it is.
    pub(super) fn bytes(&self, entry: &Entry, from: u32, buffer: &mut [u8]) -> bool {
        self.read(entry.place.saturating_add(u64::from(from)), buffer)
    }

    fn read(&self, place: u64, buffer: &mut [u8]) -> bool {
        if Kept::has(place) {
            return self.kept.read(place, buffer);
        }
        let Some(file) = &self.file else { return false };
        let mut done = 0;
        while let Some(rest) = buffer.get_mut(done..).filter(|rest| !rest.is_empty()) {
            match file.read_at(place.saturating_add(done as u64), rest) {
                Ok(0) | Err(_) => return false,
                Ok(count) => done += count,
            }
        }
        true
    }

    /// The packet of `entry`, sent from `src` to `dst`.
    pub(super) fn version(
        &self,
        entry: &Entry,
        (src, dst): (IpAddr, IpAddr),
        has_macs: bool,
    ) -> Version {
        let header = match Kept::has(entry.place) {
            true => self.kept.header(entry.place, entry.header()),
            false => self.headers(entry, src, dst, has_macs),
        };
        let checksum = match entry.is_cut() {
            true => Checksum::Unknown,
            false => self.checksum(entry, src, dst),
        };
        Version { packet: entry.packet, seq: entry.seq, len: entry.len(), header, checksum }
    }

    fn headers(&self, entry: &Entry, src: IpAddr, dst: IpAddr, has_macs: bool) -> Option<Header> {
        let from = entry.place.saturating_sub(HEADERS);
        let mut before = vec![0; usize::try_from(entry.place - from).ok()?];
        let is_read = self.read(from, &mut before);
        is_read.then(|| read_again(&before, entry.header(), src, dst, has_macs)).flatten()
    }

    fn checksum(&self, entry: &Entry, src: IpAddr, dst: IpAddr) -> Checksum {
        let Some(from) = entry.place.checked_sub(entry.header() as u64) else {
            return Checksum::Unknown;
        };
        let mut scratch = self.scratch.borrow_mut();
        scratch.resize(entry.header() + usize::try_from(entry.len()).unwrap_or(0), 0);
        match self.read(from, &mut scratch) {
            true => of_transport(src, dst, 6, &scratch),
            false => Checksum::Unknown,
        }
    }
}
