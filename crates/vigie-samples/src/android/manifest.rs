//! The binary manifest of an APK.
//!
//! Layout after AOSP `frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h`: a header,
//! a pool of strings in UTF-16, the numbers of the attributes, then elements.

const ANDROID: &str = "http://schemas.android.com/apk/res/android";

/// Attributes and the numbers they have in the framework; they lead the pool of strings.
const ATTRIBUTES: [(&str, u32); 3] =
    [("name", 0x0101_0003), ("permission", 0x0101_0006), ("versionCode", 0x0101_021b)];

/// Strings of the pool, after the attributes.
const WORDS: [&str; 10] = [
    ANDROID,
    "android",
    "manifest",
    "package",
    "uses-permission",
    "application",
    "service",
    "intent-filter",
    "action",
    "receiver",
];

#[derive(Default)]
struct Pool {
    strings: Vec<String>,
}

impl Pool {
    fn at(&mut self, text: &str) -> u32 {
        let found = self.strings.iter().position(|one| one == text);
        let at = found.unwrap_or_else(|| {
            self.strings.push(text.to_owned());
            self.strings.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn chunk(&self) -> Vec<u8> {
        let mut data = Vec::new();
        let mut offsets = Vec::new();
        for text in &self.strings {
            offsets.extend(size(data.len()).to_le_bytes());
            let units: Vec<u16> = text.encode_utf16().collect();
            data.extend(u16::try_from(units.len()).unwrap_or(0).to_le_bytes());
            data.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
            data.extend([0, 0]);
        }
        data.resize(data.len().next_multiple_of(4), 0);
        let count = size(self.strings.len());
        let mut body = Vec::new();
        for field in [count, 0, 0, 28 + size(offsets.len()), 0] {
            body.extend(field.to_le_bytes());
        }
        body.extend(offsets);
        body.extend(data);
        chunk(0x0001, 28, &body)
    }
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn chunk(kind: u16, header: u16, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 8);
    out.extend(kind.to_le_bytes());
    out.extend(header.to_le_bytes());
    out.extend((size(body.len()) + 8).to_le_bytes());
    out.extend_from_slice(body);
    out
}

const NONE: u32 = u32::MAX;

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn start(pool: &mut Pool, name: &str, attributes: &[(&str, &str)]) -> Vec<u8> {
    let name = pool.at(name);
    let mut body = words(&[1, NONE, NONE, name]);
    body.extend([20_u8, 0, 20, 0]);
    body.extend(u16::try_from(attributes.len()).unwrap_or(0).to_le_bytes());
    body.extend([0; 6]);
    for (key, value) in attributes {
        let space = if *key == "package" { NONE } else { pool.at(ANDROID) };
        let key_at = pool.at(key);
        match value.parse::<u32>() {
            Ok(number) if *key == "versionCode" => {
                body.extend(words(&[space, key_at, NONE]));
                body.extend([8, 0, 0, 0x10]);
                body.extend(number.to_le_bytes());
            }
            _ => {
                let value = pool.at(value);
                body.extend(words(&[space, key_at, value]));
                body.extend([8, 0, 0, 0x03]);
                body.extend(value.to_le_bytes());
            }
        }
    }
    chunk(0x0102, 16, &body)
}

fn end(pool: &mut Pool, name: &str) -> Vec<u8> {
    let name = pool.at(name);
    chunk(0x0103, 16, &words(&[1, NONE, NONE, name]))
}

/// The manifest of `package`, which asks for `permissions`; if `service` says so, with a service
/// for accessibility.
pub(crate) fn manifest(package: &str, permissions: &[&str], service: bool) -> Vec<u8> {
    let mut pool = Pool::default();
    for (name, _) in ATTRIBUTES {
        pool.at(name);
    }
    for word in WORDS {
        pool.at(word);
    }
    let (android, url) = (pool.at("android"), pool.at(ANDROID));
    let mut tree = chunk(0x0100, 16, &words(&[1, NONE, android, url]));
    tree.extend(start(&mut pool, "manifest", &[("versionCode", "7"), ("package", package)]));
    for permission in permissions {
        tree.extend(start(&mut pool, "uses-permission", &[("name", permission)]));
        tree.extend(end(&mut pool, "uses-permission"));
    }
    tree.extend(start(&mut pool, "application", &[]));
    if service {
        let guard = "android.permission.BIND_ACCESSIBILITY_SERVICE";
        tree.extend(start(&mut pool, "service", &[("name", ".Dienst"), ("permission", guard)]));
        tree.extend(start(&mut pool, "intent-filter", &[]));
        let action = "android.accessibilityservice.AccessibilityService";
        tree.extend(start(&mut pool, "action", &[("name", action)]));
        for name in ["action", "intent-filter", "service"] {
            tree.extend(end(&mut pool, name));
        }
    }
    tree.extend(end(&mut pool, "application"));
    tree.extend(end(&mut pool, "manifest"));
    tree.extend(chunk(0x0101, 16, &words(&[1, NONE, android, url])));
    let map: Vec<u32> = ATTRIBUTES.iter().map(|(_, number)| *number).collect();
    let body = [pool.chunk(), chunk(0x0180, 8, &words(&map)), tree].concat();
    chunk(0x0003, 8, &body)
}
