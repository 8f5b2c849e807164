//! Links between servers, and the groups that they make.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deployment, Server, Signal};

/// Servers that may share a value which links them.
const MOST_HOLDERS: usize = 120;

/// Systems in which a key may be: more, and it came with an appliance.
const MOST_SYSTEMS: usize = 10;

/// Weight from which a link holds.
const ENOUGH: f64 = 0.6;

/// Microseconds between two certificates of a sequence.
const SEQUENCE: i64 = 600_000_000;

/// Pairs of servers whose weak signals are added up.
const MOST_PAIRS: usize = 2_000_000;

/// Why two servers belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// A server.
    pub one: String,
    /// Another one.
    pub other: String,
    /// What they share; the strongest where several add up.
    pub signal: Signal,
    /// Its value.
    pub value: String,
    /// Its weight, up to 1.
    pub weight: f64,
}

impl Signal {
    /// What it is worth where nobody else shares it.
    const fn strength(self) -> f64 {
        match self {
            Self::Key | Self::Certificate => 1.0,
            Self::Code => 0.9,
            Self::Sequence => 0.7,
            Self::Holder => 0.6,
            Self::Page | Self::Network => 0.35,
            Self::Tls => 0.15,
        }
    }

    /// Its name, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Certificate => "certificate",
            Self::Code => "code name",
            Self::Sequence => "sequence of certificates",
            Self::Holder => "holder",
            Self::Page => "page",
            Self::Tls => "TLS",
            Self::Network => "network",
        }
    }
}

/// The deployments that servers of one vendor make.
pub(super) fn grouped(vendor: String, servers: BTreeMap<String, Server>) -> Vec<Deployment> {
    let names: Vec<String> = servers.keys().cloned().collect();
    let all: Vec<&Server> = servers.values().collect();
    let mut groups = Groups::new(all.len());
    let mut links = Vec::new();
    for found in candidates(&all) {
        if groups.unite(found.one, found.other) {
            let name = |at: usize| names.get(at).cloned().unwrap_or_default();
            links.push((
                found.one,
                Link {
                    one: name(found.one),
                    other: name(found.other),
                    signal: found.signal,
                    value: found.value,
                    weight: found.weight,
                },
            ));
        }
    }
    let mut deployments: BTreeMap<usize, Deployment> = BTreeMap::new();
    for (number, (name, server)) in servers.into_iter().enumerate() {
        let own = deployments.entry(groups.root(number)).or_default();
        own.vendor.clone_from(&vendor);
        own.servers.insert(name, server);
    }
    for (number, link) in links {
        if let Some(own) = deployments.get_mut(&groups.root(number)) {
            own.links.push(link);
        }
    }
    deployments.into_values().collect()
}

struct Candidate {
    one: usize,
    other: usize,
    signal: Signal,
    value: String,
    weight: f64,
}

/// Pairs that are linked, the strongest first: those that share a strong value, those in a sequence,
/// then those whose weak values add up.
fn candidates(servers: &[&Server]) -> Vec<Candidate> {
    let mut holders: BTreeMap<(Signal, &str), Vec<usize>> = BTreeMap::new();
    for (number, server) in servers.iter().enumerate() {
        for (signal, value) in &server.signals {
            holders.entry((*signal, value)).or_default().push(number);
        }
    }
    let mut found = Vec::new();
    let mut weak: BTreeMap<(usize, usize), (f64, f64, Signal, &str)> = BTreeMap::new();
    for ((signal, value), numbers) in &holders {
        if numbers.len() < 2
            || numbers.len() > MOST_HOLDERS
            || is_default(*signal, numbers, servers)
        {
            continue;
        }
        if signal.strength() >= ENOUGH {
            found.extend(numbers.windows(2).filter_map(|pair| match pair {
                [one, other] => Some(Candidate {
                    one: *one,
                    other: *other,
                    signal: *signal,
                    value: (*value).to_owned(),
                    weight: signal.strength(),
                }),
                _ => None,
            }));
            continue;
        }
        let weight = signal.strength() * rarity(numbers.len(), servers.len());
        for (place, one) in numbers.iter().enumerate() {
            for other in numbers.iter().skip(place.saturating_add(1)) {
                if weak.len() >= MOST_PAIRS && !weak.contains_key(&(*one, *other)) {
                    continue;
                }
                let sum = weak.entry((*one, *other)).or_insert((0.0, 0.0, *signal, value));
                sum.0 += weight;
                if weight > sum.1 {
                    (sum.1, sum.2, sum.3) = (weight, *signal, value);
                }
            }
        }
    }
    found.extend(sequences(servers));
    found.extend(weak.into_iter().filter(|(_, sum)| sum.0 >= ENOUGH).map(|((one, other), sum)| {
        Candidate { one, other, signal: sum.2, value: sum.3.to_owned(), weight: sum.0.min(1.0) }
    }));
    found.sort_by(|a, b| {
        let by_weight = b.weight.total_cmp(&a.weight);
        by_weight.then_with(|| (a.one, a.other, a.signal).cmp(&(b.one, b.other, b.signal)))
    });
    found
}

/// Whether a key is in so many systems that it came with an appliance.
fn is_default(signal: Signal, numbers: &[usize], servers: &[&Server]) -> bool {
    if !matches!(signal, Signal::Key | Signal::Certificate) {
        return false;
    }
    let systems = numbers.iter().filter_map(|number| servers.get(*number));
    systems.flat_map(|server| &server.systems).collect::<BTreeSet<_>>().len() > MOST_SYSTEMS
}

/// 1 for a value of two servers among many, less the more share it. Among few servers nothing is common.
#[expect(clippy::cast_precision_loss, reason = "numbers of servers are far below 2^52")]
fn rarity(holders: usize, servers: usize) -> f64 {
    let all = servers.max(8) as f64;
    let rare = (all / holders as f64).ln() / (all / 2.0).ln();
    rare.clamp(0.0, 1.0)
}

/// Certificates of one issuer, within ten minutes, whose serial numbers follow one another.
fn sequences(servers: &[&Server]) -> Vec<Candidate> {
    let mut issued: Vec<(&str, u128, i64, usize)> = Vec::new();
    for (number, server) in servers.iter().enumerate() {
        for (issuer, from, serial) in &server.issued {
            issued.push((issuer, *serial, from.unix_micros(), number));
        }
    }
    issued.sort_unstable();
    let next = |pair: &[(&str, u128, i64, usize)]| match pair {
        [(issuer, serial, from, one), (same, next, then, other)]
            if issuer == same
                && serial.checked_add(1) == Some(*next)
                && from.abs_diff(*then) <= SEQUENCE.unsigned_abs()
                && one != other =>
        {
            Some(Candidate {
                one: *one.min(other),
                other: *one.max(other),
                signal: Signal::Sequence,
                value: format!("{issuer} {serial:x}"),
                weight: Signal::Sequence.strength(),
            })
        }
        _ => None,
    };
    issued.windows(2).filter_map(next).collect()
}

/// Union-find; a group's root is its smallest number.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, number: usize) -> usize {
        let mut at = number;
        while let Some(above) = self.0.get(at).copied().filter(|above| *above != at) {
            let next = self.0.get(above).copied().unwrap_or(above);
            if let Some(own) = self.0.get_mut(at) {
                *own = next;
            }
            at = above;
        }
        at
    }

    /// Makes one group of two; false where they are one already.
    fn unite(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(own) = self.0.get_mut(one.max(other)) {
            *own = one.min(other);
        }
        one != other
    }
}
