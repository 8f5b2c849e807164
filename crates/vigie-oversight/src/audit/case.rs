//! The records of one dossier that are few enough to be held, and what follows from them: which
//! authorisations a LIID has, what they said at an instant, which LIID a task of an element is for.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Seen, Time};

use crate::hi1::{Object, ObjectSort};
use crate::parsers::{
    Exchange, Hi1Object, Integrity, Leaf, ListEntry, LogEntry, Note, PolicyRecord, Proof, Stream,
    Undecodable, X1Record, X2x3Undecodable,
};
use crate::policy::Policy;
use crate::x1;

/// A record and where it stands.
pub(crate) type Of<T> = (Evidence, T);

/// Records of one sort that are held.
const MOST: usize = 2_000_000;

/// Statuses under which an authorisation covers.
pub(crate) const APPROVED: [&str; 2] = ["Approved", "EmergencyApproval"];

/// Statuses under which a task must be silent.
pub(crate) const STOPPED: [&str; 6] =
    ["Suspended", "Cancelled", "Rejected", "Expired", "Error", "Invalid"];

/// One dossier.
#[derive(Default)]
pub(crate) struct Case {
    pub(crate) any: Option<Evidence>,
    pub(crate) policy_at: Option<Evidence>,
    pub(crate) policy: Policy,
    /// HI-1 objects in the order of their messages, each once.
    pub(crate) objects: Vec<Of<Hi1Object>>,
    pub(crate) x1: Vec<Of<X1Record>>,
    pub(crate) exchanges: Vec<Of<Exchange>>,
    pub(crate) log: Vec<Of<LogEntry>>,
    pub(crate) lists: Vec<Of<ListEntry>>,
    pub(crate) leaves: Vec<Of<Leaf>>,
    pub(crate) notes: Vec<Of<Note>>,
    pub(crate) proofs: Vec<Of<Proof>>,
    pub(crate) streams: Vec<Of<Stream>>,
    pub(crate) integrity: Vec<Of<Integrity>>,
    pub(crate) undecodable: Vec<Of<Undecodable>>,
    pub(crate) x2x3_undecodable: Vec<Of<X2x3Undecodable>>,
    pub(crate) has_flows: bool,
    /// Which objects are tasks for a LIID.
    tasks: BTreeMap<String, Vec<usize>>,
    /// Which objects are generations of an authorisation.
    authorisations: BTreeMap<String, Vec<usize>>,
    /// Authorisations of a LIID.
    of_liid: BTreeMap<String, BTreeSet<String>>,
    /// LIIDs of an XID.
    liids: BTreeMap<String, BTreeSet<String>>,
    settled: bool,
}

fn keep<T>(all: &mut Vec<Of<T>>, seen: &Seen<'_>, field: &str, quote: &str, record: T) {
    if all.len() < MOST {
        all.push((seen.evidence(field, quote), record));
    }
}

impl Case {
    /// Takes a record that is not one of the many PDUs.
    pub(crate) fn take(&mut self, seen: &Seen<'_>) {
        let record = seen.record;
        if self.any.is_none() {
            self.any = Some(seen.evidence("kind", record.kind().id));
        }
        if let Some(one) = record.as_a::<PolicyRecord>() {
            self.policy_at = Some(seen.evidence("profile", &one.policy.profile));
            self.policy = one.policy.clone();
        } else if let Some(one) = record.as_a::<Hi1Object>() {
            let quote = format!("{} {}", one.object.reference, one.object.status);
            keep(&mut self.objects, seen, "reference", &quote, one.clone());
        } else if let Some(one) = record.as_a::<X1Record>() {
            keep(&mut self.x1, seen, "name", &one.message.name, one.clone());
        } else if let Some(one) = record.as_a::<Exchange>() {
            keep(&mut self.exchanges, seen, "request", &one.request, one.clone());
        } else if let Some(one) = record.as_a::<LogEntry>() {
            keep(&mut self.log, seen, "action", &one.action, one.clone());
        } else if let Some(one) = record.as_a::<ListEntry>() {
            keep(&mut self.lists, seen, "list", list_name(one), one.clone());
        } else {
            self.take_other(seen);
        }
    }

    fn take_other(&mut self, seen: &Seen<'_>) {
        let record = seen.record;
        if let Some(one) = record.as_a::<Leaf>() {
            keep(&mut self.leaves, seen, "leaf_hash", &one.leaf_hash, one.clone());
        } else if let Some(one) = record.as_a::<Note>() {
            keep(&mut self.notes, seen, "file", &one.file, one.clone());
        } else if let Some(one) = record.as_a::<Proof>() {
            keep(&mut self.proofs, seen, "proof", "", one.clone());
        } else if let Some(one) = record.as_a::<Stream>() {
            keep(&mut self.streams, seen, "liid", &one.liid, one.clone());
        } else if let Some(one) = record.as_a::<Integrity>() {
            let quote = format!("{} {:?}", one.algorithm, one.verdict);
            keep(&mut self.integrity, seen, "verdict", &quote, one.clone());
        } else if let Some(one) = record.as_a::<Undecodable>() {
            let quote = format!("{} octets at {}", one.octets, one.offset);
            keep(&mut self.undecodable, seen, "octets", &quote, one.clone());
        } else if let Some(one) = record.as_a::<X2x3Undecodable>() {
            let quote = format!("{} octets at {}", one.octets, one.offset);
            keep(&mut self.x2x3_undecodable, seen, "octets", &quote, one.clone());
        } else {
            self.has_flows = true;
        }
    }

    /// Puts what was taken in order, once.
    pub(crate) fn settle(&mut self) {
        if std::mem::replace(&mut self.settled, true) {
            return;
        }
        // Of two forms of one message the one in XML is taken: it is what a log hashes.
        let key = |one: &Of<Hi1Object>| {
            let object = &one.1.object;
            (one.1.transaction.clone(), object.number, object.id.clone(), object.generation)
        };
        let in_xml: BTreeSet<_> =
            self.objects.iter().filter(|one| one.1.form == "xml").map(key).collect();
        self.objects.retain(|one| one.1.form == "xml" || !in_xml.contains(&key(one)));
        self.objects.sort_by(|one, other| {
            let order =
                |of: &Of<Hi1Object>| (of.1.message_at, of.0.path.clone(), of.1.object.number);
            order(one).cmp(&order(other))
        });
        self.x1.sort_by(|one, other| {
            (one.1.message.at, &one.0.path, &one.0.at).cmp(&(
                other.1.message.at,
                &other.0.path,
                &other.0.at,
            ))
        });
        self.log.sort_by(|one, other| (&one.0.path, &one.0.at).cmp(&(&other.0.path, &other.0.at)));
        self.leaves.sort_by_key(|leaf| leaf.1.index);
        for (index, (_, record)) in self.objects.iter().enumerate() {
            let object = &record.object;
            match object.sort {
                ObjectSort::Task if !object.reference.is_empty() => {
                    self.tasks.entry(object.reference.clone()).or_default().push(index);
                }
                ObjectSort::Authorisation => {
                    self.authorisations.entry(object.id.clone()).or_default().push(index);
                }
                _ => {}
            }
        }
        for (liid, tasks) in &self.tasks {
            let all = tasks.iter().filter_map(|index| self.objects.get(*index));
            let ids = all.flat_map(|(_, record)| record.object.associated.iter());
            let known = ids.filter(|id| self.authorisations.contains_key(*id)).cloned();
            self.of_liid.insert(liid.clone(), known.collect());
        }
        for (_, record) in &self.x1 {
            for task in &record.message.tasks {
                for mediation in &task.mediation {
                    let liids = self.liids.entry(task.xid.clone()).or_default();
                    liids.insert(mediation.liid.clone());
                }
            }
        }
    }

    /// How many sorts of records there are.
    pub(crate) fn sorts(&self) -> usize {
        let held = [
            !self.objects.is_empty(),
            !self.x1.is_empty(),
            !self.log.is_empty(),
            !self.lists.is_empty(),
            !self.leaves.is_empty() || !self.notes.is_empty(),
            !self.streams.is_empty() || self.has_flows,
        ];
        held.iter().filter(|held| **held).count()
    }

    /// Whether there is a register.
    pub(crate) fn has_register(&self) -> bool {
        !self.objects.is_empty()
    }

    /// Whether some task of the register is for this LIID.
    pub(crate) fn has_task(&self, liid: &str) -> bool {
        self.tasks.contains_key(liid)
    }

    /// Every generation of every task for a LIID.
    pub(crate) fn tasks(&self, liid: &str) -> impl Iterator<Item = &Of<Hi1Object>> {
        let indices = self.tasks.get(liid).into_iter().flatten();
        indices.filter_map(|index| self.objects.get(*index))
    }

    /// The LIIDs of the register.
    pub(crate) fn all_liids(&self) -> impl Iterator<Item = &String> {
        self.tasks.keys()
    }

    /// What the tasks for a LIID said at an instant: of each the last generation that had come.
    pub(crate) fn tasks_at(&self, liid: &str, at: Time) -> Vec<&Object> {
        let mut by_id: BTreeMap<&str, &Object> = BTreeMap::new();
        for (_, record) in self.tasks(liid) {
            let object = &record.object;
            let came = record.message_at.is_none_or(|message| message <= at);
            if came || !by_id.contains_key(object.id.as_str()) {
                by_id.insert(&object.id, object);
            }
        }
        by_id.into_values().collect()
    }

    /// Identifiers of the authorisations of a LIID.
    pub(crate) fn authorisations_of(&self, liid: &str) -> impl Iterator<Item = &str> {
        self.of_liid.get(liid).into_iter().flatten().map(String::as_str)
    }

    /// Identifiers of all authorisations.
    pub(crate) fn all_authorisations(&self) -> impl Iterator<Item = &String> {
        self.authorisations.keys()
    }

    /// The generations of an authorisation.
    pub(crate) fn generations(&self, id: &str) -> impl Iterator<Item = &Of<Hi1Object>> {
        let indices = self.authorisations.get(id).into_iter().flatten();
        indices.filter_map(|index| self.objects.get(*index))
    }

    /// The generation of an authorisation that held at an instant: the last that had come, else the first.
    pub(crate) fn generation_at(&self, id: &str, at: Time) -> Option<&Of<Hi1Object>> {
        let came = |one: &&Of<Hi1Object>| one.1.message_at.is_none_or(|message| message <= at);
        self.generations(id).filter(came).last().or_else(|| self.generations(id).next())
    }

    /// From when to when an authorisation holds, as known at an instant: the start of its first
    /// generation, the end of the last that had come.
    pub(crate) fn window(&self, id: &str, at: Time) -> Option<(Time, Option<Time>)> {
        let start = self.generations(id).next()?.1.object.start?;
        Some((start, self.generation_at(id, at)?.1.object.end))
    }

    /// The latest end of the authorisations of a LIID, as known in the end; `None` where one has none.
    pub(crate) fn last_end(&self, liid: &str) -> Option<Time> {
        let mut last = None;
        for id in self.authorisations_of(liid) {
            let (_, record) = self.generations(id).last()?;
            let cancelled = record.object.status == "Cancelled";
            let end = if cancelled {
                record.object.end.into_iter().chain(record.message_at).min()
            } else {
                record.object.end
            };
            last = Some(end?).into_iter().chain(last).max();
        }
        last
    }

    /// LIIDs that a task of an element is for.
    pub(crate) fn liids(&self, xid: &str) -> impl Iterator<Item = &String> {
        self.liids.get(xid).into_iter().flatten()
    }

    /// Requests on X1, in order of time.
    pub(crate) fn requests(&self) -> impl Iterator<Item = &Of<X1Record>> {
        self.x1.iter().filter(|(_, one)| one.message.request && !one.snapshot)
    }

    /// What elements say of themselves.
    pub(crate) fn answers(&self) -> impl Iterator<Item = &Of<X1Record>> {
        self.x1.iter().filter(|(_, one)| {
            !one.message.request
                && matches!(
                    one.message.name.as_str(),
                    "GetAllDetails" | "ListAllDetails" | "GetAllTaskDetails" | "GetTaskDetails"
                )
        })
    }

    /// Requests that order or change a task, with the task.
    pub(crate) fn orders(&self) -> impl Iterator<Item = (&Evidence, &x1::Message, &x1::Task)> {
        let all = self
            .requests()
            .filter(|(_, one)| matches!(one.message.name.as_str(), "ActivateTask" | "ModifyTask"));
        all.flat_map(|(at, one)| one.message.tasks.iter().map(move |task| (at, &one.message, task)))
    }

    /// When the audit is made: by the policy, else when the last record was.
    pub(crate) fn now(&self) -> Option<Time> {
        self.policy.audit_time
    }
}

fn list_name(entry: &ListEntry) -> &'static str {
    match entry {
        ListEntry::Agency { .. } => "agency",
        ListEntry::Protected { .. } => "protected",
        ListEntry::Product { .. } => "product",
        ListEntry::Published { .. } => "published",
        ListEntry::Destination { .. } => "destination",
        ListEntry::Operator { .. } => "operator",
        ListEntry::Software { .. } => "software",
        ListEntry::PayloadKey { .. } => "payload-key",
        ListEntry::Invoice { .. } => "invoice",
        ListEntry::Change { .. } => "change",
    }
}

/// `time` plus seconds.
pub(crate) fn plus(time: Time, seconds: i64) -> Time {
    let micros = time.unix_micros().saturating_add(seconds.saturating_mul(1_000_000));
    Time::from_unix_micros(micros).unwrap_or(time)
}

/// Seconds from `from` to `to`.
pub(crate) fn seconds(from: Time, to: Time) -> i64 {
    to.unix_micros().saturating_sub(from.unix_micros()) / 1_000_000
}
