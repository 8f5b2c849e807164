//! `bt_config.conf`: devices that a phone was paired with by Bluetooth, or met.
//!
//! Written by the Bluetooth stack as text: a part a device, called after its address, with `key = value` in
//! each line. Before them stand `[Adapter]`, the phone itself, and `[Info]`. Keys that secure the connection
//! stand there too and are not kept. `Timestamp` is in seconds since 1970.
//!
//! Source: [`btif_config.cc`] of the Android Open Source Project.
//!
//! [`btif_config.cc`]: https://android.googlesource.com/platform/packages/modules/Bluetooth/+/refs/heads/main/system/btif/src/btif_config.cc

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::each_line_of;

pub(crate) static ITEM: BluetoothConfig = BluetoothConfig;

pub(crate) struct BluetoothConfig;

static META: ParserMeta = ParserMeta {
    id: "bluetooth_config",
    title: Text { en: "Bluetooth devices", fr: "Appareils Bluetooth" },
    reads: &["/data/misc/bluedroid/bt_config.conf", "/data/misc/bluedroid/bt_config.bak", "/bt_config.conf"],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "Bluetooth device last noted", fr: "appareil Bluetooth relevé pour la dernière fois" }],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/packages/modules/Bluetooth/+/refs/heads/main/system/btif/src/btif_config.cc",
        "https://github.com/abrignoni/ALEAPP",
    ],
};

static KIND: Kind = Kind {
    id: "android.bluetooth_config.device",
    title: Text { en: "Bluetooth device", fr: "Appareil Bluetooth" },
    brief: &["name", "address", "paired"],
    personal: &["name", "address"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Device>,
};

/// A Bluetooth device.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Device {
    /// Its address.
    pub(crate) address: String,
    /// Whether it is the phone itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) itself: bool,
    /// What it calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// What the owner calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) alias: Option<String>,
    /// When it was last noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whether there is a key, hence a pairing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) paired: bool,
    /// What sort of device it is, as a number of the standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<String>,
    /// What it offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) services: Vec<String>,
}

/// Most services of a device that are kept.
const MOST_SERVICES: usize = 100;

impl Parser for BluetoothConfig {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut open: Option<(u64, Device)> = None;
        each_line_of(input, |line| {
            let text = line.text.trim();
            if let Some(part) = text.strip_prefix('[').and_then(|part| part.strip_suffix(']')) {
                give(open.take(), sink)?;
                let itself = part.eq_ignore_ascii_case("Adapter");
                let address = if itself { "" } else { part };
                if itself || is_address(part) {
                    let device = Device { address: address.to_owned(), itself, ..Device::default() };
                    open = Some((line.number, device));
                }
            } else if let (Some((_, device)), Some((key, value))) = (&mut open, text.split_once('=')) {
                let (key, value) = (key.trim(), value.trim());
                if key == "Timestamp" && value.parse::<i64>().is_err() {
                    sink.problem(Locator::Line(line.number), "Timestamp: expected a date");
                }
                device.value(key, value);
            }
            Ok(())
        })?;
        give(open, sink)
    }
}

fn give(device: Option<(u64, Device)>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    match device {
        Some((at, device)) => sink.emit(Locator::Line(at), &device),
        None => Ok(()),
    }
}

/// Whether `text` is an address: six bytes in hexadecimal.
fn is_address(text: &str) -> bool {
    let is_byte = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split(':').count() == 6 && text.split(':').all(is_byte)
}

impl Device {
    fn value(&mut self, key: &str, value: &str) {
        let given = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match key {
            "Address" if self.itself => value.clone_into(&mut self.address),
            "Name" => self.name = given(),
            "Aliase" | "Alias" => self.alias = given(),
            "DevClass" => self.class = given(),
            "Timestamp" => {
                let seconds = value.parse().ok().filter(|seconds| *seconds > 0);
                self.at = seconds.and_then(Time::from_unix_seconds);
            }
            "Service" => {
                let services = value.split_whitespace().take(MOST_SERVICES);
                self.services = services.map(str::to_owned).collect();
            }
            _ if key == "LinkKey" || key.starts_with("LE_KEY_") => self.paired = true,
            _ => {}
        }
    }
}

impl Record for Device {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "Bluetooth device last noted"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
