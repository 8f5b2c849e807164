//! `wifi_scan*.txt`: wireless networks around the phone while a sysdiagnose was made.
//!
//! Printed by `wifi` tools for `sysdiagnose`, in its folder `WiFi`: a line of totals, then a line per
//! access point. Its name is written in one of several ways:
//!
//! ```text
//! total=2,2.4GHz=1,5GHz=1,
//! 'Home' <48 6f 6d 65> - ssid=…            (to iOS 14)
//! 'Home' (486f6d65), bssid=…               (iOS 15)
//! Home - ssid=486f6d65, bssid=02:00:00:00:00:01, channel=[6 (20MHz)], rssi=-60, rsn=[…]   (from iOS 16)
//! <HIDDEN> - ssid=…
//! ```
//!
//! Layout after <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::columns::{Columns, Scalar};
use vigie_formats::lines::each_line;
use crate::sysdiagnose::{Taken, sysdiagnose_paths};

pub(crate) static ITEM: WifiScan = WifiScan;

pub(crate) struct WifiScan;

static META: ParserMeta = ParserMeta {
    id: "wifi_scan",
    title: Text { en: "Wi-Fi networks around the phone", fr: "Réseaux Wi-Fi autour du téléphone" },
    reads: sysdiagnose_paths!["WiFi/wifi_scan*.txt"; "/wifi_scan*.txt"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "network in reach", fr: "réseau à portée" }],
    versions: Versions::ios(12),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

static KIND: Kind = Kind {
    id: "ios.wifi_scan.network",
    title: Text { en: "Wi-Fi network in reach", fr: "Réseau Wi-Fi à portée" },
    brief: &["ssid", "bssid", "channel", "security"],
    personal: &["ssid", "bssid"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Network>,
};

impl Parser for WifiScan {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let seen = Taken::of(input).map(|taken| taken.at);
        each_line(&*input.data, |line| {
            let text = line.text.trim().trim_start_matches("<timestamp>").trim_start();
            if text.is_empty() || text.starts_with("total=") {
                return Ok(());
            }
            let at = Locator::Line(line.number);
            match Network::read(text) {
                Some(mut network) => {
                    network.seen = seen;
                    sink.emit(at, &network)
                }
                None => {
                    sink.problem(at, "expected the name and the properties of a network");
                    Ok(())
                }
            }
        })
    }
}

/// A wireless network in reach.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Network {
    /// Its name; nothing where it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ssid: Option<String>,
    /// Address of the access point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bssid: Option<String>,
    /// Its channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) channel: Option<String>,
    /// Strength of its signal, in dBm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rssi: Option<i64>,
    /// How it is protected; nothing where it is open, or the list does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) security: Option<String>,
    /// When it was in reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Time>,
    /// What else is said.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Most properties that are kept.
const MOST: usize = 60;

impl Network {
    fn read(text: &str) -> Option<Self> {
        let (name, rest) = name_and_rest(text)?;
        let mut network = Self { ssid: name, ..Self::default() };
        for (key, value) in properties(rest).take(MOST) {
            let own = || Some(value.to_owned()).filter(|value| !value.is_empty());
            match key {
                "ssid" => {}
                "bssid" => network.bssid = own(),
                "channel" => network.channel = own(),
                "rssi" => network.rssi = value.parse().ok(),
                "rsn" | "wpa" | "wep" | "security" if network.security.is_none() => {
                    network.security = own().map(|value| format!("{key} {value}"));
                }
                _ => network.columns.push(key.to_owned(), Scalar::Text(value.to_owned())),
            }
        }
        let told = network.bssid.is_some() || network.channel.is_some() || network.rssi.is_some();
        told.then_some(network)
    }
}

/// The name at the start of a line, and the rest.
fn name_and_rest(text: &str) -> Option<(Option<String>, &str)> {
    if let Some(rest) = text.strip_prefix("<HIDDEN>") {
        return Some((None, rest));
    }
    // A name may hold quotes and commas: the last end before the properties counts.
    for (end, keep) in [(" - ssid=", 3), ("' <", 1), ("' (", 1)] {
        if let Some((name, _)) = text.split_once(end) {
            let rest = text.get(name.len() + keep..)?;
            let name = name.strip_prefix('\'').unwrap_or(name);
            let name = name.split_once("' <").map_or(name, |(name, _)| name);
            return Some((Some(name.to_owned()), rest));
        }
    }
    None
}

/// Keys and values, split at commas outside of brackets.
fn properties(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut depth = 0_u32;
    let pieces = text.split(move |c: char| {
        match c {
            '[' | '{' | '<' | '(' => depth = depth.saturating_add(1),
            ']' | '}' | '>' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    pieces.filter_map(|piece| {
        let (key, value) = piece.split_once('=')?;
        let key = key.trim().rsplit(' ').next().unwrap_or(key);
        let value = value.trim();
        let inside = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
        Some((key, inside.unwrap_or(value)))
    })
}

impl Record for Network {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.seen {
            see(Stamp::utc(at, "network in reach"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
