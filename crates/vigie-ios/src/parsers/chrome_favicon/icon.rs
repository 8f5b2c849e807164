//! Icons.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::sqlite::{Database, Table};

use super::bitmap::Times;
use crate::cells;
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.chrome_favicon.icon",
    title: Text { en: "Icon of a page in a browser", fr: "Icône d’une page dans un navigateur" },
    brief: &["page_url", "icon_url"],
    personal: &["page_url", "icon_url"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Icon>,
};

/// A page and its icon.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Icon {
    /// The page; absent where only the icon is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_url: Option<String>,
    /// Its icon; absent where the row of the icon is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) icon_url: Option<String>,
    /// `icon`, `touch icon`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) icon_type: Option<String>,
    /// When its pictures were fetched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) last_updated: Vec<Time>,
    /// When one was last asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_requested: Option<Time>,
}

impl Record for Icon {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        self.last_updated.iter().for_each(|at| see(Stamp::utc(*at, "icon fetched")));
        if let Some(at) = self.last_requested {
            see(Stamp::utc(at, "icon last asked for"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, url) in [("page_url", &self.page_url), ("icon_url", &self.icon_url)] {
            if let Some(url) = url {
                see(field, Observable::Url(url));
            }
        }
    }
}

/// Longest URL, in bytes: icons can stand in their URL.
const LONGEST_URL: usize = 16 << 10;

/// Emits every page with its icon, then the icons that no page has.
pub(super) fn read(
    database: &Database,
    icons: &Table<'_>,
    times: &HashMap<i64, Times>,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut used = Ids::default();
    if let Some(table) = database.table("icon_mapping") {
        let [page_url, icon_id] = ["page_url", "icon_id"].map(|name| table.column(name));
        table.scan_into(sink, |row, sink| {
            let icon_id = row.integer(icon_id);
            let page_url = cells::name(row, page_url, LONGEST_URL);
            let icon = match icon_id {
                Some(id) => {
                    used.insert(id);
                    icon(icons, id, times)?
                }
                None => Icon::default(),
            };
            emit(Icon { page_url, ..icon }, row.locator(), sink)
        })?;
    }
    let url = icons.column("url");
    let kind = icons.column("icon_type");
    icons.scan_into(sink, |row, sink| {
        if used.contains(row.rowid()) {
            return Ok(());
        }
        let icon_url = cells::name(row, url, LONGEST_URL);
        let icon_type = row.integer(kind).map(icon_type);
        emit(dated(Icon { icon_url, icon_type, ..Icon::default() }, row.rowid(), times), row.locator(), sink)
    })
}

fn emit(icon: Icon, at: Locator, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if icon.page_url.is_none() && icon.icon_url.is_none() {
        sink.problem(at, "expected the URL of a page or of an icon");
        return Ok(());
    }
    sink.emit(at, &icon)
}

/// The icon with this id, without a page.
fn icon(icons: &Table<'_>, id: i64, times: &HashMap<i64, Times>) -> Result<Icon, Stop> {
    let found = icons.get(id, |row| Icon {
        icon_url: cells::name(row, icons.column("url"), LONGEST_URL),
        icon_type: row.integer(icons.column("icon_type")).map(icon_type),
        ..Icon::default()
    })?;
    Ok(dated(found.unwrap_or_default(), id, times))
}

fn dated(icon: Icon, id: i64, times: &HashMap<i64, Times>) -> Icon {
    let Some(times) = times.get(&id) else { return icon };
    Icon { last_updated: times.updated.clone(), last_requested: times.requested, ..icon }
}

/// After `IconType` in Chromium's `components/favicon_base`.
fn icon_type(value: i64) -> String {
    match value {
        1 => "icon",
        2 => "touch icon",
        4 => "touch icon, precomposed",
        8 => "icon of a web app",
        other => return other.to_string(),
    }
    .to_owned()
}
