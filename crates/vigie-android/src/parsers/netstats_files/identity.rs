//! Which network traffic went over.

use serde::{Deserialize, Serialize};
use vigie_core::{Reader, Stop};

/// A network.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Network {
    /// What sort it is: `mobile`, `wifi`, `vpn`, else its number.
    pub(crate) kind: String,
    /// Its name, of Wi-Fi.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Identity of the subscriber, of mobile networks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subscriber: Option<String>,
    /// Whether it was abroad.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) roaming: bool,
}

/// Most networks of a set that are kept; further ones are read over.
const MOST: usize = 20;

/// Reads a set of networks.
pub(super) fn read_set(reader: &mut Reader<'_>) -> Result<Vec<Network>, Stop> {
    let at = reader.offset();
    let version = reader.u32_be("version of a network")?;
    if !(1..=7).contains(&version) {
        return Err(Stop::malformed("version of a network", at, "a number from 1 to 7"));
    }
    let count = reader.u32_be("number of identities")?;
    let mut networks = Vec::new();
    for _ in 0..count {
        let kind = kind(reader.u32_be("type of a network")?.cast_signed());
        reader.u32_be("technology of a network")?;
        let subscriber = optional_text(reader)?;
        let name = if version >= 3 { optional_text(reader)? } else { None };
        let roaming = version >= 2 && reader.u8("roaming")? != 0;
        if version >= 4 {
            reader.u8("metered")?;
        }
        if version >= 5 {
            reader.u8("default network")?;
        }
        if version >= 6 {
            reader.u32_be("manufacturer's network")?;
        }
        if version >= 7 {
            reader.u32_be("subscription")?;
        }
        if networks.len() < MOST {
            networks.push(Network { kind, name, subscriber, roaming });
        }
    }
    Ok(networks)
}

/// The name of a type of network.
///
/// <https://developer.android.com/reference/android/net/ConnectivityManager>
fn kind(number: i32) -> String {
    match number {
        0 => "mobile".to_owned(),
        1 => "wifi".to_owned(),
        7 => "bluetooth".to_owned(),
        9 => "ethernet".to_owned(),
        13 => "wifi-p2p".to_owned(),
        17 => "vpn".to_owned(),
        other => other.to_string(),
    }
}

/// A byte that says whether there is one, its length in two bytes, then the text.
fn optional_text(reader: &mut Reader<'_>) -> Result<Option<String>, Stop> {
    if reader.u8("whether there is a text")? == 0 {
        return Ok(None);
    }
    let length = reader.u16_be("length of a text")?;
    let text = reader.take("text", usize::from(length))?;
    let text = String::from_utf8_lossy(text);
    let text = text.trim_matches('"');
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}
