//! Traces on Android phones.

use serde_json::Value;
use vigie_samples::android::Planted;

use super::{Trace, list, text};

impl Trace for Planted {
    fn plant(&self) -> &str {
        &self.plant
    }

    /// The listed value, or what the rule looks at; in its line, where lines mean something.
    fn is_finding(&self, finding: &Value) -> bool {
        let value = text(finding, "/indicator/value");
        let Some((_, listed)) = &self.indicator else {
            return value.is_empty() && finding.to_string().contains(&self.seen);
        };
        let also = list(finding, "/also_listed").iter().map(|one| text(one, "/value"));
        let same = also.chain([value]).any(|one| one.eq_ignore_ascii_case(listed));
        let line = |one: &Value| one.pointer("/at/line").and_then(Value::as_u64);
        let stands = |one: &Value| self.line.is_none() || line(one) == self.line;
        same && list(finding, "/evidence").iter().any(stands)
    }

    fn is_alert(&self, alert: &Value) -> bool {
        let value = text(alert, "/matched_indicator/value");
        match &self.indicator {
            Some((_, listed)) => value.eq_ignore_ascii_case(listed),
            None => value.is_empty() && alert.to_string().contains(&self.seen),
        }
    }

    /// Every artefact of Android that MVT reads is read.
    fn parser(&self) -> &'static str {
        ""
    }

    fn parser_of(&self, _: &str) -> Option<&'static str> {
        Some("")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_finding_must_name_the_value_and_the_line() {
        let planted = Planted {
            indicator: Some(("app:id".to_owned(), "example.bad".to_owned())),
            line: Some(7),
            ..Planted::default()
        };
        let finding = |value: &str, line: u64| json!({"indicator": {"value": value}, "evidence": [{"at": {"line": line}}]});
        assert!(planted.is_finding(&finding("example.bad", 7)));
        assert!(!planted.is_finding(&finding("example.bad", 8)));
        assert!(!planted.is_finding(&finding("example.good", 7)));
    }
}
