//! Names of folders and files that are those of websites.

/// The site that `name` stands for: `https_host_0` is `https://host`. WebKit's
/// `SecurityOriginData::databaseIdentifier`; characters that file names cannot have are `%XX`.
pub(super) fn site(name: &str) -> Option<String> {
    let name = name.strip_suffix(".localstorage").unwrap_or(name);
    let (scheme, rest) = name.split_once('_')?;
    let is_web = matches!(scheme, "http" | "https");
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if scheme.is_empty() || !scheme.chars().all(plain) {
        return None;
    }
    let number = rest.rsplit_once('_').and_then(|(host, port)| Some((host, port.parse().ok()?)));
    let (host, port): (&str, u16) = match number {
        Some(found) => found,
        None if is_web => (rest, 0),
        None => return None,
    };
    if host.is_empty() {
        return None;
    }
    let host = unescaped(host);
    Some(if port == 0 { format!("{scheme}://{host}") } else { format!("{scheme}://{host}:{port}") })
}

/// Text with `%XX` replaced by what it stands for.
fn unescaped(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Folders that hold one kind of storage.
const STORES: &[&str] = &[
    "CacheStorage",
    "FileSystem",
    "IndexedDB",
    "LocalStorage",
    "MediaKeys",
    "ServiceWorkers",
    "WebSQL",
];

/// The kind of storage that a path lies in.
pub(super) fn store(path: &str) -> Option<&'static str> {
    path.rsplit('/').find_map(|part| STORES.iter().find(|store| **store == part).copied())
}

/// The sites that name components of `path`, in order: the page, and the frame in it.
pub(super) fn sites(path: &str) -> Vec<String> {
    let below = path.split('/').skip_while(|part| {
        !STORES.contains(part) && !matches!(*part, "WebsiteData" | "Default")
    });
    below.filter_map(site).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sites() {
        let is = |name, expected: Option<&str>| assert_eq!(site(name).as_deref(), expected, "{name}");
        is("https_www.example.org_0", Some("https://www.example.org"));
        is("http_10.0.0.1_8080.localstorage", Some("http://10.0.0.1:8080"));
        is("https_a_b.example_0", Some("https://a_b.example"));
        is("http_%5B2001%3Adb8%3A%3A1%5D_0", Some("http://[2001:db8::1]"));
        is("https_no-port.example", Some("https://no-port.example"));
        is("capacitor_localhost_0", Some("capacitor://localhost"));
        for nothing in ["file__0", "v1", "my_database", "_x_0", "%zz_0", "https_", "a_é_x"] {
            is(nothing, None);
        }
        assert_eq!(unescaped("%zz%4"), "%zz%4");
    }

    #[test]
    fn paths_hold_page_and_frame() {
        let path = "/x_y_0/Library/WebKit/WebsiteData/IndexedDB/v1/https_a.example_0/https_b.example_0/main_db/IndexedDB.sqlite3";
        assert_eq!(sites(path), ["https://a.example", "https://b.example"]);
        assert_eq!(store(path), Some("IndexedDB"));
    }
}
