//! A connection in one of the dialects: found by its first bytes, then read by that dialect.

use vigie_capture::Moment;

use super::starttls::StartTls;
use super::{binary, chat, files, mail, media};
use crate::dissect::{Conversation, Next, Output, Side, StreamDissector};
use crate::protocols::exposure::Thing;

/// A protocol in clear text.
pub(super) struct Dialect {
    /// As exposures name it.
    pub(super) name: &'static str,
    /// Whether a side begins so.
    pub(super) speaks: fn(&Conversation, Side, &[u8]) -> Option<bool>,
    /// Starts reading.
    pub(super) start: fn() -> Box<dyn Speech>,
}

/// Every dialect. Where two begin in the same way, the first decides.
pub(super) static DIALECTS: &[Dialect] = &[
    mail::SMTP,
    files::FTP,
    mail::IMAP,
    mail::POP3,
    media::SIP,
    media::RTSP,
    chat::XMPP,
    chat::IRC,
    binary::MQTT,
    binary::LDAP,
    binary::POSTGRESQL,
    binary::RDP,
    binary::SMB,
    files::TELNET,
];

/// Reads what both sides say.
pub(super) trait Speech {
    /// How many bytes at the start of `held` were understood, and what is wanted of the rest.
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want);
}

/// What a dialect wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// More bytes, or a look at what is left.
    More,
    /// Not this many after those understood.
    Skip(u64),
    /// The stream changes to TLS behind those understood.
    Tls,
    /// Nothing any more.
    Nothing,
}

/// Where a dialect notes what it hears.
pub(super) struct Notes<'n, 'a, 's> {
    pub(super) at: Moment,
    pub(super) name: &'static str,
    pub(super) tls: &'n mut StartTls,
    pub(super) out: &'n mut Output<'a, 's>,
}

impl Notes<'_, '_, '_> {
    /// Something could be read.
    pub(super) fn saw(&mut self, thing: Thing) {
        self.tls.credentials |= matches!(thing, Thing::Password | Thing::Token);
        self.out.exposed(thing, self.name, self.at);
    }
}

/// Most bytes that are held of one side: a line, or the head of a binary message.
const HELD: usize = 64 << 10;

/// Reads a connection once its dialect is known.
#[derive(Default)]
pub(super) struct Plain {
    speech: Option<(&'static str, Box<dyn Speech>)>,
    held: [Vec<u8>; 2],
    tls: StartTls,
    seen: Option<Moment>,
}

impl StreamDissector for Plain {
    fn data(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        self.seen.get_or_insert(at);
        // What the client says after it asked for TLS may be TLS: the answer decides.
        if from == Side::Client && self.tls.is_waiting() {
            return Next::Wait(0);
        }
        let [client, server] = &mut self.held;
        let held = if from == Side::Client { client } else { server };
        let before = held.len();
        held.extend_from_slice(bytes);
        if self.speech.is_none() {
            let Some(dialect) = DIALECTS.iter().find(|one| (one.speaks)(of, from, held) == Some(true))
            else {
                return if held.len() > HELD { Next::Done } else { Next::More };
            };
            self.speech = Some((dialect.name, (dialect.start)()));
            self.tls.protocol = dialect.name.to_owned();
        }
        let Some((name, speech)) = &mut self.speech else { return Next::More };
        let mut used = 0;
        let next = loop {
            let rest = held.get(used..).unwrap_or_default();
            if rest.is_empty() {
                break Next::More;
            }
            let mut notes = Notes { at, name, tls: &mut self.tls, out };
            let (understood, want) = speech.hear(from, rest, &mut notes);
            used += understood;
            match want {
                Want::Nothing => break Next::Done,
                Want::Tls => break Next::HandOver(used.saturating_sub(before)),
                Want::Skip(count) => {
                    let left = held.len().saturating_sub(used) as u64;
                    if count > left {
                        used = held.len();
                        break Next::Skip(count - left);
                    }
                    used += usize::try_from(count).unwrap_or(0);
                }
                Want::More if understood == 0 => break Next::More,
                Want::More => {
                    if from == Side::Client && self.tls.is_waiting() && used >= before && used < held.len() {
                        break Next::Wait(used - before);
                    }
                }
            }
        };
        if matches!(next, Next::Wait(_)) {
            held.clear();
        } else {
            held.drain(..used.min(held.len()));
        }
        if held.len() > HELD { Next::Done } else { next }
    }

    fn gap(&mut self, _: &Conversation, from: Side, _: u64, _: &mut Output<'_, '_>) -> Next {
        let [client, server] = &mut self.held;
        if from == Side::Client { client.clear() } else { server.clear() }
        Next::More
    }

    fn close(&mut self, of: &Conversation, at: Moment, out: &mut Output<'_, '_>) {
        if self.speech.is_some() && self.tls.is_worth_telling() {
            let at = self.seen.unwrap_or(at);
            let mut record = std::mem::take(&mut self.tls);
            record.at = at.time();
            record.connection = of.number;
            (record.client, record.server) = (Some(of.client), Some(of.server));
            out.emit(at, &record);
        }
    }
}
