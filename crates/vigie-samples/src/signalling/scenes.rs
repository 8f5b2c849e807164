//! Scenes: for an entry of the catalogue, what it must find, and what only looks like it.

use std::io::{self, Write};

use super::ber::{self, digits, element, leaf};
use super::map;
use super::tcap;
use super::wire::{self, Node};
use super::world::{
    Answer, HLR, HLR_A, MSC, OTHER_STRANGER, SCF, SMSC, SMSC_A, STRANGER, VLR, VLR_A, VLR_B, VLR_C,
    World, abroad,
};

/// The subscriber that scenes are about.
pub const VICTIM: &str = "208990000000042";
/// Its number.
pub const NUMBER: &str = "33699000042";
/// A subscriber of partner A.
pub const GUEST: &str = "262990000000077";

/// Entries that scenes exist for.
pub const CODES: &[&str] = &[
    "SS7-01", "SS7-02", "SS7-03", "SS7-04", "SS7-05", "SS7-06", "SS7-07", "SS7-08", "SS7-09",
    "SS7-10", "SS7-11", "SS7-12", "SS7-20", "SS7-21", "SS7-22", "SS7-23", "SS7-24", "SS7-25",
    "SS7-26", "SS7-27", "SS7-28", "SS7-29", "SS7-30", "SS7-31", "SS7-32", "SS7-33", "SS7-34",
    "SS7-35", "SS7-36", "SS7-37", "SS7-38", "SS7-39", "SS7-40", "SS7-41", "SS7-42", "SS7-43",
    "SS7-44", "SS7-45", "SS7-46", "SS7-47", "SS7-48", "SS7-49", "SS7-50", "SS7-51", "SS7-52",
    "SS7-53", "SS7-54", "SS7-60", "SS7-61", "SS7-62", "SS7-63", "SS7-64", "SS7-65", "SS7-66",
    "SS7-67", "SS7-68", "SS7-69", "SS7-70", "SS7-71", "SS7-72", "SS7-73", "SS7-80", "SS7-81",
    "SS7-82", "SS7-83", "SS7-84", "SS7-85", "SS7-86", "SS7-87", "SS7-88", "SS7-89", "SS7-90",
    "SS7-91", "XP-05",
];

type Done = io::Result<()>;

fn found() -> Answer {
    Answer::Result(map::located(VLR.title))
}

impl<W: Write> World<W> {
    fn locate(&mut self, from: &Node<'_>, imsi: &str) -> Done {
        self.ask(from, &VLR, (28, 3), 70, &map::provide_subscriber_info(imsi), &found())
    }

    fn interrogate(&mut self, from: &Node<'_>, imsi: &str) -> Done {
        self.ask(from, &HLR, (29, 3), 71, &map::any_time_interrogation(imsi, from.title), &found())
    }

    fn route(&mut self, from: &Node<'_>, number: &str, imsi: &str) -> Done {
        let route = Answer::Result(map::routed_message(imsi, MSC.title));
        self.ask(from, &HLR, (20, 3), 45, &map::routing_for_message(number, from.title), &route)
    }

    fn message(&mut self, from: &Node<'_>, to: &Node<'_>, imsi: &str, tpdu: &[u8]) -> Done {
        self.ask(from, to, (25, 3), 44, &map::deliver(imsi, from.title, tpdu), &Answer::Empty)
    }

    fn raw(&mut self, from: &Node<'_>, to: &Node<'_>, context: (u8, u8), invoke: &[u8]) -> Done {
        let id = self.id();
        let portion = tcap::portion(&tcap::map_context(context), false, &[]);
        self.send(from, to, &tcap::begin(id, &portion, &[invoke.to_vec()]))
    }

    fn serve(
        &mut self,
        from: &Node<'_>,
        operation: u8,
        context: (u8, u8),
        argument: &[u8],
    ) -> Done {
        self.ask_opened(
            from,
            &HLR,
            context,
            &map::open(VICTIM),
            operation,
            argument,
            &Answer::Empty,
        )
    }

    /// Plays the scene of an entry; what the entry must find.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn abuse(&mut self, code: &str) -> Done {
        if code == "XP-05" {
            return self.short_messages(code);
        }
        match code.get(4..).and_then(|number| number.parse().ok()) {
            Some(1..=12) => self.inside(code),
            Some(20..=29) => self.home(code),
            Some(30..=41) => self.serving(code),
            Some(42..=49) => self.short_messages(code),
            Some(50..=54) => self.call_control(code),
            Some(60..=73) => self.evasion(code),
            _ => self.behaviour(code),
        }
    }

    fn inside(&mut self, code: &str) -> Done {
        let (who, imsi) = (&STRANGER, map::imsi_first(VICTIM));
        match code {
            "SS7-01" => self.interrogate(who, VICTIM),
            "SS7-02" => {
                let argument = ber::sequence(&[
                    ber::group(0, &[leaf(0, &digits(VICTIM))]),
                    ber::group(1, &[leaf(4, &[])]),
                ]);
                self.ask(who, &HLR, (43, 3), 62, &argument, &Answer::Result(ber::sequence(&[])))
            }
            "SS7-03" => {
                let routed = Answer::Result(map::routed_call(VICTIM, "33699000099"));
                self.ask(who, &HLR, (5, 3), 22, &map::routing_for_call(NUMBER, who.title), &routed)
            }
            "SS7-04" => {
                let answer = Answer::Result(ber::octets(&digits(VICTIM)));
                self.ask(who, &HLR, (26, 2), 58, &ber::octets(&ber::address(NUMBER)), &answer)
            }
            "SS7-05" => {
                let argument = ber::sequence(&[
                    leaf(0, &ber::address(who.title)),
                    ber::group(1, &[leaf(0, &digits(VICTIM))]),
                ]);
                self.ask(who, &HLR, (37, 3), 85, &argument, &Answer::Error(49))
            }
            "SS7-06" => {
                let answer = Answer::Result(element(&[0xa3], &ber::octets(&digits(VICTIM))));
                self.ask(
                    who,
                    &VLR,
                    (15, 3),
                    55,
                    &ber::sequence(&[ber::octets(&[1, 2, 3, 4])]),
                    &answer,
                )
            }
            "SS7-07" => self.ask(who, &VLR, (17, 3), 50, &imsi, &Answer::Empty),
            "SS7-08" => self.ask(who, &MSC, (11, 3), 68, &imsi, &Answer::Silence),
            "SS7-09" => self.ask(who, &HLR, (33, 3), 24, &imsi, &Answer::Error(34)),
            "SS7-10" => self.ask(who, &HLR, (29, 3), 100, &imsi, &Answer::Silence),
            "SS7-11" => self.ask(
                &HLR_A,
                &HLR,
                (28, 3),
                70,
                &map::provide_subscriber_info(GUEST),
                &Answer::Silence,
            ),
            // Location asked for in the context of a message.
            _ => {
                self.ask(&HLR_A, &VLR, (25, 3), 70, &map::provide_subscriber_info(GUEST), &found())
            }
        }
    }

    fn home(&mut self, code: &str) -> Done {
        let who = &STRANGER;
        match code {
            "SS7-20" => self.locate(who, VICTIM),
            "SS7-21" => {
                let argument = map::provide_subscriber_location(VICTIM, who.title, true);
                self.ask(who, &VLR, (38, 3), 83, &argument, &Answer::Result(map::estimate()))
            }
            "SS7-22" => {
                self.ask(who, &VLR, (16, 3), 7, &map::profile(VICTIM, NUMBER, None), &Answer::Empty)
            }
            "SS7-23" => {
                let argument = map::profile(VICTIM, NUMBER, Some("263779940"));
                self.ask(who, &VLR, (16, 3), 7, &argument, &Answer::Empty)
            }
            "SS7-24" => {
                self.ask(who, &VLR, (2, 3), 3, &map::cancel_location(VICTIM), &Answer::Empty)
            }
            "SS7-25" => {
                let argument = map::provide_roaming_number(VICTIM, who.title, NUMBER);
                self.ask(who, &VLR, (3, 3), 4, &argument, &Answer::Error(27))
            }
            "SS7-26" => {
                let open = map::open(VICTIM);
                self.ask_opened(
                    who,
                    &VLR,
                    (19, 2),
                    &open,
                    60,
                    &map::ussd(),
                    &Answer::Result(map::ussd()),
                )
            }
            "SS7-27" => self.ask(who, &VLR, (10, 2), 37, &map::hlr(HLR_A.title), &Answer::Empty),
            "SS7-28" => {
                // An answer that names somebody else's HLR.
                let argument = map::update_location(GUEST, VLR.title, VLR.title);
                self.ask(&VLR, &HLR_A, (1, 3), 2, &argument, &Answer::Result(map::hlr("614009910")))
            }
            _ => {
                let rented = Node { title: "336990088", ssn: 6, point: 100 };
                self.ask(
                    &rented,
                    &VLR_A,
                    (28, 3),
                    70,
                    &map::provide_subscriber_info(GUEST),
                    &found(),
                )
            }
        }
    }

    fn serving(&mut self, code: &str) -> Done {
        match code {
            "SS7-30" => {
                self.arrive(&VLR_A, VICTIM)?;
                self.wire.wait(3600);
                self.arrive(&VLR_B, VICTIM)
            }
            "SS7-31" => self.register(&abroad("263779912", 7), &HLR, VICTIM, None),
            "SS7-32" => {
                self.arrive(&VLR_A, VICTIM)?;
                self.wire.wait(86_400);
                self.register(&VLR_B, &HLR, VICTIM, None)
            }
            "SS7-33" => {
                let argument = map::update_location(VICTIM, VLR_B.title, VLR_B.title);
                self.ask(&VLR_A, &HLR, (1, 3), 2, &argument, &Answer::Result(map::hlr(HLR.title)))
            }
            "SS7-37" => {
                for number in 0..30u64 {
                    let imsi = super::world::imsi("20899", 1_000 + number * 977);
                    let keys = Answer::Result(map::vectors_result(5));
                    self.ask(&VLR_B, &HLR, (14, 3), 56, &map::vectors(&imsi, 5), &keys)?;
                }
                Ok(())
            }
            "SS7-40" | "SS7-41" => self.registered_elsewhere(code),
            _ => {
                self.arrive(&VLR_A, VICTIM)?;
                self.wire.wait(3600);
                match code {
                    "SS7-34" => {
                        self.serve(&VLR_B, 10, (18, 2), &map::forward_calls("614009999999"))
                    }
                    "SS7-35" => self.serve(&VLR_B, 59, (19, 2), &map::ussd()),
                    "SS7-36" => {
                        let argument = map::submit(
                            SMSC.title,
                            NUMBER,
                            VICTIM,
                            &map::message("4915099123456", 0, 0, &[1]),
                        );
                        self.ask(
                            &Node { ssn: 8, ..VLR_B },
                            &SMSC,
                            (21, 3),
                            46,
                            &argument,
                            &Answer::Empty,
                        )
                    }
                    "SS7-38" => self.ask(
                        &VLR_B,
                        &HLR,
                        (27, 3),
                        67,
                        &map::purge(VICTIM, VLR_B.title),
                        &Answer::Empty,
                    ),
                    _ => self.ask(
                        &VLR_B,
                        &HLR,
                        (24, 3),
                        66,
                        &ber::sequence(&[leaf(0, &digits(VICTIM))]),
                        &Answer::Empty,
                    ),
                }
            }
        }
    }

    fn registered_elsewhere(&mut self, code: &str) -> Done {
        self.arrive(&VLR_A, VICTIM)?;
        self.wire.wait(3600);
        if code == "SS7-41" {
            self.serve(&VLR_A, 59, (19, 2), &map::ussd())?;
            self.wire.wait(60);
            return self.arrive(&VLR_B, VICTIM);
        }
        self.arrive(&VLR_B, VICTIM)?;
        let text = map::message("33699000001", 0, 0, &[1]);
        self.message(&SMSC, &Node { ssn: 8, ..VLR_B }, VICTIM, &text)?;
        self.wire.wait(300);
        self.arrive(&VLR_A, VICTIM)
    }

    fn short_messages(&mut self, code: &str) -> Done {
        let who = &abroad("263779920", 8);
        let text = map::message("263779912345", 0, 0, &[1]);
        match code {
            "SS7-42" => {
                for number in 0..12u64 {
                    let msisdn = format!("33699{:06}", 1000 + number * 977);
                    self.route(who, &msisdn, &super::world::imsi("20899", number * 977))?;
                }
                Ok(())
            }
            "SS7-43" => {
                let argument = map::routing_for_message(NUMBER, "614009920");
                self.ask(&SMSC_A, &HLR, (20, 3), 45, &argument, &Answer::Error(27))
            }
            "SS7-44" => {
                // The capture has been running for a while.
                self.locate(&HLR_A, GUEST)?;
                self.wire.wait(3600);
                self.message(who, &MSC, VICTIM, &text)
            }
            "SS7-45" => {
                let packet =
                    [19, 2, 0x70, 0, 0, 14, 13, 0, 0, 0, 0, 0x50, 0x53, 0x4c, 0, 0, 0, 0, 0, 0];
                let mut tpdu = map::message("263779912345", 0x7f, 0xf6, &[]);
                tpdu.pop();
                if let Some(first) = tpdu.first_mut() {
                    *first |= 0x40;
                }
                tpdu.extend(packet);
                self.message(who, &MSC, VICTIM, &tpdu)
            }
            "SS7-46" => {
                self.message(who, &MSC, VICTIM, &map::message("263779912345", 0x40, 0, &[]))
            }
            "SS7-47" | "XP-05" => {
                self.arrive(&VLR_A, VICTIM)?;
                self.wire.wait(3600);
                self.arrive(&VLR_B, VICTIM)?;
                self.message(
                    &SMSC,
                    &Node { ssn: 8, ..VLR_B },
                    VICTIM,
                    &map::message_from_name("Bank"),
                )
            }
            "SS7-48" => self.route(&SMSC_A, NUMBER, VICTIM),
            _ => self.message(who, &MSC, VICTIM, &map::message("33699000001", 0, 0, &[1])),
        }
    }

    fn call_control(&mut self, code: &str) -> Done {
        let switch = &Node { ssn: 146, ..VLR_A };
        let continues = tcap::invoke(1, 31, &[]);
        match code {
            "SS7-50" => {
                let service = &abroad("263779940", 146);
                self.call(
                    &Node { title: MSC.title, ssn: 146, point: 100 },
                    service,
                    VICTIM,
                    &continues,
                )
            }
            "SS7-51" => {
                let service = &abroad("263779940", 146);
                let answer = tcap::invoke(1, 20, &map::connect("263779912345"));
                self.call(
                    &Node { title: MSC.title, ssn: 146, point: 100 },
                    service,
                    VICTIM,
                    &answer,
                )
            }
            "SS7-52" => {
                self.arrive(&VLR_A, VICTIM)?;
                self.wire.wait(3600);
                self.call(&Node { ssn: 146, ..VLR_B }, &SCF, VICTIM, &continues)
            }
            "SS7-53" => {
                let id = self.id();
                let portion = tcap::portion(&[4, 0, 0, 1, 23, 3, 8], false, &[]);
                let argument = map::connect("33612345678");
                let begin = tcap::begin(id, &portion, &[tcap::invoke(1, 32, &argument)]);
                self.send(&abroad("263779940", 146), &Node { ssn: 146, ..MSC }, &begin)
            }
            _ => {
                for _ in 0..25 {
                    self.call(switch, &SCF, VICTIM, &continues)?;
                }
                Ok(())
            }
        }
    }

    fn evasion(&mut self, code: &str) -> Done {
        let who = &HLR_A;
        let plain = map::provide_subscriber_info(GUEST);
        let invoke = tcap::invoke(1, 70, &plain);
        match code {
            "SS7-60" => {
                let argument = ber::sequence(&[
                    element(&[0x9f, 0], &digits(GUEST)),
                    ber::group(2, &[leaf(0, &[])]),
                ]);
                self.raw(who, &VLR, (28, 3), &tcap::invoke(1, 70, &argument))
            }
            "SS7-61" => {
                let code = element(&[6], &[4, 0, 0, 1, 0, 70]);
                let invoke = element(&[0xa1], &[ber::integer(1), code, plain].concat());
                self.raw(who, &VLR, (28, 3), &invoke)
            }
            "SS7-62" => {
                let second = tcap::invoke(2, 7, &map::profile(GUEST, "4915099000077", None));
                self.raw(who, &VLR, (28, 3), &[invoke, second].concat())
            }
            "SS7-63" | "SS7-66" | "SS7-67" | "SS7-68" | "SS7-72" => self.forms(code, &invoke),
            "SS7-64" => {
                for _ in 0..3 {
                    self.locate(&HLR_A, GUEST)?;
                }
                // A home title, over the link that strangers' messages come over.
                self.locate(&Node { point: 7, ..HLR }, VICTIM)
            }
            "SS7-65" => self.raw(who, &Node { ssn: 0, ..VLR }, (28, 3), &invoke),
            "SS7-69" => {
                for _ in 0..120 {
                    self.locate(&HLR_A, GUEST)?;
                }
                self.locate(&STRANGER, VICTIM)
            }
            "SS7-70" => {
                let argument = ber::sequence(&[
                    leaf(0, &digits(GUEST)),
                    ber::group(2, &[leaf(0, &[])]),
                    ber::group(3, &[element(&[0x30], &[5; 90])]),
                ]);
                self.raw(who, &VLR, (28, 3), &tcap::invoke(1, 70, &argument))
            }
            "SS7-71" => {
                let (own, other) = (self.id(), self.id());
                let portion = tcap::portion(&tcap::map_context((28, 3)), false, &[]);
                self.send(who, &VLR, &tcap::begin(own, &portion, &[]))?;
                self.send(&VLR, who, &tcap::goes_on(other, own, &[], &[]))?;
                self.send(who, &VLR, &tcap::goes_on(own, other, &[], &[invoke]))
            }
            _ => {
                // The answer goes to somebody else.
                let id = self.id();
                let portion = tcap::portion(&tcap::map_context((28, 3)), false, &[]);
                self.send(who, &VLR, &tcap::begin(id, &portion, &[invoke]))?;
                let result = tcap::result(1, 70, &map::located(VLR.title));
                self.send(&VLR, &STRANGER, &tcap::end(id, &[], &[result]))
            }
        }
    }

    /// Forms of messages that no stack writes.
    fn forms(&mut self, code: &str, invoke: &[u8]) -> Done {
        let who = &HLR_A;
        let id = self.id();
        let portion = tcap::portion(&tcap::map_context((28, 3)), false, &[]);
        let begin = tcap::begin(id, &portion, &[invoke.to_vec()]);
        match code {
            "SS7-63" => {
                let (first, second) = begin.split_at(begin.len() - 20);
                let one = wire::segment(who, &VLR, first, true, 1);
                let two = wire::segment(who, &VLR, second, false, 0);
                self.wire.send_sccp(who, &VLR, &one)?;
                self.wire.send_sccp(who, &VLR, &two)
            }
            "SS7-66" => {
                let own = element(&[0x48], &[1, 2, 3, 4, 5, 6]);
                let content = [own, portion, element(&[0x6c], invoke)].concat();
                self.send(who, &VLR, &element(&[0x62], &content))
            }
            "SS7-67" => self.send(who, &VLR, &tcap::begin(id, &[], &[invoke.to_vec()])),
            "SS7-72" => {
                for _ in 0..30 {
                    self.locate(&HLR_A, GUEST)?;
                }
                self.send(who, &VLR, &[0x13, 0x37, 1, 2, 3, 4])
            }
            _ => {
                for _ in 0..30 {
                    self.locate(&HLR_A, GUEST)?;
                }
                let mut padded = begin;
                padded.extend([1, 2, 3]);
                self.send(who, &VLR, &padded)
            }
        }
    }

    fn behaviour(&mut self, code: &str) -> Done {
        match code {
            "SS7-80" => {
                for number in 0..40u64 {
                    let title = format!("33699{:05}", number * 37);
                    let argument = map::provide_subscriber_info(VICTIM);
                    self.ask(
                        &STRANGER,
                        &Node { title: &title, ssn: 7, point: 100 },
                        (28, 3),
                        70,
                        &argument,
                        &Answer::Silence,
                    )?;
                }
                Ok(())
            }
            "SS7-81" | "SS7-90" => {
                for number in 0..40u64 {
                    let imsi = super::world::imsi("20899", 5000 + number);
                    let answer = if number.is_multiple_of(7) { found() } else { Answer::Error(1) };
                    self.ask(
                        &STRANGER,
                        &HLR,
                        (29, 3),
                        71,
                        &map::any_time_interrogation(&imsi, STRANGER.title),
                        &answer,
                    )?;
                }
                Ok(())
            }
            "SS7-82" => {
                for number in 0..20u64 {
                    self.route(
                        &abroad("263779920", 8),
                        &format!("33699{:06}", 1000 + number),
                        &super::world::imsi("20899", number),
                    )?;
                }
                Ok(())
            }
            "SS7-83" => {
                for hour in 0..5 {
                    for _ in 0..if hour == 4 { 60 } else { 1 } {
                        self.interrogate(&STRANGER, VICTIM)?;
                    }
                    self.wire.wait(3600);
                }
                Ok(())
            }
            "SS7-86" => {
                for number in 0..12u32 {
                    let result = tcap::result(1, 70, &map::located(VLR.title));
                    self.send(&STRANGER, &HLR, &tcap::end(0x0500_0000 + number, &[], &[result]))?;
                }
                Ok(())
            }
            "SS7-87" => {
                for version in [3, 2, 1, 3] {
                    let argument = map::any_time_interrogation(VICTIM, STRANGER.title);
                    self.ask(&STRANGER, &HLR, (29, version), 71, &argument, &Answer::Error(49))?;
                }
                Ok(())
            }
            "SS7-88" => {
                for imsi in [VICTIM, "208990000000043", "208990000000044"] {
                    self.interrogate(&STRANGER, imsi)?;
                    self.interrogate(&OTHER_STRANGER, imsi)?;
                }
                Ok(())
            }
            "SS7-89" => {
                self.locate(&HLR_A, GUEST)?;
                self.wire.wait(7200);
                self.interrogate(&STRANGER, VICTIM)
            }
            "SS7-84" => {
                for who in [&STRANGER, &OTHER_STRANGER, &STRANGER] {
                    self.interrogate(who, VICTIM)?;
                    self.wire.wait(3600);
                }
                Ok(())
            }
            "SS7-85" => {
                self.route(&abroad("263779920", 8), NUMBER, VICTIM)?;
                self.wire.wait(20);
                self.locate(&OTHER_STRANGER, VICTIM)
            }
            _ => self.interrogate(&STRANGER, VICTIM),
        }
    }

    /// Plays what only looks like the scene of an entry.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn decoy(&mut self, code: &str) -> Done {
        match code {
            // Own platforms ask abroad, partners ask for their own subscribers.
            "SS7-20" | "SS7-01" | "SS7-21" => {
                self.locate(&HLR_A, GUEST)?;
                let there = Answer::Result(map::located(VLR_A.title));
                self.ask(&HLR, &VLR_A, (28, 3), 70, &map::provide_subscriber_info(VICTIM), &there)
            }
            // A journey across a border, and a long one in a day.
            "SS7-30" | "SS7-32" | "SS7-41" => {
                self.arrive(&VLR_A, VICTIM)?;
                self.wire.wait(600);
                self.arrive(&VLR_C, VICTIM)?;
                self.wire.wait(86_400 * 2);
                self.arrive(&VLR_B, VICTIM)
            }
            // At a border the telephone changes networks back and forth, and gets messages.
            "SS7-40" | "SS7-47" => {
                for vlr in [&VLR_A, &VLR_C, &VLR_A] {
                    self.arrive(vlr, VICTIM)?;
                    self.message(
                        &SMSC,
                        &Node { ssn: 8, ..*vlr },
                        VICTIM,
                        &map::message_from_name("Bank"),
                    )?;
                    self.wire.wait(300);
                }
                Ok(())
            }
            "SS7-33" => {
                // A hub sends for its member.
                let argument = map::update_location(VICTIM, VLR_A.title, VLR_A.title);
                self.ask(
                    &abroad("417999911", 7),
                    &HLR,
                    (1, 3),
                    2,
                    &argument,
                    &Answer::Result(map::hlr(HLR.title)),
                )
            }
            // Registered roamers are authenticated again all day.
            "SS7-37" => {
                for number in 0..40u64 {
                    let imsi = super::world::imsi("20899", 1_000 + number * 977);
                    let keys = Answer::Result(map::vectors_result(2));
                    self.ask(&VLR_A, &HLR, (14, 3), 56, &map::vectors(&imsi, 2), &keys)?;
                }
                Ok(())
            }
            "SS7-42" | "SS7-82" | "SS7-84" | "SS7-85" => {
                for number in 0..20u64 {
                    let imsi = super::world::imsi("20899", number);
                    self.route(&SMSC_A, &format!("33699{:06}", 1000 + number), &imsi)?;
                    let text = map::message("4915099123456", 0, 0, &[1]);
                    self.message(&SMSC_A, &MSC, &imsi, &text)?;
                }
                Ok(())
            }
            "SS7-45" | "SS7-46" => {
                // The home network of a guest writes to its own card.
                let tpdu = map::message("4915099123456", 0x7f, 0xf6, &[1]);
                self.message(&SMSC_A, &MSC, GUEST, &tpdu)
            }
            "SS7-22" | "SS7-23" => self.register(&VLR_A, &HLR, VICTIM, Some(SCF.title)),
            "SS7-34" | "SS7-35" => {
                self.arrive(&VLR_A, VICTIM)?;
                self.wire.wait(3600);
                self.serve(&VLR_A, 10, (18, 2), &map::forward_calls("614009999999"))?;
                self.serve(&VLR_A, 59, (19, 2), &map::ussd())
            }
            "SS7-51" | "SS7-50" => {
                let answer = tcap::invoke(1, 20, &map::connect("33612345678"));
                self.call(&Node { ssn: 146, ..VLR_A }, &SCF, VICTIM, &answer)
            }
            "SS7-63" => {
                let id = self.id();
                let portion = tcap::portion(&tcap::map_context((16, 3)), false, &[]);
                let long = [map::profile(GUEST, "4915099000077", None), vec![0; 0]].concat();
                let filler = leaf(30, &[7; 240]);
                let argument =
                    element(&[0x30], &[long.get(2..).unwrap_or_default(), &filler].concat());
                let begin = tcap::begin(id, &portion, &[tcap::invoke(1, 7, &argument)]);
                let (first, second) = begin.split_at(200);
                let one = wire::segment(&HLR_A, &VLR, first, true, 1);
                let two = wire::segment(&HLR_A, &VLR, second, false, 0);
                self.wire.send_sccp(&HLR_A, &VLR, &one)?;
                self.wire.send_sccp(&HLR_A, &VLR, &two)
            }
            "SS7-81" => {
                for number in 0..30u64 {
                    self.arrive(&VLR_A, &super::world::imsi("20899", 5000 + number))?;
                }
                Ok(())
            }
            _ => self.locate(&HLR_A, GUEST),
        }
    }
}
