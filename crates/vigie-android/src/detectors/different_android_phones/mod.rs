//! Pieces of evidence, given together, that are not of the same Android phone.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::parsers::Property;

pub(crate) static ITEM: DifferentAndroidPhones = DifferentAndroidPhones;

pub(crate) struct DifferentAndroidPhones;

static META: DetectorMeta = DetectorMeta {
    id: "different_android_phones",
    version: 1,
    title: Text {
        en: "Pieces of evidence of different Android phones",
        fr: "Pièces de téléphones Android différents",
    },
    severity: Severity::Info,
    order: Order::Time,
    reads: &[
        "android.system_properties.property",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://source.android.com/docs/core/architecture/configuration",
    ],
};

impl Detector for DifferentAndroidPhones {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Phones::default())
    }
}

/// Most pieces of evidence that are compared.
const MOST_SOURCES: usize = 1_000;

/// Properties that one phone keeps, and those that name the same thing.
const KEPT: &[(&str, &str)] = &[
    ("ro.boot.serialno", "serial number"),
    ("ro.product.device", "device"),
    ("ro.product.manufacturer", "maker"),
    ("ro.product.model", "model"),
    ("ro.serialno", "serial number"),
];

/// What each piece of evidence says of its phone.
#[derive(Default)]
struct Phones(BTreeMap<u32, BTreeMap<&'static str, (String, Evidence)>>);

impl Watch for Phones {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(property) = seen.record.as_a::<Property>() else { return };
        let Some((_, what)) = KEPT.iter().find(|(name, _)| *name == property.name) else { return };
        if property.value.is_empty() || self.0.len() >= MOST_SOURCES && !self.0.contains_key(&seen.source) {
            return;
        }
        // A serial number is personal: where it stands is cited, not what it is.
        let quote = if *what == "serial number" { "" } else { &property.value };
        let said = || (property.value.to_lowercase(), seen.evidence(&property.name, quote));
        self.0.entry(seen.source).or_default().entry(what).or_insert_with(said);
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let all = std::mem::take(&mut self.0);
        let mut phones: Vec<&BTreeMap<&'static str, (String, Evidence)>> = Vec::new();
        let mut differ: Vec<&'static str> = Vec::new();
        for said in all.values() {
            let difference = |known: &&BTreeMap<&'static str, (String, Evidence)>| {
                said.iter().find_map(|(what, (value, _))| {
                    known.get(what).filter(|(other, _)| other != value).map(|_| *what)
                })
            };
            let differences: Vec<Option<&'static str>> = phones.iter().map(difference).collect();
            if differences.iter().all(Option::is_some) {
                differ.extend(differences.into_iter().flatten());
                phones.push(said);
            }
        }
        if phones.len() < 2 {
            return;
        }
        differ.sort_unstable();
        differ.dedup();
        let (count, differ) = (phones.len().to_string(), differ.join(", "));
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new(
                "different-android-phones-some",
                [("count", &count), ("differ", &differ)],
            ),
            evidence: all.into_values().flat_map(BTreeMap::into_values).map(|(_, it)| it).collect(),
        });
    }
}
