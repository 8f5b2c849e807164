//! The keys under which a listed value is found.

use std::borrow::Cow;
use std::net::IpAddr;
use std::ops::Range;

use ipnet::IpNet;
use vigie_core::ObservableKind;

use crate::hash::Space;
use crate::host::{
    HostKind, canonical, ip_key, is_public_suffix, split_authority, without_www, write_host,
};
use crate::identity::{
    HASH_LENGTHS, file_name, tail, without_team, write_email, write_hex, write_lower, write_path,
    write_phone,
};
use crate::url::{Target, Web, cleaned, read_url, write_url_key};

/// Why a listed value cannot be matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadValue {
    /// It is not what its type says.
    Expected(&'static str),
    /// No evidence that Vigie reads shows such values.
    Unused(&'static str),
}

/// One key of a listed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Where it is looked up.
    pub(crate) space: Space,
    /// Its bytes in [`Keys::bytes`].
    pub(crate) range: Range<usize>,
    /// True where only the whole value matches, not what lies under it.
    pub(crate) exact_only: bool,
}

/// The keys of one listed value. Buffers are reused.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// Bytes of all keys.
    pub(crate) bytes: Vec<u8>,
    /// The keys.
    pub(crate) list: Vec<Key>,
    /// True when the value lists more than evidence shows: an address with its port.
    pub(crate) partial: bool,
    buffer: Vec<u8>,
    more: Vec<u8>,
}

/// Longest host, path or URL that is taken for one, in bytes.
const LONGEST: usize = 16 << 10;

impl Keys {
    /// Makes the keys of `text`, listed as a `kind`; gives the kind it turned out to be.
    pub(crate) fn make(
        &mut self,
        kind: ObservableKind,
        text: &str,
    ) -> Result<ObservableKind, BadValue> {
        use ObservableKind as Kind;
        self.bytes.clear();
        self.list.clear();
        self.partial = false;
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return Err(BadValue::Expected("a value of 1 to 16384 bytes"));
        }
        match kind {
            Kind::Host => self.host(&refanged(text)),
            Kind::Ip => self.address(&refanged(text)),
            Kind::Url => self.url(&refanged(text)),
            Kind::Process => self.process(text),
            Kind::Path | Kind::FileName => self.path(text),
            Kind::Email => self.email(&refanged(text)),
            Kind::Phone => self.phone(text),
            Kind::Account => {
                let text = refanged(text);
                if text.contains('@') { self.email(&text) } else { self.phone(&text) }
            }
            Kind::FileHash => self.hash(Space::FileHash, text, kind),
            Kind::CertificateHash => self.hash(Space::CertificateHash, text, kind),
            Kind::CertificateOrganisation => Ok(self.plain(Space::Organisation, text, kind)),
            Kind::CertificateName => Ok(self.plain(Space::CommonName, text, kind)),
            Kind::AppId => self.app(text),
            Kind::ProfileId => Ok(self.lower(Space::Profile, text, kind)),
            Kind::AndroidProperty => Ok(self.plain(Space::Property, text, kind)),
        }
    }

    fn push(&mut self, space: Space, key: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(key);
        self.list.push(Key { space, range: start..self.bytes.len(), exact_only: false });
    }

    fn plain(&mut self, space: Space, text: &str, kind: ObservableKind) -> ObservableKind {
        self.push(space, text.as_bytes());
        kind
    }

    fn lower(&mut self, space: Space, text: &str, kind: ObservableKind) -> ObservableKind {
        let mut buffer = std::mem::take(&mut self.buffer);
        write_lower(text, &mut buffer);
        self.push(space, &buffer);
        self.buffer = buffer;
        kind
    }

    fn ip(&mut self, address: IpAddr) -> ObservableKind {
        self.push(Space::Ip, &ip_key(canonical(address)));
        ObservableKind::Ip
    }

    fn address(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        if let Some(found) = self.network(text)? {
            return Ok(found);
        }
        let (host, port) = split_authority(text);
        let mut buffer = std::mem::take(&mut self.buffer);
        let kind = write_host(host, &mut buffer);
        self.buffer = buffer;
        match kind {
            HostKind::Ip(address) => {
                self.partial = port.is_some();
                Ok(self.ip(address))
            }
            _ => Err(BadValue::Expected("an IPv4 or IPv6 address, or a network")),
        }
    }

    /// `192.0.2.0/24`; `None` when `text` is no network.
    fn network(&mut self, text: &str) -> Result<Option<ObservableKind>, BadValue> {
        if !text.contains('/') {
            return Ok(None);
        }
        let Ok(network) = text.parse::<IpNet>() else { return Ok(None) };
        let network = network.trunc();
        if network.prefix_len() == network.max_prefix_len() {
            return Ok(Some(self.ip(network.addr())));
        }
        if network.prefix_len() == 0 {
            return Err(BadValue::Expected("a network smaller than the whole Internet"));
        }
        let bits = match network {
            IpNet::V4(four) => four.prefix_len().saturating_add(96),
            IpNet::V6(six) => six.prefix_len(),
        };
        let mut key = [0; 17];
        for (to, from) in key.iter_mut().zip(ip_key(network.addr())) {
            *to = from;
        }
        key[16] = bits;
        self.push(Space::Network, &key);
        Ok(Some(ObservableKind::Ip))
    }

    fn host(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        if let Some(found) = self.network(text)? {
            return Ok(found);
        }
        let text = cleaned(text);
        let Target::Web(web) = read_url(&text) else {
            return Err(BadValue::Expected("a host name"));
        };
        if !web.tail.is_empty() && web.tail != "/" {
            return self.web(&web, Space::UrlPrefix);
        }
        self.partial = web.port.is_some();
        let mut buffer = std::mem::take(&mut self.buffer);
        let kind = write_host(web.host, &mut buffer);
        let found = match kind {
            HostKind::Ip(address) => Ok(self.ip(address)),
            HostKind::Name => self.name(&buffer),
            HostKind::None => Err(BadValue::Expected("a host name")),
        };
        self.buffer = buffer;
        found
    }

    fn name(&mut self, name: &[u8]) -> Result<ObservableKind, BadValue> {
        let text = std::str::from_utf8(name).map_err(|_| BadValue::Expected("a host name"))?;
        let text = without_www(text);
        self.push(Space::Host, text.as_bytes());
        if let Some(key) = self.list.last_mut() {
            key.exact_only = is_public_suffix(text);
        }
        Ok(ObservableKind::Host)
    }

    fn web(&mut self, web: &Web<'_>, space: Space) -> Result<ObservableKind, BadValue> {
        let mut name = std::mem::take(&mut self.buffer);
        let mut key = std::mem::take(&mut self.more);
        let host = write_host(web.host, &mut name);
        let written = write_url_key(web, host, &name, &mut key);
        if written.is_some() {
            let from = if space == Space::UrlPrefix && key.starts_with(b"www.") { 4 } else { 0 };
            self.push(space, key.get(from..).unwrap_or(&key));
        }
        self.buffer = name;
        self.more = key;
        written.map(|()| ObservableKind::Url).ok_or(BadValue::Expected("a URL with a host"))
    }

    fn url(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        let text = cleaned(text);
        match read_url(&text) {
            Target::Web(web) if web.scheme.is_none() && web.tail.is_empty() => self.host(&text),
            Target::Web(web) => self.web(&web, Space::Url),
            Target::Email(address) => self.email(address),
            Target::Phone(number) => self.phone(number),
            Target::File(path) => self.path(path),
            Target::Opaque => Err(BadValue::Expected("a URL with a host")),
        }
    }

    fn process(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        let name = file_name(text);
        if name.is_empty() || text.contains('\\') {
            return Err(if name.is_empty() {
                BadValue::Expected("the name of a process")
            } else {
                BadValue::Unused("process of Windows")
            });
        }
        self.push(Space::Process, name.as_bytes());
        for cut in [15, 16] {
            if let Some(start) = name.as_bytes().get(..cut).filter(|_| name.len() > cut) {
                self.push(Space::ProcessCut, start);
            }
        }
        if text.starts_with('/') {
            self.path(text)?;
        }
        Ok(ObservableKind::Process)
    }

    fn path(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        let drive = text.as_bytes().get(1) == Some(&b':');
        if text.contains('\\') || text.starts_with(['%', '~']) || drive {
            return Err(BadValue::Unused("path of Windows or relative to a variable"));
        }
        let relative = text.trim_start_matches("./");
        let mut buffer = std::mem::take(&mut self.buffer);
        write_path(relative, &mut buffer);
        let found = if buffer.len() < 2 && buffer.first().is_none_or(|byte| *byte == b'/') {
            Err(BadValue::Expected("a path below the root"))
        } else if buffer.first() == Some(&b'/') {
            self.push(Space::Path, &buffer);
            Ok(ObservableKind::Path)
        } else if memchr::memchr(b'/', &buffer).is_some() {
            self.push(Space::PathTail, &buffer);
            Ok(ObservableKind::Path)
        } else {
            self.push(Space::FileName, &buffer);
            Ok(ObservableKind::FileName)
        };
        self.buffer = buffer;
        found
    }

    fn email(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let good = write_email(text, &mut buffer);
        self.push(Space::Email, &buffer);
        self.buffer = buffer;
        if good { Ok(ObservableKind::Email) } else { Err(BadValue::Expected("an e-mail address")) }
    }

    fn phone(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let number = write_phone(text, &mut buffer);
        self.push(Space::Phone, &buffer);
        if number.is_some_and(|number| number.international)
            && let Some(tail) = tail(&buffer)
        {
            self.push(Space::PhoneTail, tail);
        }
        self.buffer = buffer;
        number.map(|_| ObservableKind::Phone).ok_or(BadValue::Expected("a telephone number"))
    }

    fn hash(
        &mut self,
        space: Space,
        text: &str,
        kind: ObservableKind,
    ) -> Result<ObservableKind, BadValue> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let good = write_hex(text, &HASH_LENGTHS, &mut buffer);
        self.push(space, &buffer);
        self.buffer = buffer;
        if good {
            Ok(kind)
        } else {
            Err(BadValue::Expected("32, 40, 64 or 128 hexadecimal digits"))
        }
    }

    fn app(&mut self, text: &str) -> Result<ObservableKind, BadValue> {
        if text.contains(['*', ' ', '/']) {
            return Err(BadValue::Expected("the identifier of one app"));
        }
        Ok(self.lower(Space::App, without_team(text).unwrap_or(text), ObservableKind::AppId))
    }
}

/// Undoes what publishers do so that nobody opens a value by accident: `hxxp`, `[.]`, `(at)`.
pub(crate) fn refanged(text: &str) -> Cow<'_, str> {
    let marked = text.contains(['[', '(', '{']) && !text.starts_with('[');
    let scheme = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("hxx"));
    if !marked && !scheme {
        return Cow::Borrowed(text);
    }
    const MARKS: [(&str, &str); 14] = [
        ("[.]", "."),
        ("(.)", "."),
        ("{.}", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        ("{dot}", "."),
        ("[:]", ":"),
        ("[://]", "://"),
        ("[/]", "/"),
        ("[at]", "@"),
        ("(at)", "@"),
        ("{at}", "@"),
        ("[@]", "@"),
        ("(@)", "@"),
    ];
    let mut plain = text.to_owned();
    for (mark, sign) in MARKS {
        if plain.contains(mark) {
            plain = plain.replace(mark, sign);
        }
    }
    if scheme && let Some(rest) = plain.get(4..) {
        let fourth = plain.as_bytes().get(3).filter(|byte| byte.eq_ignore_ascii_case(&b'p'));
        if fourth.is_some() {
            plain = format!("http{rest}");
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(kind: ObservableKind, text: &str) -> String {
        let mut keys = Keys::default();
        match keys.make(kind, text) {
            Ok(found) => {
                let key = |key: &Key| {
                    let bytes = keys.bytes.get(key.range.clone()).unwrap();
                    let text = String::from_utf8_lossy(bytes).into_owned();
                    let bytes = if key.space == Space::Ip { String::new() } else { text };
                    format!("{:?}:{bytes}{}", key.space, if key.exact_only { "!" } else { "" })
                };
                let list: Vec<String> = keys.list.iter().map(key).collect();
                format!("{found:?} {}{}", list.join(" "), if keys.partial { " ~" } else { "" })
            }
            Err(bad) => format!("{bad:?}"),
        }
    }

    #[test]
    fn kinds_turn_out() {
        use ObservableKind as Kind;
        let cases = [
            (Kind::Host, "WWW.Bad.Example.", "Host Host:bad.example"),
            (Kind::Host, "github.io", "Host Host:github.io!"),
            (Kind::Host, "192.0.2.1", "Ip Ip:"),
            (Kind::Host, "bad[.]example:8080", "Host Host:bad.example ~"),
            (Kind::Host, "www.bad.example/x/", "Url UrlPrefix:bad.example/x"),
            (Kind::Host, "hxxps://bad[.]example/", "Host Host:bad.example"),
            (Kind::Ip, "192.0.2.1:443", "Ip Ip: ~"),
            (Kind::Ip, "192.0.2.1/32", "Ip Ip:"),
            (Kind::Url, "hXXp://bad.example/a?b=c", "Url Url:bad.example/a?b=c"),
            (Kind::Url, "bad.example", "Host Host:bad.example"),
            (Kind::Url, "mailto:eve(at)bad.example", "Email Email:eve@bad.example"),
            (Kind::Process, "bh", "Process Process:bh"),
            (Kind::Process, "/usr/libexec/bh", "Process Process:bh Path:/usr/libexec/bh"),
            (
                Kind::Process,
                "abcdefghijklmnopq",
                "Process Process:abcdefghijklmnopq ProcessCut:abcdefghijklmno ProcessCut:abcdefghijklmnop",
            ),
            (Kind::Path, "/private/var/x/", "Path Path:/var/x"),
            (Kind::Path, "Library/x", "Path PathTail:Library/x"),
            (Kind::Path, "x.plist", "FileName FileName:x.plist"),
            (Kind::Phone, "+33 6 12 34 56 78", "Phone Phone:33612345678 PhoneTail:612345678"),
            (Kind::Account, "EVE@bad.example", "Email Email:eve@bad.example"),
            (Kind::AppId, "ABCDE12345.com.Bad.App", "AppId App:com.bad.app"),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(made(kind, text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_match_is_refused() {
        use ObservableKind as Kind;
        for (kind, text) in [
            (Kind::Host, " "),
            (Kind::Host, "mailto:a@b"),
            (Kind::Ip, "bad.example"),
            (Kind::Ip, "0.0.0.0/0"),
            (Kind::Ip, "::/0"),
            (Kind::Url, "data:x"),
            (Kind::Path, "/"),
            (Kind::Path, "//"),
            (Kind::Path, "./"),
            (Kind::Email, "@bad.example"),
            (Kind::Phone, "PROMO"),
            (Kind::FileHash, "abc"),
            (Kind::FileHash, "zz0f4c9e8b7a6d5c4b3a29181706f5e4"),
            (Kind::AppId, "com.bad.*"),
            (Kind::Process, "/"),
        ] {
            assert!(made(kind, text).starts_with("Expected"), "{text}: {}", made(kind, text));
        }
        for (kind, text) in [
            (Kind::Path, r"C:\Windows\x.exe"),
            (Kind::Path, "%APPDATA%/x"),
            (Kind::Path, "~/x"),
            (Kind::Process, r"C:\x.exe"),
        ] {
            assert!(made(kind, text).starts_with("Unused"), "{text}");
        }
    }
}
