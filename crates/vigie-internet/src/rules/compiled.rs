//! Rules made ready for one source.

use vigie_formats::scan::ScanFormat;

use super::{Match, Rule, Spelling};
use crate::filter::Filter;
use crate::observation::Host;

/// Rules made ready for one source.
#[derive(Debug)]
pub struct Compiled<'a> {
    rules: &'a [Rule],
    /// Finds what records must hold; a hit's number is that of a rule.
    pub filter: Filter,
    /// Rules that no bytes stand for: with one of them, every record is read.
    pub unfiltered: Vec<u32>,
    /// Rules that name a field which this source does not have.
    pub without_fields: Vec<u32>,
}

impl<'a> Compiled<'a> {
    /// Makes `rules` ready for records of `format`.
    #[must_use]
    pub fn new(rules: &'a [Rule], format: ScanFormat) -> Self {
        let spelling = Spelling::of(format);
        let (mut unfiltered, mut without_fields, mut literals) =
            (Vec::new(), Vec::new(), Vec::new());
        for (number, rule) in (0..).zip(rules) {
            match spelling.literals(&rule.test) {
                None => unfiltered.push(number),
                Some(found) if found.is_empty() => without_fields.push(number),
                Some(found) => literals.extend(found.into_iter().map(|text| (text, number))),
            }
        }
        Self { rules, filter: Filter::new(literals), unfiltered, without_fields }
    }

    /// The rule with this number.
    #[must_use]
    pub fn rule(&self, number: u32) -> Option<&'a Rule> {
        self.rules.get(usize::try_from(number).ok()?)
    }

    /// Whether no record can match.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.filter.is_empty() && self.unfiltered.is_empty()
    }

    /// Tests those of the rules with these numbers, each once, and those without bytes.
    pub fn test<'s>(
        &'s self,
        host: &'s Host,
        numbers: &'s [u32],
    ) -> impl Iterator<Item = (&'a Rule, Match)> + 's {
        let all = numbers.iter().chain(&self.unfiltered);
        all.filter_map(|number| {
            let rule = self.rule(*number)?;
            Some((rule, rule.test.holds(host)?))
        })
    }
}
