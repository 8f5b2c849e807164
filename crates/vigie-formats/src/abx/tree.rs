//! The tree that both forms are read into.

use std::sync::Arc;

use vigie_core::{Limits, Stop};

use crate::budget::Budget;

/// An element: its name, its attributes, its text, the elements inside of it.
#[derive(Clone, Debug)]
pub struct Element {
    name: Arc<str>,
    attributes: Vec<(Arc<str>, Arc<str>)>,
    text: String,
    children: Vec<Element>,
    at: u64,
}

impl Element {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names and values of its attributes, in order; one that is null is left out.
    #[must_use]
    pub fn attributes(&self) -> &[(Arc<str>, Arc<str>)] {
        &self.attributes
    }

    /// The value of the attribute called `name`.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(one, _)| **one == *name);
        found.map(|(_, value)| &**value)
    }

    /// The texts in it, joined, without white space around them.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// The elements inside of it, in order.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        &self.children
    }

    /// The elements called `name` inside of it.
    pub fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| *child.name == *name)
    }

    /// The first element called `name` inside of it.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| *child.name == *name)
    }

    /// This element and every one below it, in order.
    #[must_use]
    pub fn descendants(&self) -> Descendants<'_> {
        Descendants(vec![self])
    }

    /// Where it begins in its file.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        self.at
    }
}

/// An element and every one below it.
#[derive(Debug)]
pub struct Descendants<'a>(Vec<&'a Element>);

impl<'a> Iterator for Descendants<'a> {
    type Item = &'a Element;

    fn next(&mut self) -> Option<&'a Element> {
        let element = self.0.pop()?;
        self.0.extend(element.children.iter().rev());
        Some(element)
    }
}

/// Bytes that an element takes besides its texts, about.
const ELEMENT: usize = 128;
/// The same for an attribute.
const ATTRIBUTE: usize = 32;

/// Builds the tree from events.
pub(crate) struct Builder {
    budget: Budget,
    open: Vec<Element>,
    done: Vec<Element>,
}

impl Builder {
    pub(crate) fn new(limits: &Limits, input: usize) -> Self {
        Self { budget: Budget::new(limits, input), open: Vec::new(), done: Vec::new() }
    }

    pub(crate) fn start(&mut self, name: Arc<str>, at: u64) -> Result<(), Stop> {
        self.budget.check_depth(self.open.len())?;
        self.budget.spend(ELEMENT)?;
        let (attributes, text, children) = Default::default();
        self.open.push(Element { name, attributes, text, children, at });
        Ok(())
    }

    pub(crate) fn attribute(&mut self, name: Arc<str>, value: Arc<str>) -> Result<(), Stop> {
        self.budget.spend(ATTRIBUTE)?;
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((name, value));
        }
        Ok(())
    }

    pub(crate) fn text(&mut self, text: &str) -> Result<(), Stop> {
        self.budget.spend(text.len())?;
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
        Ok(())
    }

    pub(crate) fn spend(&mut self, bytes: usize) -> Result<(), Stop> {
        self.budget.spend(bytes)
    }

    /// Ends the innermost open element.
    pub(crate) fn end(&mut self) {
        if let Some(element) = self.open.pop() {
            let place = self.open.last_mut().map_or(&mut self.done, |parent| &mut parent.children);
            place.push(element);
        }
    }

    /// What to say of a file that ends at `at` while elements are open.
    pub(crate) fn unclosed(&self, at: u64) -> Option<Stop> {
        let open = self.open.last()?;
        let expected = format!("the end of element {}", open.name);
        Some(Stop::malformed("XML", at, expected))
    }

    pub(crate) fn finish(mut self) -> Vec<Element> {
        while !self.open.is_empty() {
            self.end();
        }
        self.done
    }
}
