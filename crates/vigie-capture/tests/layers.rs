//! Link types and tunnels are taken off.

#![cfg(test)]

mod common;

use common::{read, read_bytes};
use vigie_capture::{Direction, Unread};

const INNER: &str = "udp 10.0.0.3:1 > 10.0.0.4:2 \"hello\"";
const TOLD: &str = "10.0.0.3 > 10.0.0.4 udp 1>2 \"hello\"";

#[test]
fn every_link_type_is_taken_off() {
    let links =
        [0, 1, 9, 12, 14, 50, 51, 101, 104, 105, 108, 113, 119, 127, 192, 228, 239, 258, 276];
    for link in links {
        let read = read(&format!(
            "capture link={link}\n{INNER}\nudp [2001:db8::1]:1 > [2001:db8::2]:2 \"six\""
        ));
        let around = match link {
            51 => "pppoe(1) ",
            105 | 119 | 127 | 192 => "wifi ",
            _ => "",
        };
        let six = "2001:db8::1 > 2001:db8::2 udp 1>2 \"six\"";
        assert_eq!(read.lines, [format!("{around}{TOLD}"), format!("{around}{six}")], "{link}");
        assert_eq!((read.tally.malformed, read.tally.unread.len()), (0, 0), "{link}");
    }
}

#[test]
fn ipv6_families_of_every_system_are_known() {
    for family in ["1e000000", "18000000", "1c000000", "0a000000", "0000001e"] {
        let ip =
            "6000000000083b40 20010db8000000000000000000000001 20010db8000000000000000000000002";
        let ip = ip.replace("3b40", "1140");
        let script =
            format!("capture link=0\nframe hex:{family}{}00010002 0008 0000", ip.replace(' ', ""));
        let read = read(&script.replace("00010002 0008 0000", "0001000200080000"));
        assert_eq!(read.lines, ["2001:db8::1 > 2001:db8::2 udp 1>2 \"\""], "{family}");
    }
}

#[test]
fn what_carries_no_ip_is_given_as_it_is() {
    for link in [139, 140, 141, 142, 147, 149, 162, 248, 252] {
        let read = read(&format!("capture link={link}\nframe hex:0102030405"));
        assert_eq!(read.lines, [format!("link {link} 5")]);
    }
    let read = read("capture link=187\nframe hex:0102030405");
    assert_eq!(read.tally.unread[&Unread::Link(187)], 1);
}

#[test]
fn directions_are_told_where_the_link_tells() {
    for link in [113, 258, 276] {
        let script = format!("capture link={link}\n{INNER} out");
        let mut capture = vigie_capture::Capture::open(std::sync::Arc::new(vigie_core::Bytes(
            vigie_cases::packets::bytes(&script, std::path::Path::new("")),
        )))
        .unwrap();
        let mut see = |packet: &vigie_capture::Packet<'_>| {
            assert_eq!(packet.direction, Some(Direction::Out), "{link}");
            Ok(())
        };
        capture.each_packet(&mut see).unwrap();
    }
}

#[test]
fn every_tunnel_is_taken_off() {
    let ends = "192.0.2.1>192.0.2.2";
    let tunnels = [
        ("vlan=10".to_owned(), "vlan 10 "),
        ("qinq=5 vlan=10".to_owned(), "vlan 5 vlan 10 "),
        ("mpls=100".to_owned(), "mpls(100) "),
        ("pw=100".to_owned(), "mpls(100) "),
        ("pw=100 vlan=3".to_owned(), "mpls(100) vlan 3 "),
        ("pppoe=7".to_owned(), "pppoe(7) "),
        (format!("gre={ends}"), "gre "),
        (format!("erspan={ends}"), "gre "),
        (format!("ipip={ends}"), "ipinip(4) "),
        (format!("gtp=99,{ends}"), "gtpu(99) "),
        (format!("vxlan=42,{ends}"), "vxlan(42) "),
        (format!("geneve=42,{ends}"), "geneve(42) "),
        (format!("capwap={ends}"), "capwap "),
        ("gre=2001:db8::1>2001:db8::2".to_owned(), "gre "),
        (format!("vlan=10 gtp=1,{ends} gre=10.9.0.1>10.9.0.2"), "vlan 10 gtpu(1) gre "),
    ];
    for (layers, around) in tunnels {
        let read = read(&format!("inside {layers}\n{INNER}\nudp 10.0.0.4:2 > 10.0.0.3:1 \"back\""));
        assert_eq!(read.lines[0], format!("{around}{TOLD}"), "{layers}");
        // Labels differ between directions: they make no world.
        let is_of_the_world = ["mpls=100", "pw=100"].contains(&layers.as_str());
        assert_eq!(read.paths[0] == 0, is_of_the_world, "{layers}");
        assert_eq!(read.paths[0], read.paths[1], "{layers}");
        assert_eq!(read.tally.malformed, 0, "{layers}");
    }
}

#[test]
fn both_directions_of_a_tunnel_are_one_world_and_two_tunnels_are_two() {
    let read = read(&format!(
        "inside gtp=7,192.0.2.1>192.0.2.2\n{INNER}\ninside gtp=9,192.0.2.2>192.0.2.1\n{INNER}\n\
         inside gtp=9,192.0.2.3>192.0.2.1\n{INNER}\ninside vlan=1\n{INNER}\ninside vlan=2\n{INNER}"
    ));
    assert_eq!(read.paths[0], read.paths[1]);
    let mut worlds = read.paths[1..].to_vec();
    worlds.sort_unstable();
    worlds.dedup();
    assert_eq!(worlds.len(), 4);
}

#[test]
fn ipv6_in_ipv4_and_teredo_are_of_the_whole_world() {
    let inner = "udp [2001:db8::3]:1 > [2001:db8::4]:2 \"hello\"";
    for (layers, around) in
        [("ipip=192.0.2.1>192.0.2.2", "ipinip(41) "), ("teredo=192.0.2.1>192.0.2.2", "teredo ")]
    {
        let read = read(&format!("inside {layers}\n{inner}"));
        assert_eq!(read.lines, [format!("{around}2001:db8::3 > 2001:db8::4 udp 1>2 \"hello\"")]);
        assert_eq!(read.paths, [0]);
    }
}

#[test]
fn nesting_ends() {
    let layers = "vlan=1 ".repeat(9);
    let read = read(&format!("inside {layers}\n{INNER}"));
    assert_eq!((read.lines.len(), read.tally.too_deep), (0, 1));
    // PPP in Cisco's HDLC in PPP in …
    let ppp = "0f00880b".repeat(2000);
    let read = common::read(&format!("capture link=9\nframe hex:{ppp}"));
    assert_eq!((read.lines.len(), read.tally.too_deep), (0, 1));
}

#[test]
fn what_only_has_the_port_of_a_tunnel_stays_a_datagram() {
    for (port, data) in [
        (2152, "3201000400000000"),
        (4789, "00"),
        (6081, "ff"),
        (5247, "0100"),
        (3544, "\"x\""),
        (4500, "00000000"),
    ] {
        let data = if data.starts_with('"') { data.to_owned() } else { format!("hex:{data}") };
        let read = read(&format!("udp 10.0.0.3:9000 > 10.0.0.4:{port} {data}"));
        assert!(read.lines[0].contains(&format!("udp 9000>{port}")), "{:?}", read.lines);
    }
}

#[test]
fn gtp_u_with_extension_headers_is_taken_off() {
    // Flags E, a PDU session container, no more.
    let inner = "4500001c00010000401100000a0000030a0000040001000200080000";
    let read = read(&format!(
        "udp 192.0.2.1:2152 > 192.0.2.2:2152 hex:34ff00240000000500000085 hex:01100100 hex:{inner}"
    ));
    assert_eq!(read.lines, ["gtpu(5) 10.0.0.3 > 10.0.0.4 udp 1>2 \"\""]);
}

#[test]
fn gre_with_all_its_fields_is_taken_off() {
    let inner = "4500001c00010000401100000a0000030a0000040001000200080000";
    let cases = [("00000800", "gre"), ("b0000800 00000000 00000007 00000001", "gre")];
    for (header, around) in cases {
        let header = header.replace(' ', "");
        let read = read(&format!("ip 192.0.2.1 > 192.0.2.2 proto=47 hex:{header}{inner}"));
        assert_eq!(read.lines, [format!("{around} 10.0.0.3 > 10.0.0.4 udp 1>2 \"\"")], "{header}");
    }
    // PPTP: version 1, key with length and call, sequence, acknowledgement, then PPP.
    let ppp = format!("3081880b002000070000000100000002ff030021{inner}");
    let read = common::read(&format!("ip 192.0.2.1 > 192.0.2.2 proto=47 hex:{ppp}"));
    assert_eq!(read.lines, ["gre 10.0.0.3 > 10.0.0.4 udp 1>2 \"\""]);
}

#[test]
fn wifi_gives_data_and_counts_the_rest() {
    let udp = "4500001c00010000401100000a0000030a0000040001000200080000";
    let snap = "aaaa030000000800";
    let header = |control: &str, quality: &str| {
        format!("{control}0000 020000000001 020000000002 020000000003 1000{quality}")
            .replace(' ', "")
    };
    let sub = |n: &str| format!("02000000000a 02000000000b 0024 {snap}{udp} {n}").replace(' ', "");
    let frames = [
        // A beacon, a frame without data, one that is protected, one that is decrypted.
        format!("{}00", header("8000", "")),
        header("4801", ""),
        format!("{}0011223344556677", header("0841", "")),
        format!("{}0011223344556677{snap}{udp}", header("0841", "")),
        // A-MSDU of two.
        format!("{}{}{}", header("8801", "8000"), sub("0000"), sub("")),
        // Four addresses, with quality of service and HT control.
        format!("{}020000000004 0000 00000000 {snap}{udp}", header("8883", "")).replace(' ', ""),
    ];
    let frames: Vec<String> = frames.iter().map(|frame| format!("frame hex:{frame}")).collect();
    let read = read(&format!("capture link=105\n{}", frames.join("\n+1s\n")));
    assert_eq!((read.tally.wifi_other, read.tally.wifi_protected), (2, 1));
    assert_eq!(read.lines[0], "wifi 10.0.0.3 > 10.0.0.4 udp 1>2 \"\"", "{:?}", read.lines);
    assert_eq!(read.lines.len(), 4, "{:?} {:?}", read.lines, read.tally);
}

#[test]
fn lengths_and_paddings_are_right() {
    // Length 0 because the card was to cut it; a datagram shorter than its frame.
    let read = read(
        "tcp c 10.0.0.3:1 > 10.0.0.4:2\nc > offload \"all of it\"\nframe hex:020000000001 hex:020000000002 hex:0800 hex:4500001c00010000401100000a0000030a0000040001000200080000 hex:aabbccddeeff",
    );
    assert!(read.lines[0].ends_with("18 \"all of it\""), "{:?}", read.lines);
    assert_eq!(read.lines[1], "10.0.0.3 > 10.0.0.4 udp 1>2 \"\"");
}

#[test]
fn sctp_over_udp_and_extension_headers_are_passed_over() {
    let read = read(
        "udp 10.0.0.3:9899 > 10.0.0.4:9899 hex:0b590b59000000010000000000030004\nip [2001:db8::1] > [2001:db8::2] proto=0 hex:3c00010400000000 hex:2b00010400000000 hex:1100000000000000 u16:1 u16:2 u16:8 u16:0",
    );
    assert_eq!(
        read.lines,
        ["10.0.0.3 > 10.0.0.4 sctp 16", "2001:db8::1 > 2001:db8::2 udp 1>2 \"\""]
    );
}

#[test]
fn macsec_esp_and_others_are_counted() {
    let read = read(
        "frame hex:020000000001 hex:020000000002 hex:88e5 hex:00\nframe hex:020000000001 hex:020000000002 hex:88cc hex:00\nip 10.0.0.3 > 10.0.0.4 proto=50 hex:00\nip 10.0.0.3 > 10.0.0.4 proto=89 hex:00\nframe hex:020000000001 hex:020000000002 hex:0026 hex:424203",
    );
    assert_eq!(read.lines, ["10.0.0.3 > 10.0.0.4 protocol 50", "10.0.0.3 > 10.0.0.4 protocol 89"]);
    assert_eq!((read.tally.macsec, read.tally.esp), (1, 1));
    let unread: Vec<_> = read.tally.unread.keys().copied().collect();
    assert_eq!(unread, [Unread::EtherType(0x88cc), Unread::Llc(0x42), Unread::IpProtocol(89)]);
}

#[test]
fn no_cut_frame_and_no_byte_makes_it_fail() {
    let layers = [
        "vlan=1 mpls=2",
        "pw=3",
        "gre=1.1.1.1>2.2.2.2",
        "gtp=1,1.1.1.1>2.2.2.2",
        "vxlan=1,1.1.1.1>2.2.2.2",
        "geneve=1,1.1.1.1>2.2.2.2",
        "capwap=1.1.1.1>2.2.2.2",
        "pppoe=1",
    ];
    for link in [0, 1, 51, 101, 105, 113, 119, 127, 192, 239, 258, 276] {
        for layers in layers {
            if link != 1 && layers != "gre=1.1.1.1>2.2.2.2" {
                continue;
            }
            let script = format!(
                "capture link={link}\ninside {layers}\ntcp c 10.0.0.3:1 > 10.0.0.4:2\nc > \"data\""
            );
            let whole = vigie_cases::packets::bytes(&script, std::path::Path::new(""));
            for at in 24..whole.len() {
                for value in [0, 0xff, 0x45] {
                    let mut bytes = whole.clone();
                    bytes[at] = value;
                    read_bytes(bytes);
                }
                read_bytes(whole[..at].to_vec());
            }
        }
    }
}

#[test]
fn capwap_in_fragments_is_joined() {
    let inner =
        "020000000001 020000000002 0800 4500001c00010000401100000a0000030a0000040001000200080000";
    let inner = inner.replace(' ', "");
    let (first, last) = inner.split_at(48);
    let read = read(&format!(
        "udp 192.0.2.1:9 > 192.0.2.2:5247 hex:001042c0 hex:00070018 hex:{last}\n\
         udp 192.0.2.1:9 > 192.0.2.2:5247 hex:00104280 hex:00070000 hex:{first}"
    ));
    assert_eq!(read.lines, ["capwap 10.0.0.3 > 10.0.0.4 udp 1>2 \"\""]);
    assert_eq!((read.tally.fragments, read.tally.joined), (2, 1));
}

#[test]
fn fabric_path_is_taken_off() {
    let inner =
        "020000000001 020000000002 0800 4500001c00010000401100000a0000030a0000040001000200080000";
    let inner = inner.replace(' ', "");
    let read = read(&format!("frame hex:010203040506 hex:010203040507 hex:89030020 hex:{inner}"));
    assert_eq!(read.lines, ["10.0.0.3 > 10.0.0.4 udp 1>2 \"\""]);
}
