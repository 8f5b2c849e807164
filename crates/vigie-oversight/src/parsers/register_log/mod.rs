//! A transparency log over a register: leaves, signed checkpoints, proofs, keys.
//!
//! `leaves.jsonl` names each logged file, when it was logged, its SHA-256 and its leaf (RFC 9162 §2.1.1);
//! `checkpoint-N.txt` is a checkpoint as a signed note (<https://c2sp.org/tlog-checkpoint>), `keys.txt` the
//! keys of the log and its witnesses, `consistency-M-N.json` and `inclusion.json` are proofs. The files
//! that leaves name are hashed here again.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, read_all, revive,
};
use vigie_formats::lines::each_line;

use crate::hi1::hex;

pub(crate) static ITEM: RegisterLog = RegisterLog;

pub(crate) struct RegisterLog;

static META: ParserMeta = ParserMeta {
    id: "register_log",
    title: Text {
        en: "Transparency log of a register",
        fr: "Journal de transparence d’un registre",
    },
    reads: &[
        "/dossier/register/log/*.jsonl",
        "/dossier/register/log/*.txt",
        "/dossier/register/log/*.json",
    ],
    found_in: &[EvidenceKind::OversightDossier],
    emits: &[&LEAF, &NOTE, &PROOF],
    means: &[Text { en: "logged", fr: "journalisé" }],
    versions: Versions::of_format("RFC 9162, C2SP signed notes"),
    references: &["https://c2sp.org/tlog-checkpoint"],
};

pub(crate) static LEAF: Kind = Kind {
    id: "oversight.register_log.leaf",
    title: Text { en: "Leaf of a log", fr: "Feuille d’un journal" },
    brief: &["index", "file", "leaf_hash"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Leaf>,
};

pub(crate) static NOTE: Kind = Kind {
    id: "oversight.register_log.note",
    title: Text { en: "Checkpoint or keys of a log", fr: "Point de contrôle ou clés d’un journal" },
    brief: &["file", "is_keys"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Note>,
};

pub(crate) static PROOF: Kind = Kind {
    id: "oversight.register_log.proof",
    title: Text { en: "Proof of a log", fr: "Preuve d’un journal" },
    brief: &["index", "from", "to"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Proof>,
};

/// A leaf.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Leaf {
    /// Its number.
    pub(crate) index: u64,
    /// When it was logged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) logged_at: Option<Time>,
    /// The file that was logged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) file: String,
    /// SHA-256 of that file, as the log says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) sha256: String,
    /// Its leaf, as the log says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) leaf_hash: String,
    /// Salt in front of the file, in hexadecimal, where the leaf is a commitment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) salt: Option<String>,
    /// SHA-256 of the file as it is; absent where the dossier lacks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file_sha256: Option<String>,
    /// The leaf of the file as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file_leaf: Option<String>,
}

impl Record for Leaf {
    fn kind(&self) -> &'static Kind {
        &LEAF
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.logged_at {
            see(Stamp::utc(at, "logged"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.sha256.is_empty() {
            see("sha256", Observable::FileHash(&self.sha256));
        }
    }
}

/// A checkpoint, or keys, as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Note {
    /// Name of the file.
    pub(crate) file: String,
    /// Whether it is a list of keys.
    pub(crate) is_keys: bool,
    /// Its text.
    pub(crate) text: String,
}

impl Record for Note {
    fn kind(&self) -> &'static Kind {
        &NOTE
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// A proof: of inclusion where it has an index, else of consistency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Proof {
    /// Leaf that is included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) index: Option<u64>,
    /// Size of the tree that includes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tree_size: Option<u64>,
    /// Size of the older tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<u64>,
    /// Size of the newer tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<u64>,
    /// Hashes.
    #[serde(default)]
    pub(crate) proof: Vec<String>,
}

impl Record for Proof {
    fn kind(&self) -> &'static Kind {
        &PROOF
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

impl Parser for RegisterLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        match input.path.rsplit_once('.').map(|(_, end)| end) {
            Some("jsonl") => leaves(input, sink),
            Some("json") => proofs(input, sink),
            _ => {
                let bytes = read_all(&*input.data, 1 << 20)?;
                let text = String::from_utf8(bytes)
                    .map_err(|_| Stop::malformed("note", 0, "UTF-8"))?;
                let file = input.path.rsplit('/').next().unwrap_or("").to_owned();
                let is_keys = !text.contains("\n\n") && text.contains('+');
                sink.emit(Locator::Whole, &Note { file, is_keys, text })
            }
        }
    }
}

fn leaves(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    each_line(&*input.data, |line| {
        if line.text.trim().is_empty() {
            return Ok(());
        }
        let at = Locator::Line(line.number);
        match serde_json::from_str::<Leaf>(line.text) {
            Ok(mut leaf) => {
                hash(input, &mut leaf);
                sink.emit(at, &leaf)
            }
            Err(error) => {
                sink.problem(at, format!("expected a leaf: {error}"));
                Ok(())
            }
        }
    })
}

/// Hashes the file that a leaf names.
fn hash(input: &Input<'_>, leaf: &mut Leaf) {
    if leaf.file.is_empty() {
        return;
    }
    let data = input.siblings.open(&format!("/dossier/{}", leaf.file)).ok().flatten();
    let bytes = data.and_then(|data| read_all(&*data, input.limits.whole_file).ok());
    let Some(bytes) = bytes else { return };
    leaf.file_sha256 = Some(hex(&Sha256::digest(&bytes)));
    let mut entry = vec![0];
    entry.extend(bytes);
    leaf.file_leaf = Some(hex(&Sha256::digest(&entry)));
}

fn proofs(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let bytes = input.read_all()?;
    let bad = |error: serde_json::Error| Stop::malformed("proof", 0, format!("JSON ({error})"));
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(bad)?;
    let all = match value {
        serde_json::Value::Array(all) => all,
        other => vec![other],
    };
    for (number, one) in all.into_iter().enumerate() {
        let at = Locator::Key(number.to_string());
        match serde_json::from_value::<Proof>(one) {
            Ok(proof) => sink.emit(at, &proof)?,
            Err(error) => sink.problem(at, format!("expected a proof: {error}")),
        }
    }
    Ok(())
}
