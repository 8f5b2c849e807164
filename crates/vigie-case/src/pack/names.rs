//! Names that were written in a block, and their numbers.

use std::collections::HashMap;

/// Numbers names from 1, in the order in which they were first written.
#[derive(Default)]
pub(super) struct Names {
    /// Where a literal of the program is remembered by its address: the common case, and cheap.
    literals: Vec<Literal>,
    texts: HashMap<Box<str>, u64>,
}

#[derive(Clone, Copy, Default)]
struct Literal {
    address: usize,
    length: usize,
    number: u64,
}

/// Places for literals; a block holds a few dozen names.
const PLACES: usize = 256;

impl Names {
    pub(super) fn clear(&mut self) {
        self.literals.clear();
        self.texts.clear();
    }

    /// The number of a literal, and whether it is new.
    pub(super) fn literal(&mut self, name: &'static str) -> (u64, bool) {
        if self.literals.is_empty() {
            self.literals.resize(PLACES, Literal::default());
        }
        let (address, length) = (name.as_ptr().addr(), name.len());
        let at = (address ^ (address >> 8)) % PLACES;
        if let Some(known) = self.literals.get(at)
            && (known.address, known.length) == (address, length)
        {
            return (known.number, false);
        }
        let (number, new) = self.text(name);
        if let Some(place) = self.literals.get_mut(at) {
            *place = Literal { address, length, number };
        }
        (number, new)
    }

    /// The number of any name, and whether it is new.
    pub(super) fn text(&mut self, name: &str) -> (u64, bool) {
        if let Some(number) = self.texts.get(name) {
            return (*number, false);
        }
        let number = (self.texts.len() as u64).saturating_add(1);
        self.texts.insert(name.into(), number);
        (number, true)
    }
}
