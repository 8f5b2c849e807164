//! What files of Internet-scan analysis are, told by their first bytes: results of scans, logs of
//! certificates, passive DNS, and the registers that addresses are looked up in.
//!
//! One truth for opening evidence and for reading it. Every format is described where it is read, in
//! the crate `vigie-internet`.

/// A format of a file of Internet-scan analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScanFormat {
    /// ZGrab2, JSON lines.
    Zgrab2,
    /// Censys hosts with `services`: Search v2 and Platform, JSON lines or an array.
    Censys,
    /// Censys research table of IPv4 hosts, one key per port, JSON lines.
    CensysTable,
    /// Shodan banners, JSON lines.
    Shodan,
    /// ZMap, CSV with a header line.
    Zmap,
    /// Rapid7 Sonar HTTP, JSON lines with base64.
    SonarHttp,
    /// Rapid7 Sonar certificates, `sha1,base64`.
    SonarCertificates,
    /// Rapid7 Sonar, `address,sha1`.
    SonarHosts,
    /// Names and addresses as Rapid7 Sonar FDNS has them, JSON lines.
    SonarDns,
    /// certstream, JSON lines.
    Certstream,
    /// crt.sh, a JSON array.
    CrtSh,
    /// Certificate Transparency `get-entries` (RFC 6962 §4.6), JSON.
    CtEntries,
    /// Passive DNS in the Common Output Format, JSON lines.
    PassiveDns,
    /// RIR statistics, `delegated` and `delegated-extended`.
    RirDelegated,
    /// Dump of a register in RPSL.
    Rpsl,
    /// Routing table or updates in MRT (RFC 6396).
    Mrt,
    /// MaxMind DB.
    Mmdb,
    /// Sigma rules for scans.
    Rules,
}

/// Bytes of a file, after unpacking, by which it is told.
pub const START: usize = 8 << 10;

/// Keys that all stand in the first record of a format, without spaces; the first that fits wins.
const JSON: &[(ScanFormat, &[&str])] = &[
    (ScanFormat::Certstream, &["\"message_type\":\"certificate_update\""]),
    (ScanFormat::CtEntries, &["\"leaf_input\":\""]),
    (ScanFormat::CrtSh, &["\"issuer_ca_id\":", "\"name_value\":"]),
    (ScanFormat::PassiveDns, &["\"rrname\":", "\"rrtype\":", "\"rdata\":"]),
    (ScanFormat::Shodan, &["\"_shodan\":"]),
    (ScanFormat::Shodan, &["\"ip_str\":", "\"port\":"]),
    (ScanFormat::SonarHttp, &["\"vhost\":", "\"data\":\"", "\"ip\":"]),
    (ScanFormat::SonarDns, &["\"name\":\"", "\"type\":\"", "\"value\":\"", "\"timestamp\":"]),
    (ScanFormat::Zgrab2, &["\"data\":{", "\"status\":\"", "\"protocol\":\""]),
    (ScanFormat::Zgrab2, &["\"ip\":\"", "\"data\":{", "\"result\":{"]),
    (ScanFormat::Censys, &["\"services\":[{", "\"port\":", "\"ip\":"]),
    (ScanFormat::Censys, &["\"services\":[", "\"autonomous_system\":{"]),
    (ScanFormat::Censys, &["\"services\":[", "\"service_name\":"]),
    (ScanFormat::Censys, &["\"services\":[", "\"transport_protocol\":"]),
];

/// Words that begin an object of RPSL.
const RPSL: [&str; 5] = ["inetnum:", "inet6num:", "aut-num:", "organisation:", "route:"];

impl ScanFormat {
    /// That of a file which begins with `start`, after unpacking.
    #[must_use]
    pub fn of(start: &[u8]) -> Option<Self> {
        let start = start.get(..start.len().min(START)).unwrap_or_default();
        if is_mrt(start) {
            return Some(Self::Mrt);
        }
        let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        match text.first()? {
            b'{' | b'[' => of_json(text),
            _ => of_lines(&String::from_utf8_lossy(text)),
        }
    }

    /// Whether it holds observations, rather than what they are looked up in.
    #[must_use]
    pub const fn is_observations(self) -> bool {
        !matches!(self, Self::RirDelegated | Self::Rpsl | Self::Mrt | Self::Mmdb | Self::Rules)
    }

    /// Its name in records and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zgrab2 => "zgrab2",
            Self::Censys => "censys",
            Self::CensysTable => "censys-table",
            Self::Shodan => "shodan",
            Self::Zmap => "zmap",
            Self::SonarHttp => "sonar-http",
            Self::SonarCertificates => "sonar-certificates",
            Self::SonarHosts => "sonar-hosts",
            Self::SonarDns => "sonar-dns",
            Self::Certstream => "certstream",
            Self::CrtSh => "crt.sh",
            Self::CtEntries => "ct-entries",
            Self::PassiveDns => "passive-dns",
            Self::RirDelegated => "rir-delegated",
            Self::Rpsl => "rpsl",
            Self::Mrt => "mrt",
            Self::Mmdb => "mmdb",
            Self::Rules => "sigma",
        }
    }

    /// Every format.
    pub const ALL: [Self; 18] = [
        Self::Zgrab2,
        Self::Censys,
        Self::CensysTable,
        Self::Shodan,
        Self::Zmap,
        Self::SonarHttp,
        Self::SonarCertificates,
        Self::SonarHosts,
        Self::SonarDns,
        Self::Certstream,
        Self::CrtSh,
        Self::CtEntries,
        Self::PassiveDns,
        Self::RirDelegated,
        Self::Rpsl,
        Self::Mrt,
        Self::Mmdb,
        Self::Rules,
    ];
}

fn of_json(text: &[u8]) -> Option<ScanFormat> {
    let text = without_spaces(text);
    let text = String::from_utf8_lossy(&text);
    let has = |key: &&str| text.contains(*key);
    if let Some((format, _)) = JSON.iter().find(|(_, keys)| keys.iter().all(has)) {
        return Some(*format);
    }
    is_table(&text).then_some(ScanFormat::CensysTable)
}

/// What follows a name of a port, as in `"p443":{`, in the research table.
fn is_table(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("\"p") {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=5).contains(&digits)
            && after.get(digits..).is_some_and(|after| after.starts_with("\":{"))
        {
            return text.contains("\"ip\":") || text.contains("\"ipstr\":");
        }
        rest = after;
    }
    false
}

/// The same JSON without white space between its tokens.
fn without_spaces(text: &[u8]) -> Vec<u8> {
    let (mut inside, mut escaped) = (false, false);
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        if inside {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            inside = !ends;
        } else if byte.is_ascii_whitespace() {
            continue;
        } else {
            inside = *byte == b'"';
        }
        out.push(*byte);
    }
    out
}

fn of_lines(text: &str) -> Option<ScanFormat> {
    let first = text.lines().next()?.trim_end();
    if first.split(',').any(|column| matches!(column, "saddr" | "saddr-raw")) {
        return Some(ScanFormat::Zmap);
    }
    if let Some((one, other)) = first.split_once(',') {
        let is_sha1 = |text: &str| text.len() == 40 && is_hex(text);
        if is_sha1(one) && other.starts_with("MI") {
            return Some(ScanFormat::SonarCertificates);
        }
        let hash = other.split(',').next().unwrap_or(other);
        if is_sha1(hash) && one.parse::<std::net::IpAddr>().is_ok() {
            return Some(ScanFormat::SonarHosts);
        }
    }
    let lines = || text.lines().filter(|line| !line.starts_with(['#', '%']) && !line.is_empty());
    if lines().take(3).any(is_delegated) {
        return Some(ScanFormat::RirDelegated);
    }
    if lines().next().is_some_and(|line| RPSL.iter().any(|word| line.starts_with(word))) {
        return Some(ScanFormat::Rpsl);
    }
    let is_rules = text.contains("logsource:") && text.contains("internet_scan");
    is_rules.then_some(ScanFormat::Rules)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// `2|ripencc|20260101|…`, or `ripencc|NL|ipv4|…`.
fn is_delegated(line: &str) -> bool {
    let mut fields = line.split('|');
    let (Some(one), Some(two)) = (fields.next(), fields.next()) else { return false };
    let registry =
        |name: &str| matches!(name, "afrinic" | "apnic" | "arin" | "lacnic" | "ripencc" | "nro");
    registry(one) || (registry(two) && one.starts_with(|digit: char| digit.is_ascii_digit()))
}

/// RFC 6396 §2: a time, a type that routing tables and updates have, a length that can be.
fn is_mrt(start: &[u8]) -> bool {
    let Some([_, _, _, _, type_high, type_low, sub_high, sub_low, a, b, c, d]) =
        start.first_chunk::<12>()
    else {
        return false;
    };
    let kind = u16::from_be_bytes([*type_high, *type_low]);
    let subtype = u16::from_be_bytes([*sub_high, *sub_low]);
    let length = u32::from_be_bytes([*a, *b, *c, *d]);
    matches!((kind, subtype), (12, 1 | 2) | (13, 1..=12) | (16 | 17, 0..=11))
        && (8..1 << 20).contains(&length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        let sha1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        let cases = [
            (
                r#"{"ip":"240.0.0.1","data":{"http":{"status":"success","protocol":"http"}}}"#,
                Some(ScanFormat::Zgrab2),
            ),
            (r#"{"ip": "240.0.0.1", "services": [ {"port": 1}]}"#, Some(ScanFormat::Censys)),
            (r#"{"ip":"240.0.0.1","p80":{"http":{}}}"#, Some(ScanFormat::CensysTable)),
            (r#"{"ip_str":"240.0.0.1","port":1,"data":""}"#, Some(ScanFormat::Shodan)),
            ("saddr,sport\n240.0.0.1,1", Some(ScanFormat::Zmap)),
            (
                r#"{"data":"SFRU","host":"a","ip":"a","path":"/","port":80,"vhost":"a"}"#,
                Some(ScanFormat::SonarHttp),
            ),
            (
                r#"{"timestamp":"1","name":"a.example","type":"a","value":"240.0.0.1"}"#,
                Some(ScanFormat::SonarDns),
            ),
            (
                r#"{"rrname":"a","rrtype":"A","rdata":"b","time_first":1}"#,
                Some(ScanFormat::PassiveDns),
            ),
            (r#"[{"issuer_ca_id":1,"issuer_name":"x","name_value":"a"}]"#, Some(ScanFormat::CrtSh)),
            (r#"{"entries":[{"leaf_input":"AAAA"}]}"#, Some(ScanFormat::CtEntries)),
            ("2|ripencc|20260101|1|19830705|20260101|+0100\n", Some(ScanFormat::RirDelegated)),
            ("% comment\n\ninetnum:        240.0.0.0 - 240.0.0.255\n", Some(ScanFormat::Rpsl)),
            ("title: x\nlogsource: {category: internet_scan}\n", Some(ScanFormat::Rules)),
            (r#"{"dns_event":{"hostname":"a.example"}}"#, None),
            (r#"{"type":"bundle","objects":[{"p2p":{}}]}"#, None),
            ("name,address\na,b", None),
            ("", None),
        ];
        for (start, expected) in cases {
            assert_eq!(ScanFormat::of(start.as_bytes()), expected, "{start}");
        }
        let certificates = format!("{sha1},MIIB");
        assert_eq!(ScanFormat::of(certificates.as_bytes()), Some(ScanFormat::SonarCertificates));
        let hosts = format!("240.0.0.1,{sha1}");
        assert_eq!(ScanFormat::of(hosts.as_bytes()), Some(ScanFormat::SonarHosts));
    }
}
