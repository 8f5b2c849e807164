//! The findings as a STIX 2.1 bundle: what was seen, which published indicator it matches, and a
//! sighting of that indicator.
//!
//! Ids follow from the content, so the same case gives the same bundle. Specification:
//! <https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html>

mod ids;
mod observables;

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value, json};
use vigie_core::{Confidence, Finding, IndicatorRef, Time};

use self::ids::object_id;
use crate::words::severity_key;
use crate::{Report, ReportError, Words, person};

/// Largest count that STIX allows.
const MOST: u64 = 999_999_999;
/// Most files that one observation names.
const FILES: usize = 50;
/// Most places that one note lists.
const PLACES: usize = 20;

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> Result<(), ReportError> {
    let words = Words::new(report.lang(), report.detectors);
    let mut bundle = Bundle::new(report, &words);
    bundle.verdict(report);
    for finding in report.outcome.findings() {
        bundle.finding(finding);
    }
    let id = object_id("bundle", &bundle.objects.keys().map(String::as_str).collect::<Vec<_>>());
    out.write_all(b"{\"type\":\"bundle\",\"id\":\"")?;
    out.write_all(id.as_bytes())?;
    out.write_all(b"\",\"objects\":[")?;
    for (place, object) in bundle.objects.values().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, object)?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}

/// The objects so far, by id: each once.
struct Bundle<'a> {
    objects: BTreeMap<String, Value>,
    words: &'a Words,
    created: Time,
    tool: String,
    version: String,
}

impl<'a> Bundle<'a> {
    fn new(report: &Report<'_>, words: &'a Words) -> Self {
        let version = format!("Vigie {}", report.case.vigie_version);
        let tool = object_id("identity", &[&version]);
        let mut bundle = Self {
            objects: BTreeMap::new(),
            words,
            created: report.case.created,
            tool: tool.clone(),
            version: version.clone(),
        };
        let identity = json!({ "name": version, "identity_class": "system" });
        bundle.add("identity", tool, identity);
        bundle
    }

    /// What the whole case adds up to, also when nothing was found.
    fn verdict(&mut self, report: &Report<'_>) {
        let outcome = report.outcome;
        let verdict = self.words.verdict(outcome.verdict());
        let limits = person::limits(outcome, self.words);
        let hashes: Vec<&str> =
            outcome.coverage().sources.iter().map(|source| source.sha256.as_str()).collect();
        let id = object_id("note", &[&verdict, &hashes.join(" "), &self.created.to_string()]);
        let note = json!({
            "abstract": verdict, "content": format!("{verdict}. {limits}"),
            "lang": self.words.lang().tag(), "authors": [self.version], "object_refs": [self.tool],
        });
        self.add("note", id, note);
    }

    fn finding(&mut self, finding: &Finding) {
        let observed = self.observed(finding);
        let mut about = vec![observed.clone()];
        let listed = finding.indicator.iter().chain(&finding.also_listed);
        for (place, indicator) in listed.enumerate() {
            let id = self.indicator(indicator);
            if place == 0 {
                about.push(self.sighting(finding, &id, &observed));
            }
            about.push(id);
        }
        about.dedup();
        self.note(finding, &about);
    }

    /// What was seen, and in which files.
    fn observed(&mut self, finding: &Finding) -> String {
        let mut refs = Vec::new();
        if let Some(indicator) = &finding.indicator {
            self.observables(observables::objects(indicator), &mut refs);
        }
        for one in &finding.evidence {
            if refs.len() >= FILES {
                break;
            }
            self.observables(observables::file(&one.path), &mut refs);
        }
        let id = object_id("observed-data", &[&finding.id]);
        let seen = json!({
            // Evidence without a date was at least there when the case was made.
            "first_observed": finding.first().unwrap_or(self.created),
            "last_observed": finding.last().unwrap_or(self.created),
            "number_observed": finding.evidence_count.clamp(1, MOST),
            "object_refs": refs,
        });
        self.add("observed-data", id.clone(), seen);
        id
    }

    fn observables(&mut self, objects: Vec<Value>, refs: &mut Vec<String>) {
        for object in objects {
            let Some(id) = object.get("id").and_then(Value::as_str).map(str::to_owned) else {
                continue;
            };
            if !refs.contains(&id) {
                refs.push(id.clone());
            }
            self.objects.entry(id).or_insert(object);
        }
    }

    fn indicator(&mut self, indicator: &IndicatorRef) -> String {
        let pattern = observables::pattern(indicator);
        let id = object_id("indicator", &[&pattern, &indicator.set, &indicator.malware]);
        let mut reference = json!({ "source_name": source_name(indicator) });
        if let Some(fields) = reference.as_object_mut() {
            if let Some(url) = &indicator.reference {
                // Not every publisher gives a URL here, and the field takes nothing else.
                let field = if url.contains("://") { "url" } else { "description" };
                fields.insert(field.into(), url.as_str().into());
            }
            if let Some(id) = &indicator.id {
                fields.insert("external_id".into(), id.as_str().into());
            }
            // One of the three must be there (STIX 2.1 §2.5).
            if fields.len() == 1 {
                fields.insert("description".into(), indicator.value.as_str().into());
            }
        }
        let object = json!({
            "name": indicator.value,
            "description": self.described(indicator), "pattern": pattern, "pattern_type": "stix",
            "pattern_version": "2.1", "indicator_types": ["malicious-activity"],
            "valid_from": indicator.date.unwrap_or(self.created),
            "external_references": [reference],
        });
        self.add("indicator", id.clone(), object);
        if !indicator.malware.is_empty() {
            self.malware(indicator, &id);
        }
        id
    }

    /// What kind of value it is, in which set it stands and under which licence.
    fn described(&self, indicator: &IndicatorRef) -> String {
        let kind = self.words.observable_kind(indicator.kind);
        let parts = [Some(kind), Some(indicator.set.clone()), indicator.licence.clone()];
        let filled: Vec<String> =
            parts.into_iter().flatten().filter(|one| !one.is_empty()).collect();
        filled.join(" · ")
    }

    /// What the indicator stands for.
    fn malware(&mut self, indicator: &IndicatorRef, indicates: &str) {
        let id = object_id("malware", &[&indicator.malware]);
        let mut object =
            json!({ "name": indicator.malware, "is_family": true, "malware_types": ["spyware"] });
        if indicator.stalkerware
            && let Some(fields) = object.as_object_mut()
        {
            fields.insert("labels".into(), json!(["stalkerware"]));
        }
        self.add("malware", id.clone(), object);
        let link = json!({
            "relationship_type": "indicates", "source_ref": indicates, "target_ref": id,
        });
        self.add("relationship", object_id("relationship", &[indicates, &id]), link);
    }

    fn sighting(&mut self, finding: &Finding, indicator: &str, observed: &str) -> String {
        let id = object_id("sighting", &[&finding.id, indicator]);
        let mut object = json!({
            "sighting_of_ref": indicator, "observed_data_refs": [observed],
            "where_sighted_refs": [self.tool],
            "count": finding.evidence_count.clamp(1, MOST),
            "confidence": confidence(finding.confidence),
            "description": self.words.finding_text(finding),
            "lang": self.words.lang().tag(),
        });
        if let (Some(fields), Some(first), Some(last)) =
            (object.as_object_mut(), finding.first(), finding.last())
        {
            fields.insert("first_seen".into(), json!(first));
            fields.insert("last_seen".into(), json!(last));
        }
        self.add("sighting", id.clone(), object);
        id
    }

    /// The claim in words, with the places that support it.
    fn note(&mut self, finding: &Finding, about: &[String]) {
        let claim = self.words.finding_text(finding);
        let mut content = format!(
            "{claim}\n{} · {} · {} {}",
            self.words.severity(finding.severity),
            self.words.confidence(finding.confidence),
            finding.detector,
            finding.version
        );
        for one in finding.evidence.iter().take(PLACES) {
            let when = one.when.map(|at| format!(" · {at}")).unwrap_or_default();
            content.push_str(&format!("\n{} · {}{when}", one.path, one.at));
        }
        let object = json!({
            "abstract": claim, "content": content, "lang": self.words.lang().tag(),
            "authors": [self.version], "object_refs": about,
            "confidence": confidence(finding.confidence),
            "labels": [format!("severity-{}", severity_key(finding.severity))],
        });
        self.add("note", object_id("note", &[&finding.id]), object);
    }

    /// Adds a domain or relationship object with the properties they all share.
    fn add(&mut self, kind: &str, id: String, object: Value) {
        let mut whole = json!({
            "type": kind, "spec_version": "2.1", "id": id,
            "created": milliseconds(self.created), "modified": milliseconds(self.created),
        });
        if let (Some(fields), Value::Object(own)) = (whole.as_object_mut(), object) {
            if kind != "identity" {
                fields.insert("created_by_ref".into(), self.tool.as_str().into());
            }
            fields.extend(own);
        }
        self.objects.entry(id).or_insert(whole);
    }
}

/// An instant with exactly three digits after the point, as `created` and `modified` ask for
/// (STIX 2.1 §3.2).
fn milliseconds(at: Time) -> String {
    let millis = at.unix_micros().div_euclid(1000).rem_euclid(1000);
    let whole = at.to_string();
    let seconds = whole.get(..19).unwrap_or("0001-01-01T00:00:00");
    format!("{seconds}.{millis:03}Z")
}

/// The publisher of an indicator, or its set.
fn source_name(indicator: &IndicatorRef) -> &str {
    match &indicator.publisher {
        Some(publisher) if !publisher.is_empty() => publisher,
        _ if indicator.set.is_empty() => "unknown",
        _ => &indicator.set,
    }
}

/// The scale None / Low / Med / High of STIX 2.1 appendix A.
const fn confidence(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::Low => 15,
        Confidence::Medium => 50,
        Confidence::High => 85,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_after_the_point() {
        let at = |text| milliseconds(Time::parse(text).unwrap());
        assert_eq!(at("2026-11-22T09:30:12Z"), "2026-11-22T09:30:12.000Z");
        assert_eq!(at("1969-12-31T23:59:59.999999Z"), "1969-12-31T23:59:59.999Z");
    }
}
