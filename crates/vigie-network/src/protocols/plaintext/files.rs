//! FTP and Telnet.

use super::lines::{begins, command, first_line, reply};
use super::talk::{Dialect, Notes, Speech, Want};
use crate::dissect::{Conversation, Side};
use crate::protocols::exposure::Thing;

pub(super) const FTP: Dialect =
    Dialect { name: "FTP", speaks: is_ftp, start: || Box::new(Ftp::default()) };
pub(super) const TELNET: Dialect =
    Dialect { name: "Telnet", speaks: is_telnet, start: || Box::new(Telnet::default()) };

fn is_ftp(of: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    if from == Side::Client {
        let is_first = begins(start, &["USER ", "AUTH TLS", "AUTH SSL", "FEAT\r\n"])?;
        return Some(is_first && of.server.port() != 110);
    }
    if !begins(start, &["220 ", "220-"])? {
        return Some(false);
    }
    let (line, _) = first_line(start)?;
    Some(of.server.port() == 21 || line.to_ascii_uppercase().contains("FTP"))
}

/// State of FTP.
#[derive(Default)]
struct Ftp {
    is_anonymous: bool,
    lists: bool,
}

impl Speech for Ftp {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some((line, taken)) = first_line(held) else { return (0, Want::More) };
        if from == Side::Server {
            return (taken, self.reply(line, notes));
        }
        let (verb, rest) = command(line);
        match verb.as_str() {
            "USER" => {
                self.is_anonymous = ["anonymous", "ftp"].contains(&rest.to_lowercase().as_str());
                if !self.is_anonymous {
                    notes.saw(Thing::UserName);
                }
            }
            "PASS" if !self.is_anonymous => notes.saw(Thing::Password),
            "RETR" | "STOR" | "APPE" | "STOU" => notes.saw(Thing::FileTransfer),
            "FEAT" => self.lists = true,
            "AUTH" => {
                notes.tls.asked = true;
                (notes.tls.granted, notes.tls.refused) = (false, false);
            }
            _ => {}
        }
        (taken, Want::More)
    }
}

impl Ftp {
    fn reply(&mut self, line: &str, notes: &mut Notes<'_, '_, '_>) -> Want {
        if self.lists && line.starts_with(' ') {
            let upper = line.trim().to_ascii_uppercase();
            notes.tls.can(if upper.starts_with("AUTH") && upper.contains("TLS") { "AUTH TLS" } else { &upper }, "AUTH TLS");
        }
        let Some((code, is_last, _)) = reply(line) else { return Want::More };
        if notes.tls.is_waiting() && is_last && code >= 200 {
            notes.tls.answer(code == 234);
            return if code == 234 { Want::Tls } else { Want::More };
        }
        if is_last && (code == 211 || code >= 500) {
            self.lists = false;
        }
        Want::More
    }
}

/// Telnet negotiates its options at once: IAC, WILL to DONT, an option (RFC 854).
fn is_telnet(of: &Conversation, _: Side, start: &[u8]) -> Option<bool> {
    let [first, second, ..] = start else { return if start.is_empty() { None } else { Some(*start == [0xff]) } };
    let negotiates = *first == 0xff && (0xfb..=0xfe).contains(second);
    Some(negotiates || (of.server.port() == 23 && first.is_ascii()))
}

/// State of Telnet.
#[derive(Default)]
struct Telnet {
    asked: Option<Thing>,
    /// The end of what the server wrote, to find its question.
    tail: Vec<u8>,
}

impl Speech for Telnet {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        if from == Side::Server {
            self.tail.extend(held.iter().take(4096).map(u8::to_ascii_lowercase));
            let surplus = self.tail.len().saturating_sub(64);
            self.tail.drain(..surplus);
            let text = String::from_utf8_lossy(&self.tail);
            let text = text.trim_end();
            if ["password:", "passwd:", "passwort:", "mot de passe:"].iter().any(|word| text.ends_with(word)) {
                self.asked = Some(Thing::Password);
            } else if ["login:", "username:", "user:"].iter().any(|word| text.ends_with(word)) {
                self.asked = Some(Thing::UserName);
            }
        } else if held.iter().any(u8::is_ascii_alphanumeric)
            && let Some(thing) = self.asked.take()
        {
            notes.saw(thing);
        }
        (held.len(), Want::More)
    }
}
