//! SEGB files made from readable text.

use serde_json::Value as Json;

/// The file that `{"segb": 1 or 2, "records": [{"state": 1, "time": SECONDS, "message": FIELDS}]}`
/// describes. In place of `message` may stand `plist`, and `zeros` for a payload of so many zeros;
/// `"broken": true` spoils the checksum.
///
/// FIELDS is `[[NUMBER, VALUE], …]`: a text, a whole number as varint, `{"double": x}` and
/// `{"fixed": n}` as eight bytes, `{"hex": "00ff"}`, `{"plist": ROOT}`, or FIELDS again.
pub(crate) fn file(case: &Json) -> Vec<u8> {
    let records = case["records"].as_array().unwrap();
    if case["segb"] == 1 { first(records) } else { second(records) }
}

fn first(records: &[Json]) -> Vec<u8> {
    let mut out = vec![0; 56];
    for record in records {
        let payload = payload(record);
        out.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
        out.extend(state(record));
        out.extend(time(record));
        out.extend(time(record));
        out.extend(checksum(record, &payload).to_le_bytes());
        out.extend([0; 4]);
        out.extend(&payload);
        out.resize(out.len().next_multiple_of(8), 0);
    }
    let end = u32::try_from(out.len()).unwrap().to_le_bytes();
    out[..4].copy_from_slice(&end);
    out[52..56].copy_from_slice(b"SEGB");
    out.resize(out.len() + 64, 0);
    out
}

fn second(records: &[Json]) -> Vec<u8> {
    let mut out = b"SEGB".to_vec();
    out.extend(u32::try_from(records.len()).unwrap().to_le_bytes());
    out.resize(32, 0);
    let mut trailer = Vec::new();
    for record in records {
        let payload = payload(record);
        out.extend(checksum(record, &payload).to_le_bytes());
        out.extend([0; 4]);
        out.extend(&payload);
        trailer.extend(u32::try_from(out.len() - 32).unwrap().to_le_bytes());
        trailer.extend(state(record));
        trailer.extend(time(record));
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out.resize(out.len() + 64, 0);
    out.extend(trailer);
    out
}

fn state(record: &Json) -> [u8; 4] {
    u32::try_from(record["state"].as_u64().unwrap_or(1)).unwrap().to_le_bytes()
}

fn time(record: &Json) -> [u8; 8] {
    record["time"].as_f64().unwrap_or_default().to_le_bytes()
}

fn payload(record: &Json) -> Vec<u8> {
    if let Some(zeros) = record["zeros"].as_u64() {
        return vec![0; usize::try_from(zeros).unwrap()];
    }
    match record.get("plist") {
        Some(root) => crate::blobs::plist(&root.to_string()),
        None => message(&record["message"]),
    }
}

fn checksum(record: &Json, payload: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    };
    let crc = !payload.iter().fold(u32::MAX, step);
    if record["broken"] == true { crc ^ 1 } else { crc }
}

/// A message of Protocol Buffers.
fn message(fields: &Json) -> Vec<u8> {
    let mut out = Vec::new();
    for field in fields.as_array().unwrap() {
        let number = field[0].as_u64().unwrap();
        let mut bytes = |bytes: &[u8]| {
            varint(number << 3 | 2, &mut out);
            varint(bytes.len() as u64, &mut out);
            out.extend(bytes);
        };
        match &field[1] {
            Json::String(text) => bytes(text.as_bytes()),
            Json::Array(_) => bytes(&message(&field[1])),
            Json::Object(special) => match special.iter().next().unwrap() {
                (key, root) if key == "plist" => bytes(&crate::blobs::plist(&root.to_string())),
                (key, hex) if key == "hex" => bytes(&unhex(hex.as_str().unwrap())),
                (key, number_of) => {
                    let bits = match key.as_str() {
                        "double" => number_of.as_f64().unwrap().to_bits(),
                        _ => number_of.as_u64().unwrap(),
                    };
                    varint(number << 3 | 1, &mut out);
                    out.extend(bits.to_le_bytes());
                }
            },
            value => {
                varint(number << 3, &mut out);
                varint(value.as_u64().unwrap(), &mut out);
            }
        }
    }
    out
}

fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value > 0x7f {
        out.push(u8::try_from(value & 0x7f).unwrap() | 0x80);
        value >>= 7;
    }
    out.push(u8::try_from(value).unwrap());
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}
