//! Wi-Fi networks that a phone was told to remember.
//!
//! `WifiConfigStore.xml` since Android 8, one for all users and one for each; `wpa_supplicant.conf` before.
//! A network has its name, its security, which app added it, and how the phone gets its address: name servers
//! and a proxy that were set by hand lead all traffic where their owner wants it. Passwords and keys stand there too and
//! are not kept.
//!
//! Source: [`XmlUtil.java`] of the Android Open Source Project.
//!
//! [`XmlUtil.java`]: https://android.googlesource.com/platform/packages/modules/Wifi/+/refs/heads/main/service/java/com/android/server/wifi/util/XmlUtil.java

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::abx;

mod network;
mod supplicant;
mod xml;

pub(crate) static ITEM: WifiConfig = WifiConfig;

pub(crate) struct WifiConfig;

static META: ParserMeta = ParserMeta {
    id: "wifi_config",
    title: Text { en: "Wi-Fi networks", fr: "Réseaux Wi-Fi" },
    reads: &[
        "/data/misc/wifi/WifiConfigStore.xml",
        "/data/misc/apexdata/com.android.wifi/WifiConfigStore.xml",
        "/data/misc_ce/*/wifi/WifiConfigStore.xml",
        "/data/misc_ce/*/apexdata/com.android.wifi/WifiConfigStore.xml",
        "/data/misc/wifi/wpa_supplicant.conf",
        "/WifiConfigStore.xml",
        "/wpa_supplicant.conf",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&network::KIND],
    means: &[
        Text { en: "Wi-Fi network added", fr: "réseau Wi-Fi ajouté" },
        Text { en: "Wi-Fi network changed", fr: "réseau Wi-Fi modifié" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/packages/modules/Wifi/+/refs/heads/main/service/java/com/android/server/wifi/util/XmlUtil.java",
    ],
};

impl Parser for WifiConfig {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut start = [0; 64];
        let read = input.data.read_at(0, &mut start)?;
        match abx::looks_like_one(start.get(..read).unwrap_or_default()) {
            true => xml::read(input, sink),
            false => supplicant::read(input, sink),
        }
    }
}
