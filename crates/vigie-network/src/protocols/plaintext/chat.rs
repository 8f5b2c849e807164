//! XMPP and IRC.

use super::lines::{begins, command, first_line};
use super::talk::{Dialect, Notes, Speech, Want};
use crate::dissect::{Conversation, Side};
use crate::protocols::exposure::Thing;

pub(super) const XMPP: Dialect =
    Dialect { name: "XMPP", speaks: is_xmpp, start: || Box::new(Xmpp) };
pub(super) const IRC: Dialect =
    Dialect { name: "IRC", speaks: is_irc, start: || Box::new(Irc) };

fn is_xmpp(_: &Conversation, _: Side, start: &[u8]) -> Option<bool> {
    let start = start.trim_ascii_start();
    if !begins(start, &["<?xml", "<stream:stream"])? {
        return Some(false);
    }
    let look = start.get(..1024).unwrap_or(start);
    if memchr::memmem::find(look, b"<stream:stream").is_some() {
        return Some(true);
    }
    if start.len() < 512 { None } else { Some(false) }
}

/// XMPP is read tag by tag; text between tags is passed over.
struct Xmpp;

impl Speech for Xmpp {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some(open) = memchr::memchr(b'<', held) else { return (held.len(), Want::More) };
        let rest = held.get(open..).unwrap_or_default();
        let Some(close) = memchr::memchr(b'>', rest) else {
            return if rest.len() > 16 << 10 { (held.len(), Want::More) } else { (open, Want::More) };
        };
        let taken = open + close + 1;
        let tag = String::from_utf8_lossy(rest.get(1..close).unwrap_or_default());
        let name = tag.split([' ', '/', '\t', '\n', '\r']).next().unwrap_or("");
        let plain = name.rsplit(':').next().unwrap_or(name);
        match (from, plain) {
            (Side::Server, "features") => notes.tls.listed = true,
            (Side::Server, "starttls") => notes.tls.offered = true,
            (Side::Client, "starttls") => notes.tls.asked = true,
            (Side::Server, "proceed") if notes.tls.is_waiting() => {
                notes.tls.answer(true);
                return (taken, Want::Tls);
            }
            (Side::Server, "failure") if notes.tls.is_waiting() => notes.tls.answer(false),
            (Side::Client, "auth" | "authenticate") => notes.saw(Thing::Password),
            (Side::Client, "password") => notes.saw(Thing::Password),
            (_, "body") => notes.saw(Thing::ChatMessage),
            (_, "message" | "presence") => notes.saw(Thing::UserName),
            _ => {}
        }
        (taken, Want::More)
    }
}

fn is_irc(_: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    match from {
        Side::Client => {
            let is_first = begins(start, &["NICK ", "CAP LS", "PASS ", "USER "])?;
            if !is_first {
                return Some(false);
            }
            // FTP and POP3 have USER and PASS too, but IRC's has four words.
            let (line, _) = first_line(start)?;
            let words = line.split(' ').count();
            Some(!line.starts_with("USER ") && !line.starts_with("PASS ") || words >= 4)
        }
        Side::Server => {
            if *start.first()? != b':' {
                return Some(false);
            }
            let (line, _) = first_line(start)?;
            let verb = line.split(' ').nth(1).unwrap_or("");
            Some(["NOTICE", "001", "020", "CAP", "PING"].contains(&verb))
        }
    }
}

/// IRC is read line by line.
struct Irc;

impl Speech for Irc {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some((line, taken)) = first_line(held) else { return (0, Want::More) };
        let line = match line.strip_prefix(':').filter(|_| from == Side::Server) {
            Some(rest) => rest.split_once(' ').map_or("", |(_, rest)| rest),
            None => line,
        };
        let (verb, rest) = command(line);
        match verb.as_str() {
            "PRIVMSG" if from == Side::Client && is_identification(rest) => notes.saw(Thing::Password),
            "PRIVMSG" => notes.saw(Thing::ChatMessage),
            "PASS" | "OPER" | "AUTHENTICATE" if from == Side::Client => notes.saw(Thing::Password),
            "NICK" | "USER" if from == Side::Client => notes.saw(Thing::UserName),
            "STARTTLS" if from == Side::Client => notes.tls.asked = true,
            "CAP" if from == Side::Server => {
                rest.split([' ', ':']).for_each(|word| notes.tls.can(word, "tls"));
            }
            "670" if notes.tls.is_waiting() => {
                notes.tls.answer(true);
                return (taken, Want::Tls);
            }
            "691" | "421" if notes.tls.is_waiting() => notes.tls.answer(false),
            _ => {}
        }
        (taken, Want::More)
    }
}

fn is_identification(rest: &str) -> bool {
    let upper = rest.to_ascii_uppercase();
    upper.starts_with("NICKSERV") && upper.contains("IDENTIFY")
}
