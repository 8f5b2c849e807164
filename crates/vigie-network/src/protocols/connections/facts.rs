//! What the segments of one connection tell, beside their bytes.

use vigie_capture::tcp::{Seen, Side};
use vigie_capture::{Mac, Moment, TcpOptions};

use super::head::{self, Answer, Request};
use super::hint::{Hint, Hints};
use super::resets::{Around, Resets};
use super::sender::Sender;

/// Nanoseconds within which two answers to a SYN are a race.
const RACE: i64 = 3_000_000_000;
/// A shorter way is not measured: the capture's clock decides.
const SHORTEST_WAY: i64 = 2_000_000;
/// PacketLogic's identification and window (Citizen Lab, Bad Traffic, 2018).
const PACKETLOGIC: (u16, u16) = (13330, 32120);

/// What the segments of one connection tell.
#[derive(Default)]
pub(crate) struct Facts {
    client: Sender,
    server: Sender,
    client_resets: Resets,
    server_resets: Resets,
    hints: Hints,
    syn: Option<(u32, i64)>,
    /// The SYN was sent more than once.
    asked_again: bool,
    syn_ack: Option<SynAck>,
    /// When the client acknowledged the SYN-ACK.
    acknowledged: Option<i64>,
    /// What client and server acknowledged last.
    acks: [Option<u32>; 2],
    request: Option<Box<Request>>,
    /// What the client's first data is: `client-hello`, `request`, `data`.
    said: Option<&'static str>,
    said_at: Option<i64>,
    /// How often the client sent data again that nobody answered.
    again: u32,
    answered_at: Option<i64>,
    pub(super) conflicts: u64,
}

struct SynAck {
    seq: u32,
    ack: u32,
    nanos: i64,
    packet: u64,
    ttl: u8,
    options: TcpOptions,
    mac: Option<Mac>,
}

impl Facts {
    /// Learns from a segment.
    pub(crate) fn see(&mut self, seen: &Seen<'_>) {
        if seen.is_copy {
            return;
        }
        let agreed = self.client.offers_timestamps && self.server.offers_timestamps;
        let [client_ack, server_ack] = self.acks;
        let is_before_syn_ack = self.syn.is_some() && self.syn_ack.is_none();
        let (sender, peer, resets, peer_ack) = match seen.from {
            Side::Client => {
                (&mut self.client, &self.server, &mut self.client_resets, server_ack)
            }
            Side::Server => {
                (&mut self.server, &self.client, &mut self.server_resets, client_ack)
            }
        };
        let usual_ttl = sender.ttl;
        sender.see(seen, peer.last_id, agreed, &mut self.hints);
        if seen.segment.flags.rst() || resets.any() {
            let around = Around { usual_ttl, peer_ack, is_before_syn_ack };
            resets.see(seen, &around, &mut self.hints);
        }
        if seen.segment.flags.ack() {
            let [client_ack, server_ack] = &mut self.acks;
            *match seen.from {
                Side::Client => client_ack,
                Side::Server => server_ack,
            } = Some(seen.segment.ack);
        }
        match (seen.from, seen.segment.flags.syn()) {
            (Side::Client, true) => self.syn(seen),
            (Side::Server, true) => self.syn_ack(seen),
            (Side::Client, false) => self.client(seen),
            (Side::Server, false) => self.server(seen),
        }
        self.packetlogic(seen);
    }

    /// Counts a conflict; gives how many there are.
    pub(crate) const fn conflict(&mut self) -> u64 {
        self.conflicts += 1;
        self.conflicts
    }

    fn syn(&mut self, seen: &Seen<'_>) {
        let now = nanos(seen.packet.at);
        if self.syn.is_none_or(|(seq, _)| seq != seen.segment.seq) {
            self.syn = Some((seen.segment.seq, now));
        } else {
            // What comes next may answer either: servers that were refused a moment ago may be up, and
            // those that keep no state answer with other numbers.
            self.asked_again = true;
            self.server_resets.forgive();
        }
    }

    fn syn_ack(&mut self, seen: &Seen<'_>) {
        let segment = seen.segment;
        let mac = seen.packet.macs.map(|(src, _)| src);
        let now = nanos(seen.packet.at);
        let Some(first) = &self.syn_ack else {
            self.syn_ack = Some(SynAck {
                seq: segment.seq,
                ack: segment.ack,
                nanos: now,
                packet: seen.packet.at.packet,
                ttl: seen.ip.ttl,
                options: segment.options,
                mac,
            });
            return;
        };
        let is_race = first.seq != segment.seq
            && first.ack == segment.ack
            && now.saturating_sub(first.nanos) <= RACE;
        if !is_race || self.asked_again {
            return;
        }
        let differs = first.ttl.abs_diff(seen.ip.ttl) > 1
            || first.options != without_clock(segment.options, first.options)
            || first.mac != mac;
        let what = match differs {
            true => "two answers to one SYN, which differ in more than their numbers",
            false => "two answers to one SYN",
        };
        let code = if differs { "INJ-20+" } else { "INJ-20" };
        self.hints.add(code, what, &[first.packet, seen.packet.at.packet]);
    }

    fn client(&mut self, seen: &Seen<'_>) {
        let now = nanos(seen.packet.at);
        if self.acknowledged.is_none() && self.syn_ack.is_some() && seen.segment.flags.ack() {
            self.acknowledged = Some(now);
        }
        let data = seen.segment.data;
        if data.is_empty() {
            return;
        }
        if seen.beyond < 0 {
            self.again = self.again.saturating_add(u32::from(self.answered_at.is_none()));
            return;
        }
        if let Some(request) = head::request(data) {
            self.request = Some(Box::new(request));
            self.said_at = Some(now);
            self.answered_at = None;
        }
        if self.said.is_none() {
            let is_hello = matches!(data, [0x16, 3, _, _, _, 1, ..]);
            self.said = Some(match (is_hello, &self.request) {
                (true, _) => "client-hello",
                (false, Some(_)) => "request",
                (false, None) => "data",
            });
            self.said_at = Some(now);
        }
    }

    fn server(&mut self, seen: &Seen<'_>) {
        let data = seen.segment.data;
        if data.is_empty() {
            return;
        }
        let is_first = self.answered_at.is_none();
        let now = nanos(seen.packet.at);
        let asked = self.request.as_ref().map_or("", |request| request.host.as_str());
        let answer = head::answer(data, asked);
        if is_first {
            self.answered_at = Some(now);
            self.too_early(seen, now);
        }
        if let Some(answer) = answer {
            self.answer(seen, &answer, is_first);
        }
    }

    /// An answer that came sooner than light goes to the server and back.
    fn too_early(&mut self, seen: &Seen<'_>, now: i64) {
        let (Some((_, syn)), Some(syn_ack), Some(acknowledged), Some(said)) =
            (self.syn, &self.syn_ack, self.acknowledged, self.said_at)
        else {
            return;
        };
        let way = syn_ack.nanos.saturating_sub(syn);
        let is_near_client = acknowledged.saturating_sub(syn_ack.nanos) < way / 4;
        let took = now.saturating_sub(said);
        if way >= SHORTEST_WAY && is_near_client && took < way / 5 * 3 {
            let what = format!("answer after {} µs, the way takes {} µs", took / 1000, way / 1000);
            self.hints.add("INJ-14", what, &[seen.packet.at.packet]);
        }
    }

    fn answer(&mut self, seen: &Seen<'_>, answer: &Answer, is_first: bool) {
        let packet = &[seen.packet.at.packet];
        if answer.is_lf_only {
            self.hints.add("INJ-12", "lines of the answer end in a line feed alone", packet);
        }
        let is_block = matches!(answer.status, 403 | 451);
        if is_first && seen.segment.flags.fin() && (answer.is_redirect() || is_block) {
            self.hints.add("INJ-13", "the first segment of the answer closes", packet);
        }
        let Some(request) = self.request.as_deref().filter(|request| !request.is_portal_check)
        else {
            return;
        };
        if let Some(there) = answer.other_site(request).filter(|_| answer.is_redirect()) {
            let status = answer.status;
            if !answer.is_rich {
                let what = format!("{status} to {there}, without the headers that servers send");
                self.hints.add("INJ-11", what, packet);
            }
            if request.is_installer {
                let what = format!("a program was asked for, {status} sends to {there}");
                self.hints.add("download", what, packet);
            }
        }
        if let Some(there) = &answer.leads_to {
            self.hints.add("script", format!("the answer leads to {there}"), packet);
        }
    }

    fn packetlogic(&mut self, seen: &Seen<'_>) {
        let (segment, ip) = (seen.segment, seen.ip);
        let flags = segment.flags;
        if ip.id != Some(PACKETLOGIC.0) || ip.df || segment.window != PACKETLOGIC.1 || !flags.ack()
        {
            return;
        }
        let is_redirect = flags.fin()
            && matches!(segment.data, [b'H', b'T', b'T', b'P', b'/', b'1', b'.', _, b' ', b'3', ..]);
        if is_redirect || flags.rst() {
            let what = "identification, window and flags of Sandvine’s PacketLogic";
            self.hints.add("INJ-10", what, &[seen.packet.at.packet]);
        }
    }

    /// All hints, once all segments were seen.
    pub(super) fn hints(&mut self) -> Vec<Hint> {
        let has = |sender: &Sender| sender.with_timestamps > 0;
        let (client_has, server_has) = (has(&self.client), has(&self.server));
        self.client.conclude(server_has, &mut self.hints);
        self.server.conclude(client_has, &mut self.hints);
        self.client_resets.conclude(self.client.ttl, &mut self.hints);
        self.server_resets.conclude(self.server.ttl, &mut self.hints);
        self.hints.take()
    }

    /// Microseconds from SYN to SYN-ACK.
    pub(super) fn handshake_micros(&self) -> Option<u64> {
        let (_, syn) = self.syn?;
        u64::try_from((self.syn_ack.as_ref()?.nanos.checked_sub(syn)?) / 1000).ok()
    }

    /// Microseconds from the client's first data to the server's.
    pub(super) fn answer_micros(&self) -> Option<u64> {
        u64::try_from(self.answered_at?.checked_sub(self.said_at?)? / 1000).ok()
    }

    /// Time to live of the server's SYN-ACK or first segment.
    pub(crate) const fn server_ttl(&self) -> Option<u8> {
        self.server.ttl
    }

    /// Host of the client's last request.
    pub(super) fn host(&self) -> Option<String> {
        self.request.as_ref().map(|request| request.host.clone()).filter(|host| !host.is_empty())
    }

    /// After what the connection broke off, where nothing of the server's followed: by a reset, or with
    /// the client trying again in vain.
    pub(super) fn broke_off_after(&self, is_reset: bool) -> Option<&'static str> {
        if self.answered_at.is_some() {
            return None;
        }
        match (self.said, &self.syn_ack) {
            (Some(said), _) if is_reset || self.again >= 2 => Some(said),
            (None, None) if self.syn.is_some() && is_reset => Some("syn"),
            (None, Some(_)) if is_reset => Some("syn-ack"),
            _ => None,
        }
    }
}

fn nanos(at: Moment) -> i64 {
    at.nanos.unwrap_or(0)
}

/// The options of an answer, with the clock of another: two clocks differ between two right answers.
fn without_clock(
    options: TcpOptions,
    other: TcpOptions,
) -> TcpOptions {
    let has_both = options.timestamps.is_some() && other.timestamps.is_some();
    let timestamps = if has_both { other.timestamps } else { options.timestamps };
    TcpOptions { timestamps, ..options }
}
