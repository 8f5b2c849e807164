//! Rules: Sigma documents (version 3, with object scope) over the neutral record.
//!
//! Vigie reads them itself rather than with `rsigma-eval`: what makes scans fast is that a rule tells
//! which bytes a record must hold before anything of it is parsed ([`Spelling`]), for each source in its
//! own way of writing; only the few records that do are read and tested, so the cost of testing hardly
//! counts. What is read: `detection` with maps, lists of maps, `services[any]`, the modifiers
//! `contains`, `startswith`, `endswith`, `re`, `cidr`, `gt`, `gte`, `lt`, `lte`, `exists`, `cased` and
//! `all`, wildcards, and conditions with `and`, `or`, `not`, `1 of`, `all of`. Correlations, filters and
//! keywords are refused by name, never passed over.

mod built_in;
mod compiled;
mod condition;
mod document;
mod export;
mod lint;
mod literal;
mod matcher;
mod recog;
mod spelling;
mod stix;
mod test;

pub use built_in::built_in;
pub use compiled::Compiled;
pub use document::{Example, Level, Rule, RuleError, read};
pub use export::{cenql, shodan};
pub use lint::lint;
pub use recog::from_recog;
pub use spelling::Spelling;
pub use stix::from_stix;
pub use test::{Match, Test};

/// Compiles what the first byte says: a rule, or an import.
#[doc(hidden)]
pub fn fuzz_scan_rule(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let rules = match choice % 3 {
        0 => read(&text).unwrap_or_default(),
        1 => read(&from_recog(&text).unwrap_or_default()).unwrap_or_default(),
        _ => read(&from_stix(&text).unwrap_or_default()).unwrap_or_default(),
    };
    for rule in &rules {
        let _ = (lint(rule), cenql(rule), shodan(rule), rule.check_examples());
    }
    for format in vigie_formats::scan::ScanFormat::ALL {
        let _ = Compiled::new(&rules, format);
    }
}
