//! `adb_keys`, `adb_temp_keys.xml`: computers that may debug the phone, in a copy of its storage.
//!
//! The first holds the keys that the owner allowed for good, one a line; the second, binary or text,
//! when each was last used. A bug report tells the same in another form.
//!
//! Source: [`AdbDebuggingManager.java`] of the Android Open Source Project.
//!
//! [`AdbDebuggingManager.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/adb/AdbDebuggingManager.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::abx::Element;
use vigie_formats::lines::each_line_of;

use crate::adb_key::AdbKey;
use crate::fields;
use crate::xml_file::{self, integer};

pub(crate) static ITEM: AdbKeys = AdbKeys;

pub(crate) struct AdbKeys;

static META: ParserMeta = ParserMeta {
    id: "adb_keys",
    title: Text {
        en: "Computers that may debug the phone (files)",
        fr: "Ordinateurs autorisés à déboguer (fichiers)",
    },
    reads: &[
        "/data/misc/adb/adb_keys",
        "/data/misc/adb/adb_temp_keys.xml",
        "/adb_keys",
        "/adb_temp_keys.xml",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem, EvidenceKind::AndroidBugReport, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[Text { en: "computer last connected", fr: "dernière connexion de l’ordinateur" }],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/adb/AdbDebuggingManager.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.adb_keys.key",
    title: Text { en: "Computer that may debug the phone", fr: "Ordinateur autorisé à déboguer" },
    brief: &["owner", "fingerprint"],
    personal: &["owner"],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Key>,
};

/// The key of a computer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Key {
    /// MD5 of the key, as Android shows it.
    pub(crate) fingerprint: String,
    /// Whose it is: `user@computer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
    /// When it was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_connected: Option<Time>,
    /// The key in base64.
    pub(crate) key: String,
}

impl Parser for AdbKeys {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if !input.path.ends_with(".xml") {
            return each_line_of(input, |line| {
                if line.text.trim().is_empty() {
                    return Ok(());
                }
                give(line.text, None, Locator::Line(line.number), sink)
            });
        }
        let elements = xml_file::read(input, sink)?;
        let keys = elements.iter().flat_map(Element::descendants);
        for element in keys.filter(|element| element.name() == "adbKey") {
            let at = Locator::Byte(element.offset());
            let last = integer(element, "lastConnection").filter(|time| *time > 0);
            let last = last.and_then(|time| fields::time(time, 1_000));
            give(element.attribute("key").unwrap_or(""), last, at, sink)?;
        }
        Ok(())
    }
}

fn give(text: &str, last: Option<Time>, at: Locator, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(key) = AdbKey::read(text) else {
        sink.problem(at, "expected a key in base64");
        return Ok(());
    };
    let record = Key {
        fingerprint: key.fingerprint,
        owner: key.owner.map(str::to_owned),
        last_connected: last,
        key: key.key.to_owned(),
    };
    sink.emit(at, &record)
}

impl Record for Key {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_connected {
            see(Stamp::utc(at, "computer last connected"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("fingerprint", Observable::CertificateHash(&self.fingerprint));
    }
}
