//! Basic Encoding Rules, written.

/// An element: tag octets as they are, length in the shortest form, content.
pub fn element(tag: &[u8], content: &[u8]) -> Vec<u8> {
    let mut all = tag.to_vec();
    let length = content.len();
    match length {
        0..=0x7f => all.push(u8::try_from(length).unwrap_or(0)),
        0x80..=0xff => all.extend([0x81, u8::try_from(length).unwrap_or(0)]),
        _ => {
            all.push(0x82);
            all.extend(u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    all.extend_from_slice(content);
    all
}

/// `[number]`, primitive.
pub fn leaf(number: u8, content: &[u8]) -> Vec<u8> {
    if number < 31 { element(&[0x80 | number], content) } else { element(&[0x9f, number], content) }
}

/// `[number]`, with elements inside.
pub fn group(number: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let content = parts.concat();
    if number < 31 {
        element(&[0xa0 | number], &content)
    } else {
        element(&[0xbf, number], &content)
    }
}

/// SEQUENCE.
pub fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    element(&[0x30], &parts.concat())
}

/// OCTET STRING.
pub fn octets(content: &[u8]) -> Vec<u8> {
    element(&[4], content)
}

/// INTEGER of one octet.
pub fn integer(value: u8) -> Vec<u8> {
    element(&[2], &[value])
}

/// ENUMERATED.
pub fn enumerated(value: u8) -> Vec<u8> {
    element(&[10], &[value])
}

/// Digits, the low half first, filled up with F.
pub fn digits(number: &str) -> Vec<u8> {
    let halves: Vec<u8> = number.bytes().map(|digit| digit.wrapping_sub(b'0') & 15).collect();
    halves
        .chunks(2)
        .map(|pair| pair.first().unwrap_or(&15) | pair.get(1).unwrap_or(&15) << 4)
        .collect()
}

/// AddressString: international, E.164.
pub fn address(number: &str) -> Vec<u8> {
    [&[0x91][..], &digits(number)].concat()
}
