//! X1 messages (ETSI TS 103 221-1): every order to an element and its answer, what an element says of itself
//! when it is asked for everything, and the list of who exchanged what and when.
//!
//! `x1/NNNNN-req.xml` and `-resp.xml` are the exchange, `x1/index.jsonl` says who was at the other end of the
//! TLS connection; `ne/NAME-getalldetails.xml` is the answer that an inspector pulled.
//!
//! The schema is ETSI's, as published at <https://forge.etsi.org/rep/li/schemas-definitions>.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::each_line;

use crate::{hi1, markup, x1};

pub(crate) static ITEM: X1Message = X1Message;

pub(crate) struct X1Message;

static META: ParserMeta = ParserMeta {
    id: "x1_message",
    title: Text {
        en: "Orders to elements and their answers (X1)",
        fr: "Ordres aux équipements et leurs réponses (X1)",
    },
    reads: &["/dossier/x1/*.xml", "/dossier/x1/index.jsonl", "/dossier/ne/*.xml"],
    found_in: &[EvidenceKind::OversightDossier],
    emits: &[&MESSAGE, &EXCHANGE],
    means: &[
        Text { en: "message sent", fr: "message envoyé" },
        Text { en: "exchange captured", fr: "échange capturé" },
    ],
    versions: Versions::of_format("ETSI TS 103 221-1"),
    references: &["https://forge.etsi.org/rep/li/schemas-definitions"],
};

pub(crate) static MESSAGE: Kind = Kind {
    id: "oversight.x1_message.message",
    title: Text { en: "Message of X1", fr: "Message X1" },
    brief: &["name", "ne", "admf", "outcome"],
    personal: &["tasks"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<X1Record>,
};

pub(crate) static EXCHANGE: Kind = Kind {
    id: "oversight.x1_message.exchange",
    title: Text { en: "Exchange on X1", fr: "Échange X1" },
    brief: &["ne", "tls_client", "request"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Exchange>,
};

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct X1Record {
    /// Whether an inspector pulled it from the element.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) snapshot: bool,
    /// SHA-256 of the message without its time.
    pub(crate) body_sha256: String,
    /// The message.
    #[serde(flatten)]
    pub(crate) message: x1::Message,
}

impl Record for X1Record {
    fn kind(&self) -> &'static Kind {
        &MESSAGE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.message.at {
            see(Stamp::utc(at, "message sent"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for destination in &self.message.destinations {
            if let Ok(address) = destination.address.parse() {
                see("destinations", Observable::Ip(address));
            }
        }
    }
}

/// A line of the list of exchanges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Exchange {
    /// When it was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) captured_at: Option<Time>,
    /// The element.
    #[serde(default)]
    pub(crate) ne: String,
    /// File of the request.
    #[serde(default)]
    pub(crate) request: String,
    /// File of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) response: Option<String>,
    /// Who was at the other end, by certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tls_client: Option<String>,
}

impl Record for Exchange {
    fn kind(&self) -> &'static Kind {
        &EXCHANGE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.captured_at {
            see(Stamp::utc(at, "exchange captured"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

impl Parser for X1Message {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if input.path.ends_with(".jsonl") {
            return index(input, sink);
        }
        let bytes = input.read_all()?;
        let root = markup::xml(&bytes)?;
        let Some(messages) = x1::messages(&root) else {
            return Err(Stop::malformed("X1 document", root.start, "X1Request or X1Response"));
        };
        for (start, end, message) in messages {
            if message.other_namespace {
                sink.problem(Locator::Byte(start), format!("expected the namespace {}", x1::NAMESPACE));
            }
            let from = usize::try_from(start).unwrap_or(usize::MAX);
            let to = usize::try_from(end).unwrap_or(usize::MAX);
            let body = bytes.get(from..to).unwrap_or_default();
            let record = X1Record {
                snapshot: input.path.starts_with("/dossier/ne/"),
                body_sha256: hi1::hex(&Sha256::digest(without_time(body))),
                message,
            };
            sink.emit(Locator::Byte(start), &record)?;
        }
        Ok(())
    }
}

/// A message without its time, which differs when it is sent again.
fn without_time(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let (Some(from), Some(to)) = (text.find("messageTimestamp>"), text.rfind("messageTimestamp>"))
    else {
        return body.to_vec();
    };
    let (before, after) = (text.get(..from).unwrap_or(""), text.get(to..).unwrap_or(""));
    format!("{before}{after}").into_bytes()
}

fn index(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    each_line(&*input.data, |line| {
        if line.text.trim().is_empty() {
            return Ok(());
        }
        match serde_json::from_str::<Exchange>(line.text) {
            Ok(exchange) => sink.emit(Locator::Line(line.number), &exchange),
            Err(error) => {
                sink.problem(Locator::Line(line.number), format!("expected an exchange: {error}"));
                Ok(())
            }
        }
    })
}
