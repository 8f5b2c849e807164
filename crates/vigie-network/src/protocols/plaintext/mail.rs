//! SMTP, IMAP and POP3.

use super::lines::{begins, command, first_line, reply};
use super::talk::{Dialect, Notes, Speech, Want};
use crate::dissect::{Conversation, Side};
use crate::protocols::exposure::Thing;

pub(super) const SMTP: Dialect =
    Dialect { name: "SMTP", speaks: is_smtp, start: || Box::new(Smtp::default()) };
pub(super) const IMAP: Dialect =
    Dialect { name: "IMAP", speaks: is_imap, start: || Box::new(Imap::default()) };
pub(super) const POP3: Dialect =
    Dialect { name: "POP3", speaks: is_pop3, start: || Box::new(Pop3::default()) };

fn is_smtp(of: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    if from == Side::Client {
        return begins(start, &["EHLO ", "HELO ", "LHLO ", "MAIL FROM:"]);
    }
    if !begins(start, &["220 ", "220-", "554 "])? {
        return Some(false);
    }
    let (line, _) = first_line(start)?;
    let upper = line.to_ascii_uppercase();
    Some(upper.contains("SMTP") || matches!(of.server.port(), 25 | 465 | 587 | 2525))
}

/// State of SMTP.
#[derive(Default)]
struct Smtp {
    in_text: bool,
    asked_data: bool,
    lists: bool,
}

impl Speech for Smtp {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some((line, taken)) = first_line(held) else { return (0, Want::More) };
        if from == Side::Server {
            return (taken, self.reply(line, notes));
        }
        if self.in_text {
            self.in_text = line != ".";
            return (taken, Want::More);
        }
        let (verb, rest) = command(line);
        match verb.as_str() {
            "EHLO" | "LHLO" => self.lists = true,
            "MAIL" | "RCPT" => notes.saw(Thing::MailEnvelope),
            "AUTH" => notes.saw(credential(rest)),
            "DATA" => self.asked_data = true,
            "BDAT" => {
                notes.saw(Thing::MailText);
                let count = rest.split(' ').next().and_then(|count| count.parse().ok());
                return (taken, Want::Skip(count.unwrap_or(0)));
            }
            "STARTTLS" => notes.tls.asked = true,
            _ => {}
        }
        (taken, Want::More)
    }
}

impl Smtp {
    fn reply(&mut self, line: &str, notes: &mut Notes<'_, '_, '_>) -> Want {
        let Some((code, is_last, text)) = reply(line) else { return Want::More };
        if notes.tls.is_waiting() && is_last {
            notes.tls.answer(code == 220);
            return if code == 220 { Want::Tls } else { Want::More };
        }
        if self.lists && code == 250 {
            notes.tls.can(text.split(' ').next().unwrap_or(""), "STARTTLS");
            self.lists = !is_last;
        }
        // Answers to what came before DATA in the same packet are 250: they say nothing of it.
        if self.asked_data && is_last && code >= 300 {
            self.asked_data = false;
            self.in_text = code == 354;
            if self.in_text {
                notes.saw(Thing::MailText);
            }
        }
        Want::More
    }
}

/// What an authentication mechanism shows: a token that expires, or a password.
fn credential(mechanism: &str) -> Thing {
    let upper = mechanism.to_ascii_uppercase();
    if upper.starts_with("XOAUTH") || upper.starts_with("OAUTHBEARER") {
        Thing::Token
    } else {
        Thing::Password
    }
}

fn is_imap(_: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    match from {
        Side::Server => begins(start, &["* OK", "* PREAUTH", "* BYE"]),
        Side::Client => {
            let (line, _) = first_line(start)?;
            let mut words = line.split(' ');
            let tag = words.next().unwrap_or("");
            let verb = words.next().unwrap_or("").to_ascii_uppercase();
            let is_verb =
                ["CAPABILITY", "LOGIN", "AUTHENTICATE", "STARTTLS", "ID", "NOOP"].contains(&verb.as_str());
            let is_tag = (1..=16).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric());
            Some(is_tag && is_verb)
        }
    }
}

/// State of IMAP.
#[derive(Default)]
struct Imap {
    tag: String,
}

impl Speech for Imap {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some((line, taken)) = first_line(held) else { return (0, Want::More) };
        let upper = line.to_ascii_uppercase();
        let mut words = upper.split(' ');
        let (tag, verb) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let mut want = Want::More;
        if from == Side::Server {
            if let Some((_, list)) = upper.split_once("CAPABILITY ") {
                list.split([' ', ']']).for_each(|word| notes.tls.can(word, "STARTTLS"));
            }
            let has_text = ["BODY[", "RFC822", "ENVELOPE"].iter().any(|word| upper.contains(word));
            if verb.bytes().all(|byte| byte.is_ascii_digit()) && has_text {
                let is_envelope = upper.contains("ENVELOPE") && !upper.contains("BODY[");
                notes.saw(if is_envelope { Thing::MailEnvelope } else { Thing::MailText });
            }
            if notes.tls.is_waiting() && tag == self.tag {
                notes.tls.answer(verb == "OK");
                want = if verb == "OK" { Want::Tls } else { Want::More };
            }
        } else {
            match verb {
                "LOGIN" => notes.saw(Thing::Password),
                "AUTHENTICATE" => notes.saw(credential(words.next().unwrap_or(""))),
                "APPEND" => notes.saw(Thing::MailText),
                "STARTTLS" => {
                    notes.tls.asked = true;
                    tag.clone_into(&mut self.tag);
                }
                _ => {}
            }
        }
        match literal(&upper) {
            Some(count) if want == Want::More => (taken, Want::Skip(count)),
            _ => (taken, want),
        }
    }
}

/// The length of the literal that follows a line ending in `{123}` or `{123+}`.
fn literal(line: &str) -> Option<u64> {
    let (_, count) = line.strip_suffix('}')?.rsplit_once('{')?;
    count.trim_end_matches('+').parse().ok()
}

fn is_pop3(_: &Conversation, from: Side, start: &[u8]) -> Option<bool> {
    match from {
        Side::Server => begins(start, &["+OK"]),
        Side::Client => begins(start, &["CAPA\r\n", "STLS\r\n", "APOP "]),
    }
}

/// State of POP3.
#[derive(Default)]
struct Pop3 {
    asked: Option<Asked>,
    in_text: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Text,
    Capabilities,
}

impl Speech for Pop3 {
    fn hear(&mut self, from: Side, held: &[u8], notes: &mut Notes<'_, '_, '_>) -> (usize, Want) {
        let Some((line, taken)) = first_line(held) else { return (0, Want::More) };
        if from == Side::Client {
            let (verb, rest) = command(line);
            match verb.as_str() {
                "PASS" | "APOP" => notes.saw(Thing::Password),
                "AUTH" if !rest.is_empty() => notes.saw(credential(rest)),
                "RETR" | "TOP" => self.asked = Some(Asked::Text),
                "CAPA" => self.asked = Some(Asked::Capabilities),
                "STLS" => notes.tls.asked = true,
                _ => {}
            }
            return (taken, Want::More);
        }
        if self.in_text {
            if self.asked == Some(Asked::Capabilities) && line != "." {
                notes.tls.can(line.split(' ').next().unwrap_or(""), "STLS");
            }
            self.in_text = line != ".";
            return (taken, Want::More);
        }
        let is_good = line.starts_with("+OK");
        if notes.tls.is_waiting() {
            notes.tls.answer(is_good);
            return (taken, if is_good { Want::Tls } else { Want::More });
        }
        self.in_text = self.asked.is_some() && is_good;
        match self.asked {
            Some(Asked::Text) if is_good => notes.saw(Thing::MailText),
            Some(_) if !is_good => self.asked = None,
            _ => {}
        }
        (taken, Want::More)
    }
}
