//! Dumps of registers in RPSL (RFC 2622): RIPE, APNIC, AFRINIC, and answers of whois servers.
//!
//! Objects are parted by empty lines; `key: value`, continued on lines that begin with white space or
//! `+`. Of `inetnum` and `inet6num` the name, organisation, country and date are read; persons and
//! contacts are not.

use std::collections::BTreeMap;
use std::io::{BufRead, Read as _};
use std::net::IpAddr;

use ipnet::IpNet;

use super::{Fact, Step, Wanted};

/// Bytes of a line.
const MOST_LINE: u64 = 16 << 10;

/// Keys of an object that are read.
const KEYS: [&str; 9] = [
    "inetnum",
    "inet6num",
    "netname",
    "descr",
    "country",
    "org",
    "org-name",
    "last-modified",
    "created",
];

/// Shows a fact for each of the wanted addresses that an object speaks of.
///
/// # Errors
/// When the file cannot be read.
pub fn each(
    reader: impl BufRead,
    wanted: &Wanted,
    see: &mut dyn FnMut(IpAddr, Fact),
) -> std::io::Result<()> {
    let mut object: BTreeMap<&'static str, String> = BTreeMap::new();
    lines(reader, MOST_LINE, &mut |line| {
        if line.trim().is_empty() {
            tell(&std::mem::take(&mut object), wanted, see);
            return;
        }
        if let Some((key, value)) = line.split_once(':')
            && let Some(known) = KEYS.iter().find(|known| key.eq_ignore_ascii_case(known))
        {
            object.entry(known).or_insert_with(|| value.trim().to_owned());
        }
    })?;
    tell(&object, wanted, see);
    Ok(())
}

fn tell(object: &BTreeMap<&str, String>, wanted: &Wanted, see: &mut dyn FnMut(IpAddr, Fact)) {
    let Some(range) = object.get("inetnum").or_else(|| object.get("inet6num")) else { return };
    let Some((first, last)) = bounds(range) else { return };
    let addresses = wanted.between(first, last);
    if addresses.is_empty() {
        return;
    }
    let own = |key: &str| object.get(key).filter(|value| !value.is_empty()).cloned();
    let name = [own("netname"), own("descr").or_else(|| own("org-name"))];
    let fact = Fact {
        step: Step::Registrant,
        network: range.clone(),
        country: own("country").map(|country| country.to_uppercase()),
        name: Some(name.into_iter().flatten().collect::<Vec<_>>().join(", ")),
        holder: own("org"),
        since: own("last-modified").or_else(|| own("created")),
        ..Fact::default()
    };
    for address in addresses {
        see(*address, fact.clone());
    }
}

/// `240.0.0.0 - 240.0.0.255`, `2001:db8::/32`.
fn bounds(range: &str) -> Option<(IpAddr, IpAddr)> {
    if let Some((first, last)) = range.split_once('-') {
        let (first, last): (IpAddr, IpAddr) =
            (first.trim().parse().ok()?, last.trim().parse().ok()?);
        return (first <= last && first.is_ipv4() == last.is_ipv4()).then_some((first, last));
    }
    let network: IpNet = range.trim().parse().ok()?;
    Some((network.network(), network.broadcast()))
}

/// Shows each line, cut at `most` bytes; Latin-1 where it is not UTF-8, as old registers write.
pub(super) fn lines(
    mut reader: impl BufRead,
    most: u64,
    see: &mut dyn FnMut(&str),
) -> std::io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if !line.ends_with(b"\n") && line.len() as u64 == most {
            skip_line(&mut reader)?;
        }
        match std::str::from_utf8(&line) {
            Ok(text) => see(text),
            Err(_) => see(&line.iter().copied().map(char::from).collect::<String>()),
        }
    }
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let length = buffer.len();
        match memchr::memchr(b'\n', buffer) {
            Some(at) => {
                reader.consume(at.saturating_add(1));
                return Ok(());
            }
            None if length == 0 => return Ok(()),
            None => reader.consume(length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_name_the_registrant_of_a_range() {
        let text = "% comment\n\ninetnum:        240.0.0.0 - 240.0.0.7\nnetname:        AGENCY-AA\n\
            descr:          Example Agency\ncountry:        aa\norg:            ORG-1\nperson:         Nobody\n\
            last-modified:  2010-01-01T00:00:00Z\n\ninetnum: bad\n\n";
        let wanted = Wanted::new(["240.0.0.7".parse().unwrap(), "240.0.0.8".parse().unwrap()]);
        let mut found = Vec::new();
        each(text.as_bytes(), &wanted, &mut |address, fact| found.push((address, fact))).unwrap();
        let [(address, fact)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(address.to_string(), "240.0.0.7");
        assert_eq!(fact.name.as_deref(), Some("AGENCY-AA, Example Agency"));
        assert_eq!((fact.country.as_deref(), fact.holder.as_deref()), (Some("AA"), Some("ORG-1")));
    }
}
