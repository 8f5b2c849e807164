//! What leads on to another conversation within the same connection: SOCKS 4 and 5 (RFC 1928) and the
//! PROXY protocol.
//!
//! The host that is asked for becomes a record, then the stream is handed over.

mod record;

use vigie_capture::Moment;

use super::exposure::Thing;
use crate::dissect::{
    Conversation, Next, Output, Protocol, Side, StreamDissector, StreamProtocol,
};
pub(crate) use record::Tunnel;

pub(crate) static ITEM: Protocol = Protocol {
    name: "tunnels",
    kinds: &[&record::TUNNEL],
    means: &[record::ASKED],
    stream: Some(&Tunnels),
    datagrams: None,
};

struct Tunnels;

/// How a version 2 header of the PROXY protocol begins.
const PROXY2: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";

impl StreamProtocol for Tunnels {
    fn speaks(&self, _: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
        if from == Side::Server {
            return Some(false);
        }
        match start {
            [] => None,
            [4, 1 | 2, ..] => Some(socks4(start)?.is_some()),
            [5, count, methods @ ..] => {
                let known = |method: &u8| *method <= 9 || *method == 0x80;
                let count = usize::from(*count);
                if methods.len() < count {
                    return if methods.iter().all(known) { None } else { Some(false) };
                }
                let methods = methods.get(..count).unwrap_or_default();
                Some((1..=8).contains(&count) && methods.iter().all(known))
            }
            [4] | [5] => None,
            _ if start.starts_with(b"PROXY TCP") || start.starts_with(b"PROXY UNKNOWN") => {
                Some(memchr::memchr(b'\n', start.get(..108).unwrap_or(start)).is_some())
            }
            _ if start.starts_with(PROXY2) => Some(true),
            _ if PROXY2.starts_with(start) || b"PROXY TCP".starts_with(start) => None,
            _ => Some(false),
        }
    }

    fn dissector(&self) -> Box<dyn StreamDissector> {
        Box::new(Talk::default())
    }
}

/// What SOCKS 4 asks for, and how long the request is; `Some(None)` where it is none.
fn socks4(bytes: &[u8]) -> Option<Option<(String, u16, usize)>> {
    let [_, _, high, low, a, b, c, d] = bytes.first_chunk::<8>()?;
    let rest = bytes.get(8..)?;
    let Some(user_end) = memchr::memchr(0, rest.get(..256).unwrap_or(rest)) else {
        return if rest.len() < 256 { None } else { Some(None) };
    };
    let port = u16::from_be_bytes([*high, *low]);
    if [*a, *b, *c] != [0, 0, 0] || *d == 0 {
        let host = std::net::Ipv4Addr::new(*a, *b, *c, *d).to_string();
        return Some(Some((host, port, 8 + user_end + 1)));
    }
    let name = rest.get(user_end + 1..)?;
    let Some(name_end) = memchr::memchr(0, name.get(..256).unwrap_or(name)) else {
        return if name.len() < 256 { None } else { Some(None) };
    };
    let host = String::from_utf8_lossy(name.get(..name_end)?).to_lowercase();
    Some(Some((host, port, 8 + user_end + 1 + name_end + 1)))
}

/// The address of SOCKS 5 behind its first three bytes: host, port, and the length of the message.
fn socks5(bytes: &[u8]) -> Option<(String, u16, usize)> {
    let (host, end) = match bytes.get(3)? {
        1 => {
            let four = bytes.get(4..)?.first_chunk::<4>()?;
            (std::net::Ipv4Addr::from(*four).to_string(), 8)
        }
        4 => {
            let sixteen = bytes.get(4..)?.first_chunk::<16>()?;
            (std::net::Ipv6Addr::from(*sixteen).to_string(), 20)
        }
        _ => {
            let end = 5 + usize::from(*bytes.get(4)?);
            (String::from_utf8_lossy(bytes.get(5..end)?).to_lowercase(), end)
        }
    };
    let port = bytes.get(end..)?.first_chunk::<2>()?;
    Some((host, u16::from_be_bytes(*port), end + 2))
}

#[derive(Default)]
struct Talk {
    state: State,
    client: Vec<u8>,
    server: Vec<u8>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    Start,
    /// SOCKS 5: the server chooses how to sign in.
    Methods,
    /// The client signs in.
    SignIn,
    SignInAnswer,
    Request,
    Answer4,
    Answer5,
}

impl StreamDissector for Talk {
    fn data(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        let is_client = from == Side::Client;
        let waits = matches!(
            self.state,
            State::Methods | State::SignInAnswer | State::Answer4 | State::Answer5
        );
        if is_client && waits {
            return Next::Wait(0);
        }
        let held = if is_client { &mut self.client } else { &mut self.server };
        held.extend_from_slice(bytes);
        if held.len() > 4096 {
            return Next::Done;
        }
        let before = held.len() - bytes.len();
        let held = held.clone();
        let step = if is_client { self.asks(of, &held, at, out) } else { self.answers(&held) };
        let Some((used, next)) = step else { return Next::More };
        let mine = if is_client { &mut self.client } else { &mut self.server };
        mine.clear();
        match next {
            Next::HandOver(_) => Next::HandOver(used.saturating_sub(before)),
            Next::Done => Next::Done,
            _ if is_client && used < held.len() => Next::Wait(used.saturating_sub(before)),
            // The server says the next thing in the same packet only where the client asked ahead.
            _ => {
                mine.extend_from_slice(held.get(used..).unwrap_or_default());
                Next::More
            }
        }
    }
}

impl Talk {
    fn asks(
        &mut self,
        of: &Conversation,
        held: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Option<(usize, Next)> {
        let mut tell = |protocol: &str, host: String, port: u16| {
            let record = Tunnel {
                at: at.time(),
                connection: of.number,
                protocol: protocol.to_owned(),
                host,
                port,
            };
            out.emit(at, &record);
        };
        match (self.state, held.first()?) {
            (State::Start, 4) => {
                let Some((host, port, used)) = socks4(held)? else { return Some((0, Next::Done)) };
                tell("SOCKS4", host, port);
                self.state = State::Answer4;
                Some((used, Next::More))
            }
            (State::Start, 5) => {
                let count = usize::from(*held.get(1)?);
                held.get(..2 + count)?;
                self.state = State::Methods;
                Some((2 + count, Next::More))
            }
            (State::Start, b'P') => {
                let end = memchr::memchr(b'\n', held)? + 1;
                let line = String::from_utf8_lossy(held.get(..end)?).into_owned();
                let mut words = line.split_whitespace().skip(3);
                let host = words.next().unwrap_or("").to_owned();
                let port = words.nth(1).and_then(|port| port.parse().ok()).unwrap_or(0);
                if !host.is_empty() {
                    tell("PROXY", host, port);
                }
                Some((end, Next::HandOver(0)))
            }
            (State::Start, _) => {
                let length = held.get(14..)?.first_chunk::<2>()?;
                let end = 16 + usize::from(u16::from_be_bytes(*length));
                held.get(..end)?;
                Some((end, Next::HandOver(0)))
            }
            (State::SignIn, _) => {
                let user = usize::from(*held.get(1)?);
                let password = usize::from(*held.get(2 + user)?);
                held.get(..3 + user + password)?;
                out.exposed(Thing::Password, "SOCKS", at);
                self.state = State::SignInAnswer;
                Some((3 + user + password, Next::More))
            }
            (_, 5) => {
                let (host, port, used) = socks5(held)?;
                tell("SOCKS5", host, port);
                self.state = State::Answer5;
                Some((used, Next::More))
            }
            _ => Some((0, Next::Done)),
        }
    }

    fn answers(&mut self, held: &[u8]) -> Option<(usize, Next)> {
        match self.state {
            State::Methods => {
                self.state = match held.get(1)? {
                    2 => State::SignIn,
                    0 => State::Request,
                    _ => return Some((2, Next::Done)),
                };
                Some((2, Next::More))
            }
            State::SignInAnswer => {
                if *held.get(1)? != 0 {
                    return Some((2, Next::Done));
                }
                self.state = State::Request;
                Some((2, Next::More))
            }
            State::Answer4 => {
                let granted = *held.get(1)? == 90;
                held.get(..8)?;
                Some((8, if granted { Next::HandOver(0) } else { Next::Done }))
            }
            State::Answer5 => {
                if *held.get(1)? != 0 {
                    return Some((2, Next::Done));
                }
                let (_, _, used) = socks5(held)?;
                Some((used, Next::HandOver(0)))
            }
            _ => Some((0, Next::Done)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{End, conversation, stream};
    use Side::{Client, Server};

    /// What the two sides say, in order.
    type Turns<'a> = &'a [(Side, &'a [u8])];

    #[test]
    fn tunnels_are_told_and_handed_over() {
        let cases: [(Turns<'_>, &str, u64, usize); 4] = [
            (
                &[
                    (Client, b"\x05\x02\x00\x02"),
                    (Server, b"\x05\x02"),
                    (Client, b"\x01\x04anna\x04pass"),
                    (Server, b"\x01\x00"),
                    (Client, b"\x05\x01\x00\x03\x0bBad.example\x01\xbb"),
                    (Server, b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"),
                ],
                "bad.example",
                443,
                10,
            ),
            (
                &[(Client, b"\x04\x01\x01\xbb\x00\x00\x00\x01\x00bad.example\x00\x16\x03"), (Server, b"\x00\x5a\x00\x00\x00\x00\x00\x00")],
                "bad.example",
                443,
                8,
            ),
            (&[(Client, b"\x04\x01\x00\x50\xc0\x00\x02\x07me\x00"), (Server, b"\x00\x5a\x00\x00\x00\x00\x00\x00")], "192.0.2.7", 80, 8),
            (&[(Client, b"PROXY TCP4 192.0.2.1 198.51.100.7 4000 443\r\n\x16\x03")], "198.51.100.7", 443, 44),
        ];
        let of = conversation("192.0.2.10:40000", "198.51.100.1:1080");
        for (turns, host, port, at) in cases {
            assert_eq!(Tunnels.speaks(&of, Client, turns[0].1), Some(true), "{host}");
            let (gave, end) = stream(&Tunnels, &of, turns, 1000);
            assert_eq!(end, End::HandOver(at), "{host}");
            let one = gave.of("tunnel")[0];
            assert_eq!((&one["host"], &one["port"]), (&host.into(), &port.into()));
            let (bytewise, _) = stream(&Tunnels, &of, turns, 1);
            assert_eq!(bytewise.of("tunnel")[0]["host"], one["host"]);
        }
        assert_eq!(Tunnels.speaks(&of, Client, b"\x16\x03\x01"), Some(false));
    }
}
