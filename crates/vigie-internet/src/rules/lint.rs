//! What is likely wrong with a rule.

use std::collections::BTreeSet;

use super::matcher::Matcher;
use super::{Rule, Test};
use crate::observation::{is_field, is_of_host};

/// Fields whose case tells: how a server writes is the fingerprint.
const CASED: [&str; 4] = ["http.raw", "http.headers_raw", "http.reason", "banner"];

/// Everything that is wrong with `rule`; nothing where it may ship.
#[must_use]
pub fn lint(rule: &Rule) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut scopes = false;
    rule.test.each_field(&mut |test, scoped| {
        scopes |= scoped;
        if !is_field(&test.field) {
            wrong.push(format!("“{}” is no field of the neutral record", test.field));
        }
        let loose = |matcher: &Matcher| match matcher {
            Matcher::Text { cased, text, .. } => !cased && has_letters(text),
            Matcher::Pattern(pattern) => pattern.as_str().starts_with("(?si)"),
            _ => false,
        };
        if CASED.contains(&test.field.as_str()) && test.matchers.iter().any(loose) {
            wrong.push(format!("“{}” takes any case: add |cased", test.field));
        }
        if scoped && is_of_host(&test.field) {
            wrong.push(format!("“{}” is of the host: it stands outside services[any]", test.field));
        }
    });
    if let Some(fields) = joined_fields(&rule.test) {
        wrong.push(format!(
            "{} may come from different services: put them into services[any]",
            fields.into_iter().collect::<Vec<_>>().join(" and ")
        ));
    }
    if scopes && !rule.is_version_3 {
        wrong.push("services[any] needs sigma-version: 3".into());
    }
    for (missing, what) in [
        (rule.vendor.is_empty(), "custom.vendor"),
        (rule.references.is_empty(), "references"),
        (rule.date.is_empty(), "date"),
        (rule.basis.is_empty(), "custom.basis"),
        (rule.false_positives.is_empty(), "falsepositives"),
        (!rule.examples.iter().any(|one| one.matches), "an example that matches"),
        (rule.examples.iter().all(|one| one.matches), "an example that comes close and does not"),
    ] {
        if missing {
            wrong.push(format!("{what} is missing"));
        }
    }
    if !rule.cluster_pattern.is_empty() && regex::Regex::new(&rule.cluster_pattern).is_err() {
        wrong.push("custom.cluster_pattern is no regular expression".into());
    }
    wrong.extend(rule.check_examples());
    wrong
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Fields of services that stand together outside object scope.
fn joined_fields(test: &Test) -> Option<BTreeSet<&str>> {
    match test {
        Test::Service(_) | Test::Field(_) => None,
        Test::Not(test) => joined_fields(test),
        Test::Any(tests) => tests.iter().find_map(joined_fields),
        Test::All(tests) => {
            let mut fields = BTreeSet::new();
            for test in tests {
                own_fields(test, &mut fields);
            }
            if fields.len() > 1 { Some(fields) } else { tests.iter().find_map(joined_fields) }
        }
    }
}

/// Fields of services in `test` that no scope is around.
fn own_fields<'a>(test: &'a Test, fields: &mut BTreeSet<&'a str>) {
    match test {
        Test::Service(_) => {}
        Test::Field(test) if is_of_host(&test.field) => {}
        Test::Field(test) => drop(fields.insert(&test.field)),
        Test::Not(test) => own_fields(test, fields),
        Test::All(tests) | Test::Any(tests) => {
            tests.iter().for_each(|test| own_fields(test, fields))
        }
    }
}
