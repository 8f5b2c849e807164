//! Files that frames stand in.

use std::io::Write as _;

/// Form of a capture file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Whether it is pcapng.
    pub is_pcapng: bool,
    /// Whether times count nanoseconds.
    pub nanos: bool,
    /// Whether numbers are big-endian.
    pub is_big: bool,
    /// Link-layer header types: one, or one for each interface of pcapng.
    pub links: Vec<u32>,
    /// Most bytes kept of a frame.
    pub snap: u32,
    /// Whether it is inside gzip.
    pub gzip: bool,
    /// Bytes that are missing at its end.
    pub cut: usize,
}

impl Default for Form {
    fn default() -> Self {
        let (is_pcapng, nanos, is_big, gzip) = (false, false, false, false);
        Self { is_pcapng, nanos, is_big, links: vec![1], snap: 262_144, gzip, cut: 0 }
    }
}

/// A frame as it is to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Nanoseconds since 1970.
    pub nanos: i64,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many it had on the wire.
    pub wire_len: usize,
    /// Its interface.
    pub interface: u32,
    /// 1 for in, 2 for out, 0 for unknown.
    pub direction: u32,
}

impl Form {
    /// The bytes of a file with these frames.
    #[must_use]
    pub fn file(&self, frames: &[Stored]) -> Vec<u8> {
        let mut bytes = if self.is_pcapng { self.pcapng(frames) } else { self.pcap(frames) };
        bytes.truncate(bytes.len().saturating_sub(self.cut));
        if !self.gzip {
            return bytes;
        }
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&bytes).unwrap();
        packed.finish().unwrap()
    }

    fn u16(&self, number: u16) -> [u8; 2] {
        if self.is_big { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn u32(&self, number: u32) -> [u8; 4] {
        if self.is_big { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn kept<'a>(&self, frame: &'a Stored) -> &'a [u8] {
        let most = usize::try_from(self.snap).unwrap();
        frame.bytes.get(..most).unwrap_or(&frame.bytes)
    }

    fn pcap(&self, frames: &[Stored]) -> Vec<u8> {
        let magic = if self.nanos { 0xa1b2_3c4d } else { 0xa1b2_c3d4 };
        let mut file = self.u32(magic).to_vec();
        file.extend([self.u16(2), self.u16(4)].concat());
        file.extend(
            [self.u32(0), self.u32(0), self.u32(self.snap), self.u32(self.links[0])].concat(),
        );
        for frame in frames {
            let bytes = self.kept(frame);
            let fraction =
                frame.nanos.rem_euclid(1_000_000_000) / if self.nanos { 1 } else { 1000 };
            let seconds = u32::try_from(frame.nanos.div_euclid(1_000_000_000)).unwrap();
            let kept = u32::try_from(bytes.len()).unwrap();
            let on_wire = u32::try_from(frame.wire_len).unwrap();
            for field in [seconds, u32::try_from(fraction).unwrap(), kept, on_wire] {
                file.extend(self.u32(field));
            }
            file.extend(bytes);
        }
        file
    }

    fn pcapng(&self, frames: &[Stored]) -> Vec<u8> {
        let mut section = self.u32(0x1a2b_3c4d).to_vec();
        section.extend([self.u16(1), self.u16(0)].concat());
        section.extend([0xff; 8]);
        let mut file = self.block(0x0a0d_0d0a, &section);
        for link in &self.links {
            let mut interface = self.u16(u16::try_from(*link).unwrap()).to_vec();
            interface.extend([0, 0]);
            interface.extend(self.u32(self.snap));
            if self.nanos {
                interface.extend([&self.u16(9)[..], &self.u16(1), &[9, 0, 0, 0]].concat());
                interface.extend([0; 4]);
            }
            file.extend(self.block(1, &interface));
        }
        for frame in frames {
            file.extend(self.block(6, &self.packet(frame)));
        }
        file
    }

    fn packet(&self, frame: &Stored) -> Vec<u8> {
        let bytes = self.kept(frame);
        let ticks = u64::try_from(frame.nanos).unwrap() / if self.nanos { 1 } else { 1000 };
        let fields = [
            frame.interface,
            u32::try_from(ticks >> 32).unwrap(),
            u32::try_from(ticks & 0xffff_ffff).unwrap(),
            u32::try_from(bytes.len()).unwrap(),
            u32::try_from(frame.wire_len).unwrap(),
        ];
        let mut packet: Vec<u8> = fields.iter().flat_map(|field| self.u32(*field)).collect();
        packet.extend(bytes);
        packet.resize(packet.len().next_multiple_of(4), 0);
        if frame.direction != 0 {
            packet.extend([&self.u16(2)[..], &self.u16(4), &self.u32(frame.direction)].concat());
            packet.extend([0; 4]);
        }
        packet
    }

    fn block(&self, kind: u32, body: &[u8]) -> Vec<u8> {
        let len = self.u32(u32::try_from(body.len() + 12).unwrap());
        [&self.u32(kind)[..], &len, body, &len].concat()
    }
}
