//! What frames carry: link headers and tunnels are taken off, fragments put together, transports taken
//! apart.

mod ethernet;
mod fragments;
mod ip;
mod link;
mod mpls;
mod numbers;
mod ppp;
mod repeats;
mod transport;
mod tunnel;
mod udp_tunnel;
mod wifi;

use std::collections::BTreeMap;

use vigie_core::Stop;

pub use fragments::FragmentConflict;

use crate::{Carried, Direction, Frame, Layer, LinkType, Mac, Moment, Origin, Packet, Path, Tally};
use fragments::Fragments;
use repeats::Repeats;

/// Layers around a packet that are taken off.
const MOST_LAYERS: usize = 8;

/// Headers of one packet that are looked at: some are no layer.
const MOST_STEPS: u8 = 40;

/// Takes what is to be seen of a packet.
pub(crate) type See<'s> = dyn FnMut(&Packet<'_>) -> Result<(), Stop> + 's;

/// Turns frames into packets; remembers what spans several frames.
#[derive(Default)]
pub(crate) struct Decoder {
    tally: Tally,
    fragments: Fragments,
    repeats: Repeats,
    user_links: BTreeMap<LinkType, LinkType>,
}

impl Decoder {
    pub(crate) fn take_link_for(&mut self, user: LinkType, real: LinkType) {
        self.user_links.insert(user, real);
    }

    /// There is no frame any more.
    pub(crate) fn end(&mut self) {
        self.fragments.end();
    }

    pub(crate) fn tally(&self) -> Tally {
        let mut tally = self.tally.clone();
        tally.never_joined = tally.never_joined.saturating_add(self.fragments.unfinished());
        tally
    }

    pub(crate) fn take_conflicts(&mut self) -> Vec<FragmentConflict> {
        self.fragments.take_conflicts()
    }

    #[inline]
    pub(crate) fn decode(&mut self, frame: &Frame<'_>, see: &mut See<'_>) -> Result<(), Stop> {
        let missing =
            frame.wire_len.saturating_sub(u32::try_from(frame.data.len()).unwrap_or(u32::MAX));
        self.tally.frame(frame.at, frame.data.len(), missing > 0);
        let link = match frame.link {
            LinkType(147..=162) => self.user_links.get(&frame.link).copied().unwrap_or(frame.link),
            link => link,
        };
        let file = match frame.origin {
            Origin::File(offset) => {
                let (address, len) = (frame.data.as_ptr().addr(), frame.data.len());
                Some(Place { address, len, offset })
            }
            Origin::Memory => None,
        };
        let mut walk = Walk {
            tally: &mut self.tally,
            fragments: &mut self.fragments,
            repeats: &mut self.repeats,
            see,
            at: frame.at,
            interface: frame.interface,
            direction: frame.direction,
            missing,
            file,
            around: Around::default(),
        };
        walk.link(link, frame.data)
    }
}

/// Decodes one frame of a link type, for fuzzing.
pub(crate) fn fuzz_frame(link: u32, bytes: &[u8]) {
    let frame = crate::fuzz::frame(link, bytes);
    let mut see = |packet: &Packet<'_>| {
        crate::fuzz::look_at(packet, bytes.len() as u64);
        Ok(())
    };
    let done = Decoder::default().decode(&frame, &mut see);
    debug_assert!(done.is_ok());
}

/// One frame being taken apart.
struct Walk<'d, 's> {
    tally: &'d mut Tally,
    fragments: &'d mut Fragments,
    repeats: &'d mut Repeats,
    see: &'d mut See<'s>,
    at: Moment,
    interface: u32,
    direction: Option<Direction>,
    /// Bytes of the frame that the capture did not keep.
    missing: u32,
    /// Where the frame's bytes are, when they stand in the file as they are.
    file: Option<Place>,
    around: Around,
}

/// Where the bytes of a frame are in memory, and in the file.
#[derive(Clone, Copy)]
struct Place {
    address: usize,
    len: usize,
    offset: u64,
}

/// What was taken off so far.
#[derive(Clone, Copy)]
struct Around {
    macs: Option<(Mac, Mac)>,
    path: u64,
    layers: [Layer; MOST_LAYERS],
    depth: usize,
    steps: u8,
}

impl Default for Around {
    fn default() -> Self {
        Self { macs: None, path: 0, layers: [Layer::Gre; MOST_LAYERS], depth: 0, steps: 0 }
    }
}

impl Walk<'_, '_> {
    /// One header more; `false` where there were too many.
    #[inline]
    const fn step(&mut self) -> bool {
        if self.around.steps >= MOST_STEPS {
            self.tally.too_deep = self.tally.too_deep.wrapping_add(1);
            return false;
        }
        self.around.steps = self.around.steps.saturating_add(1);
        true
    }

    /// Notes a layer; `false` where there are too many.
    fn push(&mut self, layer: Layer) -> bool {
        let Some(room) = self.around.layers.get_mut(self.around.depth) else {
            self.tally.too_deep = self.tally.too_deep.wrapping_add(1);
            return false;
        };
        *room = layer;
        self.around.depth = self.around.depth.saturating_add(1);
        true
    }

    /// Makes what follows part of another world than without `value`.
    const fn part_of(&mut self, value: u64) {
        self.around.path = mixed(self.around.path, value);
    }

    const fn malformed(&mut self) {
        self.tally.malformed = self.tally.malformed.wrapping_add(1);
    }

    /// Where `part`, which lies in the frame, stands.
    #[inline]
    fn origin(&self, part: &[u8]) -> Origin {
        match self.file {
            Some(Place { address, len, offset }) => {
                // An empty part may lie anywhere.
                let at = part.as_ptr().addr().wrapping_sub(address).min(len);
                Origin::File(offset.wrapping_add(at as u64))
            }
            None => Origin::Memory,
        }
    }

    fn emit(&mut self, carried: Carried<'_>, is_repeat: bool) -> Result<(), Stop> {
        self.tally.packets = self.tally.packets.wrapping_add(1);
        self.tally.repeats = self.tally.repeats.wrapping_add(is_repeat.into());
        let packet = Packet {
            at: self.at,
            interface: self.interface,
            macs: self.around.macs,
            path: Path(self.repeats.world(self.around.path)),
            layers: self.around.layers.get(..self.around.depth).unwrap_or_default(),
            is_cut: self.missing > 0,
            direction: self.direction,
            is_repeat,
            carried,
        };
        (self.see)(&packet)
    }
}

/// `state` with `value` mixed in: the same on every machine and in every run.
const fn mixed(state: u64, value: u64) -> u64 {
    let mut mixed = (state.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^= mixed >> 32;
    mixed = mixed.wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ (mixed >> 29)
}
