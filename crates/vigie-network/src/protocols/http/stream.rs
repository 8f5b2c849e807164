//! The two directions of a connection, and which answer belongs to which request.

use std::collections::VecDeque;

use vigie_capture::Moment;

use super::body::{Body, of_answer, of_request, pass};
use super::exchange::HttpExchange;
use super::head::{Head, LONGEST, end_of_head, request_line, status_line};
use super::{families, look, readable};
use crate::dissect::{Conversation, Next, Output, Side, StreamDissector};
use crate::protocols::exposure::Thing;
use crate::site::{are_other_sites, host_of};

/// Most requests that wait for their answers.
const WAITING: usize = 256;
/// Longest path that is kept.
const PATH: usize = 500;

/// Reads HTTP/1 in a connection.
#[derive(Default)]
pub(super) struct Exchanges {
    client: Reading,
    server: Reading,
    waiting: VecDeque<Asked>,
    /// The exchange whose answer is being read.
    answered: Option<Asked>,
    /// Declared type of the body that is being read, of each side.
    declared: [String; 2],
    /// The beginning of it.
    start: [Vec<u8>; 2],
    /// Whether the client asked for a tunnel and waits.
    tunnel: bool,
}

/// An exchange, and where it began.
struct Asked {
    exchange: HttpExchange,
    at: Moment,
}

/// What is read of one direction.
enum Reading {
    Head(Vec<u8>),
    Body(Body),
    /// Something is missing: until a first line comes.
    Lost,
}

impl Default for Reading {
    fn default() -> Self {
        Self::Head(Vec::new())
    }
}

/// What came of a head.
enum Came {
    Body(Option<Body>),
    Tunnel,
    End,
}

impl StreamDissector for Exchanges {
    fn data(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        let mut rest = bytes;
        while !rest.is_empty() {
            let offset = bytes.len() - rest.len();
            if self.tunnel && from == Side::Client {
                return Next::Wait(offset);
            }
            match self.step(of, from, rest, at, out) {
                Ok(taken) => rest = rest.get(taken..).unwrap_or_default(),
                Err(Next::HandOver(taken)) => return Next::HandOver(offset + taken),
                Err(next) => return next,
            }
        }
        Next::More
    }

    fn gap(
        &mut self,
        _: &Conversation,
        from: Side,
        missing: u64,
        out: &mut Output<'_, '_>,
    ) -> Next {
        let reading = self.reading(from);
        let left = match reading {
            Reading::Body(body) if body.to_skip().is_some_and(|left| left >= missing) => {
                body.skipped(missing).map(Reading::Body).unwrap_or_default()
            }
            _ => Reading::Lost,
        };
        let is_over = !matches!(left, Reading::Body(_));
        *self.reading(from) = left;
        if is_over {
            self.end_of_body(from, out);
        }
        Next::More
    }

    fn close(&mut self, _: &Conversation, _: Moment, out: &mut Output<'_, '_>) {
        self.end_of_body(Side::Client, out);
        self.end_of_body(Side::Server, out);
        for asked in std::mem::take(&mut self.waiting) {
            out.emit(asked.at, &asked.exchange);
        }
    }
}

impl Exchanges {
    fn reading(&mut self, from: Side) -> &mut Reading {
        match from {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        }
    }

    /// Takes what comes next of `rest`: how many bytes, or what is wanted instead.
    fn step(
        &mut self,
        of: &Conversation,
        from: Side,
        rest: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Result<usize, Next> {
        match std::mem::take(self.reading(from)) {
            Reading::Lost => {
                if !begins_message(from, rest) {
                    *self.reading(from) = Reading::Lost;
                    return Ok(rest.len());
                }
                Ok(0)
            }
            Reading::Body(body) => self.step_body(body, from, rest, at, out),
            Reading::Head(mut held) => {
                if held.is_empty() {
                    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                    if blank > 0 {
                        return Ok(blank);
                    }
                }
                let before = held.len();
                held.extend_from_slice(rest);
                let Some(end) = end_of_head(&held) else {
                    *self.reading(from) = if held.len() > LONGEST {
                        out.problem(at, "HTTP: a head of more than 64 KiB was passed over");
                        Reading::Lost
                    } else {
                        Reading::Head(held)
                    };
                    return Ok(rest.len());
                };
                let taken = end.saturating_sub(before);
                let came = match held.get(..end).and_then(Head::read) {
                    Some(head) if from == Side::Client => self.request(of, &head, at, out),
                    Some(head) => self.answer(of, &head, at, out),
                    None => None,
                };
                self.after_head(from, came, taken, at, out)
            }
        }
    }

    fn after_head(
        &mut self,
        from: Side,
        came: Option<Came>,
        taken: usize,
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Result<usize, Next> {
        match came {
            None => {
                out.problem(at, "HTTP: expected a request or an answer");
                *self.reading(from) = Reading::Lost;
            }
            Some(Came::Tunnel) => return Err(Next::HandOver(taken)),
            Some(Came::End) => return Err(Next::Done),
            Some(Came::Body(Some(body))) if body != Body::Length(0) => {
                *self.reading(from) = Reading::Body(body);
            }
            Some(Came::Body(body)) => {
                if body.is_some() {
                    self.end_of_body(from, out);
                }
            }
        }
        Ok(taken)
    }

    fn step_body(
        &mut self,
        body: Body,
        from: Side,
        rest: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Result<usize, Next> {
        let start = self.start_of(from);
        let passed = pass(body, rest, &mut |data| {
            let room = look::MOST.saturating_sub(start.len());
            start.extend_from_slice(data.get(..room).unwrap_or(data));
        });
        let is_seen = start.len() >= look::MOST;
        match passed {
            Err(()) => {
                out.problem(at, "HTTP: expected the size of a chunk");
                *self.reading(from) = Reading::Lost;
                self.end_of_body(from, out);
                Ok(rest.len())
            }
            Ok((None, taken)) => {
                self.end_of_body(from, out);
                Ok(taken)
            }
            Ok((Some(left), taken)) => {
                let skip = left.to_skip().filter(|_| is_seen && taken == rest.len());
                let Some(count) = skip else {
                    *self.reading(from) = Reading::Body(left);
                    return Ok(taken);
                };
                match left.skipped(count) {
                    Some(left) => *self.reading(from) = Reading::Body(left),
                    None => self.end_of_body(from, out),
                }
                Err(Next::Skip(count))
            }
        }
    }

    fn start_of(&mut self, from: Side) -> &mut Vec<u8> {
        let [client, server] = &mut self.start;
        match from {
            Side::Client => client,
            Side::Server => server,
        }
    }

    fn request(
        &mut self,
        of: &Conversation,
        head: &Head<'_>,
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Option<Came> {
        let (method, target, version) = request_line(head.start)?;
        readable::request(head, target, at, out);
        let exchange = exchange(of, head, (method, target, version), at);
        if !exchange.subscriber_headers.is_empty() {
            out.exposed(Thing::SubscriberHeader, "HTTP", at);
        }
        self.tunnel = method == "CONNECT";
        if self.waiting.len() >= WAITING
            && let Some(oldest) = self.waiting.pop_front()
        {
            out.emit(oldest.at, &oldest.exchange);
        }
        self.waiting.push_back(Asked { exchange, at });
        let [declared, _] = &mut self.declared;
        *declared = head.header("content-type").unwrap_or("").to_owned();
        Some(Came::Body(Some(of_request(head))))
    }

    fn answer(
        &mut self,
        of: &Conversation,
        head: &Head<'_>,
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Option<Came> {
        let (version, status) = status_line(head.start)?;
        if (100..200).contains(&status) && status != 101 {
            return Some(Came::Body(None));
        }
        readable::answer(head, at, out);
        let mut asked = self.waiting.pop_front().unwrap_or_else(|| {
            let mut exchange = HttpExchange { at: at.time(), ..HttpExchange::default() };
            exchange.version = version.chars().take(8).collect();
            (exchange.connection, exchange.client) = (of.number, Some(of.client));
            exchange.server = Some(of.server);
            Asked { exchange, at }
        });
        let between = at.nanos.zip(asked.at.nanos).map(|(now, then)| now.saturating_sub(then));
        asked.exchange.answered_in = Some(at.packet);
        asked.exchange.after_micros = between.and_then(|nanos| u64::try_from(nanos / 1000).ok());
        asked.exchange.add_answer(head, status);
        let is_tunnel = std::mem::take(&mut self.tunnel) && (200..300).contains(&status);
        let body = of_answer(head, status, Some(&asked.exchange.method));
        let [_, declared] = &mut self.declared;
        *declared = head.header("content-type").unwrap_or("").to_owned();
        self.answered = Some(asked);
        if is_tunnel {
            return Some(Came::Tunnel);
        }
        if status == 101 {
            let to = head.header("upgrade").unwrap_or("").to_ascii_lowercase();
            return Some(if to.contains("h2c") { Came::Tunnel } else { Came::End });
        }
        Some(Came::Body(Some(body)))
    }

    /// The body of a message is over, or what follows of it does not matter.
    fn end_of_body(&mut self, from: Side, out: &mut Output<'_, '_>) {
        let start = std::mem::take(self.start_of(from));
        let [of_client, of_server] = &mut self.declared;
        if from == Side::Client {
            let declared = std::mem::take(of_client);
            if let Some(asked) = self.waiting.back().filter(|_| !start.is_empty()) {
                readable::body(&declared, &start, asked.at, out);
            }
            return;
        }
        let declared = std::mem::take(of_server);
        let Some(mut asked) = self.answered.take() else { return };
        let exchange = &mut asked.exchange;
        let declared = Some(declared.as_str()).filter(|declared| !declared.is_empty());
        exchange.body = look::kind_of_body(declared, &start).map(ToOwned::to_owned);
        if exchange.body.is_some() {
            exchange.other_sites = look::other_sites(&start, &exchange.host);
        }
        out.emit(asked.at, exchange);
    }
}

fn begins_message(from: Side, bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Ok(line) = std::str::from_utf8(line) else { return false };
    match from {
        Side::Client => request_line(line).is_some(),
        Side::Server => status_line(line).is_some(),
    }
}

fn exchange(
    of: &Conversation,
    head: &Head<'_>,
    (method, target, version): (&str, &str, &str),
    at: Moment,
) -> HttpExchange {
    let is_connect = method == "CONNECT";
    let is_absolute = target.contains("://") && !target.starts_with('/');
    // An absolute target counts more than Host (RFC 9112 §3.2.2).
    let authority = match target {
        _ if is_connect => target,
        _ if is_absolute => target.split_once("://").map_or("", |(_, rest)| rest),
        _ => head.header("host").unwrap_or(""),
    };
    let authority = authority.split(['/', '?', '#']).next().unwrap_or("");
    let local = match target.split_once("://").filter(|_| is_absolute) {
        Some((_, rest)) => rest.find(['/', '?']).and_then(|at| rest.get(at..)).unwrap_or("/"),
        None if is_connect => "",
        None => target,
    };
    let path = local.split(['?', '#']).next().unwrap_or("");
    let host = host_of(authority);
    let port = port_of(authority).filter(|port| *port != 80);
    let shown = if host.contains(':') { format!("[{host}]") } else { host.clone() };
    let whole = match port {
        Some(port) => format!("http://{shown}:{port}{local}"),
        None => format!("http://{shown}{local}"),
    };
    HttpExchange {
        at: at.time(),
        connection: of.number,
        client: Some(of.client),
        server: Some(of.server),
        version: version.chars().take(8).collect(),
        method: method.to_owned(),
        path: path.chars().take(PATH).collect(),
        whole,
        agent: head.header("user-agent").map(|agent| families::agent(agent).to_owned()),
        installer: families::installer(path).map(ToOwned::to_owned),
        connectivity_check: families::is_connectivity_check(&host, path),
        subscriber_headers: subscriber_headers(head),
        host,
        port,
        ..HttpExchange::default()
    }
}

fn port_of(authority: &str) -> Option<u16> {
    let (before, port) = authority.rsplit_once(':')?;
    (!before.contains(':') || before.ends_with(']')).then(|| port.parse().ok())?
}

fn subscriber_headers(head: &Head<'_>) -> Vec<String> {
    head.names().into_iter().filter(|name| families::names_subscriber(name)).collect()
}

impl HttpExchange {
    fn add_answer(&mut self, head: &Head<'_>, status: u16) {
        self.status = Some(status);
        self.answer_headers = head.names();
        self.server_family =
            head.header("server").map(|server| families::server(server).to_owned());
        self.bare_lf = head.bare_lf;
        for name in subscriber_headers(head) {
            if !self.subscriber_headers.contains(&name) {
                self.subscriber_headers.push(name);
            }
        }
        if let Some(location) = head.header("location") {
            let shown = location.split(['?', '#']).next().unwrap_or("");
            self.location = Some(shown.chars().take(PATH).collect());
            let is_absolute = location.contains("://") || location.starts_with("//");
            let host = if is_absolute { host_of(location) } else { String::new() };
            self.to_another_site = are_other_sites(&host, &self.host);
            self.location_host = Some(host).filter(|host| !host.is_empty());
        }
    }
}
