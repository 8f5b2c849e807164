//! DNS over TCP (RFC 7766): each message has its length before it, and several may follow one another.

use vigie_capture::Moment;

use super::say::{Place, say_answer, say_queries};
use super::{looks_like_dns, read_message};
use crate::dissect::{Conversation, Next, Output, Side, StreamDissector, StreamProtocol};

pub(super) struct OverTcp;

impl StreamProtocol for OverTcp {
    fn speaks(&self, of: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
        let (length, message) = start.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        if length < 12 {
            return Some(false);
        }
        let header = message.first_chunk::<12>()?;
        let has_direction = (header.get(2).is_some_and(|flags| flags & 0x80 != 0)) == (from == Side::Server);
        if !looks_like_dns(message) || !has_direction {
            return Some(false);
        }
        if of.server.port() == 53 {
            return Some(true);
        }
        let whole = message.get(..length)?;
        Some(read_message(whole).is_some_and(|read| read.damage.is_none() && !read.has_rest))
    }

    fn dissector(&self) -> Box<dyn StreamDissector> {
        Box::new(Messages::default())
    }
}

/// What was read of the message at hand, from each side.
#[derive(Default)]
struct Messages {
    client: Vec<u8>,
    server: Vec<u8>,
}

impl StreamDissector for Messages {
    fn data(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        let held = match from {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        };
        // A message has at most 65,535 bytes, so no more than that and what came just now is held.
        held.extend_from_slice(bytes);
        let mut rest = held.as_slice();
        while let Some((length, behind)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length));
            let Some((message, after)) = behind.split_at_checked(length) else { break };
            if !read(of, from, message, at, out) {
                return Next::Done;
            }
            rest = after;
        }
        let used = held.len() - rest.len();
        held.drain(..used);
        Next::More
    }
}

fn read(
    of: &Conversation,
    from: Side,
    bytes: &[u8],
    at: Moment,
    out: &mut Output<'_, '_>,
) -> bool {
    let Some(message) = read_message(bytes) else {
        out.problem(at, "DNS over TCP: expected a message of at least 12 bytes");
        return false;
    };
    if let Some(damage) = message.damage {
        out.problem(at, format!("DNS over TCP: {damage}"));
    }
    let place = Place {
        connection: of.number,
        transport: "tcp",
        client: of.client,
        server: of.server,
        at,
    };
    match (message.opcode, message.is_response) {
        (0, true) if from == Side::Server => say_answer(&message, &place, None, out),
        (0, false) if from == Side::Client => say_queries(&message, &place, out),
        _ => {}
    }
    true
}
