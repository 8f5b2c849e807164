//! The Merkle tree of RFC 9162 (§2.1): leaf `SHA-256(0x00 ‖ entry)`, node `SHA-256(0x01 ‖ left ‖ right)`.

use sha2::{Digest as _, Sha256};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// The hash of a leaf with this entry.
#[must_use]
pub fn leaf(entry: &[u8]) -> Hash {
    Sha256::new_with_prefix([0]).chain_update(entry).finalize().into()
}

/// The hash of a node above two others.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root above these leaves (§2.1.1).
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The largest power of two below `size`, which is at least 2.
fn split(size: usize) -> usize {
    size.saturating_sub(1).checked_ilog2().map_or(0, |bits| 1 << bits)
}

/// The proof that leaf `index` is in the tree of these leaves (§2.1.3.1); `None` past the end.
#[must_use]
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut leaves, mut index) = (leaves, index);
    while leaves.len() > 1 {
        let at = split(leaves.len());
        let (left, right) = leaves.split_at(at);
        if index < at {
            path.push(root(right));
            leaves = left;
        } else {
            path.push(root(left));
            (leaves, index) = (right, index - at);
        }
    }
    path.reverse();
    Some(path)
}

/// The proof that the tree of the first `size` leaves is a beginning of that of all (§2.1.4.1); `None`
/// where it is not smaller, or empty.
#[must_use]
pub fn consistency(leaves: &[Hash], size: usize) -> Option<Vec<Hash>> {
    if size == 0 || size > leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut leaves, mut size, mut whole) = (leaves, size, true);
    while size != leaves.len() {
        let at = split(leaves.len());
        let (left, right) = leaves.split_at(at);
        if size <= at {
            path.push(root(right));
            leaves = left;
        } else {
            path.push(root(left));
            (leaves, size, whole) = (right, size - at, false);
        }
    }
    if !whole {
        path.push(root(leaves));
    }
    path.reverse();
    Some(path)
}

/// Whether `path` proves that `leaf` is number `index` of the tree with `size` leaves and this root
/// (§2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut first, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for step in path {
        if last == 0 {
            return false;
        }
        if first & 1 == 1 || first == last {
            hash = node(step, &hash);
            if first & 1 == 0 {
                while first != 0 && first & 1 == 0 {
                    first >>= 1;
                    last >>= 1;
                }
            }
        } else {
            hash = node(&hash, step);
        }
        first >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether `path` proves that the tree of `from` leaves with root `old` is a beginning of that of `to` with
/// root `new` (§2.1.4.2).
#[must_use]
pub fn verify_consistency(from: u64, old: &Hash, to: u64, new: &Hash, path: &[Hash]) -> bool {
    if from == to {
        return path.is_empty() && old == new;
    }
    if from == 0 || from > to {
        // Every tree begins with the empty one.
        return from == 0 && path.is_empty();
    }
    let start = if from.is_power_of_two() { Some(old) } else { None };
    let mut steps = start.into_iter().chain(path);
    let Some(first_step) = steps.next() else { return false };
    let (mut first, mut last) = (from - 1, to - 1);
    while first & 1 == 1 {
        first >>= 1;
        last >>= 1;
    }
    let (mut one, mut other) = (*first_step, *first_step);
    for step in steps {
        if last == 0 {
            return false;
        }
        if first & 1 == 1 || first == last {
            one = node(step, &one);
            other = node(step, &other);
            while first != 0 && first & 1 == 0 {
                first >>= 1;
                last >>= 1;
            }
        } else {
            other = node(&other, step);
        }
        first >>= 1;
        last >>= 1;
    }
    last == 0 && one == *old && other == *new
}

/// A hash from hexadecimal.
#[must_use]
pub fn from_hex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, octet) in hash.iter_mut().enumerate() {
        *octet = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(hash)
}

/// A hash as hexadecimal.
#[must_use]
pub fn to_hex(hash: &[u8]) -> String {
    hash.iter().map(|octet| format!("{octet:02x}")).collect()
}
