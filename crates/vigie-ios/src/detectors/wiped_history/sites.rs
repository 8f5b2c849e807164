//! Sites that siblings of the history name, compared with the history.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::net::IpAddr;

use vigie_core::{Evidence, Observable, Seen, Time};

use super::super::absent::digest;
use super::super::times::Times;
use crate::parsers::{BiomeEvent, KnowledgeEvent, LoadedDomain, SafariTab, StateTab, Tombstone, Visit};
use crate::urls;

/// Most sites that are compared: those used last.
const MOST_SITES: usize = 300;
/// Most sites that are told.
const MOST_TOLD: usize = 20;
/// Most pieces of evidence for one site: the earliest.
const MOST_EVIDENCE: usize = 20;
/// Most hosts and sites of the history that are kept.
const MOST_HOSTS: usize = 200_000;
/// Most stretches that were deleted from the history.
const MOST_CLEARED: usize = 10_000;
/// The history covers a time when it has visits this close before and behind, in microseconds.
const DAY: i64 = 86_400_000_000;

/// A site that was used, as siblings of the history tell.
#[derive(Debug)]
pub(super) struct Site {
    /// The domain that was registered, or the host itself.
    pub(super) name: String,
    /// Which sources tell.
    pub(super) kinds: BTreeSet<&'static str>,
    /// The records.
    pub(super) evidence: Vec<Evidence>,
    /// When it was used last.
    at: Time,
}

impl Site {
    fn keep_earliest(&mut self) {
        self.evidence.sort_by(|one, other| {
            (one.when.is_none(), one.when, one).cmp(&(other.when.is_none(), other.when, other))
        });
        self.evidence.truncate(MOST_EVIDENCE);
    }

    fn add(&mut self, evidence: Evidence) {
        if self.evidence.len() >= 4 * MOST_EVIDENCE {
            self.keep_earliest();
        }
        self.evidence.push(evidence);
    }
}

/// What has been seen of both sides.
#[derive(Default)]
pub(super) struct Sites {
    sites: BTreeMap<String, Site>,
    history: History,
    /// Stretches that were deleted from the history by the owner.
    cleared: Vec<(Time, Time)>,
}

/// What the history has.
#[derive(Default)]
struct History {
    /// Hashes of hosts that were visited: most visits are told from this alone.
    hosts: HashSet<u64>,
    /// Hashes of sites that were visited, or that the owner is known to have deleted.
    sites: HashSet<u64>,
    times: Times,
}

impl History {
    fn visit(&mut self, visit: &Visit) {
        if let Some(host) = urls::host(&visit.url) {
            self.host(host);
        }
        if let Some(at) = visit.visit_time {
            self.times.push(at);
        }
    }

    fn host(&mut self, host: &str) {
        if !self.is_full() && self.hosts.insert(digest(host)) {
            self.sites.insert(digest(&site(host)));
        }
    }

    fn is_full(&self) -> bool {
        self.hosts.len() >= MOST_HOSTS
    }
}

impl Sites {
    pub(super) fn see(&mut self, seen: &Seen<'_>) {
        if let Some(visit) = seen.record.as_a::<Visit>() {
            self.history.visit(visit);
        } else if let Some(tombstone) = seen.record.as_a::<Tombstone>() {
            if let Some(host) = tombstone.url.as_deref().and_then(urls::host) {
                self.history.host(host);
            }
            let cleared = tombstone.start_time.zip(tombstone.end_time);
            self.cleared.extend(cleared.filter(|_| self.cleared.len() < MOST_CLEARED));
        } else if let Some((name, at)) = told_by(seen) {
            // Two records of activity are one source: what one notes, the other does.
            let kind = match seen.record.kind().id {
                "ios.knowledge_c.web" => "ios.biome.web",
                kind => kind,
            };
            let site = self.site(name, at);
            site.kinds.insert(kind);
            let evidence = seen.evidence("url", &site.name);
            site.add(evidence);
        }
    }

    /// The site called `name`, which was used at `at`.
    fn site(&mut self, name: String, at: Time) -> &mut Site {
        if self.sites.len() >= 2 * MOST_SITES && !self.sites.contains_key(&name) {
            self.keep_newest(MOST_SITES);
        }
        let site = self.sites.entry(name.clone()).or_insert_with(|| Site {
            evidence: Vec::new(),
            kinds: BTreeSet::new(),
            at,
            name,
        });
        site.at = site.at.max(at);
        site
    }

    /// Drops all but the `most` sites that were used last.
    fn keep_newest(&mut self, most: usize) {
        let mut newest: Vec<(Time, String)> =
            self.sites.values().map(|site| (site.at, site.name.clone())).collect();
        newest.sort_unstable_by(|one, other| other.cmp(one));
        newest.iter().skip(most).for_each(|(_, name)| {
            self.sites.remove(name);
        });
    }

    /// Takes over what was noted of another file.
    pub(super) fn join(&mut self, other: Self) {
        for (name, site) in other.sites {
            let mine = self.site(name, site.at);
            mine.kinds.extend(site.kinds);
            site.evidence.into_iter().for_each(|evidence| mine.add(evidence));
        }
        self.history.hosts.extend(other.history.hosts);
        self.history.sites.extend(other.history.sites);
        self.history.times.join(other.history.times);
        self.cleared.extend(other.cleared);
    }

    /// The sites that the history lacks although it covers the time of their use.
    pub(super) fn absent(mut self) -> Vec<Site> {
        self.keep_newest(MOST_SITES);
        if self.sites.is_empty() || self.history.is_full() {
            return Vec::new();
        }
        let Some(times) = self.history.times.sorted() else { return Vec::new() };
        let Self { sites, history, cleared } = &mut self;
        sites.retain(|name, site| {
            let at = site.at.unix_micros();
            !history.sites.contains(&digest(name))
                && !cleared.iter().any(|(from, to)| *from <= site.at && site.at <= *to)
                && times.any(at.saturating_sub(DAY), at)
                && times.any(at, at.saturating_add(DAY))
        });
        self.keep_newest(MOST_TOLD);
        self.sites.values_mut().for_each(Site::keep_earliest);
        self.sites.into_values().collect()
    }
}

/// The site that a sibling says the owner used in Safari, and when. Nothing from private tabs, other
/// devices and other apps: they never stood in this history.
fn told_by(seen: &Seen<'_>) -> Option<(String, Time)> {
    let record = seen.record;
    let is_of_safari = if let Some(event) = record.as_a::<BiomeEvent>() {
        event.remote.is_none() && !event.tombstone && !event.deleted && event.stream.contains("Safari")
    } else if let Some(event) = record.as_a::<KnowledgeEvent>() {
        event.device.is_none() && event.stream.starts_with("/safari/")
    } else if let Some(tab) = record.as_a::<SafariTab>() {
        !tab.private && !tab.deleted && tab.device.is_none()
    } else if let Some(tab) = record.as_a::<StateTab>() {
        !tab.private_browsing
    } else if let Some(domain) = record.as_a::<LoadedDomain>() {
        let is_of_safari = seen.path.contains("mobilesafari") || seen.path.contains("/Safari/");
        domain.had_user_interaction && is_of_safari
    } else {
        false
    };
    if !is_of_safari {
        return None;
    }
    let mut name = None;
    record.observables(&mut |_, value| match value {
        Observable::Url(url) if name.is_none() && url.starts_with("http") => {
            name = urls::host(url).map(site);
        }
        Observable::Host(host) if name.is_none() => name = Some(site(host)),
        _ => {}
    });
    Some((name?, used_at(seen)?))
}

/// When the site was used last.
fn used_at(seen: &Seen<'_>) -> Option<Time> {
    if let Some(domain) = seen.record.as_a::<LoadedDomain>() {
        return domain.most_recent_user_interaction_time;
    }
    if let Some(tab) = seen.record.as_a::<SafariTab>() {
        return tab.last_visit.or(tab.last_viewed);
    }
    let mut first = None;
    seen.record.stamps(&mut |stamp| {
        first.get_or_insert(stamp.at);
    });
    first
}

/// The registered domain of `host`; the host itself where there is none.
fn site(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    if host.parse::<IpAddr>().is_ok() {
        return host;
    }
    match psl::domain_str(&host) {
        Some(domain) => domain.to_owned(),
        None => host,
    }
}
