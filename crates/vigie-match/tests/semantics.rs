//! When a listed value and an observed one are the same: every rule, with its near misses.

#[cfg(test)]
mod common;

use common::{hits, patterns, strength};
use vigie_core::Observable::{self, *};
use vigie_match::Strength::{self, *};

type Case<'a> = (&'a str, Observable<'a>, Option<Strength>);

fn check(path: &str, cases: &[Case<'_>]) {
    for (listed, observed, expected) in cases {
        assert_eq!(strength(path, listed, *observed), *expected, "{path} {listed} / {observed:?}");
    }
}

#[test]
fn hosts() {
    check(
        "domain-name:value",
        &[
            ("bad.example", Url("https://bad.example/x"), Some(Exact)),
            ("bad.example", Url("https://x.bad.example/x"), Some(Within)),
            ("bad.example", Url("https://deep.x.bad.example"), Some(Within)),
            // A child of a listed sub-domain, which MVT misses.
            ("sub.bad.example", Url("https://deep.sub.bad.example/"), Some(Within)),
            ("sub.bad.example", Url("https://bad.example/"), None),
            ("sub.bad.example", Url("https://other.bad.example/"), None),
            ("bad.example", Url("https://notbad.example/"), None),
            ("bad.example", Url("https://bad.example.org/"), None),
            ("bad.example", Url("https://good.example/bad.example"), None),
            ("bad.example", Url("https://good.example/?u=https://bad.example"), None),
            // Port, user, case, dot.
            ("sub.bad.example", Url("https://sub.bad.example:8443/x"), Some(Exact)),
            ("bad.example", Url("https://user:pw@bad.example/x"), Some(Exact)),
            ("bad.example", Url("https://bad.example@good.example/x"), None),
            ("bad.example", Url("HTTPS://BAD.Example./"), Some(Exact)),
            ("BAD.Example.", Host("bad.example"), Some(Exact)),
            // `www.` on either side; names that begin with w.
            ("www.bad.example", Url("https://bad.example/"), Some(Exact)),
            ("www.bad.example", Url("https://www.bad.example/"), Some(Exact)),
            ("www.bad.example", Url("https://x.bad.example/"), Some(Within)),
            ("bad.example", Url("https://www.bad.example/"), Some(Exact)),
            ("weather4free.example", Url("https://weather4free.example"), Some(Exact)),
            ("www2.bad.example", Url("https://www2.bad.example"), Some(Exact)),
            ("www2.bad.example", Url("https://bad.example"), None),
            // International names, both spellings on both sides.
            ("bücher.example", Host("xn--bcher-kva.example"), Some(Exact)),
            ("xn--bcher-kva.example", Url("https://BÜCHER.example/"), Some(Exact)),
            ("bad.example", Url("https://bad。example/"), Some(Exact)),
            // Percent-encoded, without scheme, with backslashes, with what browsers drop.
            ("bad.example", Url("https://b%61d.example/"), Some(Exact)),
            ("bad.example", Url("bad.example/x"), Some(Exact)),
            ("bad.example", Url("bad.example:8080/x"), Some(Exact)),
            ("bad.example", Url("//bad.example/x"), Some(Exact)),
            ("bad.example", Url(r"https:\\bad.example\x"), Some(Exact)),
            ("bad.example", Url("https:/bad.example"), Some(Exact)),
            ("bad.example", Url(" https://bad\n.example "), Some(Exact)),
            ("good.example", Url(r"https://bad.example\@good.example"), None),
            ("bad.example", Url("intent://bad.example/x#Intent;end"), Some(Exact)),
            ("bad.example", Host("bad.example:443"), Some(Exact)),
            ("bad.example", Host("https://bad.example/x"), Some(Exact)),
            ("bad.onion", Url("http://x.bad.onion/"), Some(Within)),
            ("bad.example", Email("eve@bad.example"), None),
            ("bad.example", Url("mailto:eve@bad.example"), None),
            ("bad.example", Url("data:text/html,bad.example"), None),
        ],
    );
}

#[test]
fn a_listed_public_suffix_matches_only_itself() {
    check(
        "domain-name:value",
        &[
            ("github.io", Host("github.io"), Some(Exact)),
            ("github.io", Host("somebody.github.io"), None),
            ("co.uk", Host("bank.co.uk"), None),
            ("com", Host("bank.com"), None),
            ("bad.github.io", Host("x.bad.github.io"), Some(Within)),
            ("appspot.com", Url("https://app.appspot.com"), None),
        ],
    );
}

#[test]
fn a_domain_with_a_path_is_the_beginning_of_urls() {
    check(
        "domain-name:value",
        &[
            ("bad.example/x", Url("https://bad.example/x"), Some(Exact)),
            ("bad.example/x", Url("https://bad.example/x/y?z"), Some(Within)),
            ("bad.example/x", Url("https://www.bad.example/x?z"), Some(Within)),
            ("bad.example/x", Url("https://bad.example/xy"), None),
            ("bad.example/x", Url("https://bad.example/"), None),
            ("bad.example/x", Host("bad.example"), None),
            ("https://bad.example/", Host("bad.example"), Some(Exact)),
        ],
    );
}

#[test]
fn addresses() {
    let ip = |text: &str| Ip(text.parse().unwrap());
    check(
        "ipv4-addr:value",
        &[
            ("192.0.2.1", ip("192.0.2.1"), Some(Exact)),
            // The textual prefix that MVT takes for a match.
            ("192.0.2.1", ip("192.0.2.17"), None),
            ("192.0.2.1", Url("http://1192.0.2.1/"), None),
            ("192.0.2.1", Url("http://192.0.2.11/x"), None),
            ("192.0.2.1", Url("http://192.0.2.1:8080/x"), Some(Exact)),
            ("192.0.2.1", Host("192.0.2.1"), Some(Exact)),
            ("192.0.2.1", Host("192.0.2.1."), Some(Exact)),
            ("192.0.2.1", Url("http://3221225985/x"), Some(Exact)),
            ("192.0.2.1", Url("http://0xC0.0.0x2.1/x"), Some(Exact)),
            ("192.0.2.1", Url("http://0300.0.2.1/x"), Some(Exact)),
            ("192.0.2.1", Url("http://192.513/x"), Some(Exact)),
            ("192.0.2.1", ip("::ffff:192.0.2.1"), Some(Exact)),
            ("192.0.2.1", Host("192.0.2.1.bad.example"), None),
            ("192.0.2.0/24", ip("192.0.2.255"), Some(Within)),
            ("192.0.2.0/24", ip("192.0.3.0"), None),
            ("192.0.2.77/24", Url("http://192.0.2.5/"), Some(Within)),
            ("192.0.2.0/31", ip("::ffff:192.0.2.1"), Some(Within)),
            ("192.0.2.1/32", ip("192.0.2.1"), Some(Exact)),
            ("192.0.2.1:8080", ip("192.0.2.1"), Some(Partial)),
            ("10.0.0.0/8", ip("2001:db8::1"), None),
        ],
    );
    check(
        "ipv6-addr:value",
        &[
            ("2001:DB8::1", ip("2001:db8:0:0::1"), Some(Exact)),
            ("2001:db8::1", Url("https://[2001:db8::1]:443/x"), Some(Exact)),
            ("2001:db8::1", Host("2001:db8::1%en0"), Some(Exact)),
            ("2001:db8::/32", ip("2001:db8:ffff::1"), Some(Within)),
            ("2001:db8::/33", ip("2001:db8:ffff::1"), None),
            ("2001:db8::/32", ip("2001:db9::1"), None),
            ("::/1", ip("192.0.2.1"), None),
        ],
    );
    check("domain-name:value", &[("192.0.2.1", ip("192.0.2.1"), Some(Exact))]);
    let (indicators, _) = patterns(&["[ipv4-addr:value ISSUBSET '198.51.100.0/24']"]);
    assert_eq!(hits(&indicators, ip("198.51.100.9")).len(), 1);
    assert_eq!(hits(&indicators, ip("198.51.101.9")).len(), 0);
}

#[test]
fn urls() {
    check(
        "url:value",
        &[
            ("https://bad.example/a?b=c", Url("https://bad.example/a?b=c"), Some(Exact)),
            ("https://bad.example/a?b=c", Url("HTTPS://BAD.example:443/a?b=c#frag"), Some(Exact)),
            ("https://bad.example/a?b=c", Url("http://bad.example/a?b=c"), Some(Exact)),
            ("https://bad.example/a?b=c", Url("bad.example/a?b=c"), Some(Exact)),
            ("https://bad.example/a?b=c", Url("https://bad.example/a"), None),
            ("https://bad.example/a?b=c", Url("https://bad.example/a?b=cd"), None),
            ("https://bad.example/a", Url("https://bad.example/a/"), Some(Exact)),
            ("https://bad.example/a/", Url("https://bad.example/a"), Some(Exact)),
            ("https://bad.example/a", Url("https://bad.example/A"), None),
            ("https://bad.example/a", Url("https://bad.example/a/b"), None),
            ("https://bad.example/a", Url("https://x.bad.example/a"), None),
            ("https://bad.example/a", Url("https://bad.example:8443/a"), None),
            ("https://bad.example:8443/a", Url("https://bad.example:8443/a"), Some(Exact)),
            ("https://bad.example", Url("https://bad.example/"), Some(Exact)),
            ("https://bad.example", Url("https://bad.example/x"), None),
            ("http://192.0.2.1/x", Url("http://3221225985/x"), Some(Exact)),
            ("http://[2001:db8::1]/x", Url("http://[2001:DB8:0::1]/x"), Some(Exact)),
            ("ftp://bad.example/x", Url("https://bad.example/x"), None),
            ("https://bücher.example/x", Url("https://xn--bcher-kva.example/x"), Some(Exact)),
            ("mailto:eve@bad.example", Url("mailto:EVE@bad.example?subject=x"), Some(Exact)),
            ("tel:+33612345678", Url("tel:0033612345678"), Some(Exact)),
            ("file:///private/var/tmp/x", Path("/var/tmp/x"), Some(Exact)),
            ("file:///var/tmp/x", Url("file:///private/var/tmp/x"), Some(Exact)),
        ],
    );
}

#[test]
fn processes() {
    check(
        "process:name",
        &[
            ("bh", Process("bh"), Some(Exact)),
            ("bh", Process("/usr/libexec/bh"), Some(Exact)),
            ("bh", Process("bhx"), None),
            ("bh", Process("BH"), None),
            ("bh", Process("/usr/bh/other"), None),
            // Cut at 15 bytes, as Linux does, and at 16, as Apple's systems do.
            ("com.apple.avcapture", Process("com.apple.avcap"), Some(Cut)),
            ("com.apple.avcapture", Process("com.apple.avcapt"), Some(Cut)),
            ("com.apple.avcapture", Process("com.apple.avcaptu"), None),
            ("com.apple.avcapture", Process("com.apple.avca"), None),
            ("com.apple.avcapture", Process("com.apple.avcapX"), None),
            ("abcdefghijklmno", Process("abcdefghijklmno"), Some(Exact)),
            ("abcdefghijklmnop", Process("abcdefghijklmno"), Some(Cut)),
            ("/usr/libexec/bh", Process("bh"), Some(Exact)),
            ("/usr/libexec/bh", Path("/usr/libexec/bh"), Some(Exact)),
        ],
    );
    check("file:path", &[("/private/var/tmp", Process("/private/var/tmp/x"), Some(Within))]);
    check("file:name", &[("bh", Process("/usr/libexec/bh"), Some(Exact))]);
    check("process:command_line", &[("/usr/libexec/bh", Process("bh"), Some(Exact))]);
}

#[test]
fn paths() {
    check(
        "file:path",
        &[
            ("/private/var/tmp/x", Path("/private/var/tmp/x"), Some(Exact)),
            ("/private/var/tmp/x", Path("/var/tmp/x"), Some(Exact)),
            ("/var/tmp/x", Path("/private/var/tmp/x"), Some(Exact)),
            ("/private/tmp/x", Path("/tmp/x"), Some(Exact)),
            ("/etc/x", Path("/private/etc/x"), Some(Exact)),
            ("/private/variable", Path("/variable"), None),
            ("/private/var/db/x.staging/", Path("/private/var/db/x.staging/bh"), Some(Within)),
            // The sibling that MVT takes for a child.
            ("/data/local/tmp/.vg", Path("/data/local/tmp/.vgother"), None),
            ("/data/local/tmp/.vg", Path("/data/local/tmp/.vg/other"), Some(Within)),
            ("/private/var/tmp/x", Path("/private/var/tmp"), None),
            ("/private/var/tmp/x", Path("/mnt/private/var/tmp/x"), None),
            ("/private/var/tmp/x", Path("/private/var/tmp/X"), None),
            ("/private/var/tmp/x", Path("/private//var/tmp/x/"), Some(Exact)),
            // Listed without a leading slash: the last components.
            ("Library/x.plist", Path("/private/var/mobile/Library/x.plist"), Some(Exact)),
            ("Library/x.plist", Path("Library/x.plist"), Some(Exact)),
            ("Library/x.plist", Path("/private/var/MyLibrary/x.plist"), None),
            ("Library/x.plist", Path("/Library/x.plist/y"), None),
            ("x.plist", Path("/private/var/mobile/x.plist"), Some(Exact)),
        ],
    );
    check(
        "file:parent_directory_ref.path",
        &[("/var/tmp", Path("/private/var/tmp/x"), Some(Within))],
    );
}

#[test]
fn file_names() {
    check(
        "file:name",
        &[
            ("roleaccountd.plist", FileName("roleaccountd.plist"), Some(Exact)),
            ("roleaccountd.plist", Path("/private/var/x/roleaccountd.plist"), Some(Exact)),
            ("roleaccountd.plist", Path("/private/var/x/Roleaccountd.plist"), None),
            ("roleaccountd.plist", Path("/private/var/roleaccountd.plist/x"), None),
            ("roleaccountd.plist", FileName("my-roleaccountd.plist"), None),
            ("a/roleaccountd.plist", Path("/b/a/roleaccountd.plist"), Some(Exact)),
        ],
    );
}

#[test]
fn people() {
    check(
        "email-addr:value",
        &[
            ("Eve@Bad.Example", Email("eve@bad.example"), Some(Exact)),
            ("eve@bad.example", Account("E:EVE@bad.example"), Some(Exact)),
            ("eve@bad.example", Account("mailto:eve@bad.example"), Some(Exact)),
            ("eve@bad.example", Url("mailto:eve@bad.example"), Some(Exact)),
            ("eve@bad.example", Email("steve@bad.example"), None),
            ("eve@bad.example", Email("eve@bad.example.org"), None),
        ],
    );
    check(
        "phone-number:value",
        &[
            ("+33 6 12 34 56 78", Phone("+33612345678"), Some(Exact)),
            ("+33612345678", Phone("0033 6 12 34 56 78"), Some(Exact)),
            ("+33612345678", Account("tel:+33-6-12-34-56-78"), Some(Exact)),
            ("+33612345678", Account("33612345678@s.whatsapp.net"), Some(Exact)),
            ("+33612345678", Phone("06 12 34 56 78"), Some(Partial)),
            ("+33612345678", Phone("06 12 34 56 79"), None),
            ("+33612345678", Phone("+44612345678"), None),
            ("+33612345678", Phone("12345678"), None),
            ("0612345678", Phone("+33612345678"), None),
            ("0612345678", Phone("06 12 34 56 78"), Some(Exact)),
            ("+12125550100", Phone("(212) 555-0100"), Some(Partial)),
            ("38123", Account("38123"), Some(Exact)),
            ("38123", Account("381234"), None),
        ],
    );
}

#[test]
fn hashes_apps_profiles_certificates_properties() {
    let sha256 = "54ee2c4f3e2396b6f92def135d68abd35d63ca7f9c304633a36f705ba4728cb7";
    let sha1 = "31A6ECECD97CF39BC4126B8745CD94A7C30BF81C";
    let colons = "31:A6:EC:EC:D9:7C:F3:9B:C4:12:6B:87:45:CD:94:A7:C3:0B:F8:1C";
    let sha512 = sha256.repeat(2);
    check(
        "file:hashes.sha256",
        &[
            (sha256, FileHash(&sha256.to_uppercase()), Some(Exact)),
            (sha256, FileHash(&sha256[..40]), None),
            (sha256, CertificateHash(sha256), None),
            (&sha512, FileHash(&sha512), Some(Exact)),
        ],
    );
    check(
        "app:cert.sha1",
        &[
            (sha1, CertificateHash(colons), Some(Exact)),
            (colons, CertificateHash(&sha1.to_lowercase()), Some(Exact)),
            (sha1, FileHash(sha1), None),
        ],
    );
    check("x509-certificate:hashes.'SHA-1'", &[(sha1, CertificateHash(sha1), Some(Exact))]);
    check(
        "app:id",
        &[
            ("com.Bad.App", AppId("com.bad.app"), Some(Exact)),
            ("com.bad.app", AppId("ABCDE12345.com.bad.app"), Some(Exact)),
            ("com.bad.app", AppId("com.bad.app2"), None),
            ("com.bad.app", AppId("x.com.bad.app"), None),
        ],
    );
    check(
        "configuration-profile:id",
        &[
            (
                "76DAB334-7E17-475D-A5D6-0794EB5818A5",
                ProfileId("76dab334-7e17-475d-a5d6-0794eb5818a5"),
                Some(Exact),
            ),
            ("76DAB334-7E17-475D-A5D6-0794EB5818A5", ProfileId("76DAB334"), None),
        ],
    );
    check(
        "android-property:name",
        &[
            ("sys.brand.note", AndroidProperty("sys.brand.note"), Some(Exact)),
            ("sys.brand.note", AndroidProperty("sys.brand.notes"), None),
            ("sys.brand.note", AndroidProperty("SYS.brand.note"), None),
        ],
    );
    check(
        "x509-certificate:subject",
        &[
            ("O=Tesline", CertificateOrganisation("Tesline"), Some(Exact)),
            ("O=Tesline", CertificateOrganisation("Tesline Ltd"), None),
            ("CN=KidsSafety", CertificateName("KidsSafety"), Some(Exact)),
        ],
    );
}

#[test]
fn expressions() {
    let (indicators, problems) = patterns(&[
        "[domain-name:value LIKE '%.bad_.example']",
        "[url:value MATCHES '/[a-z]{3}\\\\d+$']",
        "[file:name LIKE 'x%.plist']",
        "[file:path MATCHES '^/private/var/tmp/[0-9]+$']",
        "[process:name MATCHES '^bh[0-9]$']",
        "[email-addr:value LIKE '%@evil.example']",
        "[ipv4-addr:value LIKE '203.0.113.%']",
        "[app:id LIKE 'com.bad.%']",
        "[phone-number:value LIKE '+999%']",
        "[configuration-profile:id LIKE 'bad.%']",
        "[file:hashes.sha256 LIKE 'abcd%']",
        "[android-property:name LIKE 'sys.bad.%']",
    ]);
    assert!(problems.is_empty(), "{problems:?}");
    let count = |observable| hits(&indicators, observable).len();
    let listed = [
        Host("a.BAD1.example"),
        Url("https://good.example/abc123"),
        Url("https://x.bad7.example/"),
        FileName("x.plist"),
        Path("/a/xyz.plist"),
        Path("/private/var/tmp/123"),
        Process("/usr/bh1"),
        Account("A@Evil.example"),
        Ip("203.0.113.9".parse().unwrap()),
        AppId("COM.bad.thing"),
        Phone("+999 1 234"),
        ProfileId("BAD.profile"),
        FileHash(&format!("ABCD{}", "0".repeat(60))),
        AndroidProperty("sys.bad.x"),
    ];
    for observable in listed {
        assert_eq!(count(observable), 1, "{observable:?}");
    }
    for observable in [
        Host("bad1.example"),
        Url("https://good.example/abc123x"),
        FileName("y.plist"),
        Path("/private/var/tmp/123/x"),
        Process("bh12"),
        Email("a@evil.example.org"),
        AndroidProperty("sys.badx"),
    ] {
        assert_eq!(count(observable), 0, "{observable:?}");
    }
    // A long text is cut before an expression looks at it, at a character.
    let long = format!("https://good.example/{}", "é".repeat(200_000));
    assert_eq!(count(Url(&long)), 0);
}

#[test]
fn several_listed_values_are_all_shown() {
    let (indicators, _) = patterns(&[
        "[domain-name:value = 'bad.example']",
        "[domain-name:value = 'x.bad.example']",
        "[url:value = 'https://x.bad.example/a']",
    ]);
    let found = hits(&indicators, Url("https://x.bad.example/a"));
    let expected = [
        ("bad.example".to_owned(), Within),
        ("https://x.bad.example/a".to_owned(), Exact),
        ("x.bad.example".to_owned(), Exact),
    ];
    assert_eq!(found, expected);
}

#[test]
fn nothing_listed_matches_nothing() {
    let (indicators, _) = patterns(&[]);
    assert!(indicators.is_empty());
    assert!(hits(&indicators, Url("https://bad.example")).is_empty());
    let (indicators, _) = patterns(&["[app:id = 'com.bad']"]);
    for observable in [
        Url(""),
        Url("https://"),
        Url("::::"),
        Url("https://[::1"),
        Host(""),
        Host("."),
        Host("..."),
        Path(""),
        Path("/"),
        Process(""),
        FileName(""),
        Email("@"),
        Phone("++"),
        Account(""),
        FileHash("x"),
        AppId(""),
        ProfileId(""),
    ] {
        assert!(hits(&indicators, observable).is_empty(), "{observable:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        let (indicators, _) = patterns(&["[domain-name:value = 'a.b']", "[url:value = 'http://a/b']",
            "[domain-name:value = 'a.b/c']", "[file:path = '/a']", "[file:path = 'a/b']",
            "[phone-number:value = '+33612345678']", "[domain-name:value LIKE 'x%']"]);
        for observable in [Url(&text), Host(&text), Process(&text), Path(&text), Account(&text),
            FileHash(&text), AppId(&text)] {
            let _ = hits(&indicators, observable);
        }
    }
}
