//! What a bare value is, by its own look or by the name of its file or column.

use vigie_core::ObservableKind;

use crate::identity::write_phone;
use crate::keys::refanged;

/// What `text` looks like; `None` when it looks like nothing that is listed.
pub(crate) fn infer(text: &str) -> Option<ObservableKind> {
    use ObservableKind as Kind;
    let text = refanged(text.trim());
    let text = text.as_ref();
    if text.is_empty() || text.len() > 4096 || text.chars().any(|c| c.is_control()) {
        return None;
    }
    if text.contains("://") {
        let (scheme, rest) = text.split_once("://")?;
        let plain = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric());
        return (plain && !rest.is_empty() && !text.contains(' ')).then_some(Kind::Url);
    }
    if text.starts_with('/') && text.len() > 1 && !text.starts_with("//") {
        return Some(Kind::Path);
    }
    if text.contains(char::is_whitespace) {
        return is_international(text).then_some(Kind::Phone);
    }
    if text.parse::<std::net::IpAddr>().is_ok() || is_network(text) || is_address_and_port(text) {
        return Some(Kind::Ip);
    }
    if matches!(text.len(), 32 | 40 | 64 | 128) && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(Kind::FileHash);
    }
    if is_email(text) {
        return Some(Kind::Email);
    }
    if is_international(text) {
        return Some(Kind::Phone);
    }
    let host = text.split('/').next().unwrap_or(text);
    if is_host(host) {
        return Some(Kind::Host);
    }
    is_app(text).then_some(Kind::AppId)
}

fn is_network(text: &str) -> bool {
    text.contains('/') && text.parse::<ipnet::IpNet>().is_ok()
}

fn is_address_and_port(text: &str) -> bool {
    text.parse::<std::net::SocketAddr>().is_ok()
}

fn is_international(text: &str) -> bool {
    text.starts_with('+') && write_phone(text, &mut Vec::new()).is_some()
}

fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else { return false };
    let good = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._+-%'".contains(c))
    };
    good(user) && good(host)
}

fn labels(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let first = text.split('.').next()?;
    let last = text.rsplit('.').next()?;
    (text.contains('.') && text.split('.').all(label)).then_some((first, last))
}

/// Domains by which app identifiers begin, and hosts seldom do.
const REVERSED: [&str; 14] =
    ["com", "org", "net", "io", "de", "fr", "app", "ru", "cn", "me", "co", "eu", "in", "info"];

/// Dotted labels under a top-level domain that exists, or a plausible one.
fn is_host(text: &str) -> bool {
    let text = text.strip_prefix("*.").unwrap_or(text);
    let text = text.split_once(':').map_or(text, |(host, _)| host);
    let Some((first, last)) = labels(text) else { return false };
    let top = last.to_lowercase();
    let letters = top.chars().all(char::is_alphabetic) && top.chars().count() > 1;
    let known = psl::suffix(top.as_bytes()).is_some_and(|suffix| suffix.is_known());
    let of_hosts = ["com", "net", "org", "info", "xyz", "site", "online", "top", "ru", "cn", "io"];
    let reversed = REVERSED.contains(&first) && (!known || !of_hosts.contains(&top.as_str()));
    (letters || top.starts_with("xn--")) && !reversed && !is_file(&top, known)
}

/// Endings of file names that look like hosts.
fn is_file(top: &str, known: bool) -> bool {
    !known
        && ["txt", "js", "plist", "exe", "dll", "apk", "json", "xml", "html", "db", "dylib", "yaml"]
            .contains(&top)
}

fn is_app(text: &str) -> bool {
    labels(text).is_some_and(|(first, _)| REVERSED.contains(&first))
}

/// What the values of a file are, by its name: `domains.txt`, `v2_domains.txt`, `file_paths.txt`.
pub(crate) fn by_file_name(name: &str) -> Option<ObservableKind> {
    use ObservableKind as Kind;
    let stem = name.split('.').next().unwrap_or(name).to_lowercase().replace(['-', ' '], "_");
    let has = |word: &str| {
        let plural = |part: &str| part == word || part.strip_suffix('s') == Some(word);
        stem == word || stem.split('_').any(plural) || (word.contains('_') && stem.contains(word))
    };
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    if any(&["cert", "certificate", "cert_hash"]) {
        Some(Kind::CertificateHash)
    } else if any(&["path", "filepath"]) {
        Some(Kind::Path)
    } else if any(&["package", "bundle", "app_id", "appid", "bundle_id"]) {
        Some(Kind::AppId)
    } else if any(&["process", "processes"]) {
        Some(Kind::Process)
    } else if any(&["profile"]) {
        Some(Kind::ProfileId)
    } else if any(&["property", "properties"]) {
        Some(Kind::AndroidProperty)
    } else if any(&["email", "mail", "account"]) {
        Some(Kind::Account)
    } else if any(&["phone", "telephone", "msisdn"]) {
        Some(Kind::Phone)
    } else if any(&["md5", "sha1", "sha256", "sha512", "hash", "hashes"]) {
        Some(Kind::FileHash)
    } else if any(&["url", "link"]) {
        Some(Kind::Url)
    } else if any(&["ip", "ipv4", "ipv6", "address", "addresses"]) {
        Some(Kind::Ip)
    } else if any(&["domain", "host", "hostname", "website", "c2"]) {
        Some(Kind::Host)
    } else if any(&["file", "filename"]) {
        Some(Kind::FileName)
    } else {
        None
    }
}

/// What the values of a column are, or what a type's name stands for: `ip-dst`, `sha256`,
/// `domain_name`.
pub(crate) fn by_type_name(name: &str) -> Option<ObservableKind> {
    use ObservableKind as Kind;
    let name: String = name
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ':' | '|'))
        .collect();
    let base = name.split(':').next().unwrap_or(&name);
    let name = name
        .strip_suffix(":value")
        .or_else(|| name.strip_suffix(":name").filter(|_| base == "process"))
        .unwrap_or(&name);
    Some(match name {
        "domain" | "domains" | "domainname" | "hostname" | "host" | "hosts" | "fqdn"
        | "website" | "websites" | "domainaddr" | "c2" | "c2domain" | "dns" => Kind::Host,
        "ip" | "ips" | "ipaddress" | "ipaddr" | "ipv4" | "ipv6" | "ipv4addr" | "ipv6addr"
        | "ip4addr" | "ip6addr" | "ip4" | "ip6" | "ipdst" | "ipsrc" | "cidr" | "ipaddresses"
        | "ipv4address" | "ipv6address" | "network" | "netblock" => Kind::Ip,
        "url" | "urls" | "uri" | "link" => Kind::Url,
        "email" | "emails" | "emailaddr" | "emailaddress" | "emailsrc" | "emaildst" | "mail"
        | "emailreplyto" | "targetemail" => Kind::Email,
        "account" | "useraccount" | "imessage" | "appleid" => Kind::Account,
        "phone" | "phonenumber" | "phonenumbers" | "msisdn" | "telephone" | "xphone" => Kind::Phone,
        "md5" | "sha1" | "sha256" | "sha512" | "hash" | "filehash" | "filehashmd5"
        | "filehashsha1" | "filehashsha256" | "hashmd5" | "hashsha1" | "hashsha256"
        | "file:hashesmd5" | "file:hashessha1" | "file:hashessha256" => Kind::FileHash,
        "process" | "processname" | "processes" => Kind::Process,
        "filepath" | "path" | "file:path" | "fullpath" | "directory" => Kind::Path,
        "filename" | "file:name" | "file" => Kind::FileName,
        "package"
        | "packagename"
        | "packages"
        | "appid"
        | "bundleid"
        | "bundle"
        | "bundles"
        | "mobileapplicationid"
        | "app:id"
        | "iosbundle"
        | "bundleidentifier" => Kind::AppId,
        "certificate"
        | "certificates"
        | "certsha1"
        | "certsha256"
        | "certmd5"
        | "certhash"
        | "certificatehash"
        | "x509fingerprintsha1"
        | "x509fingerprintsha256"
        | "x509fingerprintmd5"
        | "app:certsha1"
        | "app:certsha256"
        | "app:certmd5"
        | "certificatesha1"
        | "certificatesha256" => Kind::CertificateHash,
        "certificateorganization" | "certificateorganisation" => Kind::CertificateOrganisation,
        "certificatename" | "commonname" => Kind::CertificateName,
        "configurationprofile"
        | "profile"
        | "profileid"
        | "configprofile"
        | "configurationprofile:id" => Kind::ProfileId,
        "androidproperty" | "property" | "androidproperty:name" => Kind::AndroidProperty,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ObservableKind as Kind;

    #[test]
    fn values_say_what_they_are() {
        let cases = [
            ("bad.example", Some(Kind::Host)),
            ("bad[.]example/x", Some(Kind::Host)),
            ("hxxps://bad[.]example/x", Some(Kind::Url)),
            ("*.bad.example", Some(Kind::Host)),
            ("bücher.example", Some(Kind::Host)),
            ("192.0.2.1", Some(Kind::Ip)),
            ("192[.]0[.]2[.]1", Some(Kind::Ip)),
            ("192.0.2.0/24", Some(Kind::Ip)),
            ("192.0.2.1:443", Some(Kind::Ip)),
            ("2001:db8::1", Some(Kind::Ip)),
            ("eve@bad.example", Some(Kind::Email)),
            ("eve[at]bad[.]example", Some(Kind::Email)),
            ("+33 6 12 34 56 78", Some(Kind::Phone)),
            ("/private/var/x", Some(Kind::Path)),
            ("com.bad.app", Some(Kind::AppId)),
            ("com.client.appA", Some(Kind::AppId)),
            (
                "54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7",
                Some(Kind::FileHash),
            ),
            ("javalang", None),
            ("a sentence with words", None),
            ("import os", None),
            ("package.json", None),
            ("", None),
            ("//comment", None),
        ];
        for (text, expected) in cases {
            assert_eq!(infer(text), expected, "{text}");
        }
    }

    #[test]
    fn file_names_say_what_they_hold() {
        let cases = [
            ("domains.txt", Some(Kind::Host)),
            ("v4_validation_domains.txt", Some(Kind::Host)),
            ("ip-addresses.txt", Some(Kind::Ip)),
            ("ips.txt", Some(Kind::Ip)),
            ("package_names.txt", Some(Kind::AppId)),
            ("package_cert_hashes.txt", Some(Kind::CertificateHash)),
            ("config_profiles.txt", Some(Kind::ProfileId)),
            ("android_properties.txt", Some(Kind::AndroidProperty)),
            ("file_paths.txt", Some(Kind::Path)),
            ("file_names.txt", Some(Kind::FileName)),
            ("files.txt", Some(Kind::FileName)),
            ("processes.txt", Some(Kind::Process)),
            ("emails.txt", Some(Kind::Account)),
            ("sha256.txt", Some(Kind::FileHash)),
            ("samples.txt", None),
            ("requirements.txt", None),
            ("README.md", None),
            ("LICENSE", None),
            ("indicators.csv", None),
        ];
        for (name, expected) in cases {
            assert_eq!(by_file_name(name), expected, "{name}");
        }
    }

    #[test]
    fn type_names() {
        for (name, expected) in [
            ("Domain Name", Some(Kind::Host)),
            ("ip-dst", Some(Kind::Ip)),
            ("SHA-256", Some(Kind::FileHash)),
            ("domain-name:value", Some(Kind::Host)),
            ("process:name", Some(Kind::Process)),
            ("file:hashes.sha256", Some(Kind::FileHash)),
            ("FileHash-SHA256", Some(Kind::FileHash)),
            ("app:cert.sha1", Some(Kind::CertificateHash)),
            ("TLV value", None),
            ("Group ID", None),
        ] {
            assert_eq!(by_type_name(name), expected, "{name}");
        }
    }
}
