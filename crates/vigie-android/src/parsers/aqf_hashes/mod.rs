//! `hashes.csv`: the SHA-256 of every file that AndroidQF wrote, as it was then.
//!
//! A line is a path on the computer and a hash, divided by a comma. Where the file is still at hand, it
//! is compared: one that changed since is told.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::lines::each_line_of;

use crate::digests::Digests;

pub(crate) static ITEM: AqfHashes = AqfHashes;

pub(crate) struct AqfHashes;

static META: ParserMeta = ParserMeta {
    id: "aqf_hashes",
    title: Text {
        en: "Hashes of the acquisition (AndroidQF)",
        fr: "Empreintes de l’acquisition (AndroidQF)",
    },
    reads: &["/androidqf/hashes.csv", "/hashes.csv"],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

static KIND: Kind = Kind {
    id: "android.aqf_hashes.file",
    title: Text { en: "File of the acquisition", fr: "Fichier de l’acquisition" },
    brief: &["path", "sha256", "unchanged"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<Hashed>,
};

/// A file of the acquisition.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Hashed {
    /// Its path on the computer.
    pub(crate) path: String,
    /// Its hash when the acquisition was made.
    pub(crate) sha256: String,
    /// Whether it has the same hash now, where it is at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unchanged: Option<bool>,
}

/// Most files that are kept.
const MOST_FILES: usize = 1_000_000;

impl Parser for AqfHashes {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut files: Vec<(u64, Hashed)> = Vec::new();
        each_line_of(input, |line| {
            let at = Locator::Line(line.number);
            match read(line.text) {
                Some(file) if files.len() < MOST_FILES => files.push((line.number, file)),
                Some(_) => {
                    return Err(Stop::Limit { what: "files of a list", most: MOST_FILES as u64 });
                }
                None if line.text.trim().is_empty() => {}
                // The names of the columns.
                None if line.number == 1 && line.text.to_ascii_lowercase().contains("sha256") => {}
                None => sink.problem(at, "expected a path and a SHA-256"),
            }
            Ok(())
        })?;
        let folder = common_folder(&files).len();
        for (line, mut file) in files {
            let name = file.path.get(folder..).unwrap_or("").replace('\\', "/");
            file.unchanged = compare(input, &name, &file.sha256, sink)?;
            if file.unchanged == Some(false) {
                sink.problem(Locator::Line(line), format!("{name} was changed since it was acquired"));
            }
            sink.emit(Locator::Line(line), &file)?;
        }
        Ok(())
    }
}

fn read(line: &str) -> Option<Hashed> {
    let (path, hash) = line.trim().rsplit_once(',')?;
    let unquoted = |text: &str| text.trim().trim_matches('"').to_owned();
    let (path, sha256) = (unquoted(path), unquoted(hash));
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && !path.is_empty()).then_some(Hashed { path, sha256, unchanged: None })
}

/// The folder that all files lie in, with the stroke that ends it.
fn common_folder(files: &[(u64, Hashed)]) -> &str {
    let Some((_, first)) = files.first() else { return "" };
    let mut common = first.path.as_str();
    for (_, file) in files {
        let same = common.bytes().zip(file.path.bytes()).take_while(|(one, other)| one == other);
        let length = same.count();
        common = common.get(..length).unwrap_or("");
    }
    let end = common.rfind(['/', '\\']).map_or(0, |at| at.saturating_add(1));
    common.get(..end).unwrap_or("")
}

fn compare(
    input: &Input<'_>,
    name: &str,
    sha256: &str,
    sink: &Sink<'_>,
) -> Result<Option<bool>, Stop> {
    // The list does not hold its own hash, nor files that were written after it.
    let Ok(Some(data)) = input.siblings.open(&format!("/androidqf/{name}")) else { return Ok(None) };
    let now = Digests::of_file(&*data, sink)?;
    Ok(now.sha256.map(|now| now.eq_ignore_ascii_case(sha256)))
}

impl Record for Hashed {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("sha256", Observable::FileHash(&self.sha256));
        // The computer may run Windows.
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        see("path", Observable::FileName(name));
    }
}
