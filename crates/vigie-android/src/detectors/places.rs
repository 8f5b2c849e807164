//! Places on a phone.

/// Whether `point` lies on a partition of the system.
pub(super) fn is_of_system(point: &str) -> bool {
    let is_in = |folder: &&str| {
        point.strip_prefix(*folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ["/system", "/system_ext", "/product", "/vendor", "/odm"].iter().any(is_in)
}
