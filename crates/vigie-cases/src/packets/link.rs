//! What link types put before a packet.

use super::layers::{Typed, ethernet, ppp_protocol, pppoe};

/// Who sends and who receives a frame.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    pub(super) src: [u8; 6],
    pub(super) dst: [u8; 6],
    pub(super) is_out: bool,
}

/// A frame of link type `link` that carries `inner`.
pub(super) fn frame(link: u32, ends: Ends, inner: &Typed) -> Vec<u8> {
    let (kind, bytes) = inner;
    let behind = |header: &[u8]| [header, bytes.as_slice()].concat();
    match link {
        1 => ethernet(ends.dst, ends.src, *kind, bytes),
        12 | 14 | 101 | 228 | 229 => bytes.clone(),
        113 => {
            let sent = if ends.is_out { 4_u16 } else { 0 };
            let header = [&sent.to_be_bytes()[..], &[0, 1, 0, 6], &ends.src, &[0, 0]].concat();
            behind(&[header, kind.to_be_bytes().to_vec()].concat())
        }
        276 => {
            let sent = if ends.is_out { 4 } else { 0 };
            let header = [&kind.to_be_bytes()[..], &[0, 0, 0, 0, 0, 2, 0, 1, sent, 6], &ends.src];
            behind(&[header.concat(), vec![0, 0]].concat())
        }
        0 => behind(&family(*kind).to_le_bytes()),
        108 => behind(&family(*kind).to_be_bytes()),
        9 | 50 => behind(&[&[0xff, 3], &ppp_protocol(*kind)[..]].concat()),
        51 => pppoe(1, *kind, bytes),
        104 => behind(&[&[0x0f, 0], &kind.to_be_bytes()[..]].concat()),
        105 => wifi(ends, inner),
        // AVS' header is named by its length.
        119 => [&0x8021_1001_u32.to_be_bytes()[..], &[0, 0, 0, 64], &[0; 56], &wifi(ends, inner)]
            .concat(),
        127 => [&[0, 0, 9, 0, 2, 0, 0, 0, 0x10], &wifi(ends, inner)[..], &[0xde; 4]].concat(),
        192 => [&[0, 0, 8, 0, 105, 0, 0, 0], &wifi(ends, inner)[..]].concat(),
        239 => {
            let len = u16::try_from(bytes.len() + 4).unwrap().to_le_bytes();
            behind(&[&[2, 0, 0, 0, 5, 0, 10, 0, 0, 0, 0, 0], &len[..], &[9, 0]].concat())
        }
        258 => {
            let mut header =
                [108_u32.to_le_bytes(), 1_u32.to_le_bytes(), 12_u32.to_le_bytes()].concat();
            header.extend(b"utun0");
            header.resize(36, 0);
            header.extend(if ends.is_out { [2, 0, 0, 0] } else { [1, 0, 0, 0] });
            header.resize(108, 0);
            behind(&header)
        }
        other => panic!("link type {other} takes whole frames only"),
    }
}

/// A data frame of 802.11 to an access point, with quality of service.
fn wifi(ends: Ends, inner: &Typed) -> Vec<u8> {
    let access_point = [2, 0xff, 0, 0, 0, 1];
    let header = [&[0x88, 1, 0, 0][..], &access_point, &ends.src, &ends.dst, &[0x10, 0, 0, 0]];
    let snap = [&[0xaa, 0xaa, 3, 0, 0, 0][..], &inner.0.to_be_bytes()];
    [header.concat(), snap.concat(), inner.1.clone()].concat()
}

fn family(kind: u16) -> u32 {
    if kind == 0x86dd { 30 } else { 2 }
}
