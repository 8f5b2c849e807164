use super::*;
use crate::testing::{Datagram, conversation, datagrams, stream};

const DEVICE: &str = "192.0.2.10:40000";
const RESOLVER: &str = "192.0.2.1:53";

/// A question for `name`, type A.
fn query(id: u16, name: &str) -> Vec<u8> {
    let mut bytes = [&id.to_be_bytes()[..], b"\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"].concat();
    question(name, &mut bytes);
    bytes
}

fn question(name: &str, bytes: &mut Vec<u8>) {
    for label in name.split('.') {
        bytes.push(u8::try_from(label.len()).unwrap());
        bytes.extend(label.as_bytes());
    }
    bytes.extend(b"\x00\x00\x01\x00\x01");
}

/// An answer to it with one address.
fn answer(id: u16, name: &str, address: [u8; 4]) -> Vec<u8> {
    let mut bytes = [&id.to_be_bytes()[..], b"\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00"].concat();
    question(name, &mut bytes);
    bytes.extend(b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04");
    bytes.extend(address);
    bytes
}

fn asks(bytes: &[u8], millis: u64) -> Datagram<'_> {
    Datagram { from: DEVICE, to: RESOLVER, bytes, ttl: 64, millis }
}

fn answers(bytes: &[u8], ttl: u8, millis: u64) -> Datagram<'_> {
    Datagram { from: RESOLVER, to: DEVICE, bytes, ttl, millis }
}

fn run(all: &[Datagram<'_>]) -> crate::testing::Gave {
    datagrams(ITEM.datagrams.unwrap()(), all).0
}

#[test]
fn a_question_and_its_answer() {
    let (asked, said) = (query(7, "wWw.bad.example"), answer(7, "wWw.bad.example", [203, 0, 113, 7]));
    let gave = run(&[asks(&asked, 10), answers(&said, 60, 25)]);
    let query = gave.of("dns_query")[0];
    assert_eq!((query["name"].as_str(), query["type"].as_str()), (Some("www.bad.example"), Some("A")));
    assert_eq!(query["as_sent"], "wWw.bad.example");
    let answer = gave.of("dns_answer")[0];
    assert_eq!(answer["addresses"][0], "203.0.113.7");
    assert_eq!(answer["arrival"]["after_micros"], 15000);
    assert_eq!(answer["arrival"]["asked_in"], 1);
}

#[test]
fn a_second_answer_that_says_something_else_is_told() {
    let asked = query(7, "bad.example");
    let (forged, true_one) =
        (answer(7, "bad.example", [203, 0, 113, 7]), answer(7, "bad.example", [192, 0, 2, 80]));
    let gave = run(&[asks(&asked, 0), answers(&forged, 50, 5), answers(&true_one, 60, 30)]);
    let second = &gave.of("dns_answer")[1]["arrival"];
    assert_eq!((&second["times_asked"], &second["times_answered"]), (&1.into(), &2.into()));
    assert_eq!(second["differs_from"], 2);
    assert_eq!(second["signs"][0], "hop limit");
    let same = run(&[asks(&asked, 0), answers(&forged, 50, 5), answers(&forged, 50, 30)]);
    assert!(same.of("dns_answer")[1]["arrival"].get("differs_from").is_none());
    let retried = run(&[asks(&asked, 0), asks(&asked, 1), answers(&forged, 50, 5), answers(&true_one, 50, 30)]);
    assert_eq!(retried.of("dns_answer")[1]["arrival"]["times_asked"], 2);
}

#[test]
fn habits_of_a_resolver_are_learnt() {
    let pairs: Vec<_> = (0..8_u16).map(|id| (query(id, "ok.example"), answer(id, "ok.example", [192, 0, 2, 80]))).collect();
    let mut all = Vec::new();
    for (number, (asked, said)) in (0..).zip(&pairs) {
        all.push(asks(asked, number * 100));
        all.push(answers(said, if number == 6 { 51 } else { 60 }, number * 100 + 20));
    }
    let gave = run(&all);
    let odd = &gave.of("dns_answer")[6]["arrival"];
    assert_eq!((&odd["hop_limit"], &odd["usual_hop_limit"]), (&51.into(), &60.into()));
    assert_eq!(odd["least_micros"], 20_000);
    assert!(gave.of("dns_answer")[7]["arrival"].get("usual_hop_limit").is_none());
}

#[test]
fn another_server_that_answers_is_told() {
    let (asked, said) = (query(7, "bad.example"), answer(7, "bad.example", [203, 0, 113, 7]));
    let other = Datagram { from: "198.51.100.1:53", to: DEVICE, bytes: &said, ttl: 60, millis: 9 };
    let gave = run(&[asks(&asked, 0), other]);
    assert_eq!(gave.of("dns_answer")[0]["arrival"]["asked_server"], "192.0.2.1");
}

#[test]
fn other_ports_need_the_whole_to_fit() {
    let asked = query(7, "bad.example");
    let odd = |bytes: &[u8]| {
        let one = Datagram { from: DEVICE, to: "192.0.2.1:5300", bytes, ttl: 64, millis: 0 };
        datagrams(ITEM.datagrams.unwrap()(), &[one]).1[0]
    };
    assert!(odd(&asked));
    assert!(!odd(&[&asked[..], b"x"].concat()));
    assert!(!odd(&asked[..asked.len() - 1]));
    assert!(!odd(&[0; 40]));
}

#[test]
fn devices_on_a_local_network() {
    let mut bytes = b"\x00\x00\x84\x00\x00\x00\x00\x01\x00\x00\x00\x00".to_vec();
    bytes.extend(b"\x0bannas-phone\x05local\x00\x00\x01\x80\x01\x00\x00\x00\x78\x00\x04\xc0\x00\x02\x05");
    let one = Datagram { from: "192.0.2.5:5353", to: "224.0.0.251:5353", bytes: &bytes, ttl: 255, millis: 0 };
    let gave = run(&[one]);
    assert_eq!(gave.of("dns_answer")[0]["name"], "annas-phone.local");
    assert_eq!(gave.exposures(), ["device-name/mDNS/1"]);
}

#[test]
fn several_messages_in_one_segment_and_one_in_several() {
    let (a, b) = (query(1, "a.example"), query(2, "b.example"));
    let framed: Vec<u8> = [&a, &b].iter().flat_map(|m| [&u16::try_from(m.len()).unwrap().to_be_bytes()[..], m].concat()).collect();
    let said = answer(1, "a.example", [192, 0, 2, 1]);
    let said = [&u16::try_from(said.len()).unwrap().to_be_bytes()[..], &said].concat();
    let of = conversation(DEVICE, RESOLVER);
    let protocol = ITEM.stream.unwrap();
    assert_eq!(protocol.speaks(&of, Side::Client, &framed), Some(true));
    assert_eq!(protocol.speaks(&of, Side::Client, b"GET / HTTP/1.1\r\n"), Some(false));
    for step in [1, 7, 1000] {
        let turns = [(Side::Client, framed.as_slice()), (Side::Server, said.as_slice())];
        let (gave, _) = stream(protocol, &of, &turns, step);
        assert_eq!(gave.of("dns_query").len(), 2);
        assert_eq!(gave.of("dns_answer")[0]["addresses"][0], "192.0.2.1");
        assert_eq!(gave.exposures(), ["dns-name/DNS/2"]);
    }
}
