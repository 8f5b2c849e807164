//! What the registers, tables and databases beside a scan say of the addresses of hits.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, SharedBytes, Sink, Stamp, Stop, Text, Volume,
    revive,
};
use vigie_formats::packed;
use vigie_formats::scan::ScanFormat;

use super::{FOLDER, format_of};
use super::read::Addresses;
use crate::attribution::{Fact, Wanted, mmdb::Mmdb, mrt, rir, rpsl};

pub(super) static ATTRIBUTION: Kind = Kind {
    id: "internet.scan.attribution",
    title: Text { en: "Step of attribution", fr: "Étape d’attribution" },
    brief: &["address", "step", "network", "country", "name"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Attribution>,
};

/// Facts of one source about one address.
const MOST_FACTS: usize = 16;

/// What a source says of the address of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Address.
    pub address: String,
    /// Step: route, registration, registrant, place.
    pub step: String,
    /// File that says so.
    pub source: String,
    /// Network it speaks of.
    pub network: String,
    /// Country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Autonomous system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asn: Option<u32>,
    /// Name of the system, network or holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Holder, by the register's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// From when, or as of when, the source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// How far the step alone can be trusted.
    pub confidence: String,
    /// What may be otherwise.
    pub caveats: Vec<String>,
}

impl Record for Attribution {
    fn kind(&self) -> &'static Kind {
        &ATTRIBUTION
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}

/// Looks `addresses` up in every source beside the scan.
pub(super) fn look_up(
    input: &Input<'_>,
    addresses: &Addresses,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    if addresses.is_empty() {
        return Ok(());
    }
    let wanted = Wanted::new(addresses.keys().copied());
    for path in input.siblings.below(FOLDER) {
        if path == input.path {
            continue;
        }
        let Ok(Some(data)) = input.siblings.open(&path) else { continue };
        let Ok(Some(format)) = format_of(&data) else { continue };
        let mut facts: BTreeMap<IpAddr, Vec<Fact>> = BTreeMap::new();
        if let Err(error) = facts_of(format, &data, &wanted, &mut facts) {
            sink.problem(Locator::Whole, format!("{path}: {error}"));
        }
        let name = path.strip_prefix(FOLDER).unwrap_or(&path);
        for (address, facts) in facts {
            let latest = addresses.get(&address).copied().flatten();
            for fact in facts {
                let at = Locator::Key(format!("{address}/{}/{name}", fact.step.name()));
                sink.emit(at, &attribution(address, name, fact, latest))?;
            }
        }
    }
    Ok(())
}

fn facts_of(
    format: ScanFormat,
    data: &SharedBytes,
    wanted: &Wanted,
    facts: &mut BTreeMap<IpAddr, Vec<Fact>>,
) -> Result<(), Stop> {
    let mut note = |address: IpAddr, fact: Fact| {
        let known = facts.entry(address).or_default();
        // The same route comes from many peers.
        let same = |other: &Fact| Fact { since: None, ..other.clone() } == Fact { since: None, ..fact.clone() };
        if known.len() < MOST_FACTS && !known.iter().any(same) {
            known.push(fact);
        }
    };
    match format {
        ScanFormat::RirDelegated => {
            rir::each(BufReader::new(packed::unpacked(data.clone())?), wanted, &mut note)?;
        }
        ScanFormat::Rpsl => {
            rpsl::each(BufReader::new(packed::unpacked(data.clone())?), wanted, &mut note)?;
        }
        ScanFormat::Mrt => {
            let reader = BufReader::with_capacity(1 << 20, packed::unpacked(data.clone())?);
            let damaged = mrt::each(reader, wanted, &mut note)?;
            if damaged > 0 {
                return Err(Stop::Unsupported(format!("{damaged} damaged records of routes")));
            }
        }
        ScanFormat::Mmdb => {
            let database = Mmdb::open(&**data)?;
            for address in wanted.all() {
                if let Some(fact) = database.fact(*address)? {
                    note(*address, fact);
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// Years after which a registration says little of who uses an address.
const STALE_YEARS: i64 = 5;

fn attribution(
    address: IpAddr,
    source: &str,
    fact: Fact,
    seen: Option<vigie_core::Time>,
) -> Attribution {
    let mut caveats = Vec::new();
    let mut confidence = "low";
    match fact.step.name() {
        "route" => {
            confidence = "medium";
            caveats.push("the network that announces an address need not be the one that uses it");
        }
        "registration" => {
            caveats.push("the country is that of the holder's registration, not of the address");
        }
        "registrant" => {
            confidence = "medium";
            let since = fact.since.as_deref().and_then(vigie_core::Time::parse);
            if let (Some(since), Some(seen)) = (since, seen) {
                if seen.date().0.saturating_sub(since.date().0) >= STALE_YEARS {
                    confidence = "low";
                    caveats.push("the entry was not changed for years: the company may be gone");
                }
                if since > seen {
                    confidence = "low";
                    caveats.push("the entry is younger than the scan");
                }
            }
        }
        _ => caveats.push("databases place addresses of VPN, satellite and anycast wrongly"),
    }
    let name = fact.name.as_deref().unwrap_or_default().to_lowercase();
    for (words, caveat) in CONFOUNDERS {
        if words.iter().any(|word| name.contains(word)) {
            confidence = "low";
            caveats.push(caveat);
        }
    }
    Attribution {
        address: address.to_string(),
        step: fact.step.name().to_owned(),
        source: source.to_owned(),
        network: fact.network,
        country: fact.country,
        asn: fact.asn,
        name: fact.name,
        holder: fact.holder,
        since: fact.since,
        confidence: confidence.to_owned(),
        caveats: caveats.into_iter().map(str::to_owned).collect(),
    }
}

/// Words in names of networks that tell whose country it is not.
pub(crate) const CONFOUNDERS: &[(&[&str], &str)] = &[
    (&["hosting", "cloud", "vps", "server", "datacenter", "data center", "colo", "ovh", "hetzner",
       "digitalocean", "linode", "vultr", "amazon", "google", "microsoft", "azure", "leaseweb",
       "choopa", "m247"], "a hosting company: anybody in any country can rent there"),
    (&["vpn", "proxy", "tor exit"], "a VPN or proxy: its user may be anywhere"),
    (&["satellite", "sat-", "teleport", "vsat"], "a satellite teleport: its user may be anywhere"),
    (&["cdn", "cloudflare", "akamai", "fastly", "anycast"], "a content network: the server behind it is elsewhere"),
    (&["embassy", "ambassad", "consulate", "diplomatic"], "an embassy: it acts for another country"),
    (&["transit", "backbone", "carrier", "exchange"], "a transit network: it carries others' traffic"),
];
