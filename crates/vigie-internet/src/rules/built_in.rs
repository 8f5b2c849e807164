//! The published fingerprints that ship with Vigie.

use std::sync::LazyLock;

use super::{Rule, read};

/// One file for each vendor or group of products.
const FILES: &[&str] = &[
    include_str!("../../rules/circles.yml"),
    include_str!("../../rules/eaglemsgspy.yml"),
    include_str!("../../rules/filters.yml"),
    include_str!("../../rules/finfisher.yml"),
    include_str!("../../rules/hacking-team.yml"),
    include_str!("../../rules/nso.yml"),
    include_str!("../../rules/paragon.yml"),
    include_str!("../../rules/sandvine.yml"),
];

/// The published fingerprints that ship with Vigie, in order of their names.
#[must_use]
pub fn built_in() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let read = FILES.iter().flat_map(|text| read(text).unwrap_or_default());
        let mut rules: Vec<Rule> = read.collect();
        rules.sort_by(|one, other| one.name.cmp(&other.name));
        rules
    });
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Compiled, lint};
    use vigie_formats::scan::ScanFormat;

    #[test]
    fn every_file_reads_and_every_rule_passes_the_lint() {
        for text in FILES {
            let rules = read(text).unwrap();
            assert!(!rules.is_empty());
            for rule in rules {
                assert_eq!(lint(&rule), Vec::<String>::new(), "{}", rule.name);
            }
        }
    }

    #[test]
    fn no_rule_that_ships_needs_every_record_read() {
        for format in ScanFormat::ALL.into_iter().filter(|format| format.is_observations()) {
            let compiled = Compiled::new(built_in(), format);
            let names: Vec<&str> = compiled
                .unfiltered
                .iter()
                .filter_map(|number| compiled.rule(*number))
                .map(|rule| rule.name.as_str())
                .collect();
            assert!(names.is_empty(), "{}: {names:?}", format.name());
        }
    }
}
