//! `tmp/`: what lay in the folder for passing files, mostly `/data/local/tmp`, when AndroidQF was at
//! work. Apps cannot write there; who has a cable, or root, can.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};

use crate::digests::Digests;
use crate::names::file_name;

pub(crate) static ITEM: AqfTmp = AqfTmp;

pub(crate) struct AqfTmp;

static META: ParserMeta = ParserMeta {
    id: "aqf_tmp",
    title: Text {
        en: "Files in the folder for passing files (AndroidQF)",
        fr: "Fichiers du dossier temporaire (AndroidQF)",
    },
    reads: &["/androidqf/tmp/**"],
    found_in: &[EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

static KIND: Kind = Kind {
    id: "android.aqf_tmp.file",
    title: Text { en: "File in a folder for passing files", fr: "Fichier d’un dossier temporaire" },
    brief: &["path", "size", "sha256"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<File>,
};

/// A file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct File {
    /// Where it lay on the phone, as far as AndroidQF kept folders.
    pub(crate) path: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// Whether it is a program or a library of the phone's own machine language.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) elf: bool,
    /// Its hashes.
    #[serde(flatten)]
    pub(crate) digests: Digests,
}

/// The folder that is copied, unless the shell's environment names another.
const FOLDER: &str = "/data/local/tmp/";

impl Parser for AqfTmp {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let below = input.path.strip_prefix("/androidqf/tmp/").unwrap_or(input.path);
        let below = below.trim_start_matches('/');
        let inner = below.strip_prefix("data/local/tmp/").unwrap_or(below);
        let mut magic = [0; 4];
        let read = input.data.read_at(0, &mut magic)?;
        let file = File {
            path: format!("{FOLDER}{inner}"),
            size: input.data.size(),
            elf: read == magic.len() && magic == *b"\x7fELF",
            digests: Digests::of_file(&*input.data, sink)?,
        };
        sink.emit(Locator::Whole, &file)
    }
}

impl Record for File {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("path", Observable::Path(&self.path));
        see("path", Observable::FileName(file_name(&self.path)));
        self.digests.each().for_each(|hash| see("sha256", Observable::FileHash(hash)));
    }
}
