//! Routing tables and updates in MRT (RFC 6396), as RouteViews and RIPE RIS publish them.
//!
//! Read: TABLE_DUMP_V2 RIB entries for IPv4 and IPv6 unicast, with and without additional paths (RFC
//! 8050); TABLE_DUMP; BGP4MP updates' announcements of IPv4 and, in MP_REACH_NLRI, IPv6. Of each prefix
//! the origin is kept: the last system of the AS path (RFC 4271 §5.1.2); a set at the end names none.

use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use vigie_core::{Reader, Stop, Time};

use super::{Fact, Step, Wanted};

/// Bytes of a record.
const MOST_RECORD: u32 = 16 << 20;

/// Peers whose entry for a prefix is looked at: they nearly always agree.
const MOST_ENTRIES: u16 = 64;

/// Attributes of a route (RFC 4271 §5, RFC 4760 §3).
const AS_PATH: u8 = 2;
const MP_REACH: u8 = 14;

/// Shows a fact for each of the wanted addresses that a route leads to. Gives how many records were
/// damaged.
///
/// # Errors
/// When the file cannot be read.
pub fn each(
    mut reader: impl Read,
    wanted: &Wanted,
    see: &mut dyn FnMut(IpAddr, Fact),
) -> io::Result<u64> {
    let mut damaged = 0_u64;
    let mut body = Vec::new();
    loop {
        let mut header = [0; 12];
        match reader.read_exact(&mut header) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(damaged),
            Err(error) => return Err(error),
        }
        let [t0, t1, t2, t3, k0, k1, s0, s1, l0, l1, l2, l3] = header;
        let seconds = u32::from_be_bytes([t0, t1, t2, t3]);
        let (kind, subtype) = (u16::from_be_bytes([k0, k1]), u16::from_be_bytes([s0, s1]));
        let length = u32::from_be_bytes([l0, l1, l2, l3]);
        if length > MOST_RECORD {
            return Ok(damaged.saturating_add(1));
        }
        body.clear();
        let read = reader.by_ref().take(length.into()).read_to_end(&mut body)?;
        if read as u64 != u64::from(length) {
            return Ok(damaged.saturating_add(1));
        }
        let since = Time::from_unix_seconds(seconds.into()).map(|time| time.to_string());
        let mut route = |prefix: IpNet, origin: u32| {
            for address in wanted.within(&prefix) {
                let (network, since) = (prefix.to_string(), since.clone());
                let asn = Some(origin);
                see(*address, Fact { step: Step::Route, network, asn, since, ..Fact::default() });
            }
        };
        if record(kind, subtype, &body, wanted, &mut route).is_err() {
            damaged = damaged.saturating_add(1);
        }
    }
}

/// Reads one record's routes.
fn record(
    kind: u16,
    subtype: u16,
    body: &[u8],
    wanted: &Wanted,
    see: &mut dyn FnMut(IpNet, u32),
) -> Result<(), Stop> {
    match (kind, subtype) {
        (13, 2 | 4 | 8 | 10) => table_2(subtype, body, wanted, see),
        (12, 1 | 2) => table(subtype == 2, body, see),
        // With a time to the microsecond before it (RFC 6396 §3).
        (17, 1 | 4 | 6 | 7) => update(subtype, body.get(4..).unwrap_or_default(), see),
        (16, 1 | 4 | 6 | 7) => update(subtype, body, see),
        _ => Ok(()),
    }
}

/// RFC 6396 §4.3.2, RFC 8050 §4.1.
fn table_2(
    subtype: u16,
    body: &[u8],
    wanted: &Wanted,
    see: &mut dyn FnMut(IpNet, u32),
) -> Result<(), Stop> {
    let mut reader = Reader::new(body);
    reader.take("sequence number", 4)?;
    let prefix = prefix(&mut reader, matches!(subtype, 4 | 10))?;
    if wanted.within(&prefix).is_empty() {
        return Ok(());
    }
    let count = short(&mut reader, "entry count")?;
    for _ in 0..count.min(MOST_ENTRIES) {
        reader.take("peer and time", 6)?;
        if subtype >= 8 {
            reader.take("path identifier", 4)?;
        }
        let length = short(&mut reader, "length of attributes")?;
        let attributes = reader.take("attributes", usize::from(length))?;
        // RFC 6396 §4.3.4: always four bytes for each system.
        if let Some(origin) = origin(attributes, 4)? {
            see(prefix, origin);
        }
    }
    Ok(())
}

/// RFC 6396 §4.2.
fn table(is_six: bool, body: &[u8], see: &mut dyn FnMut(IpNet, u32)) -> Result<(), Stop> {
    let mut reader = Reader::new(body);
    reader.take("view and sequence", 4)?;
    let address = address(&mut reader, is_six, if is_six { 16 } else { 4 })?;
    let bits = reader.u8("length of the prefix")?;
    let prefix = IpNet::new(address, bits)
        .map_err(|_| Stop::malformed("prefix", reader.offset(), "a length that can be"))?;
    reader.take("status, time, peer", 1 + 4 + if is_six { 16 } else { 4 } + 2)?;
    let length = short(&mut reader, "length of attributes")?;
    if let Some(origin) = origin(reader.take("attributes", usize::from(length))?, 2)? {
        see(prefix.trunc(), origin);
    }
    Ok(())
}

/// RFC 6396 §4.4, RFC 4271 §4.3.
fn update(subtype: u16, body: &[u8], see: &mut dyn FnMut(IpNet, u32)) -> Result<(), Stop> {
    let width = if matches!(subtype, 4 | 7) { 4 } else { 2 };
    let mut reader = Reader::new(body);
    reader.take("systems and interface", width * 2 + 2)?;
    let is_six = short(&mut reader, "family")? == 2;
    reader.take("addresses", if is_six { 32 } else { 8 })?;
    reader.take("marker and length", 18)?;
    if reader.u8("type")? != 2 {
        return Ok(());
    }
    let withdrawn = short(&mut reader, "withdrawn routes")?;
    reader.take("withdrawn routes", usize::from(withdrawn))?;
    let length = short(&mut reader, "length of attributes")?;
    let attributes = reader.take("attributes", usize::from(length))?;
    let Some(origin) = origin(attributes, width)? else { return Ok(()) };
    while !reader.is_empty() {
        see(prefix(&mut reader, false)?, origin);
    }
    each_attribute(attributes, &mut |kind, value| {
        if kind != MP_REACH {
            return Ok(());
        }
        let mut reader = Reader::new(value);
        let family = short(&mut reader, "family")?;
        let unicast = reader.u8("subsequent family")? == 1;
        let hop = reader.u8("length of the next hop")?;
        reader.take("next hop and reserved", usize::from(hop).saturating_add(1))?;
        while family == 2 && unicast && !reader.is_empty() {
            see(prefix(&mut reader, true)?, origin);
        }
        Ok(())
    })
}

fn short(reader: &mut Reader<'_>, what: &'static str) -> Result<u16, Stop> {
    let bytes = reader.take(what, 2)?;
    Ok(bytes.iter().fold(0, |number, byte| number << 8 | u16::from(*byte)))
}

/// A length in bits and as many bytes as it takes.
fn prefix(reader: &mut Reader<'_>, is_six: bool) -> Result<IpNet, Stop> {
    let at = reader.offset();
    let bits = reader.u8("length of a prefix")?;
    let address = address(reader, is_six, usize::from(bits.div_ceil(8)))?;
    let net = IpNet::new(address, bits);
    net.map(|net| net.trunc()).map_err(|_| Stop::malformed("prefix", at, "a length that can be"))
}

fn address(reader: &mut Reader<'_>, is_six: bool, length: usize) -> Result<IpAddr, Stop> {
    let at = reader.offset();
    let bytes = reader.take("address", length)?;
    let mut whole = [0_u8; 16];
    let room = whole.get_mut(..bytes.len());
    room.ok_or_else(|| Stop::malformed("address", at, "at most 16 bytes"))?.copy_from_slice(bytes);
    if is_six {
        return Ok(Ipv6Addr::from(whole).into());
    }
    match whole {
        [a, b, c, d, ..] if length <= 4 => Ok(Ipv4Addr::new(a, b, c, d).into()),
        _ => Err(Stop::malformed("address", at, "at most 4 bytes")),
    }
}

type SeeAttribute<'a> = &'a mut dyn FnMut(u8, &[u8]) -> Result<(), Stop>;

/// Shows each attribute (RFC 4271 §4.3).
fn each_attribute(attributes: &[u8], see: SeeAttribute<'_>) -> Result<(), Stop> {
    let mut reader = Reader::new(attributes);
    while !reader.is_empty() {
        let flags = reader.u8("flags")?;
        let kind = reader.u8("type")?;
        let length = if flags & 0x10 == 0 {
            u16::from(reader.u8("length")?)
        } else {
            short(&mut reader, "length")?
        };
        see(kind, reader.take("attribute", usize::from(length))?)?;
    }
    Ok(())
}

/// The last system of the path, whose numbers are `width` bytes.
fn origin(attributes: &[u8], width: usize) -> Result<Option<u32>, Stop> {
    let mut origin = None;
    each_attribute(attributes, &mut |kind, value| {
        if kind != AS_PATH {
            return Ok(());
        }
        let mut reader = Reader::new(value);
        while !reader.is_empty() {
            let segment = reader.u8("kind of segment")?;
            let count = usize::from(reader.u8("number of systems")?);
            let systems = reader.take("systems", count.saturating_mul(width))?;
            let last = systems.rchunks(width).next();
            // A set (1) leaves open which of its systems is the origin.
            origin = last.filter(|_| segment == 2).map(|bytes| {
                bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte))
            });
        }
        Ok(())
    })?;
    Ok(origin)
}

/// Reads `bytes` as a table.
#[doc(hidden)]
pub fn fuzz_mrt(bytes: &[u8]) {
    let wanted = Wanted::new([
        IpAddr::from(Ipv4Addr::new(240, 1, 2, 3)),
        IpAddr::from(Ipv4Addr::UNSPECIFIED),
        IpAddr::from(Ipv6Addr::UNSPECIFIED),
    ]);
    let _ = each(bytes, &wanted, &mut |_, _| {});
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u16, subtype: u16, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        let time = 1_767_571_200_u32.to_be_bytes();
        let kinds = [kind.to_be_bytes(), subtype.to_be_bytes()].concat();
        [&time, kinds.as_slice(), &length, body].concat()
    }

    fn routes(bytes: &[u8], address: &str) -> (Vec<(String, u32)>, u64) {
        let mut found = Vec::new();
        let wanted = Wanted::new([address.parse().unwrap()]);
        let damaged =
            each(bytes, &wanted, &mut |_, fact| found.push((fact.network, fact.asn.unwrap())));
        (found, damaged.unwrap())
    }

    #[test]
    fn a_table_names_the_origin_of_a_prefix() {
        let path = [0x40, 2, 10, 2, 2, 0, 0, 0xfd, 0xe8, 0xfa, 0x56, 0xea, 1];
        let entry = [&[0, 0, 0, 0, 0, 0, 0, 13][..], &path].concat();
        let body = [&[0, 0, 0, 1, 16, 240, 1, 0, 1][..], &entry].concat();
        let file = [message(13, 1, b"peers"), message(13, 2, &body)].concat();
        assert_eq!(routes(&file, "240.1.2.3"), (vec![("240.1.0.0/16".into(), 0xfa56_ea01)], 0));
        assert_eq!(routes(&file, "240.2.2.3").0, []);
        assert_eq!(routes(&file[..file.len() - 3], "240.1.2.3").1, 1);
    }

    #[test]
    fn an_update_announces_both_families() {
        let reach = [0x80, 14, 11, 0, 2, 1, 0, 0, 32, 0x20, 1, 0x0d, 0xb8, 0];
        let reach = &reach[..reach.len() - 1];
        let mut attributes = vec![0x40, 2, 6, 2, 1, 0, 0, 0xfd, 0xe8, 0x80, 14, 10];
        attributes.extend_from_slice(&reach[3..]);
        let mut body = vec![0; 4 + 4 + 2];
        body.extend([0, 1]);
        body.extend([0; 8 + 16]);
        body.extend([0, 0, 2, 0, 0]);
        body.extend(u16::try_from(attributes.len()).unwrap().to_be_bytes());
        body.extend(&attributes);
        body.extend([8, 240]);
        let file = message(16, 4, &body);
        assert_eq!(routes(&file, "240.1.2.3"), (vec![("240.0.0.0/8".into(), 65_000)], 0));
        assert_eq!(routes(&file, "2001:db8::1"), (vec![("2001:db8::/32".into(), 65_000)], 0));
    }
}
