//! The country in which a deployment is used, as far as that can be said.
//!
//! A country is named on several kinds of sign only, as in published reports: sources that say where an
//! address is, who registered it, and the initial of a code name. Servers that anybody can rent say
//! nothing. Confidence follows from the signs; nobody types it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deployment, Says};

/// A country, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// Two letters.
    pub code: String,
    /// `low`, `medium`, `high`.
    pub confidence: &'static str,
    /// Kinds of sign that agree.
    pub signs: Vec<&'static str>,
}

/// The country of a deployment; `None` where fewer than two kinds of sign agree, or another has as many.
#[must_use]
pub fn country(deployment: &Deployment) -> Option<Country> {
    let mut signs: BTreeMap<&str, BTreeSet<&'static str>> = BTreeMap::new();
    for server in deployment.servers.values().filter(|server| !server.is_elsewhere()) {
        for (country, says) in &server.countries {
            // The scan's own place is a database of places too.
            let sign = match says {
                Says::Scan | Says::Place => "place",
                Says::Registration => "registration",
                Says::Registrant => "registrant",
            };
            signs.entry(country).or_default().insert(sign);
        }
    }
    let codes: BTreeSet<&str> =
        deployment.servers.values().flat_map(|server| &server.codes).map(String::as_str).collect();
    for (country, signs) in &mut signs {
        let initial = crate::countries::name(country).and_then(|name| name.chars().next());
        let same = |code: &&str| code.chars().next().map(|c| c.to_ascii_uppercase()) == initial;
        if initial.is_some() && !codes.is_empty() && codes.iter().all(same) {
            signs.insert("code name");
        }
    }
    // What two registers say comes from one application.
    signs.retain(|_, signs| {
        let registered = signs.contains("registration") || signs.contains("registrant");
        let others = ["place", "code name"].iter().filter(|sign| signs.contains(*sign)).count();
        usize::from(registered).saturating_add(others) >= 2
    });
    let most = signs.values().map(BTreeSet::len).max()?;
    let mut best = signs.into_iter().filter(|(_, signs)| signs.len() == most);
    let (code, signs) = best.next()?;
    if best.next().is_some() {
        return None;
    }
    let confidence = match (signs.contains("registrant"), signs.contains("code name"), most) {
        (true, true, 3..) => "high",
        (true, ..) | (_, true, 3..) => "medium",
        _ => "low",
    };
    Some(Country { code: code.to_owned(), confidence, signs: signs.into_iter().collect() })
}
