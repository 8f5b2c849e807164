//! Messages of TCAP, written.

use super::ber::{element, group, integer};

/// Application context of MAP: number and version.
pub type Context = (u8, u8);

/// AARQ or AARE with an application context, and what MAP says when it opens.
pub fn portion(context: &[u8], is_answer: bool, open: &[u8]) -> Vec<u8> {
    let identifier = group(1, &[element(&[6], context)]);
    let version = element(&[0x80], &[7, 0x80]);
    let mut parts = vec![version, identifier];
    if is_answer {
        parts.push(group(2, &[integer(0)]));
        parts.push(group(3, &[group(1, &[integer(0)])]));
    }
    if !open.is_empty() {
        let identifier = element(&[6], &[4, 0, 0, 1, 1, 1, 1]);
        let external = element(&[0x28], &[identifier, group(0, &[open.to_vec()])].concat());
        parts.push(element(&[0xbe], &external));
    }
    let unit = element(&[if is_answer { 0x61 } else { 0x60 }], &parts.concat());
    let identifier = element(&[6], &[0, 0x11, 0x86, 5, 1, 1, 1]);
    let external = element(&[0x28], &[identifier, group(0, &[unit])].concat());
    element(&[0x6b], &external)
}

/// Octets of the application context of MAP.
pub fn map_context((number, version): Context) -> Vec<u8> {
    vec![4, 0, 0, 1, 0, number, version]
}

/// Invoke.
pub fn invoke(id: u8, operation: u8, parameter: &[u8]) -> Vec<u8> {
    element(&[0xa1], &[integer(id), integer(operation), parameter.to_vec()].concat())
}

/// Result with its operation.
pub fn result(id: u8, operation: u8, parameter: &[u8]) -> Vec<u8> {
    let inner = element(&[0x30], &[integer(operation), parameter.to_vec()].concat());
    element(&[0xa2], &[integer(id), inner].concat())
}

/// Result without anything.
pub fn empty_result(id: u8) -> Vec<u8> {
    element(&[0xa2], &integer(id))
}

/// Error.
pub fn error(id: u8, code: u8) -> Vec<u8> {
    element(&[0xa3], &[integer(id), integer(code)].concat())
}

fn whole(tag: u8, parts: &[Vec<u8>], components: &[Vec<u8>]) -> Vec<u8> {
    let mut content = parts.concat();
    if !components.is_empty() {
        content.extend(element(&[0x6c], &components.concat()));
    }
    element(&[tag], &content)
}

fn own(id: u32) -> Vec<u8> {
    element(&[0x48], &id.to_be_bytes())
}

fn other(id: u32) -> Vec<u8> {
    element(&[0x49], &id.to_be_bytes())
}

/// Begin.
pub fn begin(id: u32, portion: &[u8], components: &[Vec<u8>]) -> Vec<u8> {
    whole(0x62, &[own(id), portion.to_vec()], components)
}

/// Continue.
pub fn goes_on(id: u32, to: u32, portion: &[u8], components: &[Vec<u8>]) -> Vec<u8> {
    whole(0x65, &[own(id), other(to), portion.to_vec()], components)
}

/// End.
pub fn end(to: u32, portion: &[u8], components: &[Vec<u8>]) -> Vec<u8> {
    whole(0x64, &[other(to), portion.to_vec()], components)
}
