use super::*;
use crate::testing::{End, Gave, conversation, stream};

fn run(turns: &[(Side, &[u8])], step: usize) -> (Gave, End) {
    stream(&Http, &conversation("192.0.2.10:40000", "198.51.100.1:80"), turns, step)
}

const GET: &[u8] = b"GET /a/Setup.exe?id=7 HTTP/1.1\r\nHost: WWW.Site.example:8080\r\n\
    User-Agent: Mozilla/5.0 Firefox/130.0\r\nCookie: secret=1\r\n\r\n";

#[test]
fn a_redirect_to_another_site() {
    let answer = b"HTTP/1.1 307 Temporary Redirect\nLocation: http://c2.bad.test/x?y=1\nConnection: close\n\n";
    for step in [1, 5, 1000] {
        let (gave, _) = run(&[(Side::Client, GET), (Side::Server, answer)], step);
        let one = gave.of("http_exchange")[0];
        assert_eq!((one["host"].as_str(), one["port"].as_u64()), (Some("www.site.example"), Some(8080)));
        assert_eq!(one["path"], "/a/Setup.exe");
        assert_eq!((&one["installer"], &one["agent"]), (&"exe".into(), &"Firefox".into()));
        assert_eq!((&one["status"], &one["bare_lf"]), (&307.into(), &true.into()));
        assert_eq!(one["location"], "http://c2.bad.test/x");
        assert_eq!(one["to_another_site"], true);
        assert_eq!(one["answer_headers"].to_string(), "[\"connection\",\"location\"]");
        assert!(!one.to_string().contains("secret") && !one.to_string().contains("id=7"));
        assert_eq!(
            gave.exposures(),
            ["web-address/HTTP/1", "cookie/HTTP/1", "software-version/HTTP/1"]
        );
    }
}

#[test]
fn requests_and_answers_in_a_row() {
    let asks = b"HEAD /1 HTTP/1.1\r\nHost: a.test\r\n\r\nGET /2 HTTP/1.1\r\nHost: a.test\r\n\r\n\
        GET http://b.test/3 HTTP/1.1\r\nHost: a.test\r\n\r\nGET /4 HTTP/1.1\r\nHost: a.test\r\n\r\n";
    let mut answers = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n\
        HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\
        HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n\
        HTTP/1.1 200 OK\r\nContent-Length: 9000\r\nContent-Type: text/html\r\n\r\n".to_vec();
    answers.extend(vec![b'x'; 9000]);
    answers.extend(b"HTTP/1.1 304 Not Modified\r\n\r\n");
    for step in [1, 64, 100_000] {
        let (gave, _) = run(&[(Side::Client, asks), (Side::Server, &answers)], step);
        let seen: Vec<String> = gave
            .of("http_exchange")
            .iter()
            .map(|one| format!("{} {} {}", one["host"].as_str().unwrap(), one["path"].as_str().unwrap(), one["status"]))
            .collect();
        assert_eq!(
            seen,
            ["a.test /1 200", "a.test /2 204", "b.test /3 200", "a.test /4 200", "  304"],
            "{step}"
        );
        assert!(gave.problems.is_empty(), "{:?}", gave.problems);
    }
}

#[test]
fn a_tunnel_is_handed_over() {
    let ask = b"CONNECT c2.bad.test:443 HTTP/1.1\r\nHost: c2.bad.test:443\r\n\r\n\x16\x03\x01";
    let answer = b"HTTP/1.1 200 Connection established\r\n\r\n";
    let (gave, end) = run(&[(Side::Client, ask), (Side::Server, answer)], 1000);
    assert_eq!(end, End::HandOver(answer.len()));
    assert_eq!(gave.of("http_exchange")[0]["host"], "c2.bad.test");
    let refused = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
    let again = b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n";
    let turns = [(Side::Client, &ask[..ask.len() - 3]), (Side::Server, &refused[..]), (Side::Client, again)];
    assert_eq!(run(&turns, 1000).0.of("http_exchange").len(), 2);
}

#[test]
fn a_change_to_http_2_is_handed_over() {
    let ask = b"GET / HTTP/1.1\r\nHost: a.test\r\nUpgrade: h2c\r\n\r\n";
    let answer = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n\0\0\0";
    let (_, end) = run(&[(Side::Client, ask), (Side::Server, answer)], 1000);
    assert_eq!(end, End::HandOver(answer.len() - 3));
}

#[test]
fn a_page_that_loads_from_another_site() {
    let page = b"<html><script src=\"http://evil.test/x.js\"></script>";
    let answer = [
        &b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: nginx/1.2\r\n\r\n"[..],
        page,
    ]
    .concat();
    let (gave, _) = run(&[(Side::Client, GET), (Side::Server, &answer)], 11);
    let one = gave.of("http_exchange")[0];
    assert_eq!((&one["body"], &one["server_family"]), (&"html".into(), &"nginx".into()));
    assert_eq!(one["other_sites"][0], "evil.test");
}

#[test]
fn what_a_form_tells_is_counted_and_not_kept() {
    let body = "user=anna&password=hunter22&imei=490154203237518";
    let ask = format!(
        "POST /login HTTP/1.1\r\nHost: a.test\r\nAuthorization: Basic YTpi\r\nX-MSISDN: 33612345678\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (gave, _) = run(&[(Side::Client, ask.as_bytes())], 9);
    assert_eq!(
        gave.exposures(),
        [
            "web-address/HTTP/1",
            "password/HTTP/2",
            "form-data/HTTP/1",
            "imei/HTTP/1",
            "subscriber-header/HTTP/1"
        ]
    );
    let shown: String = gave.records.iter().map(|(_, json)| json.to_string()).collect();
    for hidden in ["hunter22", "anna", "YTpi", "33612345678", "490154203237518"] {
        assert!(!shown.contains(hidden), "{hidden}");
    }
    assert!(shown.contains("x-msisdn"));
}

#[test]
fn streams_are_known_by_their_first_line() {
    let of = conversation("192.0.2.10:40000", "198.51.100.1:8080");
    let cases: [(Side, &[u8], Option<bool>); 8] = [
        (Side::Client, b"GET / HTTP/1.1\r\n", Some(true)),
        (Side::Client, b"GE", None),
        (Side::Client, b"PRI * HTTP/2.0\r\n", Some(false)),
        (Side::Client, b"OPTIONS rtsp://a RTSP/1.0\r\n", Some(false)),
        (Side::Client, b"\x16\x03\x01\x02\x00", Some(false)),
        (Side::Server, b"HTTP/1.0 200 OK\r\n", Some(true)),
        (Side::Server, b"HTT", None),
        (Side::Server, b"220 mail\r\n", Some(false)),
    ];
    for (side, start, expected) in cases {
        assert_eq!(Http.speaks(&of, side, start), expected, "{start:?}");
    }
}
