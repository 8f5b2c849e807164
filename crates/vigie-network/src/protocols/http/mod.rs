//! HTTP/1 without encryption (RFC 9112): who asked whom for what, and what kind of answer came.
//!
//! Requests may follow one another before the first answer, lines may end in LF alone, targets may be
//! absolute. Bodies are passed over, not kept: of an answer the first 4 KiB are looked at for scripts,
//! frames and redirects to other sites. CONNECT and a change to HTTP/2 hand the stream over.

mod body;
mod exchange;
mod families;
mod head;
mod look;
mod readable;
mod stream;

use crate::dissect::{Conversation, Protocol, Side, StreamDissector, StreamProtocol};
pub(crate) use exchange::HttpExchange;
use head::{request_line, status_line};

pub(crate) static ITEM: Protocol = Protocol {
    name: "http",
    kinds: &[&exchange::EXCHANGE],
    means: &[exchange::ASKED],
    stream: Some(&Http),
    datagrams: None,
};

struct Http;

/// Methods by which a stream is known; others may follow.
const METHODS: [&str; 24] = [
    "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "CONNECT", "PATCH", "TRACE", "PROPFIND",
    "PROPPATCH", "REPORT", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "NOTIFY", "SUBSCRIBE",
    "UNSUBSCRIBE", "M-SEARCH", "PURGE", "RPC_IN_DATA",
];

impl StreamProtocol for Http {
    fn speaks(&self, _: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
        let start = start.trim_ascii_start();
        let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_whole = line.len() < start.len();
        let Ok(text) = std::str::from_utf8(line) else {
            // A target may hold bytes that are no UTF-8; the method in front decides.
            let method = METHODS.iter().any(|one| has_method(start, one));
            return Some(from == Side::Client && method);
        };
        match from {
            Side::Server if is_whole => Some(status_line(text).is_some()),
            Side::Server => may_become(text, "HTTP/1.").then_some(()).map_or(Some(false), |()| None),
            Side::Client if is_whole => {
                let known = request_line(text).is_some_and(|(method, _, version)| {
                    METHODS.contains(&method) && !version.starts_with('2')
                });
                Some(known)
            }
            Side::Client => {
                let may = METHODS.iter().any(|one| may_become(text, &format!("{one} ")));
                if may { None } else { Some(false) }
            }
        }
    }

    fn dissector(&self) -> Box<dyn StreamDissector> {
        Box::new(stream::Exchanges::default())
    }
}

fn has_method(start: &[u8], method: &str) -> bool {
    start.strip_prefix(method.as_bytes()).is_some_and(|rest| rest.starts_with(b" "))
}

/// Whether `text` begins with `word`, or may once there is more of it.
fn may_become(text: &str, word: &str) -> bool {
    text.starts_with(word) || word.starts_with(text)
}

#[cfg(test)]
mod tests;
