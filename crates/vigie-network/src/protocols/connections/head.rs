//! The heads of HTTP/1 requests and answers, as far as one segment holds them.
//!
//! An injected answer stands in one segment. What the stream as a whole says is read elsewhere; here it
//! matters which packet says it.

use crate::site::{are_other_sites, host_of, site_of};

/// Longest head that is looked at.
const LONGEST: usize = 8 << 10;

/// What of a request tells whether its answer fits.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) host: String,
    /// It asks for a program to install.
    pub(super) is_installer: bool,
    /// A system asks whether it is behind a captive portal.
    pub(super) is_portal_check: bool,
}

/// What of an answer tells whether it is the server's.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Where it sends the client.
    pub(super) location: Option<String>,
    /// It has a header that servers send: Server, Content-Type, Set-Cookie, Cache-Control, Via or
    /// X-Powered-By.
    pub(super) is_rich: bool,
    /// Its lines end in a line feed alone.
    pub(super) is_lf_only: bool,
    /// A script or a page that loads something from another site, or sends the client there.
    pub(super) leads_to: Option<String>,
}

const METHODS: &[&[u8]] = &[b"GET ", b"POST ", b"HEAD ", b"PUT ", b"OPTIONS "];

/// Endings of files that install something.
const INSTALLERS: &[&str] = &[
    ".exe", ".msi", ".apk", ".xapk", ".dmg", ".pkg", ".zip", ".deb", ".rpm", ".rar", ".7z", ".msix", ".ipa",
];

/// Hosts that systems ask to find captive portals (RFC 8910 §1).
const PORTAL_CHECKS: &[&str] = &[
    "captive.apple.com",
    "www.apple.com",
    "connectivitycheck.gstatic.com",
    "connectivitycheck.android.com",
    "clients3.google.com",
    "www.msftconnecttest.com",
    "www.msftncsi.com",
    "detectportal.firefox.com",
    "nmcheck.gnome.org",
    "network-test.debian.org",
    "connectivity-check.ubuntu.com",
    "connect.rom.miui.com",
    "connectivitycheck.platform.hicloud.com",
    "conn-service-eu-04.allawnos.com",
    "connectivitycheck.grapheneos.network",
    "networkcheck.kde.org",
    "fedoraproject.org",
];

/// Reads the request that `bytes` begin with.
pub(super) fn request(bytes: &[u8]) -> Option<Request> {
    METHODS.iter().find(|method| bytes.starts_with(method))?;
    let mut lines = lines(bytes);
    let target = lines.next()?.0.split(' ').nth(1)?.to_owned();
    let mut name = target.contains("://").then(|| host_of(&target));
    for (line, _) in lines {
        if let Some((key, value)) = line.split_once(':')
            && key.eq_ignore_ascii_case("host")
        {
            name = name.or_else(|| Some(host_of(value.trim())));
        }
    }
    let path = target.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let host = name.unwrap_or_default().to_ascii_lowercase();
    Some(Request {
        is_installer: INSTALLERS.iter().any(|end| path.ends_with(end)),
        is_portal_check: PORTAL_CHECKS.contains(&host.as_str()),
        host,
    })
}

/// Reads the answer that `bytes` begin with. `asked` is the host it should come from.
pub(super) fn answer(bytes: &[u8], asked: &str) -> Option<Answer> {
    if !bytes.starts_with(b"HTTP/1.") {
        return None;
    }
    let mut lines = lines(bytes);
    let (first, mut is_lf_only) = lines.next()?;
    let status = first.split(' ').nth(1)?.parse().ok()?;
    let mut answer =
        Answer { status, location: None, is_rich: false, is_lf_only, leads_to: None };
    for (line, is_lf) in lines {
        is_lf_only &= is_lf;
        let Some((key, value)) = line.split_once(':') else { continue };
        match key.to_ascii_lowercase().as_str() {
            "location" => answer.location = Some(value.trim().to_owned()),
            "server" | "content-type" | "set-cookie" | "cache-control" | "via" | "x-powered-by" => {
                answer.is_rich = true;
            }
            _ => {}
        }
    }
    answer.is_lf_only = is_lf_only;
    answer.leads_to = body(bytes).and_then(|body| elsewhere(body, asked));
    Some(answer)
}

impl Answer {
    /// The site it sends the client to, where that is another than it asked.
    pub(super) fn other_site(&self, request: &Request) -> Option<String> {
        let location = self.location.as_deref()?;
        if !(location.contains("://") || location.starts_with("//")) || request.host.is_empty() {
            return None;
        }
        let there = host_of(location);
        are_other_sites(&there, &request.host).then(|| site_of(&there).to_owned())
    }

    /// Whether it sends the client elsewhere.
    pub(super) const fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }
}

/// The lines of a head, and whether each ends in a line feed alone.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (String, bool)> {
    let head = bytes.get(..LONGEST).unwrap_or(bytes);
    let is_line = |line: &&[u8]| !line.is_empty() && *line != b"\r";
    head.split_inclusive(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\n").unwrap_or(line))
        .take_while(is_line)
        .map(|line| {
            let bare = line.strip_suffix(b"\r");
            (String::from_utf8_lossy(bare.unwrap_or(line)).into_owned(), bare.is_none())
        })
}

fn body(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    let crlf = bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    let end = crlf.or_else(|| bytes.windows(2).position(|two| two == b"\n\n").map(|at| at + 2))?;
    bytes.get(end..).filter(|body| !body.is_empty())
}

/// The other site that a script or page loads from or goes to: `src=`, `location =`, `url=`.
fn elsewhere(body: &[u8], asked: &str) -> Option<String> {
    let text = String::from_utf8_lossy(body).to_ascii_lowercase();
    let marks = ["<iframe", "<script", "location", "http-equiv=\"refresh\"", "document.write"];
    if !marks.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let urls = text.split(['"', '\'', ' ', '=', '(']).filter(|one| {
        one.starts_with("http://") || one.starts_with("https://") || one.starts_with("//")
    });
    let mut hosts = urls.map(host_of);
    let there = hosts.find(|there| there.contains('.') && site_of(there) != site_of(asked))?;
    Some(site_of(&there).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poor_redirect_to_another_site() {
        let request = request(b"GET /a/setup.exe?x HTTP/1.1\r\nHost: Download.Example.org:80\r\n\r\n");
        let request = request.unwrap();
        assert!(request.is_installer && !request.is_portal_check);
        let bytes = b"HTTP/1.1 307 Temporary Redirect\nLocation: http://evil.example.net/x\nConnection: close\n\n";
        let answer = answer(bytes, &request.host).unwrap();
        assert!(answer.is_redirect() && answer.is_lf_only && !answer.is_rich);
        assert_eq!(answer.other_site(&request).as_deref(), Some("example.net"));
    }

    #[test]
    fn a_redirect_within_a_site_is_none_to_another() {
        let request = request(b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n").unwrap();
        let of = |location: &str| {
            let text = format!("HTTP/1.1 301 Moved\r\nServer: x\r\nLocation: {location}\r\n\r\n");
            answer(text.as_bytes(), &request.host).unwrap()
        };
        assert_eq!(of("https://www.example.org/").other_site(&request), None);
        assert_eq!(of("/there").other_site(&request), None);
        assert!(of("/there").is_rich && !of("/").is_lf_only);
    }

    #[test]
    fn scripts_that_lead_elsewhere() {
        let page = b"HTTP/1.1 200 OK\r\n\r\n<iframe src=\"http://bad.example.net/a\"></iframe>";
        let found = answer(page, "example.org").unwrap();
        assert_eq!(found.leads_to.as_deref(), Some("example.net"));
        let page = b"HTTP/1.1 200 OK\r\n\r\n<p>see http://bad.example.net/a</p>";
        assert_eq!(answer(page, "example.org").unwrap().leads_to, None);
    }
}
