//! Sites that stored something.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume,
    read_all, revive,
};
use vigie_formats::sqlite::Database;

use super::items::Content;
use super::name;
use super::origin::Origins;
use crate::cells;

pub(super) static KIND: Kind = Kind {
    id: "ios.webkit_storage.site",
    title: Text { en: "Site that stored data", fr: "Site qui a stocké des données" },
    brief: &["url", "store", "database"],
    personal: &["url", "top_url", "urls", "database"],
    origin: Origin::History,
    volume: Volume::Few,
    revive: revive::<Site>,
};

/// A site that stored something.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Site {
    /// The site.
    pub(crate) url: String,
    /// The site of the page that it was a frame of, if another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) top_url: Option<String>,
    /// Kind of storage: `IndexedDB`, `LocalStorage`, …; absent where only the site is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store: Option<String>,
    /// Name that the site gave to its database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) database: Option<String>,
    /// How many values are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) items: Option<u64>,
    /// URLs in the values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) urls: Vec<String>,
    /// True where an app showed the site in Safari's view service.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) in_view_service: bool,
    /// When the file or folder was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
}

impl Record for Site {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "storage of a site changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("url", Observable::Url(&self.url));
        if let Some(url) = &self.top_url {
            see("top_url", Observable::Url(url));
        }
        self.urls.iter().for_each(|url| see("urls", Observable::Url(url)));
    }
}

impl Site {
    /// Of the file or folder `input`, without its sites.
    fn at(input: &Input<'_>) -> Self {
        Self {
            store: name::store(input.path).map(str::to_owned),
            in_view_service: input.path.contains("/com.apple.SafariViewService/"),
            modified: input.modified,
            ..Self::default()
        }
    }

    fn of(mut self, origins: Origins) -> Self {
        self.top_url = Some(origins.top).filter(|top| *top != origins.client);
        self.url = origins.client;
        self
    }
}

/// Emits the site that the file `origin` names.
pub(super) fn of_origin_file(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let origins = Origins::read(&read_all(&*input.data, MOST_ORIGIN)?)?;
    sink.emit(Locator::Whole, &Site::at(input).of(origins))
}

/// Most bytes of a file `origin`.
const MOST_ORIGIN: u64 = 64 << 10;

/// Emits the site that a store belongs to: by its name, or by the file `origin` above it.
pub(super) fn of_store(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut named = name::sites(input.path).into_iter();
    let site = match (named.next(), named.next()) {
        (Some(top), client) => {
            let client = client.unwrap_or_else(|| top.clone());
            Site::at(input).of(Origins { top, client })
        }
        (None, _) => match origins_above(input)? {
            Some(origins) => Site::at(input).of(origins),
            None => return Ok(()),
        },
    };
    let Content { database, items, urls } = Content::read(input, sink)?;
    sink.emit(Locator::Whole, &Site { database, items, urls, ..site })
}

/// What a file `origin` in one of the folders above says: stores lie up to three levels below it.
fn origins_above(input: &Input<'_>) -> Result<Option<Origins>, Stop> {
    let folders = std::iter::successors(Some(input.path), |path| Some(path.rsplit_once('/')?.0));
    for folder in folders.skip(2).take(3) {
        if let Some(data) = input.siblings.open(&format!("{folder}/origin"))? {
            return Ok(Origins::read(&read_all(&*data, MOST_ORIGIN)?).ok());
        }
    }
    Ok(None)
}

/// Emits the sites that `StorageTracker.db` or `Databases.db` lists.
pub(super) fn of_list(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let database = Database::from_input(input)?;
    database.note_damage(sink);
    for table in ["Origins", "Databases"] {
        let Some(table) = database.table(table) else { continue };
        let [origin, name] = ["origin", "name"].map(|name| table.column(name));
        table.scan_into(sink, |row, sink| {
            let Some(identifier) = cells::name(row, origin, 2_000) else {
                sink.problem(row.locator(), "expected an origin");
                return Ok(());
            };
            // Pages that came with an app have no host.
            let Some(url) = name::site(&identifier) else { return Ok(()) };
            let database = cells::name(row, name, 500);
            // The file's time is not that of each site in it.
            sink.emit(row.locator(), &Site { url, database, modified: None, ..Site::at(input) })
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use vigie_core::{Bytes, Consumer, Limits, SharedBytes, Siblings, parse};

    use super::*;

    const ORIGINS: &[u8] = b"\x05\0\0\0\x01https\x06\0\0\0\x01a.test\0\x05\0\0\0\x01https\x06\0\0\0\x01b.test\0";

    /// A profile with hashed names, where only one folder says whose it is.
    struct Hashed;

    impl Siblings for Hashed {
        fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
            let here = path == "/x/Default/HASH/HASH/origin";
            Ok(here.then(|| Arc::new(Bytes(ORIGINS.to_vec())) as SharedBytes))
        }
    }

    struct Urls(Vec<String>);

    impl Consumer for Urls {
        fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
            let site = record.as_a::<Site>().unwrap();
            self.0.push(format!("{:?} {} in {:?}", site.store, site.url, site.top_url));
            Ok(())
        }

        fn problem(&mut self, _: Locator, message: String) {
            self.0.push(message);
        }
    }

    fn urls(path: &str) -> Vec<String> {
        let (data, limits) = (Arc::new(Bytes::default()), Limits::default());
        let input = Input { path, modified: None, first_line: 1, data, siblings: &Hashed, limits };
        let mut urls = Urls(Vec::new());
        parse(&super::super::ITEM, &input, &mut urls, &AtomicBool::new(false));
        urls.0
    }

    #[test]
    fn stores_with_hashed_names_belong_to_the_origin_above_them() {
        let expected = |store| [format!("Some({store:?}) https://b.test in Some(\"https://a.test\")")];
        let local = urls("/x/Default/HASH/HASH/LocalStorage/localstorage.sqlite3");
        assert_eq!(local, expected("LocalStorage"));
        let indexed = urls("/x/Default/HASH/HASH/IndexedDB/DB/IndexedDB.sqlite3");
        assert_eq!(indexed, expected("IndexedDB"));
        assert!(urls("/x/Default/OTHER/HASH/IndexedDB/DB/IndexedDB.sqlite3").is_empty());
    }
}
