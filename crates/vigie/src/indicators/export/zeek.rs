//! A file for Zeek's intelligence framework (<https://docs.zeek.org/en/master/frameworks/intel.html>).

use std::io::{self, Write};

use vigie_match::NetworkValue;

use super::{Listed, described, plain};

pub(super) fn write(listed: &[Listed<'_>], out: &mut dyn Write) -> io::Result<usize> {
    writeln!(out, "#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.url")?;
    let mut written = 0;
    for (value, from) in listed {
        let (text, kind) = match value {
            NetworkValue::Host { name, .. } => (name.clone(), "Intel::DOMAIN"),
            NetworkValue::Network(network) if network.prefix_len() == network.max_prefix_len() => {
                (network.addr().to_string(), "Intel::ADDR")
            }
            NetworkValue::Network(network) => (network.to_string(), "Intel::SUBNET"),
            NetworkValue::Url(url) => (url.clone(), "Intel::URL"),
            // Zeek takes the SHA-1 of certificates.
            NetworkValue::Certificate(hash) if hash.len() == 40 => {
                (hash.clone(), "Intel::CERT_HASH")
            }
            NetworkValue::File(hash) => (hash.clone(), "Intel::FILE_HASH"),
            NetworkValue::Email(address) => (address.clone(), "Intel::EMAIL"),
            _ => continue,
        };
        if text.chars().any(|c| c.is_control()) {
            continue;
        }
        let url = from.reference.as_deref().filter(|url| !url.chars().any(char::is_control));
        let set = plain(&from.set);
        let set = if set.is_empty() { "-".to_owned() } else { set };
        writeln!(out, "{text}\t{kind}\t{set}\t{}\t{}", described(from), url.unwrap_or("-"))?;
        written += 1;
    }
    Ok(written)
}
