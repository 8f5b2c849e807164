//! Which patterns can be evaluated, and what of them.

use super::super::parse;
use super::*;

fn asked(text: &str) -> Asked {
    plan(&parse(text, 64).unwrap(), &mut 1000)
}

fn expr(expr: &Expr) -> String {
    let leaf = |leaf: &Leaf| match leaf {
        Leaf::Value(kind, text) => format!("{kind:?}={text}"),
        Leaf::Rule(kind, regex, _) => format!("{kind:?}~{}", regex.as_str()),
    };
    let list = |parts: &[Expr], by: &str| {
        format!("({})", parts.iter().map(self::expr).collect::<Vec<_>>().join(by))
    };
    match expr {
        Expr::Leaf(one) => leaf(one),
        Expr::Not(one) => format!("!{}", leaf(one)),
        Expr::And(parts) => list(parts, " & "),
        Expr::Or(parts) => list(parts, " | "),
        Expr::True => "true".into(),
    }
}

fn shown(text: &str) -> String {
    let asked = asked(text);
    let mut parts: Vec<String> = asked
        .branches
        .iter()
        .map(|branch| {
            let window = branch.window.map(|(from, to)| format!(" {from}..{to}"));
            let partial = if branch.partial { " ~" } else { "" };
            format!("{}{}{partial}", expr(&branch.expr), window.unwrap_or_default())
        })
        .collect();
    parts.extend(asked.unusable.iter().map(|unusable| match unusable {
        Unusable::Type(name) => format!("no {name}"),
        Unusable::At(at, what) => format!("{at}: {what}"),
    }));
    parts.join("; ")
}

#[test]
fn object_paths_stand_for_observables() {
    let cases = [
        ("domain-name:value", "Host"),
        ("ipv4-addr:value", "Ip"),
        ("ipv6-addr:value", "Ip"),
        ("url:value", "Url"),
        ("email-addr:value", "Email"),
        ("email-message:from_ref.value", "Email"),
        ("email-message:sender_ref.value", "Email"),
        ("network-traffic:dst_ref.value", "Host"),
        ("phone-number:value", "Phone"),
        ("x-phone:value", "Phone"),
        ("process:name", "Process"),
        ("process:binary_ref.name", "Process"),
        ("process:image_ref.path", "Path"),
        ("process:command_line", "Process"),
        ("file:name", "FileName"),
        ("file:path", "Path"),
        ("file:parent_directory_ref.path", "Path"),
        ("directory:path", "Path"),
        ("file:hashes.MD5", "FileHash"),
        ("file:hashes.md5", "FileHash"),
        ("file:hashes.'SHA-1'", "FileHash"),
        ("file:hashes.'SHA-512'", "FileHash"),
        ("file:hashes[0]", "FileHash"),
        ("app:id", "AppId"),
        ("app:cert.md5", "CertificateHash"),
        ("app:cert.sha256", "CertificateHash"),
        ("x509-certificate:hashes.'SHA-1'", "CertificateHash"),
        ("configuration-profile:id", "ProfileId"),
        ("android-property:name", "AndroidProperty"),
    ];
    for (path, kind) in cases {
        assert_eq!(shown(&format!("[{path} = 'x']")), format!("{kind}=x"), "{path}");
    }
    for path in [
        "mutex:name",
        "windows-registry-key:key",
        "file:hashes.SSDEEP",
        "file:size",
        "email-message:subject",
        "user-account:display_name",
        "autonomous-system:number",
        "x509-certificate:serial_number",
        "process:pid",
        "network-traffic:dst_port",
    ] {
        assert_eq!(shown(&format!("[{path} = 'x']")), format!("no {path}"), "{path}");
    }
}

#[test]
fn alternatives_are_split_and_conjunctions_kept() {
    let cases = [
        ("[domain-name:value = 'a' OR url:value = 'b']", "Host=a; Url=b"),
        ("[domain-name:value IN ('a', 'b')]", "Host=a; Host=b"),
        ("[domain-name:value = 'a'] OR [ipv4-addr:value = 'b']", "Host=a; Ip=b"),
        ("[file:name = 'x' AND file:hashes.MD5 = 'y']", "(FileName=x & FileHash=y)"),
        ("[file:name = 'x' AND file:hashes.MD5 != 'y']", "(FileName=x & !FileHash=y)"),
        (
            "[file:name = 'x' AND NOT file:hashes.MD5 IN ('y', 'z')]",
            "(FileName=x & !FileHash=y & !FileHash=z)",
        ),
        (
            "[file:name = 'x' AND (url:value = 'a' OR url:value = 'b')]",
            "(FileName=x & (Url=a | Url=b))",
        ),
        ("[NOT (domain-name:value != 'a' OR url:value != 'b')]", "(Host=a & Url=b)"),
        // What cannot be evaluated is left out of alternatives, never of conjunctions.
        ("[domain-name:value = 'a' OR mutex:name = 'm']", "Host=a; no mutex:name"),
        ("[domain-name:value = 'a' AND mutex:name = 'm']", "no mutex:name"),
        ("[mutex:name = 'm' OR mutex:name = 'n']", "no mutex:name; no mutex:name"),
        // MISP says what an address is, and its port.
        (
            "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.1']",
            "Host=192.0.2.1",
        ),
        (
            "[network-traffic:dst_ref.value = '192.0.2.1' AND network-traffic:dst_port = '443']",
            "Host=192.0.2.1 ~",
        ),
        (
            "[domain-name:value = 'a' AND domain-name:resolves_to_refs[*].value = '192.0.2.1']",
            "Host=a ~",
        ),
        (
            "[x509-certificate:subject = 'CN=x, O=y']",
            "(CertificateName=x & CertificateOrganisation=y)",
        ),
        ("[x509-certificate:subject = 'C=FR, O=y']", "CertificateOrganisation=y ~"),
        ("[x509-certificate:subject MATCHES 'y']", "no x509-certificate:subject"),
        ("[user-account:user_id = 'eve@bad.example']", "Email=eve@bad.example"),
        ("[user-account:user_id = '+33612345678']", "Phone=+33612345678"),
        ("[user-account:user_id = 'eve']", "no user-account:user_id"),
        ("[process:command_line = 'sh -c x']", "no process:command_line"),
        ("[process:command_line IN ('a', 'b')]", "Process=a; Process=b"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn addresses_and_expressions() {
    let cases = [
        ("[ipv4-addr:value ISSUBSET '10.0.0.0/8']", "Ip=10.0.0.0/8"),
        ("[ipv4-addr:value ISSUPERSET '192.0.2.1/32']", "Ip=192.0.2.1"),
        ("[ipv4-addr:value ISSUPERSET '192.0.2.1']", "Ip=192.0.2.1"),
        ("[ipv4-addr:value ISSUPERSET '10.0.0.0/8']", "1: cannot"),
        ("[domain-name:value LIKE '%.bad_.example']", r"Host~(?s)^.*\.bad.\.example$"),
        ("[domain-name:value LIKE 'plain.example']", "Host=plain.example"),
        ("[url:value MATCHES '^https?://x']", "Url~^https?://x"),
    ];
    for (text, expected) in cases {
        let expected = expected.replace("1: cannot", "1: ISSUPERSET of a network");
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn what_would_match_everything_is_refused() {
    for text in [
        "[domain-name:value != 'a']",
        "[NOT domain-name:value = 'a']",
        "[domain-name:value NOT IN ('a', 'b')]",
        "[EXISTS domain-name:value]",
        "[domain-name:value IN ()]",
        "[domain-name:value LIKE '%']",
        "[domain-name:value MATCHES '.*']",
        "[domain-name:value MATCHES '']",
        "[file:name != 'x' AND file:name != 'y']",
    ] {
        let shown = shown(text);
        assert!(shown.ends_with(": a comparison that would match everything"), "{text}: {shown}");
    }
    // Only the alternative that would match everything is left out.
    let text = "[domain-name:value = 'a' OR url:value != 'b']";
    assert_eq!(shown(text), "Host=a; 1: a comparison that would match everything");
}

#[test]
fn what_records_cannot_show_is_refused() {
    for (text, expected) in [
        ("[url:value = 'a'] AND [url:value = 'b']", "0: AND between observations"),
        ("[url:value = 'a'] FOLLOWEDBY [url:value = 'b']", "0: FOLLOWEDBY between observations"),
        ("[url:value = 'a'] REPEATS 5 TIMES", "18: REPEATS more than once"),
        ("[url:value = 'a'] REPEATS 1 TIMES", "Url=a"),
        ("[url:value = 'a'] WITHIN 5 SECONDS", "Url=a"),
        (
            "[url:value = 'a'] START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z'",
            "Url=a 2020-01-01T00:00:00Z..2021-01-01T00:00:00Z",
        ),
        (
            "[url:value = 'a'] START t'2021-01-01T00:00:00Z' STOP t'2020-01-01T00:00:00Z'",
            "18: START and STOP: expected two times, in order",
        ),
        ("[url:value < 'a']", "1: < on url:value"),
        ("[url:value >= 'a']", "1: >= on url:value"),
        ("[url:value ISSUBSET 'a']", "1: ISSUBSET on url:value"),
        ("[url:value = t'2020-01-01T00:00:00Z']", "1: a comparison with a time or with bytes"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn expressions_are_bounded() {
    let refused = shown("[url:value MATCHES '(?=x)y']");
    assert!(refused.starts_with("1: a regular expression that cannot be used"), "{refused}");
    for bomb in ["((a{100}){100}){100}", "(x+x+)+(y{1000}){1000}"] {
        let text = shown(&format!("[url:value MATCHES '{bomb}']"));
        assert!(text.starts_with("1: a regular expression that cannot be used"), "{text}");
    }
    let deep = format!("[url:value MATCHES '{}x{}']", "(".repeat(500), ")".repeat(500));
    assert!(shown(&deep).starts_with("1: a regular expression that cannot be used"));
    let tree = parse("[url:value MATCHES 'a' OR url:value MATCHES 'b']", 8).unwrap();
    let asked = plan(&tree, &mut 1);
    assert_eq!((asked.branches.len(), asked.unusable.len()), (1, 1));
}
