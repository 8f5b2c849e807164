//! The protected functions that an app used, and what its user id may.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static KIND: Kind = Kind {
    id: "android.appops.package",
    title: Text { en: "Protected functions of an app", fr: "Fonctions protégées d’une app" },
    brief: &["package", "uid"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<PackageOps>,
};

pub(super) static UID: Kind = Kind {
    id: "android.appops.uid",
    title: Text {
        en: "Protected functions of a user id",
        fr: "Fonctions protégées d’un identifiant d’utilisateur",
    },
    brief: &["uid", "state"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<UidOps>,
};

/// Protected functions of an app under one user id.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PackageOps {
    /// Package of the app.
    pub(crate) package: String,
    /// Its user id, as the kernel has it: the user of the phone is in front of its last five digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// What it does at the time of the dump: `top`, `fgsvc`, `cch`…
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// What it may do in the background: letters for location, camera, microphone, network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) capability: Option<String>,
    /// Whether a widget of it is on the screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) widget_visible: bool,
    /// Its functions.
    pub(crate) ops: Vec<Op>,
    /// Whose clock wrote the times.
    pub(crate) clock: Clock,
}

/// A protected function.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Op {
    /// Its name: `RECORD_AUDIO`.
    pub(crate) op: String,
    /// Whether it is allowed: `allow`, `ignore`, `deny`, `default`, `foreground`.
    pub(crate) mode: String,
    /// The function that decides in its place, and its mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) switch: Option<String>,
    /// Its uses and refusals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) entries: Vec<Entry>,
}

/// A use or a refusal of a function.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// `access`, `reject` or `running`.
    pub(crate) event: String,
    /// State of the app, and how it was asked for: `fg-s`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// How long before the dump, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ago_ms: Option<i64>,
    /// How long it lasted, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) duration_ms: Option<i64>,
    /// Part of the app that asked, where it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) attribution: Option<String>,
    /// App that asked on behalf of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proxy: Option<String>,
}

/// What all apps of a user id may, before any of them is asked.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct UidOps {
    /// The user id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// What it does at the time of the dump.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// What it may do in the background: letters for location, camera, microphone, network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) capability: Option<String>,
    /// Whether a widget of it is on the screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) widget_visible: bool,
    /// Its functions.
    pub(crate) ops: Vec<Op>,
}

impl Record for PackageOps {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for op in &self.ops {
            for entry in &op.entries {
                if let Some(at) = entry.at {
                    see(Stamp { at, means: means(&op.op, &entry.event), clock: self.clock });
                }
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
        for entry in self.ops.iter().flat_map(|op| &op.entries) {
            if let Some(proxy) = &entry.proxy {
                see("proxy", Observable::AppId(proxy));
            }
        }
    }
}

impl Record for UidOps {
    fn kind(&self) -> &'static Kind {
        &UID
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// What an entry of function `op` says.
fn means(op: &str, event: &str) -> &'static str {
    if event == "reject" {
        return "protected function refused";
    }
    match op {
        "RECORD_AUDIO" | "PHONE_CALL_MICROPHONE" | "RECORD_AUDIO_HOTWORD" => "microphone used",
        "CAMERA" | "PHONE_CALL_CAMERA" => "camera used",
        "COARSE_LOCATION" | "FINE_LOCATION" | "MONITOR_LOCATION" | "MONITOR_HIGH_POWER_LOCATION"
        | "GPS" => "location read",
        "READ_SMS" | "RECEIVE_SMS" => "messages read",
        "READ_CONTACTS" => "contacts read",
        "READ_CALL_LOG" => "call log read",
        "REQUEST_INSTALL_PACKAGES" => "installation of an app asked for",
        _ => "protected function used",
    }
}
