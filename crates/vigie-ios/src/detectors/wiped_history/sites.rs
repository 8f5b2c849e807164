//! Sites that siblings of the history name, compared with the history.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::IpAddr;

use vigie_core::{Evidence, Observable, RecordQuery, Seen, Time};

use super::super::absent::window;
use crate::parsers::{BiomeEvent, KnowledgeEvent, LoadedDomain, SafariTab, StateTab, Tombstone, Visit};
use crate::urls;

const VISIT: &str = "ios.safari_history.visit";

/// Most sites that are compared: those used last.
const MOST_SITES: usize = 300;
/// Most sites that are looked for in the whole history, one question each.
const MOST_ASKED: usize = 20;
/// Most pieces of evidence for one site.
const MOST_EVIDENCE: usize = 20;
/// Most visits whose times are kept.
const MOST_TIMES: usize = 500_000;
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

/// What has been seen of both sides.
#[derive(Default)]
pub(super) struct Sites {
    sites: BTreeMap<String, Site>,
    /// Sites that the history has, or that the owner is known to have deleted from it.
    known: BTreeSet<String>,
    /// Stretches that were deleted from the history by the owner.
    cleared: Vec<(Time, Time)>,
    times: Vec<i64>,
    asked: bool,
    /// Sites to look for in the whole history.
    to_ask: Option<VecDeque<String>>,
}

impl Sites {
    pub(super) fn see(&mut self, seen: &Seen<'_>) {
        if let Some(visit) = seen.record.as_a::<Visit>() {
            self.visit(visit);
        } else if let Some(tombstone) = seen.record.as_a::<Tombstone>() {
            self.known.extend(tombstone.url.as_deref().and_then(urls::host).map(site));
            self.cleared.extend(tombstone.start_time.zip(tombstone.end_time));
        } else if let Some((name, at)) = told_by(seen) {
            self.sibling(name, at, seen);
        }
    }

    fn visit(&mut self, visit: &Visit) {
        if let Some(host) = urls::host(&visit.url) {
            let name = site(host);
            if self.sites.contains_key(&name) {
                self.known.insert(name);
            }
        }
        if let Some(at) = visit.visit_time
            && self.times.len() < MOST_TIMES
        {
            self.times.push(at.unix_micros());
        }
    }

    fn sibling(&mut self, name: String, at: Time, seen: &Seen<'_>) {
        if self.sites.len() >= MOST_SITES && !self.sites.contains_key(&name) {
            let oldest = self.sites.values().min_by_key(|site| site.at);
            let Some(oldest) = oldest.filter(|oldest| oldest.at < at) else { return };
            let oldest = oldest.name.clone();
            self.sites.remove(&oldest);
        }
        let site = self.sites.entry(name.clone()).or_insert_with(|| Site {
            evidence: Vec::new(),
            kinds: BTreeSet::new(),
            at,
            name,
        });
        site.at = site.at.max(at);
        // Two records of activity are one source: what one notes, the other does.
        site.kinds.insert(match seen.record.kind().id {
            "ios.knowledge_c.web" => "ios.biome.web",
            kind => kind,
        });
        if site.evidence.len() < MOST_EVIDENCE {
            site.evidence.push(seen.evidence("url", &site.name));
        }
    }

    /// First the visits around the times that siblings tell; then, for the sites that are not among
    /// them, whether the history has them anywhere.
    pub(super) fn asks(&mut self) -> Option<RecordQuery> {
        if self.sites.is_empty() {
            return None;
        }
        let query = RecordQuery { kinds: vec![VISIT.to_owned()], ..RecordQuery::default() };
        if !std::mem::replace(&mut self.asked, true) {
            let windows = self.sites.values().map(|site| window(site.at, DAY)).collect();
            return Some(RecordQuery { windows, by_time: true, ..query });
        }
        if self.to_ask.is_none() {
            self.times.sort_unstable();
            self.drop_all_but_absent();
        }
        let next = self.to_ask.as_mut()?.pop_front()?;
        Some(RecordQuery { text: Some(next), ..query })
    }

    /// Keeps the sites that the history lacks, so far, although it covers the time of their use.
    fn drop_all_but_absent(&mut self) {
        let Self { sites, known, cleared, times, .. } = self;
        let is_in = |from: i64, to: i64| {
            let first = times.partition_point(|time| *time < from);
            times.get(first).is_some_and(|time| *time <= to)
        };
        sites.retain(|name, site| {
            let at = site.at.unix_micros();
            !known.contains(name)
                && !cleared.iter().any(|(from, to)| *from <= site.at && site.at <= *to)
                && is_in(at.saturating_sub(DAY), at)
                && is_in(at, at.saturating_add(DAY))
        });
        let mut newest: Vec<&Site> = sites.values().collect();
        newest.sort_by_key(|site| std::cmp::Reverse(site.at));
        let asked: VecDeque<String> =
            newest.iter().take(MOST_ASKED).map(|site| site.name.clone()).collect();
        sites.retain(|name, _| asked.contains(name));
        self.to_ask = Some(asked);
    }

    /// The sites that the history lacks.
    pub(super) fn absent(self) -> Vec<Site> {
        if self.to_ask.is_none() {
            return Vec::new();
        }
        let Self { sites, known, .. } = self;
        sites.into_values().filter(|site| !known.contains(&site.name)).collect()
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
