//! Files, places and cards sent along with messages, and previews of links.

use serde::{Deserialize, Serialize};
use vigie_core::{Locator, Observable, Sink, Stop, Time, links};
use vigie_formats::sqlite::{Column, Database, Row, Table};

use crate::cells::{self, Others};
use crate::columns::Columns;
use crate::ids::Ids;
use crate::joins::Joins;
use crate::{jids, paths, urls};

/// What was sent along with a message.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Media {
    /// Where the servers keep it, encrypted, or the link that was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// When it was put there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url_date: Option<Time>,
    /// Where the phone keeps it, below `Message/` of the container.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) local_path: Option<String>,
    /// Its title or caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// Name of its author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    /// Name on a card; of a file, its hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) vcard_name: Option<String>,
    /// A card, as text; of a file, its MIME type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) vcard: Option<String>,
    /// Its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file_size: Option<i64>,
    /// Where a place lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) latitude: Option<f64>,
    /// Where a place lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) longitude: Option<f64>,
    /// URLs inside `ZMETADATA`, which holds what the message replies to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) links: Vec<String>,
    /// What else the row holds.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Media {
    pub(super) fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = self.url.as_deref().filter(|url| !is_store(url)) {
            links(url).for_each(|link| see("media", link.observable()));
        }
        if let Some(path) = &self.local_path {
            see("media", Observable::FileName(paths::file_name(path)));
        }
        let texts = [&self.title, &self.author, &self.vcard];
        for text in texts.into_iter().flatten().chain(&self.links) {
            links(text)
                .filter(|link| !is_store(link.text()))
                .for_each(|link| see("media", link.observable()));
        }
        for number in self.vcard.iter().flat_map(|card| telephones(card)) {
            see("media", Observable::Phone(number));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            links(text)
                .filter(|link| !is_store(link.text()))
                .for_each(|link| see("media", link.observable()));
        }
    }
}

/// Whether `url` lies where WhatsApp keeps everybody's files: nearly every photograph has one.
fn is_store(url: &str) -> bool {
    urls::host(url).is_some_and(|host| {
        let name = host.strip_suffix(".whatsapp.net").unwrap_or("");
        name.starts_with("mmg") && !name.contains('.')
    })
}

/// The telephone numbers of a vCard.
fn telephones(card: &str) -> impl Iterator<Item = &str> {
    card.lines().filter_map(|line| {
        let (name, number) = line.rsplit_once(':')?;
        let name = name.rsplit('.').next().unwrap_or(name).split(';').next()?;
        name.rsplit('.').next()?.eq_ignore_ascii_case("TEL").then_some(number.trim())
    })
}

/// The preview of a link.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preview {
    /// The link as it stands in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) matched_text: Option<String>,
    /// The page that it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content1: Option<String>,
    /// Another address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content2: Option<String>,
    /// Title of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// What the page says about itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
    /// Who sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender: Option<String>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Time>,
}

impl Preview {
    pub(super) fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let texts =
            [&self.matched_text, &self.content1, &self.content2, &self.title, &self.summary];
        for text in texts.into_iter().flatten() {
            links(text)
                .filter(|link| !is_store(link.text()))
                .for_each(|link| see("previews", link.observable()));
        }
        jids::see("previews", self.sender.as_deref(), see);
    }
}

/// Columns of `ZWAMEDIAITEM` with a field of their own, those of Core Data, and the key that opens
/// the copy on the servers, which is nobody's business.
const FIELDS: &[&str] = &[
    "Z_PK",
    "Z_ENT",
    "Z_OPT",
    "ZMESSAGE",
    "ZMEDIAURL",
    "ZMEDIAURLDATE",
    "ZMEDIALOCALPATH",
    "ZTITLE",
    "ZAUTHORNAME",
    "ZVCARDNAME",
    "ZVCARDSTRING",
    "ZFILESIZE",
    "ZLATITUDE",
    "ZLONGITUDE",
    "ZMETADATA",
    "ZMEDIAKEY",
];

/// Where messages find what was sent along with them.
pub(super) struct Items<'a> {
    table: Table<'a>,
    of_message: Joins,
    /// Items that a message named and that do not name it back: no second message gets them.
    taken: Ids,
    url: Option<Column>,
    url_date: Option<Column>,
    local_path: Option<Column>,
    title: Option<Column>,
    author: Option<Column>,
    vcard_name: Option<Column>,
    vcard: Option<Column>,
    file_size: Option<Column>,
    latitude: Option<Column>,
    longitude: Option<Column>,
    metadata: Option<Column>,
    others: Others,
}

impl<'a> Items<'a> {
    pub(super) fn read(
        database: &'a Database,
        sink: &mut Sink<'_>,
    ) -> Result<Option<Self>, Stop> {
        let Some(table) = database.table("ZWAMEDIAITEM") else { return Ok(None) };
        let column = |name| table.column(name);
        Ok(Some(Self {
            of_message: Joins::of(&table, column("ZMESSAGE"), column("Z_PK"), sink)?,
            taken: Ids::default(),
            url: column("ZMEDIAURL"),
            url_date: column("ZMEDIAURLDATE"),
            local_path: column("ZMEDIALOCALPATH"),
            title: column("ZTITLE"),
            author: column("ZAUTHORNAME"),
            vcard_name: column("ZVCARDNAME"),
            vcard: column("ZVCARDSTRING"),
            file_size: column("ZFILESIZE"),
            latitude: column("ZLATITUDE"),
            longitude: column("ZLONGITUDE"),
            metadata: column("ZMETADATA"),
            others: Others::new(&table, FIELDS),
            table,
        }))
    }

    /// What was sent along with message `message`; `item` is what the message itself names.
    pub(super) fn of(
        &mut self,
        message: i64,
        item: Option<i64>,
        sink: &mut Sink<'_>,
    ) -> Result<Option<Box<Media>>, Stop> {
        let own = self.of_message.first(message);
        let named = || item.filter(|item| !self.taken.contains(*item));
        let Some(item) = own.or_else(named) else { return Ok(None) };
        if own.is_none() {
            self.taken.insert(item);
        }
        let found = self.table.get(item, |row| self.media(row, sink))?;
        if found.is_none() {
            let at = missing("ZWAMEDIAITEM", item);
            sink.problem(at, format!("message {message} names a file that is not there"));
        }
        Ok(found)
    }

    fn media(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Box<Media> {
        let place = |column| row.real(column).filter(|value| value.is_finite() && *value != 0.0);
        let metadata = row.blob(self.metadata).unwrap_or_default();
        Box::new(Media {
            url: cells::text(row, self.url),
            url_date: cells::mac_time(row, self.url_date, "ZMEDIAURLDATE", sink),
            local_path: cells::text(row, self.local_path),
            title: cells::text(row, self.title),
            author: cells::text(row, self.author),
            vcard_name: cells::text(row, self.vcard_name),
            vcard: cells::text(row, self.vcard),
            file_size: cells::nonzero(row, self.file_size),
            latitude: place(self.latitude),
            longitude: place(self.longitude),
            links: urls::raw_urls(metadata),
            columns: self.others.of(row),
        })
    }
}

/// Most previews of one message; WhatsApp makes one.
const MOST_PREVIEWS: usize = 50;

/// Where messages find the previews of their links.
pub(super) struct Previews<'a> {
    table: Table<'a>,
    of_message: Joins,
    columns: [Option<Column>; 7],
}

impl<'a> Previews<'a> {
    pub(super) fn read(
        database: &'a Database,
        sink: &mut Sink<'_>,
    ) -> Result<Option<Self>, Stop> {
        let Some(table) = database.table("ZWAMESSAGEDATAITEM") else { return Ok(None) };
        let column = |name| table.column(name);
        let names = [
            "ZMATCHEDTEXT",
            "ZCONTENT1",
            "ZCONTENT2",
            "ZTITLE",
            "ZSUMMARY",
            "ZSENDERJID",
            "ZDATE",
        ];
        let of_message = Joins::of(&table, column("ZMESSAGE"), column("Z_PK"), sink)?;
        Ok(Some(Self { of_message, columns: names.map(column), table }))
    }

    /// The previews of message `message`.
    pub(super) fn of(&self, message: i64, sink: &mut Sink<'_>) -> Result<Vec<Preview>, Stop> {
        let mut previews = Vec::new();
        for item in self.of_message.all(message).take(MOST_PREVIEWS) {
            previews.extend(self.table.get(item, |row| self.preview(row, sink))?);
        }
        Ok(previews)
    }

    fn preview(&self, row: &Row<'_>, sink: &mut Sink<'_>) -> Preview {
        let [matched_text, content1, content2, title, summary, sender, date] = self.columns;
        Preview {
            matched_text: cells::text(row, matched_text),
            content1: cells::text(row, content1),
            content2: cells::text(row, content2),
            title: cells::text(row, title),
            summary: cells::text(row, summary),
            sender: cells::text(row, sender),
            date: cells::mac_time(row, date, "ZDATE", sink),
        }
    }
}

/// Where a row that is named but not there would stand.
fn missing(table: &'static str, row: i64) -> Locator {
    Locator::Row { table: table.into(), row, byte: None, wal: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_store_of_files_is_left_out() {
        assert!(is_store("https://mmg.whatsapp.net/d/f/x.enc"));
        assert!(is_store("https://mmg-fna.whatsapp.net/d/f/x.enc"));
        assert!(!is_store("https://mmg.whatsapp.net.bad.example/x"));
        assert!(!is_store("https://bad.example/mmg.whatsapp.net"));
        assert!(!is_store("https://mmg.bad.whatsapp.net/x"));
    }

    #[test]
    fn numbers_on_cards() {
        let card = "BEGIN:VCARD\nitem1.TEL;waid=33600000001:+33 6 00 00 00 01\nTEL:17\nNOTE:TEL\nEND:VCARD";
        assert_eq!(telephones(card).collect::<Vec<_>>(), ["+33 6 00 00 00 01", "17"]);
    }
}
