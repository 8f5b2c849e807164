//! `acquisition.json`, `adb_host_key.pub`: how AndroidQF made the acquisition, and with which computer.
//!
//! The first is one object: an id, the version, when it was started and completed by the clock of the
//! computer, what was found on the phone to work with. The key is that which the computer shows to the
//! phone; it tells traces of the acquisition from traces of other computers. Newer versions put it in
//! the object too.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

mod host_key;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::fields::{Fields, More};
use crate::json_items::each_item;

pub(crate) use self::host_key::HostKey;

pub(crate) static ITEM: AqfAcquisition = AqfAcquisition;

pub(crate) struct AqfAcquisition;

static META: ParserMeta = ParserMeta {
    id: "aqf_acquisition",
    title: Text { en: "Acquisition by AndroidQF", fr: "Acquisition par AndroidQF" },
    reads: &[
        "/androidqf/acquisition.json",
        "/androidqf/adb_host_key.pub",
        "/acquisition.json",
        "/adb_host_key.pub",
    ],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND, &host_key::KIND],
    means: &[
        Text { en: "acquisition begun", fr: "début de l’acquisition" },
        Text { en: "acquisition completed", fr: "fin de l’acquisition" },
    ],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

static KIND: Kind = Kind {
    id: "android.aqf_acquisition.acquisition",
    title: Text { en: "Acquisition", fr: "Acquisition" },
    brief: &["uuid", "version"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Acquisition>,
};

/// An acquisition.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Acquisition {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// Version of AndroidQF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// When it was begun, by the clock of the computer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) started: Option<Time>,
    /// When it was completed, by the same clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) completed: Option<Time>,
    /// Folder for files that pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tmp_dir: Option<String>,
    /// Everything else.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for AqfAcquisition {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if input.path.ends_with(".pub") {
            return host_key::read_file(input, sink);
        }
        each_item(input, sink, |item, sink| {
            let Some(mut fields) = Fields::of_item(item, sink) else { return Ok(()) };
            let key = fields.text("adb_host_public_key");
            let at = item.at();
            let acquisition = Acquisition {
                uuid: fields.text("uuid"),
                version: fields.text("androidqf_version").or_else(|| fields.text("version")),
                started: written(&mut fields, "started", &at, sink),
                completed: written(&mut fields, "completed", &at, sink),
                tmp_dir: fields.text("tmp_dir"),
                more: fields.more(),
            };
            sink.emit(at.clone(), &acquisition)?;
            match key {
                Some(key) => host_key::give(&key, at, sink),
                None => Ok(()),
            }
        })
    }
}

/// A date with its offset. The year 1 stands for none.
fn written(fields: &mut Fields, name: &str, at: &Locator, sink: &mut Sink<'_>) -> Option<Time> {
    let text = fields.text(name)?;
    let time = Time::parse(&text);
    if time.is_none() {
        sink.problem(at.clone(), format!("{name}: expected a date"));
    }
    time.filter(|_| !text.starts_with("0001-"))
}

impl Record for Acquisition {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in
            [(self.started, "acquisition begun"), (self.completed, "acquisition completed")]
        {
            if let Some(at) = at {
                see(Stamp { at, means, clock: Clock::Remote });
            }
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
