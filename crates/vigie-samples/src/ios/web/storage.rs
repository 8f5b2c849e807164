//! What sites keep in WebKit: `IndexedDB`, `LocalStorage` and the storage of Safari's view service.
//!
//! Until iOS 15 a folder or file is named after the origin, `https_host_0`. Later the names are
//! salted hashes, and a file `origin` beside the data holds the two origins as WebKit's
//! `Persistence::Encoder` writes them: length, whether the text has one byte a character, text, for
//! scheme and host, then whether there is a port.

use crate::ios::Plant;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::words::HOSTS;
use crate::{Result, Rng};

const APP: &str = "AppDomain-com.apple.mobilesafari";
const DATA: &str = "Library/WebKit/WebsiteData";
const VIEW: &str = "SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData";
/// The first iOS with hashed names.
const HASHED_FROM: u8 = 16;

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    let places = [
        (Plant::IndexedDb, "opslag-huis.test"),
        (Plant::LocalStorage, "bewaar-doos.test"),
        (Plant::ViewServiceStorage, "kijk-venster.test"),
    ];
    for (plant, planted) in places {
        let mut hosts: Vec<(Option<Plant>, &str)> =
            HOSTS.iter().take(6).map(|host| (None, *host)).collect();
        if phone.has(plant) {
            hosts.push((Some(plant), planted));
        }
        for (planted, host) in hosts {
            let (domain, path, bytes) = stored(phone.plan.ios, plant, host);
            phone.write(file(domain, &path), &bytes)?;
            if let Some(planted) = planted {
                phone.planted(planted, file(domain, &path), host);
            }
            phone.count("webkit_storage", 1);
        }
    }
    let salt: [u8; 8] = phone.rng("salt").bytes();
    phone.write(DeviceFile { domain: APP, path: &format!("{DATA}/Default/salt") }, &salt)
}

/// Domain, path and content of a file that a site's storage brought about.
fn stored(ios: u8, plant: Plant, host: &str) -> (&'static str, String, Vec<u8>) {
    let named = format!("https_{host}_0");
    let app = if plant == Plant::ViewServiceStorage { "AppDomain-com.example.app8" } else { APP };
    if ios >= HASHED_FROM {
        let top = if plant == Plant::ViewServiceStorage { VIEW } else { DATA };
        let hash = hashed(host);
        return (app, format!("{top}/Default/{hash}/{hash}/origin"), origins(host));
    }
    let path = match plant {
        Plant::IndexedDb if ios <= 12 => format!("{DATA}/IndexedDB/{named}/main/IndexedDB.sqlite3"),
        Plant::IndexedDb => format!("{DATA}/IndexedDB/v1/{named}/main/IndexedDB.sqlite3"),
        Plant::LocalStorage => format!("{DATA}/LocalStorage/{named}.localstorage"),
        _ => format!("{VIEW}/{named}/data"),
    };
    (app, path, b"made up\n".to_vec())
}

/// A name as WebKit makes them: 32 bytes in the URL-safe letters of base64.
fn hashed(host: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut rng = Rng::part(0, host);
    let mut letter = || {
        let at = usize::try_from(rng.below(64)).unwrap_or(0);
        char::from(LETTERS.get(at).copied().unwrap_or(b'A'))
    };
    (0..43).map(|_| letter()).collect()
}

/// The same origin as top and as client.
fn origins(host: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..2 {
        for text in ["https", host] {
            bytes.extend(u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
            bytes.push(1);
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes.push(0);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_encoded_as_webkit_does() {
        let bytes = origins("a.test");
        let half = b"\x05\0\0\0\x01https\x06\0\0\0\x01a.test\0";
        assert_eq!(bytes, [&half[..], &half[..]].concat());
    }
}
