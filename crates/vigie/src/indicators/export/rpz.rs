//! A response policy zone, for resolvers: listed names and addresses get the answer that there is none.
//!
//! <https://datatracker.ietf.org/doc/html/draft-vixie-dnsop-dns-rpz-00>. The serial number of the zone
//! comes from its content: a resolver that reloads the file when it changes needs no more.

use std::io::{self, Write};
use std::net::IpAddr;

use ipnet::IpNet;
use vigie_core::content_id;
use vigie_match::NetworkValue;

use super::{Listed, described, is_plain_name};

pub(super) fn write(listed: &[Listed<'_>], out: &mut dyn Write) -> io::Result<usize> {
    let mut body = String::new();
    let mut written = 0;
    for (value, from) in listed {
        match value {
            NetworkValue::Host { name, with_children }
                if is_plain_name(name) && name.len() < 200 =>
            {
                body.push_str(&format!("; {}\n{name} CNAME .\n", described(from)));
                if *with_children {
                    body.push_str(&format!("*.{name} CNAME .\n"));
                }
            }
            NetworkValue::Network(network) => {
                body.push_str(&format!("; {}\n{} CNAME .\n", described(from), trigger(*network)));
            }
            _ => continue,
        }
        written += 1;
    }
    let id = content_id(&[&body]);
    let serial = id.get(..7).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0);
    writeln!(
        out,
        "; Names and addresses published as signs of spyware, as a response policy zone."
    )?;
    writeln!(out, "$TTL 60")?;
    writeln!(out, "@ SOA localhost. nobody.localhost. {} 3600 600 86400 60", serial.max(1))?;
    writeln!(out, "@ NS localhost.")?;
    out.write_all(body.as_bytes())?;
    Ok(written)
}

/// A network as a trigger on answers: prefix and address backwards, the longest run of zeros of IPv6 as `zz`.
fn trigger(network: IpNet) -> String {
    let parts: Vec<String> = match network.addr() {
        IpAddr::V4(four) => four.octets().iter().rev().map(ToString::to_string).collect(),
        IpAddr::V6(six) => {
            let text = six.to_string();
            let (head, tail) = text.split_once("::").unwrap_or((&text, ""));
            let words = |half: &str| -> Vec<String> {
                half.split(':').filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
            };
            let mut parts = words(head);
            if text.contains("::") {
                parts.push("zz".to_owned());
            }
            parts.extend(words(tail));
            parts.reverse();
            parts
        }
    };
    format!("{}.{}.rpz-ip", network.prefix_len(), parts.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_backwards() {
        let cases = [
            ("192.0.2.0/24", "24.0.2.0.192.rpz-ip"),
            ("2001:db8::1/128", "128.1.zz.db8.2001.rpz-ip"),
            ("2001:db8::/32", "32.zz.db8.2001.rpz-ip"),
        ];
        for (network, expected) in cases {
            assert_eq!(trigger(network.parse().unwrap()), expected);
        }
    }
}
