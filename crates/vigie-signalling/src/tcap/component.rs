//! Components: invoke (A1), return result (A2 last, A7 not last), return error (A3), reject (A4); in
//! ANSI E9, ED (invoke), EA, EE (result), EB (error), EC (reject).

use crate::ber::{Elements, Oddities, Tag, Tlv, Watch};

/// What a component is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentKind {
    /// Asks for an operation.
    Invoke,
    /// Its result; more may follow in another component.
    Result,
    /// Its error.
    Error,
    /// Could not be understood.
    Reject,
}

/// The code of an operation or error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operation {
    /// None was given: an empty result.
    #[default]
    None,
    /// Of the protocol.
    Local(i32),
    /// An object identifier, which no standard uses here; its last arc.
    Global(i32),
    /// ANSI: family and specifier.
    Ansi(i32),
}

impl Operation {
    /// Its number, if it has one.
    #[must_use]
    pub const fn number(self) -> Option<i32> {
        match self {
            Self::None => None,
            Self::Local(number) | Self::Global(number) | Self::Ansi(number) => Some(number),
        }
    }
}

/// A component.
#[derive(Clone, Copy, Debug)]
pub struct Component<'a> {
    /// What it is.
    pub kind: ComponentKind,
    /// Invoke identifier.
    pub invoke: Option<i32>,
    /// Operation, or error.
    pub operation: Operation,
    /// Argument, result or parameter.
    pub parameter: Option<Tlv<'a>>,
    /// Where its code stands, counted in octets left in the message: for messages of several segments.
    pub code: Option<&'a [u8]>,
}

/// The components of a message, read one after the other.
#[derive(Clone, Debug)]
pub struct Components<'a, 'w> {
    elements: Elements<'a, 'w>,
}

impl<'a, 'w> Components<'a, 'w> {
    pub(super) const fn none(watch: &'w Watch) -> Self {
        Self { elements: Elements::new(&[], watch) }
    }

    pub(super) fn of(portion: &Tlv<'a>, watch: &'w Watch) -> Self {
        Self { elements: portion.inside(watch) }
    }
}

impl<'a> Iterator for Components<'a, '_> {
    type Item = Component<'a>;

    fn next(&mut self) -> Option<Component<'a>> {
        let watch = self.elements.watch();
        loop {
            let part = self.elements.next()?;
            match kind_of(part.tag) {
                Some((kind, false)) => return Some(read(kind, &part, watch)),
                Some((kind, true)) => return Some(read_ansi(kind, &part, watch)),
                None => watch.note(Oddities::TRAILING),
            }
        }
    }
}

fn kind_of(tag: Tag) -> Option<(ComponentKind, bool)> {
    use ComponentKind::{Error, Invoke, Reject, Result};
    const KINDS: [(Tag, ComponentKind, bool); 11] = [
        (Tag::context(1), Invoke, false),
        (Tag::context(2), Result, false),
        (Tag::context(3), Error, false),
        (Tag::context(4), Reject, false),
        (Tag::context(7), Result, false),
        (Tag::private(9), Invoke, true),
        (Tag::private(10), Result, true),
        (Tag::private(11), Error, true),
        (Tag::private(12), Reject, true),
        (Tag::private(13), Invoke, true),
        (Tag::private(14), Result, true),
    ];
    KINDS.iter().find(|(known, ..)| *known == tag).map(|(_, kind, ansi)| (*kind, *ansi))
}

fn read<'a>(kind: ComponentKind, part: &Tlv<'a>, watch: &Watch) -> Component<'a> {
    let mut component =
        Component { kind, invoke: None, operation: Operation::None, parameter: None, code: None };
    for element in part.inside(watch) {
        component.take(&element, watch);
    }
    component
}

impl<'a> Component<'a> {
    fn take(&mut self, element: &Tlv<'a>, watch: &Watch) {
        let is_bare = !element.is_constructed;
        match (self.kind, element.tag) {
            (_, Tag::INTEGER) if is_bare && self.invoke.is_none() => {
                self.invoke = element.integer(watch);
            }
            // Linked identifier of an invoke.
            (ComponentKind::Invoke, tag) if self.is_unnamed() && tag == Tag::context(0) => {}
            // Operation and parameter of a result stand in a sequence of their own.
            (ComponentKind::Result, Tag::SEQUENCE) if self.is_unnamed() && !is_bare => {
                for inner in element.inside(watch) {
                    self.take_named(&inner, watch);
                }
            }
            (ComponentKind::Reject, _) => {
                // The problem: its number, whatever kind it is.
                self.operation = element.integer(watch).map_or(Operation::None, Operation::Local);
            }
            _ => self.take_named(element, watch),
        }
    }

    /// Code, then parameter.
    fn take_named(&mut self, element: &Tlv<'a>, watch: &Watch) {
        if self.is_unnamed() && element.tag == Tag::INTEGER {
            self.operation = element.integer(watch).map_or(Operation::None, Operation::Local);
            self.code = Some(element.value);
        } else if self.is_unnamed() && element.tag == Tag::IDENTIFIER {
            watch.note(Oddities::GLOBAL_OPERATION);
            self.operation = Operation::Global(last_arc(element.value));
            self.code = Some(element.value);
        } else if self.parameter.is_none() {
            self.parameter = Some(*element);
        } else {
            watch.note(Oddities::TRAILING);
        }
    }

    fn is_unnamed(&self) -> bool {
        self.operation == Operation::None && self.parameter.is_none()
    }
}

/// The last arc of an object identifier.
fn last_arc(octets: &[u8]) -> i32 {
    let start = octets.iter().rev().skip(1).take_while(|octet| **octet & 0x80 != 0).count();
    let arc = octets.iter().skip(octets.len().saturating_sub(start + 1));
    arc.fold(0i32, |sum, octet| sum.wrapping_shl(7) & i32::MAX | i32::from(octet & 0x7f))
}

/// ANSI: identifiers CF, operation D0 (national) or D1 (private), error D3 or D4, parameters F0 or F2.
fn read_ansi<'a>(kind: ComponentKind, part: &Tlv<'a>, watch: &Watch) -> Component<'a> {
    let mut component =
        Component { kind, invoke: None, operation: Operation::None, parameter: None, code: None };
    for element in part.inside(watch) {
        match element.tag {
            tag if tag == Tag::private(15) => {
                component.invoke = element.value.last().map(|octet| i32::from(*octet));
            }
            tag if [16, 17, 19, 20].iter().any(|number| tag == Tag::private(*number)) => {
                let code = element.value.iter().take(3);
                let number = code.fold(0i32, |sum, octet| sum << 8 | i32::from(*octet));
                component.operation = Operation::Ansi(number);
                component.code = Some(element.value);
            }
            _ => component.parameter = component.parameter.or(Some(element)),
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], watch: &Watch) -> Vec<(ComponentKind, Option<i32>, Operation, bool)> {
        let portion = Elements::new(bytes, watch).next().unwrap();
        Components::of(&portion, watch)
            .map(|one| (one.kind, one.invoke, one.operation, one.parameter.is_some()))
            .collect()
    }

    #[test]
    fn every_kind() {
        use ComponentKind::{Error, Invoke, Reject, Result};
        let watch = Watch::default();
        let bytes = [
            0x6c, 53, 0xa1, 8, 2, 1, 1, 2, 1, 71, 0x30, 0, 0xa1, 9, 2, 1, 2, 0x80, 1, 1, 2, 1, 44,
            0xa2, 3, 2, 1, 3, 0xa2, 10, 2, 1, 4, 0x30, 5, 2, 1, 56, 0xa3, 0, 0xa3, 6, 2, 1, 5, 2,
            1, 34, 0xa4, 5, 2, 1, 6, 0x81, 0,
        ];
        let expected = vec![
            (Invoke, Some(1), Operation::Local(71), true),
            (Invoke, Some(2), Operation::Local(44), false),
            (Result, Some(3), Operation::None, false),
            (Result, Some(4), Operation::Local(56), true),
            (Error, Some(5), Operation::Local(34), false),
            (Reject, Some(6), Operation::None, false),
        ];
        assert_eq!(all(&bytes, &watch), expected);
        assert!(watch.oddities().is_empty());
    }

    #[test]
    fn global_operations_are_read_and_noted() {
        let watch = Watch::default();
        let bytes = [0x6c, 12, 0xa1, 10, 2, 1, 1, 6, 3, 0x2a, 0x80, 71, 0x30, 0];
        assert_eq!(all(&bytes, &watch)[0].2, Operation::Global(71));
        assert!(watch.oddities().has(Oddities::GLOBAL_OPERATION));
    }

    #[test]
    fn something_between_components_is_noted() {
        let watch = Watch::default();
        assert!(all(&[0x6c, 2, 4, 0], &watch).is_empty());
        assert!(watch.oddities().has(Oddities::TRAILING));
    }
}
