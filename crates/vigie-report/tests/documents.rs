//! What programs read: the findings document with its schema, and the exports.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod common;

use common::cases::{self, Case};
use common::golden;
use serde_json::Value;
use vigie_report::{ExportFormat, Lang, findings_json, findings_schema, write_export};

fn export(format: ExportFormat, case: &Case) -> String {
    let mut out = Vec::new();
    let report = case.report(&[Lang::En]);
    write_export(format, &report, &report.kinds(), &case.records, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn document(case: &Case, lang: Lang) -> Value {
    serde_json::to_value(findings_json(&case.report(&[lang]))).unwrap()
}

#[test]
fn golden_findings() {
    for (name, case) in [("signs", cases::signs()), ("unclear", cases::unclear())] {
        for lang in Lang::ALL {
            let text = serde_json::to_string_pretty(&document(&case, lang)).unwrap();
            golden(&format!("{name}.{}.json", lang.tag()), &(text + "\n"));
        }
    }
}

#[test]
fn golden_exports() {
    for format in ExportFormat::ALL {
        let name = format!("export.{}.{}", format.name(), format.extension());
        golden(&name, &export(format, &cases::signs()));
    }
}

#[test]
fn golden_stix_of_every_kind() {
    golden("every-kind.stix.json", &export(ExportFormat::Stix, &cases::every_kind()));
}

#[test]
fn golden_schema() {
    let text = serde_json::to_string_pretty(&findings_schema()).unwrap();
    golden("findings.schema.json", &(text + "\n"));
}

#[test]
fn every_document_fits_the_schema() {
    let schema = findings_schema();
    let cases = [
        cases::signs(),
        cases::exposure(),
        cases::stalkerware(),
        cases::review(),
        cases::nothing(),
        cases::unclear(),
        cases::hostile(),
    ];
    for case in &cases {
        for lang in Lang::ALL {
            let mut wrong = Vec::new();
            check(&schema, &schema, &document(case, lang), "$", &mut wrong);
            assert_eq!(wrong, Vec::<String>::new());
        }
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let schema = findings_schema();
    let mut document = document(&cases::signs(), Lang::En);
    document["verdict"] = "clean".into();
    document["exit_code"] = 7.into();
    document["findings"][0]["evidence"][0]["source"] = (-1).into();
    document["coverage"]["sources"][0]["files"] = "many".into();
    document["format"] = "vigie.findings/2".into();
    document.as_object_mut().unwrap().remove("problems");
    let mut wrong = Vec::new();
    check(&schema, &schema, &document, "$", &mut wrong);
    let text = wrong.join("\n");
    for part in ["verdict", "exit_code", "source", "files", "format", "problems"] {
        assert!(text.contains(part), "{part} not in {text}");
    }
}

/// Every part of the schema says what it is, for the docs.
#[test]
fn every_property_is_described() {
    fn walk(schema: &Value, path: &str) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            // A choice of one property says on itself what the property is.
            let whole = schema.get("description").is_some();
            for (name, property) in properties {
                let described = whole
                    || property.get("description").is_some()
                    || property.get("$ref").is_some();
                assert!(described, "{path}.{name}");
            }
        }
        match schema {
            Value::Object(parts) => {
                parts.iter().for_each(|(name, part)| walk(part, &format!("{path}.{name}")))
            }
            Value::Array(parts) => parts.iter().for_each(|part| walk(part, path)),
            _ => {}
        }
    }
    let schema = findings_schema();
    assert_eq!(schema["title"], "vigie.findings/1");
    walk(&schema, "$");
}

/// JSON Schema as far as ours goes. An unknown keyword is an error, so that none goes unchecked.
fn check(root: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let Some(parts) = schema.as_object() else {
        assert_eq!(schema, &Value::Bool(true));
        return;
    };
    for (keyword, part) in parts {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" | "default" | "format" => {}
            "$ref" => {
                let pointer = part.as_str().unwrap().trim_start_matches('#');
                check(root, root.pointer(pointer).expect(pointer), value, at, wrong);
            }
            "type" => {
                let names: Vec<&str> = match part {
                    Value::Array(names) => {
                        names.iter().map(|name| name.as_str().unwrap()).collect()
                    }
                    name => vec![name.as_str().unwrap()],
                };
                if !names.iter().any(|name| is_a(name, value)) {
                    wrong.push(format!("{at} is no {names:?}"));
                }
            }
            "const" if part != value => wrong.push(format!("{at} is not {part}")),
            "enum" if !part.as_array().unwrap().contains(value) => {
                wrong.push(format!("{at} is not one of {part}"));
            }
            "const" | "enum" => {}
            "minimum" | "maximum" => {
                if let (Some(number), Some(limit)) = (value.as_f64(), part.as_f64()) {
                    let fits = if keyword == "minimum" { number >= limit } else { number <= limit };
                    if !fits {
                        wrong.push(format!("{at} is beyond the {keyword} {limit}"));
                    }
                }
            }
            "required" => {
                for name in part.as_array().unwrap() {
                    if value.is_object() && value.get(name.as_str().unwrap()).is_none() {
                        wrong.push(format!("{at} lacks {name}"));
                    }
                }
            }
            "properties" => {
                for (name, schema) in part.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        check(root, schema, value, &format!("{at}.{name}"), wrong);
                    }
                }
            }
            "additionalProperties" => additional(root, parts, part, value, at, wrong),
            "items" => {
                for (place, value) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, part, value, &format!("{at}[{place}]"), wrong);
                }
            }
            "anyOf" | "oneOf" => {
                let fits = part.as_array().unwrap().iter().any(|schema| {
                    let mut inner = Vec::new();
                    check(root, schema, value, at, &mut inner);
                    inner.is_empty()
                });
                if !fits {
                    wrong.push(format!("{at} fits no choice"));
                }
            }
            other => panic!("{at}: keyword {other} is not checked"),
        }
    }
}

fn additional(
    root: &Value,
    parts: &serde_json::Map<String, Value>,
    part: &Value,
    value: &Value,
    at: &str,
    wrong: &mut Vec<String>,
) {
    let known = |name: &str| {
        parts.get("properties").is_some_and(|properties| properties.get(name).is_some())
    };
    for (name, value) in value.as_object().into_iter().flatten().filter(|(name, _)| !known(name)) {
        match part {
            Value::Bool(false) => wrong.push(format!("{at} has {name}, which nobody knows")),
            part => check(root, part, value, &format!("{at}.{name}"), wrong),
        }
    }
}

fn is_a(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("type {other}"),
    }
}

#[test]
fn spreadsheets_take_nothing_for_a_formula() {
    let text = export(ExportFormat::Csv, &cases::hostile());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        rows += 1;
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            assert!(
                cell.len() < 10_000 && !cell.contains(['\u{1b}', '\u{202e}']),
                "{}",
                cell.len()
            );
        }
    }
    assert_eq!(rows, 5);
}

#[test]
fn timesketch_events_have_the_three_fields() {
    for line in export(ExportFormat::Timesketch, &cases::signs()).lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        let at = vigie_core::Time::parse(event["datetime"].as_str().unwrap()).unwrap();
        assert_eq!(event["timestamp"].as_i64(), Some(at.unix_micros()));
        assert!(!event["message"].as_str().unwrap().is_empty());
        assert!(event["timestamp_desc"].is_string());
    }
}

/// The parts of STIX 2.1 that a program relies on. OASIS's validator (`stix2_validator`) finds the golden
/// bundles valid.
#[test]
fn stix_objects_are_whole_and_refer_to_each_other() {
    let cases = [
        cases::signs(),
        cases::stalkerware(),
        cases::nothing(),
        cases::hostile(),
        cases::every_kind(),
    ];
    for case in cases {
        let bundle: Value = serde_json::from_str(&export(ExportFormat::Stix, &case)).unwrap();
        let objects = bundle["objects"].as_array().unwrap();
        let ids: std::collections::BTreeSet<&str> =
            objects.iter().map(|object| object["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), objects.len());
        for object in objects {
            let (kind, id) = (object["type"].as_str().unwrap(), object["id"].as_str().unwrap());
            let uuid = id.strip_prefix(&format!("{kind}--")).unwrap();
            let nameless =
                kind == "process" || kind == "x509-certificate" && object.get("hashes").is_none();
            let version = if nameless { b'4' } else { b'5' };
            assert_eq!((uuid.len(), uuid.as_bytes()[14]), (36, version), "{id}");
            assert_eq!(object["spec_version"], "2.1");
            references(object, &ids);
        }
        let sightings = objects.iter().filter(|object| object["type"] == "sighting").count();
        let matched = case.outcome.findings().iter().filter(|one| one.indicator.is_some()).count();
        assert_eq!(sightings, matched, "one sighting a matched finding");
        assert_eq!(export(ExportFormat::Stix, &case), export(ExportFormat::Stix, &case));
    }
}

fn references(object: &Value, ids: &std::collections::BTreeSet<&str>) {
    for (name, value) in object.as_object().unwrap() {
        let named: Vec<&Value> = match value {
            Value::Array(values) if name.ends_with("_refs") => values.iter().collect(),
            value if name.ends_with("_ref") => vec![value],
            _ => continue,
        };
        assert!(!named.is_empty(), "{name} is empty");
        for one in named {
            assert!(ids.contains(one.as_str().unwrap()), "{name}: {one}");
        }
    }
}

#[test]
fn exports_are_written_as_they_are_read() {
    /// Counts what it is given and keeps none of it.
    struct Counter(u64, usize);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len() as u64;
            self.1 = self.1.max(bytes.len());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let case = cases::large();
    let report = case.report(&[Lang::En]);
    for format in [ExportFormat::Jsonl, ExportFormat::Csv, ExportFormat::Timesketch] {
        let mut out = Counter(0, 0);
        write_export(format, &report, &report.kinds(), &case.records, &mut out).unwrap();
        assert!(out.0 > 5_000_000 && out.1 < 100_000, "{}: {} {}", format.name(), out.0, out.1);
    }
}
