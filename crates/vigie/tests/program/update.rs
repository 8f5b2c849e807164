//! `vigie indicators update` against a real HTTP server on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use crate::support::Bench;
use vigie_samples::ios::Plan;

/// Serves fixed answers and remembers what was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answers: impl FnOnce(&str) -> BTreeMap<&'static str, String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answers = answers(&address);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = BufReader::new(stream.try_clone().unwrap()).lines();
                let first = request.next().unwrap().unwrap();
                while request.next().is_some_and(|line| !line.unwrap().is_empty()) {}
                let path = first.split(' ').nth(1).unwrap().to_owned();
                let missing = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned();
                let answer = answers.get(path.as_str()).cloned().unwrap_or(missing);
                log.lock().unwrap().push(path);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { address, asked }
    }
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

fn moved(to: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"
    )
}

fn index(entries: &[(&str, String)]) -> String {
    let entry = |(name, url): &(&str, String)| {
        format!("  -\n    type: url\n    name: {name}\n    download_url: {url}\n")
    };
    format!("indicators:\n{}", entries.iter().map(entry).collect::<String>())
}

#[test]
fn sets_of_an_index_are_fetched_after_naming_the_host() {
    let bench = Bench::new(&Plan::tiny().planted());
    let set = std::fs::read_to_string(bench.path("nachtwacht.stix2")).unwrap();
    let server = Server::start(|address| {
        let list = index(&[
            ("Nachtwacht", format!("{address}/nachtwacht.stix2")),
            ("Moved", format!("{address}/moved.stix2")),
        ]);
        BTreeMap::from([
            ("/indicators.yaml", ok(&list)),
            ("/nachtwacht.stix2", ok(&set)),
            ("/moved.stix2", moved("/nachtwacht.stix2")),
        ])
    });
    let url = format!("{}/indicators.yaml", server.address);
    let update = ["indicators", "update", "--index", &url];
    // Without a yes nothing is contacted.
    let asked = bench.vigie(&update).ends(1);
    assert!(asked.err().contains("127.0.0.1"), "{}", asked.err());
    assert!(server.asked.lock().unwrap().is_empty());
    let done = bench.vigie(&[&update[..], &["--yes"]].concat()).ends(0);
    assert!(done.err().contains("Nachtwacht"), "{}", done.err());
    bench.vigie(&["check", "backup", "--case", "c"]).ends(13);
}

#[test]
fn bad_sets_and_foreign_hosts_are_refused_and_the_rest_is_kept() {
    let bench = Bench::new(&Plan::tiny());
    let set = std::fs::read_to_string(bench.path("nachtwacht.stix2")).unwrap();
    let server = Server::start(|address| {
        let list = index(&[
            ("Good", format!("{address}/good.stix2")),
            ("Gone", format!("{address}/gone.stix2")),
            ("Prose", format!("{address}/prose.stix2")),
            ("Away", format!("{address}/away.stix2")),
        ]);
        BTreeMap::from([
            ("/indicators.yaml", ok(&list)),
            ("/good.stix2", ok(&set)),
            ("/prose.stix2", ok("<html>Not found</html>")),
            ("/away.stix2", moved("http://elsewhere.invalid/x.stix2")),
        ])
    });
    let url = format!("{}/indicators.yaml", server.address);
    let run = bench.vigie(&["indicators", "update", "--index", &url, "--yes"]).ends(1);
    for expected in ["Gone", "no indicators", "another host"] {
        assert!(run.err().contains(expected), "{expected}: {}", run.err());
    }
    let listed = bench.vigie(&["indicators", "list"]).ends(0).out();
    assert!(listed.contains("good.stix2"), "{listed}");
    assert!(!listed.contains("prose") && !listed.contains("away"), "{listed}");
    bench.vigie(&["indicators", "update", "--index", "ftp://a.invalid/x", "--yes"]).ends(1);
}
