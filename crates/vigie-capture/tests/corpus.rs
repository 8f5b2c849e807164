//! What fuzzing found in captures, and the files it starts from, once more.

#![cfg(test)]

use std::fs;
use std::path::Path;

#[test]
fn what_fuzzing_found_does_no_harm() {
    vigie_cases::corpus::replay("capture", vigie_capture::fuzz);
}

/// Forms of file, link types and layers around the same few packets.
#[test]
#[ignore = "writes to fuzz/corpus"]
fn write_the_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/capture");
    fs::create_dir_all(&folder).unwrap();
    let talk = "tcp c 10.0.0.3:1 > 10.0.0.4:80\nc open\nc > \"GET\"\nudp 10.0.0.3:1 > 10.0.0.4:2 fragments=16 \"a text that is cut in several pieces\"\nudp 10.0.0.3:1 > 10.0.0.4:2 fragments=16 id=9 \"another text that is cut in pieces\"";
    let put = |name: &str, script: &str| {
        let bytes = vigie_cases::packets::bytes(script, Path::new(""));
        fs::write(folder.join(name), bytes).unwrap();
    };
    for form in ["pcap", "pcap ns big", "pcapng", "pcapng big ns", "pcap gzip"] {
        put(&form.replace(' ', "-"), &format!("capture {form}\n{talk}"));
    }
    for link in [0, 51, 101, 104, 105, 113, 119, 127, 192, 239, 258, 276] {
        put(&format!("link-{link}"), &format!("capture link={link}\n{talk}"));
    }
    let ends = "192.0.2.1>192.0.2.2";
    for layer in ["vlan=1 qinq=2", "mpls=3", "pw=3", "pppoe=4"] {
        put(&layer.replace(['=', ' '], "-"), &format!("inside {layer}\n{talk}"));
    }
    for layer in ["gre=", "erspan=", "ipip=", "gtp=5,", "vxlan=6,", "geneve=7,", "capwap="] {
        let name = layer.trim_end_matches(['=', ',']).replace('=', "-");
        put(&name, &format!("inside {layer}{ends}\n{talk}"));
    }
    put("teredo", &format!("inside teredo={ends}\nudp [2001:db8::1]:1 > [2001:db8::2]:2 \"six\""));
    put("exported", "capture link=252\nframe hex:000c0004 \"sccp\" hex:00000000 hex:090003");
    // One frame, by its link type.
    for (name, link) in [("frame-ethernet", 1_u16), ("frame-wifi", 105), ("frame-raw", 101)] {
        let script = format!("capture link={link}\ntcp c 10.0.0.3:1 > 10.0.0.4:80\nc > \"GET\"");
        let bytes = vigie_cases::packets::bytes(&script, Path::new(""));
        let frame = [&[0xff], &link.to_be_bytes()[..], &bytes[40..]].concat();
        fs::write(folder.join(name), frame).unwrap();
    }
}
