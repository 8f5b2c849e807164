//! What tells one phone from another.

use std::collections::BTreeSet;

use vigie_core::Record;

use crate::parsers::{Device, PhoneIdentity, SysdiagnosedDevice};

/// Numbers of a phone, of which one piece of evidence may name several (an old and a new one never,
/// but two radios).
#[derive(Default)]
pub(super) struct Identity {
    serial: BTreeSet<String>,
    udid: BTreeSet<String>,
    ecid: BTreeSet<String>,
    imei: BTreeSet<String>,
    model: BTreeSet<String>,
    version: BTreeSet<String>,
}

type Texts<'a> = [&'a Option<String>; 7];

impl Identity {
    /// What `record` says.
    pub(super) fn of(record: &dyn Record) -> Option<Self> {
        let from = |texts: Texts<'_>| Some(Self::from_texts(texts));
        if let Some(it) = record.as_a::<Device>() {
            let udid = if it.unique_identifier.is_some() {
                &it.unique_identifier
            } else {
                &it.target_identifier
            };
            let (imei, imei_2) = (&it.imei, &it.imei_2);
            let (model, version) = (&it.product_type, &it.product_version);
            return from([&it.serial_number, udid, &None, imei, imei_2, model, version]);
        }
        if let Some(it) = record.as_a::<SysdiagnosedDevice>() {
            let (imei, imei_2) = (&it.imei, &it.imei_2);
            let (model, version) = (&it.product_type, &it.product_version);
            let (serial, udid) = (&it.serial_number, &it.unique_identifier);
            return from([serial, udid, &it.ecid, imei, imei_2, model, version]);
        }
        let it = record.as_a::<PhoneIdentity>()?;
        let (imei, imei_2) = (&it.imei, &it.imei_2);
        let (model, version) = (&it.product_type, &it.product_version);
        let (serial, udid) = (&it.serial_number, &it.unique_identifier);
        from([serial, udid, &it.ecid, imei, imei_2, model, version])
    }

    fn from_texts([serial, udid, ecid, imei, imei_2, model, version]: Texts<'_>) -> Self {
        // Files spell the same number in their own way.
        let plain = |text: &String| {
            let kept = text.chars().filter(char::is_ascii_alphanumeric);
            kept.collect::<String>().to_ascii_uppercase()
        };
        let set = |text: &Option<String>| {
            text.iter().map(plain).filter(|text| !text.is_empty()).collect::<BTreeSet<_>>()
        };
        let as_is = |text: &Option<String>| text.iter().cloned().collect();
        let imei = set(imei).into_iter().chain(set(imei_2)).collect();
        let (model, version) = (as_is(model), as_is(version));
        Self { serial: set(serial), udid: set(udid), ecid: set(ecid), imei, model, version }
    }

    /// A field that is nobody's secret, and what it says.
    pub(super) fn open(&self) -> (&'static str, &str) {
        match (self.model.first(), self.version.first()) {
            (Some(model), _) => ("product_type", model),
            (None, Some(version)) => ("product_version", version),
            (None, None) => ("product_type", ""),
        }
    }

    /// Adds what another record of the same piece of evidence says.
    pub(super) fn merge(&mut self, other: Self) {
        self.serial.extend(other.serial);
        self.udid.extend(other.udid);
        self.ecid.extend(other.ecid);
        self.imei.extend(other.imei);
        self.model.extend(other.model);
        self.version.extend(other.version);
    }

    /// In what the two are of different phones; `None` where they are of the same one, or where
    /// nothing tells.
    pub(super) fn difference(&self, other: &Self) -> Option<&'static str> {
        let numbers = [
            ("UDID", &self.udid, &other.udid),
            ("serial", &self.serial, &other.serial),
            ("ECID", &self.ecid, &other.ecid),
            ("IMEI", &self.imei, &other.imei),
        ];
        let known = numbers.into_iter().filter(|(_, a, b)| !a.is_empty() && !b.is_empty());
        let mut differ = None;
        for (name, a, b) in known {
            // A repaired phone keeps some of its numbers: one that agrees is enough.
            if !a.is_disjoint(b) {
                return None;
            }
            differ = differ.or(Some(name));
        }
        let (a, b) = (&self.model, &other.model);
        let other_model = !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        differ.or_else(|| other_model.then_some("model"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(udid: &str, imei: &str, model: &str) -> Identity {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (udid, imei, model) = (text(udid), text(imei), text(model));
        Identity::from_texts([&None, &udid, &None, &imei, &None, &model, &None])
    }

    #[test]
    fn one_number_that_agrees_is_enough() {
        let one = phone("00008110-000A11B2", "00 101012 345678 0", "iPhone14,5");
        assert_eq!(one.difference(&phone("00008110000a11b2", "", "")), None);
        assert_eq!(one.difference(&phone("", "001010123456780", "iPhone12,1")), None);
        assert_eq!(one.difference(&phone("ffff", "001010123456780", "")), None);
        assert_eq!(one.difference(&phone("ffff", "", "iPhone14,5")), Some("UDID"));
        assert_eq!(one.difference(&phone("", "", "iPhone12,1")), Some("model"));
        assert_eq!(one.difference(&phone("", "", "")), None);
    }
}
