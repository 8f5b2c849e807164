//! Dialogues: messages of TCAP joined by their transaction identifiers, operations by their invoke
//! identifiers. What is open is bounded by number and by time.

use std::collections::{HashMap, VecDeque};

use super::pending::Pending;
use super::{Carrier, Counts, Node, checks};
use crate::ber::Watch;
use crate::catalogue::Codes;
use crate::event::{Direction, Event, Outcome, Spot};
use crate::fields::Fields;
use crate::network::Network;
use crate::numbers::Digits;
use crate::sccp;
use crate::tcap::{
    ApplicationContext, Component, ComponentKind, Family, Kind, Message, Transaction,
};
use crate::{cap, map};

/// Dialogues that are open at one time.
const MOST_OPEN: usize = 1_000_000;
/// Operations that are open in one dialogue.
const MOST_PENDING: usize = 64;
/// How long a dialogue of MAP may be silent. Its longest timer, ml, runs for hours, but what travels
/// between networks ends within a minute.
const MAP_MICROS: i64 = 60_000_000;
/// Calls under control of CAP last hours.
const CAP_MICROS: i64 = 7_200_000_000;

/// What a message comes with.
pub(super) struct Context<'a> {
    pub(super) calling: Node,
    pub(super) called: Node,
    pub(super) called_ssn: u8,
    pub(super) carrier: Carrier,
    /// What addresses and links show.
    pub(super) codes: Codes,
    /// Length of the first of several segments.
    pub(super) first_segment: Option<usize>,
    /// The message, to know where in it an element stands.
    pub(super) data: &'a [u8],
    pub(super) watch: &'a Watch,
    pub(super) network: &'a Network,
}

/// Stands for an operation without a code.
pub(super) const NO_CODE: i32 = i32::MIN;
/// Messages of no dialogue, one identifier after the other, that are a search for open dialogues.
const GUESSES: u32 = 6;
/// Senders of such messages that are remembered.
const MOST_GUESSERS: usize = 4096;

type Key = (Transaction, Digits, u32);

/// An open dialogue.
#[derive(Debug, Default)]
struct Dialogue {
    generation: u32,
    touched: i64,
    opened: i64,
    origin: Node,
    target: Node,
    origin_id: Option<Transaction>,
    target_id: Option<Transaction>,
    context: Option<ApplicationContext>,
    had_portion: bool,
    imsi: Digits,
    /// Whether its first message asked for something.
    began_with_operation: bool,
    /// Whether its first message was not seen.
    is_headless: bool,
    /// Operation of its first invoke.
    first_code: Option<i32>,
    pending: Vec<Pending>,
    is_open: bool,
}

/// All open dialogues.
#[derive(Debug, Default)]
pub(super) struct Dialogues {
    slots: Vec<Dialogue>,
    free: Vec<usize>,
    /// Slot, and whether the identifier is the target's.
    keys: HashMap<Key, (usize, bool)>,
    /// The same by identifier alone, for answers that come from another title of the same node.
    by_number: HashMap<Transaction, (usize, bool)>,
    /// When to look whether a dialogue is over: MAP, CAP.
    deadlines: [VecDeque<(i64, usize, u32)>; 2],
    now: i64,
    /// By sender: the last identifier that was none, and how many came in a row.
    guesses: HashMap<(Digits, u32), (u64, u32)>,
}

impl Dialogues {
    pub(super) fn open(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    pub(super) fn take(
        &mut self,
        message: Message<'_, '_>,
        context: &Context<'_>,
        counts: &mut Counts,
        out: &mut Vec<Event>,
    ) {
        match message.kind {
            Kind::Begin => self.begin(message, context, counts, out),
            Kind::Unidirectional => {
                let slot = self.create(&message, context);
                self.components(slot, false, message, context, counts);
                self.close(slot, context.network, out);
            }
            Kind::Continue | Kind::End | Kind::Abort => {
                self.go_on(message, context, counts, out);
            }
        }
    }

    fn begin(
        &mut self,
        message: Message<'_, '_>,
        context: &Context<'_>,
        counts: &mut Counts,
        out: &mut Vec<Event>,
    ) {
        let mut codes = Codes::NONE;
        let key = message.originating.map(|id| key(id, &context.calling));
        if let Some((before, _)) = key.and_then(|key| self.keys.get(&key).copied()) {
            codes = self.reuse(before, context);
            self.close(before, context.network, out);
        }
        let slot = self.create(&message, context);
        if let (Some(id), Some(key)) = (message.originating, key) {
            self.keys.insert(key, (slot, false));
            self.by_number.insert(id, (slot, false));
        }
        self.components(slot, false, message, context, counts);
        if let Some(dialogue) = self.slots.get_mut(slot) {
            dialogue.began_with_operation = dialogue.first_code.is_some();
            for pending in &mut dialogue.pending {
                pending.event.codes |= codes;
            }
        }
    }

    /// A transaction identifier that is given to a second dialogue while the first is open and young.
    fn reuse(&self, before: usize, context: &Context<'_>) -> Codes {
        let micros = context.carrier.spot.micros;
        let young = self.slots.get(before).is_some_and(|dialogue| {
            micros.saturating_sub(dialogue.opened) < 5_000_000 && !dialogue.is_headless
        });
        if young && !context.carrier.lossy { Codes::ss7(66) } else { Codes::NONE }
    }

    fn create(&mut self, message: &Message<'_, '_>, context: &Context<'_>) -> usize {
        let micros = context.carrier.spot.micros;
        let portion = message.dialogue;
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Dialogue::default());
            self.slots.len() - 1
        });
        let application = portion.and_then(|portion| portion.context);
        let is_cap = application.is_some_and(|one| one.family == Family::Cap)
            || matches!(context.called.ssn, 146 | 147);
        let Some(dialogue) = self.slots.get_mut(slot) else { return slot };
        *dialogue = Dialogue {
            generation: dialogue.generation.wrapping_add(1),
            touched: micros,
            opened: micros,
            origin: context.calling,
            target: context.called,
            origin_id: message.originating,
            context: application,
            had_portion: portion.is_some(),
            imsi: portion.map_or(Digits::NONE, |portion| portion.destination),
            is_open: true,
            ..Dialogue::default()
        };
        let (queue, wait) = if is_cap { (1, CAP_MICROS) } else { (0, MAP_MICROS) };
        let entry = (micros.saturating_add(wait), slot, dialogue.generation);
        if let Some(deadlines) = self.deadlines.get_mut(queue) {
            deadlines.push_back(entry);
        }
        slot
    }

    /// Continue, end, abort.
    fn go_on(
        &mut self,
        message: Message<'_, '_>,
        context: &Context<'_>,
        counts: &mut Counts,
        out: &mut Vec<Event>,
    ) {
        let Some((slot, is_targets)) = self.find(&message, context) else {
            counts.orphans = counts.orphans.saturating_add(1);
            self.orphan(message, context, counts, out);
            return;
        };
        // The receiver's identifier was found, so the other side sends.
        let is_by_target = !is_targets;
        self.learn(slot, is_by_target, &message, context);
        let (kind, refused) = (message.kind, message.dialogue.is_some_and(|one| one.is_refused));
        self.components(slot, is_by_target, message, context, counts);
        if kind == Kind::Continue {
            return;
        }
        if let Some(dialogue) = self.slots.get_mut(slot)
            && (kind == Kind::Abort || refused)
        {
            for pending in &mut dialogue.pending {
                pending.event.outcome = Outcome::Aborted;
                pending.event.answered.get_or_insert(context.carrier.spot);
            }
        }
        self.close(slot, context.network, out);
    }

    /// What the side that sends is now known by.
    fn learn(
        &mut self,
        slot: usize,
        is_by_target: bool,
        message: &Message<'_, '_>,
        context: &Context<'_>,
    ) {
        let Some(dialogue) = self.slots.get_mut(slot) else { return };
        dialogue.touched = context.carrier.spot.micros;
        let application = message.dialogue.and_then(|portion| portion.context);
        dialogue.context = dialogue.context.or(application);
        for pending in dialogue.pending.iter_mut().filter(|one| one.is_silent) {
            pending.event.answered.get_or_insert(context.carrier.spot);
        }
        let known = if is_by_target { &mut dialogue.target_id } else { &mut dialogue.origin_id };
        if let (None, Some(id)) = (*known, message.originating) {
            *known = Some(id);
            let node = if is_by_target { &mut dialogue.target } else { &mut dialogue.origin };
            // Later messages are addressed to where this one came from.
            if is_by_target && !context.calling.title.is_empty() {
                *node = context.calling;
            }
            self.keys.insert(key(id, &context.calling), (slot, is_by_target));
            self.by_number.insert(id, (slot, is_by_target));
        }
    }

    /// The dialogue whose receiver's identifier a message names, and whether that is the target's.
    fn find(&self, message: &Message<'_, '_>, context: &Context<'_>) -> Option<(usize, bool)> {
        let id = message.destination?;
        if let Some(found) = self.keys.get(&key(id, &context.called)) {
            return Some(*found);
        }
        let (slot, is_targets) = *self.by_number.get(&id)?;
        let dialogue = self.slots.get(slot)?;
        let (sender, receiver) = if is_targets {
            (&dialogue.origin, &dialogue.target)
        } else {
            (&dialogue.target, &dialogue.origin)
        };
        let same = |one: &Node, other: &Node| {
            one.key() == other.key()
                || one.title.is_empty()
                || other.title.is_empty()
                || (one.net == other.net && one.net.is_home())
        };
        (same(sender, &context.calling) || same(receiver, &context.called))
            .then_some((slot, is_targets))
    }

    /// A message of a dialogue that was not seen to begin: what it asks is told all the same.
    fn orphan(
        &mut self,
        message: Message<'_, '_>,
        context: &Context<'_>,
        counts: &mut Counts,
        out: &mut Vec<Event>,
    ) {
        let kind = message.kind;
        let (own, other) = (message.originating, message.destination);
        if let Some(id) = other
            && self.is_guess(id, context)
        {
            out.push(guess(context));
        }
        let slot = self.create(&message, context);
        if let Some(dialogue) = self.slots.get_mut(slot) {
            dialogue.is_headless = true;
            dialogue.target_id = other;
        }
        self.components(slot, false, message, context, counts);
        if kind != Kind::Continue {
            self.close(slot, context.network, out);
            return;
        }
        for (id, node, is_target) in
            [(own, &context.calling, false), (other, &context.called, true)]
        {
            if let Some(id) = id {
                self.keys.insert(key(id, node), (slot, is_target));
                self.by_number.insert(id, (slot, is_target));
            }
        }
    }

    /// Whether a sender tries identifiers one after the other.
    fn is_guess(&mut self, id: Transaction, context: &Context<'_>) -> bool {
        let sender = context.calling.key();
        if self.guesses.len() >= MOST_GUESSERS && !self.guesses.contains_key(&sender) {
            return false;
        }
        let (last, row) = self.guesses.entry(sender).or_default();
        let is_next = id.number != *last && id.number.abs_diff(*last) <= 16;
        *row = if is_next { row.saturating_add(1) } else { 0 };
        *last = id.number;
        *row >= GUESSES && !context.carrier.lossy
    }

    fn components(
        &mut self,
        slot: usize,
        is_by_target: bool,
        message: Message<'_, '_>,
        context: &Context<'_>,
        counts: &mut Counts,
    ) {
        let kind = message.kind;
        let is_ansi = message.is_ansi;
        let Some(dialogue) = self.slots.get_mut(slot) else { return };
        let first_new = dialogue.pending.len();
        for component in message.components {
            counts.components = counts.components.saturating_add(1);
            if component.kind == ComponentKind::Invoke {
                if dialogue.pending.len() < MOST_PENDING {
                    dialogue.invoke(&component, is_by_target, is_ansi, context);
                }
            } else {
                dialogue.answer(&component, is_by_target, context);
            }
        }
        let said = checks::Said {
            kind,
            is_first: kind == Kind::Begin || kind == Kind::Unidirectional,
            had_portion: dialogue.had_portion,
            began_with_operation: dialogue.began_with_operation,
            is_headless: dialogue.is_headless,
            context: dialogue.context,
        };
        if let Some(new) = dialogue.pending.get_mut(first_new..)
            && !is_ansi
        {
            checks::message(new, &said, context);
        }
    }

    fn close(&mut self, slot: usize, network: &Network, out: &mut Vec<Event>) {
        let Some(dialogue) = self.slots.get_mut(slot) else { return };
        if !std::mem::replace(&mut dialogue.is_open, false) {
            return;
        }
        for pending in dialogue.pending.drain(..) {
            out.push(pending.finish(network));
        }
        let ends = [(dialogue.origin_id, dialogue.origin), (dialogue.target_id, dialogue.target)];
        for (id, node) in ends {
            let Some(id) = id else { continue };
            let key = key(id, &node);
            if self.keys.get(&key).is_some_and(|(known, _)| *known == slot) {
                self.keys.remove(&key);
            }
            if self.by_number.get(&id).is_some_and(|(known, _)| *known == slot) {
                self.by_number.remove(&id);
            }
        }
        self.free.push(slot);
    }

    /// Ends the dialogue that a returned message had begun.
    pub(super) fn undeliverable(
        &mut self,
        originating: Transaction,
        origin: &sccp::Address,
        at: Spot,
        network: &Network,
        out: &mut Vec<Event>,
    ) {
        let node = Node::of(origin, network);
        let Some((slot, false)) = self.keys.get(&key(originating, &node)).copied() else { return };
        if let Some(dialogue) = self.slots.get_mut(slot) {
            for pending in &mut dialogue.pending {
                pending.event.outcome = Outcome::Aborted;
                pending.event.answered = Some(at);
            }
        }
        self.close(slot, network, out);
    }

    /// Closes what was silent for too long.
    pub(super) fn expire(&mut self, micros: i64, network: &Network, out: &mut Vec<Event>) {
        self.now = self.now.max(micros);
        for (queue, wait) in [(0, MAP_MICROS), (1, CAP_MICROS)] {
            while let Some(deadlines) = self.deadlines.get_mut(queue)
                && let Some((due, slot, generation)) = deadlines.front().copied()
                && (due <= self.now || deadlines.len() > MOST_OPEN)
            {
                let is_forced = due > self.now;
                deadlines.pop_front();
                let Some(dialogue) = self.slots.get(slot) else { continue };
                if dialogue.generation != generation || !dialogue.is_open {
                    continue;
                }
                let due = dialogue.touched.saturating_add(wait);
                if due > self.now && !is_forced {
                    deadlines.push_back((due, slot, generation));
                } else {
                    self.close(slot, network, out);
                }
            }
        }
    }

    pub(super) fn finish(&mut self, network: &Network, out: &mut Vec<Event>) {
        for slot in 0..self.slots.len() {
            self.close(slot, network, out);
        }
    }
}

impl Dialogue {
    fn invoke(
        &mut self,
        component: &Component<'_>,
        is_by_target: bool,
        is_ansi: bool,
        context: &Context<'_>,
    ) {
        let code = component.operation.number().unwrap_or(NO_CODE);
        let is_cap = self.is_cap(code, context);
        let (actor, peer) = (&context.calling, &context.called);
        let mut event = Event {
            asked: context.carrier.spot,
            operation: u32::try_from(code).unwrap_or(u32::MAX),
            application: self
                .context
                .map_or(0, |one| u32::from(one.number) << 8 | u32::from(one.version)),
            actor: actor.party(),
            peer: peer.party(),
            direction: Direction::between(actor.net, peer.net),
            carrier: context.carrier.opc,
            lossy: context.carrier.lossy || context.carrier.is_cut,
            codes: context.codes,
            imsi: self.imsi,
            name: "unknown operation",
            ..Event::default()
        };
        let mut argument = Fields::default();
        let mut is_silent = false;
        if is_ansi {
            event.name = "ANSI-41 operation";
        } else if is_cap {
            event.protocol = crate::event::Protocol::Cap;
            if let Some(operation) = cap::operation(code) {
                (event.name, event.act) = (operation.name, operation.act);
                is_silent = true;
                if let Some(parameter) = &component.parameter {
                    argument = cap::argument(operation.code, parameter, context.watch);
                }
            }
        } else if let Some(operation) = map::operation(code) {
            (event.name, event.act) = (operation.name, operation.act);
            if let Some(parameter) = &component.parameter {
                let is_imsi = |digits: &Digits| {
                    context.network.of_imsi(digits) != crate::network::Net::Unknown
                };
                argument = map::argument(operation.code, parameter, &is_imsi, context.watch);
            }
        }
        self.first_code.get_or_insert(code);
        let first = self.pending.first().map(|one| &one.event);
        event.imsi = argument.imsi.or(event.imsi).or(first.map_or(Digits::NONE, |one| one.imsi));
        event.msisdn = argument.msisdn;
        event.vectors = argument.vectors;
        event.led_to = argument.led_to;
        event.message = argument.message;
        // The location in an initialDP is given, not asked for.
        event.leaks = argument.leaks;
        let mut pending = Pending {
            invoke: component.invoke,
            is_by_target,
            code,
            event,
            argument,
            result: Fields::default(),
            context: self.context,
            is_silent,
        };
        checks::component(&mut pending, component, context);
        self.pending.push(pending);
    }

    /// Whether an operation is CAP's: by application context, by that of the dialogue's first message,
    /// or by subsystem.
    fn is_cap(&self, code: i32, context: &Context<'_>) -> bool {
        match self.context {
            Some(application) if application.family != Family::Unknown => {
                application.family == Family::Cap
            }
            _ => {
                let ssns = [context.called.ssn, context.calling.ssn];
                ssns.contains(&146) && cap::operation(code).is_some()
            }
        }
    }

    fn answer(&mut self, component: &Component<'_>, is_by_target: bool, context: &Context<'_>) {
        let asked = self.pending.iter_mut().rev().find(|one| {
            one.is_by_target != is_by_target
                && (one.invoke == component.invoke || component.invoke.is_none())
        });
        let Some(pending) = asked else { return };
        let spot = context.carrier.spot;
        match component.kind {
            ComponentKind::Result => {
                let code = u8::try_from(pending.code).unwrap_or(u8::MAX);
                let fields = match &component.parameter {
                    Some(parameter) if pending.event.protocol == crate::event::Protocol::Map => {
                        map::result(code, parameter, context.watch)
                    }
                    _ => Fields::default(),
                };
                pending.answered(fields, spot);
            }
            ComponentKind::Error => {
                let code = component.operation.number().unwrap_or(0);
                pending.event.outcome = Outcome::Error(u32::try_from(code).unwrap_or(0));
                pending.event.answered = Some(spot);
            }
            ComponentKind::Reject => {
                pending.event.outcome = Outcome::Aborted;
                pending.event.answered = Some(spot);
            }
            ComponentKind::Invoke => {}
        }
        checks::answer(pending, context);
    }
}

/// A message that tries to be part of somebody's dialogue.
fn guess(context: &Context<'_>) -> Event {
    let mut event = Event {
        asked: context.carrier.spot,
        name: "message of no dialogue",
        actor: context.calling.party(),
        peer: context.called.party(),
        direction: Direction::between(context.calling.net, context.called.net),
        carrier: context.carrier.opc,
        ..Event::default()
    };
    event.flag(Codes::ss7(86), "transaction identifiers tried one after the other");
    event
}

fn key(id: Transaction, node: &Node) -> Key {
    let (title, point) = node.key();
    (id, title, point)
}
