//! Visits, whatever browser kept them.

use vigie_core::{Record, Time};

use super::everyday;
use crate::parsers::{ChromeVisit, FirefoxVisit, Visit};
use crate::urls;

/// A visit of a page in any browser.
pub(in crate::detectors) struct Visited<'a> {
    /// The page.
    pub(in crate::detectors) url: &'a str,
    /// Whether another page redirected here.
    pub(in crate::detectors) redirected_here: bool,
    /// The redirect that this record tells of.
    pub(in crate::detectors) leap: Option<Leap<'a>>,
}

/// A redirect.
pub(in crate::detectors) struct Leap<'a> {
    /// The page that redirected.
    pub(in crate::detectors) from: &'a str,
    /// The page that it led to.
    pub(in crate::detectors) to: &'a str,
    /// Field of the record that names the latter.
    pub(in crate::detectors) field: &'static str,
    /// When each of them was visited.
    times: Option<(Time, Time)>,
}

impl<'a> Visited<'a> {
    /// The visit that `record` is.
    pub(in crate::detectors) fn of(record: &'a dyn Record) -> Option<Self> {
        let safari = record.as_a::<Visit>().map(Self::safari);
        let chrome = || record.as_a::<ChromeVisit>().map(Self::chrome);
        let firefox = || record.as_a::<FirefoxVisit>().map(Self::firefox);
        safari.or_else(chrome).or_else(firefox)
    }

    /// Safari's visit names where it was sent.
    fn safari(visit: &'a Visit) -> Self {
        let leap = visit.redirect_destination.as_ref().and_then(|next| {
            let (from, to) = (visit.url.as_str(), next.url.as_deref()?);
            let times = visit.visit_time.zip(next.time);
            Some(Leap { from, to, field: "redirect_destination", times })
        });
        Self { url: &visit.url, redirected_here: visit.redirect_source.is_some(), leap }
    }

    /// Chrome's visit names where it came from.
    fn chrome(visit: &'a ChromeVisit) -> Self {
        let redirected_here = visit.redirect.is_some();
        let before = visit.from_visit.as_ref().filter(|_| redirected_here);
        let leap = before.and_then(|before| {
            let (from, to) = (before.url.as_deref()?, visit.url.as_str());
            Some(Leap { from, to, field: "url", times: before.time.zip(visit.visit_time) })
        });
        Self { url: &visit.url, redirected_here, leap }
    }

    /// So does Firefox's.
    fn firefox(visit: &'a FirefoxVisit) -> Self {
        let redirected_here = visit.is_redirect();
        let before = visit.from_visit.as_ref().filter(|_| redirected_here);
        let leap = before.and_then(|before| {
            let (from, to) = (before.url.as_deref()?, visit.url.as_str());
            Some(Leap { from, to, field: "url", times: before.time.zip(visit.visit_date) })
        });
        Self { url: &visit.url, redirected_here, leap }
    }
}

/// Longest time between the two visits, in microseconds.
const FAST: i64 = 1_000_000;

impl Leap<'_> {
    /// Whether it began unencrypted, was fast, and led to somebody else's site.
    pub(in crate::detectors) fn is_told(&self) -> bool {
        if !urls::scheme(self.from).eq_ignore_ascii_case("http") {
            return false;
        }
        let gap = |(from, to): (Time, Time)| to.unix_micros().checked_sub(from.unix_micros());
        if !self.times.and_then(gap).is_some_and(|gap| (0..FAST).contains(&gap)) {
            return false;
        }
        let (Some(from), Some(to)) = (urls::host(self.from), urls::host(self.to)) else {
            return false;
        };
        !(urls::same_site(from, to) || everyday::sends_on(from) || everyday::sends_on(to))
    }
}
