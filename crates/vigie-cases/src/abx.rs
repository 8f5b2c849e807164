//! Android's binary XML, made from a readable tree.

use serde_json::Value as Json;

/// The document of a tree `[NAME, {ATTRIBUTE: VALUE}, CHILD…]`; a child may be a text. Whole numbers
/// become long ones, `{"$hex": TEXT}` bytes.
pub(crate) fn document(tree: &Json) -> Vec<u8> {
    let mut out = b"ABX\0\x10".to_vec();
    let mut pool = Vec::new();
    element(tree, &mut pool, &mut out);
    out.push(0x11);
    out
}

fn element(tree: &Json, pool: &mut Vec<String>, out: &mut Vec<u8>) {
    let parts = tree.as_array().unwrap();
    let name = parts[0].as_str().unwrap();
    out.push(0x32);
    intern(name, pool, out);
    for (key, value) in parts.get(1).and_then(Json::as_object).into_iter().flatten() {
        attribute(key, value, pool, out);
    }
    for child in parts.iter().skip(2) {
        match child.as_str() {
            Some(text) => {
                out.push(0x24);
                string(text, out);
            }
            None => element(child, pool, out),
        }
    }
    out.push(0x33);
    intern(name, pool, out);
}

fn attribute(key: &str, value: &Json, pool: &mut Vec<String>, out: &mut Vec<u8>) {
    let kind = match value {
        Json::Null => 0x1f,
        Json::Bool(true) => 0xcf,
        Json::Bool(false) => 0xdf,
        Json::Number(number) if number.is_i64() => 0x8f,
        Json::Number(_) => 0xbf,
        Json::Object(_) => 0x4f,
        _ => 0x2f,
    };
    out.push(kind);
    intern(key, pool, out);
    match value {
        Json::Number(number) => match number.as_i64() {
            Some(number) => out.extend(number.to_be_bytes()),
            None => out.extend(number.as_f64().unwrap().to_be_bytes()),
        },
        Json::Object(fields) => {
            let digits = fields["$hex"].as_str().unwrap().as_bytes();
            let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
            let bytes: Vec<u8> = digits.chunks(2).map(|pair| byte(pair).unwrap()).collect();
            out.extend(u16::try_from(bytes.len()).unwrap().to_be_bytes());
            out.extend(bytes);
        }
        Json::String(text) => string(text, out),
        _ => {}
    }
}

fn intern(text: &str, pool: &mut Vec<String>, out: &mut Vec<u8>) {
    match pool.iter().position(|known| known == text) {
        Some(number) => out.extend(u16::try_from(number).unwrap().to_be_bytes()),
        None => {
            pool.push(text.to_owned());
            out.extend([0xff, 0xff]);
            string(text, out);
        }
    }
}

fn string(text: &str, out: &mut Vec<u8>) {
    out.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
    out.extend(text.as_bytes());
}
