//! Connections of TCP, with numbers that follow.

use super::{Builder, Host, How};

const FIN: u16 = 1;
const SYN: u16 = 2;
const RST: u16 = 4;
const PSH: u16 = 8;
const ACK: u16 = 16;

/// A connection of TCP.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Who opens it, and who answers; each with a port.
    pub ends: [(Host, u16); 2],
    /// Next sequence number of each.
    pub next: [u32; 2],
    /// Whether segments carry timestamps.
    pub has_timestamps: bool,
    /// Maximum segment size that both announce.
    pub mss: Option<u16>,
    /// Window scale that both announce.
    pub window_scale: Option<u8>,
    /// Value of the last timestamp of each.
    stamps: [u32; 2],
}

/// How a segment differs from the next ordinary one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// Sequence number.
    pub seq: Option<u32>,
    /// Acknowledgement number.
    pub ack: Option<u32>,
    /// Sequence number, from what would be next.
    pub ahead: Option<i32>,
    /// Acknowledgement number, from what would be next.
    pub ack_ahead: Option<i32>,
    /// Control bits.
    pub flags: Option<u16>,
    /// Window.
    pub window: Option<u16>,
    /// Timestamps, or none.
    pub timestamps: Option<Option<(u32, u32)>>,
    /// Urgent pointer.
    pub urgent: u16,
    /// Options as written.
    pub options: Option<Vec<u8>>,
    /// Whether the sender's next number stays.
    pub stays: bool,
}

impl Connection {
    /// A connection from `client` to `server`, with timestamps as most systems have them.
    #[must_use]
    pub fn new(client: (Host, u16), server: (Host, u16)) -> Self {
        let (next, stamps) = ([1_000_000, 5_000_000], [0, 0]);
        let (mss, window_scale) = (Some(1460), Some(7));
        Self { ends: [client, server], next, has_timestamps: true, mss, window_scale, stamps }
    }

    /// SYN, SYN-ACK, ACK.
    pub fn open(&mut self, builder: &mut Builder, how: &How) {
        self.syn(builder, how);
        self.syn_ack(builder, how);
        self.ack(builder, 0, how);
    }

    /// SYN.
    pub fn syn(&mut self, builder: &mut Builder, how: &How) {
        let segment = Segment { flags: Some(SYN), ..Segment::default() };
        self.segment(builder, 0, &[], &segment, how);
    }

    /// SYN and ACK.
    pub fn syn_ack(&mut self, builder: &mut Builder, how: &How) {
        let segment = Segment { flags: Some(SYN | ACK), ..Segment::default() };
        self.segment(builder, 1, &[], &segment, how);
    }

    /// ACK of side 0 or 1.
    pub fn ack(&mut self, builder: &mut Builder, side: usize, how: &How) {
        self.segment(builder, side, &[], &Segment::default(), how);
    }

    /// FIN of the client, of the server, and ACK.
    pub fn close(&mut self, builder: &mut Builder, how: &How) {
        for side in [0, 1] {
            self.fin(builder, side, how);
        }
        self.ack(builder, 0, how);
    }

    /// FIN of side 0 or 1.
    pub fn fin(&mut self, builder: &mut Builder, side: usize, how: &How) {
        let segment = Segment { flags: Some(FIN | ACK), ..Segment::default() };
        self.segment(builder, side, &[], &segment, how);
    }

    /// Data from side 0, the client, or 1, the server.
    pub fn send(&mut self, builder: &mut Builder, side: usize, data: &[u8]) {
        self.segment(builder, side, data, &Segment::default(), &How::default());
    }

    /// A segment from side 0 or 1.
    pub fn segment(
        &mut self,
        builder: &mut Builder,
        side: usize,
        data: &[u8],
        how: &Segment,
        packet: &How,
    ) {
        let other = 1 - side;
        let flags = how.flags.unwrap_or(if data.is_empty() { ACK } else { PSH | ACK });
        let next = self.next[side];
        let seq = how.seq.unwrap_or_else(|| next.wrapping_add_signed(how.ahead.unwrap_or(0)));
        let ack = if flags & ACK == 0 { 0 } else { self.next[other] };
        let ack = how.ack.unwrap_or_else(|| ack.wrapping_add_signed(how.ack_ahead.unwrap_or(0)));
        let options =
            how.options.clone().unwrap_or_else(|| self.options(builder, side, flags, how));
        let (from, to) = (&self.ends[side], &self.ends[other]);
        let (src, dst) = ((from.0.address, from.1), (to.0.address, to.1));
        let window = how.window.unwrap_or(if flags & RST == 0 { 64_240 } else { 0 });
        let mut bytes = super::tcp(src, dst, (seq, ack), flags, window, &options, data);
        if how.urgent != 0 {
            bytes[18..20].copy_from_slice(&how.urgent.to_be_bytes());
            bytes[16..18].copy_from_slice(&[0, 0]);
            super::headers::seal(src.0, dst.0, 6, &mut bytes, 16, false);
        }
        builder.reseal(src.0, dst.0, 6, &mut bytes, 16, packet);
        builder.ip(&from.0.clone(), &to.0.clone(), 6, &bytes, packet);
        if !how.stays && how.seq.is_none() && how.ahead.is_none() {
            let counted = u32::from(flags & SYN != 0) + u32::from(flags & FIN != 0);
            let len = u32::try_from(data.len()).unwrap();
            self.next[side] = next.wrapping_add(len).wrapping_add(counted);
        }
    }

    fn options(&mut self, builder: &Builder, side: usize, flags: u16, how: &Segment) -> Vec<u8> {
        let mut options = Vec::new();
        if flags & SYN != 0 {
            if let Some(mss) = self.mss {
                options.extend([&[2, 4], &mss.to_be_bytes()[..]].concat());
            }
            options.extend([4, 2]);
        }
        // A RST carries none on most systems.
        let has = self.has_timestamps && flags & RST == 0;
        let own = has.then(|| self.stamp(builder, side));
        if let Some((value, echo)) = how.timestamps.unwrap_or(own) {
            let padding: &[u8] = if flags & SYN != 0 { &[] } else { &[1, 1] };
            options.extend(padding);
            options.extend([&[8, 10], &value.to_be_bytes()[..], &echo.to_be_bytes()].concat());
        }
        if flags & SYN != 0
            && let Some(scale) = self.window_scale
        {
            options.extend([1, 3, 3, scale]);
        }
        options
    }

    /// A clock of milliseconds, different on each side.
    fn stamp(&mut self, builder: &Builder, side: usize) -> (u32, u32) {
        let millis = u32::try_from(builder.now / 1_000_000 % 1_000_000_000).unwrap();
        let value = millis + if side == 0 { 7 } else { 1_000_000_007 };
        self.stamps[side] = value;
        (value, self.stamps[1 - side])
    }
}
