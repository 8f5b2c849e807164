//! The habits of one sender, and the segments that break them.

use vigie_capture::Mac;
use vigie_capture::tcp::Seen;

use super::hint::Hints;

/// Segments kept of each deviation.
const MOST_KEPT: usize = 4;
/// How far an identification may be from the one before.
const RUN: u16 = 4096;

/// The habits of one sender.
#[derive(Debug, Default)]
pub(super) struct Sender {
    /// Time to live of its SYN or SYN-ACK, else of its first segment.
    pub(super) ttl: Option<u8>,
    /// Card that sent its first segment.
    mac: Option<Mac>,
    /// Whether its SYN had timestamps.
    pub(super) offers_timestamps: bool,
    /// Segments with timestamps behind the handshake.
    pub(super) with_timestamps: u64,
    /// Segments without them: with data, and without.
    without_data: Odd,
    without_bare: Odd,
    /// Segments with another time to live.
    other_ttl: Odd,
    last_ttl: Option<u8>,
    /// From another card.
    other_mac: Odd,
    /// With "don't fragment", and without.
    df: Odd,
    no_df: Odd,
    /// Identification of its last segment.
    pub(super) last_id: Option<u16>,
    run: Option<u16>,
    in_run: u64,
    off_run: Odd,
    /// Highest acknowledgement, and when.
    acked: Option<(u32, i64)>,
    segments: u64,
    echoes: Odd,
}

/// Segments of one sort: how many, and the first of them.
#[derive(Debug, Default)]
pub(super) struct Odd {
    count: u64,
    packets: [u64; MOST_KEPT],
}

impl Odd {
    fn add(&mut self, packet: u64) {
        if let Some(place) = usize::try_from(self.count).ok().and_then(|at| self.packets.get_mut(at)) {
            *place = packet;
        }
        self.count += 1;
    }

    fn packets(&self) -> &[u64] {
        let count = usize::try_from(self.count).unwrap_or(MOST_KEPT).min(MOST_KEPT);
        self.packets.get(..count).unwrap_or_default()
    }
}

impl Sender {
    /// Learns from a segment. `peer_id` is the identification of the other side's last one; `agreed`
    /// says that both offered timestamps.
    pub(super) fn see(&mut self, seen: &Seen<'_>, peer_id: Option<u16>, agreed: bool, hints: &mut Hints) {
        let (ip, segment, packet) = (seen.ip, seen.segment, seen.packet.at.packet);
        self.segments += 1;
        self.ttl(ip.ttl, segment.flags.rst(), packet);
        if let Some((src, _)) = seen.packet.macs
            && *self.mac.get_or_insert(src) != src
        {
            self.other_mac.add(packet);
        }
        match ip.df {
            true => self.df.add(packet),
            false => self.no_df.add(packet),
        }
        if let Some(id) = ip.id {
            if id > 1 && peer_id == Some(id) && !is_local(seen) {
                self.echoes.add(packet);
            }
            self.run(id, packet, segment.flags.syn());
            self.last_id = Some(id);
        }
        if segment.flags.syn() {
            self.offers_timestamps = segment.options.timestamps.is_some();
            return;
        }
        self.timestamps(seen, agreed);
        self.regress(seen, hints);
    }

    /// Resets are often made by other machines on the way to the server, lawfully: they have their own
    /// entries.
    fn ttl(&mut self, ttl: u8, is_rst: bool, packet: u64) {
        let usual = *self.ttl.get_or_insert(ttl);
        if is_rst {
            return;
        }
        if ttl != usual {
            self.other_ttl.add(packet);
        }
        self.last_ttl = Some(ttl);
    }

    fn run(&mut self, id: u16, packet: u64, is_syn: bool) {
        // Linux sends its SYN-ACK with zero, and counts from a random start behind it.
        if is_syn {
            return;
        }
        let is_near = |run: u16| id.wrapping_sub(run) <= RUN || run.wrapping_sub(id) <= RUN;
        match self.run {
            Some(run) if !is_near(run) => {
                self.off_run.add(packet);
                if self.in_run == 0 {
                    self.run = Some(id);
                }
            }
            Some(_) => {
                self.in_run += 1;
                self.run = Some(id);
            }
            None => self.run = Some(id),
        }
    }

    fn timestamps(&mut self, seen: &Seen<'_>, agreed: bool) {
        let (segment, packet) = (seen.segment, seen.packet.at.packet);
        let header = seen.ip.payload.get(12).map_or(0, |byte| usize::from(byte >> 4) * 4);
        let is_probe = seen.beyond == -1 && segment.data_len <= 1;
        if !agreed || segment.flags.rst() || is_probe || seen.ip.payload.len() < header {
            return;
        }
        match (segment.options.timestamps, segment.data_len) {
            (Some(_), _) => self.with_timestamps += 1,
            (None, 0) => self.without_bare.add(packet),
            (None, _) => self.without_data.add(packet),
        }
    }

    /// New data that acknowledges less than the same sender acknowledged before.
    fn regress(&mut self, seen: &Seen<'_>, hints: &mut Hints) {
        let (segment, at) = (seen.segment, seen.packet.at);
        if !segment.flags.ack() || segment.flags.rst() {
            return;
        }
        let now = at.nanos.unwrap_or(0);
        let Some((acked, when)) = self.acked else {
            self.acked = Some((segment.ack, now));
            return;
        };
        let behind = acked.wrapping_sub(segment.ack).cast_signed();
        if behind < 0 {
            self.acked = Some((segment.ack, now));
        } else if behind > 0
            && segment.data_len > 0
            && seen.beyond >= 0
            && now.saturating_sub(when) > 1_000_000
        {
            let what = format!("new data acknowledges {behind} bytes less than before");
            hints.add("INJ-07", what, &[at.packet]);
        }
    }

    /// The hints that only show when all segments were seen. `peer` sent segments the other way.
    pub(super) fn conclude(&self, peer_has_timestamps: bool, hints: &mut Hints) {
        self.conclude_timestamps(peer_has_timestamps, hints);
        if let Some(usual) = self.ttl
            && self.other_ttl.count > 0
            && self.other_ttl.count <= MOST_KEPT as u64
            && self.last_ttl == Some(usual)
        {
            let what = format!("time to live other than {usual}, then {usual} again");
            hints.add("INJ-06", what, self.other_ttl.packets());
        }
        if self.echoes.count >= 2 {
            let what = "identification of the other side's last packet";
            hints.add("INJ-08", what, self.echoes.packets());
        }
        if self.other_mac.count > 0 && self.other_mac.count < self.segments.div_ceil(2) {
            hints.add("INJ-28", "sent by another network card", self.other_mac.packets());
        }
        self.conclude_habits(hints);
    }

    fn conclude_timestamps(&self, peer_has_timestamps: bool, hints: &mut Hints) {
        if self.without_data.count == 0 {
            return;
        }
        let is_outlier = self.with_timestamps > 0 && self.without_data.count <= MOST_KEPT as u64;
        if is_outlier || (self.with_timestamps == 0 && peer_has_timestamps) {
            let what = match is_outlier {
                true => "data without the timestamps that the sender's other segments have",
                false => "no timestamps though both ends agreed on them",
            };
            hints.add("INJ-05", what, self.without_data.packets());
        }
    }

    /// A few segments with other flags or identifications than all others of the sender.
    fn conclude_habits(&self, hints: &mut Hints) {
        let is_few = |odd: &Odd, others: u64| {
            odd.count > 0 && odd.count <= MOST_KEPT as u64 && others >= 2 * odd.count
        };
        let what = "“don't fragment” is other than in the sender's other segments";
        if is_few(&self.no_df, self.df.count) {
            hints.add("INJ-09", what, self.no_df.packets());
        } else if is_few(&self.df, self.no_df.count) && self.no_df.count > 4 {
            hints.add("INJ-09", what, self.df.packets());
        }
        if is_few(&self.off_run, self.in_run) && self.off_run.count <= 2 {
            let what = "identification outside the run of the sender's other segments";
            hints.add("INJ-09", what, self.off_run.packets());
        }
    }
}

/// Machines at home and in laboratories count their packets alike.
fn is_local(seen: &Seen<'_>) -> bool {
    match seen.ip.src {
        std::net::IpAddr::V4(address) => {
            let peer_is_near = matches!(seen.ip.dst, std::net::IpAddr::V4(dst) if is_near(dst));
            is_near(address) && peer_is_near
        }
        std::net::IpAddr::V6(_) => true,
    }
}

const fn is_near(address: std::net::Ipv4Addr) -> bool {
    address.is_private() || address.is_loopback() || address.is_link_local()
}
