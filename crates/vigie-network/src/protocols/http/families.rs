//! Families of programs and servers, and what requests ask for: from fixed lists, so that no name that
//! somebody made up gets into a record.

/// The family of the program that calls itself `agent`.
pub(super) fn agent(agent: &str) -> &'static str {
    const AGENTS: [(&str, &str); 27] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("YaBrowser", "Yandex Browser"),
        ("UCBrowser", "UC Browser"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CFNetwork", "CFNetwork"),
        ("Safari/", "Safari"),
        ("MSIE", "Internet Explorer"),
        ("Trident/", "Internet Explorer"),
        ("okhttp", "OkHttp"),
        ("Dalvik", "Android"),
        ("Microsoft-CryptoAPI", "Microsoft CryptoAPI"),
        ("Microsoft NCSI", "Microsoft NCSI"),
        ("Windows-Update-Agent", "Windows Update"),
        ("Microsoft-Delivery", "Windows Update"),
        ("Microsoft BITS", "Microsoft BITS"),
        ("CaptiveNetworkSupport", "Captive network support"),
        ("trustd", "trustd"),
        ("Debian APT", "APT"),
        ("curl", "curl"),
        ("Wget", "Wget"),
        ("python", "Python"),
        ("Go-http-client", "Go"),
    ];
    AGENTS.iter().find(|(word, _)| agent.contains(word)).map_or("other", |(_, family)| family)
}

/// The family of the server that calls itself `server`.
pub(super) fn server(server: &str) -> &'static str {
    const SERVERS: [(&str, &str); 17] = [
        ("cloudflare", "Cloudflare"),
        ("nginx", "nginx"),
        ("openresty", "OpenResty"),
        ("apache", "Apache"),
        ("microsoft-iis", "IIS"),
        ("microsoft-httpapi", "Microsoft HTTPAPI"),
        ("akamai", "Akamai"),
        ("gws", "Google"),
        ("gse", "Google"),
        ("sffe", "Google"),
        ("amazons3", "Amazon S3"),
        ("litespeed", "LiteSpeed"),
        ("lighttpd", "lighttpd"),
        ("caddy", "Caddy"),
        ("varnish", "Varnish"),
        ("squid", "Squid"),
        ("envoy", "Envoy"),
    ];
    let server = server.to_ascii_lowercase();
    SERVERS.iter().find(|(word, _)| server.contains(word)).map_or("other", |(_, family)| family)
}

/// What kind of program or package a path names.
pub(super) fn installer(path: &str) -> Option<&'static str> {
    const KINDS: [&str; 12] =
        ["exe", "msi", "apk", "dmg", "pkg", "zip", "deb", "rpm", "ipa", "jar", "msix", "xapk"];
    let name = path.rsplit('/').next()?;
    let (_, end) = name.rsplit_once('.')?;
    KINDS.into_iter().find(|kind| end.eq_ignore_ascii_case(kind))
}

/// Whether systems ask this host to learn whether they are online: a network without access answers with
/// a page of its own, on purpose (RFC 8910).
pub(super) fn is_connectivity_check(host: &str, path: &str) -> bool {
    const HOSTS: [&str; 16] = [
        "captive.apple.com",
        "connectivity-check.ubuntu.com",
        "connectivitycheck.android.com",
        "connectivitycheck.cbg-app.huawei.com",
        "connectivitycheck.gstatic.com",
        "connectivitycheck.platform.hicloud.com",
        "connect.rom.miui.com",
        "detectportal.firefox.com",
        "ipv6.msftconnecttest.com",
        "network-test.debian.org",
        "nmcheck.gnome.org",
        "spectrum.s3.amazonaws.com",
        "www.apple.com",
        "www.msftconnecttest.com",
        "www.msftncsi.com",
        "www.thinkdifferent.us",
    ];
    let is_check = path.ends_with("/generate_204") || path.ends_with("/gen_204");
    is_check
        || match host {
            "www.apple.com" => path == "/library/test/success.html",
            "spectrum.s3.amazonaws.com" => path == "/kindle-wifi/wifistub.html",
            _ => HOSTS.contains(&host),
        }
}

/// Whether an operator's gateway adds a header of this name, in lower case, to name its subscriber.
pub(super) fn names_subscriber(header: &str) -> bool {
    const NAMES: [&str; 17] = [
        "msisdn",
        "x-msisdn",
        "x-nokia-msisdn",
        "x-network-info",
        "x-wap-msisdn",
        "x-h3g-msisdn",
        "x-jphone-uid",
        "x-uidh",
        "uidh",
        "x-acr",
        "acr",
        "x-vf-acr",
        "x-amobee-1",
        "x-imsi",
        "x-imei",
        "x-subno",
        "x-wap-network-client-msisdn",
    ];
    NAMES.contains(&header)
        || header.starts_with("x-up-calling-line-id")
        || header.starts_with("x-up-subno")
        || header.starts_with("x-wsb-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installers_by_their_ending() {
        assert_eq!(installer("/a/Setup.EXE"), Some("exe"));
        assert_eq!(installer("/a.exe/page"), None);
        assert_eq!(installer("/apk"), None);
    }

    #[test]
    fn checks_of_systems() {
        assert!(is_connectivity_check("captive.apple.com", "/hotspot-detect.html"));
        assert!(is_connectivity_check("www.google.com", "/generate_204"));
        assert!(!is_connectivity_check("www.apple.com", "/iphone/"));
    }
}
