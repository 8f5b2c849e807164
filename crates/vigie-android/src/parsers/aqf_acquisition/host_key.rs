//! The key of the computer.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive,
};
use vigie_formats::lines::each_line_of;

use crate::adb_key::AdbKey;

pub(super) static KIND: Kind = Kind {
    id: "android.aqf_acquisition.host_key",
    title: Text {
        en: "Key of the computer that made the acquisition",
        fr: "Clé de l’ordinateur qui a fait l’acquisition",
    },
    brief: &["fingerprint", "owner"],
    personal: &["owner"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<HostKey>,
};

/// The key that a computer shows to the phone.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct HostKey {
    /// MD5 of the key, as Android shows it: `AA:BB:…`.
    pub(crate) fingerprint: String,
    /// Whose it is: `user@computer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
    /// The key in base64.
    pub(crate) key: String,
}

/// Reads a file of keys, one a line.
pub(super) fn read_file(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    each_line_of(input, |line| {
        if line.text.trim().is_empty() {
            return Ok(());
        }
        give(line.text, Locator::Line(line.number), sink)
    })
}

/// Gives a key that is written as `BASE64 OWNER`.
pub(super) fn give(text: &str, at: Locator, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(key) = AdbKey::read(text) else {
        sink.problem(at, "expected a key in base64");
        return Ok(());
    };
    let record = HostKey {
        fingerprint: key.fingerprint,
        owner: key.owner.map(str::to_owned),
        key: key.key.to_owned(),
    };
    sink.emit(at, &record)
}

impl Record for HostKey {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
