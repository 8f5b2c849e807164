//! What a single message or dialogue shows: operations that do not belong at the interconnect
//! (categories 1 and 2), plausibility of the addresses in one dialogue, and evasion.
//!
//! "Foreign" is judged against the home network where that is known, else against the network whose
//! subscriber is named. Unknown is never foreign.

use super::dialogues::Context;
use super::pending::Pending;
use crate::ber::Oddities;
use crate::catalogue::Codes;
use crate::event::{Act, Address, Direction, Leaks, Protocol};
use crate::map::{self, Category, Taker};
use crate::network::{Net, Network, Tie};
use crate::numbers::Digits;
use crate::sccp::Unit;
use crate::tcap::{ApplicationContext, Component, Family, Kind, Operation};

const fn ss7(number: u32) -> Codes {
    Codes::ss7(number)
}

/// What addresses show: no subsystem, subsystem 0, digits that are none.
pub(super) fn address_codes(unit: &Unit<'_>) -> Codes {
    let called = &unit.called;
    let no_subsystem = called.ssn.is_none() && called.title.is_some();
    let zero = called.ssn == Some(0) || unit.calling.ssn == Some(0);
    let nobody = unit.called.title.is_none() && called.ssn.is_none() && called.point_code.is_none();
    let odd_digits = [called, &unit.calling].iter().any(|one| !one.digits().is_decimal());
    if no_subsystem || zero || nobody || odd_digits { ss7(65) } else { Codes::NONE }
}

/// What the dialogue had said when a message came.
pub(super) struct Said {
    pub(super) kind: Kind,
    pub(super) is_first: bool,
    pub(super) had_portion: bool,
    pub(super) began_with_operation: bool,
    /// Whether its beginning was not seen, so that little is known of it.
    pub(super) is_headless: bool,
    pub(super) context: Option<ApplicationContext>,
}

/// Judges one invoke as it stands in its message.
pub(super) fn component(pending: &mut Pending, component: &Component<'_>, context: &Context<'_>) {
    if matches!(component.operation, Operation::Global(_)) {
        pending.event.flag(ss7(61), "operation named by an object identifier");
    }
    if pending.event.protocol == Protocol::Map && !matches!(component.operation, Operation::Ansi(_))
    {
        known_operation(pending, context);
    }
    if let (Some(first), Some(code)) = (context.first_segment, component.code) {
        let at = code.as_ptr().addr().saturating_sub(context.data.as_ptr().addr());
        if at >= first {
            pending.event.flag(ss7(63), "operation code behind the first segment");
        }
    }
    if !context.codes.is_empty() && context.codes.has(ss7(65)) {
        pending.event.flag(ss7(65), "address without subsystem, or with odd digits");
    }
    if context.codes.has(ss7(64)) {
        pending.event.flag(ss7(64), "own title as origin on an external link");
    }
}

/// Subsystems of MAP.
const MAP_SUBSYSTEMS: [u8; 9] = [5, 6, 7, 8, 9, 10, 145, 149, 150];

fn known_operation(pending: &mut Pending, context: &Context<'_>) {
    let is_map = pending.context.is_some_and(|one| one.family == Family::Map)
        || MAP_SUBSYSTEMS.contains(&context.called_ssn);
    let Some(operation) = map::operation(pending.code) else {
        if is_map && pending.code != super::dialogues::NO_CODE {
            pending.event.flag(ss7(10), "operation of no release");
        }
        return;
    };
    let mismatch = match operation.taker {
        Taker::Hlr => matches!(context.called_ssn, 7 | 8 | 149),
        Taker::Serving => context.called_ssn == 6 && operation.act != Act::Deliver,
        Taker::Any => false,
    };
    if mismatch && !pending.is_by_target {
        pending.event.flag(ss7(11), "sent to the wrong kind of node");
    }
    let Some(application) = pending.context else { return };
    if application.family != Family::Map || !operation.contexts.contains(&application.number) {
        pending.event.flag(ss7(12), "not in the application context");
    }
    if application.family == Family::Map && operation.since > application.version {
        pending.event.flag(ss7(67), "older version of MAP than the operation has");
    }
    if application.is_extended {
        pending.event.flag(ss7(67), "extended application context");
    }
}

/// Judges the invokes of one message together.
pub(super) fn message(new: &mut [Pending], said: &Said, context: &Context<'_>) {
    let Some(first) = new.first() else { return };
    let is_map = first.event.protocol == Protocol::Map;
    // Without context and subsystem, what looks like MAP may be CAP.
    let is_map = is_map && !(said.is_headless && said.context.is_none() && context.called_ssn == 0);
    let mixed = is_map && is_mixture(new, said.context);
    let length = context.data.len();
    let is_short = context.first_segment.is_some() && length <= 200;
    let odd = context.watch.oddities();
    for pending in new.iter_mut() {
        let event = &mut pending.event;
        if mixed {
            event.flag(ss7(62), "different operations in one message");
        }
        if is_short {
            event.flag(ss7(63), "segmented, though it fits one unit");
        }
        evasion(event, odd, context);
        if is_map {
            late_or_bare(pending, said);
        }
    }
}

/// Operations that come together in ordinary dialogues.
const TOGETHER: &[&[i32]] =
    &[&[7, 38, 50], &[2, 7], &[45, 63], &[57, 7], &[23, 7], &[56, 2], &[60, 61]];

fn is_mixture(new: &[Pending], context: Option<ApplicationContext>) -> bool {
    let first = new.first().map(|one| one.code);
    let differs = new.iter().any(|one| Some(one.code) != first);
    let ordinary = TOGETHER.iter().any(|set| new.iter().all(|one| set.contains(&one.code)));
    differs && !ordinary && context.is_none_or(|one| one.family == Family::Map)
}

fn evasion(event: &mut crate::event::Event, odd: Oddities, context: &Context<'_>) {
    if odd.has(Oddities::EXTENDED_TAG | Oddities::PADDED_TAG) {
        event.flag(ss7(60), "tag in extended form");
    }
    if odd.has(Oddities::LONG_TRANSACTION | Oddities::EMPTY_TRANSACTION) {
        event.flag(ss7(66), "transaction identifier of odd length");
    }
    if odd.has(Oddities::PADDED_IDENTIFIER) {
        event.flag(ss7(67), "padded object identifier");
    }
    if odd.has(Oddities::DUPLICATE | Oddities::CONSTRUCTED_STRING | Oddities::PADDED_INTEGER) {
        event.flag(ss7(68), "element twice, in pieces or padded");
    }
    let is_cut = context.carrier.is_cut || context.carrier.lossy;
    if odd.has(Oddities::OVERRUN | Oddities::TOO_DEEP) && !is_cut {
        event.flag(ss7(68), "lengths contradict each other");
    }
    // Some stacks have these for a habit.
    event.is_unusual = odd.has(Oddities::LONG_LENGTH | Oddities::INDEFINITE)
        || (odd.has(Oddities::TRAILING) && !is_cut);
}

/// Application contexts in which an operation may come after the first message: long short messages and
/// dialogues of several steps.
const MAY_COME_LATE: [u8; 6] = [1, 18, 19, 21, 25, 32];

fn late_or_bare(pending: &mut Pending, said: &Said) {
    let Some(operation) = map::operation(pending.code) else { return };
    let may_be_late = said.context.is_some_and(|one| MAY_COME_LATE.contains(&one.number))
        || matches!(operation.act, Act::Deliver | Act::Submit);
    if !said.is_first && !may_be_late && !said.is_headless {
        if said.kind == Kind::End {
            pending.event.flag(ss7(71), "operation in the last message of a dialogue");
        } else if !said.began_with_operation {
            pending.event.flag(ss7(71), "dialogue began without operation");
        }
    }
    if said.kind == Kind::Begin && !said.had_portion && operation.since > 1 {
        pending.event.flag(ss7(67), "no application context");
    }
}

/// Judges an answer's way.
pub(super) fn answer(pending: &mut Pending, context: &Context<'_>) {
    let network = context.network;
    let asked_by = pending.event.actor.net;
    if network.tie(asked_by, context.called.net) == Tie::Other {
        pending.event.flag(ss7(73), "answer goes to another network than the one that asked");
    }
    if pending.event.protocol == Protocol::Cap
        && network.tie(pending.event.peer.net, context.calling.net) == Tie::Other
    {
        pending.event.flag(ss7(51), "answered by another network than the one asked");
    }
}

/// Judges an operation once its answer is there, or will not come.
pub(super) fn judge(pending: &mut Pending, network: &Network) {
    settle_subscriber(pending, network);
    match pending.event.protocol {
        Protocol::Cap => judge_cap(pending, network),
        _ => {
            judge_map(pending, network);
            judge_addresses(pending, network);
        }
    }
    let event = &mut pending.event;
    let allowed = network.allowed(event.actor.net);
    event.codes = event.codes & !allowed;
    if !event.codes.is_empty() && !event.leaks.is_empty() && event.is_answered() {
        event.codes |= ss7(91);
    }
}

fn settle_subscriber(pending: &mut Pending, network: &Network) {
    let argument = &pending.argument;
    let serving = argument.vlr.or(argument.sgsn).or(argument.msc).or(pending.result.node);
    let event = &mut pending.event;
    event.home_net = if event.imsi.is_empty() {
        network.of_msisdn(&event.msisdn)
    } else {
        network.of_imsi(&event.imsi)
    };
    if !serving.is_empty() {
        event.serving = Address::Title(serving);
        event.serving_net = network.of_title(&serving);
    }
    if event.act == Act::Divert && event.protocol == Protocol::Map && pending.code == 10 {
        // Only call forwarding (20 to 2B) leads anywhere.
        let forwards = argument.service_code.is_some_and(|code| (0x20..=0x2b).contains(&code));
        if !forwards {
            event.act = Act::Service;
        }
    }
}

/// Whether the actor is foreign to the network that the operation concerns.
fn is_foreign(pending: &Pending, network: &Network) -> bool {
    let event = &pending.event;
    match event.direction {
        Direction::Inbound if network.knows_home_titles() => true,
        Direction::Internal | Direction::Outbound => false,
        _ => network.tie(event.actor.net, event.home_net) == Tie::Other,
    }
}

/// Whether actor and home network share a country, so that an agreement under one regulator may hold.
fn is_domestic(pending: &Pending, network: &Network) -> bool {
    let of = |net: Net| network.country(net).map(|country| country.iso);
    let actor = of(pending.event.actor.net);
    actor.is_some() && actor == of(pending.event.home_net).or(of(pending.event.peer.net))
}

fn judge_map(pending: &mut Pending, network: &Network) {
    let Some(operation) = map::operation(pending.code) else { return };
    let foreign = is_foreign(pending, network);
    let not_home = network.tie(pending.event.actor.net, pending.event.home_net) == Tie::Other
        && !matches!(pending.event.direction, Direction::Internal);
    match operation.category {
        Category::Inside if foreign => {
            let code = inside_code(operation.code);
            if !(code == ss7(3) && is_domestic(pending, network)) {
                pending.event.flag(code, "");
            }
        }
        Category::Home if not_home && pending.event.direction != Direction::Outbound => {
            let code = home_code(operation.code);
            pending.event.flag(code, "");
        }
        _ => {}
    }
    if operation.code == 83 && foreign {
        location_client(pending, network);
    }
    if operation.act == Act::Profile {
        call_control(pending, network);
    }
    if operation.act == Act::Deliver {
        judge_message(pending, network);
    }
    let concerns =
        matches!(operation.category, Category::Inside | Category::Home) || operation.code == 45;
    if concerns
        && pending.event.direction == Direction::Outbound
        && let Address::Title(title) = pending.event.actor.address
        && network.is_own_node(&title) == Some(false)
    {
        pending.event.flag(ss7(29), "own title that is in no inventory asks abroad");
    }
    if matches!(operation.act, Act::Register | Act::Vectors)
        && pending.event.home_net.is_home()
        && pending.event.direction == Direction::Inbound
        && network.has_roaming(pending.event.actor.net) == Some(false)
    {
        pending.event.flag(ss7(31), "no roaming agreement");
    }
}

const fn inside_code(code: u8) -> Codes {
    match code {
        71 => ss7(1),
        62 | 65 | 5 => ss7(2),
        22 => ss7(3),
        58 => ss7(4),
        85 => ss7(5),
        55 => ss7(6),
        50..=52 => ss7(7),
        9 | 28..=34 | 39..=42 | 68 | 69 | 84 => ss7(8),
        _ => ss7(9),
    }
}

const fn home_code(code: u8) -> Codes {
    match code {
        70 => ss7(20),
        83 => ss7(21),
        7 | 8 => ss7(22),
        3 => ss7(24),
        4 => ss7(25),
        18 | 38 | 60 | 61 => ss7(26),
        _ => Codes::NONE,
    }
}

fn location_client(pending: &mut Pending, network: &Network) {
    let title = match pending.event.actor.address {
        Address::Title(title) => title,
        _ => Digits::NONE,
    };
    let listed =
        network.is_lcs_client(&title) || network.is_lcs_client(&pending.argument.location_centre);
    // Emergency services (0) may override.
    let is_emergency = pending.argument.client_type == Some(0);
    if !listed && pending.argument.overrides_privacy && !is_emergency {
        pending.event.flag(ss7(21), "overrides privacy");
    }
    if !listed && network.tie(pending.event.actor.net, pending.event.home_net) == Tie::Other {
        pending.event.flag(ss7(5), "");
    }
}

/// gsmSCF addresses in a profile: calls of the subscriber are handed to them.
fn call_control(pending: &mut Pending, network: &Network) {
    let home = pending.event.home_net;
    for scf in [pending.argument.scf, pending.argument.other_scf] {
        if scf.is_empty() {
            continue;
        }
        let is_own = if home.is_home() { network.is_own_scf(&scf) } else { None };
        let foreign = network.tie(network.of_title(&scf), home) == Tie::Other;
        if is_own == Some(false) || (foreign && is_own != Some(true)) {
            pending.event.led_to = scf;
            pending.event.flag(ss7(23), "calls are handed to a foreign gsmSCF");
        }
    }
}

fn judge_message(pending: &mut Pending, network: &Network) {
    let Some(message) = pending.event.message else { return };
    let event = &mut pending.event;
    let from_home = network.tie(event.actor.net, event.home_net) == Tie::Same
        || event.direction == Direction::Internal;
    let name = std::str::from_utf8(&message.name).unwrap_or("").trim_end_matches('\0');
    let title = match event.actor.address {
        Address::Title(title) => title,
        _ => Digits::NONE,
    };
    let centre = pending.argument.service_centre;
    let listed = [name, message.from.as_str(), title.as_str(), centre.as_str()]
        .iter()
        .any(|one| network.is_ota(one));
    if event.direction == Direction::Outbound && event.actor.net.is_home() {
        return;
    }
    if message.is_for_sim && !listed && !from_home {
        event.flag(ss7(45), "binary message for the SIM card");
    }
    if message.is_silent && !from_home {
        event.flag(ss7(46), "silent message");
    }
    let own_number = network.knows_home_numbers()
        && !message.from.is_empty()
        && network.of_msisdn(&message.from).is_home();
    if own_number && event.direction == Direction::Inbound {
        event.flag(ss7(49), "own subscriber's number as sender, from abroad");
    }
    let centre_net = network.of_title(&centre);
    if network.tie(centre_net, event.actor.net) == Tie::Other {
        event.flag(ss7(43), "service centre of another network than the sender");
    }
}

/// Addresses in one dialogue that belong to different networks.
fn judge_addresses(pending: &mut Pending, network: &Network) {
    let argument = &pending.argument;
    let of = |digits: &Digits| network.of_title(digits);
    let actor = pending.event.actor.net;
    match pending.code {
        2 | 23 => {
            let serving = of(&argument.vlr.or(argument.sgsn));
            let switch = of(&argument.msc);
            let differs = |one, other| network.tie(one, other) == Tie::Other;
            if differs(actor, serving) || differs(actor, switch) || differs(serving, switch) {
                pending.event.flag(ss7(33), "addresses of different networks");
            }
            let hlr = of(&pending.result.hlr);
            if network.tie(hlr, pending.event.peer.net) == Tie::Other {
                pending.event.flag(ss7(28), "HLR of another network than the one that answers");
            }
        }
        37 if network.tie(of(&argument.hlr), actor) == Tie::Other => {
            pending.event.flag(ss7(27), "HLR of another network than the sender");
        }
        45 => {
            let centre = of(&argument.service_centre);
            if network.tie(centre, actor) == Tie::Other {
                pending.event.flag(ss7(43), "service centre of another network than the sender");
            }
        }
        70 if pending.event.is_answered() => {
            let node = of(&pending.result.node);
            if network.tie(node, pending.event.peer.net) == Tie::Other {
                pending.event.flag(ss7(28), "node of another network than the one that answers");
            }
        }
        _ => {}
    }
    if pending.argument.extension > 64 {
        pending.event.flag(ss7(70), "long private extension");
    }
}

fn judge_cap(pending: &mut Pending, network: &Network) {
    let Some(operation) = crate::cap::operation(pending.code) else {
        if pending.context.is_some_and(|one| one.family == Family::Cap)
            && pending.code != super::dialogues::NO_CODE
        {
            pending.event.flag(ss7(10), "operation of no release");
        }
        return;
    };
    let event = &mut pending.event;
    let home = event.home_net;
    let title = match event.peer.address {
        Address::Title(title) => title,
        _ => Digits::NONE,
    };
    if matches!(operation.code, 0 | 60 | 78) {
        let is_own = network.is_own_scf(&title);
        let foreign = network.tie(event.peer.net, home) == Tie::Other;
        if home.is_home() && (is_own == Some(false) || foreign) && is_own != Some(true) {
            event.flag(ss7(50), "call handed to a foreign gsmSCF");
        }
        let switch = network.of_title(&pending.argument.msc);
        if home.is_home() && network.tie(switch, event.actor.net) == Tie::Other {
            event.flag(ss7(52), "switch of another network than the sender");
        }
        if event.is_answered() {
            event.leaks |= Leaks::NODE;
        }
    }
    if event.act == Act::Divert && network.tie(event.actor.net, home) == Tie::Other {
        event.flag(ss7(51), "a foreign gsmSCF leads the call elsewhere");
    }
    let starts = pending.is_by_target || !operation.is_from_service;
    if !starts
        && event.direction == Direction::Inbound
        && network.knows_home_titles()
        && network.tie(event.actor.net, home) != Tie::Same
        && matches!(operation.code, 32 | 53)
    {
        event.flag(ss7(53), "a foreign gsmSCF acts on its own");
    }
}
