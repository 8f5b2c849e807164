//! Statistics of the regional registries, `delegated` and `delegated-extended`.
//!
//! `registry|cc|type|start|value|date|status[|opaque-id]`; for IPv4 the value is a count of addresses,
//! for IPv6 a prefix length. The country is where the holder is registered, not where the address is.
//! <https://ftp.ripe.net/pub/stats/ripencc/RIR-Statistics-Exchange-Format.txt>

use std::io::BufRead;
use std::net::{IpAddr, Ipv4Addr};

use ipnet::IpNet;

use super::{Fact, Step, Wanted};

/// Bytes of a line.
const MOST_LINE: u64 = 4096;

/// Shows a fact for each of the wanted addresses that a line speaks of.
///
/// # Errors
/// When the file cannot be read.
pub fn each(
    reader: impl BufRead,
    wanted: &Wanted,
    see: &mut dyn FnMut(IpAddr, Fact),
) -> std::io::Result<()> {
    super::rpsl::lines(reader, MOST_LINE, &mut |line| {
        if let Some((first, last, fact)) = fact(line) {
            for address in wanted.between(first, last) {
                see(*address, fact.clone());
            }
        }
    })
}

fn fact(line: &str) -> Option<(IpAddr, IpAddr, Fact)> {
    let fields: Vec<&str> = line.trim_end().split('|').collect();
    let [registry, country, kind, start, value, date, ..] = fields.as_slice() else { return None };
    let first: IpAddr = start.parse().ok()?;
    let (last, network) = match (first, *kind) {
        (IpAddr::V4(four), "ipv4") => {
            let count: u32 = value.parse().ok().filter(|count| *count > 0)?;
            let last = u32::from(four).checked_add(count.checked_sub(1)?)?;
            (IpAddr::V4(Ipv4Addr::from(last)), format!("{first}+{count}"))
        }
        (IpAddr::V6(_), "ipv6") => {
            let network = IpNet::new(first, value.parse().ok()?).ok()?;
            (network.broadcast(), network.to_string())
        }
        _ => return None,
    };
    let some = |text: &&str| (!text.is_empty()).then(|| (*text).to_owned());
    let since = (date.len() == 8 && date.bytes().all(|digit| digit.is_ascii_digit())).then(|| {
        let part = |from: usize, to: usize| date.get(from..to).unwrap_or_default();
        [part(0, 4), part(4, 6), part(6, 8)].join("-")
    });
    let fact = Fact {
        step: Step::Registration,
        network,
        country: some(country).map(|country| country.to_uppercase()),
        name: some(registry),
        holder: fields.get(7).and_then(some),
        since,
        ..Fact::default()
    };
    Some((first, last, fact))
}

/// Reads the whole of a stream as text; for tests.
#[cfg(test)]
pub(crate) fn facts(mut text: impl std::io::Read, wanted: &Wanted) -> Vec<(IpAddr, Fact)> {
    let mut all = String::new();
    text.read_to_string(&mut all).unwrap();
    let mut found = Vec::new();
    each(all.as_bytes(), wanted, &mut |address, fact| found.push((address, fact))).unwrap();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_are_no_power_of_two_hold_their_addresses() {
        let text = "2|ripencc|20260101|2|19830705|20260101|+0100\nripencc|*|ipv4|*|1|summary\n\
            ripencc|BE|ipv4|240.0.0.0|768|20100203|allocated|abc\nripencc|AA|ipv6|2001:db8::|32|20110101|allocated\n";
        let wanted = ["240.0.2.255", "240.0.3.0", "2001:db8::1"].map(|text| text.parse().unwrap());
        let found = facts(text.as_bytes(), &Wanted::new(wanted));
        let told: Vec<_> = found
            .iter()
            .map(|(address, fact)| (address.to_string(), fact.country.as_deref().unwrap()))
            .collect();
        assert_eq!(told, [("240.0.2.255".into(), "BE"), ("2001:db8::1".into(), "AA")]);
        assert_eq!(found[0].1.since.as_deref(), Some("2010-02-03"));
        assert_eq!(found[0].1.holder.as_deref(), Some("abc"));
    }
}
