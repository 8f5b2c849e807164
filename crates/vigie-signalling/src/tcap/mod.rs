//! TCAP: transactions and their components (ITU-T Q.773; ANSI T1.114).
//!
//! | ITU | message | ANSI | package |
//! | --- | --- | --- | --- |
//! | 61 | Unidirectional | E1 | Unidirectional |
//! | 62 | Begin | E2, E3 | Query |
//! | 64 | End | E4 | Response |
//! | 65 | Continue | E5, E6 | Conversation |
//! | 67 | Abort | F6 | Abort |
//!
//! Inside: transaction identifiers (48 originating, 49 destination; C7 in ANSI), cause of an abort (4A),
//! dialogue portion (6B), components (6C; E8 in ANSI).

mod component;
mod dialogue;

pub use component::{Component, ComponentKind, Components, Operation};
pub use dialogue::{ApplicationContext, Dialogue, Family};

use crate::ber::{Elements, Oddities, Tag, Tlv, Watch};

/// Which message of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Outside any transaction.
    Unidirectional,
    /// Opens one.
    Begin,
    /// Goes on.
    Continue,
    /// Ends it.
    End,
    /// Breaks it off.
    Abort,
}

/// A transaction identifier: its last eight octets, and how many it had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Transaction {
    /// The octets as a number.
    pub number: u64,
    /// How many octets.
    pub length: u8,
}

impl Transaction {
    fn read(octets: &[u8], watch: &Watch) -> Self {
        match octets.len() {
            0 => watch.note(Oddities::EMPTY_TRANSACTION),
            1..=4 => {}
            _ => watch.note(Oddities::LONG_TRANSACTION),
        }
        let number = octets.iter().fold(0u64, |sum, octet| sum << 8 | u64::from(*octet));
        Self { number, length: u8::try_from(octets.len()).unwrap_or(u8::MAX) }
    }
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message<'a, 'w> {
    /// Which.
    pub kind: Kind,
    /// Whether it is ANSI's.
    pub is_ansi: bool,
    /// Identifier of the sender's side.
    pub originating: Option<Transaction>,
    /// Identifier of the receiver's side.
    pub destination: Option<Transaction>,
    /// Dialogue portion.
    pub dialogue: Option<Dialogue>,
    /// Why the provider aborted it.
    pub abort_cause: Option<i32>,
    /// Components, to be read one after the other.
    pub components: Components<'a, 'w>,
}

const ORIGINATING: Tag = Tag::application(8);
const DESTINATION: Tag = Tag::application(9);
const ABORT_CAUSE: Tag = Tag::application(10);
const DIALOGUE: Tag = Tag::application(11);
const COMPONENTS: Tag = Tag::application(12);
const ANSI_TRANSACTIONS: Tag = Tag::private(7);
const ANSI_COMPONENTS: Tag = Tag::private(8);

/// The message in `bytes`, noting what is odd in `watch`; `None` when it is none.
#[must_use]
pub fn read<'a, 'w>(bytes: &'a [u8], watch: &'w Watch) -> Option<Message<'a, 'w>> {
    let mut elements = Elements::new(bytes, watch);
    let whole = elements.next()?;
    if elements.rest().iter().any(|octet| *octet != 0) {
        watch.note(Oddities::TRAILING);
    }
    let (kind, is_ansi) = kind_of(whole.tag)?;
    let mut message = Message {
        kind,
        is_ansi,
        originating: None,
        destination: None,
        dialogue: None,
        abort_cause: None,
        components: Components::none(watch),
    };
    let mut is_behind_components = false;
    for part in whole.inside(watch) {
        if is_behind_components {
            watch.note(Oddities::TRAILING);
        }
        message.take(&part, watch);
        is_behind_components = part.tag == COMPONENTS || part.tag == ANSI_COMPONENTS;
    }
    Some(message)
}

impl<'a, 'w> Message<'a, 'w> {
    fn take(&mut self, part: &Tlv<'a>, watch: &'w Watch) {
        match part.tag {
            ORIGINATING => {
                note_twice(&mut self.originating, Transaction::read(part.value, watch), watch)
            }
            DESTINATION => {
                note_twice(&mut self.destination, Transaction::read(part.value, watch), watch)
            }
            ABORT_CAUSE => self.abort_cause = part.integer(watch),
            DIALOGUE => self.dialogue = Dialogue::read(part, watch),
            COMPONENTS => self.components = Components::of(part, watch),
            ANSI_COMPONENTS if self.is_ansi => self.components = Components::of(part, watch),
            ANSI_TRANSACTIONS if self.is_ansi => self.take_ansi(part.value, watch),
            _ => {}
        }
    }

    /// ANSI has the identifiers in one element: eight octets in a conversation, the originating first.
    fn take_ansi(&mut self, octets: &[u8], watch: &Watch) {
        let (first, second) = octets.split_at(octets.len().min(4));
        match self.kind {
            Kind::Begin => self.originating = Some(Transaction::read(first, watch)),
            Kind::Continue => {
                self.originating = Some(Transaction::read(first, watch));
                self.destination = Some(Transaction::read(second, watch));
            }
            Kind::End | Kind::Abort => self.destination = Some(Transaction::read(first, watch)),
            Kind::Unidirectional => {}
        }
    }
}

fn note_twice(place: &mut Option<Transaction>, value: Transaction, watch: &Watch) {
    if place.is_some_and(|before| before != value) {
        watch.note(Oddities::DUPLICATE);
    }
    place.get_or_insert(value);
}

fn kind_of(tag: Tag) -> Option<(Kind, bool)> {
    const KINDS: [(Tag, Kind, bool); 12] = [
        (Tag::application(2), Kind::Begin, false),
        (Tag::application(4), Kind::End, false),
        (Tag::application(5), Kind::Continue, false),
        (Tag::application(7), Kind::Abort, false),
        (Tag::application(1), Kind::Unidirectional, false),
        (Tag::private(1), Kind::Unidirectional, true),
        (Tag::private(2), Kind::Begin, true),
        (Tag::private(3), Kind::Begin, true),
        (Tag::private(4), Kind::End, true),
        (Tag::private(5), Kind::Continue, true),
        (Tag::private(6), Kind::Continue, true),
        (Tag::private(22), Kind::Abort, true),
    ];
    KINDS.iter().find(|(known, ..)| *known == tag).map(|(_, kind, ansi)| (*kind, *ansi))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_every_length() {
        let watch = Watch::default();
        let message = read(&[0x65, 8, 0x48, 2, 1, 2, 0x49, 2, 3, 4], &watch).unwrap();
        assert_eq!(message.originating, Some(Transaction { number: 0x102, length: 2 }));
        assert_eq!(message.destination, Some(Transaction { number: 0x304, length: 2 }));
        assert!(watch.oddities().is_empty());
        let _ = read(&[0x62, 7, 0x48, 5, 1, 2, 3, 4, 5], &watch);
        assert!(watch.oddities().has(Oddities::LONG_TRANSACTION));
        let _ = read(&[0x62, 2, 0x48, 0], &watch);
        assert!(watch.oddities().has(Oddities::EMPTY_TRANSACTION));
    }

    #[test]
    fn ansi_packages() {
        let watch = Watch::default();
        let query = [0xe2, 14, 0xc7, 4, 0, 0, 0, 9, 0xe8, 6, 0xe9, 4, 0xcf, 0, 0xd1, 0];
        let message = read(&query, &watch).unwrap();
        assert!(message.is_ansi && message.kind == Kind::Begin);
        assert_eq!(message.originating, Some(Transaction { number: 9, length: 4 }));
        assert_eq!(message.components.count(), 1);
    }

    #[test]
    fn what_follows_is_noted() {
        let watch = Watch::default();
        let _ = read(&[0x62, 3, 0x48, 1, 1, 7], &watch);
        assert!(watch.oddities().has(Oddities::TRAILING));
        assert!(read(&[0x30, 0], &watch).is_none() && read(&[], &watch).is_none());
    }
}
