//! HI-1 messages (ETSI TS 103 120), in XML or JSON: the warrants and tasks of a register, each message in a
//! file of its own, in the order of their names.
//!
//! Both forms of one message say the same, and the checks take it once. The history is kept: what held at an
//! instant is what the last message before it says.
//!
//! The schemas are ETSI's, as published at <https://forge.etsi.org/rep/li/schemas-definitions>.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::hi1::{self, Object, ObjectSort};
use crate::markup;

pub(crate) static ITEM: Hi1Message = Hi1Message;

pub(crate) struct Hi1Message;

static META: ParserMeta = ParserMeta {
    id: "hi1_message",
    title: Text {
        en: "Warrants and tasks (HI-1)",
        fr: "Autorisations et tâches (HI-1)",
    },
    reads: &["/dossier/register/hi1_xml/*.xml", "/dossier/register/hi1_json/*.json"],
    found_in: &[EvidenceKind::OversightDossier],
    emits: &[&OBJECT],
    means: &[
        Text { en: "message sent", fr: "message envoyé" },
        Text { en: "begins to hold", fr: "prend effet" },
        Text { en: "ends", fr: "prend fin" },
    ],
    versions: Versions::of_format("ETSI TS 103 120"),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

pub(crate) static OBJECT: Kind = Kind {
    id: "oversight.hi1_message.object",
    title: Text { en: "Object of a register", fr: "Objet d’un registre" },
    brief: &["action", "sort", "reference", "status"],
    personal: &["reference", "targets", "approvals"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Hi1Object>,
};

/// An object, and the message that brings it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hi1Object {
    /// `Timestamp` of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) message_at: Option<Time>,
    /// `TransactionIdentifier`.
    pub(crate) transaction: String,
    /// Who sent it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) sender: String,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) receiver: String,
    /// `xml` or `json`.
    pub(crate) form: String,
    /// SHA-256 of the file.
    pub(crate) sha256: String,
    /// Whether the message carries a signature.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) signed: bool,
    /// The object.
    #[serde(flatten)]
    pub(crate) object: Object,
}

impl Record for Hi1Object {
    fn kind(&self) -> &'static Kind {
        &OBJECT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.message_at {
            see(Stamp::utc(at, "message sent"));
        }
        if self.object.sort == ObjectSort::Authorisation {
            if let Some(at) = self.object.start {
                see(Stamp::utc(at, "begins to hold"));
            }
            if let Some(at) = self.object.end {
                see(Stamp::utc(at, "ends"));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for destination in &self.object.destinations {
            if let Ok(address) = destination.address.parse() {
                see("destinations", Observable::Ip(address));
            }
        }
        see("sha256", Observable::FileHash(&self.sha256));
    }
}

impl Parser for Hi1Message {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = input.read_all()?;
        let (root, form) = match input.path.ends_with(".json") {
            true => (markup::json(&bytes, "HI1Message")?, "json"),
            false => (markup::xml(&bytes)?, "xml"),
        };
        let Some(message) = hi1::message(&root) else {
            return Err(Stop::malformed("HI-1 message", root.start, "a header"));
        };
        if message.at.is_none() {
            sink.problem(Locator::Whole, "expected a time in the header");
        }
        let sha256 = hi1::hex(&Sha256::digest(&bytes));
        for object in message.objects {
            let record = Hi1Object {
                message_at: message.at,
                transaction: message.transaction.clone(),
                sender: message.sender.clone(),
                receiver: message.receiver.clone(),
                form: form.to_owned(),
                sha256: sha256.clone(),
                signed: message.signed,
                object,
            };
            let number = record.object.number.unwrap_or(0);
            sink.emit(Locator::Key(format!("ActionRequest/{number}")), &record)?;
        }
        Ok(())
    }
}
