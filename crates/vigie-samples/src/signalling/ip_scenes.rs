//! Scenes for the entries of Diameter, GTP-C and those across protocols, and what looks like them.

use std::io::{self, Write};

use super::diameter::{self, Ask, Host, TGPP, avp, word};
use super::gtp;
use super::map;
use super::scenes::{GUEST, NUMBER, VICTIM};
use super::world::{VLR_A, VLR_B, World};

type Done = io::Result<()>;

/// Entries that scenes exist for.
pub const CODES: &[&str] = &[
    "DIA-01", "DIA-02", "DIA-03", "DIA-04", "DIA-05", "DIA-06", "DIA-07", "DIA-08", "DIA-09",
    "DIA-10", "DIA-11", "DIA-12", "DIA-13", "DIA-14", "DIA-15", "DIA-16", "DIA-17", "DIA-18",
    "DIA-19", "DIA-20", "DIA-21", "DIA-22", "DIA-23", "DIA-24", "DIA-25", "DIA-26", "DIA-27",
    "DIA-28", "GTP-01", "GTP-02", "GTP-03", "GTP-04", "GTP-05", "GTP-06", "GTP-07", "GTP-08",
    "GTP-09", "GTP-10", "GTP-11", "GTP-12", "GTP-13", "GTP-14", "GTP-15", "GTP-16", "XP-01",
    "XP-02", "XP-03", "XP-04", "XP-05",
];

const fn host<'a>(name: &'a str, network: &'a str, address: [u8; 4]) -> Host<'a> {
    Host { name, network, address }
}

/// Home's HSS, and the edge of home behind which it is.
const HSS: Host<'static> = host("hss1", "20899", [192, 0, 2, 20]);
/// Home's realm, for who does not know the host.
const HOME: Host<'static> = host("", "20899", [192, 0, 2, 20]);
/// Home's MME.
const MME: Host<'static> = host("mme1", "20899", [192, 0, 2, 20]);
/// Nodes of partner A (Germany).
const MME_A: Host<'static> = host("mme1", "26299", [198, 51, 100, 10]);
const HSS_A: Host<'static> = host("hss1", "26299", [198, 51, 100, 10]);
const REALM_A: Host<'static> = host("", "26299", [198, 51, 100, 10]);
/// Nodes of partner B (Australia).
const MME_B: Host<'static> = host("mme1", "50599", [203, 0, 113, 10]);
const HSS_B: Host<'static> = host("hss1", "50599", [203, 0, 113, 10]);
/// Nodes of partner C (Belgium).
const MME_C: Host<'static> = host("mme1", "20699", [203, 0, 113, 70]);
/// Somebody without agreement (Zimbabwe), over the hub.
const STRANGER: Host<'static> = host("hss1", "64899", [203, 0, 113, 130]);
/// The same as a serving node.
const MME_STRANGER: Host<'static> = host("mme1", "64899", [203, 0, 113, 130]);

const PGW: [u8; 4] = [192, 0, 2, 40];
const SGW_A: [u8; 4] = [198, 51, 100, 40];
const SGW_B: [u8; 4] = [203, 0, 113, 40];
const NOBODY: [u8; 4] = [100, 64, 0, 40];

impl<W: Write> World<W> {
    /// One operation of Diameter and its answer by the node that was asked.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn query(
        &mut self,
        from: &Host<'_>,
        to: &Host<'_>,
        ask: &Ask,
        answer: Option<(u32, Vec<Vec<u8>>)>,
    ) -> Done {
        let number = self.id();
        self.messages += 1;
        self.wire.diameter(from.address, to.address, &ask.request(from, to, number))?;
        let Some((result, more)) = answer else { return Ok(()) };
        let by = if to.name.is_empty() { Host { name: "hss1", ..*to } } else { *to };
        self.messages += 1;
        let answer = ask.answer(from, &by, number, result, &more);
        self.wire.diameter(to.address, from.address, &answer)
    }

    fn fine(&mut self, from: &Host<'_>, to: &Host<'_>, ask: &Ask) -> Done {
        self.query(from, to, ask, Some((2001, Vec::new())))
    }

    /// A roamer arrives: vectors, then registration.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn attach(&mut self, mme: &Host<'_>, imsi: &str) -> Done {
        let home = if imsi.starts_with("20899") { HOME } else { REALM_A };
        let ask = diameter::vectors(imsi, mme.network, 1);
        self.query(mme, &home, &ask, Some((2001, vec![diameter::vectors_given(1)])))?;
        self.register_by_diameter(mme, imsi)
    }

    fn register_by_diameter(&mut self, mme: &Host<'_>, imsi: &str) -> Done {
        let home = if imsi.starts_with("20899") { HOME } else { REALM_A };
        let profile = vec![word(TGPP, 1406, 1), diameter::profile(NUMBER)];
        self.query(mme, &home, &diameter::update(imsi, mme.network), Some((2001, profile)))
    }

    fn locate_by_diameter(&mut self, from: &Host<'_>, imsi: &str) -> Done {
        let place = vec![diameter::place("20899")];
        self.query(from, &MME, &diameter::insert(imsi, 0x18), Some((2001, place)))
    }

    /// A request of GTP-C and its response.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn tunnel(
        &mut self,
        from: [u8; 4],
        to: [u8; 4],
        ask: &[u8],
        answer: Option<Vec<u8>>,
    ) -> Done {
        self.messages += 1;
        self.wire.gtp(from, to, ask)?;
        match answer {
            Some(answer) => {
                self.messages += 1;
                self.wire.gtp(to, from, &answer)
            }
            None => Ok(()),
        }
    }

    fn session(&mut self, sgw: [u8; 4], network: &str, number: u32) -> Done {
        let ask = gtp::create(VICTIM, network, "internet", (number, sgw), number);
        let answer = gtp::created(16, number, (number + 100, PGW), number);
        self.tunnel(sgw, PGW, &ask, Some(answer))
    }

    /// Plays the scene of an entry; what the entry must find.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn abuse_ip(&mut self, code: &str) -> Done {
        let number: u32 = code.rsplit('-').next().and_then(|text| text.parse().ok()).unwrap_or(0);
        match (code.get(..3), number) {
            (Some("DIA"), 1..=4 | 6..=9 | 18..=20) => self.alone(number),
            (Some("DIA"), 5 | 10..=14 | 16 | 17 | 26) => self.over_time(number),
            (Some("DIA"), _) => self.beside(number),
            (Some("GTP"), 4..=6 | 12 | 13 | 15) => self.gtp_over_time(number),
            (Some("GTP"), _) => self.gtp_alone(number),
            _ => self.across(number),
        }
    }

    fn alone(&mut self, number: u32) -> Done {
        let update = diameter::update(VICTIM, "26299");
        match number {
            1 => {
                let identity = avp(TGPP, 700, &avp(TGPP, 701, &[0x33, 0x96]));
                let ask = Ask::new(306, "", vec![identity, word(TGPP, 703, 14)]).of(diameter::SH);
                self.fine(&HSS_A, &HSS, &ask)
            }
            2 => {
                let number = self.id();
                let ask = Ask { more: Vec::new(), ..update.clone() };
                let bytes = ask.request(&MME_A, &HOME, number);
                // The host of one network, the realm of another.
                let bytes = replaced(&bytes, b"mme1.epc.mnc099.mcc262", b"mme1.epc.mnc098.mcc262");
                self.wire.diameter(MME_A.address, HOME.address, &bytes)
            }
            3 => self.fine(&Host { address: MME_B.address, ..MME_A }, &HOME, &update),
            4 => {
                let own = Host { address: STRANGER.address, ..MME };
                self.fine(&own, &HOME, &diameter::update(VICTIM, "20899"))
            }
            6 => self.fine(&MME_A, &HOME, &diameter::update(VICTIM, "50599")),
            7 => self.fine(&STRANGER, &MME, &diameter::insert(VICTIM, 1)),
            8 => self.fine(&STRANGER, &MME, &Ask::new(317, GUEST, vec![word(TGPP, 1420, 2)])),
            9 => self.fine(&STRANGER, &MME, &Ask::new(320, GUEST, vec![word(TGPP, 1421, 1)])),
            18 => {
                let mut ask = update;
                ask.more.push(avp(0, 1, GUEST.as_bytes()));
                self.fine(&MME_A, &HOME, &ask)
            }
            19 => self.fine(&MME_A, &Host { name: "hss77", ..HSS }, &Ask::new(321, VICTIM, vec![])),
            _ => {
                let mut ask = update;
                ask.more.push(avp(99, 1, &[1]));
                self.fine(&MME_A, &HOME, &ask)
            }
        }
    }

    fn over_time(&mut self, number: u32) -> Done {
        match number {
            5 => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(1800);
                self.attach(&MME_B, VICTIM)
            }
            10 => (0..30_u32).try_for_each(|number| {
                let imsi = format!("2089900{:08}", number * 977);
                let ask = diameter::vectors(&imsi, "64899", 5);
                self.query(
                    &MME_STRANGER,
                    &HOME,
                    &ask,
                    Some((2001, vec![diameter::vectors_given(5)])),
                )
            }),
            11 => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(86_400 * 2);
                self.register_by_diameter(&MME_B, VICTIM)
            }
            12 => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(86_400);
                self.fine(&MME_B, &HSS, &Ask::new(321, VICTIM, vec![]))
            }
            13 => (0..8).try_for_each(|_| self.fine(&HSS_B, &MME, &Ask::new(322, "", vec![]))),
            14 => {
                let route = diameter::route(NUMBER, "263779920");
                let answer = Some((2001, diameter::routed(VICTIM, &MME)));
                self.query(&STRANGER, &HSS, &route, answer)?;
                self.wire.wait(60);
                self.locate_by_diameter(&STRANGER, VICTIM)
            }
            16 => (0..40).try_for_each(|number| {
                let name = format!("mme{number}");
                let to = Host { name: &name, ..MME };
                let reset =
                    Ask::new(317, &format!("2629900{number:08}"), vec![word(TGPP, 1420, 0)]);
                self.query(&HSS_B, &to, &reset, Some((3002, Vec::new())))
            }),
            17 => (0..40).try_for_each(|number| {
                let ask = diameter::update(&format!("2089900000{number:05}"), "64899");
                let result = if number % 2 == 0 { 5001 } else { 5004 };
                self.query(&MME_STRANGER, &HOME, &ask, Some((result, Vec::new())))
            }),
            _ => (0..3).try_for_each(|_| {
                self.locate_by_diameter(&STRANGER, VICTIM)?;
                self.wire.wait(3600);
                Ok(())
            }),
        }
    }

    fn beside(&mut self, number: u32) -> Done {
        match number {
            15 => {
                let tpdu = map::message("263779912345", 0x7f, 0xf6, &[2, 0x70, 0, 1]);
                self.fine(&STRANGER, &MME, &diameter::deliver(VICTIM, "263779920", &tpdu))
            }
            21 => {
                let hub = || "dra.hub.example".to_owned();
                let ask = Ask {
                    route: vec![hub(), "x.example".into(), hub()],
                    ..diameter::update(VICTIM, "26299")
                };
                self.fine(&MME_A, &HOME, &ask)
            }
            22 => {
                for guest in 0..5 {
                    self.attach(&MME_A, &format!("20899000000010{guest}"))?;
                }
                self.wire.wait(120);
                let stray = diameter::update(VICTIM, "26299").answer(&MME_A, &HSS, 7, 2001, &[]);
                self.wire.diameter(HSS.address, MME_A.address, &stray)
            }
            23 => {
                let number = self.id();
                let own = Host { address: NOBODY, ..MME_A };
                let bytes = diameter::introduce(&own, number, &[diameter::S6A, diameter::SH]);
                self.wire.diameter(NOBODY, HSS.address, &bytes)
            }
            24 => self.locate_by_diameter(&STRANGER, VICTIM),
            25 => {
                let mut ask = diameter::update(VICTIM, "26299");
                ask.more = vec![
                    word(TGPP, 1032, 1004),
                    word(TGPP, 1405, 0x26),
                    avp(TGPP, 1407, &diameter::plmn("26299")),
                ];
                self.fine(&MME_A, &HOME, &ask)
            }
            27 => {
                let to = avp(0, 292, b"aaa://hss9.epc.mnc099.mcc505.3gppnetwork.org");
                let ask = diameter::update(GUEST, "20899");
                self.query(&MME, &REALM_A, &ask, Some((3006, vec![to])))
            }
            _ => self.attach(&MME_STRANGER, VICTIM),
        }
    }

    fn gtp_alone(&mut self, number: u32) -> Done {
        let create =
            |from, network: &str, imsi: &str| gtp::create(imsi, network, "internet", (5, from), 1);
        match number {
            1 => self.tunnel(NOBODY, PGW, &create(NOBODY, "64899", VICTIM), None),
            2 => self.tunnel(SGW_B, PGW, &create(SGW_B, "26299", VICTIM), None),
            3 => self.tunnel(SGW_A, PGW, &create(SGW_A, "26299", "505990000000001"), None),
            7 => {
                self.session(SGW_A, "26299", 5)?;
                self.tunnel(
                    SGW_B,
                    PGW,
                    &gtp::v2(36, Some(105), 9, &[]),
                    Some(gtp::done(37, 16, 5, 9)),
                )
            }
            8 => {
                self.session(SGW_A, "26299", 5)?;
                let ask = gtp::v2(34, Some(105), 9, &[gtp::end(6, 77, SGW_B)]);
                self.tunnel(SGW_B, PGW, &ask, Some(gtp::done(35, 16, 77, 9)))
            }
            9 => {
                let ask =
                    gtp::v2(130, Some(0), 9, &[gtp::element(1, 0, &super::ber::digits(VICTIM))]);
                let answer = gtp::v2(
                    131,
                    Some(1),
                    9,
                    &[gtp::element(2, 0, &[16, 0]), gtp::element(107, 0, &[0; 60])],
                );
                self.tunnel(SGW_B, PGW, &ask, Some(answer))
            }
            10 => self.tunnel(SGW_A, PGW, &gtp::v1(53, 0, 9, &[]), None),
            11 => {
                let old = [&[0x1e, 1, 0, 0, 0, 1, 0, 0][..], &[0xff; 12]].concat();
                self.wire.udp(SGW_A, PGW, 3386, &old)
            }
            14 => {
                let whole = create(SGW_A, "26299", VICTIM);
                self.tunnel(SGW_A, PGW, whole.get(..whole.len() - 5).unwrap_or_default(), None)
            }
            _ => {
                let imsi = [&[2][..], &super::ber::digits(VICTIM)].concat();
                self.tunnel(
                    SGW_A,
                    PGW,
                    &gtp::v1(32, 0, 9, &imsi),
                    Some(gtp::v1(33, 0, 9, &[1, 128])),
                )
            }
        }
    }

    fn gtp_over_time(&mut self, number: u32) -> Done {
        match number {
            4 => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(3600);
                self.session(SGW_B, "50599", 5)
            }
            5 => (1..60_u8).try_for_each(|node| {
                self.tunnel(SGW_A, [192, 0, 2, node], &gtp::echo(true, node.into()), None)
            }),
            6 => (0..20_u32).try_for_each(|number| {
                let ask = gtp::v2(36, Some(number * 77 + 1), number, &[]);
                self.tunnel(SGW_B, PGW, &ask, Some(gtp::done(37, 64, 0, number)))
            }),
            12 | 13 => (0..20_u32).try_for_each(|at| {
                let (imsi, apn) = (format!("2089901234{at:05}"), format!("apn{at}"));
                let ask = gtp::create(&imsi, "26299", &apn, (5, SGW_A), at);
                let cause = if number == 12 { 96 } else { 78 };
                self.tunnel(SGW_A, PGW, &ask, Some(gtp::created(cause, 5, (0, PGW), at)))
            }),
            _ => {
                for guest in 0..8 {
                    self.attach(&MME_A, &format!("20899000000010{guest}"))?;
                }
                self.wire.wait(3600);
                self.session(SGW_A, "26299", 5)
            }
        }
    }

    fn across(&mut self, number: u32) -> Done {
        let stranger = super::world::abroad("614009910", 6);
        match number {
            1 => {
                self.locate_by_map(&stranger)?;
                self.wire.wait(300);
                self.locate_by_diameter(&HSS_B, VICTIM)
            }
            2 => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(600);
                self.arrive(&VLR_B, VICTIM)
            }
            3 => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(3600);
                let cancel = Ask::new(317, VICTIM, vec![word(TGPP, 1420, 2)]);
                self.fine(&HSS_B, &MME, &cancel)?;
                self.wire.wait(60);
                self.arrive(&VLR_B, VICTIM)
            }
            4 => {
                for _ in 0..2 {
                    self.locate_by_map(&stranger)?;
                    self.wire.wait(300);
                    self.locate_by_diameter(&HSS_B, VICTIM)?;
                    self.wire.wait(300);
                }
                Ok(())
            }
            _ => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(3600);
                self.attach(&MME_B, VICTIM)?;
                let code = map::message_from_name("Bank");
                let smsc = Host { name: "smsc1", ..HSS };
                self.fine(&smsc, &MME_B, &diameter::deliver(VICTIM, "336990020", &code))
            }
        }
    }

    fn locate_by_map(&mut self, from: &super::wire::Node<'_>) -> Done {
        let ask = map::provide_subscriber_info(VICTIM);
        self.ask(from, &super::world::VLR, (28, 3), 70, &ask, &super::world::Answer::Error(27))
    }

    /// Plays what looks like the scene of an entry and is none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn decoy_ip(&mut self, code: &str) -> Done {
        match code {
            // A partner asks where its own subscriber is, whom it knows to be here.
            "DIA-07" | "DIA-24" | "DIA-26" | "DIA-14" => {
                self.attach(&MME, GUEST)?;
                for _ in 0..4 {
                    self.locate_by_diameter(&HSS_A, GUEST)?;
                    self.wire.wait(3600);
                }
                Ok(())
            }
            // Vectors again and again for who is registered there.
            "DIA-10" => (0..30_u32).try_for_each(|number| {
                let imsi = format!("2089900{:08}", number * 977);
                self.attach(&MME_A, &imsi)?;
                self.wire.wait(60);
                self.fine(&MME_A, &HOME, &diameter::vectors(&imsi, "26299", 1))
            }),
            // A journey across a border, and a long one in two days.
            "DIA-05" | "DIA-11" | "GTP-04" | "XP-02" => {
                self.attach(&MME_A, VICTIM)?;
                self.wire.wait(600);
                self.attach(&MME_C, VICTIM)?;
                self.wire.wait(86_400 * 2);
                self.attach(&MME_B, VICTIM)?;
                self.session(SGW_B, "50599", 5)
            }
            // Both domains at once in one network.
            "XP-03" | "XP-01" | "XP-04" => {
                self.attach(&MME_A, VICTIM)?;
                self.arrive(&VLR_A, VICTIM)
            }
            // The HSS that answered resets.
            "DIA-13" => {
                self.attach(&MME, GUEST)?;
                self.fine(&HSS_A, &MME, &Ask::new(322, "", vec![]))
            }
            // An agent says that it cannot deliver, or is too busy.
            "DIA-22" | "DIA-27" | "DIA-16" => [3002, 3004].into_iter().try_for_each(|result| {
                let ask = diameter::update(GUEST, "20899");
                self.query(&MME, &REALM_A, &ask, Some((result, Vec::new())))
            }),
            // Steering of roaming: registrations are refused.
            "DIA-17" | "DIA-28" => (0..12).try_for_each(|number| {
                let ask = diameter::update(&format!("20899000000{:04}", number * 31), "26299");
                self.query(&MME_A, &HOME, &ask, Some((5004, Vec::new())))
            }),
            "DIA-15" => {
                let tpdu = map::message("49150991234", 0, 0, &[1]);
                let centre = Host { name: "smsc1", ..HSS_A };
                self.attach(&MME, GUEST)?;
                self.fine(&centre, &MME, &diameter::deliver(VICTIM, "491509920", &tpdu))
            }
            // A gateway of the partner takes over from another of its own.
            "GTP-07" | "GTP-08" | "GTP-15" => {
                let other = [198, 51, 100, 41];
                self.attach(&MME_A, VICTIM)?;
                self.session(SGW_A, "26299", 5)?;
                let modify = gtp::v2(34, Some(105), 8, &[gtp::end(6, 77, other)]);
                self.tunnel(other, PGW, &modify, Some(gtp::done(35, 16, 77, 8)))?;
                self.tunnel(
                    other,
                    PGW,
                    &gtp::v2(36, Some(105), 9, &[]),
                    Some(gtp::done(37, 16, 77, 9)),
                )
            }
            "GTP-05" => (0..200_u32).try_for_each(|number| {
                self.tunnel(SGW_A, PGW, &gtp::echo(true, number), Some(gtp::echo(false, number)))
            }),
            // Own gateways open sessions abroad, for guests.
            "GTP-01" | "GTP-02" | "GTP-03" => {
                let ask = gtp::create(GUEST, "20899", "web", (5, PGW), 1);
                let answer = gtp::created(16, 5, (105, SGW_A), 1);
                self.tunnel(PGW, SGW_A, &ask, Some(answer))
            }
            _ => {
                self.attach(&MME_A, VICTIM)?;
                self.session(SGW_A, "26299", 5)?;
                self.wire.wait(60);
                self.fine(&MME_A, &HSS, &Ask::new(321, VICTIM, vec![]))
            }
        }
    }
}

/// Where `from` stands for the first time, `to` of the same length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    // Session-Id begins with the host's name too: the last place is Origin-Host.
    let at =
        (0..bytes.len()).filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(from)));
    if let Some(at) = at.max()
        && let Some(place) = bytes.get_mut(at..at + to.len())
    {
        place.copy_from_slice(to);
    }
    bytes
}
