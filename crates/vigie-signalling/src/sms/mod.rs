//! Short messages: the TPDU inside sm-RP-UI (3GPP TS 23.040), of which only the kind is kept, never the
//! text.
//!
//! DELIVER: first octet (type, header indicator 40), originator (count of digits, type, digits; type D0
//! is seven-bit text), protocol identifier, data coding scheme, time stamp (7 octets), length, data.
//! SUBMIT: first octet, reference, destination, identifier, coding, validity (0, 1 or 7 octets), length,
//! data. A header in the data has elements of identifier, length and value; 70 to 7F are security
//! headers for the SIM card (TS 23.048, 31.115), behind which a command packet has its target (TAR).

use crate::event::Message;
use crate::numbers::Digits;

/// What a message to a subscriber is; `None` where it cannot be read.
#[must_use]
pub fn summary(tpdu: &[u8]) -> Option<Message> {
    let first = *tpdu.first()?;
    match first & 3 {
        0 => deliver(first, tpdu.get(1..)?),
        1 => submit(first, tpdu.get(2..)?),
        _ => Some(Message::default()),
    }
}

fn deliver(first: u8, rest: &[u8]) -> Option<Message> {
    let mut message = Message::default();
    let rest = take_address(rest, &mut message)?;
    let [protocol, coding, behind @ ..] = rest else { return Some(message) };
    judge(&mut message, *protocol, *coding);
    take_data(&mut message, first, behind.get(7..).unwrap_or_default());
    Some(message)
}

fn submit(first: u8, rest: &[u8]) -> Option<Message> {
    let mut message = Message::default();
    let rest = take_address(rest, &mut message)?;
    // The address of a SUBMIT is the destination.
    message.from = Digits::NONE;
    message.is_from_service = false;
    let [protocol, coding, behind @ ..] = rest else { return Some(message) };
    judge(&mut message, *protocol, *coding);
    let validity = match first >> 3 & 3 {
        0 => 0,
        2 => 1,
        _ => 7,
    };
    take_data(&mut message, first, behind.get(validity..).unwrap_or_default());
    Some(message)
}

/// Reads the address; gives what follows.
fn take_address<'a>(rest: &'a [u8], message: &mut Message) -> Option<&'a [u8]> {
    let [count, kind, behind @ ..] = rest else { return None };
    let length = usize::from(*count).div_ceil(2);
    let octets = behind.get(..length)?;
    if kind >> 4 & 7 == 5 {
        let letters = usize::from(*count) * 4 / 7;
        for (place, letter) in message.name.iter_mut().zip(septets(octets).take(letters)) {
            *place = letter;
        }
        message.is_from_service = true;
    } else {
        message.from = Digits::of_tbcd(octets);
        message.is_from_service = message.from.len() <= 6;
    }
    behind.get(length..)
}

/// Seven-bit letters; those outside ASCII become `?`.
fn septets(octets: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let bit = |at: usize| octets.get(at / 8).is_some_and(|octet| octet >> (at % 8) & 1 == 1);
    (0..octets.len() * 8 / 7).map(move |number| {
        let letter = (0..7).rev().fold(0u8, |sum, at| sum << 1 | u8::from(bit(number * 7 + at)));
        if letter.is_ascii_graphic() || letter == b' ' { letter } else { b'?' }
    })
}

/// Protocol identifier 7F is download to the SIM card, 40 is never shown; coding classes: 2 is for the
/// SIM card.
fn judge(message: &mut Message, protocol: u8, coding: u8) {
    let class = match coding >> 4 {
        0xf => Some(coding & 3),
        0..=7 if coding & 0x10 != 0 => Some(coding & 3),
        _ => None,
    };
    message.is_silent = protocol == 0x40;
    message.is_for_sim = protocol == 0x7f || class == Some(2);
}

fn take_data(message: &mut Message, first: u8, data: &[u8]) {
    let Some((length, user)) = data.split_first() else {
        message.is_empty = true;
        return;
    };
    message.is_empty = *length == 0;
    if first & 0x40 == 0 {
        return;
    }
    let Some((header_length, rest)) = user.split_first() else { return };
    let (header, body) = rest.split_at_checked(usize::from(*header_length)).unwrap_or((rest, &[]));
    let mut elements = header;
    while let [name, length, behind @ ..] = elements {
        if (0x70..=0x7f).contains(name) {
            message.is_for_sim = true;
            message.tar = command_target(body);
        }
        elements = behind.get(usize::from(*length)..).unwrap_or_default();
    }
    if message.is_for_sim && message.tar.is_none() {
        message.tar = command_target(body);
    }
}

/// Command packet: length (2), header length (1), SPI (2), KIc, KID, TAR (3).
fn command_target(body: &[u8]) -> Option<[u8; 3]> {
    body.get(7..10)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAMP: [u8; 7] = [0x62, 0x11, 0x42, 1, 2, 3, 0];

    fn deliver(first: u8, address: &[u8], identifiers: [u8; 2], data: &[u8]) -> Message {
        let tpdu = [&[first][..], address, &identifiers, &STAMP, data].concat();
        summary(&tpdu).unwrap()
    }

    #[test]
    fn kinds_of_messages() {
        let number = [11, 0x91, 0x33, 0x96, 0x10, 0x32, 0x54, 0xf6];
        let plain = deliver(4, &number, [0, 0], &[2, 0x41, 0x42]);
        assert_eq!(plain.from.as_str(), "33690123456");
        assert!(!plain.is_for_sim && !plain.is_silent && !plain.is_empty && !plain.is_from_service);
        assert!(deliver(4, &number, [0x40, 0], &[0]).is_silent);
        assert!(deliver(4, &number, [0x40, 0], &[0]).is_empty);
        assert!(deliver(4, &number, [0, 0xf6], &[1, 1]).is_for_sim);
        assert!(!deliver(4, &number, [0, 0x08], &[1, 1]).is_for_sim);
        let packet = [19, 2, 0x70, 0, 0, 14, 13, 0, 0, 0, 0, 0x50, 0x53, 0x4c, 0, 0, 0, 0, 0, 0];
        let command = deliver(0x44, &number, [0x7f, 0xf6], &packet);
        assert_eq!((command.is_for_sim, command.tar), (true, Some([0x50, 0x53, 0x4c])));
    }

    #[test]
    fn names() {
        // "Bank" in seven bits.
        let letters = b"Bank"
            .iter()
            .zip(0u32..)
            .fold(0u64, |sum, (letter, at)| sum | u64::from(*letter) << (7 * at));
        let packed = letters.to_le_bytes();
        let address = [&[7, 0xd0][..], &packed[..4]].concat();
        let message = deliver(4, &address, [0, 0], &[1, 1]);
        assert_eq!(&message.name[..5], b"Bank\0");
        assert!(message.is_from_service);
    }

    #[test]
    fn short_ones_give_what_is_there() {
        assert!(summary(&[]).is_none());
        assert!(summary(&[4, 11, 0x91, 1]).is_none());
        assert!(summary(&[0x44, 2, 0x91, 1]).is_some());
        assert!(summary(&[1, 7, 2, 0x91, 0x21, 0, 0]).unwrap().from.is_empty());
        assert!(summary(&[2]).is_some());
    }
}
