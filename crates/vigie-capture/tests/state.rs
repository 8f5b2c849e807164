//! What spans several packets: fragments, and packets that are seen twice.

#![cfg(test)]

mod common;

use common::read;
use vigie_capture::Checksum;

#[test]
fn fragments_are_joined_in_any_order_and_version() {
    for (src, dst) in [("10.0.0.3", "10.0.0.4"), ("2001:db8::1", "2001:db8::2")] {
        let script = format!(
            "udp [{src}]:1 > [{dst}]:2 fragments=16 id=77 \"a text that is cut in four pieces, more or less\""
        );
        let read = read(&script);
        let told =
            format!("{src} > {dst} udp 1>2 \"a text that is cut in four pieces, more or less\"");
        assert_eq!(read.lines, [told]);
        assert_eq!((read.tally.fragments, read.tally.joined, read.tally.never_joined), (4, 1, 0));
    }
    let read = read(
        "ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8 hex:6869\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=0+ hex:00010002000a0000",
    );
    assert_eq!(read.lines, ["10.0.0.3 > 10.0.0.4 udp 1>2 \"hi\""]);
}

#[test]
fn fragments_wait_thirty_seconds() {
    let read = read(
        "ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=0+ hex:00010002000a0000\n+31s\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8 hex:6869",
    );
    assert!(read.lines.is_empty());
    assert_eq!(read.tally.never_joined, 2);
}

#[test]
fn contradicting_fragments_give_both_versions() {
    // The checksum holds with the second version only.
    let sum = {
        let bytes = vigie_cases::packets::udp(
            ("10.0.0.3".parse().unwrap(), 1),
            ("10.0.0.4".parse().unwrap(), 2),
            b"ABCDEFGHijklmnop",
        );
        format!("{:02x}{:02x}", bytes[6], bytes[7])
    };
    let read = read(&format!(
        "ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8+ \"abcdefgh\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8+ ttl=60 \"ABCDEFGH\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8+ \"abcdefgh\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=16 \"ijklmnop\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=0+ u16:1 u16:2 u16:24 hex:{sum}"
    ));
    assert_eq!(read.lines, ["10.0.0.3 > 10.0.0.4 udp 1>2 \"abcdefghijklmnop\""]);
    assert_eq!(read.tally.fragment_conflicts, 1);
    let conflict = &read.conflicts[0];
    assert_eq!((conflict.kept_at.packet, conflict.other_at.packet), (1, 2));
    assert_eq!(
        (conflict.kept.as_slice(), conflict.other.as_slice()),
        (&b"abcdefgh"[..], &b"ABCDEFGH"[..])
    );
    assert_eq!((conflict.offset, conflict.differing, conflict.shared), (8, 8, 8));
    assert_eq!((conflict.ttls, conflict.is_late), ((64, 60), false));
    assert_eq!(conflict.checksums, (Checksum::Wrong, Checksum::Right));
}

#[test]
fn contradictions_of_a_datagram_that_is_never_whole_are_told() {
    let read = read(
        "ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8+ \"abcdefgh\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8+ \"ABCDEFGH\"",
    );
    assert_eq!((read.tally.fragment_conflicts, read.tally.never_joined), (1, 1));
    assert_eq!(read.conflicts[0].checksums, (Checksum::Unknown, Checksum::Unknown));
}

#[test]
fn a_fragment_that_contradicts_a_whole_datagram_is_late_and_begins_another() {
    let read = read(
        "ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=0+ hex:0001000200100000\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8 \"abcdefgh\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8 \"abcdefgh\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=8 \"ABCDefgh\"\n\
         ip 10.0.0.3 > 10.0.0.4 proto=17 id=7 frag=0+ hex:0001000200100000",
    );
    let told: Vec<&str> = read.lines.iter().filter_map(|line| line.split('"').nth(1)).collect();
    assert_eq!(told, ["abcdefgh", "ABCDefgh"]);
    assert!(read.conflicts[0].is_late);
    assert_eq!(read.conflicts[0].differing, 4);
}

#[test]
fn fragments_without_end_take_no_memory() {
    let mut script = String::new();
    for id in 0..6000 {
        script +=
            &format!("ip 10.0.0.3 > 10.0.0.4 proto=17 id={id} frag=60000+ hex:0011223344556677\n");
    }
    let read = read(&script);
    assert_eq!((read.lines.len(), read.tally.never_joined), (0, 6000));
}

const TALK: &str = "every 100us\ncapture pcapng link=1 link=113\nhost a 10.0.0.3\nhost b 93.184.216.34 ttl=57\n\
                    tcp c a:1000 > b:80\n";

#[test]
fn the_same_packet_on_two_interfaces_or_both_sides_of_a_router_is_a_repeat() {
    let script = format!(
        "{TALK}c > id=9 stay \"GET\"\nc > id=9 stay iface=1 \"GET\"\nc > id=9 stay ttl=63 \"GET\"\n\
         c > id=9 stay ttl=61 \"GET\"\nc > id=10 stay \"GET\"\nc > id=10 stay \"PUT\"\n+200ms\nc > id=10 \"PUT\""
    );
    let again: Vec<bool> = read(&script.replace("every 100us", "every 100us\n"))
        .lines
        .iter()
        .map(|line| line.ends_with("again"))
        .collect();
    // Timestamps advance by the millisecond: all of one millisecond are alike.
    assert_eq!(again, [false, true, true, false, false, false, false]);
}

#[test]
fn segments_sent_again_are_no_repeats() {
    let script = format!(
        "{TALK}c open\nc > stay \"GET\"\n+200ms\nc > stay \"GET\"\n+400ms\nc > \"GET\"\nc < ttl=57 \"OK\"\n+1ms\nc < ahead=-2 \"OK\""
    );
    let read = read(&script);
    assert_eq!(read.tally.repeats, 0, "{:?}", read.lines);
}

#[test]
fn two_sides_of_a_router_between_vlans_become_one_world() {
    let script = format!(
        "{TALK}inside vlan=10\nc > id=9 stay \"GET\"\ninside vlan=20\nc > id=9 ttl=63 \"GET\"\n\
         c < id=5 stay \"OK\"\ninside vlan=10\nc < id=5 ttl=56 \"OK\"\ninside vlan=30\nc > \"other\""
    );
    let read = read(&script);
    assert_eq!(read.tally.repeats, 2, "{:?}", read.lines);
    assert!(read.paths[1..4].iter().all(|path| *path == read.paths[0]), "{:?}", read.paths);
    assert_ne!(read.paths[4], read.paths[0]);
}
