//! What each tool found of what was planted, and what it found beyond.

mod android;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Serialize;
use serde_json::Value;
use vigie_samples::ios::Planted;

use super::{Bench, mvt};
use crate::samples::say;

/// What each tool found.
#[derive(Serialize)]
pub(crate) struct Comparison {
    /// Planted traces in all.
    planted: usize,
    /// Found by both.
    both: Vec<String>,
    /// Found by Vigie alone.
    only_vigie: Vec<String>,
    /// Found by MVT alone, in an artefact that Vigie reads: this must be empty.
    only_mvt: Vec<String>,
    /// Found by MVT alone, in an artefact that Vigie does not read yet.
    only_mvt_unread: Vec<String>,
    /// Found by neither.
    neither: Vec<String>,
    /// Listed values with more records in MVT's alerts than in Vigie's findings.
    fewer_records: Vec<String>,
    /// Findings of Vigie about nothing planted, by detector: false alarms, or rules that ordinary
    /// life meets.
    beyond_vigie: BTreeMap<String, u64>,
    /// Alerts of MVT about nothing planted, by module.
    beyond_mvt: BTreeMap<String, u64>,
}

/// A planted trace.
pub(crate) trait Trace {
    /// Which plant.
    fn plant(&self) -> &str;
    /// Whether a finding of Vigie is about it.
    fn is_finding(&self, finding: &Value) -> bool;
    /// Whether an alert of MVT is about it.
    fn is_alert(&self, alert: &Value) -> bool;
    /// The parser of Vigie for it; none where every artefact is read.
    fn parser(&self) -> &'static str;
    /// The parser that reads what a module of MVT reads.
    fn parser_of(&self, module: &str) -> Option<&'static str>;
}

impl Trace for Planted {
    fn plant(&self) -> &str {
        &self.plant
    }

    fn is_finding(&self, finding: &Value) -> bool {
        finding_is(finding, self)
    }

    fn is_alert(&self, alert: &Value) -> bool {
        alert_is(alert, self)
    }

    fn parser(&self) -> &'static str {
        place(&self.plant).0
    }

    fn parser_of(&self, module: &str) -> Option<&'static str> {
        PLACES.iter().find(|(.., theirs)| *theirs == module).map(|(_, parser, _)| *parser)
    }
}

/// The parser of Vigie and the module of MVT that a plant is for, by the start of its name.
const PLACES: &[(&str, &str, &str)] = &[
    ("sms-", "sms", "sms"),
    ("attachment-", "sms", "sms_attachments"),
    ("safari-", "safari_history", "safari_history"),
    ("datausage-", "datausage", "datausage"),
    ("tcc-", "tcc", "tcc"),
    ("app-domain", "manifest", "manifest"),
    ("app-installed", "backup_info", "backup_info"),
    ("app-state", "app_states", ""),
    ("firefox-places", "firefox_history", ""),
    ("firefox-favicon", "firefox_favicon", "firefox_favicon"),
    ("resource-log", "webkit_session_resource_log", "webkit_session_resource_log"),
    ("observed-redirect", "webkit_resource_load_statistics", "webkit_resource_load_statistics"),
    ("cache-url", "cache_files", "cache_files"),
    ("indexed-db", "webkit_storage", "webkit_indexeddb"),
    ("local-storage", "webkit_storage", "webkit_localstorage"),
    ("view-service-storage", "webkit_storage", "webkit_safariviewservice"),
    ("netusage-", "netusage", "netusage"),
    ("analytics-", "analytics", "analytics"),
    ("chain-process", "datausage", "datausage"),
    ("chain-link", "sms", "sms"),
    ("chain-redirect", "safari_history", "safari_history"),
    ("app-", "applications", "applications"),
    ("profile-event", "configuration_profiles", "profile_events"),
    ("profile-", "configuration_profiles", "configuration_profiles"),
    ("manifest-", "manifest", "manifest"),
    ("call-", "calls", "calls"),
    ("shutdown-", "shutdown_log", "shutdown_log"),
    ("browser-tab", "safari_browser_state", "safari_browser_state"),
    ("observed-domain", "webkit_resource_load_statistics", "webkit_resource_load_statistics"),
    ("chrome-visit", "chrome_history", "chrome_history"),
    ("chrome-favicon", "chrome_favicon", "chrome_favicon"),
    ("firefox-visit", "firefox_history", "firefox_history"),
    ("os-analytics", "os_analytics_ad_daily", "os_analytics_ad_daily"),
    ("location-client", "locationd_clients", "locationd_clients"),
    ("lockdown-mode", "global_preferences", "global_preferences"),
    ("contact-email", "contacts", "contacts"),
    ("interaction-email", "interaction_c", "interaction_c"),
    ("calendar-", "calendar", "calendar"),
    ("id-status-", "id_status_cache", "id_status_cache"),
    ("whatsapp-", "whatsapp", "whatsapp"),
    ("shortcut-url", "shortcuts", "shortcuts"),
];

fn place(plant: &str) -> (&'static str, &'static str) {
    let found = PLACES.iter().find(|(start, ..)| plant.starts_with(start));
    found.map_or(("", ""), |(_, parser, module)| (parser, module))
}

/// Compares what was found; without MVT, with the answer key alone.
pub(crate) fn compare(bench: &Bench, with_mvt: bool) -> anyhow::Result<Comparison> {
    let vigie = json(&bench.folder.join("vigie.json"))?;
    let alerts =
        if with_mvt { json(&mvt::results(bench).join("alerts.json"))? } else { Value::Null };
    let (findings, alerts) = (list(&vigie, "/findings"), list(&alerts, ""));
    let read = parsers(&vigie);
    let planted = bench.key.traces();
    let mut comparison = Comparison {
        planted: planted.len(),
        both: Vec::new(),
        only_vigie: Vec::new(),
        only_mvt: Vec::new(),
        only_mvt_unread: Vec::new(),
        neither: Vec::new(),
        fewer_records: fewer_records(findings, alerts, &read, &planted),
        beyond_vigie: BTreeMap::new(),
        beyond_mvt: BTreeMap::new(),
    };
    for one in &planted {
        let by_vigie = findings.iter().any(|finding| one.is_finding(finding));
        let by_mvt = alerts.iter().any(|alert| one.is_alert(alert));
        let parser = one.parser();
        let into = match (by_vigie, by_mvt) {
            (true, true) => &mut comparison.both,
            (true, false) => &mut comparison.only_vigie,
            (false, true) if parser.is_empty() || read.contains(parser) => &mut comparison.only_mvt,
            (false, true) => &mut comparison.only_mvt_unread,
            (false, false) => &mut comparison.neither,
        };
        into.push(one.plant().to_owned());
    }
    for finding in findings {
        if !planted.iter().any(|one| one.is_finding(finding)) {
            let detector = text(finding, "/detector").to_owned();
            *comparison.beyond_vigie.entry(detector).or_default() += 1;
        }
    }
    for alert in alerts {
        if !planted.iter().any(|one| one.is_alert(alert)) {
            let module = text(alert, "/module").to_owned();
            *comparison.beyond_mvt.entry(module).or_default() += 1;
        }
    }
    Ok(comparison)
}

/// Records in Vigie's coverage.
pub(crate) fn vigie_records(document: &Path) -> anyhow::Result<u64> {
    let document = json(document)?;
    let artefacts = artefacts(&document);
    Ok(artefacts.filter_map(|artefact| artefact.pointer("/records")?.as_u64()).sum())
}

fn artefacts(document: &Value) -> impl Iterator<Item = &Value> {
    list(document, "/coverage/sources").iter().flat_map(|source| list(source, "/artefacts"))
}

/// Parsers of Vigie that read something.
fn parsers(document: &Value) -> BTreeSet<&str> {
    artefacts(document)
        .filter(|artefact| artefact.pointer("/records").and_then(Value::as_u64) > Some(0))
        .map(|artefact| text(artefact, "/parser"))
        .collect()
}

/// Whether a finding of Vigie is about this trace: the listed value or no indicator at all, and
/// the same file and row among its evidence.
fn finding_is(finding: &Value, planted: &Planted) -> bool {
    let value = text(finding, "/indicator/value");
    let same_sign = match &planted.indicator {
        Some((_, listed)) => {
            let also = list(finding, "/also_listed");
            value.eq_ignore_ascii_case(listed)
                || also.iter().any(|one| text(one, "/value").eq_ignore_ascii_case(listed))
        }
        None => value.is_empty(),
    };
    same_sign && list(finding, "/evidence").iter().any(|evidence| evidence_is(evidence, planted))
}

/// Whether a piece of evidence stands where the trace was planted. Where both name a row of the
/// same table, it must be the same; a value may also be shown from a joined table, a rule may point
/// at the neighbour of what is missing, and what a path shows stands in the index.
fn evidence_is(evidence: &Value, planted: &Planted) -> bool {
    let path = text(evidence, "/path");
    let quote = text(evidence, "/quote");
    let quoted =
        !quote.is_empty() && (planted.seen.contains(quote) || quote.contains(&planted.seen));
    // The index of a backup, or the list of everything in a copy of a file system.
    let is_index = path.ends_with("Manifest.db") || path == "/evidence/listing";
    if is_index && planted.table.is_none() {
        return quoted || planted.path.contains(quote);
    }
    let place =
        [&planted.path, &planted.file].into_iter().any(|name| path.ends_with(name.as_str()));
    let row = evidence.pointer("/at").and_then(row_of);
    let same_row = match (&planted.table, planted.row, row) {
        (Some(table), Some(planted), Some((found, row))) if table == found => planted == row,
        (Some(_), Some(_), Some(_)) => quoted,
        _ => true,
    };
    place && (same_row || planted.rule.is_some())
}

/// Table and row of a locator.
fn row_of(locator: &Value) -> Option<(&str, i64)> {
    let row = locator.get("row")?;
    Some((row.get("table")?.as_str()?, row.get("row")?.as_i64()?))
}

/// Whether an alert of MVT is about this trace: the listed value, or an alert without indicator
/// from the module that reads that file.
fn alert_is(alert: &Value, planted: &Planted) -> bool {
    let value = text(alert, "/matched_indicator/value");
    let (_, module) = place(&planted.plant);
    match &planted.indicator {
        Some((_, listed)) => value.eq_ignore_ascii_case(listed),
        None => value.is_empty() && text(alert, "/module") == module && rule_is(alert, planted),
    }
}

/// Whether an alert without indicator shows the planted value or row; some traces have neither.
fn rule_is(alert: &Value, planted: &Planted) -> bool {
    let shown = alert.to_string();
    let row = planted.row.map(|row| row.to_string()).unwrap_or_default();
    let exact = !planted.seen.is_empty() && shown.contains(&planted.seen);
    exact || (planted.seen.is_empty() && shown.contains(&row)) || shown.contains(&planted.path)
}

/// Listed values of which MVT's alerts show more records than Vigie's findings.
fn fewer_records(
    findings: &[Value],
    alerts: &[Value],
    read: &BTreeSet<&str>,
    planted: &[&dyn Trace],
) -> Vec<String> {
    let mut counts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for alert in alerts {
        let value = text(alert, "/matched_indicator/value").to_lowercase();
        let module = text(alert, "/module");
        let parser = planted.iter().find_map(|one| one.parser_of(module));
        let ours = parser.is_some_and(|parser| parser.is_empty() || read.contains(parser));
        if !value.is_empty() && ours {
            counts.entry(value).or_default().0 += 1;
        }
    }
    for finding in findings {
        let value = text(finding, "/indicator/value").to_lowercase();
        if let Some(count) = counts.get_mut(&value) {
            count.1 += finding.pointer("/evidence_count").and_then(Value::as_u64).unwrap_or(0);
        }
    }
    counts
        .into_iter()
        .filter(|(_, (mvt, vigie))| mvt > vigie)
        .map(|(value, (mvt, vigie))| format!("{value}: MVT {mvt}, Vigie {vigie}"))
        .collect()
}

fn json(path: &Path) -> anyhow::Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}

impl Comparison {
    /// Prints the difference for people.
    pub(crate) fn print(&self) -> anyhow::Result<()> {
        let superset = self.only_mvt.is_empty() && self.fewer_records.is_empty();
        say(&format!(
            "{} planted: {} found by both, {} by Vigie alone, {} by MVT alone, {} by neither.",
            self.planted,
            self.both.len(),
            self.only_vigie.len(),
            self.only_mvt.len() + self.only_mvt_unread.len(),
            self.neither.len()
        ))?;
        let mvt = [&self.both, &self.only_mvt, &self.only_mvt_unread];
        if mvt.iter().all(|found| found.is_empty()) {
            return say(&format!("found: {}", self.only_vigie.join(", ")));
        }
        say(&format!(
            "Over the artefacts that both read, Vigie's findings are a superset: {}.",
            if superset { "yes" } else { "NO" }
        ))?;
        for (what, which) in [
            ("Vigie alone", &self.only_vigie),
            ("MVT alone, in artefacts that Vigie reads", &self.only_mvt),
            ("MVT alone, in artefacts that Vigie does not read yet", &self.only_mvt_unread),
            ("neither", &self.neither),
            ("fewer records than MVT", &self.fewer_records),
        ] {
            if !which.is_empty() {
                say(&format!("{what}: {}", which.join(", ")))?;
            }
        }
        for (who, which) in [("Vigie", &self.beyond_vigie), ("MVT", &self.beyond_mvt)] {
            let parts: Vec<String> =
                which.iter().map(|(from, count)| format!("{from} {count}")).collect();
            if !parts.is_empty() {
                say(&format!("beyond the answer key, {who}: {}", parts.join(", ")))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn planted() -> Planted {
        Planted {
            plant: "sms-text".to_owned(),
            indicator: Some(("domain-name:value".to_owned(), "bad.example".to_owned())),
            path: "Library/SMS/sms.db".to_owned(),
            file: "3d0d".to_owned(),
            table: Some("message".to_owned()),
            row: Some(7),
            seen: "https://bad.example/".to_owned(),
            ..Planted::default()
        }
    }

    #[test]
    fn a_finding_must_name_value_file_and_row() {
        let finding = |value: &str, path: &str, row: i64| {
            json!({
                "indicator": {"value": value},
                "evidence": [{"path": path, "at": {"row": {"table": "message", "row": row}}, "quote": ""}],
            })
        };
        let sms = "/private/var/mobile/Library/SMS/sms.db";
        assert!(finding_is(&finding("BAD.example", sms, 7), &planted()));
        assert!(!finding_is(&finding("other.example", sms, 7), &planted()));
        assert!(!finding_is(&finding("bad.example", "/elsewhere.db", 7), &planted()));
        assert!(!finding_is(&finding("bad.example", sms, 8), &planted()));
    }

    #[test]
    fn an_alert_must_name_the_value_or_come_from_the_module() {
        let alert = json!({"module": "sms", "matched_indicator": {"value": "bad.example"}});
        assert!(alert_is(&alert, &planted()));
        let rule = Planted { indicator: None, rule: Some("x".to_owned()), ..planted() };
        assert!(!alert_is(&alert, &rule));
        let bare =
            json!({"module": "sms", "matched_indicator": null, "message": "https://bad.example/"});
        assert!(alert_is(&bare, &rule));
    }

    #[test]
    fn every_plant_that_mvt_sees_has_a_place() {
        for plant in vigie_samples::ios::Plant::ALL {
            let (parser, module) = place(plant.id());
            let placed = !parser.is_empty() && !module.is_empty();
            assert!(placed || !plant.seen_by_mvt(), "{}", plant.id());
        }
    }
}
