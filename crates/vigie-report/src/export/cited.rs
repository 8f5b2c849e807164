//! Which records support a finding.

use std::collections::BTreeMap;

use vigie_core::{Finding, Locator, Severity, StoredRecord};

/// A cited place in one file, with the findings that rest on it.
type Place<'a> = (u32, &'a Locator, Vec<&'a Finding>);

/// The findings that each cited record supports: by path, then in order of source and position.
pub(crate) struct Cited<'a>(BTreeMap<&'a str, Vec<Place<'a>>>);

impl<'a> Cited<'a> {
    pub(crate) fn new(findings: &'a [Finding]) -> Self {
        let mut cited: BTreeMap<(&str, u32, &Locator), Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            for one in &finding.evidence {
                let by = cited.entry((one.path.as_str(), one.source, &one.at)).or_default();
                if by.last().is_none_or(|last| last.id != finding.id) {
                    by.push(finding);
                }
            }
        }
        let mut paths: BTreeMap<&str, Vec<Place<'_>>> = BTreeMap::new();
        for ((path, source, at), by) in cited {
            paths.entry(path).or_default().push((source, at, by));
        }
        Self(paths)
    }

    /// The findings that `record` supports.
    pub(crate) fn by(&self, record: &StoredRecord) -> &[&'a Finding] {
        let Some(places) = self.0.get(record.path.as_str()) else { return &[] };
        let wanted = (record.source, &record.at);
        let place = places.binary_search_by(|(source, at, _)| (*source, *at).cmp(&wanted));
        place.ok().and_then(|place| places.get(place)).map_or(&[], |(.., by)| by)
    }

    /// Highest severity among the findings that `record` supports.
    pub(crate) fn severity(&self, record: &StoredRecord) -> Option<Severity> {
        self.by(record).iter().map(|finding| finding.severity).max()
    }
}
