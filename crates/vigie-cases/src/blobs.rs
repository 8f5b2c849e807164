//! Blobs that phones keep inside databases, made from readable text.

use std::io::Write as _;

use plist::{Dictionary, Uid, Value};
use serde_json::Value as Json;

use crate::{abx, apks, cookies, segb};

/// A binary property list. `{"$date": SECONDS}` is a date since 1970, `{"$data": "text"}` bytes,
/// `{"$plist": ROOT}` the bytes of a property list, `{"$session": ROOT}` those behind the version of
/// a tab's session, `{"$archive": ROOT}` those of a keyed archive.
pub(crate) fn plist(json: &str) -> Vec<u8> {
    binary(&value(&serde_json::from_str(json).unwrap()))
}

/// Path and bytes of a case: `{"path": PATH, "plist": ROOT}`, `{"path": PATH, "archive": ROOT}`,
/// `{"path": PATH, "archive-top": {NAME: OBJECT}}` for an archive that names several objects,
/// `{"path": PATH, "archives": [ROOT, …]}`, each behind its length in four bytes,
/// `{"path": PATH, "bytes": TEXT}`, whose characters up to U+00FF are the bytes, or
/// `{"path": PATH, "gzip": TEXT}` for a gzip file of them, `{"path": PATH, "zlib": TEXT}` for a zlib stream of the text, `{"path": PATH, "apk": …}` for what
/// [`apks::file`] makes, `{"path": PATH, "abx": TREE}` for what [`abx::document`] makes, or `{"path": PATH, "cookies": PAGES}`. For `{"path": PATH, "segb": VERSION,
/// "records": […]}` see [`segb::file`].
pub(crate) fn file(json: &str) -> (String, Vec<u8>) {
    let case: Json = serde_json::from_str(json).unwrap();
    let path = case["path"].as_str().unwrap().to_owned();
    if case.get("segb").is_some() {
        return (path, segb::file(&case));
    }
    if let Some(roots) = case.get("archives") {
        let roots = roots.as_array().unwrap().iter();
        return (path, roots.flat_map(|root| with_length(archive(&root.to_string()))).collect());
    }
    if let Some(text) = case.get("bytes") {
        let bytes = text.as_str().unwrap().chars().map(|byte| u8::try_from(byte).unwrap());
        return (path, bytes.collect());
    }
    if let Some(apk) = case.get("apk") {
        return (path, apks::file(apk));
    }
    if let Some(tree) = case.get("abx") {
        return (path, abx::document(tree));
    }
    if let Some(text) = case.get("zlib") {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(text.as_str().unwrap().as_bytes()).unwrap();
        return (path, packed.finish().unwrap());
    }
    if let Some(text) = case.get("gzip") {
        let bytes = text.as_str().unwrap().chars().map(|byte| u8::try_from(byte).unwrap());
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&bytes.collect::<Vec<_>>()).unwrap();
        return (path, packed.finish().unwrap());
    }
    if let Some(pages) = case.get("cookies") {
        return (path, cookies::jar(pages));
    }
    match case.get("archive") {
        Some(root) => (path, archive(&root.to_string())),
        None if case.get("archive-top").is_some() => (path, archive_of(&case["archive-top"])),
        None => (path, plist(&case["plist"].to_string())),
    }
}

fn with_length(bytes: Vec<u8>) -> Vec<u8> {
    let mut whole = u32::try_from(bytes.len()).unwrap().to_le_bytes().to_vec();
    whole.extend(bytes);
    whole
}

fn binary(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.to_writer_binary(&mut bytes).unwrap();
    bytes
}

fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::String("$null".into()),
        Json::Bool(truth) => Value::Boolean(*truth),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer.into()),
            None => Value::Real(number.as_f64().unwrap()),
        },
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => Value::Array(items.iter().map(value).collect()),
        Json::Object(fields) => special(fields).unwrap_or_else(|| {
            Value::Dictionary(fields.iter().map(|(key, one)| (key.clone(), value(one))).collect())
        }),
    }
}

fn special(fields: &serde_json::Map<String, Json>) -> Option<Value> {
    if let Some(seconds) = fields.get("$date") {
        let since = std::time::Duration::from_secs_f64(seconds.as_f64().unwrap());
        return Some(Value::Date((std::time::UNIX_EPOCH + since).into()));
    }
    if let Some(inner) = fields.get("$plist") {
        return Some(Value::Data(plist(&inner.to_string())));
    }
    if let Some(inner) = fields.get("$session") {
        return Some(Value::Data([&[0, 0, 0, 2][..], &plist(&inner.to_string())].concat()));
    }
    if let Some(inner) = fields.get("$archive") {
        return Some(Value::Data(archive(&inner.to_string())));
    }
    let data = fields.get("$data")?;
    let data = data.as_str().unwrap();
    Some(Value::Data(match data.strip_prefix("attributed:") {
        Some(text) => attributed(text, None),
        None => data.as_bytes().to_vec(),
    }))
}

/// A keyed archive whose root is `json`; a field `$class` names an object's class.
pub(crate) fn archive(json: &str) -> Vec<u8> {
    let root: Json = serde_json::from_str(json).unwrap();
    archive_of(&serde_json::json!({ "root": root }))
}

/// A keyed archive that names the objects in `top`.
pub(crate) fn archive_of(top: &Json) -> Vec<u8> {
    let mut objects = vec![Value::String("$null".into())];
    let named = top.as_object().unwrap().iter();
    let named: Dictionary =
        named.map(|(name, one)| (name.clone(), keep(one, &mut objects))).collect();
    let mut all = Dictionary::new();
    all.insert("$version".into(), 100_000.into());
    all.insert("$archiver".into(), "NSKeyedArchiver".into());
    all.insert("$top".into(), Value::Dictionary(named));
    all.insert("$objects".into(), Value::Array(objects));
    binary(&Value::Dictionary(all))
}

/// Puts an object among `objects` and gives the reference to it; numbers stand for themselves.
fn keep(json: &Json, objects: &mut Vec<Value>) -> Value {
    match json {
        Json::Null => Value::Uid(Uid::new(0)),
        Json::Bool(_) | Json::Number(_) => value(json),
        Json::String(_) => refer(value(json), objects),
        Json::Array(items) => {
            let kept = items.iter().map(|item| keep_inside(item, objects)).collect();
            let class = class("NSArray", objects);
            let mut array = Dictionary::new();
            array.insert("NS.objects".into(), Value::Array(kept));
            array.insert("$class".into(), class);
            refer(Value::Dictionary(array), objects)
        }
        Json::Object(fields) => match special(fields) {
            Some(plain) => refer(plain, objects),
            None => object(fields, objects),
        },
    }
}

/// Collections hold references only.
fn keep_inside(json: &Json, objects: &mut Vec<Value>) -> Value {
    match keep(json, objects) {
        reference @ Value::Uid(_) => reference,
        plain => refer(plain, objects),
    }
}

fn object(fields: &serde_json::Map<String, Json>, objects: &mut Vec<Value>) -> Value {
    let mut kept = Dictionary::new();
    let at = objects.len();
    objects.push(Value::Boolean(false));
    match fields.get("$class").and_then(Json::as_str) {
        Some(name) => {
            for (key, one) in fields.iter().filter(|(key, _)| *key != "$class") {
                kept.insert(key.clone(), keep(one, objects));
            }
            kept.insert("$class".into(), class(name, objects));
        }
        None => {
            let keys = fields.keys().map(|key| keep(&Json::String(key.clone()), objects)).collect();
            let values = fields.values().map(|one| keep_inside(one, objects)).collect();
            kept.insert("NS.keys".into(), Value::Array(keys));
            kept.insert("NS.objects".into(), Value::Array(values));
            kept.insert("$class".into(), class("NSDictionary", objects));
        }
    }
    objects[at] = Value::Dictionary(kept);
    Value::Uid(Uid::new(at as u64))
}

fn class(name: &str, objects: &mut Vec<Value>) -> Value {
    let mut class = Dictionary::new();
    class.insert("$classname".into(), name.into());
    class.insert("$classes".into(), Value::Array(vec![name.into(), "NSObject".into()]));
    refer(Value::Dictionary(class), objects)
}

fn refer(value: Value, objects: &mut Vec<Value>) -> Value {
    objects.push(value);
    Value::Uid(Uid::new(objects.len() as u64 - 1))
}

/// An `NSAttributedString` of `text` as `typedstream` writes it, with `link` on all of it.
pub(crate) fn attributed(text: &str, link: Option<&str>) -> Vec<u8> {
    let mut out = b"\x04\x0bstreamtyped\x81\xe8\x03".to_vec();
    out.extend(b"\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92");
    out.extend(b"\x84\x84\x84\x08NSString\x01\x94\x84\x01+");
    bytes_with_length(&mut out, text);
    out.extend(b"\x86\x84\x02iI\x01");
    integer(&mut out, text.encode_utf16().count());
    // Object references count from 0x92: NSAttributedString, NSObject, the object, NSString, text.
    out.extend(b"\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i");
    match link {
        None => {
            out.push(1);
            attribute_key(&mut out, "__kIMMessagePartAttributeName");
            out.extend(b"\x92\x84\x84\x84\x08NSNumber\x00\x84\x84\x07NSValue\x00\x94\x84\x01*");
            out.extend(b"\x84\x99\x99\x00\x86\x86\x86");
        }
        Some(link) => {
            out.push(1);
            attribute_key(&mut out, "__kIMLinkAttributeName");
            out.extend(b"\x92\x84\x84\x84\x05NSURL\x00\x94\x84\x01c\x00\x92\x84\x96\x96");
            bytes_with_length(&mut out, link);
            out.extend(b"\x86\x86\x86\x86");
        }
    }
    out
}

fn attribute_key(out: &mut Vec<u8>, key: &str) {
    out.extend(b"\x92\x84\x96\x96");
    bytes_with_length(out, key);
    out.push(0x86);
}

fn bytes_with_length(out: &mut Vec<u8>, text: &str) {
    integer(out, text.len());
    out.extend(text.as_bytes());
}

/// One byte up to 127, else a tag and two or four bytes, little-endian.
fn integer(out: &mut Vec<u8>, number: usize) {
    if number < 128 {
        out.push(u8::try_from(number).unwrap());
    } else if let Ok(short) = i16::try_from(number) {
        out.push(0x81);
        out.extend(short.to_le_bytes());
    } else {
        out.push(0x82);
        out.extend(i32::try_from(number).unwrap().to_le_bytes());
    }
}
