//! Keys of MobileGestalt's cache.

/// Names of questions, and their keys: Base64 of the MD5 of `MGCopyAnswer` and the name, without `=`.
const KEYS: &[(&str, &str)] = &[
    ("BuildVersion", "mZfUC7qo4pURNhyMHZ62RQ"),
    ("InternationalMobileEquipmentIdentity", "QZgogo2DypSAZfkRW4dP/A"),
    ("MobileEquipmentIdentifier", "xOEH0P1H/1jmYe2t54+5cQ"),
    ("ProductType", "h9jDsbgj7xIVeIQ8S3/X3Q"),
    ("ProductVersion", "qNNddlUK+B/YlooNoymwgA"),
    ("SerialNumber", "VasUgeSzVyHdB27g2XpN0g"),
    ("UniqueChipID", "TF31PAB6aO8KAbPyNKSxKA"),
    ("UniqueDeviceID", "re6Zb+zwFKJNlkQTUeT+/w"),
    ("UserAssignedDeviceName", "ghpAuGJlPoauWijdtPi7sQ"),
];

/// The key that stands for `name`; the name itself where it is not known, as in old caches.
pub(super) fn key(name: &str) -> &str {
    KEYS.iter().find(|(known, _)| *known == name).map_or(name, |(_, key)| *key)
}
