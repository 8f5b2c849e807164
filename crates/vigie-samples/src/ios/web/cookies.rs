//! `Cookies.binarycookies`, the jar of Foundation's cookie storage.
//!
//! Layout (as published in libyal's `dtformats`): `cook`, a big-endian count of pages and their
//! sizes, the pages, a checksum, eight bytes of end mark, a property list. A page is `00 00 01 00`,
//! a little-endian count, offsets, cookies; a cookie has a head of 56 bytes with the offsets of its
//! strings and two Apple absolute times.

use plist::Value;

use crate::ios::Plant;
use crate::ios::archive::{binary, dictionary};
use crate::ios::entries::Entry;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::words::HOSTS;
use crate::{Result, Rng};

const SAFARI: DeviceFile =
    file("AppDomain-com.apple.mobilesafari", "Library/Cookies/Cookies.binarycookies");
const SYSTEM: DeviceFile = file("HomeDomain", "Library/Cookies/Cookies.binarycookies");

const COOKIES_PER_PAGE: usize = 8;

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    jar(phone, SAFARI, &[(Plant::Cookie, ".koekje-trommel.test")])?;
    jar(phone, SYSTEM, &[])
}

fn jar(phone: &mut Phone, place: DeviceFile, planted: &[(Plant, &str)]) -> Result<()> {
    let mut rng = phone.rng(&format!("cookies {}", place.domain));
    let count = phone.plan.contacts.min(200);
    let host = |rng: &mut Rng, _| format!(".{}", rng.pick(HOSTS).trim_start_matches("www."));
    let entries = phone.entries(&mut rng, count, host, planted);
    let pages: Vec<Vec<u8>> =
        entries.chunks(COOKIES_PER_PAGE).map(|entries| page(entries, &mut rng)).collect();
    let mut bytes = b"cook".to_vec();
    bytes.extend(size(pages.len()).to_be_bytes());
    for page in &pages {
        bytes.extend(size(page.len()).to_be_bytes());
    }
    let mut checksum = 0_u32;
    for page in &pages {
        checksum = page.iter().step_by(4).fold(checksum, |sum, byte| sum + u32::from(*byte));
        bytes.extend_from_slice(page);
    }
    bytes.extend(checksum.to_be_bytes());
    bytes.extend(b"\x07\x17\x20\x05\x00\x00\x00\x4b");
    bytes.extend(binary(&dictionary([("NSHTTPCookieAcceptPolicy", Value::from(2))]))?);
    phone.write(place, &bytes)?;
    for entry in &entries {
        if let Some(plant) = entry.plant {
            phone.planted(plant, place, entry.value.as_str());
        }
    }
    phone.count("cookies", entries.len() as u64);
    Ok(())
}

fn page(entries: &[Entry], rng: &mut Rng) -> Vec<u8> {
    let cookies: Vec<Vec<u8>> = entries.iter().map(|entry| cookie(entry, rng)).collect();
    let mut bytes = vec![0, 0, 1, 0];
    bytes.extend(size(cookies.len()).to_le_bytes());
    let mut offset = 8 + 4 * cookies.len() + 4;
    for cookie in &cookies {
        bytes.extend(size(offset).to_le_bytes());
        offset += cookie.len();
    }
    bytes.extend([0; 4]);
    bytes.extend(cookies.concat());
    bytes
}

fn cookie(entry: &Entry, rng: &mut Rng) -> Vec<u8> {
    let strings = [entry.value.as_str(), rng.pick(&["sid", "_ga", "lang", "consent"]), "/", "1"];
    let mut offsets = Vec::new();
    let mut text = Vec::new();
    for string in strings {
        offsets.extend(size(56 + text.len()).to_le_bytes());
        text.extend_from_slice(string.as_bytes());
        text.push(0);
    }
    // 1 is secure, 4 HTTP only.
    let flags = u32::try_from(rng.below(2) * 5).unwrap_or(0);
    let mut bytes = size(56 + text.len()).to_le_bytes().to_vec();
    bytes.extend([0; 4]);
    bytes.extend(flags.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(offsets);
    bytes.extend([0; 8]);
    bytes.extend(entry.time.plus(31_536_000).mac().to_le_bytes());
    bytes.extend(entry.time.mac().to_le_bytes());
    bytes.extend(text);
    bytes
}

fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
