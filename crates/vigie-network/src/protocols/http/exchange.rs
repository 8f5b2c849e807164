//! A request and its answer, as a record. Cookies, credentials and bodies are not in it.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static EXCHANGE: Kind = Kind {
    id: "network.capture.http_exchange",
    title: Text {
        en: "Page or file asked for without encryption",
        fr: "Page ou fichier demandé sans chiffrement",
    },
    brief: &["method", "host", "path", "status", "location"],
    personal: &["host", "path", "location", "other_sites"],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<HttpExchange>,
};

pub(super) const ASKED: Text =
    Text { en: "asked for without encryption", fr: "demandé sans chiffrement" };

/// A request over HTTP without encryption, and what came back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct HttpExchange {
    /// When it was asked; where the request was not captured, when it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Number of the connection in the capture.
    pub(crate) connection: u64,
    /// Who asked.
    pub(crate) client: Option<SocketAddr>,
    /// Who was asked: a proxy, maybe.
    pub(crate) server: Option<SocketAddr>,
    /// `1.0`, `1.1` or `2`.
    pub(crate) version: String,
    /// Method; empty where only the answer was captured.
    pub(crate) method: String,
    /// Host, in lower case, without port.
    pub(crate) host: String,
    /// Port, where it is not 80.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<u16>,
    /// Path, without its query.
    pub(crate) path: String,
    /// The whole address with its query, to be compared with indicators; it is not kept.
    #[serde(skip)]
    pub(crate) whole: String,
    /// Family of the program that asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) agent: Option<String>,
    /// What kind of program or package was asked for: `exe`, `apk`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installer: Option<String>,
    /// True where systems ask this host to learn whether they are online.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) connectivity_check: bool,
    /// Headers by which an operator names its subscriber, in request or answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) subscriber_headers: Vec<String>,
    /// Packet in which the answer begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) answered_in: Option<u64>,
    /// Microseconds until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after_micros: Option<u64>,
    /// Status of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Names of its headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) answer_headers: Vec<String>,
    /// Family of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_family: Option<String>,
    /// True where lines of the answer's head end in LF without CR.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) bare_lf: bool,
    /// Where it sends the asker, without a query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<String>,
    /// The host of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) location_host: Option<String>,
    /// True where that belongs to another site than the host that was asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) to_another_site: bool,
    /// `html` or `script`, where the answer is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<String>,
    /// Hosts of other sites from which the beginning of the answer loads a frame or a script, or to which
    /// it sends the reader.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) other_sites: Vec<String>,
}

impl Record for HttpExchange {
    fn kind(&self) -> &'static Kind {
        &EXCHANGE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, ASKED.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.host.is_empty() {
            see("host", Observable::Host(&self.host));
            // Without the query first: that is what a finding then quotes.
            let end = self.whole.find('?').unwrap_or(self.whole.len());
            see("path", Observable::Url(self.whole.get(..end).unwrap_or(&self.whole)));
            if end < self.whole.len() {
                see("path", Observable::Url(&self.whole));
            }
        }
        if let Some(location) = &self.location {
            see("location", Observable::Url(location));
        }
        self.other_sites.iter().for_each(|host| see("other_sites", Observable::Host(host)));
    }
}
