//! STIX 2.0 and 2.1 bundles.
//!
//! Objects come in any order: an indicator's malware may stand behind it, and so may the
//! relationship between the two. Names are therefore given at the end.
//! Specification: <https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html>.

use std::borrow::Cow;
use std::collections::HashMap;

use sha2::{Digest as _, Sha256};
use vigie_core::{Locator, Time};

use super::intake::{Intake, quoted};
use super::json::Piece;
use super::tokens::{Fault, elements, members, text};
use crate::store::{Meta, uuid};

/// Sixteen bytes that stand for an object's id.
type Key = [u8; 16];

/// What one file said so far, beside the values themselves.
#[derive(Debug, Default)]
pub(crate) struct Bundle {
    indicators: Vec<Seen>,
    /// Indicator and the number of what it is about.
    about: Vec<(Key, u32)>,
    numbers: HashMap<(Rank, Key), u32>,
    things: Vec<Thing>,
    own_names: u32,
    /// Objects of any type.
    pub(crate) objects: u64,
    /// Indicators that were valid in the past only.
    past: u64,
    revoked: u64,
}

#[derive(Debug)]
struct Seen {
    key: Key,
    listed: u32,
    creator: u32,
    own_name: u32,
}

/// What an indicator can be about; best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Rank {
    Malware,
    Tool,
    Campaign,
    IntrusionSet,
    ThreatActor,
    Infrastructure,
    Report,
    Grouping,
    Identity,
}

#[derive(Debug)]
struct Thing {
    rank: Rank,
    /// Number of its name; 0 until it is seen.
    name: u32,
    stalkerware: bool,
    /// For reports and groupings: the only malware or tool in it.
    names: Inside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Nothing,
    One(u32),
    Several,
}

/// Names of indicators themselves that are kept; they are the last resort.
const MOST_OWN_NAMES: u32 = 10_000;

impl Rank {
    fn of(kind: &str) -> Option<Self> {
        Some(match kind {
            "malware" => Self::Malware,
            "tool" => Self::Tool,
            "campaign" => Self::Campaign,
            "intrusion-set" => Self::IntrusionSet,
            "threat-actor" => Self::ThreatActor,
            "infrastructure" => Self::Infrastructure,
            "report" => Self::Report,
            "grouping" => Self::Grouping,
            "identity" => Self::Identity,
            _ => return None,
        })
    }
}

fn key(id: &str) -> Key {
    if let Some(bytes) = id.split_once("--").and_then(|(_, tail)| uuid(tail)) {
        return bytes;
    }
    let mut key = [0; 16];
    for (to, from) in key.iter_mut().zip(Sha256::digest(id.as_bytes())) {
        *to = from;
    }
    key
}

/// The members of an object that matter.
#[derive(Default)]
struct Fields<'a> {
    kind: &'a [u8],
    id: &'a [u8],
    name: &'a [u8],
    pattern: &'a [u8],
    pattern_type: &'a [u8],
    created: &'a [u8],
    modified: &'a [u8],
    valid_from: &'a [u8],
    valid_until: &'a [u8],
    revoked: bool,
    creator: &'a [u8],
    labels: &'a [u8],
    types: &'a [u8],
    references: &'a [u8],
    source: &'a [u8],
    target: &'a [u8],
    refs: &'a [u8],
    objects: &'a [u8],
    description: &'a [u8],
}

impl<'a> Fields<'a> {
    fn read(piece: &Piece<'a>) -> Result<Self, Fault> {
        let mut fields = Self::default();
        piece.members(&mut |name, value| {
            let place = match name {
                b"type" => &mut fields.kind,
                b"id" => &mut fields.id,
                b"name" => &mut fields.name,
                b"pattern" => &mut fields.pattern,
                b"pattern_type" => &mut fields.pattern_type,
                b"created" => &mut fields.created,
                b"modified" => &mut fields.modified,
                b"valid_from" => &mut fields.valid_from,
                b"valid_until" => &mut fields.valid_until,
                b"created_by_ref" => &mut fields.creator,
                b"labels" => &mut fields.labels,
                b"indicator_types" | b"malware_types" | b"tool_types" => &mut fields.types,
                b"external_references" => &mut fields.references,
                b"source_ref" => &mut fields.source,
                b"target_ref" => &mut fields.target,
                b"object_refs" => &mut fields.refs,
                b"objects" => &mut fields.objects,
                b"description" => &mut fields.description,
                b"revoked" => {
                    fields.revoked = value == b"true";
                    return;
                }
                _ => return,
            };
            *place = value;
        })?;
        Ok(fields)
    }
}

fn or_empty(json: &[u8]) -> Cow<'_, str> {
    text(json).unwrap_or_default()
}

fn time(json: &[u8]) -> Option<Time> {
    text(json).and_then(|text| Time::parse(&text))
}

impl Bundle {
    /// Takes one object of the bundle.
    pub(crate) fn object(&mut self, intake: &mut Intake<'_>, piece: &Piece<'_>) {
        let offset = piece.offset;
        let fields = match Fields::read(piece) {
            Ok(fields) => fields,
            Err((at, expected)) => {
                let at = Locator::Byte(offset.saturating_add(at as u64));
                return intake.notes.problem(at, format!("STIX object: expected {expected}"));
            }
        };
        let kind = or_empty(fields.kind);
        self.objects = self.objects.saturating_add(1);
        match kind.as_ref() {
            "indicator" => self.indicator(intake, &fields, offset),
            "relationship" if !fields.revoked => self.relationship(&fields),
            "bundle" => self.inner(intake, &fields, piece),
            other => {
                if let Some(rank) = Rank::of(other) {
                    self.thing(intake, rank, &fields);
                }
            }
        }
    }

    /// The objects of a bundle inside a list of bundles. It holds no further bundles.
    fn inner(&mut self, intake: &mut Intake<'_>, fields: &Fields<'_>, outer: &Piece<'_>) {
        let mut objects = Vec::new();
        // Damage ends the list; what came before it is used.
        let _ = elements(fields.objects, &mut |json| objects.push(json));
        for json in objects {
            if !is_bundle(json) {
                self.object(intake, &Piece::of(outer.offset, json));
            }
        }
    }

    fn indicator(&mut self, intake: &mut Intake<'_>, fields: &Fields<'_>, offset: u64) {
        let at = || Locator::Byte(offset);
        if fields.revoked {
            self.revoked = self.revoked.saturating_add(1);
            return intake.notes.passed_over("indicators revoked by their publisher");
        }
        if is_benign(fields) {
            return intake.notes.passed_over("indicators of benign activity");
        }
        let language = or_empty(fields.pattern_type);
        if !language.is_empty() && language != "stix" {
            intake.notes.skip();
            let language = vigie_core::Untrusted(&language).to_string();
            return intake
                .notes
                .passed_over(&format!("patterns in the language {language}: not used"));
        }
        let id = or_empty(fields.id);
        let Some(pattern) = text(fields.pattern) else {
            intake.notes.skip();
            return intake
                .notes
                .problem(at(), format!("indicator {}: expected a pattern", quoted(&id)));
        };
        let date = time(fields.valid_from)
            .or_else(|| time(fields.created))
            .or_else(|| time(fields.modified));
        let meta = Meta { reference: reference(intake, fields.references), ..intake.meta };
        let Some(listed) = intake.builder.list(&id, date, meta) else {
            return intake.notes.skip();
        };
        if !intake.pattern(listed, &id, &pattern, &at) {
            intake.builder.unlist();
            return intake.notes.skip();
        }
        intake.count(date);
        let ended = time(fields.valid_until);
        if ended.is_some() && ended < intake.now {
            self.past = self.past.saturating_add(1);
        }
        let creator = or_empty(fields.creator);
        let creator =
            if creator.is_empty() { NO_THING } else { self.number(Rank::Identity, &creator) };
        let own_name = self.own_name(intake, fields.name, &pattern);
        self.indicators.push(Seen { key: key(&id), listed, creator, own_name });
    }

    /// An indicator's own name, where it says more than its value.
    fn own_name(&mut self, intake: &mut Intake<'_>, name: &[u8], pattern: &str) -> u32 {
        let Some(name) = text(name) else { return 0 };
        let name = name.trim();
        let shown = pattern.split('\'').nth(1).unwrap_or("");
        let dull =
            name.is_empty() || name.len() > 100 || (!shown.is_empty() && name.contains(shown));
        if dull || self.own_names >= MOST_OWN_NAMES {
            return 0;
        }
        self.own_names += 1;
        intake.name(name)
    }

    fn number(&mut self, rank: Rank, id: &str) -> u32 {
        let next = u32::try_from(self.things.len()).unwrap_or(NO_THING);
        let number = *self.numbers.entry((rank, key(id))).or_insert(next);
        if number == next {
            self.things.push(Thing { rank, name: 0, stalkerware: false, names: Inside::Nothing });
        }
        number
    }

    fn thing_of(&mut self, id: &str) -> Option<u32> {
        let rank = Rank::of(id.split_once("--")?.0)?;
        Some(self.number(rank, id))
    }

    fn relationship(&mut self, fields: &Fields<'_>) {
        let (source, target) = (or_empty(fields.source), or_empty(fields.target));
        let (indicator, other) =
            if source.starts_with("indicator--") { (source, target) } else { (target, source) };
        if indicator.starts_with("indicator--")
            && let Some(thing) = self.thing_of(&other)
        {
            self.about.push((key(&indicator), thing));
        }
    }

    fn thing(&mut self, intake: &mut Intake<'_>, rank: Rank, fields: &Fields<'_>) {
        let name = intake.name(&or_empty(fields.name));
        let number = self.number(rank, &or_empty(fields.id));
        let says = |json: &[u8]| {
            let json = String::from_utf8_lossy(json).to_lowercase();
            json.contains("stalkerware") || json.contains("watchware")
        };
        let stalkerware = [fields.name, fields.labels, fields.types, fields.description]
            .iter()
            .any(|field| says(field));
        let names =
            if fields.refs.is_empty() { Inside::Nothing } else { self.refs(number, fields.refs) };
        if let Some(thing) = self.things.get_mut(number as usize) {
            thing.name = name;
            thing.stalkerware = stalkerware;
            thing.names = names;
        }
    }

    /// What a report or grouping holds: its indicators are about it, or about its only malware.
    fn refs(&mut self, report: u32, refs: &[u8]) -> Inside {
        let mut inside = Inside::Nothing;
        // Damage in the list leaves the names that came before it.
        let _ = elements(refs, &mut |json| {
            let id = or_empty(json);
            if id.starts_with("indicator--") {
                self.about.push((key(&id), report));
            } else if id.starts_with("malware--") || id.starts_with("tool--") {
                let thing = self.thing_of(&id);
                inside = match (inside, thing) {
                    (Inside::Nothing, Some(thing)) => Inside::One(thing),
                    (Inside::One(first), Some(thing)) if first != thing => Inside::Several,
                    (known, _) => known,
                };
            }
        });
        inside
    }

    /// Gives every indicator its names.
    pub(crate) fn finish(mut self, intake: &mut Intake<'_>) {
        if self.past > 0 {
            let past = self.past;
            let what = "indicators past the end of validity that their publisher gave";
            let message = format!("{past} × {what}: used all the same, because traces stay");
            intake.notes.problem(Locator::Whole, message);
        }
        self.indicators.sort_unstable_by_key(|seen| seen.key);
        self.about.sort_unstable();
        let fallback = self.only_subject();
        let mut at = 0;
        for seen in &self.indicators {
            while self.about.get(at).is_some_and(|(key, _)| *key < seen.key) {
                at += 1;
            }
            let own = self.about.get(at..).unwrap_or_default();
            let own = own.iter().take_while(|(key, _)| *key == seen.key);
            let best = own.filter_map(|(_, thing)| self.subject(*thing)).min();
            let (name, stalkerware) = match best.or(fallback) {
                Some((_, name, stalkerware)) => (name, stalkerware),
                None => (seen.own_name, false),
            };
            let publisher = self.things.get(seen.creator as usize).map_or(0, |thing| thing.name);
            let store = &mut intake.builder.store;
            let known = store.meta_of(seen.listed);
            let meta = Meta {
                malware: name,
                publisher,
                stalkerware: known.stalkerware || stalkerware,
                ..known
            };
            if let (Some(meta), Some(listed)) =
                (store.meta(meta), store.listed.get_mut(seen.listed as usize))
            {
                listed.meta = meta;
            }
        }
    }

    /// Rank and name of what an indicator is about; a report with one malware is about that.
    fn subject(&self, number: u32) -> Option<(Rank, u32, bool)> {
        let thing = self.things.get(number as usize)?;
        let inner = match thing.names {
            Inside::One(inner) => self.things.get(inner as usize).filter(|inner| inner.name != 0),
            Inside::Nothing | Inside::Several => None,
        };
        if let Some(inner) = inner {
            // After malware that the indicator itself is related to, before all else.
            return Some((Rank::Tool, inner.name, inner.stalkerware));
        }
        let named = thing.name != 0 && thing.rank != Rank::Identity;
        named.then_some((thing.rank, thing.name, thing.stalkerware))
    }

    /// The malware of the bundle, for indicators that are related to nothing, when there is one.
    fn only_subject(&self) -> Option<(Rank, u32, bool)> {
        for ranks in [&[Rank::Malware, Rank::Tool][..], &[Rank::Campaign, Rank::Report][..]] {
            let mut named = (0..)
                .zip(&self.things)
                .filter(|(_, thing)| ranks.contains(&thing.rank) && thing.name != 0);
            match (named.next(), named.next()) {
                (Some((number, _)), None) => return self.subject(number),
                (None, _) => {}
                _ => return None,
            }
        }
        None
    }
}

/// No thing.
const NO_THING: u32 = u32::MAX;

fn is_bundle(json: &[u8]) -> bool {
    let mut found = false;
    // A damaged object is none; it is noted where it is read.
    let _ = members(json, &mut |name, value| found |= name == b"type" && value == b"\"bundle\"");
    found
}

fn is_benign(fields: &Fields<'_>) -> bool {
    let only = |json: &[u8]| {
        let mut all = Vec::new();
        // A damaged list says nothing.
        let _ = elements(json, &mut |one| all.push(or_empty(one)));
        !all.is_empty() && all.iter().all(|one| one == "benign")
    };
    only(fields.types) || only(fields.labels)
}

/// The first address among an object's references.
fn reference(intake: &mut Intake<'_>, json: &[u8]) -> u32 {
    let mut found = 0;
    // A damaged list leaves the indicator without reference.
    let _ = elements(json, &mut |one| {
        let _ = members(one, &mut |name, value| {
            if found == 0 && name == b"url" {
                found = intake.name(&or_empty(value));
            }
        });
    });
    found
}
