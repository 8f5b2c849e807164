//! Whose an address is: registers, routing tables and databases that lie beside a scan.
//!
//! Each step is a fact of its own, with its source and what it cannot show. Nothing is fetched and
//! nothing ships: whoever has such files puts them into the folder of the scan.

pub mod mmdb;
pub mod mrt;
pub mod rir;
pub mod rpsl;

use std::net::IpAddr;

use ipnet::IpNet;

/// What a source says of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// Which step of attribution it is.
    pub step: Step,
    /// The network that the source speaks of.
    pub network: String,
    /// Country, two letters.
    pub country: Option<String>,
    /// Autonomous system.
    pub asn: Option<u32>,
    /// Name: of the autonomous system, the network or the holder.
    pub name: Option<String>,
    /// Holder, by the register's own id.
    pub holder: Option<String>,
    /// From when the source says so: `2026-01-05`.
    pub since: Option<String>,
}

/// A step of attribution, from the address on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Prefix and origin, from a routing table.
    #[default]
    Route,
    /// Block of a registry.
    Registration,
    /// Allocation and its registrant.
    Registrant,
    /// Where a database places the address.
    Place,
}

impl Step {
    /// Its name in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::Registration => "registration",
            Self::Registrant => "registrant",
            Self::Place => "place",
        }
    }
}

/// Addresses in order, so that those of a network are next to one another.
#[derive(Clone, Debug, Default)]
pub struct Wanted(Vec<IpAddr>);

impl Wanted {
    /// These addresses.
    #[must_use]
    pub fn new(addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        let mut all: Vec<IpAddr> = addresses.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// Those from `first` to `last`, of one family.
    #[must_use]
    pub fn between(&self, first: IpAddr, last: IpAddr) -> &[IpAddr] {
        let start = self.0.partition_point(|address| *address < first);
        let end = self.0.partition_point(|address| *address <= last);
        self.0.get(start..end).unwrap_or_default()
    }

    /// Those in a network.
    #[must_use]
    pub fn within(&self, network: &IpNet) -> &[IpAddr] {
        self.between(network.network(), network.broadcast())
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[IpAddr] {
        &self.0
    }
}

/// The better-fitting of two facts of one step: that of the smaller network.
#[must_use]
pub fn is_closer(one: &IpNet, than: Option<&IpNet>) -> bool {
    than.is_none_or(|than| one.prefix_len() > than.prefix_len())
}
