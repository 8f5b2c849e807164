//! What operations of Diameter show: each entry of the catalogue that a single operation or its connection
//! can show, beside its near miss.

#![cfg(test)]

mod wire;

use std::net::IpAddr;

use vigie_signalling::diameter::{Carrier, Diameter};
use vigie_signalling::event::{Event, Leaks, Outcome, Spot};
use vigie_signalling::network::Network;
use wire::{Ask, TGPP, avp, bcd, message, place, update, word};

const NETWORK: &str = r#"
    [home]
    name = "Home"
    country = "FR"
    plmn = ["20899"]
    gt = ["3369900"]
    realms = ["epc.mnc099.mcc208.3gppnetwork.org"]
    hosts = ["hss1.epc.mnc099.mcc208.3gppnetwork.org"]
    ip = ["192.0.2.0/24"]
    ota = ["33699003"]
    [[partner]]
    name = "A"
    country = "DE"
    plmn = ["26299"]
    gt = ["4915099"]
    realms = ["epc.mnc099.mcc262.3gppnetwork.org"]
    ip = ["198.51.100.0/24"]
    [[partner]]
    name = "B"
    country = "IT"
    plmn = ["22299"]
    gt = ["3934799"]
    realms = ["epc.mnc099.mcc222.3gppnetwork.org"]
    ip = ["203.0.113.0/25"]
    [[hub]]
    name = "Hub"
    hosts = ["dra.ipx.example"]
    ip = ["203.0.113.128/25"]
    "#;

const HOME: (&str, u16, u16) = ("hss1", 208, 99);
const HOME_REALM: (&str, u16, u16) = ("", 208, 99);
const A: (&str, u16, u16) = ("mme1", 262, 99);
const A_HSS: (&str, u16, u16) = ("hss1", 262, 99);
const B_HSS: (&str, u16, u16) = ("hss1", 222, 99);
const HOME_IMSI: &str = "208990123456789";
const A_IMSI: &str = "262990123456789";

const OWN: [u8; 4] = [192, 0, 2, 1];
const OF_A: [u8; 4] = [198, 51, 100, 1];
const OF_B: [u8; 4] = [203, 0, 113, 1];
const OF_HUB: [u8; 4] = [203, 0, 113, 129];

struct Tap {
    network: Network,
    diameter: Diameter,
    packet: u64,
    seconds: i64,
    events: Vec<Event>,
}

impl Tap {
    fn new() -> Self {
        Self {
            network: Network::read(NETWORK).unwrap(),
            diameter: Diameter::default(),
            packet: 0,
            seconds: 1_000,
            events: Vec::new(),
        }
    }

    fn sees(&mut self, src: [u8; 4], dst: [u8; 4], bytes: &[u8]) -> &mut Self {
        self.packet += 1;
        self.seconds += 1;
        let (src, dst) = (IpAddr::from(src), IpAddr::from(dst));
        let carrier = Carrier {
            spot: Spot { packet: self.packet, micros: self.seconds * 1_000_000 },
            src,
            dst,
            link: Carrier::link_of((src, 3868), (dst, 3868)),
            is_cut: false,
            lossy: false,
        };
        self.diameter.message(bytes, &carrier, &self.network, &mut self.events);
        self
    }

    /// The operations, once everything that waits is given up.
    fn events(&mut self) -> Vec<Event> {
        self.diameter.finish(&mut self.events);
        std::mem::take(&mut self.events)
    }

    /// The codes of the last operation.
    fn codes(&mut self) -> String {
        self.events().last().map_or(String::new(), |event| event.codes.to_string())
    }
}

/// The codes of one request from `src` to the home network.
fn inbound(src: [u8; 4], ask: &Ask) -> String {
    Tap::new().sees(src, OWN, &ask.bytes()).codes()
}

fn register() -> Ask {
    Ask::new(316, A, HOME_REALM, HOME_IMSI).with(update(262, 99))
}

#[test]
fn a_roamer_registers() {
    let ask = register();
    let vectors = Ask { number: 7, ..Ask::new(318, A, HOME_REALM, HOME_IMSI) }
        .with(vec![avp(TGPP, 1407, &wire::plmn(262, 99)), avp(TGPP, 1408, &word(TGPP, 1410, 1))]);
    let keys = avp(TGPP, 1413, &avp(TGPP, 1414, &avp(TGPP, 1447, &[7; 16])));
    let profile = avp(TGPP, 1400, &avp(TGPP, 701, &bcd("33699123456")));
    let mut tap = Tap::new();
    tap.sees(OF_A, OWN, &vectors.bytes())
        .sees(OWN, OF_A, &vectors.answer(2001, "hss1", vec![keys]))
        .sees(OF_A, OWN, &ask.bytes())
        .sees(OWN, OF_A, &ask.answer(2001, "hss1", vec![word(TGPP, 1406, 1), profile]));
    let events = tap.events();
    assert!(events.iter().all(|event| event.codes.is_empty()), "{events:?}");
    assert_eq!(events.len(), 2);
    assert_eq!((events[0].name, events[0].vectors), ("AIR", 1));
    assert!(events[0].leaks.has(Leaks::KEYS));
    let update = &events[1];
    assert_eq!((update.name, update.outcome), ("ULR", Outcome::Answered));
    assert_eq!(update.imsi.as_str(), HOME_IMSI);
    assert_eq!(update.msisdn.as_str(), "33699123456");
    assert_eq!(tap.network.name(update.serving_net), "A");
    assert_eq!(update.actor.address.to_string(), "mme1.epc.mnc099.mcc262.3gppnetwork.org");
}

#[test]
fn dia_01_applications_that_stay_inside() {
    let ask = Ask { application: 16_777_217, ..Ask::new(306, A, HOME_REALM, "") };
    assert_eq!(inbound(OF_A, &ask), "DIA-01");
    let odd = Ask { application: 16_777_313, ..Ask::new(316, A, HOME_REALM, HOME_IMSI) };
    assert_eq!(inbound(OF_A, &odd.with(update(262, 99))), "DIA-01");
    // The home network itself may ask, and so may all for what roaming is made of.
    let own = Ask { application: 16_777_217, ..Ask::new(306, ("as1", 208, 99), HOME_REALM, "") };
    assert_eq!(Tap::new().sees(OWN, OWN, &own.bytes()).codes(), "");
    assert_eq!(inbound(OF_A, &register()), "");
}

#[test]
fn dia_02_hosts_of_other_realms() {
    let mut ask = register();
    ask.origin.0 = "mme1.epc.mnc001.mcc262.3gppnetwork.org".into();
    assert!(inbound(OF_A, &ask).contains("DIA-02"));
    ask.origin.0 = "MME1.EPC.mnc099.mcc262.3gppnetwork.org".into();
    assert_eq!(inbound(OF_A, &ask), "");
    ask.origin.0 = "mme1".into();
    assert_eq!(inbound(OF_A, &ask), "", "a short name of an old node");
    let twice = register().with(vec![avp(0, 296, b"epc.mnc099.mcc222.3gppnetwork.org")]);
    assert_eq!(inbound(OF_A, &twice), "DIA-02, DIA-18");
}

#[test]
fn dia_03_who_brings_it() {
    assert_eq!(inbound(OF_B, &register()), "DIA-03");
    assert_eq!(inbound(OF_HUB, &register()), "", "a hub carries others' requests");
    let through =
        Ask { route: vec!["dra1.epc.mnc099.mcc222.3gppnetwork.org".into()], ..register() };
    assert_eq!(inbound(OF_A, &through), "DIA-03");
    let through = Ask { route: vec!["dra.ipx.example".into(), "x.unknown".into()], ..register() };
    assert_eq!(inbound(OF_A, &through), "");
}

#[test]
fn dia_04_own_names_from_outside() {
    let own = Ask::new(316, ("mme1", 208, 99), HOME_REALM, HOME_IMSI).with(update(208, 99));
    assert_eq!(inbound(OF_A, &own), "DIA-04");
    assert_eq!(Tap::new().sees(OWN, OWN, &own.bytes()).codes(), "", "inside the network");
}

#[test]
fn dia_06_registrations_for_another_network() {
    let ask = Ask::new(316, A, HOME_REALM, HOME_IMSI).with(update(222, 99));
    assert_eq!(inbound(OF_A, &ask), "DIA-06");
    let vectors =
        Ask::new(318, A, HOME_REALM, HOME_IMSI).with(vec![avp(TGPP, 1407, &wire::plmn(222, 99))]);
    assert_eq!(inbound(OF_A, &vectors), "DIA-06");
}

fn insert(from: (&str, u16, u16), to: (&str, u16, u16), imsi: &str, flags: u32) -> Ask {
    Ask::new(319, from, to, imsi).with(vec![avp(TGPP, 1400, &[]), word(TGPP, 1490, flags)])
}

#[test]
fn dia_07_profiles_changed_by_strangers() {
    let mme = ("mme1", 208, 99);
    assert_eq!(inbound(OF_A, &insert(A_HSS, mme, HOME_IMSI, 1)), "DIA-07, DIA-19");
    assert_eq!(inbound(OF_B, &insert(B_HSS, mme, A_IMSI, 1)), "DIA-07, DIA-19");
    let own = insert(A_HSS, mme, A_IMSI, 1);
    let mut tap = Tap::new();
    // The partner learned of the node when its subscriber registered.
    let register = Ask::new(316, mme, ("", 262, 99), A_IMSI).with(update(208, 99));
    tap.sees(OWN, OF_A, &register.bytes())
        .sees(OF_A, OWN, &register.answer(2001, "hss1", vec![]))
        .sees(OF_A, OWN, &own.bytes());
    assert_eq!(tap.codes(), "");
}

#[test]
fn dia_08_and_09_cancellations_by_strangers() {
    let cancel = |from, imsi: &str| {
        Ask::new(317, from, ("hss1", 208, 99), imsi).with(vec![word(TGPP, 1420, 2)])
    };
    assert_eq!(inbound(OF_B, &cancel(B_HSS, A_IMSI)), "DIA-08");
    assert_eq!(inbound(OF_A, &cancel(A_HSS, A_IMSI)), "");
    let delete = |from, imsi: &str| {
        Ask::new(320, from, ("hss1", 208, 99), imsi).with(vec![word(TGPP, 1421, 1)])
    };
    assert_eq!(inbound(OF_B, &delete(B_HSS, A_IMSI)), "DIA-09");
    assert_eq!(inbound(OF_A, &delete(A_HSS, A_IMSI)), "");
}

#[test]
fn dia_13_resets_by_others_than_the_hss() {
    let reset = |host| Ask::new(322, (host, 262, 99), ("mme1", 208, 99), "");
    let register = Ask::new(316, HOME, ("", 262, 99), A_IMSI).with(update(208, 99));
    let run = |host| {
        let mut tap = Tap::new();
        tap.sees(OWN, OF_A, &register.bytes())
            .sees(OF_A, OWN, &register.answer(2001, "hss1", vec![]))
            .sees(OF_A, OWN, &Ask { number: 5, ..reset(host) }.bytes());
        tap.codes()
    };
    assert!(run("host7").contains("DIA-13"));
    assert!(!run("hss1").contains("DIA-13"));
}

/// SMS-DELIVER from +33699003 with this protocol identifier and coding.
fn deliver(protocol: u8, coding: u8) -> Vec<u8> {
    let mut bytes = vec![0x04, 8, 0x91];
    bytes.extend(bcd("49150997"));
    bytes.extend([protocol, coding, 0x62, 0x11, 0x42, 0x22, 0, 0, 0, 1, 0x41]);
    bytes
}

#[test]
fn dia_15_messages_for_the_sim() {
    let send = |centre: &str, tpdu: &[u8]| {
        let ask = Ask {
            application: 16_777_313,
            ..Ask::new(8_388_646, ("smsc1", 262, 99), ("hss1", 208, 99), HOME_IMSI)
        };
        let centre = avp(TGPP, 3300, &bcd(centre));
        inbound(OF_A, &ask.with(vec![centre, avp(TGPP, 3301, tpdu)]))
    };
    assert_eq!(send("4915099001", &deliver(0x7f, 0xf6)), "DIA-15");
    assert_eq!(send("4915099001", &deliver(0, 0)), "");
    assert_eq!(send("3934799001", &deliver(0, 0)), "DIA-15", "another network's service centre");
    assert_eq!(send("33699003", &deliver(0x7f, 0xf6)), "", "a listed sender");
}

#[test]
fn dia_18_and_20_messages_that_can_be_read_in_two_ways() {
    let ask = register().with(vec![avp(0, 1, A_IMSI.as_bytes())]);
    assert_eq!(inbound(OF_A, &ask), "DIA-18");
    let ask = register().with(vec![avp(77, 4, b"x")]);
    assert_eq!(inbound(OF_A, &ask), "DIA-20");
    let later = register().with(vec![avp(TGPP, 1999, b"x"), avp(TGPP, 628, &[])]);
    assert_eq!(inbound(OF_A, &later), "", "of a later release");
}

#[test]
fn dia_19_nodes_that_were_never_told() {
    let ask = Ask::new(321, A, ("hss7", 208, 99), HOME_IMSI);
    assert_eq!(inbound(OF_A, &ask), "DIA-19");
    assert_eq!(inbound(OF_A, &Ask::new(321, A, HOME, HOME_IMSI)), "");
    let mut tap = Tap::new();
    let register = register();
    tap.sees(OF_A, OWN, &register.bytes())
        .sees(OWN, OF_A, &register.answer(2001, "hss7", vec![]))
        .sees(OF_A, OWN, &Ask { number: 2, ..ask }.bytes());
    assert_eq!(tap.codes(), "", "its answer told of it");
}

#[test]
fn dia_21_the_way_of_a_request() {
    let hub = || "dra.ipx.example".to_owned();
    let ask = Ask { route: vec![hub(), "x.example".into(), hub()], ..register() };
    assert_eq!(inbound(OF_HUB, &ask), "DIA-21");
    let introduce = message(
        0x80,
        257,
        0,
        9,
        &[
            avp(0, 264, b"dra.ipx.example"),
            avp(0, 296, b"ipx.example"),
            avp(0, 257, &[0, 1, 203, 0, 113, 129]),
            word(0, 266, 0),
            word(0, 258, u32::MAX),
        ],
    );
    let run = |route: Vec<String>| {
        let mut tap = Tap::new();
        tap.sees(OF_HUB, OWN, &introduce);
        tap.sees(OF_HUB, OWN, &Ask { route, ..register() }.bytes());
        tap.codes()
    };
    assert_eq!(run(vec![]), "DIA-21");
    assert_eq!(run(vec!["mme1.epc.mnc099.mcc262.3gppnetwork.org".into()]), "");
}

#[test]
fn dia_22_answers_that_nobody_asked_for() {
    let mut tap = Tap::new();
    for number in 1..5 {
        let ask = Ask { number, imsi: format!("20899012345678{number}"), ..register() };
        tap.sees(OF_A, OWN, &ask.bytes()).sees(OWN, OF_A, &ask.answer(2001, "hss1", vec![]));
    }
    tap.seconds += 120;
    let stray = Ask { number: 99, ..register() }.answer(2001, "hss1", vec![]);
    assert_eq!(tap.sees(OWN, OF_A, &stray).codes(), "DIA-22");
    // In the first minute its request may have been before the capture.
    assert_eq!(Tap::new().sees(OWN, OF_A, &stray).codes(), "");
    // Another network answers.
    let ask = Ask::new(316, ("mme1", 208, 99), ("", 262, 99), A_IMSI).with(update(208, 99));
    let other = Ask { destination: (String::new(), wire::realm(222, 99)), ..ask.clone() };
    let mut tap = Tap::new();
    tap.sees(OWN, OF_A, &ask.bytes()).sees(OF_A, OWN, &other.answer(2001, "hss1", vec![]));
    assert_eq!(tap.codes(), "DIA-22");
    let mut tap = Tap::new();
    tap.sees(OWN, OF_A, &ask.bytes()).sees(OF_A, OWN, &other.answer(3002, "dra1", vec![]));
    assert_eq!(tap.codes(), "", "an agent says that it cannot be delivered");
}

#[test]
fn dia_23_who_introduces_itself() {
    let introduce = |realm: &str, applications: &[u32]| {
        let mut avps = vec![
            avp(0, 264, format!("dra1.{realm}").as_bytes()),
            avp(0, 296, realm.as_bytes()),
            avp(0, 257, &[0, 1, 198, 51, 100, 1]),
            word(0, 266, 0),
        ];
        avps.extend(applications.iter().map(|id| word(0, 258, *id)));
        message(0x80, 257, 0, 1, &avps)
    };
    let of = |src, bytes: &[u8]| Tap::new().sees(src, OWN, bytes).codes();
    let a = wire::realm(262, 99);
    assert_eq!(of(OF_A, &introduce(&a, &[wire::S6A])), "");
    assert_eq!(of(OF_B, &introduce(&a, &[wire::S6A])), "DIA-23");
    assert_eq!(of([100, 64, 0, 1], &introduce(&a, &[wire::S6A])), "DIA-23", "not configured");
    assert_eq!(of(OF_A, &introduce(&a, &[wire::S6A, 16_777_217])), "DIA-23", "offers Sh");
    assert_eq!(of(OF_A, &introduce(&wire::realm(208, 99), &[wire::S6A])), "DIA-23");
}

#[test]
fn dia_24_locations_that_were_told() {
    let mme = ("mme1", 208, 99);
    let run = |ask: &Ask, more: Vec<Vec<u8>>| {
        let mut tap = Tap::new();
        tap.sees(OF_A, OWN, &ask.bytes()).sees(OWN, OF_A, &ask.answer(2001, "mme1", more));
        let events = tap.events();
        (events[0].codes.to_string(), events[0].leaks.to_string())
    };
    let stranger = insert(A_HSS, mme, HOME_IMSI, 0x18);
    let (codes, leaks) = run(&stranger, vec![place(208, 99)]);
    assert!(codes.contains("DIA-24") && codes.contains("DIA-07"), "{codes}");
    assert_eq!(leaks, "location");
    assert!(!run(&stranger, vec![]).0.contains("DIA-24"), "not told");
    let partner = insert(A_HSS, mme, A_IMSI, 0x18);
    assert!(
        !run(&partner, vec![place(208, 99)]).0.contains("DIA-24"),
        "a partner's own subscriber"
    );
}

#[test]
fn dia_25_flags_without_use() {
    let ask = |flags: u32| {
        Ask::new(316, A, HOME_REALM, HOME_IMSI).with(vec![
            word(TGPP, 1032, 1004),
            word(TGPP, 1405, flags),
            avp(TGPP, 1407, &wire::plmn(262, 99)),
        ])
    };
    assert_eq!(inbound(OF_A, &ask(0x26)), "DIA-25");
    assert_eq!(inbound(OF_A, &ask(0x06)), "");
    assert_eq!(inbound(OF_A, &ask(0x22)), "");
}

#[test]
fn dia_27_redirects_by_others() {
    let ask = Ask::new(316, ("mme1", 208, 99), ("", 262, 99), A_IMSI).with(update(208, 99));
    let run = |result| {
        let mut tap = Tap::new();
        let to = avp(0, 292, b"aaa://hss9.epc.mnc099.mcc222.3gppnetwork.org");
        tap.sees(OWN, OF_A, &ask.bytes()).sees(OF_A, OWN, &ask.answer(result, "dra1", vec![to]));
        tap.codes()
    };
    assert_eq!(run(3006), "DIA-27");
    assert_eq!(run(3002), "");
}

#[test]
fn dia_28_without_an_agreement() {
    let from = ("mme1", 505, 1);
    let ask = Ask::new(316, from, HOME_REALM, HOME_IMSI).with(update(505, 1));
    assert!(inbound(OF_HUB, &ask).contains("DIA-28"));
    assert_eq!(inbound(OF_A, &register()), "");
}

#[test]
fn copies_count_once() {
    let ask = register();
    let answer = ask.answer(2001, "hss1", vec![]);
    // The same request and answer on the other side of an agent, with its own hop-by-hop numbers.
    let other_side = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes[12..16].copy_from_slice(&[9, 9, 9, 9]);
        bytes
    };
    let mut tap = Tap::new();
    tap.sees(OF_A, OWN, &ask.bytes())
        .sees(OWN, [192, 0, 2, 7], &other_side(&ask.bytes()))
        .sees([192, 0, 2, 7], OWN, &other_side(&answer))
        .sees(OWN, OF_A, &answer);
    let events = tap.events();
    assert_eq!((events.len(), events[0].outcome), (1, Outcome::Answered));
    assert_eq!(tap.diameter.counts.repeats, 2);
}

#[test]
fn what_nobody_answers_is_given_up_in_time() {
    let mut tap = Tap::new();
    for number in 0..2000 {
        let ask = Ask { number, imsi: format!("2089900000{number:05}"), ..register() };
        tap.sees(OF_A, OWN, &ask.bytes());
    }
    assert_eq!(tap.events.len(), 2000 - 31);
    assert!(tap.events.iter().all(|event| event.outcome == Outcome::Unanswered));
    assert_eq!(tap.events().len(), 2000);
}

#[test]
fn a_request_does_not_hide_behind_the_numbers_of_another() {
    let hidden = insert(A_HSS, ("mme1", 208, 99), HOME_IMSI, 0x18);
    let mut tap = Tap::new();
    tap.sees(OF_A, OWN, &register().bytes()).sees(OF_A, OWN, &hidden.bytes());
    assert!(tap.events().iter().any(|event| event.codes.to_string().contains("DIA-07")));
}
