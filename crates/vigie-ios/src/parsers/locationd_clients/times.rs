//! The times of a client, and what each stands for.

use vigie_core::{Text, Time};
use vigie_formats::plist::Value;

/// What every stamp of a client can say: first those of [`KNOWN`], in its order.
pub(super) const MEANS: &[Text] = &[
    Text { en: "began to count the client’s use of location", fr: "début du décompte de l’usage de la position" },
    Text { en: "stopped receiving the location", fr: "fin de réception de la position" },
    Text { en: "started receiving the location", fr: "début de réception de la position" },
    Text { en: "stopped asking for visits", fr: "fin du suivi des visites" },
    Text { en: "started asking for visits", fr: "début du suivi des visites" },
    Text { en: "stopped asking for the location", fr: "fin du suivi de la position" },
    Text { en: "started asking for the location", fr: "début du suivi de la position" },
    Text { en: "stopped asking for the location in the background", fr: "fin du suivi de la position en arrière-plan" },
    Text { en: "started asking for the location in the background", fr: "début du suivi de la position en arrière-plan" },
    Text { en: "stopped asking for significant moves", fr: "fin du suivi des déplacements importants" },
    Text { en: "started asking for significant moves", fr: "début du suivi des déplacements importants" },
    Text { en: "stopped asking for significant moves while running", fr: "fin du suivi des déplacements importants pendant l’exécution" },
    Text { en: "started asking for significant moves while running", fr: "début du suivi des déplacements importants pendant l’exécution" },
    Text { en: "stopped watching an area", fr: "fin de la surveillance d’une zone" },
    Text { en: "started watching an area", fr: "début de la surveillance d’une zone" },
    Text { en: "stopped watching for a beacon", fr: "fin de la recherche d’une balise" },
    Text { en: "started watching for a beacon", fr: "début de la recherche d’une balise" },
    Text { en: "stopped measuring distances to beacons", fr: "fin de la mesure de distance aux balises" },
    Text { en: "started measuring distances to beacons", fr: "début de la mesure de distance aux balises" },
    Text { en: "used location services", fr: "a utilisé la localisation" },
];

/// Keys whose meaning is known; the phrase of each stands at the same place in [`MEANS`].
const KNOWN: &[&str] = &[
    "ConsumptionPeriodBegin",
    "ReceivingLocationInformationTimeStopped",
    "ReceivingLocationInformationTimeStarted",
    "VisitTimeStopped",
    "VisitTimeStarted",
    "LocationTimeStopped",
    "LocationTimeStarted",
    "BackgroundLocationTimeStopped",
    "BackgroundLocationTimeStarted",
    "SignificantTimeStopped",
    "SignificantTimeStarted",
    "NonPersistentSignificantTimeStopped",
    "NonPersistentSignificantTimeStarted",
    "FenceTimeStopped",
    "FenceTimeStarted",
    "BeaconRegionTimeStopped",
    "BeaconRegionTimeStarted",
    "RangeTimeStopped",
    "RangeTimeStarted",
];

/// What the time named `key` stands for.
pub(super) fn means(key: &str) -> &'static str {
    let known = KNOWN.iter().position(|known| *known == key);
    known.and_then(|at| MEANS.get(at)).or(MEANS.last()).map_or("", |text| text.en)
}

/// Whether the value named `key` is a time: one of the known ones, or one named like them.
pub(super) fn is_time(key: &str) -> bool {
    KNOWN.contains(&key)
        || ["TimeStarted", "TimeStopped", "PeriodBegin", "PeriodEnd"].iter().any(|end| key.ends_with(end))
}

/// What a time may be.
pub(super) enum Read {
    /// 0: it never happened.
    Never,
    /// An instant.
    At(Time),
    /// Something that is no time.
    Odd,
}

/// Reads a time: seconds since 2001, or a date.
pub(super) fn read(value: &Value) -> Read {
    let time = match value {
        Value::Date(_) | Value::String(_) => value.as_time(),
        _ => match value.as_f64() {
            Some(0.0) => return Read::Never,
            Some(seconds) => Time::from_mac_float(seconds),
            None => None,
        },
    };
    time.map_or(Read::Odd, Read::At)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_key_has_its_phrase() {
        assert_eq!(KNOWN.len() + 1, MEANS.len());
        for key in KNOWN {
            let verb = if key.ends_with("Stopped") { "stopped" } else { "" };
            assert!(is_time(key) && means(key).starts_with(verb), "{key}");
        }
        assert_eq!(means("SomethingTimeStopped"), "used location services");
        assert!(!is_time("Authorization"));
    }
}
