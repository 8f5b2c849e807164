//! Injections built to the shapes that were measured, in both places of capture and with each sign left
//! out, are found; what only looks like one is not.

#![cfg(test)]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_cases::packets;
use vigie_core::{
    Bytes, Consumer, Fields, Found, Input, Limits, Locator, Record, Seen, Severity, SharedBytes,
    Siblings, Stop, parse,
};
use vigie_network::detectors::DETECTORS;
use vigie_network::parsers::PARSERS;

struct Alone;

impl Siblings for Alone {
    fn open(&self, _: &str) -> Result<Option<SharedBytes>, Stop> {
        Ok(None)
    }
}

/// Records as detectors see them.
#[derive(Default)]
struct Kept(Vec<(Locator, Box<dyn Record>)>);

impl Consumer for Kept {
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        let json = serde_json::to_string(record).unwrap();
        let fields: Fields = serde_json::from_str(&json).unwrap();
        self.0.push((at, (record.kind().revive)(&fields).unwrap()));
        Ok(())
    }

    fn problem(&mut self, _: Locator, message: String) {
        assert!(!message.contains("made the parser fail"), "{message}");
    }
}

/// What the detectors for injection find in the capture that `script` describes.
fn found(script: &str) -> Vec<(&'static str, Found)> {
    let data = Arc::new(Bytes(packets::bytes(script, Path::new("."))));
    let input = Input {
        path: "/captures/a.pcap",
        modified: None,
        data,
        first_line: 1,
        siblings: &Alone,
        limits: Limits::default(),
    };
    let mut kept = Kept::default();
    parse(PARSERS[0], &input, &mut kept, &AtomicBool::new(false));
    let mut all = Vec::new();
    for detector in DETECTORS {
        let meta = detector.meta();
        if !meta.catalogue.iter().any(|code| code.starts_with("INJ-")) {
            continue;
        }
        let mut watch = detector.watch();
        let mut out = Vec::new();
        for (at, record) in kept.0.iter().filter(|(_, one)| meta.reads.contains(&one.kind().id)) {
            watch.see(&Seen { record: &**record, source: 0, path: "/a", at }, &mut out);
        }
        watch.end(&mut out);
        all.extend(out.into_iter().map(|one| (meta.id, one)));
    }
    all
}

fn worst(script: &str) -> Option<Severity> {
    found(script).iter().map(|(_, one)| one.severity).max()
}

fn is_quiet(name: &str, script: &str) {
    let found = found(script);
    let loud: Vec<_> = found.iter().filter(|(_, one)| one.severity > Severity::Info).collect();
    assert!(loud.is_empty(), "{name}: {loud:#?}");
}

const HEAD: &str = "capture pcap
at 2024-05-01T10:00:00Z
host phone 192.168.1.2 02:00:00:00:00:01
host far 100.64.7.7 02:00:00:00:00:05 ttl=58
host web 93.184.216.34 02:00:00:00:00:02 ttl=57
";

/// Beside the phone, or beside the server: another address, time to live and delay.
const PLACES: [&str; 2] = ["phone", "far"];

fn script(place: &str, lines: &str) -> String {
    format!("{HEAD}tcp page {place}:40002 > web:80 ts ws=7\n{lines}\n")
}

const ASK: &str = "page open\npage > \"GET /a HTTP/1.1\\r\\nHost: www.example.org\\r\\n\\r\\n\"\n";
const TRUE_ANSWER: &str = "page < \"HTTP/1.1 200 OK\\r\\nServer: made-up\\r\\nContent-Type: \
     text/html\\r\\nContent-Length: 60\\r\\n\\r\\n<p>this is what the server really said, some sixty bytes</p>\"\n";
const SHOT: &str = "\"HTTP/1.1 302 Found\\r\\nLocation: http://fox.example.net/x\\r\\nContent-Length: 0\\r\\n\\r\\n\"\n";

#[test]
fn a_shot_from_the_side_is_found_without_any_one_of_its_signs() {
    let signs = ["ttl=64", "id=1", "df=0", "window=8192", "no-ts", "mac=02:00:00:00:00:09"];
    for place in PLACES {
        for left_out in 0..=signs.len() {
            let rest: Vec<&str> = signs
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != left_out)
                .map(|(_, one)| *one)
                .collect();
            let shot = format!("page < ahead=0 {} {SHOT}", rest.join(" "));
            // The shot wins the race, loses it, or the true answer never comes.
            let wins = format!("{ASK}{shot}+20ms\n{TRUE_ANSWER}page > ack\n");
            let loses = format!(
                "{ASK}{TRUE_ANSWER}page < ahead=-141 {}\npage > ack\n",
                shot.trim_start_matches("page < ahead=0")
            );
            let alone = format!(
                "{ASK}{}page > ack\npage < \"more\"\npage < \"more\"\n",
                shot.replace("ahead=0 ", "")
            );
            for (name, lines) in [("wins", wins), ("loses", loses), ("alone", alone)] {
                let script = script(place, &lines);
                assert_eq!(
                    worst(&script),
                    Some(Severity::High),
                    "{place} {name} {left_out}: {:#?}",
                    found(&script)
                );
            }
        }
    }
}

#[test]
fn an_answer_in_the_path_is_found_without_any_one_of_its_signs() {
    let signs = ["id=13330", "df=0", "window=32120", "no-ts", "flags=FA", "ttl=58"];
    for place in PLACES {
        for end in ["\\n", "\\r\\n"] {
            for left_out in 0..=signs.len() {
                let rest: Vec<&str> = signs
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != left_out)
                    .map(|(_, one)| *one)
                    .collect();
                let lines = format!(
                    "{ASK}page < {} \"HTTP/1.1 307 Temporary Redirect{end}Location: http://files.example.net/a{end}Connection: close{end}{end}\"\npage > ack\npage > fin\n",
                    rest.join(" ")
                );
                let script = script(place, &lines);
                assert_eq!(worst(&script), Some(Severity::High), "{place} {end} {left_out}");
            }
        }
    }
}

#[test]
fn a_block_in_the_path_is_found() {
    for place in PLACES {
        let lines = format!("{ASK}page < ttl=51 id=13330 df=0 window=32120 no-ts flags=RA\n");
        let found = found(&script(place, &lines));
        assert!(
            found
                .iter()
                .any(|(id, one)| *id == "injected_answer" && one.severity == Severity::High)
        );
    }
}

#[test]
fn the_clients_own_identification_is_found() {
    let handshake = "page > id=15547 syn\npage < id=15547 syn-ack\npage > id=9643 ack\npage > id=9643 \"GET / HTTP/1.1\\r\\nHost: www.example.org\\r\\n\\r\\n\"\n";
    let body =
        "\"HTTP/1.1 302 Found\\r\\nLocation: http://id1.example.net/\\r\\n\\r\\n\"\npage > ack\n";
    for place in PLACES {
        for signs in
            ["id=9643 no-ts flags=FPA", "no-ts flags=FPA", "id=9643 flags=FPA", "id=9643 no-ts"]
        {
            let script = script(place, &format!("{handshake}page < {signs} {body}"));
            assert_eq!(
                worst(&script),
                Some(Severity::High),
                "{place} {signs}: {:#?}",
                found(&script)
            );
        }
    }
}

#[test]
fn a_true_answer_after_the_close_is_found() {
    let answer = "\"HTTP/1.1 302 Found\\r\\nLocation: http://other.example.net/\\r\\nConnection: close\\r\\n\\r\\n\"\n";
    let late = "page < ahead=-80 \"HTTP/1.1 200 OK\\r\\nServer: made-up\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>the true one</p>\"\n";
    for place in PLACES {
        for signs in ["ack=-20 flags=FPA", "flags=FPA", "ack=-20"] {
            for late in [late, ""] {
                let lines = format!(
                    "{ASK}page < ack\n+20ms\npage < {signs} {answer}page > ack\npage > fin\n+3s\n{late}"
                );
                let script = script(place, &lines);
                assert!(
                    worst(&script) >= Some(Severity::Medium),
                    "{place} {signs}: {:#?}",
                    found(&script)
                );
                if !late.is_empty() {
                    let codes: Vec<_> = found(&script)
                        .iter()
                        .map(|(_, one)| one.claim.args["codes"].clone())
                        .collect();
                    assert!(
                        codes.iter().any(|codes| codes.contains("INJ-03") || !signs.contains('F')),
                        "{codes:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn resets_and_races_are_found() {
    let train = format!(
        "{ASK}page < ttl=61 id=700 stay rst\npage < ttl=64 id=701 stay rst\n+30ms\n{TRUE_ANSWER}"
    );
    let one = format!("{ASK}page < id=700 stay rst\n+30ms\n{TRUE_ANSWER}");
    let before =
        "page > syn\npage < flags=RA seq=0 ttl=61 stay rst\n+20ms\npage < syn-ack\npage > ack\n";
    let race = "page > syn\npage < seq=77 syn-ack\npage < syn-ack\npage > ack\n";
    for place in PLACES {
        for (lines, detector) in [
            (train.as_str(), "forged_reset"),
            (&one, "forged_reset"),
            (before, "forged_reset"),
            (race, "handshake_race"),
        ] {
            let found = found(&script(place, lines));
            assert!(
                found.iter().any(|(id, one)| *id == detector && one.severity >= Severity::Medium),
                "{lines}: {found:#?}"
            );
        }
    }
}

#[test]
fn what_ordinary_stacks_do_is_quiet() {
    let long = "\"0123456789abcdefghijklmnopqrstuvwxyz\"";
    let cases = [
        ("sent again", format!("{ASK}{TRUE_ANSWER}page < {long}\npage < ahead=-36 {long}\npage > ack\npage close\n")),
        ("sent again joined", format!("{ASK}{TRUE_ANSWER}page < \"0123\"\npage < \"4567\"\npage < ahead=-8 \"01234567\"\npage close\n")),
        ("sent again and more", format!("{ASK}{TRUE_ANSWER}page < \"0123\"\npage < ahead=-4 \"01234567\"\npage close\n")),
        ("out of order", format!("{ASK}{TRUE_ANSWER}page < ahead=4 \"4567\"\npage < \"0123\"\npage < ahead=0 \"4567\"\npage close\n")),
        ("keep-alive", format!("{ASK}{TRUE_ANSWER}+60s\npage > ahead=-1 hex:00\npage < ack\n+60s\npage < ahead=-1 hex:00\npage > ack\npage < {long}\npage close\n")),
        ("keep-alive without timestamps", format!("{ASK}{TRUE_ANSWER}+60s\npage > ahead=-1 no-ts hex:00\npage < no-ts ack\npage < {long}\n")),
        ("zero-window probe", format!("{ASK}{TRUE_ANSWER}page > window=0 ack\n+1s\npage < ahead=0 \"x\"\npage > window=0 ack\n+1s\npage < ahead=0 \"x\"\npage > ack\npage < \"xyz\"\npage close\n")),
        ("padding", format!("{ASK}page < flags=A ahead=0 hex:000000000000\n{TRUE_ANSWER}page close\n")),
        ("reset after close", format!("{ASK}{TRUE_ANSWER}page > fin\npage < {long}\npage > rst\npage > stay rst\n")),
        ("resets for each segment", format!("{ASK}{TRUE_ANSWER}page > rst\npage < {long}\npage > stay rst\npage < {long}\npage > stay rst\n")),
        ("damaged", format!("{ASK}page < checksum=bad ahead=0 \"HTTP/1.1 xxx OK\\r\\nSerfer\"\n{TRUE_ANSWER}page close\n")),
        ("damaged later", format!("{ASK}{TRUE_ANSWER}page < {long}\npage < checksum=bad ahead=-36 \"0123456789abcdefghijklmnopqrstuvwxyZ\"\npage close\n")),
        ("route moved", format!("{ASK}{TRUE_ANSWER}page < ttl=55 {long}\npage < ttl=55 {long}\npage < ttl=55 {long}\npage < ttl=55 {long}\npage close\n")),
        ("balancer answers the SYN", format!("page > syn\npage < ttl=64 id=0 syn-ack\npage > ack\npage > \"GET / HTTP/1.1\\r\\nHost: www.example.org\\r\\n\\r\\n\"\n{TRUE_ANSWER}page < {long}\npage close\n")),
        ("redirect to https of another site with headers", format!("{ASK}page < \"HTTP/1.1 302 Found\\r\\nServer: nginx\\r\\nLocation: https://other.example.net/\\r\\n\\r\\n\"\npage close\n")),
        ("bare redirect within a site", format!("{ASK}page < flags=FPA \"HTTP/1.1 301 Moved\\r\\nLocation: https://example.org/\\r\\n\\r\\n\"\npage > fin\n")),
        ("captive portal", "page open\npage > \"GET /generate_204 HTTP/1.1\\r\\nHost: connectivitycheck.gstatic.com\\r\\n\\r\\n\"\npage < \"HTTP/1.1 302 Found\\r\\nLocation: http://192.168.1.1/login\\r\\n\\r\\n\"\npage close\n".to_owned()),
        ("download from a mirror", "page open\npage > \"GET /a.zip HTTP/1.1\\r\\nHost: www.example.org\\r\\n\\r\\n\"\npage < \"HTTP/1.1 302 Found\\r\\nServer: nginx\\r\\nLocation: http://mirror.example.net/a.zip\\r\\n\\r\\n\"\npage close\n".to_owned()),
        ("offload", format!("{ASK}page < offload \"HTTP/1.1 200 OK\\r\\nServer: made-up\\r\\n\\r\\n{}\"\npage close\n", "x".repeat(4000))),
        ("SYN again", format!("page > syn\n+1s\npage > ahead=-1 syn\n{}", ASK.replace("page open", "page < syn-ack\npage > ack"))),
        ("refused, then let in", "page > syn\npage < flags=RA seq=0 stay rst\n+500ms\npage > ahead=-1 syn\npage < syn-ack\npage > ack\n".to_owned()),
        ("cookies", "page > syn\npage < seq=77 syn-ack\n+1s\npage > ahead=-1 syn\npage < syn-ack\npage > ack\n".to_owned()),
        ("SYN-ACK again", format!("page > syn\npage < syn-ack\n+1s\npage < ahead=-1 syn-ack\npage > ack\n{TRUE_ANSWER}")),
    ];
    for place in PLACES {
        for (name, lines) in &cases {
            is_quiet(name, &script(place, lines));
        }
    }
}

#[test]
fn two_places_of_capture_fake_nothing() {
    // Each packet comes twice: from before and behind a router, as `any` shows it.
    let lines = [
        "page > MAC syn",
        "page < MAC syn-ack",
        "page > MAC ack",
        "page > MAC \"GET / HTTP/1.1\\r\\nHost: www.example.org\\r\\n\\r\\n\"",
        "page < MAC \"HTTP/1.1 200 OK\\r\\nServer: made-up\\r\\n\\r\\nhello\"",
        "page > MAC ack",
        "page < MAC rst",
    ];
    let mut text = String::from(
        "capture pcap\nat 2024-05-01T10:00:00Z\nevery 0ms\nhost phone 192.168.1.2 02:00:00:00:00:01\nhost web 93.184.216.34 02:00:00:00:00:02 ttl=57\ntcp page phone:40002 > web:80 ts ws=7\n",
    );
    for (number, line) in lines.into_iter().enumerate() {
        let back = match line {
            _ if line.contains("syn") || line.contains("rst") => 1,
            _ if line.contains("GET") => 41,
            _ if line.contains("HTTP") => 41,
            _ => 0,
        };
        let id = 100 + number;
        let (near, far) = if line.contains('>') { (64, 63) } else { (57, 56) };
        text += &format!(
            "+5ms\n{}\n",
            line.replace("MAC", &format!("id={id} ttl={near} mac=02:00:00:00:00:0a"))
        );
        let again =
            if line.contains("rst") { "stay ".to_owned() } else { format!("ahead=-{back} ") };
        let again = if back == 0 { String::new() } else { again };
        text += &format!(
            "{}\n",
            line.replace("MAC", &format!("{again}id={id} ttl={far} mac=02:00:00:00:00:0b"))
        );
    }
    is_quiet("two places", &text);
}

#[test]
fn a_capture_on_the_device_itself_is_recognised() {
    let mut text = String::from(
        "capture pcap link=101\nat 2024-05-01T10:00:00Z\nhost phone 10.215.173.1 ttl=64\n",
    );
    for number in 1..=4 {
        text += &format!(
            "host web{number} 93.184.216.{number} ttl=16\ntcp p{number} phone:4000{number} > web{number}:80\np{number} open\np{number} > \"GET / HTTP/1.1\\r\\nHost: www.example.org\\r\\n\\r\\n\"\np{number} < df=0 \"HTTP/1.1 200 OK\\r\\nServer: made-up\\r\\n\\r\\nhello world\"\np{number} > ack\np{number} < ahead=-11 df=0 \"other bytes\"\np{number} close\n"
        );
    }
    is_quiet("on the device", &text);
}

#[test]
fn sequence_numbers_come_round() {
    for isn in ["4294967290/4294967200", "4294967295/4294967295", "0/1"] {
        let text = format!(
            "{HEAD}tcp page phone:40002 > web:80 ts ws=7 isn={isn}\n{ASK}{TRUE_ANSWER}page < \"more of it\"\npage < ahead=-10 \"more of it\"\npage close\n"
        );
        is_quiet("wrap", &text);
        let text = format!(
            "{HEAD}tcp page phone:40002 > web:80 ts ws=7 isn={isn}\n{ASK}page < ahead=0 ttl=64 id=1 df=0 no-ts {SHOT}+20ms\n{TRUE_ANSWER}page > ack\n"
        );
        assert_eq!(worst(&text), Some(Severity::High), "{isn}");
    }
}

#[test]
fn an_answer_before_light_and_a_swapped_script_are_told() {
    let codes = |script: &str, severity: Severity| {
        let found = found(script);
        let (_, one) = found.iter().find(|(id, _)| *id == "injected_answer").unwrap();
        assert_eq!(one.severity, severity, "{one:#?}");
        one.claim.args["codes"].clone()
    };
    let early = "page > syn\n+40ms\npage < syn-ack\npage > ack\npage > \"GET / HTTP/1.1\\r\\nHost: \
         www.example.org\\r\\n\\r\\n\"\n+2ms\n";
    let told = codes(&script("phone", &format!("{early}page < {SHOT}")), Severity::High);
    assert_eq!(told, "INJ-11, INJ-14");
    // Beside the server the way to it is short: that says nothing.
    let near_server = early.replace("+40ms\npage < syn-ack", "page < syn-ack\n+40ms");
    let told = codes(&script("phone", &format!("{near_server}page < {SHOT}")), Severity::Medium);
    assert_eq!(told, "INJ-11");
    let page = "\"HTTP/1.1 200 OK\\r\\nServer: x\\r\\nContent-Type: text/html\\r\\n\\r\\n<iframe \
         src=\\\"http://bad.example.net/x\\\"></iframe>\"\n";
    let lines = format!("{ASK}page < ahead=0 ttl=64 {page}+9ms\n{TRUE_ANSWER}page > ack\n");
    let told = codes(&script("phone", &lines), Severity::High);
    assert!(
        told.contains("INJ-01") && told.contains("INJ-06") && told.contains("INJ-16"),
        "{told}"
    );
    let lines = format!(
        "{ASK}page < mac=02:00:00:00:00:09 ttl=64 \"strange\"\npage < \"more\"\npage < \"more\"\n"
    );
    let told = codes(&script("phone", &lines), Severity::High);
    assert_eq!(told, "INJ-06, INJ-28");
}
