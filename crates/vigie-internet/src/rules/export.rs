//! Rules as queries of Censys (CenQL) and Shodan, for those who search there.

use super::matcher::{Matcher, Place};
use super::test::FieldTest;
use super::{Rule, Test};

/// A field in the neutral record, in CenQL below a service, and in Shodan.
const FIELDS: &[(&str, &str, &str)] = &[
    ("port", "port", "port"),
    ("banner", "banner", ""),
    ("http.raw", "banner", ""),
    ("http.headers_raw", "banner", ""),
    ("path", "endpoints.path", ""),
    ("http.title", "endpoints.http.html_title", "http.title"),
    ("http.body", "endpoints.http.body", "http.html"),
    ("http.body_sha256", "endpoints.http.body_hash_sha256", ""),
    ("http.status", "endpoints.http.status_code", "http.status"),
    ("http.reason", "endpoints.http.status_reason", ""),
    ("http.favicon_mmh3", "endpoints.http.favicons.hash_shodan", "http.favicon.hash"),
    ("http.favicon_md5", "endpoints.http.favicons.hash_md5", ""),
    ("tls.jarm", "jarm.fingerprint", "ssl.jarm"),
    ("tls.ja3s", "tls.ja3s", "ssl.ja3s"),
    ("cert.names", "cert.names", "ssl.cert.subject.cn"),
    ("cert.subject_dn", "cert.parsed.subject_dn", "ssl"),
    ("cert.issuer_dn", "cert.parsed.issuer_dn", "ssl"),
    ("cert.subject.CN", "cert.parsed.subject.common_name", "ssl.cert.subject.cn"),
    ("cert.subject.O", "cert.parsed.subject.organization", "ssl"),
    ("cert.issuer.CN", "cert.parsed.issuer.common_name", "ssl.cert.issuer.cn"),
    ("cert.issuer.O", "cert.parsed.issuer.organization", "ssl"),
    ("cert.sha256", "cert.fingerprint_sha256", "ssl.cert.fingerprint"),
    ("cert.serial", "cert.parsed.serial_number_hex", ""),
    ("cert.self_signed", "cert.parsed.signature.self_signed", ""),
    ("checkpoint.smartcenter_host", "checkpoint_topology.organization", ""),
    ("checkpoint.firewall_host", "checkpoint_topology.common_name", ""),
    ("snmp.sysdescr", "snmp.oid_system.desc", "snmp.description"),
];

/// The rule as a query of the Censys Platform.
///
/// # Errors
/// What of it cannot be said there.
pub fn cenql(rule: &Rule) -> Result<String, String> {
    cenql_of(&rule.test, "host.services.")
}

fn cenql_of(test: &Test, before: &str) -> Result<String, String> {
    let join = |tests: &[Test], word: &str| {
        let parts: Result<Vec<String>, String> =
            tests.iter().map(|test| cenql_of(test, before)).collect();
        parts.map(|parts| format!("({})", parts.join(word)))
    };
    match test {
        Test::All(tests) => join(tests, " and "),
        Test::Any(tests) => join(tests, " or "),
        Test::Not(test) => Ok(format!("not ({})", cenql_of(test, before)?)),
        Test::Service(test) => Ok(format!("host.services: ({})", cenql_of(test, "")?)),
        Test::Field(test) => {
            let field = match test.field.as_str() {
                "ip" => "host.ip".to_owned(),
                "names" => "host.dns.names".to_owned(),
                "asn" => "host.autonomous_system.asn".to_owned(),
                name => match name.strip_prefix("http.headers.") {
                    Some(header) => {
                        format!("{before}endpoints.http.headers.{}.headers", titled(header))
                    }
                    None => format!("{before}{}", mapped(name, |(_, censys, _)| censys)?),
                },
            };
            let parts: Result<Vec<String>, String> =
                test.matchers.iter().map(|one| cenql_matcher(&field, one)).collect();
            let word = if test.each { " and " } else { " or " };
            parts.map(|parts| parts.join(word)).map(|all| match test.matchers.len() {
                1 => all,
                _ => format!("({all})"),
            })
        }
    }
}

fn mapped(
    name: &str,
    column: impl Fn(&(&'static str, &'static str, &'static str)) -> &'static str,
) -> Result<&'static str, String> {
    let found = FIELDS.iter().find(|(own, ..)| *own == name).map(column);
    found
        .filter(|found| !found.is_empty())
        .ok_or_else(|| format!("“{name}” cannot be asked for there"))
}

/// `location` as `Location`, `www-authenticate` as `WWW-Authenticate` is left to Censys: `Www-Authenticate`.
fn titled(header: &str) -> String {
    let words = header.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
    });
    words.map(Option::unwrap_or_default).collect::<Vec<_>>().join("-")
}

fn cenql_matcher(field: &str, matcher: &Matcher) -> Result<String, String> {
    Ok(match matcher {
        Matcher::Text { place: Place::Whole, text, .. } => format!("{field} = {}", quoted(text)),
        Matcher::Text { place: Place::Anywhere, text, .. } => format!("{field}: {}", quoted(text)),
        Matcher::Text { place: Place::Start, text, .. } => {
            format!("{field} =~ {}", quoted(&format!("^{}", regex::escape(text))))
        }
        Matcher::Text { place: Place::End, text, .. } => {
            format!("{field} =~ {}", quoted(&format!("{}$", regex::escape(text))))
        }
        Matcher::Pattern(pattern) => format!("{field} =~ {}", quoted(pattern.as_str())),
        Matcher::Network(network) => format!("{field}: {}", quoted(&network.to_string())),
        Matcher::Bound { than, above, or_equal } => {
            let sign = if *above { ">" } else { "<" };
            format!("{field} {sign}{} {than}", if *or_equal { "=" } else { "" })
        }
        Matcher::Exists(true) => format!("{field}: *"),
        Matcher::Exists(false) => format!("not {field}: *"),
    })
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\r', "\\r").replace('\n', "\\n"))
}

/// The rule as a query of Shodan, one for each alternative.
///
/// # Errors
/// What of it cannot be said there: Shodan knows no expressions, and parts of headers only as words.
pub fn shodan(rule: &Rule) -> Result<Vec<String>, String> {
    let ways = shodan_of(&rule.test)?;
    Ok(ways.into_iter().map(|way| way.join(" ")).collect())
}

/// Alternatives, each a list of filters that all have to fit.
fn shodan_of(test: &Test) -> Result<Vec<Vec<String>>, String> {
    match test {
        Test::Service(test) => shodan_of(test),
        Test::Any(tests) => {
            let ways: Result<Vec<_>, String> = tests.iter().map(shodan_of).collect();
            Ok(ways?.into_iter().flatten().collect())
        }
        Test::All(tests) => tests.iter().try_fold(vec![Vec::new()], |ways, test| {
            let next = shodan_of(test)?;
            let joined = ways.iter().flat_map(|way| {
                next.iter().map(move |other| [way.as_slice(), other.as_slice()].concat())
            });
            let joined: Vec<_> = joined.take(101).collect();
            if joined.len() > 100 { Err("more than 100 alternatives".into()) } else { Ok(joined) }
        }),
        Test::Not(test) => match shodan_of(test)?.as_slice() {
            [way] if way.len() == 1 => Ok(vec![way.iter().map(|one| format!("-{one}")).collect()]),
            _ => Err("only single filters can be negated".into()),
        },
        Test::Field(test) => shodan_field(test),
    }
}

fn shodan_field(test: &FieldTest) -> Result<Vec<Vec<String>>, String> {
    let header = test.field.starts_with("http.headers.");
    let raw = matches!(test.field.as_str(), "http.raw" | "http.headers_raw" | "banner");
    let name = match test.field.as_str() {
        "ip" => "ip",
        "names" => "hostname",
        "asn" => "asn",
        "checkpoint.smartcenter_host" | "checkpoint.firewall_host" => "",
        _ if header || raw => "",
        field => mapped(field, |(.., shodan)| shodan)?,
    };
    let each = test.matchers.iter().map(|matcher| match matcher {
        Matcher::Text { text, .. } if raw && text.contains("\r\n") => {
            let lines = text.split("\r\n").filter(|line| !line.is_empty());
            Ok(lines.map(quoted).collect::<Vec<_>>().join(" "))
        }
        Matcher::Text { text, .. } if name.is_empty() => Ok(quoted(text)),
        Matcher::Text { text, .. } => Ok(format!("{name}:{}", quoted(text))),
        Matcher::Network(network) => Ok(format!("net:{network}")),
        _ => Err(format!("“{}” needs more than words", test.field)),
    });
    let each: Result<Vec<String>, String> = each.collect();
    let each = each?;
    Ok(if test.each { vec![each] } else { each.into_iter().map(|one| vec![one]).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::built_in;

    fn rule(name: &str) -> &'static Rule {
        built_in().iter().find(|rule| rule.name == name).unwrap()
    }

    #[test]
    fn queries_keep_the_scope_of_a_service() {
        let query = cenql(rule("ht-cert-sysca")).unwrap();
        assert_eq!(
            query,
            "host.services: ((cert.parsed.issuer.common_name = \"system certification authority\" \
             and cert.parsed.issuer.organization = \"organization ltd\"))"
        );
        assert_eq!(shodan(rule("eagle-title")).unwrap(), ["http.title:\"维稳研判系统\""]);
        assert!(shodan(rule("circles-cp264")).is_err());
    }
}
