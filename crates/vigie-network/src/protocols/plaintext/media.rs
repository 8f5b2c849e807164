//! SIP and RTSP: heads like those of HTTP, in streams; SIP also in datagrams.

use super::lines::{begins, first_line};
use super::talk::{Dialect, Notes, Speech, Want};
use crate::dissect::{Conversation, Side};
use crate::protocols::exposure::Thing;

pub(super) const SIP: Dialect =
    Dialect { name: "SIP", speaks: is_sip, start: || Box::new(Heads::default()) };
pub(super) const RTSP: Dialect =
    Dialect { name: "RTSP", speaks: is_rtsp, start: || Box::new(Heads::default()) };

const SIP_METHODS: [&str; 14] = [
    "INVITE ", "REGISTER ", "OPTIONS ", "ACK ", "BYE ", "CANCEL ", "MESSAGE ", "SUBSCRIBE ", "NOTIFY ",
    "PUBLISH ", "REFER ", "INFO ", "PRACK ", "UPDATE ",
];
const RTSP_METHODS: [&str; 9] = [
    "DESCRIBE ", "SETUP ", "PLAY ", "ANNOUNCE ", "RECORD ", "TEARDOWN ", "OPTIONS ", "GET_PARAMETER ",
    "PAUSE ",
];

fn is_sip(_: &Conversation, _: Side, start: &[u8]) -> Option<bool> {
    speaks(start, "SIP/2.0", &SIP_METHODS)
}

fn is_rtsp(_: &Conversation, _: Side, start: &[u8]) -> Option<bool> {
    speaks(start, "RTSP/1.0", &RTSP_METHODS)
}

fn speaks(start: &[u8], version: &str, methods: &[&str]) -> Option<bool> {
    if begins(start, &[version]) == Some(true) {
        return Some(true);
    }
    if begins(start, methods) == Some(true) {
        let (line, _) = first_line(start)?;
        return Some(line.ends_with(version));
    }
    let may = begins(start, &[version]).is_none() || begins(start, methods).is_none();
    if may { None } else { Some(false) }
}

/// Heads, and how much of a body is to be passed over.
#[derive(Default)]
struct Heads {
    sides: [HeadState; 2],
}

#[derive(Default)]
struct HeadState {
    in_head: bool,
    length: u64,
}

impl Speech for Heads {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let [client, server] = &mut self.sides;
        let state = if from == Side::Client { client } else { server };
        // Sound and picture between the heads of RTSP (RFC 2326 §10.12).
        if !state.in_head && let [b'$', rest @ ..] = held {
            let Some([_, high, low]) = rest.first_chunk::<3>() else { return (0, Want::More) };
            notes.saw(Thing::CameraMedia);
            return (4, Want::Skip(u64::from(u16::from_be_bytes([*high, *low]))));
        }
        let Some((line, taken)) = first_line(held) else { return (0, Want::More) };
        if line.is_empty() {
            let length = std::mem::take(&mut state.length);
            state.in_head = false;
            return (taken, Want::Skip(length));
        }
        if !state.in_head {
            state.in_head = true;
            first(line, notes);
            return (taken, Want::More);
        }
        if let Some((name, value)) = line.split_once(':') {
            let name = name.trim().to_ascii_lowercase();
            if matches!(name.as_str(), "content-length" | "l") {
                state.length = value.trim().parse().unwrap_or(0);
            }
            header(&name, value, notes);
        }
        (taken, Want::More)
    }
}

fn first(line: &str, notes: &mut Notes<'_, '_, '_>) {
    if let Some(thing) = thing_of_request(line) {
        notes.saw(thing);
    }
}

/// What a request line shows.
pub(super) fn thing_of_request(line: &str) -> Option<Thing> {
    match line.split(' ').next()? {
        "INVITE" => Some(Thing::CallParties),
        "REGISTER" | "SUBSCRIBE" | "PUBLISH" => Some(Thing::UserName),
        "MESSAGE" => Some(Thing::ChatMessage),
        "DESCRIBE" | "PLAY" | "RECORD" => Some(Thing::CameraMedia),
        _ => None,
    }
}

fn header(name: &str, value: &str, notes: &mut Notes<'_, '_, '_>) {
    things_of_header(name, value, &mut |thing| notes.saw(thing));
}

/// What a header shows.
pub(super) fn things_of_header(name: &str, value: &str, see: &mut dyn FnMut(Thing)) {
    match name {
        "authorization" | "proxy-authorization" => see(Thing::Password),
        "user-agent" | "server" => see(Thing::SoftwareVersion),
        "from" | "to" | "f" | "t" | "p-asserted-identity" => {
            let user = value.split_once("sip:").and_then(|(_, rest)| rest.split_once('@'));
            let user = user.map_or("", |(user, _)| user);
            let digits = user.trim_start_matches('+');
            let is_number = digits.len() >= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
            if is_number || value.contains("tel:+") {
                see(Thing::PhoneNumber);
            }
        }
        "contact" | "m" if value.contains("urn:gsma:imei:") => see(Thing::Imei),
        "p-access-network-info" | "geolocation" => see(Thing::Coordinates),
        _ => {}
    }
}
