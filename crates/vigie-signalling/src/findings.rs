//! From records of operations to findings: what one actor did to one subscriber is one finding.
//!
//! The stages have judged every operation; a detector gathers those that carry its entries of the
//! catalogue. An actor who did the same to many subscribers makes one finding that counts them.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Locator, Seen, Severity, Watch,
};

use crate::catalogue::Codes;
use crate::parsers::Operation;

/// Subscribers of one actor that have findings of their own.
const MOST_SUBSCRIBERS: usize = 20;
/// Groups that are kept.
const MOST_GROUPS: usize = 50_000;
/// Records that one group lists.
const MOST_RECORDS: usize = 500;
/// Operations that a claim names.
const MOST_NAMES: usize = 12;
/// Packets that a claim names.
const MOST_PACKETS: usize = 24;

/// A detector that gathers operations with certain entries of the catalogue: those of its declaration.
pub(crate) struct Gatherer {
    pub(crate) meta: &'static DetectorMeta,
}

impl Detector for Gatherer {
    fn meta(&self) -> &'static DetectorMeta {
        self.meta
    }

    fn watch(&self) -> Box<dyn Watch> {
        let named = self.meta.catalogue.iter().filter_map(|id| Codes::named(id));
        Box::new(Gathered {
            id: self.meta.id.replace('_', "-"),
            tells_others: matches!(
                self.meta.id,
                "across_protocols" | "diameter_tracking" | "interception_window" | "tracking"
            ),
            codes: named.fold(Codes::NONE, |all, one| all | one),
            groups: BTreeMap::new(),
        })
    }
}

/// How much an entry of the catalogue matters.
fn severity(code: &str) -> Severity {
    match code {
        "SS7-48" => Severity::Info,
        "SS7-39" | "SS7-54" | "SS7-70" | "SS7-90" => Severity::Low,
        "SS7-08" | "SS7-09" | "SS7-10" | "SS7-11" | "SS7-26" | "SS7-28" | "SS7-32" | "SS7-35"
        | "SS7-36" | "SS7-38" | "SS7-42" | "SS7-43" | "SS7-49" | "SS7-65" | "SS7-69" | "SS7-72"
        | "SS7-82" | "SS7-83" | "SS7-87" | "SS7-89" | "DIA-11" | "DIA-12" | "DIA-19" | "DIA-20"
        | "DIA-21" | "DIA-25" | "GTP-03" | "GTP-05" | "GTP-10" | "GTP-14" => Severity::Medium,
        // It says what an answer gave away, and is told with what asked for it.
        "SS7-91" => Severity::Info,
        _ => Severity::High,
    }
}

/// Who did it, and to whom.
type Key = (String, String, String);

/// Operations gathered.
struct Gathered {
    id: String,
    codes: Codes,
    /// Whether what others did before is part of the story: tracking, messages led elsewhere.
    tells_others: bool,
    groups: BTreeMap<Key, Group>,
}

/// What one actor did to one subscriber.
#[derive(Clone, Debug, Default)]
struct Group {
    codes: Codes,
    count: u64,
    leaked: BTreeSet<String>,
    led_to: bool,
    peer: String,
    peer_network: String,
    subscriber_network: String,
    notes: BTreeSet<String>,
    lossy: bool,
    /// Names of operations by where they stand.
    operations: BTreeMap<(u32, String, u64), String>,
    evidence: Vec<Evidence>,
}

impl Watch for Gathered {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(operation) = seen.record.as_a::<Operation>() else { return };
        let all = Codes::listed(&operation.codes);
        let codes = all & self.codes;
        if (codes & !Codes::ss7(91)).is_empty() {
            return;
        }
        let key = (
            operation.actor.clone(),
            operation.actor_network.clone(),
            operation.subscriber.clone(),
        );
        if self.groups.len() >= MOST_GROUPS && !self.groups.contains_key(&key) {
            return;
        }
        let group = self.groups.entry(key).or_default();
        group.add(operation, codes | all & Codes::ss7(91), self.tells_others, seen);
    }

    fn join(&mut self, other: Box<dyn Any>) {
        let Ok(other) = other.downcast::<Self>() else { return };
        for (key, group) in other.groups {
            if self.groups.len() < MOST_GROUPS || self.groups.contains_key(&key) {
                self.groups.entry(key).or_default().join(group);
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let groups = std::mem::take(&mut self.groups);
        let mut actors: BTreeMap<(String, String), Vec<(String, Group)>> = BTreeMap::new();
        for ((actor, network, subscriber), group) in groups {
            actors.entry((actor, network)).or_default().push((subscriber, group));
        }
        for ((actor, network), subscribers) in actors {
            if subscribers.len() <= MOST_SUBSCRIBERS {
                for (subscriber, group) in subscribers {
                    out.push(self.found(&actor, &network, &subscriber, 1, group));
                }
                continue;
            }
            let count = subscribers.len();
            let mut all = Group::default();
            subscribers.into_iter().for_each(|(_, group)| all.join(group));
            out.push(self.found(&actor, &network, "", count, all));
        }
    }
}

impl Group {
    fn add(&mut self, operation: &Operation, codes: Codes, tells_others: bool, seen: &Seen<'_>) {
        self.codes |= codes;
        self.count = self.count.saturating_add(1);
        let leaks = operation.leaked.split(", ").filter(|leak| !leak.is_empty());
        if operation.outcome == "answered" {
            self.leaked.extend(leaks.map(str::to_owned));
        }
        self.led_to |= !operation.led_to.is_empty();
        if self.peer.is_empty() {
            self.peer.clone_from(&operation.peer);
            self.peer_network.clone_from(&operation.peer_network);
            self.subscriber_network.clone_from(&operation.subscriber_network);
        }
        self.lossy |= operation.lossy;
        if !operation.note.is_empty() && self.notes.len() < 8 {
            self.notes.insert(operation.note.clone());
        }
        if self.evidence.len() >= MOST_RECORDS {
            return;
        }
        let place = |packet: u64| (seen.source, seen.path.to_owned(), packet);
        for step in &operation.steps {
            if let Some((name, packet)) = step.rsplit_once(" #")
                && let Ok(packet) = packet.parse()
            {
                let (name, actor) = name.split_once(' ').unwrap_or((name, ""));
                if tells_others || actor == operation.actor {
                    self.operations.insert(place(packet), name.to_owned());
                }
            }
        }
        let packet = match seen.at {
            Locator::Packet(packet) | Locator::Line(packet) => *packet,
            _ => 0,
        };
        let packet = operation.packets.first().copied().unwrap_or(packet);
        self.operations.insert(place(packet), operation.operation.clone());
        let quote = format!(
            "{} {} → {}: {}",
            operation.operation, operation.actor, operation.peer, operation.outcome
        );
        self.evidence.push(seen.evidence("operation", &quote));
    }

    fn join(&mut self, other: Self) {
        self.codes |= other.codes;
        self.count = self.count.saturating_add(other.count);
        self.leaked.extend(other.leaked);
        self.led_to |= other.led_to;
        self.lossy |= other.lossy;
        self.notes.extend(other.notes.into_iter().take(8));
        if self.peer.is_empty() {
            self.peer = other.peer;
            self.peer_network = other.peer_network;
            self.subscriber_network = other.subscriber_network;
        }
        if self.evidence.len() < MOST_RECORDS {
            self.operations.extend(other.operations);
            self.evidence.extend(other.evidence);
        }
    }

    /// Names of operations in order, repeats counted.
    fn operations(&self) -> String {
        let mut runs: Vec<(&str, u32)> = Vec::new();
        for name in self.operations.values() {
            match runs.last_mut() {
                Some((last, count)) if last == name => *count = count.saturating_add(1),
                _ => runs.push((name, 1)),
            }
        }
        let more = runs.len() > MOST_NAMES;
        let named = runs.into_iter().take(MOST_NAMES).map(|(name, count)| match count {
            1 => name.to_owned(),
            _ => format!("{name} ×{count}"),
        });
        let mut text = named.collect::<Vec<_>>().join(", ");
        if more {
            text.push_str(", …");
        }
        text
    }

    fn packets(&self) -> String {
        let numbers = self.operations.keys().map(|(.., packet)| packet.to_string());
        let mut text = numbers.take(MOST_PACKETS).collect::<Vec<_>>().join(", ");
        if self.operations.len() > MOST_PACKETS {
            text.push_str(", …");
        }
        text
    }
}

impl Gathered {
    fn found(
        &self,
        actor: &str,
        network: &str,
        subscriber: &str,
        count: usize,
        group: Group,
    ) -> Found {
        let severity = group.codes.ids().map(severity).max().unwrap_or(Severity::Info);
        let confidence = match (group.lossy, group.leaked.is_empty()) {
            (true, _) => Confidence::Low,
            (false, true) => Confidence::Medium,
            (false, false) => Confidence::High,
        };
        let or_none = |text: String| if text.is_empty() { "none".to_owned() } else { text };
        let leaked = or_none(group.leaked.iter().cloned().collect::<Vec<_>>().join(", "));
        let notes = or_none(group.notes.iter().cloned().collect::<Vec<_>>().join("; "));
        let key = if count > 1 { "many" } else { "one" };
        let claim = Claim::new(
            &format!("{}-{key}", self.id),
            [
                ("actor", actor),
                ("network", network),
                ("subscriber", &or_none(subscriber.to_owned())),
                ("home", &or_none(group.subscriber_network.clone())),
                ("peer", &group.peer),
                ("peer_network", &group.peer_network),
                ("operations", &group.operations()),
                ("count", &group.count.to_string()),
                ("subscribers", &count.to_string()),
                ("leaked", &leaked),
                ("notes", &notes),
                ("packets", &group.packets()),
                ("codes", &group.codes.to_string()),
            ],
        );
        Found { severity, confidence, claim, evidence: group.evidence }
    }
}
