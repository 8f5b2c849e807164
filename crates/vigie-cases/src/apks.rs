//! APKs made from readable text: a manifest, certificates, and the tricks of those who hide.

use std::collections::BTreeSet;
use std::io::Write as _;

use serde_json::Value as Json;

/// Numbers of the attributes that a manifest may name, written `android:NAME`.
const ATTRIBUTES: &[(&str, u32)] = &[
    ("name", 0x0101_0003),
    ("permission", 0x0101_0006),
    ("sharedUserId", 0x0101_000b),
    ("enabled", 0x0101_000e),
    ("debuggable", 0x0101_000f),
    ("exported", 0x0101_0010),
    ("versionCode", 0x0101_021b),
    ("versionName", 0x0101_021c),
    ("minSdkVersion", 0x0101_020c),
    ("targetSdkVersion", 0x0101_0270),
    ("label", 0x0101_0001),
    ("host", 0x0101_0028),
    ("scheme", 0x0101_0027),
];

/// The APK that `{"manifest": TREE, "signers": [{"scheme": "v2", "name": "CN", "organisation": "O"}],
/// "files": {NAME: TEXT}, "tricks": […]}` describes. A tree is `[NAME, {ATTRIBUTE: VALUE}, CHILD…]`.
/// Tricks are `broken-headers`, `encrypted`, `unknown-method`, `no-names`, `other-type`, `prefix`.
pub(crate) fn file(apk: &Json) -> Vec<u8> {
    let tricks: BTreeSet<&str> = match apk.get("tricks") {
        Some(tricks) => {
            tricks.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
        }
        None => BTreeSet::new(),
    };
    let mut members = Vec::new();
    if let Some(manifest) = apk.get("manifest") {
        members.push(("AndroidManifest.xml".to_owned(), axml(manifest, &tricks)));
    }
    if let Some(files) = apk.get("files") {
        let files = files.as_object().unwrap().iter();
        members.extend(
            files.map(|(name, text)| (name.clone(), text.as_str().unwrap().as_bytes().to_vec())),
        );
    }
    let none = Vec::new();
    let signers = apk.get("signers").map_or(&none, |signers| signers.as_array().unwrap());
    let of = |scheme: &str| -> Vec<Vec<u8>> {
        signers.iter().filter(|signer| signer["scheme"] == scheme).map(certificate).collect()
    };
    let jar = of("v1");
    if !jar.is_empty() {
        members.push(("META-INF/CERT.RSA".to_owned(), pkcs7(&jar)));
    }
    let mut pairs = Vec::new();
    for (scheme, id) in [("v2", 0x7109_871a_u32), ("v3", 0xf053_68c0), ("v3.1", 0x1b93_ad61)] {
        let certificates = of(scheme);
        if !certificates.is_empty() {
            let earlier = of(&format!("{scheme}-earlier"));
            pairs.push((id, signer(&certificates, &earlier, scheme != "v2")));
        }
    }
    archive(&members, &block(&pairs), &tricks)
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap()
}

fn chunk(kind: u16, header: u16, content: &[u8]) -> Vec<u8> {
    let head = [kind.to_le_bytes(), header.to_le_bytes()].concat();
    [head, words(&[length(content) + 8]), content.to_vec()].concat()
}

/// Binary XML of a tree.
fn axml(tree: &Json, tricks: &BTreeSet<&str>) -> Vec<u8> {
    let mut strings: Vec<String> = ATTRIBUTES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut events = Vec::new();
    element(tree, &mut strings, &mut events);
    if tricks.contains("no-names") {
        strings.iter_mut().take(ATTRIBUTES.len()).for_each(String::clear);
    }
    let (mut offsets, mut data) = (Vec::new(), Vec::new());
    for text in &strings {
        offsets.push(length(&data));
        let units: Vec<u16> = text.encode_utf16().collect();
        data.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
        data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        data.extend([0, 0]);
    }
    let count = u32::try_from(strings.len()).unwrap();
    let head = words(&[count, 0, 0, 28 + 4 * count, 0]);
    let numbers: Vec<u32> = ATTRIBUTES.iter().map(|(_, number)| *number).collect();
    let inside = [
        chunk(0x0001, 28, &[head, words(&offsets), data].concat()),
        chunk(0x0180, 8, &words(&numbers)),
        events,
    ];
    chunk(if tricks.contains("other-type") { 0 } else { 3 }, 8, &inside.concat())
}

fn intern(strings: &mut Vec<String>, text: &str) -> u32 {
    let known = strings.iter().position(|one| one == text).unwrap_or_else(|| {
        strings.push(text.to_owned());
        strings.len() - 1
    });
    u32::try_from(known).unwrap()
}

fn element(tree: &Json, strings: &mut Vec<String>, events: &mut Vec<u8>) {
    let parts = tree.as_array().unwrap();
    let name = intern(strings, parts[0].as_str().unwrap());
    let none = u32::MAX;
    let mut attributes = Vec::new();
    for (key, value) in parts.get(1).and_then(Json::as_object).into_iter().flatten() {
        let key = intern(strings, key.strip_prefix("android:").unwrap_or(key));
        let (raw, kind, data) = match value {
            Json::Bool(truth) => (none, 0x12, if *truth { u32::MAX } else { 0 }),
            Json::Number(number) => (none, 0x10, u32::try_from(number.as_i64().unwrap()).unwrap()),
            other => {
                let text = intern(strings, other.as_str().unwrap());
                (text, 0x03, text)
            }
        };
        attributes.push(words(&[none, key, raw, kind << 24 | 8, data]));
    }
    let count = u32::try_from(attributes.len()).unwrap();
    let start = words(&[1, none, none, name, 20 << 16 | 20, count, 0]);
    events.extend(chunk(0x0102, 16, &[start, attributes.concat()].concat()));
    parts.iter().skip(2).for_each(|child| element(child, strings, events));
    events.extend(chunk(0x0103, 16, &words(&[1, none, none, name])));
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x82], &length[..], content].concat()
}

/// A certificate with the names in `signer`; nothing of it is signed.
fn certificate(signer: &Json) -> Vec<u8> {
    let part = |key: u8, name: &str| {
        let text = signer.get(name).map_or("", |text| text.as_str().unwrap());
        der(0x31, &der(0x30, &[der(6, &[0x55, 4, key]), der(0x0c, text.as_bytes())].concat()))
    };
    let name = der(0x30, &[part(10, "organisation"), part(3, "name")].concat());
    let dates = [der(0x17, b"200101000000Z"), der(0x17, b"470101000000Z")].concat();
    let body =
        [der(2, &[0x2a]), der(0x30, &[]), name.clone(), der(0x30, &dates), name, der(0x30, &[])];
    der(0x30, &[der(0x30, &body.concat()), der(0x30, &[]), der(3, &[0, 1])].concat())
}

/// Signed data that holds certificates.
fn pkcs7(certificates: &[Vec<u8>]) -> Vec<u8> {
    let signed = [der(2, &[1]), der(0x31, &[]), der(0x30, &[]), der(0xa0, &certificates.concat())];
    let kind = der(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2]);
    der(0x30, &[kind, der(0xa0, &der(0x30, &signed.concat()))].concat())
}

fn sized(content: &[u8]) -> Vec<u8> {
    [words(&[length(content)]), content.to_vec()].concat()
}

/// The signers of a scheme: one, with its certificates and those it had before.
fn signer(certificates: &[Vec<u8>], earlier: &[Vec<u8>], is_v3: bool) -> Vec<u8> {
    let list: Vec<u8> = certificates.iter().flat_map(|one| sized(one)).collect();
    let mut signed = [sized(&[]), sized(&list)].concat();
    if is_v3 {
        let levels = earlier.iter().flat_map(|one| sized(&sized(&sized(one))));
        let levels: Vec<u8> = levels.collect();
        let lineage = [words(&[0x3ba0_6f8c, 1]), levels].concat();
        signed.extend(words(&[24, u32::MAX]));
        signed.extend(sized(&if earlier.is_empty() { Vec::new() } else { sized(&lineage) }));
    }
    sized(&sized(&[sized(&signed), sized(&[]), sized(&[])].concat()))
}

fn block(pairs: &[(u32, Vec<u8>)]) -> Vec<u8> {
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut inside = Vec::new();
    for (id, value) in pairs {
        inside.extend((value.len() as u64 + 4).to_le_bytes());
        inside.extend(id.to_le_bytes());
        inside.extend(value);
    }
    let size = (inside.len() as u64 + 24).to_le_bytes();
    [&size[..], &inside, &size, b"APK Sig Block 42"].concat()
}

fn archive(members: &[(String, Vec<u8>)], block: &[u8], tricks: &BTreeSet<&str>) -> Vec<u8> {
    let mut out = if tricks.contains("prefix") { b"#!/bin/sh\n".to_vec() } else { Vec::new() };
    let prefix = length(&out);
    let mut list = Vec::new();
    for (name, content) in members {
        let stored = tricks.contains("unknown-method");
        let mut packed =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(content).unwrap();
        let packed = if stored { content.clone() } else { packed.finish().unwrap() };
        let method: u16 = if stored { 0x4242 } else { 8 };
        let flags = u16::from(tricks.contains("encrypted"));
        let (sizes, offset) =
            (words(&[0, length(&packed), length(content)]), length(&out) - prefix);
        let names = u16::try_from(name.len()).unwrap().to_le_bytes();
        let (local_method, local_sizes) = match tricks.contains("broken-headers") {
            true => (0x9999_u16, words(&[7, u32::MAX, 3])),
            false => (method, sizes.clone()),
        };
        out.extend(words(&[0x0403_4b50]));
        out.extend([20_u16, flags, local_method, 0, 0].iter().flat_map(|word| word.to_le_bytes()));
        out.extend([&local_sizes[..], &names, &[0, 0], name.as_bytes(), &packed].concat());
        list.extend(words(&[0x0201_4b50]));
        list.extend([20_u16, 20, flags, method, 0, 0].iter().flat_map(|word| word.to_le_bytes()));
        list.extend([&sizes[..], &names, &[0; 12], &words(&[offset]), name.as_bytes()].concat());
    }
    out.extend(block);
    let count = u16::try_from(members.len()).unwrap().to_le_bytes();
    let start = length(&out) - prefix;
    let size = length(&list);
    out.extend(list);
    out.extend(
        [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &words(&[size, start]), &[0, 0]].concat(),
    );
    out
}
