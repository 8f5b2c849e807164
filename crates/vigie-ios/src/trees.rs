//! What stands inside property lists.

use vigie_core::{Limits, Locator, Sink, Stop, Time};
use vigie_formats::keyed_archive;
use vigie_formats::plist::{self, Value};

use crate::columns::{Columns, Scalar};

/// Shows every text inside `root`, keys left out, in order.
pub(crate) fn each_text<'a>(root: &'a Value, mut see: impl FnMut(&'a str)) {
    let mut rest = vec![root];
    while let Some(value) = rest.pop() {
        match value {
            Value::String(text) => see(text),
            Value::Array(items) => rest.extend(items.iter().rev()),
            Value::Dictionary(fields) => {
                push_reversed(&mut rest, fields.values());
            }
            _ => {}
        }
    }
}

/// Most texts that [`urls`] gives.
const MOST_URLS: usize = 500;

/// Every text inside `root` that holds a URL with its scheme, each once.
pub(crate) fn urls(root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    each_text(root, |text| {
        if found.len() < MOST_URLS && text.contains("://") && !found.iter().any(|one| one == text) {
            found.push(text.to_owned());
        }
    });
    found
}

/// Shows every dictionary inside `root`, itself included, with the path of keys to it, in order.
///
/// # Errors
/// What `see` gives.
pub(crate) fn each_dictionary(
    root: &Value,
    mut see: impl FnMut(&str, &Value) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut rest = vec![(String::new(), root)];
    while let Some((path, value)) = rest.pop() {
        match value {
            Value::Array(items) => {
                let children = items.iter().enumerate();
                push_reversed(
                    &mut rest,
                    children.map(|(at, one)| (join(&path, &at.to_string()), one)),
                );
            }
            Value::Dictionary(fields) => {
                see(&path, value)?;
                push_reversed(&mut rest, fields.iter().map(|(key, one)| (join(&path, key), one)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The first value named `key` at any depth.
pub(crate) fn find_anywhere<'a>(root: &'a Value, key: &str) -> Option<&'a Value> {
    let mut rest = vec![root];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(items) => rest.extend(items.iter().rev()),
            Value::Dictionary(fields) => {
                if let Some(found) = fields.find(key) {
                    return Some(found);
                }
                rest.extend(fields.values());
            }
            _ => {}
        }
    }
    None
}

/// The text named `key`; nothing where it is not there or empty. Numbers are written out.
pub(crate) fn text(root: &Value, key: &str) -> Option<String> {
    match root.find(key)? {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Unsigned(number) => Some(number.to_string()),
        Value::Real(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The date named `key`. A value that is there and no date is noted as a problem.
pub(crate) fn date(root: &Value, key: &str, at: &Locator, sink: &mut Sink<'_>) -> Option<Time> {
    let value = root.find(key)?;
    let time = value.as_time();
    if time.is_none() {
        sink.problem(at.clone(), format!("{key}: expected a date"));
    }
    time
}

/// Everything inside `root` as columns: names are paths of keys joined by `/`. Bytes by length;
/// false, 0 and empty texts are kept, since somebody wrote them. At most `most` values.
pub(crate) fn flatten(root: &Value, most: usize) -> Columns {
    let mut columns = Columns::default();
    let mut rest = vec![(String::new(), root)];
    while let Some((path, value)) = rest.pop() {
        if columns.len() >= most {
            break;
        }
        let scalar = match value {
            Value::Null => continue,
            Value::Boolean(truth) => Scalar::Truth(*truth),
            Value::Integer(value) => Scalar::Integer(*value),
            Value::Unsigned(value) => Scalar::Text(value.to_string()),
            Value::Real(value) if value.is_finite() => Scalar::Real(*value),
            Value::Real(_) => continue,
            Value::Date(_) => match value.as_time() {
                Some(time) => Scalar::Text(time.to_string()),
                None => continue,
            },
            Value::Data(bytes) => Scalar::Bytes { bytes: bytes.len() as u64 },
            Value::String(text) => Scalar::Text(text.clone()),
            Value::Uid(number) => Scalar::Text(number.to_string()),
            Value::Array(items) => {
                let names = items.iter().enumerate().take(most);
                let children = names.map(|(at, item)| (join(&path, &at.to_string()), item));
                push_reversed(&mut rest, children);
                continue;
            }
            Value::Dictionary(fields) => {
                let fields = fields.iter().take(most);
                push_reversed(&mut rest, fields.map(|(key, item)| (join(&path, key), item)));
                continue;
            }
        };
        columns.push(path, scalar);
    }
    columns
}

/// Lists that are opened inside one list, and what each of them may hold: a small list can stand in
/// its parent many times, and grow each time.
const MOST_UNFOLDED: u32 = 100;
const MOST_INNER: u64 = 1 << 20;

/// `root` with every property list and keyed archive that stands in it as bytes in place of those
/// bytes. Bytes that are no list, or a damaged one, stay.
pub(crate) fn unfold(root: Value, limits: &Limits) -> Value {
    let inner = Limits { value: limits.value.min(MOST_INNER), ..*limits };
    let mut left = MOST_UNFOLDED;
    unfold_within(root, &inner, limits.depth, &mut left)
}

fn unfold_within(value: Value, limits: &Limits, depth: u32, left: &mut u32) -> Value {
    let Some(depth) = depth.checked_sub(1) else { return value };
    match value {
        Value::Dictionary(_) if keyed_archive::is_archive(&value) => {
            let opened = open(left, || keyed_archive::unarchive_value(&value, limits));
            opened.map_or(value, |object| unfold_within(object, limits, depth, left))
        }
        Value::Data(bytes) if bytes.starts_with(b"bplist") => {
            let opened = open(left, || plist::parse(&bytes, limits));
            match opened {
                Some(list) => unfold_within(list, limits, depth, left),
                None => Value::Data(bytes),
            }
        }
        Value::Array(items) => {
            let items = items.into_iter().map(|item| unfold_within(item, limits, depth, left));
            Value::Array(items.collect())
        }
        Value::Dictionary(fields) => {
            let unfolded = |(key, value)| (key, unfold_within(value, limits, depth, left));
            Value::Dictionary(fields.into_iter().map(unfolded).collect())
        }
        other => other,
    }
}

/// What `read` gives, while lists may still be opened.
fn open(left: &mut u32, read: impl FnOnce() -> Result<Value, Stop>) -> Option<Value> {
    *left = left.checked_sub(1)?;
    read().ok()
}

/// Puts `children` on the stack so that the first of them comes off first.
fn push_reversed<T>(stack: &mut Vec<T>, children: impl Iterator<Item = T>) {
    let at = stack.len();
    stack.extend(children);
    if let Some(added) = stack.get_mut(at..) {
        added.reverse();
    }
}

/// Characters of a name that are kept: an enemy may write keys of any length, and every value below
/// one repeats it.
const LONGEST_NAME: usize = 500;

/// The name of what stands under `key` inside what is called `path`.
pub(crate) fn join(path: &str, key: &str) -> String {
    let whole = if path.is_empty() { "" } else { "/" };
    let parts = [path, whole, key];
    parts.into_iter().flat_map(str::chars).take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Value {
        let pair = |key: &str, value| (key.to_owned(), value);
        let inner = [pair("u", Value::String("x https://a.example".into()))];
        let array = vec![Value::Integer(1), Value::Dictionary(inner.into_iter().collect())];
        let fields = [pair("list", Value::Array(array)), pair("off", Value::Boolean(false))];
        Value::Dictionary(fields.into_iter().collect())
    }

    #[test]
    fn flattening_keeps_order_and_says_where() {
        let json = serde_json::to_string(&flatten(&tree(), 10)).unwrap();
        assert_eq!(json, r#"{"list/0":1,"list/1/u":"x https://a.example","off":false}"#);
        assert_eq!(serde_json::to_string(&flatten(&tree(), 1)).unwrap(), r#"{"list/0":1}"#);
    }

    #[test]
    fn long_keys_do_not_multiply() {
        let key = "k".repeat(1 << 20);
        let items = Value::Array((0..10_000).map(Value::Integer).collect());
        let root = Value::Dictionary([(key, items)].into_iter().collect());
        let columns = flatten(&root, 100);
        assert!(columns.len() <= 100);
        assert!(columns.iter().all(|(name, _)| name.len() <= LONGEST_NAME));
    }

    #[test]
    fn urls_and_keys_are_found_at_any_depth() {
        assert_eq!(urls(&tree()), ["x https://a.example"]);
        assert!(find_anywhere(&tree(), "u").is_some());
        assert!(find_anywhere(&tree(), "v").is_none());
    }
}
