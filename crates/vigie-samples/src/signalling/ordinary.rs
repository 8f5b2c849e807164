//! Ordinary life at the interconnect, with all that only looks suspicious.

use std::io::{self, Write};

use super::map;
use super::world::{self, Answer, World, imsi};
use crate::Rng;

/// Own subscribers abroad, and others' here.
const ROAMERS: u64 = 20_000;

impl<W: Write> World<W> {
    /// One ordinary dialogue, or the few that belong together.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn ordinary(&mut self, rng: &mut Rng) -> io::Result<()> {
        let number = rng.below(ROAMERS);
        let own = imsi("20899", number * 7919);
        let guest = imsi("26299", number * 7907);
        // Each roamer stays in one country.
        let vlr = if number.is_multiple_of(3) { world::VLR_A } else { world::VLR_C };
        match rng.below(100) {
            0..=24 => self.arrive(&vlr, &own),
            // Vectors without registration: the visited network authenticates again.
            25..=39 => {
                let keys = Answer::Result(map::vectors_result(2));
                self.ask(&vlr, &world::HLR, (14, 3), 56, &map::vectors(&own, 2), &keys)
            }
            40..=54 => self.message_in(rng, &own),
            55..=64 => self.message_out(&vlr, &own),
            65..=74 => self.register(&world::VLR, &world::HLR_A, &guest, None),
            // A partner asks where its own subscriber is.
            75..=79 => {
                let found = Answer::Result(map::located(world::VLR.title));
                self.ask(
                    &world::HLR_A,
                    &world::VLR,
                    (28, 3),
                    70,
                    &map::provide_subscriber_info(&guest),
                    &found,
                )
            }
            80..=84 => {
                let number = Answer::Result(super::ber::sequence(&[super::ber::octets(
                    &super::ber::address("491509955"),
                )]));
                let argument = map::provide_roaming_number(&own, world::MSC.title, "336991234567");
                self.ask(&world::HLR, &vlr, (3, 3), 4, &argument, &number)
            }
            85..=89 => {
                let open = map::open(&own);
                self.ask_opened(
                    &vlr,
                    &world::HLR,
                    (19, 2),
                    &open,
                    59,
                    &map::ussd(),
                    &Answer::Result(map::ussd()),
                )
            }
            // Steering of roaming: refused, to make the telephone choose another network.
            90..=93 => {
                let argument = map::update_location(&own, world::VLR_A.title, world::VLR_A.title);
                self.ask(&world::VLR_A, &world::HLR, (1, 3), 2, &argument, &Answer::Error(8))
            }
            94..=96 => {
                self.ask(&world::HLR, &vlr, (2, 3), 3, &map::cancel_location(&own), &Answer::Empty)
            }
            _ => {
                let continues = super::tcap::invoke(1, 31, &[]);
                self.call(&super::wire::Node { ssn: 146, ..vlr }, &world::SCF, &own, &continues)
            }
        }
    }

    /// A message from a partner's subscriber: where to, then the message.
    fn message_in(&mut self, rng: &mut Rng, own: &str) -> io::Result<()> {
        let msisdn = format!("33699{}", own.get(9..).unwrap_or("000000"));
        let question = map::routing_for_message(&msisdn, world::SMSC_A.title);
        if rng.chance(100) {
            // The telephone is off: no message follows.
            return self.ask(
                &world::SMSC_A,
                &world::HLR,
                (20, 3),
                45,
                &question,
                &Answer::Error(27),
            );
        }
        let route = Answer::Result(map::routed_message(own, world::MSC.title));
        self.ask(&world::SMSC_A, &world::HLR, (20, 3), 45, &question, &route)?;
        let text = map::message("4915099123456", 0, 0, &[7; 40]);
        let message = map::deliver(own, world::SMSC_A.title, &text);
        self.ask(&world::SMSC_A, &world::MSC, (25, 3), 44, &message, &Answer::Empty)
    }

    /// A message to an own subscriber abroad.
    fn message_out(&mut self, vlr: &super::wire::Node<'_>, own: &str) -> io::Result<()> {
        let switch = super::wire::Node { ssn: 8, ..*vlr };
        let message =
            map::deliver(own, world::SMSC.title, &map::message("33699123456", 0, 0, &[7; 40]));
        self.ask(&world::SMSC, &switch, (25, 3), 44, &message, &Answer::Empty)
    }
}
