//! What could not be read of the evidence as a whole.

use vigie_core::{Limits, Locator};

/// Path, where in that file, what was met and what was expected.
pub(crate) type Problem = (String, Locator, String);

/// Problems as they are met; past the limit they are only counted.
#[derive(Debug)]
pub(crate) struct Problems {
    list: Vec<Problem>,
    most: u64,
    unlisted: u64,
}

impl Problems {
    pub(crate) const fn new(limits: &Limits) -> Self {
        Self { list: Vec::new(), most: limits.problems, unlisted: 0 }
    }

    /// Notes a problem of the file at `path`.
    pub(crate) fn note(&mut self, path: &str, at: Locator, message: impl Into<String>) {
        if (self.list.len() as u64) < self.most {
            self.list.push((path.to_owned(), at, message.into()));
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }

    /// All of them, in order.
    pub(crate) fn settle(mut self) -> Vec<Problem> {
        self.list.sort();
        self.list.dedup();
        if self.unlisted > 0 {
            let message = format!("{} more problems were met", self.unlisted);
            self.list.push((String::new(), Locator::Whole, message));
        }
        self.list
    }
}
