//! Crashes, visits and messages, as far as a chain needs them.

use vigie_core::{Clock, Evidence, Link, Seen, Time, links};

use super::{TO_CRASH, TO_VISIT, follows, window};
use crate::detectors::attack_surface::{Road, is_fault, road};
use crate::detectors::fast_redirect::visited::Visited;
use crate::parsers::{Message, Report, WhatsappMessage};
use crate::urls;

/// A crash that a message or a page could cause.
pub(super) struct Crash {
    pub(super) at: Time,
    pub(super) process: String,
    pub(super) road: Road,
    pub(super) evidence: Evidence,
    /// Tells copies of one report apart from two crashes.
    incident: String,
}

impl Crash {
    pub(super) fn of(seen: &Seen<'_>) -> Option<Self> {
        let report = seen.record.as_a::<Report>()?;
        let process = report.process.as_deref().or(report.name.as_deref())?;
        let road = road(process)?;
        // A local time of unknown offset cannot be compared with that of a message.
        let written = report.timestamp.filter(|_| !report.timestamp_is_local);
        let at = report.capture_time.or(written)?;
        let quote = report.exception_type.as_deref().unwrap_or(process);
        is_fault(report).then(|| Self {
            at,
            process: process.to_owned(),
            road,
            evidence: seen.evidence("exception_type", quote),
            incident: report.incident.clone().unwrap_or_default(),
        })
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_copy = !self.incident.is_empty() && self.incident == other.incident;
        is_copy || (self.at == other.at && self.process == other.process)
    }

    /// When a page may have been visited that caused it.
    pub(super) fn before(&self) -> (Time, Time) {
        window(self.at, TO_CRASH).unwrap_or((self.at, self.at))
    }
}

/// A page that was visited, and the other site it led to.
pub(super) struct Opened {
    pub(super) at: Time,
    pub(super) host: String,
    /// Host of another owner's site that the visit was sent on to.
    pub(super) landing: Option<String>,
    pub(super) evidence: Evidence,
}

impl Opened {
    pub(super) fn of(seen: &Seen<'_>) -> Option<Self> {
        let visit = Visited::of(seen.record)?;
        let host = |url| urls::host(url).map(str::to_ascii_lowercase);
        let mut own = visit.url;
        let mut landing = None;
        if let Some(leap) = &visit.leap
            && let (Some(from), Some(to)) = (host(leap.from), host(leap.to))
            && !urls::same_site(&from, &to)
        {
            // The record may stand for either end of the redirect.
            own = leap.from;
            landing = Some(to);
        }
        let evidence = seen.evidence("url", visit.url);
        Some(Self { at: evidence.when?, host: host(own)?, landing, evidence })
    }
}

/// A message that somebody else sent.
pub(super) struct Received {
    pub(super) at: Time,
    pub(super) sender: Option<String>,
    /// Hosts of its links that were visited soon after.
    pub(super) hosts: Vec<String>,
    pub(super) evidence: Evidence,
}

impl Received {
    pub(super) fn of(seen: &Seen<'_>, visits: &[Opened]) -> Option<Self> {
        let clock = |evidence: &Evidence| evidence.clock != Some(Clock::LocalUnknownOffset);
        let (at, sender, texts): (_, _, Vec<(&str, &str)>) =
            if let Some(message) = seen.record.as_a::<Message>() {
                let all = message.links.iter().map(|link| ("links", link.as_str()));
                let texts = message.texts().chain(all).collect();
                let sender = message.handle.as_deref().map(str::to_owned);
                (message.date.filter(|_| !message.is_from_me)?, sender, texts)
            } else {
                let message = seen.record.as_a::<WhatsappMessage>()?;
                let texts = message.text.iter().map(|text| ("text", text.as_str())).collect();
                let sender = message.sender_number.clone().or_else(|| message.sender.clone());
                (message.date.filter(|_| !message.is_from_me)?, sender, texts)
            };
        let mut hosts = Vec::new();
        let mut cited = texts.first().copied().unwrap_or(("date", ""));
        for (field, text) in texts {
            for host in links(text).filter_map(host_of) {
                let opened = |visit: &Opened| visit.host == host && follows(at, visit.at, TO_VISIT);
                if visits.iter().any(opened) && !hosts.contains(&host) {
                    hosts.push(host);
                    cited = (field, text);
                }
            }
        }
        let evidence = seen.evidence(cited.0, cited.1);
        clock(&evidence).then_some(Self { at, sender, hosts, evidence })
    }
}

/// The host that a link names.
fn host_of(link: Link<'_>) -> Option<String> {
    match link {
        Link::Url(url) => urls::host(url).map(str::to_ascii_lowercase),
        Link::Bare(text) => {
            text.split(['/', ':', '?', '#']).next().map(str::to_ascii_lowercase)
        }
        Link::Email(_) => None,
    }
}
