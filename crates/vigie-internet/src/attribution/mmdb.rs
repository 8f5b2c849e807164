//! MaxMind DB files: <https://maxmind.github.io/MaxMind-DB/>, version 2.
//!
//! A search tree over the bits of an address, whose leaves point into a section of values; behind the
//! last marker `\xab\xcd\xefMaxMind.com`, in the last 128 KiB, a map that describes both. Nothing is
//! loaded: a look-up reads some dozens of small places.

use std::net::IpAddr;

use ipnet::IpNet;
use serde_json::{Map, Value};
use vigie_core::{ReadAt, Stop, Time};

use super::{Fact, Step};

const MARKER: &[u8] = b"\xab\xcd\xefMaxMind.com";

/// Bytes at the end in which the description stands.
const TAIL: u64 = 128 << 10;

/// Levels of a value; the specification has no limit, files have four.
const MOST_LEVELS: u32 = 16;

/// Values read for one address: hostile pointers can make a small file large.
const MOST_VALUES: u32 = 2000;

/// Bytes of a text.
const MOST_TEXT: u64 = 4096;

/// Zero bytes between tree and values.
const GAP: u64 = 16;

/// A database.
pub struct Mmdb<'a> {
    data: &'a dyn ReadAt,
    nodes: u64,
    /// Bits of one of a node's two records.
    bits: u64,
    is_six: bool,
    /// What it says it is: `GeoLite2-Country`.
    pub kind: String,
    /// When it was built.
    pub built: Option<Time>,
}

/// Whether `data` ends as such files do.
#[must_use]
pub fn is_one(data: &dyn ReadAt) -> bool {
    matches!(tail(data), Ok(Some(_)))
}

/// Where the description begins.
fn tail(data: &dyn ReadAt) -> Result<Option<u64>, Stop> {
    let from = data.size().saturating_sub(TAIL);
    let bytes = fetch(data, from, usize::try_from(data.size().min(TAIL)).unwrap_or(0))?;
    let found = memchr::memmem::rfind(&bytes, MARKER);
    let start = found.and_then(|at| at.checked_add(MARKER.len()));
    Ok(start.map(|at| from.saturating_add(at as u64)))
}

fn fetch(data: &dyn ReadAt, offset: u64, length: usize) -> Result<Vec<u8>, Stop> {
    let mut bytes = vec![0; length];
    let mut filled = 0_usize;
    while let Some(room) = bytes.get_mut(filled..).filter(|room| !room.is_empty()) {
        let read = data.read_at(offset.saturating_add(filled as u64), room)?;
        if read == 0 {
            let have = filled as u64;
            return Err(Stop::malformed("MaxMind DB", offset.saturating_add(have), "more bytes"));
        }
        filled = filled.saturating_add(read);
    }
    Ok(bytes)
}

impl<'a> Mmdb<'a> {
    /// Opens the database in `data`.
    ///
    /// # Errors
    /// When it is none, or its description does not hold together.
    pub fn open(data: &'a dyn ReadAt) -> Result<Self, Stop> {
        let malformed = |what: &str| Stop::malformed("MaxMind DB", 0, what);
        let start = tail(data)?.ok_or_else(|| malformed("its marker near the end"))?;
        let mut values = Values { data, base: start, left: MOST_VALUES };
        let (described, _) = values.read(0, 0)?;
        let number = |key: &str| described.get(key).and_then(Value::as_u64);
        let nodes = number("node_count").ok_or_else(|| malformed("node_count"))?;
        let bits = number("record_size").filter(|bits| matches!(bits, 24 | 28 | 32));
        let bits = bits.ok_or_else(|| malformed("a record_size of 24, 28 or 32"))?;
        let tree = nodes.checked_mul(bits).map(|bits| bits / 4);
        if tree.is_none_or(|tree| tree.saturating_add(GAP) > data.size()) {
            return Err(malformed("as many nodes as it says"));
        }
        let kind = described.get("database_type").and_then(Value::as_str).unwrap_or_default();
        let built = number("build_epoch").and_then(|seconds| i64::try_from(seconds).ok());
        Ok(Self {
            data,
            nodes,
            bits,
            is_six: number("ip_version") == Some(6),
            kind: kind.to_owned(),
            built: built.and_then(Time::from_unix_seconds),
        })
    }

    /// The network and value for an address; `None` where it has none.
    ///
    /// # Errors
    /// When the database is damaged on the way there.
    pub fn look_up(&self, address: IpAddr) -> Result<Option<(IpNet, Value)>, Stop> {
        let (bits, length): (u128, u8) = match (address, self.is_six) {
            (IpAddr::V4(four), false) => (u128::from(u32::from(four)) << 96, 32),
            // IPv4 stands below ::/96.
            (IpAddr::V4(four), true) => (u128::from(u32::from(four)), 128),
            (IpAddr::V6(six), true) => (u128::from(six), 128),
            (IpAddr::V6(_), false) => return Ok(None),
        };
        let mut node = 0_u64;
        for depth in 0..length {
            if node >= self.nodes {
                break;
            }
            let bit = bits.checked_shr(127_u32.saturating_sub(depth.into())).unwrap_or(0) & 1;
            node = self.record(node, bit == 1)?;
            if node == self.nodes {
                return Ok(None);
            }
            if node > self.nodes {
                let depth = depth.saturating_add(1);
                let own =
                    if address.is_ipv4() && self.is_six { depth.saturating_sub(96) } else { depth };
                let network = IpNet::new(address, own).map(|network| network.trunc());
                let network = network.unwrap_or_else(|_| IpNet::from(address));
                let offset = node.saturating_sub(self.nodes).saturating_sub(GAP);
                let base = (self.nodes.saturating_mul(self.bits) / 4).saturating_add(GAP);
                let mut values = Values { data: self.data, base, left: MOST_VALUES };
                return Ok(Some((network, values.read(offset, 0)?.0)));
            }
        }
        Ok(None)
    }

    /// The left or right record of a node.
    fn record(&self, node: u64, right: bool) -> Result<u64, Stop> {
        let size = self.bits / 4;
        let bytes =
            fetch(self.data, node.saturating_mul(size), usize::try_from(size).unwrap_or(0))?;
        let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
        Ok(match bytes.as_slice() {
            [l1, l2, l3, r1, r2, r3] => match right {
                false => number(&[*l1, *l2, *l3]),
                true => number(&[*r1, *r2, *r3]),
            },
            [l1, l2, l3, middle, r1, r2, r3] => match right {
                false => u64::from(middle >> 4) << 24 | number(&[*l1, *l2, *l3]),
                true => u64::from(middle & 15) << 24 | number(&[*r1, *r2, *r3]),
            },
            [l1, l2, l3, l4, r1, r2, r3, r4] => match right {
                false => number(&[*l1, *l2, *l3, *l4]),
                true => number(&[*r1, *r2, *r3, *r4]),
            },
            _ => return Err(Stop::malformed("MaxMind DB", node, "a node")),
        })
    }

    /// What it says of an address.
    ///
    /// # Errors
    /// As [`Mmdb::look_up`].
    pub fn fact(&self, address: IpAddr) -> Result<Option<Fact>, Stop> {
        let Some((network, value)) = self.look_up(address)? else { return Ok(None) };
        let text = |paths: &[&str]| {
            paths.iter().find_map(|path| {
                let found = path.split('.').try_fold(&value, |value, key| value.get(key))?;
                found.as_str().map(str::to_owned)
            })
        };
        let country =
            text(&["country.iso_code", "country_code", "registered_country.iso_code", "country"]);
        let asn = value.get("autonomous_system_number").and_then(Value::as_u64);
        let asn = asn.and_then(|asn| u32::try_from(asn).ok());
        let asn = asn.or_else(|| text(&["asn"])?.trim_start_matches("AS").parse().ok());
        Ok(Some(Fact {
            step: Step::Place,
            network: network.to_string(),
            country: country.filter(|country| country.len() == 2),
            asn,
            name: text(&["autonomous_system_organization", "as_name", "organization"]),
            since: self.built.map(|built| built.to_string()),
            holder: None,
        }))
    }
}

/// Values of a section.
struct Values<'a> {
    data: &'a dyn ReadAt,
    base: u64,
    left: u32,
}

impl Values<'_> {
    fn bytes(&self, offset: u64, length: u64) -> Result<Vec<u8>, Stop> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        fetch(self.data, self.base.saturating_add(offset), length)
    }

    fn number(&self, offset: u64, length: u64, most: u64) -> Result<u128, Stop> {
        if length > most {
            return Err(Stop::malformed("MaxMind DB", offset, "a number that is not too long"));
        }
        Ok(self.bytes(offset, length)?.iter().fold(0, |n, byte| n << 8 | u128::from(*byte)))
    }

    /// The value at `offset`, and where the next one begins.
    fn read(&mut self, offset: u64, level: u32) -> Result<(Value, u64), Stop> {
        let malformed = |what: &str| Stop::malformed("MaxMind DB", offset, what);
        self.left = self.left.checked_sub(1).ok_or_else(|| malformed("fewer values"))?;
        if level > MOST_LEVELS {
            return Err(malformed("fewer levels"));
        }
        let control = self.number(offset, 1, 1)?;
        let control = u8::try_from(control).unwrap_or(0);
        let mut next = offset.saturating_add(1);
        let mut kind = control >> 5;
        if kind == 1 {
            return self.pointer(offset, control, level);
        }
        if kind == 0 {
            kind = u8::try_from(self.number(next, 1, 1)?).unwrap_or(0).saturating_add(7);
            next = next.saturating_add(1);
        }
        let (extra, base) = match control & 31 {
            29 => (1, 29),
            30 => (2, 285),
            31 => (3, 65_821),
            size => (0, u64::from(size)),
        };
        let more = u64::try_from(self.number(next, extra, 3)?).unwrap_or(0);
        let size = base.saturating_add(more);
        next = next.saturating_add(extra);
        let after = next.saturating_add(size);
        Ok(match kind {
            2 => {
                let bytes = self.bytes(next, size.min(MOST_TEXT))?;
                (String::from_utf8_lossy(&bytes).into_owned().into(), after)
            }
            5 | 6 | 9 => {
                let number = u64::try_from(self.number(next, size, 8)?).unwrap_or(0);
                (number.into(), after)
            }
            7 => {
                let mut map = Map::new();
                for _ in 0..size {
                    let (key, then) = self.read(next, level.saturating_add(1))?;
                    let (value, then) = self.read(then, level.saturating_add(1))?;
                    next = then;
                    let key = key.as_str().ok_or_else(|| malformed("a key in text"))?.to_owned();
                    map.insert(key, value);
                }
                (Value::Object(map), next)
            }
            11 => {
                let mut list = Vec::new();
                for _ in 0..size {
                    let (value, then) = self.read(next, level.saturating_add(1))?;
                    next = then;
                    list.push(value);
                }
                (Value::Array(list), next)
            }
            // The size of a truth value is the value.
            14 => ((size != 0).into(), next),
            3 | 4 | 8 | 10 | 15 => (Value::Null, after),
            _ => return Err(malformed("a kind of value that is known")),
        })
    }

    fn pointer(&mut self, offset: u64, control: u8, level: u32) -> Result<(Value, u64), Stop> {
        let size = u64::from(control >> 3 & 3);
        let length = size.saturating_add(1);
        let bytes = self.number(offset.saturating_add(1), length, 4)?;
        let bytes = u64::try_from(bytes).unwrap_or(0);
        let high = if size == 3 { 0 } else { u64::from(control & 7) << (8 * length) };
        let base = [0, 2048, 526_336, 0].get(usize::try_from(size).unwrap_or(0)).copied();
        let target = (high | bytes).saturating_add(base.unwrap_or(0));
        let (value, _) = self.read(target, level.saturating_add(1))?;
        Ok((value, offset.saturating_add(1).saturating_add(length)))
    }
}

/// Opens `bytes` as a database and looks addresses up.
#[doc(hidden)]
pub fn fuzz_mmdb(bytes: &[u8]) {
    let data = vigie_core::Bytes(bytes.to_vec());
    let Ok(database) = Mmdb::open(&data) else { return };
    for address in ["240.1.2.3", "0.0.0.0", "2001:db8::1", "::"] {
        if let Ok(address) = address.parse() {
            let _ = database.fact(address);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use vigie_core::Bytes;

    fn text(text: &str) -> Vec<u8> {
        let length = u8::try_from(text.len()).unwrap();
        assert!(length < 29);
        [&[2 << 5 | length], text.as_bytes()].concat()
    }

    fn number(value: u32) -> Vec<u8> {
        [&[6 << 5 | 4], value.to_be_bytes().as_slice()].concat()
    }

    /// A database of one network, `240.0.0.0/4` in IPv4, whose records have `bits` bits.
    pub(crate) fn database(bits: u32, country: &str) -> Vec<u8> {
        let nodes = 4_u32;
        let mut tree = Vec::new();
        for node in 0..nodes {
            let right = if node == 3 { nodes + 16 } else { node + 1 };
            match bits {
                24 => {
                    tree.extend(&nodes.to_be_bytes()[1..]);
                    tree.extend(&right.to_be_bytes()[1..]);
                }
                28 => {
                    tree.extend(&nodes.to_be_bytes()[1..]);
                    tree.push(0);
                    tree.extend(&right.to_be_bytes()[1..]);
                }
                _ => {
                    tree.extend(nodes.to_be_bytes());
                    tree.extend(right.to_be_bytes());
                }
            }
        }
        let mut value = vec![7 << 5 | 2];
        value.extend([text("country"), vec![7 << 5 | 1], text("iso_code"), text(country)].concat());
        value.extend([text("autonomous_system_number"), number(4_200_000_001)].concat());
        let mut meta = vec![7 << 5 | 5];
        for (key, value) in [
            ("node_count", number(nodes)),
            ("record_size", number(bits)),
            ("ip_version", number(4)),
            ("build_epoch", number(1_767_571_200)),
            ("database_type", text("Example")),
        ] {
            meta.extend([text(key), value].concat());
        }
        [tree, vec![0; 16], value, MARKER.to_vec(), meta].concat()
    }

    #[test]
    fn every_size_of_record_is_read() {
        for bits in [24, 28, 32] {
            let data = Bytes(database(bits, "AA"));
            assert!(is_one(&data));
            let database = Mmdb::open(&data).unwrap();
            let fact = database.fact("240.1.2.3".parse().unwrap()).unwrap().unwrap();
            assert_eq!(
                (fact.network.as_str(), fact.country.as_deref()),
                ("240.0.0.0/4", Some("AA"))
            );
            assert_eq!(fact.asn, Some(4_200_000_001));
            assert_eq!(database.fact("1.2.3.4".parse().unwrap()).unwrap(), None);
        }
    }

    #[test]
    fn a_pointer_to_itself_ends() {
        let mut bytes = database(24, "AA");
        let value = 4 * 6 + 16;
        bytes[value] = 1 << 5;
        bytes[value + 1] = 0;
        let data = Bytes(bytes);
        assert!(Mmdb::open(&data).unwrap().fact("240.1.2.3".parse().unwrap()).is_err());
    }
}
