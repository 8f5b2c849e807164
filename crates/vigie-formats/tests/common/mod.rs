//! Binary property lists from objects written by hand.

/// The list whose `objects` are given, offsets and references of `size` bytes, root object 0.
pub(crate) fn binary(objects: &[&[u8]], size: u8) -> Vec<u8> {
    let mut bytes = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    for object in objects {
        offsets.push(bytes.len() as u64);
        bytes.extend_from_slice(object);
    }
    let table = bytes.len() as u64;
    for offset in offsets {
        bytes.extend(offset.to_be_bytes().iter().skip(8 - usize::from(size)));
    }
    bytes.extend_from_slice(&[0; 6]);
    bytes.extend_from_slice(&[size, size]);
    bytes.extend_from_slice(&(objects.len() as u64).to_be_bytes());
    bytes.extend_from_slice(&0_u64.to_be_bytes());
    bytes.extend_from_slice(&table.to_be_bytes());
    bytes
}
