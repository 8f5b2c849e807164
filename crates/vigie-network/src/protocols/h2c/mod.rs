//! HTTP/2 without encryption (RFC 9113), after its preface: requests and the status of their answers.
//!
//! Frames have a head of nine bytes; only those with headers are read, all others are passed over. A
//! change from HTTP/1 (`Upgrade: h2c`) hands the stream over to here.

mod hpack;
mod tables;

use std::collections::BTreeMap;

use vigie_capture::Moment;

use super::exposure::{Thing, scan};
use super::http::HttpExchange;
use crate::dissect::{
    Conversation, Next, Output, Protocol, Side, StreamDissector, StreamProtocol,
};
use crate::site::{are_other_sites, host_of};
use hpack::Decoder;

pub(crate) static ITEM: Protocol =
    Protocol { name: "h2c", kinds: &[], means: &[], stream: Some(&H2c), datagrams: None };

struct H2c;

/// What a client begins with.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

impl StreamProtocol for H2c {
    fn speaks(&self, _: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
        let count = start.len().min(PREFACE.len());
        let same = start.get(..count) == PREFACE.get(..count);
        if from == Side::Server || !same {
            return Some(false);
        }
        if count == PREFACE.len() { Some(true) } else { None }
    }

    fn dissector(&self) -> Box<dyn StreamDissector> {
        Box::new(Frames::default())
    }
}

/// Most requests that wait for their answers.
const WAITING: usize = 256;
/// Largest block of headers.
const BLOCK: usize = 64 << 10;

#[derive(Default)]
struct Frames {
    sides: [HalfState; 2],
    waiting: BTreeMap<u32, (HttpExchange, Moment)>,
}

#[derive(Default)]
struct HalfState {
    held: Vec<u8>,
    past_preface: bool,
    decoder: Decoder,
    block: Vec<u8>,
}

/// A frame's head.
struct Head {
    length: usize,
    kind: u8,
    flags: u8,
    stream: u32,
}

impl StreamDissector for Frames {
    fn data(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        let [client, server] = &mut self.sides;
        let half = if from == Side::Client { client } else { server };
        half.held.extend_from_slice(bytes);
        if from == Side::Client && !half.past_preface {
            if half.held.len() < PREFACE.len() {
                return Next::More;
            }
            half.held.drain(..PREFACE.len());
            half.past_preface = true;
        }
        let mut used = 0;
        let mut next = Next::More;
        loop {
            let rest = half.held.get(used..).unwrap_or_default();
            let Some(head) = head(rest) else { break };
            if !matches!(head.kind, 1 | 9) {
                let whole = head.length + 9;
                if rest.len() < whole {
                    next = Next::Skip((whole - rest.len()) as u64);
                    used = half.held.len();
                    break;
                }
                used += whole;
                continue;
            }
            if head.length > BLOCK {
                return Next::Done;
            }
            let Some(content) = rest.get(9..9 + head.length) else { break };
            half.block.extend_from_slice(fragment(&head, content));
            used += 9 + head.length;
            if half.block.len() > BLOCK {
                return Next::Done;
            }
            if head.flags & 4 == 0 {
                continue;
            }
            let block = std::mem::take(&mut half.block);
            let Some(headers) = half.decoder.block(&block) else {
                out.problem(at, "HTTP/2: a block of headers is damaged");
                return Next::Done;
            };
            heard(&mut self.waiting, of, (from, head.stream), &headers, at, out);
        }
        half.held.drain(..used);
        next
    }

    fn close(&mut self, _: &Conversation, _: Moment, out: &mut Output<'_, '_>) {
        for (exchange, at) in std::mem::take(&mut self.waiting).into_values() {
            out.emit(at, &exchange);
        }
    }
}

fn head(bytes: &[u8]) -> Option<Head> {
    let [a, b, c, kind, flags, stream @ ..] = bytes.first_chunk::<9>()?;
    let length = usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c);
    let stream = u32::from_be_bytes(*stream) & 0x7fff_ffff;
    Some(Head { length, kind: *kind, flags: *flags, stream })
}

/// The part of a block in a frame, without padding and priority (§6.2).
fn fragment<'a>(head: &Head, content: &'a [u8]) -> &'a [u8] {
    if head.kind == 9 {
        return content;
    }
    let (padding, content) = match content.split_first() {
        Some((padding, rest)) if head.flags & 8 != 0 => (usize::from(*padding), rest),
        _ => (0, content),
    };
    let content = if head.flags & 0x20 != 0 { content.get(5..).unwrap_or_default() } else { content };
    content.get(..content.len().saturating_sub(padding)).unwrap_or_default()
}

fn heard(
    waiting: &mut BTreeMap<u32, (HttpExchange, Moment)>,
    of: &Conversation,
    (from, stream): (Side, u32),
    headers: &[(String, String)],
    at: Moment,
    out: &mut Output<'_, '_>,
) {
    let value = |name: &str| {
        headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    };
    if from == Side::Client {
        let Some(method) = value(":method") else { return };
        let exchange = request(of, method, &value, at);
        out.exposed(Thing::WebAddress, "HTTP", at);
        for (header, thing) in
            [("cookie", Thing::Cookie), ("referer", Thing::Referer), ("authorization", Thing::Token)]
        {
            if value(header).is_some() {
                out.exposed(thing, "HTTP", at);
            }
        }
        let query = value(":path").and_then(|path| path.split_once('?'));
        if let Some((_, query)) = query {
            scan(query.as_bytes(), &mut |thing| out.exposed(thing, "HTTP", at));
        }
        if waiting.len() < WAITING {
            waiting.insert(stream, (exchange, at));
        } else {
            out.emit(at, &exchange);
        }
        return;
    }
    let status = value(":status").and_then(|status| status.parse::<u16>().ok());
    let Some(status) = status.filter(|status| *status >= 200) else { return };
    let Some((mut exchange, asked)) = waiting.remove(&stream) else { return };
    exchange.status = Some(status);
    exchange.answered_in = Some(at.packet);
    let mut names: Vec<String> =
        headers.iter().map(|(name, _)| name.clone()).filter(|name| !name.starts_with(':')).collect();
    names.sort();
    names.dedup();
    names.truncate(64);
    exchange.answer_headers = names;
    if let Some(location) = value("location") {
        let host = host_of(location);
        let shown = location.split(['?', '#']).next().unwrap_or("");
        exchange.location = Some(shown.chars().take(500).collect());
        exchange.to_another_site = are_other_sites(&host, &exchange.host);
        exchange.location_host = Some(host).filter(|host| !host.is_empty());
    }
    out.emit(asked, &exchange);
}

fn request<'a>(
    of: &Conversation,
    method: &str,
    value: &dyn Fn(&str) -> Option<&'a str>,
    at: Moment,
) -> HttpExchange {
    let authority = value(":authority").or_else(|| value("host")).unwrap_or("");
    let path = value(":path").unwrap_or("");
    HttpExchange {
        at: at.time(),
        connection: of.number,
        client: Some(of.client),
        server: Some(of.server),
        version: "2".to_owned(),
        method: method.chars().take(20).collect(),
        host: host_of(authority),
        path: path.split(['?', '#']).next().unwrap_or("").chars().take(500).collect(),
        whole: format!("http://{authority}{path}"),
        ..HttpExchange::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{conversation, stream};

    fn frame(kind: u8, flags: u8, stream: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).unwrap();
        [&[0, 0, length, kind, flags, 0, 0, 0, stream][..], content].concat()
    }

    #[test]
    fn a_request_and_its_answer() {
        let block = b"\x82\x86\x84\x41\x0fwww.example.com";
        let (one, two) = block.split_at(9);
        let client = [
            PREFACE,
            &frame(4, 0, 0, &[0; 6]),
            &frame(1, 0x28, 1, &[&[2, 0, 0, 0, 0, 9][..], one, &[0, 0]].concat()),
            &frame(9, 4, 1, two),
            &frame(0, 1, 1, &[7; 100]),
        ]
        .concat();
        let server = [frame(4, 0, 0, &[]), frame(1, 4, 1, &[0x88])].concat();
        let of = conversation("192.0.2.10:40000", "198.51.100.1:80");
        assert_eq!(H2c.speaks(&of, Side::Client, &client), Some(true));
        assert_eq!(H2c.speaks(&of, Side::Client, b"PRI"), None);
        for step in [1, 17, 10_000] {
            let turns = [(Side::Client, client.as_slice()), (Side::Server, server.as_slice())];
            let (gave, _) = stream(&H2c, &of, &turns, step);
            let one = gave.of("http_exchange")[0];
            assert_eq!((&one["host"], &one["status"]), (&"www.example.com".into(), &200.into()));
            assert_eq!(one["version"], "2");
        }
    }
}
