//! A capture that another part of the project generates is read in full.

#![cfg(test)]

use std::sync::Arc;

use vigie_capture::{Capture, Carried, Checksum, Transport};
use vigie_core::Bytes;
use vigie_samples::capture::Plan;

#[test]
fn an_ordinary_hour_is_read_to_the_last_packet() {
    let mut file = Vec::new();
    let answers = Plan { seed: 5, ..Plan::default() }.write(&mut file).unwrap();
    let mut capture = Capture::open(Arc::new(Bytes(file))).unwrap();
    let (mut connections, mut questions) = (0, 0);
    let mut see = |packet: &vigie_capture::Packet<'_>| {
        let Carried::Ip(ip) = packet.carried else { return Ok(()) };
        assert_eq!(ip.checksum(), Checksum::Right, "packet {}", packet.at.packet);
        match ip.transport {
            Transport::Tcp(tcp) => {
                connections += u64::from(tcp.flags.syn() && !tcp.flags.ack());
                assert!(tcp.options.timestamps.is_some());
            }
            Transport::Udp(udp) => questions += u64::from(udp.dst_port == 53),
            _ => {}
        }
        Ok(())
    };
    capture.each_packet(&mut see).unwrap();
    let tally = capture.tally();
    assert_eq!((connections, questions), (answers.connections, answers.questions));
    assert_eq!((tally.frames, tally.packets), (answers.packets, answers.packets));
    assert_eq!(tally.last_nanos, Some(answers.last_micros * 1000));
    let odd = [tally.malformed, tally.repeats, tally.clock_steps_back, tally.cut_frames];
    assert_eq!((odd, tally.unread.len(), capture.damage_count()), ([0; 4], 0, 0));
}
