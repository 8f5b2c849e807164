//! Every link in any record, and where it stood, as CSV.

use std::io;

use vigie_core::{Observable, RecordQuery, RecordSource, StoredRecord, is_shortener};

use super::brief::Kinds;
use super::timeline::{clock, harmless};
use crate::ReportError;

const HEADER: [&str; 11] = [
    "time",
    "clock",
    "what",
    "link",
    "host",
    "unresolved",
    "source",
    "kind",
    "field",
    "path",
    "locator",
];

/// One line for each link of each record, in the order of the evidence. `unresolved` is `yes` for
/// links of shorteners: where they lead, the link does not say and nobody is asked.
pub(super) fn write(
    kinds: &Kinds,
    records: &dyn RecordSource,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    let mut csv = csv::WriterBuilder::new().from_writer(out);
    csv.write_record(HEADER)?;
    let mut links: Vec<(&'static str, String)> = Vec::new();
    records.each(&RecordQuery::default(), &mut |record, _| {
        links.clear();
        collect(kinds, record, &mut links);
        for (field, link) in &links {
            csv.write_record(row(record, field, link).iter().map(|cell| cell.as_bytes()))
                .map_err(io::Error::other)?;
        }
        Ok(true)
    })?;
    csv.flush()?;
    Ok(())
}

/// The links of a record, each once, with the field it stands in.
fn collect(kinds: &Kinds, record: &StoredRecord, links: &mut Vec<(&'static str, String)>) {
    let Some(kind) = kinds.of(&record.kind) else { return };
    // What this version cannot read back is told by `vigie recheck`.
    let Ok(typed) = (kind.revive)(&record.fields) else { return };
    typed.observables(&mut |field, observable| {
        if let Observable::Url(link) = observable
            && !links.iter().any(|(_, known)| known == link)
        {
            links.push((field, link.to_owned()));
        }
    });
}

fn row(record: &StoredRecord, field: &str, link: &str) -> [String; 11] {
    let stamp = record.stamps.first();
    let host = host(link);
    [
        stamp.map_or(String::new(), |stamp| stamp.at.to_string()),
        stamp.map_or("", |stamp| clock(stamp.clock)).to_owned(),
        harmless(stamp.map_or("", |stamp| &stamp.means)).into_owned(),
        harmless(link).into_owned(),
        harmless(host).into_owned(),
        if is_shortener(host) { "yes" } else { "no" }.to_owned(),
        record.source.to_string(),
        harmless(&record.kind).into_owned(),
        field.to_owned(),
        harmless(&record.path).into_owned(),
        harmless(&record.at.to_string()).into_owned(),
    ]
}

/// The host of a link, as it is written there.
fn host(link: &str) -> &str {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or(address),
        None => host.split(':').next().unwrap_or(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_links() {
        for (link, expected) in [
            ("https://user:secret@Bad.example:8443/x?y#z", "Bad.example"),
            ("bit.ly/x", "bit.ly"),
            ("http://[2001:db8::1]:80/", "2001:db8::1"),
            ("https://", ""),
            ("", ""),
        ] {
            assert_eq!(host(link), expected, "{link}");
        }
    }
}
