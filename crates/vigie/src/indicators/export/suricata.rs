//! Rules for Suricata 7 (<https://docs.suricata.io/en/suricata-7.0.10/rules/>).
//!
//! A name becomes four rules: for questions to DNS, for the names in TLS and QUIC, for the host of HTTP.
//! `dotprefix` and `endswith` take the name itself and those below it, on the boundary of a label. The
//! number of a rule comes from what it looks for, so it stays when other rules come or go.

use std::collections::BTreeSet;
use std::io::{self, Write};

use vigie_core::{IndicatorRef, content_id};
use vigie_match::NetworkValue;

use super::{Listed, date, described, is_plain_name, plain};

/// Where rule numbers begin: far from those that others give out.
const FIRST: u32 = 1_000_000_000;
/// How many there are.
const NUMBERS: u32 = 1_000_000_000;

pub(super) fn write(listed: &[Listed<'_>], out: &mut dyn Write) -> io::Result<usize> {
    writeln!(out, "# Values published as signs of spyware, for Suricata 7 and later.")?;
    let mut rules = Rules { used: BTreeSet::new(), out };
    let mut written = 0;
    for (value, from) in listed {
        written += usize::from(rules.add(value, from)?);
    }
    Ok(written)
}

struct Rules<'a> {
    used: BTreeSet<u32>,
    out: &'a mut dyn Write,
}

impl Rules<'_> {
    /// Writes the rules of one value; false where it has none.
    fn add(&mut self, value: &NetworkValue, from: &IndicatorRef) -> io::Result<bool> {
        match value {
            NetworkValue::Host { name, with_children } if is_plain_name(name) => {
                for (protocol, direction, buffer) in [
                    ("dns", "any any -> any any", "dns.query"),
                    ("tls", "any any -> any any", "tls.sni"),
                    ("quic", "any any -> any any", "quic.sni"),
                    ("http", "any any -> any any", "http.host"),
                ] {
                    let content = match with_children {
                        true => format!("dotprefix; content:\".{name}\"; nocase; endswith;"),
                        false => format!("content:\"{name}\"; nocase; startswith; endswith;"),
                    };
                    // The host of HTTP is in lower case already, and Suricata refuses `nocase` there.
                    let content = match buffer {
                        "http.host" => content.replace(" nocase;", ""),
                        _ => content,
                    };
                    let head = format!("{protocol} {direction}");
                    self.rule(&head, &format!("{buffer}; {content}"), "asked for", name, from)?;
                }
                Ok(true)
            }
            NetworkValue::Network(network) => {
                let address = match network.prefix_len() == network.max_prefix_len() {
                    true => network.addr().to_string(),
                    false => network.to_string(),
                };
                let head = format!("ip any any <> [{address}] any");
                self.rule(
                    &head,
                    "threshold: type limit, track by_src, count 1, seconds 3600;",
                    "exchange with",
                    &address,
                    from,
                )?;
                Ok(true)
            }
            NetworkValue::Url(url) => self.url(url, from),
            // Suricata compares the SHA-1 of a certificate, in pairs of digits.
            NetworkValue::Certificate(hash) if hash.len() == 40 => {
                let pairs: Vec<&str> =
                    (0..20).filter_map(|pair| hash.get(pair * 2..pair * 2 + 2)).collect();
                let content = format!(
                    "tls.cert_fingerprint; content:\"{}\";",
                    pairs.join(":").replace(':', "|3a|")
                );
                self.rule("tls any any -> any any", &content, "certificate", hash, from)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn url(&mut self, url: &str, from: &IndicatorRef) -> io::Result<bool> {
        let (host, path) = url.split_once('/').unwrap_or((url, ""));
        let (host, _) = host.split_once(':').unwrap_or((host, ""));
        if !is_plain_name(host) || !path.is_ascii() {
            return Ok(false);
        }
        let content = format!(
            "http.host; dotprefix; content:\".{host}\"; endswith; http.uri; content:\"{}\"; startswith;",
            escaped(&format!("/{path}"))
        );
        self.rule("http any any -> any any", &content, "asked for", url, from)?;
        Ok(true)
    }

    fn rule(
        &mut self,
        head: &str,
        looks: &str,
        does: &str,
        value: &str,
        from: &IndicatorRef,
    ) -> io::Result<()> {
        let number = self.number(&format!("{head} {looks}"));
        let message = format!("Vigie: {does} {}, {}", plain(value), described(from));
        let mut metadata = format!("list {}", word(&from.set));
        if let Some(date) = date(from) {
            metadata.push_str(&format!(", date {date}"));
        }
        if !from.malware.is_empty() {
            metadata.push_str(&format!(", malware {}", word(&from.malware)));
        }
        writeln!(
            self.out,
            "alert {head} (msg:\"{message}\"; {looks} metadata:{metadata}; classtype:trojan-activity; \
             sid:{number}; rev:1;)"
        )
    }

    /// The number of a rule, from what it looks for.
    fn number(&mut self, looks: &str) -> u32 {
        let id = content_id(&[looks]);
        let hash = id.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0);
        let mut place = hash % NUMBERS;
        while !self.used.insert(FIRST + place) {
            place = (place + 1) % NUMBERS;
        }
        FIRST + place
    }
}

/// Text as one word of metadata.
fn word(text: &str) -> String {
    let word = plain(text).replace([' ', ','], "_");
    if word.is_empty() { "unnamed".to_owned() } else { word }
}

/// Text of `content`: what has a meaning in rules stands as hexadecimal digits.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric()
            || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'=' | b'&' | b'?')
        {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("|{byte:02x}|"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::export::tests::listed;

    fn rules(values: &[NetworkValue]) -> String {
        let from = listed();
        let listed: Vec<Listed<'_>> = values.iter().map(|value| (value, &from)).collect();
        let mut out = Vec::new();
        write(&listed, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn host(name: &str) -> NetworkValue {
        NetworkValue::Host { name: name.into(), with_children: true }
    }

    #[test]
    fn a_rule_keeps_its_number() {
        let (alone, beside) =
            (rules(&[host("bad.example")]), rules(&[host("a.example"), host("bad.example")]));
        assert!(alone.lines().all(|line| beside.contains(line)));
        assert_eq!(alone.matches("sid:").count(), 4);
        assert!(alone.contains("dotprefix; content:\".bad.example\"; nocase; endswith;"));
        assert!(alone.contains("metadata:list A_list2024, date 2024-05-01, malware Made_up_x;"));
    }

    #[test]
    fn what_has_a_meaning_in_rules_is_spelt_out() {
        let text = rules(&[NetworkValue::Url("bad.example/a;b\"c:d".into())]);
        assert!(text.contains("content:\"/a|3b|b|22|c|3a|d\"; startswith;"), "{text}");
        let none = NetworkValue::Host { name: "a;b.example".into(), with_children: true };
        assert_eq!(rules(&[none]).matches("sid:").count(), 0);
    }
}
