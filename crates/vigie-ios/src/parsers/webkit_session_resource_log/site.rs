//! Sites.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::{Dictionary, Value};

use crate::columns::Columns;
use crate::trees;
use crate::webkit_time;

pub(super) static KIND: Kind = Kind {
    id: "ios.webkit_session_resource_log.site",
    title: Text { en: "Site that WebKit met", fr: "Site rencontré par WebKit" },
    brief: &["origin", "redirect_source", "redirect_destination"],
    personal: &[
        "origin",
        "redirect_source",
        "redirect_destination",
        "subframe_under_origin",
        "subresource_under_origin",
        "subresource_redirect_source",
        "subresource_redirect_destination",
        "storage_access_under_origin",
        "link_decoration_source",
        "third_party_scripts",
    ],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Site>,
};

/// A site, and the sites around it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Site {
    /// The site.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) origin: String,
    /// Sites whose pages sent the visitor here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) redirect_source: Vec<String>,
    /// Sites that its pages sent the visitor to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) redirect_destination: Vec<String>,
    /// Sites whose pages showed a page of this one inside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) subframe_under_origin: Vec<String>,
    /// Sites whose pages loaded something from this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) subresource_under_origin: Vec<String>,
    /// Sites that sent such loads here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) subresource_redirect_source: Vec<String>,
    /// Sites that such loads were sent to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) subresource_redirect_destination: Vec<String>,
    /// Sites under which this one could use its cookies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) storage_access_under_origin: Vec<String>,
    /// Sites whose links carried an identifier here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) link_decoration_source: Vec<String>,
    /// Sites whose scripts its pages loaded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) third_party_scripts: Vec<String>,
    /// Whether the owner touched or typed into a page of it: they were there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_interaction: Option<bool>,
    /// When they last did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) most_recent_interaction: Option<Time>,
    /// When the site was last met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_seen: Option<Time>,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Site {
    /// The lists of sites around this one, with the names of their fields.
    fn around(&self) -> [(&'static str, &[String]); 9] {
        [
            ("redirect_source", &self.redirect_source),
            ("redirect_destination", &self.redirect_destination),
            ("subframe_under_origin", &self.subframe_under_origin),
            ("subresource_under_origin", &self.subresource_under_origin),
            ("subresource_redirect_source", &self.subresource_redirect_source),
            ("subresource_redirect_destination", &self.subresource_redirect_destination),
            ("storage_access_under_origin", &self.storage_access_under_origin),
            ("link_decoration_source", &self.link_decoration_source),
            ("third_party_scripts", &self.third_party_scripts),
        ]
    }

    /// The field that `key` of the property list fills.
    fn list(&mut self, key: &str) -> Option<&mut Vec<String>> {
        Some(match key {
            "topFrameUniqueRedirectsFrom" => &mut self.redirect_source,
            "topFrameUniqueRedirectsTo" => &mut self.redirect_destination,
            "subframeUnderTopFrameOrigins" | "subframeUnderTopFrameDomains" => {
                &mut self.subframe_under_origin
            }
            "subresourceUnderTopFrameOrigins" | "subresourceUnderTopFrameDomains" => {
                &mut self.subresource_under_origin
            }
            "subresourceUniqueRedirectsFrom" => &mut self.subresource_redirect_source,
            "subresourceUniqueRedirectsTo" => &mut self.subresource_redirect_destination,
            "storageAccessUnderTopFrameOrigins" | "storageAccessUnderTopFrameDomains" => {
                &mut self.storage_access_under_origin
            }
            "topFrameLinkDecorationsFrom" => &mut self.link_decoration_source,
            "topFrameLoadedThirdPartyScripts" => &mut self.third_party_scripts,
            _ => return None,
        })
    }
}

impl Record for Site {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.last_seen {
            see(Stamp::utc(at, "site last seen"));
        }
        if let Some(at) = self.most_recent_interaction {
            see(Stamp::utc(at, "owner last used the site"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.origin.is_empty() {
            see("origin", site(&self.origin));
        }
        for (field, sites) in self.around() {
            for one in sites {
                see(field, site(one));
            }
        }
        for (path, text) in self.columns.texts() {
            if path.ends_with("/origin") || path.ends_with("/domain") {
                see("columns", site(text));
            }
        }
    }
}

/// A site, which early versions write as an origin with its scheme.
fn site(text: &str) -> Observable<'_> {
    if text.contains("://") { Observable::Url(text) } else { Observable::Host(text) }
}

/// Emits every site of `browsingStatistics`.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(sites) = root.find("browsingStatistics").and_then(Value::as_array) else {
        // The file of an app that showed no page has a version only.
        if root.find("version").is_none() {
            sink.problem(Locator::Key("browsingStatistics".into()), "expected a list");
        }
        return Ok(());
    };
    for (position, entry) in sites.iter().enumerate() {
        let at = Locator::Key(format!("browsingStatistics/{position}"));
        match entry.as_dictionary() {
            Some(fields) => {
                let site = of_entry(entry, fields);
                if site.origin.is_empty() {
                    sink.problem(at.clone(), "expected PrevalentResourceOrigin");
                }
                sink.emit(at, &site)?;
            }
            None => sink.problem(at, "expected a dictionary"),
        }
    }
    Ok(())
}

/// Keys with a field of their own, besides those of lists.
const FIELDS: &[&str] = &[
    "PrevalentResourceOrigin",
    "PrevalentResourceDomain",
    "hadUserInteraction",
    "mostRecentUserInteraction",
    "lastSeen",
];
/// Most values of other keys that are kept of one site.
const MOST_COLUMNS: usize = 200;

fn of_entry(entry: &Value, fields: &Dictionary) -> Site {
    let origin = trees::text(entry, "PrevalentResourceDomain");
    let origin = origin.or_else(|| trees::text(entry, "PrevalentResourceOrigin"));
    let mut site = Site {
        origin: origin.unwrap_or_default(),
        user_interaction: entry.find("hadUserInteraction").and_then(Value::as_bool),
        most_recent_interaction: webkit_time::of_key(entry, "mostRecentUserInteraction"),
        last_seen: webkit_time::of_key(entry, "lastSeen"),
        ..Site::default()
    };
    let mut rest = Dictionary::new();
    for (key, value) in fields.iter() {
        if FIELDS.contains(&key) {
            continue;
        }
        match (site.list(key), value.as_array()) {
            (Some(list), Some(sites)) => list.extend(sites.iter().filter_map(name)),
            _ => rest.push(key.to_owned(), value.clone()),
        }
    }
    site.columns = trees::flatten(&Value::Dictionary(rest), MOST_COLUMNS);
    site
}

/// The site that an item of a list names.
fn name(item: &Value) -> Option<String> {
    let text = item.find("origin").or_else(|| item.find("domain")).unwrap_or(item).as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}
