//! What stands inside JSON documents.

use serde_json::Value;

use crate::columns::{Columns, Scalar};

/// Shows every value below `root` that is no object and no array, with the path of keys to it joined
/// by `/`, in order, at most `most`.
pub(crate) fn each_leaf<'a>(root: &'a Value, most: usize, mut see: impl FnMut(&str, &'a Value)) {
    let mut rest = vec![(String::new(), root)];
    let mut seen = 0_usize;
    while let Some((path, value)) = rest.pop() {
        if seen >= most {
            return;
        }
        match value {
            Value::Array(items) => {
                let children = items.iter().enumerate().take(most).rev();
                rest.extend(children.map(|(at, item)| (join(&path, &at.to_string()), item)));
            }
            Value::Object(fields) => {
                let at = rest.len();
                let children = fields.iter().take(most);
                rest.extend(children.map(|(key, item)| (join(&path, key), item)));
                if let Some(added) = rest.get_mut(at..) {
                    added.reverse();
                }
            }
            leaf => {
                seen = seen.saturating_add(1);
                see(&path, leaf);
            }
        }
    }
}

/// Everything below `root` as columns, at most `most`; null is left out.
pub(crate) fn flatten(root: &Value, most: usize) -> Columns {
    let mut columns = Columns::default();
    each_leaf(root, most, |path, value| {
        let scalar = match value {
            Value::Bool(truth) => Scalar::Truth(*truth),
            Value::String(text) => Scalar::Text(text.clone()),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(integer), _) => Scalar::Integer(integer),
                (None, Some(real)) if real.is_finite() => Scalar::Real(real),
                _ => Scalar::Text(number.to_string()),
            },
            _ => return,
        };
        columns.push(path.to_owned(), scalar);
    });
    columns
}

/// The text or number of the first of `names` that `root` holds; writers differ in `modelID` and
/// `model_id`, which count as one name.
pub(crate) fn text(root: &Value, names: &[&str]) -> Option<String> {
    match find(root, names)? {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value of the first of `names` that `root` holds, as [`text`] compares them.
pub(crate) fn find<'a>(root: &'a Value, names: &[&str]) -> Option<&'a Value> {
    let fields = root.as_object()?;
    names.iter().find_map(|name| {
        fields.get(*name).or_else(|| {
            let found = fields.iter().find(|(key, _)| same_name(key, name));
            found.map(|(_, value)| value)
        })
    })
}

/// Whether two names are the same but for case and the lines between words.
fn same_name(one: &str, other: &str) -> bool {
    let letters = |name: &'_ str| -> Vec<u8> {
        let bytes = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' '));
        bytes.map(|byte| byte.to_ascii_lowercase()).collect()
    };
    letters(one) == letters(other)
}

/// Characters of a path that are kept, as an enemy may write keys of any length.
const LONGEST_NAME: usize = 500;

fn join(path: &str, key: &str) -> String {
    let whole = if path.is_empty() { "" } else { "/" };
    [path, whole, key].into_iter().flat_map(str::chars).take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_come_in_order_with_their_paths() {
        let root = serde_json::json!({"b": [1, {"u": "x"}], "c": null, "d": 2.5});
        let json = serde_json::to_string(&flatten(&root, 10)).unwrap();
        assert_eq!(json, r#"{"b/0":1,"b/1/u":"x","d":2.5}"#);
        assert_eq!(flatten(&root, 1).len(), 1);
        assert_eq!(text(&serde_json::json!({"model_ID": 7}), &["x", "modelID"]).unwrap(), "7");
    }
}
