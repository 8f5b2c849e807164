//! Answers, with their requests.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Limits, Link, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links,
    revive,
};
use vigie_formats::sqlite::{Column, Database, Row, Table, Value};

use super::exchange::Side;
use crate::cells;
use crate::columns::{Columns, Scalar};
use crate::ids::Ids;

pub(super) static KIND: Kind = Kind {
    id: "ios.cache_files.answer",
    title: Text { en: "Answer of a server, kept by an app", fr: "Réponse d’un serveur, gardée par une app" },
    brief: &["url", "status", "location"],
    personal: &["url", "urls", "location", "request_headers", "response_headers"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Answer>,
};

/// An answer of a server.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    /// What was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Other URLs of the request and the answer: the page that it was loaded for, ….
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) urls: Vec<String>,
    /// When the answer was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time_stamp: Option<Time>,
    /// The site that it was loaded for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) partition: Option<String>,
    /// `GET`, `POST`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    /// HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<i64>,
    /// Where the server sent the app instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location: Option<String>,
    /// Headers of the request.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) request_headers: Columns,
    /// Headers of the answer.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) response_headers: Columns,
    /// Length of the body, where it stands in the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body_bytes: Option<u64>,
    /// Name of the file in folder `fsCachedData` that holds the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body_file: Option<String>,
    /// Version of the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<i64>,
    /// Hash by which the entry is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hash_value: Option<i64>,
    /// How the entry may be kept: 0 anywhere, 1 in memory only, 2 not at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) storage_policy: Option<i64>,
}

impl Record for Answer {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.time_stamp {
            see(Stamp::utc(at, "answer kept"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        self.urls.iter().for_each(|url| see("urls", Observable::Url(url)));
        if let Some(url) = self.location.as_deref().filter(|url| url.contains("//")) {
            see("location", Observable::Url(url));
        }
        if let Some(site) = &self.partition {
            match site.contains("://") {
                true => see("partition", Observable::Url(site)),
                false => see("partition", Observable::Host(site)),
            }
        }
        let sides = [
            ("request_headers", &self.request_headers),
            ("response_headers", &self.response_headers),
        ];
        for (field, headers) in sides {
            headers.texts().for_each(|(name, text)| {
                in_header(name, text, |value| see(field, value));
            });
        }
    }
}

/// What an indicator could match in a header: URLs, hosts, addresses.
fn in_header<'a>(name: &str, text: &'a str, mut see: impl FnMut(Observable<'a>)) {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    // It has its own field.
    if is("Location") {
        return;
    }
    if is("Host") {
        return see(Observable::Host(text));
    }
    if is("Set-Cookie") {
        cookie_domains(text).for_each(|domain| see(Observable::Host(domain)));
    }
    for part in text.split([',', ' ', ';', '=', '"']) {
        if let Ok(address) = part.parse::<IpAddr>() {
            see(Observable::Ip(address));
        }
    }
    for link in links(text) {
        if let Link::Url(url) = link {
            see(Observable::Url(url));
        }
    }
}

/// The sites that cookies are set for.
fn cookie_domains(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ',']).filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_start_matches('.');
        (name.trim().eq_ignore_ascii_case("domain") && !value.is_empty()).then_some(value)
    })
}

/// Longest URL, in bytes.
const LONGEST_URL: usize = 64 << 10;

/// Emits every answer, then those of which only the property lists are left.
pub(super) fn read(database: &Database, limits: &Limits, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let blobs = Blobs::new(database, limits);
    let bodies = database.table("cfurl_cache_receiver_data").map(Bodies::new);
    let mut told = Ids::default();
    if let Some(table) = database.table("cfurl_cache_response") {
        let column = |name: &str| table.column(name);
        let time = column("time_stamp");
        table.scan_into(sink, |row, sink| {
            told.insert(row.rowid());
            let mut answer = Answer {
                url: cells::name(row, column("request_key"), LONGEST_URL),
                time_stamp: cells::unix_time(row, time, "time_stamp", sink),
                partition: cells::name(row, column("partition"), 1_000),
                version: row.integer(column("version")),
                hash_value: row.integer(column("hash_value")),
                storage_policy: row.integer(column("storage_policy")),
                ..Answer::default()
            };
            if let Some(blobs) = &blobs {
                blobs.add(row.rowid(), &mut answer, sink)?;
            }
            if let Some(bodies) = &bodies {
                bodies.add(row.rowid(), &mut answer)?;
            }
            emit(answer, row, sink)
        })?;
    }
    let Some(blobs) = &blobs else { return Ok(()) };
    blobs.table.scan_into(sink, |row, sink| {
        if told.contains(row.rowid()) {
            return Ok(());
        }
        let mut answer = Answer::default();
        blobs.fill(row, &mut answer, sink);
        emit(answer, row, sink)
    })
}

fn emit(answer: Answer, row: &Row<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if answer.url.is_none() {
        sink.problem(row.locator(), "expected a URL");
        if answer == Answer::default() {
            return Ok(());
        }
    }
    sink.emit(row.locator(), &answer)
}

/// Table `cfurl_cache_blob_data`.
struct Blobs<'a> {
    table: Table<'a>,
    response: Option<Column>,
    request: Option<Column>,
    limits: &'a Limits,
}

impl<'a> Blobs<'a> {
    fn new(database: &'a Database, limits: &'a Limits) -> Option<Self> {
        let table = database.table("cfurl_cache_blob_data")?;
        let [response, request] =
            ["response_object", "request_object"].map(|name| table.column(name));
        Some(Self { table, response, request, limits })
    }

    /// Adds what the property lists of entry `id` say.
    fn add(&self, id: i64, answer: &mut Answer, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.table.get(id, |row| self.fill(row, answer, sink))?;
        Ok(())
    }

    fn fill(&self, row: &Row<'_>, answer: &mut Answer, sink: &mut Sink<'_>) {
        let response = self.side(row, self.response, "response_object", sink);
        let request = self.side(row, self.request, "request_object", sink);
        answer.status = response.status;
        answer.method = request.method;
        for url in request.urls.into_iter().chain(response.urls) {
            if answer.url.is_none() {
                answer.url = Some(url);
            } else if answer.url.as_ref() != Some(&url) && !answer.urls.contains(&url) {
                answer.urls.push(url);
            }
        }
        answer.location = header(&response.headers, "Location").map(str::to_owned);
        answer.request_headers = request.headers;
        answer.response_headers = response.headers;
    }

    fn side(
        &self,
        row: &Row<'_>,
        column: Option<Column>,
        name: &str,
        sink: &mut Sink<'_>,
    ) -> Side {
        let Some(blob) = row.blob(column).filter(|blob| !blob.is_empty()) else {
            return Side::default();
        };
        Side::read(blob, self.limits).unwrap_or_else(|stop| {
            sink.problem(row.locator(), format!("{name}: {stop}"));
            Side::default()
        })
    }
}

/// The value of a header.
fn header<'a>(headers: &'a Columns, wanted: &str) -> Option<&'a str> {
    headers.iter().find_map(|(name, value)| match value {
        Scalar::Text(text) if name.eq_ignore_ascii_case(wanted) => Some(text.as_str()),
        _ => None,
    })
}

/// Table `cfurl_cache_receiver_data`.
struct Bodies<'a> {
    table: Table<'a>,
    is_file: Option<Column>,
    data: Option<Column>,
}

impl<'a> Bodies<'a> {
    fn new(table: Table<'a>) -> Self {
        let [is_file, data] = ["isDataOnFS", "receiver_data"].map(|name| table.column(name));
        Self { table, is_file, data }
    }

    fn add(&self, id: i64, answer: &mut Answer) -> Result<(), Stop> {
        self.table.get(id, |row| {
            if cells::flag(row, self.is_file) {
                answer.body_file = cells::name(row, self.data, 200);
                return;
            }
            answer.body_bytes = match row.value(self.data) {
                Value::Blob(bytes) => Some(bytes.len() as u64),
                Value::Text(text) => Some(text.len() as u64),
                _ => None,
            };
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_sites() {
        let seen = |name, text| {
            let mut found = Vec::new();
            in_header(name, text, |value| found.push(format!("{value:?}")));
            found
        };
        let cookie = "a=1; Domain=.bad.example; Path=/, b=2; domain=";
        assert_eq!(seen("set-cookie", cookie), ["Host(\"bad.example\")"]);
        assert_eq!(seen("Referer", "https://a.example/x"), ["Url(\"https://a.example/x\")"]);
        assert_eq!(seen("X-Forwarded-For", "192.0.2.7, 2001:db8::1").len(), 2);
        assert!(seen("Server", "nginx/1.18.0").is_empty());
    }
}
