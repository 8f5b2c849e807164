//! Names of certificates as text: `C=US, O=Example, CN=Some One`.

/// The value of part `key` of `name`; a comma inside of it may be written with a backslash or not.
pub(crate) fn part(name: &str, key: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for piece in pieces(name) {
        match piece.split_once('=') {
            Some((one, value)) if is_key(one) => {
                if found.is_some() {
                    break;
                }
                if one.trim().eq_ignore_ascii_case(key) {
                    found = Some(value.trim().to_owned());
                }
            }
            // A comma that stood inside of the value.
            _ => {
                if let Some(found) = &mut found {
                    found.push(',');
                    found.push_str(piece);
                }
            }
        }
    }
    let value = found?.replace("\\,", ",").replace("\\", "");
    (!value.is_empty()).then_some(value)
}

/// What stands between commas that no backslash precedes, and between slashes where the name begins
/// with one (`/C=US/O=Example`).
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    let slashes = name.starts_with('/');
    let mut escaped = false;
    name.split(move |c: char| {
        let splits = !escaped && (c == ',' && !slashes || c == '/' && slashes || c == '+');
        escaped = c == '\\' && !escaped;
        splits
    })
}

fn is_key(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let name = "C=US, ST=California, O=Example, Inc., OU=A, CN=Some One";
        assert_eq!(part(name, "O").as_deref(), Some("Example, Inc."));
        assert_eq!(part(name, "CN").as_deref(), Some("Some One"));
        assert_eq!(part(name, "L"), None);
        assert_eq!(part("CN=x,O=A\\, B", "o").as_deref(), Some("A, B"));
        assert_eq!(part("/C=US/O=Ex/CN=y", "CN").as_deref(), Some("y"));
        assert_eq!(part("", "CN"), None);
    }
}
