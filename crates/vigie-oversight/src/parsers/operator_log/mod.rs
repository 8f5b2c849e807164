//! The ADMF's own log: who did what, one JSON object a line, each with the SHA-256 of the line before
//! (`prev`) and a running number (`seq`), so that a line that was taken out, put in or changed shows.
//!
//! The layout is that of the dossier; the idea follows Crosby and Wallach, Efficient Data Structures for
//! Tamper-Evident Logging, <https://www.usenix.org/legacy/event/sec09/tech/full_papers/crosby.pdf>.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::each_line;

use crate::hi1::hex;

pub(crate) static ITEM: OperatorLog = OperatorLog;

pub(crate) struct OperatorLog;

static META: ParserMeta = ParserMeta {
    id: "operator_log",
    title: Text {
        en: "Log of the administration function",
        fr: "Journal de la fonction d’administration",
    },
    reads: &["/dossier/admf/*.jsonl"],
    found_in: &[EvidenceKind::OversightDossier],
    emits: &[&ENTRY],
    means: &[Text { en: "logged", fr: "journalisé" }],
    versions: Versions::of_format("JSON lines, hash-chained"),
    references: &["https://www.usenix.org/legacy/event/sec09/tech/full_papers/crosby.pdf"],
};

pub(crate) static ENTRY: Kind = Kind {
    id: "oversight.operator_log.entry",
    title: Text { en: "Act of an operator", fr: "Acte d’un opérateur" },
    brief: &["action", "operator", "ne", "result"],
    personal: &["operator", "approved_by", "source"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Entry>,
};

/// A line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ts: Option<Time>,
    /// Running number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seq: Option<u64>,
    /// What was done.
    #[serde(default)]
    pub(crate) action: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) operator: Option<String>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) approved_by: Option<String>,
    /// To which element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ne: Option<String>,
    /// From where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// Which exchange on X1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) transaction: Option<String>,
    /// Which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) xid: Option<String>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<String>,
    /// How somebody proved who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) auth: Option<String>,
    /// SHA-256 of the line before, as the line says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) prev: Option<String>,
    /// Whether that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) chained: Option<bool>,
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        &ENTRY
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.ts {
            see(Stamp::utc(at, "logged"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(source) = self.source.as_deref().and_then(|source| source.parse().ok()) {
            see("source", Observable::Ip(source));
        }
    }
}

impl Parser for OperatorLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut before: Option<String> = None;
        each_line(&*input.data, |line| {
            if line.text.trim().is_empty() {
                return Ok(());
            }
            let at = Locator::Line(line.number);
            let text = line.text.trim_end_matches(['\r', '\n']);
            let sum = hex(&Sha256::digest(text.as_bytes()));
            let previous = before.replace(sum);
            let read = serde_json::from_str::<serde_json::Value>(text)
                .and_then(serde_json::from_value::<Entry>);
            let mut entry = match read {
                Ok(entry) => entry,
                Err(error) => {
                    sink.problem(at, format!("expected an entry of the log: {error}"));
                    return Ok(());
                }
            };
            let first = "0".repeat(64);
            let expected = previous.as_deref().unwrap_or(&first);
            entry.chained = entry.prev.as_deref().map(|prev| prev.eq_ignore_ascii_case(expected));
            sink.emit(at, &entry)
        })
    }
}
