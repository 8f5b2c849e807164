//! Looks in readable text for what identifies a person or a device, and says which kinds it holds.
//!
//! Names and values are looked at in the forms of queries and forms (`imei=…&lat=…`) and of JSON
//! (`"imei":"…"`). Values are compared with what they have to look like and dropped at once.

use super::Thing;

/// Most bytes of a text that are looked at.
const MOST: usize = 8 << 10;

/// Shows every kind of thing that `text` holds, each once.
pub(crate) fn scan(text: &[u8], see: &mut dyn FnMut(Thing)) {
    let text = text.get(..MOST).unwrap_or(text);
    let mut kinds: Vec<Thing> = Vec::new();
    let mut latitude = false;
    let mut longitude = false;
    each_pair(text, &mut |name, value| {
        let thing = classify(name, value);
        if let Some(thing) = thing.filter(|thing| !kinds.contains(thing)) {
            kinds.push(thing);
        }
        latitude |= is_one_of(name, &LATITUDE) && is_degrees(value, 90.0);
        longitude |= is_one_of(name, &LONGITUDE) && is_degrees(value, 180.0);
    });
    if latitude && longitude && !kinds.contains(&Thing::Coordinates) {
        kinds.push(Thing::Coordinates);
    }
    kinds.into_iter().for_each(see);
}

const LATITUDE: [&str; 4] = ["lat", "latitude", "gps_lat", "geo_lat"];
const LONGITUDE: [&str; 6] = ["lon", "lng", "long", "longitude", "gps_lon", "geo_lon"];
const PASSWORD: [&str; 9] =
    ["password", "passwd", "pass", "pwd", "passwort", "motdepasse", "user_password", "pin", "passphrase"];
const TOKEN: [&str; 12] = [
    "token",
    "access_token",
    "auth_token",
    "authtoken",
    "refresh_token",
    "id_token",
    "session",
    "sessionid",
    "session_id",
    "jsessionid",
    "phpsessid",
    "api_key",
];
const ADVERTISING: [&str; 8] =
    ["idfa", "gaid", "aaid", "adid", "advertising_id", "advertisingid", "ifa", "rdid"];

/// Names and values of `name=value` and `"name":"value"`.
fn each_pair<'a>(text: &'a [u8], see: &mut dyn FnMut(&'a [u8], &'a [u8])) {
    let is_end = |byte: &u8| matches!(byte, b'&' | b';' | b',' | b'{' | b'}' | b'\n' | b'\r' | b'?');
    for pair in text.split(is_end) {
        let Some(at) = pair.iter().position(|byte| matches!(byte, b'=' | b':')) else { continue };
        let (name, value) = (pair.get(..at), pair.get(at + 1..));
        if let (Some(name), Some(value)) = (name, value) {
            see(trim(name), trim(value));
        }
    }
}

fn trim(text: &[u8]) -> &[u8] {
    let is_frame = |byte: &u8| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'[' | b']');
    let start = text.iter().position(|byte| !is_frame(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !is_frame(byte)).map_or(start, |last| last + 1);
    text.get(start..end).unwrap_or_default()
}

fn is_one_of(name: &[u8], list: &[&str]) -> bool {
    list.iter().any(|one| name.eq_ignore_ascii_case(one.as_bytes()))
}

fn classify(name: &[u8], value: &[u8]) -> Option<Thing> {
    if value.is_empty() || value.len() > 2048 {
        return None;
    }
    if is_one_of(name, &PASSWORD) {
        return Some(Thing::Password);
    }
    if is_one_of(name, &TOKEN) {
        return (value.len() >= 8).then_some(Thing::Token);
    }
    if is_one_of(name, &["imei", "imei1", "imei2", "deviceid", "device_id"]) && is_imei(value) {
        return Some(Thing::Imei);
    }
    if is_one_of(name, &["imsi", "subscriber_id", "subscriberid"]) && is_imsi(value) {
        return Some(Thing::Imsi);
    }
    if is_one_of(name, &["mac", "mac_address", "macaddr", "wifi_mac", "bssid"]) && is_mac(value) {
        return Some(Thing::MacAddress);
    }
    if is_one_of(name, &["android_id", "androidid", "aid"]) && is_hex(value, 16) {
        return Some(Thing::AndroidId);
    }
    if is_one_of(name, &ADVERTISING) && is_uuid(value) {
        return Some(Thing::AdvertisingId);
    }
    if is_one_of(name, &["ll", "latlng", "latlon", "location", "coords"]) && is_pair(value) {
        return Some(Thing::Coordinates);
    }
    if is_one_of(name, &["phone", "msisdn", "tel", "mobile", "phone_number", "phonenumber"])
        && is_phone(value)
    {
        return Some(Thing::PhoneNumber);
    }
    is_email(value).then_some(Thing::EmailAddress)
}

fn digits(value: &[u8]) -> Option<Vec<u32>> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte.wrapping_sub(b'0')));
    value.iter().map(digit).collect()
}

/// Fifteen digits whose last one is right by Luhn's rule (3GPP TS 23.003 annex B).
fn is_imei(value: &[u8]) -> bool {
    let Some(digits) = digits(value).filter(|digits| digits.len() == 15) else { return false };
    let doubled = |(place, digit): (usize, &u32)| {
        let twice = digit * 2;
        if place % 2 == 1 { twice / 10 + twice % 10 } else { *digit }
    };
    let sum: u32 = digits.iter().enumerate().map(doubled).sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != 0)
}

/// Fourteen or fifteen digits that begin with a mobile country code (ITU-T E.212: 2 to 7).
fn is_imsi(value: &[u8]) -> bool {
    let Some(digits) = digits(value) else { return false };
    matches!(digits.len(), 14 | 15) && digits.first().is_some_and(|first| (2..=7).contains(first))
}

/// Six pairs of hexadecimal digits; colons may be percent-encoded.
fn is_mac(value: &[u8]) -> bool {
    let text = String::from_utf8_lossy(value).to_lowercase().replace("%3a", ":").replace('-', ":");
    let parts: Vec<&str> = text.split(':').collect();
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b':'));
    match parts.as_slice() {
        [whole] => is_hex(whole.as_bytes(), 12) && !is_zero,
        many => many.len() == 6 && many.iter().all(|part| is_hex(part.as_bytes(), 2)) && !is_zero,
    }
}

fn is_hex(value: &[u8], length: usize) -> bool {
    value.len() == length && value.iter().all(u8::is_ascii_hexdigit)
}

/// A UUID that is not all zeros, as phones give that refuse to be tracked.
fn is_uuid(value: &[u8]) -> bool {
    let is_form = value.len() == 36
        && value.iter().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    is_form && value.iter().any(|byte| !matches!(byte, b'0' | b'-'))
}

/// Degrees with at least three decimals: a hundred metres.
fn is_degrees(value: &[u8], most: f64) -> bool {
    let Ok(text) = std::str::from_utf8(value) else { return false };
    let decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
    decimals >= 3 && text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most)
}

fn is_pair(value: &[u8]) -> bool {
    let text = String::from_utf8_lossy(value).to_lowercase().replace("%2c", ",");
    text.split_once([',', '|']).is_some_and(|(one, other)| {
        is_degrees(one.as_bytes(), 90.0) && is_degrees(other.trim().as_bytes(), 180.0)
    })
}

fn is_phone(value: &[u8]) -> bool {
    let text = String::from_utf8_lossy(value).to_lowercase().replace("%2b", "+");
    let rest = text.strip_prefix('+').unwrap_or(&text);
    (8..=15).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())
}

/// `user@host.top`, where the sign may be percent-encoded.
pub(crate) fn is_email(value: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(value) else { return false };
    if text.len() > 254 || text.len() < 6 {
        return false;
    }
    let text = text.replace("%40", "@");
    let Some((user, host)) = text.split_once('@') else { return false };
    let is_user = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '%');
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    !user.is_empty()
        && user.chars().all(is_user)
        && host.chars().all(is_host)
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Thing> {
        let mut found = Vec::new();
        scan(text.as_bytes(), &mut |thing| found.push(thing));
        found
    }

    #[test]
    fn what_a_query_tells() {
        assert_eq!(kinds("a=1&imei=490154203237518&x=2"), [Thing::Imei]);
        assert_eq!(kinds("imei=490154203237519"), []);
        assert_eq!(kinds("IMSI=208150123456789"), [Thing::Imsi]);
        assert_eq!(kinds("imsi=999"), []);
        assert_eq!(kinds("mac=02%3A00%3a00%3A12%3A34%3A56"), [Thing::MacAddress]);
        assert_eq!(kinds("lat=48.8583&lon=2.2944"), [Thing::Coordinates]);
        assert_eq!(kinds("lat=48.8&lon=2.2"), []);
        assert_eq!(kinds("lat=48.8583"), []);
        assert_eq!(kinds("mail=anna%40mail.example"), [Thing::EmailAddress]);
        assert_eq!(kinds("phone=%2B33612345678"), [Thing::PhoneNumber]);
        assert_eq!(kinds("user=a&password=b"), [Thing::Password]);
    }

    #[test]
    fn what_json_tells() {
        let json = "{\"idfa\":\"7D9F2B34-1111-4222-8333-444455556666\",\"token\":\"abcdefghij\"}";
        assert_eq!(kinds(json), [Thing::AdvertisingId, Thing::Token]);
        assert_eq!(kinds("{\"idfa\":\"00000000-0000-0000-0000-000000000000\"}"), []);
        assert_eq!(kinds("{\"android_id\": \"9774d56d682e549c\"}"), [Thing::AndroidId]);
    }

    #[test]
    fn ordinary_text_tells_nothing() {
        assert_eq!(kinds("q=how+to+cook&page=3&v=1.2.3&utm_source=x&id=123456789012345"), []);
    }
}
