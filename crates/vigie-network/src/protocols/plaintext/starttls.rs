//! A change from clear text to TLS within a connection: offered, asked for, granted.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static STARTTLS: Kind = Kind {
    id: "network.capture.starttls",
    title: Text {
        en: "Change from clear text to encryption",
        fr: "Passage du texte en clair au chiffrement",
    },
    brief: &["protocol", "offered", "asked", "granted"],
    personal: &[],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<StartTls>,
};

pub(super) const SPOKEN: Text =
    Text { en: "spoken in clear text", fr: "échange en clair" };

/// What a conversation that began in clear text says of TLS.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct StartTls {
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Number of the connection in the capture.
    pub(crate) connection: u64,
    /// Who asked.
    pub(crate) client: Option<SocketAddr>,
    /// Who was asked.
    pub(crate) server: Option<SocketAddr>,
    /// `SMTP`, `IMAP`, …
    pub(crate) protocol: String,
    /// Whether the server said what it can do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) listed: bool,
    /// Whether TLS was among that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) offered: bool,
    /// A word of the same length in its place, all of one letter, as devices write that prevent TLS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) overwritten: Option<String>,
    /// Whether the client asked for TLS.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) asked: bool,
    /// Whether the server granted it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) granted: bool,
    /// Whether it refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) refused: bool,
    /// Whether a password or what stands for one went in clear.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) credentials: bool,
}

impl StartTls {
    /// Whether the client asked and has no answer yet.
    pub(super) const fn is_waiting(&self) -> bool {
        self.asked && !self.granted && !self.refused
    }

    pub(super) const fn is_worth_telling(&self) -> bool {
        self.listed || self.asked || self.credentials
    }

    /// Notes the answer to a request for TLS.
    pub(super) const fn answer(&mut self, granted: bool) {
        (self.granted, self.refused) = (granted, !granted);
    }

    /// Notes a word of what the server can do; `keyword` is what TLS is called.
    pub(super) fn can(&mut self, word: &str, keyword: &str) {
        self.listed = true;
        let is_run = word.len() == keyword.len()
            && word.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x') || byte == b'*');
        if word.eq_ignore_ascii_case(keyword) {
            self.offered = true;
        } else if is_run {
            self.overwritten = Some(word.to_owned());
        }
    }
}

impl Record for StartTls {
    fn kind(&self) -> &'static Kind {
        &STARTTLS
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, SPOKEN.en));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
