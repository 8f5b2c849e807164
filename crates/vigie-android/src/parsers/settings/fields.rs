//! `key:value` fields whose values may hold anything.

/// The value of `key` in `text`: from ` key:` to the next of `keys` that follows it in this order, for
/// the service prints them so, or to the end.
pub(super) fn field<'a>(text: &'a str, key: &str, keys: &[&str]) -> Option<&'a str> {
    let start = starts(text, key)?;
    let rest = text.get(start..)?;
    let later = keys.iter().skip_while(|other| **other != key).skip(1);
    let end = later.filter_map(|other| after_space(rest, other)).min();
    rest.get(..end.unwrap_or(rest.len()))
}

/// Where the value of `key` begins.
fn starts(text: &str, key: &str) -> Option<usize> {
    if text.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
        return Some(key.len() + 1);
    }
    Some(after_space(text, key)? + key.len() + 2)
}

/// Where ` key:` stands in `text`.
fn after_space(text: &str, key: &str) -> Option<usize> {
    let spaces = text.match_indices(' ');
    let mut found = spaces.filter(|(at, _)| {
        let rest = text.get(at + 1..).and_then(|rest| rest.strip_prefix(key));
        rest.is_some_and(|rest| rest.starts_with(':'))
    });
    found.next().map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_may_hold_spaces_and_colons() {
        let keys = ["_id", "name", "pkg", "value", "default"];
        let text = "_id:1 name:a b pkg:android value:x name: y\nz default:q";
        assert_eq!(field(text, "name", &keys), Some("a b"));
        assert_eq!(field(text, "value", &keys), Some("x name: y\nz"));
        assert_eq!(field(text, "default", &keys), Some("q"));
        assert_eq!(field("_id:1 name:a", "pkg", &keys), None);
    }
}
