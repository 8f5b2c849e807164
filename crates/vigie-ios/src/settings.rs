//! Settings in property lists: what a text stands for by its key, and which are nobody's business.

use vigie_core::{Observable, links};
use vigie_formats::plist::{Dictionary, Value};

use crate::columns::Columns;
use crate::trees;

/// What `root` holds as columns, less the keys in `known` and passwords; at most `most` values.
pub(crate) fn rest(root: &Value, known: &[&str], most: usize) -> Columns {
    let fields = root.as_dictionary().into_iter().flat_map(|fields| fields.iter());
    let rest = fields.filter(|(key, _)| !known.contains(key));
    let rest: Dictionary = rest.map(|(key, value)| (key.to_owned(), value.clone())).collect();
    trees::flatten(&Value::Dictionary(rest), most).without_any(is_secret)
}

/// Whether a setting is a password: those are nobody's business.
pub(crate) fn is_secret(path: &str) -> bool {
    let key = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    ["password", "secret", "passphrase", "psk"].iter().any(|word| key.contains(word))
}

/// Ends of keys whose value is the name or the address of a machine.
const HOSTS: &[&str] = &[
    "Server",
    "ServerAddress",
    "ServerAddresses",
    "HostName",
    "Host",
    "RemoteAddress",
    "RemoteIdentifier",
    "Address",
    "URL",
    "Domains",
    "HTTPProxy",
    "HTTPSProxy",
    "SOCKSProxy",
];

/// Ends of keys whose value is the id of an app or of a part of one.
const APPS: &[&str] = &[
    "BundleID",
    "BundleId",
    "BundleIdentifier",
    "VPNSubType",
    "app-id",
    "PluginType",
    "SigningIdentifier",
    "Application",
];

/// Shows what the setting called `path` can match: keys of the specifications say what a text is.
pub(crate) fn see(path: &str, text: &str, mut see: impl FnMut(Observable<'_>)) {
    if text.is_empty() {
        return;
    }
    // Items of a list are named by their number.
    let key = path.rsplit('/').find(|part| part.parse::<u32>().is_err()).unwrap_or(path);
    let ends = |ends: &[&str]| ends.iter().any(|end| key.ends_with(end));
    if text.contains("://") || text.contains('@') {
        links(text).for_each(|link| see(link.observable()));
    } else if ends(HOSTS) {
        see(Observable::Host(text));
    } else if ends(APPS) {
        see(Observable::AppId(text));
    } else if matches!(key, "PayloadUUID" | "ProfileUUID" | "ProfileIdentifier") {
        see(Observable::ProfileId(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(path: &str, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        see(path, text, |value| all.push(format!("{value:?}")));
        all
    }

    #[test]
    fn keys_say_what_a_text_is() {
        assert_eq!(seen("DNS/ServerAddresses/0", "192.0.2.1"), [r#"Host("192.0.2.1")"#]);
        assert_eq!(seen("VPN/PluginType", "example.app"), [r#"AppId("example.app")"#]);
        assert_eq!(seen("note", "see https://a.example"), [r#"Url("https://a.example")"#]);
        assert_eq!(seen("ProfileUUID", "6E1F"), [r#"ProfileId("6E1F")"#]);
        assert!(seen("note", "nothing").is_empty());
    }

    #[test]
    fn passwords_are_left_out() {
        let pair = |key: &str| (key.to_owned(), Value::String("x".into()));
        let root =
            Value::Dictionary(["SharedSecret", "Name", "Known"].map(pair).into_iter().collect());
        let kept: Vec<String> =
            rest(&root, &["Known"], 9).iter().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(kept, ["Name"]);
    }
}
