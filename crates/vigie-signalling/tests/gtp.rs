//! What operations of GTP-C show: each entry of the catalogue that a single operation or its sender can
//! show, beside its near miss.

#![cfg(test)]

mod wire;

use std::net::IpAddr;

use vigie_signalling::event::{Event, Leaks, Outcome, Spot};
use vigie_signalling::gtp::{Carrier, Gtp};
use vigie_signalling::network::Network;
use wire::{bcd, create_session, element, f_teid, gtp1, gtp2};

const NETWORK: &str = r#"
    [home]
    name = "Home"
    country = "FR"
    plmn = ["20899"]
    ip = ["192.0.2.0/24"]
    apn = ["internet", "ims"]
    [[partner]]
    name = "A"
    country = "DE"
    plmn = ["26299"]
    ip = ["198.51.100.0/24"]
    [[partner]]
    name = "B"
    country = "IT"
    plmn = ["22299"]
    ip = ["203.0.113.0/24"]
    "#;

const HOME_IMSI: &str = "208990123456789";
const OWN: [u8; 4] = [192, 0, 2, 1];
const OF_A: [u8; 4] = [198, 51, 100, 1];
const ALSO_OF_A: [u8; 4] = [198, 51, 100, 77];
const OF_B: [u8; 4] = [203, 0, 113, 1];
const NOBODY: [u8; 4] = [100, 64, 0, 1];

struct Tap {
    network: Network,
    gtp: Gtp,
    packet: u64,
    millis: i64,
    port: u16,
    is_tunnelled: bool,
    events: Vec<Event>,
}

impl Tap {
    fn new() -> Self {
        Self {
            network: Network::read(NETWORK).unwrap(),
            gtp: Gtp::default(),
            packet: 0,
            millis: 1_000_000,
            port: 2123,
            is_tunnelled: false,
            events: Vec::new(),
        }
    }

    fn sees(&mut self, src: [u8; 4], dst: [u8; 4], bytes: &[u8]) -> &mut Self {
        self.packet += 1;
        self.millis += 100;
        let carrier = Carrier {
            spot: Spot { packet: self.packet, micros: self.millis * 1000 },
            src: (IpAddr::from(src), self.port),
            dst: (IpAddr::from(dst), self.port),
            is_tunnelled: self.is_tunnelled,
            is_cut: false,
            lossy: false,
        };
        self.gtp.datagram(bytes, &carrier, &self.network, &mut self.events);
        self
    }

    fn events(&mut self) -> Vec<Event> {
        self.gtp.finish(&mut self.events);
        std::mem::take(&mut self.events)
    }

    fn codes(&mut self) -> String {
        self.events().last().map_or(String::new(), |event| event.codes.to_string())
    }
}

/// The codes of one request to the home network.
fn inbound(src: [u8; 4], bytes: &[u8]) -> String {
    Tap::new().sees(src, OWN, bytes).codes()
}

fn create(imsi: &str, network: (u16, u16), apn: &str) -> Vec<u8> {
    create_session(imsi, network, apn, (5, OF_A), 1)
}

fn created(cause: u8, sequence: u32) -> Vec<u8> {
    gtp2(33, Some(5), sequence, &[element(2, 0, &[cause, 0]), f_teid(7, 70, OWN)])
}

/// A session of a roamer at partner A, set up.
fn session() -> Tap {
    let mut tap = Tap::new();
    tap.sees(OF_A, OWN, &create(HOME_IMSI, (262, 99), "internet")).sees(OWN, OF_A, &created(16, 1));
    tap
}

#[test]
fn a_roamer_uses_data() {
    let mut tap = session();
    let modify = gtp2(34, Some(70), 2, &[f_teid(6, 6, ALSO_OF_A)]);
    let delete = gtp2(36, Some(70), 3, &[element(73, 0, &[5])]);
    let done = |kind, sequence| gtp2(kind, Some(5), sequence, &[element(2, 0, &[16, 0])]);
    tap.sees(OF_A, OWN, &gtp2(1, None, 9, &[element(3, 0, &[1])]))
        .sees(OWN, OF_A, &gtp2(2, None, 9, &[element(3, 0, &[1])]))
        .sees(ALSO_OF_A, OWN, &modify)
        .sees(OWN, ALSO_OF_A, &done(35, 2))
        .sees(ALSO_OF_A, OWN, &delete)
        .sees(OWN, ALSO_OF_A, &done(37, 3));
    let events = tap.events();
    assert!(events.iter().all(|event| event.codes.is_empty()), "{events:?}");
    let told: Vec<(&str, Outcome)> =
        events.iter().map(|event| (event.name, event.outcome)).collect();
    assert_eq!(
        told,
        [
            ("Create Session Request", Outcome::Answered),
            ("Echo Request", Outcome::Answered),
            ("Modify Bearer Request", Outcome::Answered),
            ("Delete Session Request", Outcome::Answered),
        ]
    );
    assert_eq!(events[0].imsi.as_str(), HOME_IMSI);
    assert_eq!(events[3].imsi.as_str(), HOME_IMSI, "known by its tunnel");
    assert_eq!(tap.network.name(events[0].serving_net), "A");
}

#[test]
fn gtp_01_02_03_who_opens_sessions() {
    assert_eq!(inbound(NOBODY, &create(HOME_IMSI, (262, 99), "internet")), "GTP-01");
    assert_eq!(inbound(OF_B, &create(HOME_IMSI, (262, 99), "internet")), "GTP-02");
    assert_eq!(inbound(OF_A, &create("222990123456789", (262, 99), "internet")), "GTP-03");
    assert_eq!(inbound(OF_A, &create(HOME_IMSI, (262, 99), "corporate")), "GTP-03");
    assert_eq!(inbound(OF_A, &create(HOME_IMSI, (262, 99), "internet")), "");
    assert_eq!(inbound(OF_A, &create(HOME_IMSI, (262, 99), "IMS.mnc099.mcc208.gprs")), "");
    // Own gateways open sessions abroad for partners' subscribers.
    let outbound = create_session("262990123456789", (208, 99), "web", (5, OWN), 1);
    assert_eq!(Tap::new().sees(OWN, OF_A, &outbound).codes(), "");
}

#[test]
fn gtp_05_echoes_to_node_after_node() {
    let sweep = |answered: bool| {
        let mut tap = Tap::new();
        for node in 1..60_u8 {
            let echo = gtp2(1, None, node.into(), &[element(3, 0, &[1])]);
            tap.sees(OF_A, [192, 0, 2, node], &echo);
            if answered {
                let echo = gtp2(2, None, node.into(), &[element(3, 0, &[1])]);
                tap.sees([192, 0, 2, node], OF_A, &echo);
            }
        }
        tap.events().iter().any(|event| event.codes.to_string() == "GTP-05")
    };
    assert!(!sweep(true) && sweep(false));
}

#[test]
fn gtp_06_tunnels_by_trial() {
    let run = |count: u32| {
        let mut tap = Tap::new();
        for number in 0..count {
            let delete = gtp2(36, Some(number * 77 + 1), number, &[]);
            let lost = gtp2(37, Some(0), number, &[element(2, 0, &[64, 0])]);
            tap.sees(OF_A, OWN, &delete).sees(OWN, OF_A, &lost);
        }
        tap.codes()
    };
    assert_eq!((run(20).as_str(), run(5).as_str()), ("GTP-06", ""));
}

#[test]
fn gtp_07_sessions_ended_by_others() {
    let delete = gtp2(36, Some(70), 2, &[]);
    assert_eq!(session().sees(OF_B, OWN, &delete).codes(), "GTP-07");
    assert_eq!(session().sees(NOBODY, OWN, &delete).codes(), "GTP-07");
    assert_eq!(session().sees(ALSO_OF_A, OWN, &delete).codes(), "", "another node of the partner");
    let unknown = gtp2(36, Some(71), 2, &[]);
    assert_eq!(session().sees(OF_B, OWN, &unknown).codes(), "");
}

#[test]
fn gtp_08_sessions_led_elsewhere() {
    let modify = |end| gtp2(34, Some(70), 2, &[f_teid(6, 9, end)]);
    assert_eq!(session().sees(OF_A, OWN, &modify(OF_B)).codes(), "GTP-08");
    assert_eq!(session().sees(OF_B, OWN, &modify(OF_B)).codes(), "GTP-08");
    assert_eq!(session().sees(OF_A, OWN, &modify(ALSO_OF_A)).codes(), "");
    let bearer = element(93, 0, &f_teid(4, 8, OF_B));
    assert_eq!(session().sees(OF_A, OWN, &gtp2(34, Some(70), 2, &[bearer])).codes(), "GTP-08");
}

#[test]
fn gtp_09_10_16_messages_that_stay_inside() {
    let context = gtp2(130, Some(0), 1, &[element(1, 0, &bcd(HOME_IMSI))]);
    let keys = gtp2(131, Some(1), 1, &[element(2, 0, &[16, 0]), element(107, 0, &[9; 60])]);
    let mut tap = Tap::new();
    tap.sees(OF_A, OWN, &context).sees(OWN, OF_A, &keys);
    let events = tap.events();
    assert_eq!(events[0].codes.to_string(), "GTP-09");
    assert!(events[0].leaks.has(Leaks::KEYS));
    assert_eq!(Tap::new().sees(OWN, [192, 0, 2, 9], &context).codes(), "", "inside one network");
    assert_eq!(inbound(OF_A, &gtp1(50, 0, 1, &[])), "GTP-09");
    assert_eq!(inbound(OF_A, &gtp1(53, 0, 1, &[])), "GTP-10");
    assert_eq!(inbound(OF_A, &gtp2(170, Some(70), 1, &[])), "GTP-10");
    let imsi = [&[2][..], &bcd(HOME_IMSI)].concat();
    assert_eq!(inbound(OF_A, &gtp1(32, 0, 1, &imsi)), "GTP-16");
    assert_eq!(Tap::new().sees(OWN, [192, 0, 2, 9], &gtp1(32, 0, 1, &imsi)).codes(), "");
}

#[test]
fn gtp_11_tunnels_in_tunnels_and_old_versions() {
    let mut tap = Tap { is_tunnelled: true, ..Tap::new() };
    let echo = gtp2(1, None, 1, &[element(3, 0, &[1])]);
    assert_eq!(tap.sees(OF_A, OWN, &echo).codes(), "GTP-11");
    let old = [&[0x1e, 1, 0, 0, 0, 1, 0, 0][..], &[0xff; 12]].concat();
    let mut tap = Tap { port: 3386, ..Tap::new() };
    assert_eq!(tap.sees(OF_A, OWN, &old).codes(), "GTP-11");
    assert_eq!(Tap::new().sees(OWN, [192, 0, 2, 9], &old).codes(), "", "inside one network");
    let data = [&[0x30, 255, 0, 4, 0, 0, 0, 7][..], &[0x45, 0, 0, 4]].concat();
    assert_eq!(inbound(OF_A, &data), "GTP-11");
}

#[test]
fn gtp_12_and_13_subscribers_and_access_points_by_trial() {
    let run = |cause: u8, is_walk: bool| {
        let mut tap = Tap::new();
        for number in 0..12_u32 {
            let at = if is_walk { number } else { 0 };
            let imsi = format!("2089901234{at:05}");
            let apn = format!("internet{at}");
            let ask = create_session(&imsi, (262, 99), &apn, (5, OF_A), number);
            tap.sees(OF_A, OWN, &ask).sees(OWN, OF_A, &created(cause, number));
        }
        tap.codes()
    };
    assert!(run(96, true).contains("GTP-12") && !run(96, false).contains("GTP-12"));
    assert!(run(78, true).contains("GTP-13") && !run(78, false).contains("GTP-13"));
    assert!(!run(16, true).contains("GTP-12"));
}

#[test]
fn gtp_14_messages_that_are_broken() {
    let mut bytes = create(HOME_IMSI, (262, 99), "internet");
    bytes.truncate(bytes.len() - 3);
    assert_eq!(inbound(OF_A, &bytes), "GTP-14");
    assert_eq!(inbound(OF_A, &gtp2(250, Some(1), 1, &[])), "GTP-14");
    // What the capture cut was not sent so.
    let mut tap = Tap::new();
    let carrier = Carrier {
        spot: Spot { packet: 1, micros: 1 },
        src: (IpAddr::from(OF_A), 2123),
        dst: (IpAddr::from(OWN), 2123),
        is_tunnelled: false,
        is_cut: true,
        lossy: false,
    };
    tap.gtp.datagram(&bytes, &carrier, &tap.network, &mut tap.events);
    assert_eq!(tap.codes(), "");
}

#[test]
fn requests_sent_again_count_once() {
    let mut tap = Tap::new();
    let ask = create(HOME_IMSI, (262, 99), "internet");
    tap.sees(OF_A, OWN, &ask).sees(OF_A, OWN, &ask).sees(OWN, OF_A, &created(16, 1));
    tap.sees(OWN, OF_A, &created(16, 1));
    assert_eq!(tap.events().len(), 1);
    assert_eq!(tap.gtp.counts.repeats, 2);
}
