//! `selinux.txt`: whether SELinux was in force, as `getenforce` says: `Enforcing`, `Permissive` or
//! `Disabled`.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::lines::each_line_of;

pub(crate) static ITEM: AqfSelinux = AqfSelinux;

pub(crate) struct AqfSelinux;

static META: ParserMeta = ParserMeta {
    id: "aqf_selinux",
    title: Text { en: "State of SELinux (AndroidQF)", fr: "État de SELinux (AndroidQF)" },
    reads: &["/androidqf/selinux.txt", "/selinux.txt"],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &["https://source.android.com/docs/security/features/selinux"],
};

static KIND: Kind = Kind {
    id: "android.aqf_selinux.state",
    title: Text { en: "State of SELinux", fr: "État de SELinux" },
    brief: &["mode"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<State>,
};

/// Whether SELinux was in force.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct State {
    /// `Enforcing`, `Permissive`, `Disabled`, or whatever else was printed.
    pub(crate) mode: String,
}

impl Parser for AqfSelinux {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_line_of(input, |line| {
            let (at, mode) = (Locator::Line(line.number), line.text.trim());
            if mode.is_empty() {
                return Ok(());
            }
            if !["Enforcing", "Permissive", "Disabled"].contains(&mode) {
                sink.problem(at.clone(), "expected Enforcing, Permissive or Disabled");
            }
            sink.emit(at, &State { mode: mode.to_owned() })
        })
    }
}

impl Record for State {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
