//! `root_binaries.json`: programs of rooting tools that AndroidQF found in the search path.
//!
//! AndroidQF asks `which -a` for `su`, `busybox`, `magisk` and the like. An array; each entry is what
//! `which` printed for one name, so it may hold several lines, one path each.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vigie_core::{
    EvidenceKind, Input, Kind, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp, Stop,
    Text, Versions, Volume, revive,
};

use crate::fields::Fields;
use crate::json_items::{Item, each_item};
use crate::names::file_name;

pub(crate) static ITEM: AqfRootBinaries = AqfRootBinaries;

pub(crate) struct AqfRootBinaries;

static META: ParserMeta = ParserMeta {
    id: "aqf_root_binaries",
    title: Text { en: "Rooting programs (AndroidQF)", fr: "Programmes de root (AndroidQF)" },
    reads: &["/androidqf/root_binaries.json", "/root_binaries.json"],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

static KIND: Kind = Kind {
    id: "android.aqf_root_binaries.binary",
    title: Text { en: "Rooting program", fr: "Programme de root" },
    brief: &["path"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<Binary>,
};

/// A program that rooting tools bring.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Binary {
    /// Where it lies.
    pub(crate) path: String,
}

impl Parser for AqfRootBinaries {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_item(input, sink, entry)
    }
}

fn entry(item: &Item<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let printed = match serde_json::from_slice(item.bytes) {
        Ok(Value::String(text)) => Some(text),
        Ok(value @ Value::Object(_)) => Fields::of(value).and_then(|mut fields| fields.text("path")),
        _ => None,
    };
    let Some(printed) = printed else {
        sink.problem(item.at(), "expected what `which` printed");
        return Ok(());
    };
    let lines = printed.lines().map(str::trim);
    for path in lines.filter(|line| !line.is_empty() && !line.starts_with("which:")) {
        sink.emit(item.at(), &Binary { path: path.to_owned() })?;
    }
    Ok(())
}

impl Record for Binary {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("path", Observable::Path(&self.path));
        see("path", Observable::FileName(file_name(&self.path)));
    }
}
