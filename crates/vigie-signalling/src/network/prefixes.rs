//! Longest prefixes of numbers.

use super::Net;

/// A tree of digits: which network the longest known prefix of a number belongs to.
#[derive(Clone, Debug)]
pub(super) struct Prefixes {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    next: [u32; 10],
    net: Option<Net>,
}

impl Default for Prefixes {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Prefixes {
    /// Adds a prefix; the first to name one has it. Characters that are no digits are left out.
    pub(super) fn add(&mut self, prefix: &str, net: Net) {
        let mut at = 0;
        for digit in prefix.bytes().filter(u8::is_ascii_digit) {
            at = self.child(at, digit);
        }
        if let Some(node) = self.nodes.get_mut(at)
            && at > 0
        {
            node.net.get_or_insert(net);
        }
    }

    fn child(&mut self, at: usize, digit: u8) -> usize {
        let slot = usize::from(digit.wrapping_sub(b'0'));
        let fresh = self.nodes.len();
        let next = self.nodes.get_mut(at).and_then(|node| node.next.get_mut(slot));
        let Some(next) = next else { return 0 };
        if *next == 0 {
            *next = u32::try_from(fresh).unwrap_or(0);
            self.nodes.push(Node::default());
            return fresh;
        }
        *next as usize
    }

    /// The network with the longest prefix of `number`.
    pub(super) fn of(&self, number: &[u8]) -> Option<Net> {
        let mut node = self.nodes.first()?;
        let mut best = None;
        for digit in number {
            let slot = usize::from(digit.wrapping_sub(b'0'));
            match node.next.get(slot) {
                Some(next) if *next != 0 => node = self.nodes.get(*next as usize)?,
                _ => break,
            }
            best = node.net.or(best);
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_wins() {
        let mut prefixes = Prefixes::default();
        prefixes.add("33", Net::Country(1));
        prefixes.add("33609", Net::HOME);
        prefixes.add("", Net::Country(9));
        assert_eq!(prefixes.of(b"33609123"), Some(Net::HOME));
        assert_eq!(prefixes.of(b"33700"), Some(Net::Country(1)));
        assert_eq!(prefixes.of(b"4"), None);
        assert_eq!(prefixes.of(b"3x"), None);
        assert_eq!(prefixes.of(b""), None);
    }
}
