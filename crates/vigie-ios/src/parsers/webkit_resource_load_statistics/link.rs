//! How sites led to one another.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells;
use crate::webkit_time;

pub(super) static REDIRECT: Kind = Kind {
    id: "ios.webkit_resource_load_statistics.redirect",
    title: Text {
        en: "Site that led the visitor to another",
        fr: "Site qui a mené le visiteur à un autre",
    },
    brief: &["from", "to", "how"],
    personal: &["from", "to"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Redirect>,
};

pub(super) static EMBED: Kind = Kind {
    id: "ios.webkit_resource_load_statistics.embed",
    title: Text {
        en: "Part of a page that came from another site",
        fr: "Partie d’une page venue d’un autre site",
    },
    brief: &["part", "page", "how"],
    personal: &["page", "part"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Embed>,
};

/// A page of one site that led to a page of another: by sending the visitor on, or, in table
/// `TopFrameLinkDecorationsFrom`, by a link that carried an identifier.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Redirect {
    /// The site that led there; its id where its row is gone.
    pub(crate) from: String,
    /// The site that the visitor ended on; its id where its row is gone.
    pub(crate) to: String,
    /// The table that says so.
    pub(crate) how: String,
    /// When that was last seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_updated: Option<Time>,
}

impl Record for Redirect {
    fn kind(&self) -> &'static Kind {
        &REDIRECT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_updated {
            see(Stamp::utc(at, "redirect last seen"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        show("from", &self.from, see);
        show("to", &self.to, see);
    }
}

/// Something that a page of one site loaded from another.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Embed {
    /// The site that the part came from, or was redirected from.
    pub(crate) part: String,
    /// The site of the page, or the site that the part was redirected to.
    pub(crate) page: String,
    /// The table that says so.
    pub(crate) how: String,
    /// When that was last seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_updated: Option<Time>,
}

impl Record for Embed {
    fn kind(&self) -> &'static Kind {
        &EMBED
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_updated {
            see(Stamp::utc(at, "last loaded in the page"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        show("part", &self.part, see);
        show("page", &self.page, see);
    }
}

/// Shows a site; one that is the id of a row that is gone is none.
fn show(field: &'static str, site: &str, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
    if !site.bytes().all(|byte| byte.is_ascii_digit()) {
        see(field, Observable::Host(site));
    }
}

/// Table, column of the first site and column of the second, for redirects of pages.
const REDIRECTS: &[[&str; 3]] = &[
    ["TopFrameUniqueRedirectsTo", "sourceDomainID", "toDomainID"],
    ["TopFrameUniqueRedirectsToSinceSameSiteStrictEnforcement", "sourceDomainID", "toDomainID"],
    ["TopFrameUniqueRedirectsFrom", "fromDomainID", "targetDomainID"],
    ["TopFrameLinkDecorationsFrom", "fromDomainID", "toDomainID"],
];

/// The same for parts of pages.
const EMBEDS: &[[&str; 3]] = &[
    ["SubframeUnderTopFrameDomains", "subFrameDomainID", "topFrameDomainID"],
    ["SubresourceUnderTopFrameDomains", "subresourceDomainID", "topFrameDomainID"],
    ["TopFrameLoadedThirdPartyScripts", "subresourceDomainID", "topFrameDomainID"],
    ["StorageAccessUnderTopFrameDomains", "domainID", "topLevelDomainID"],
    ["SubresourceUniqueRedirectsTo", "subresourceDomainID", "toDomainID"],
    ["SubresourceUniqueRedirectsFrom", "fromDomainID", "subresourceDomainID"],
];

/// Emits every row of the tables that join sites.
pub(super) fn read(
    database: &Database,
    domains: &Table<'_>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    for [table, first, second] in REDIRECTS {
        each(database, domains, [table, first, second], sink, |pair, sink, row| {
            let [from, to] = pair.sites;
            let redirect =
                Redirect { from, to, how: (*table).to_owned(), last_updated: pair.last_updated };
            sink.emit(row.locator(), &redirect)
        })?;
    }
    for [table, first, second] in EMBEDS {
        each(database, domains, [table, first, second], sink, |pair, sink, row| {
            let [part, page] = pair.sites;
            let embed =
                Embed { part, page, how: (*table).to_owned(), last_updated: pair.last_updated };
            sink.emit(row.locator(), &embed)
        })?;
    }
    Ok(())
}

/// Two sites that a row joins.
struct Pair {
    sites: [String; 2],
    last_updated: Option<Time>,
}

fn each<'s>(
    database: &Database,
    domains: &Table<'_>,
    [name, first, second]: [&'static str; 3],
    sink: &mut Sink<'s>,
    mut emit: impl FnMut(Pair, &mut Sink<'s>, &Row<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let Some(table) = database.table(name) else { return Ok(()) };
    let columns = [first, second].map(|name| table.column(name));
    let last_updated = table.column("lastUpdated");
    let site = domains.column("registrableDomain");
    table.scan_into(sink, |row, sink| {
        let mut sites = [String::new(), String::new()];
        for (place, column) in sites.iter_mut().zip(columns) {
            *place = domain(domains, site, row, column, sink)?;
        }
        if sites.iter().any(String::is_empty) {
            sink.problem(row.locator(), "expected two domains");
            return Ok(());
        }
        let last_updated = webkit_time::of_column(row, last_updated, "lastUpdated", sink);
        emit(Pair { sites, last_updated }, sink, row)
    })
}

/// The site that `column` names by the id of its row.
fn domain(
    domains: &Table<'_>,
    site: Option<Column>,
    row: &Row<'_>,
    column: Option<Column>,
    sink: &mut Sink<'_>,
) -> Result<String, Stop> {
    let Some(id) = row.integer(column) else {
        return Ok(cells::text(row, column).unwrap_or_default());
    };
    let found = domains.get(id, |row| cells::name(row, site, LONGEST_DOMAIN))?.flatten();
    Ok(found.unwrap_or_else(|| {
        sink.problem(row.locator(), format!("names domain {id}, which is not there"));
        id.to_string()
    }))
}

/// Longest name of a domain, in bytes: DNS allows 253.
const LONGEST_DOMAIN: usize = 1_000;
