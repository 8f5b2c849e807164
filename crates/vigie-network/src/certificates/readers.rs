//! Roots of those who read along in encrypted connections.
//!
//! `data/interception_roots.tsv` says which, with the key where it is public. A chain is theirs when that key
//! signed one of its certificates; where only the name is the same, that is said.

use std::sync::LazyLock;

use vigie_formats::x509::{Details, Name};

use super::judgement::Reader;
use super::signature;

struct Root {
    class: &'static str,
    title: &'static str,
    field: &'static str,
    text: &'static str,
    /// A certificate's `SubjectPublicKeyInfo`.
    key: Option<Vec<u8>>,
}

static ROOTS: LazyLock<Vec<Root>> = LazyLock::new(|| {
    let lines = include_str!("../../data/interception_roots.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(root).collect()
});

fn root(line: &'static str) -> Option<Root> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let (class, title, field, text) = (next()?, next()?, next()?, next()?);
    Some(Root { class, title, field, text, key: super::base64(next()?) })
}

impl Root {
    fn is_named(&self, name: &Name) -> bool {
        let (field, at_start) = match self.field.strip_suffix('^') {
            Some(field) => (field, true),
            None => (self.field, false),
        };
        let found = if field == "o" { &name.organisation } else { &name.common_name };
        let Some(found) = found else { return false };
        if at_start { found.starts_with(self.text) } else { found == self.text }
    }

    /// Whether its key signed `certificate`.
    fn signed(&self, certificate: &Details<'_>) -> bool {
        let Some(info) = &self.key else { return false };
        let Some(key) = super::key(info) else { return false };
        signature::signed_by(certificate, key) == Some(true)
    }
}

/// The reader whose root vouches for `chain`, the server's own certificate first.
pub(super) fn reader(chain: &[Details<'_>]) -> Option<Reader> {
    let mut by_name: Option<&Root> = None;
    for certificate in chain {
        for root in ROOTS.iter().filter(|root| root.is_named(&certificate.certificate.issuer)) {
            if root.signed(certificate) {
                return Some(found(root, true));
            }
            // With a key at hand that did not sign it, the name is somebody else's.
            by_name = by_name.or(root.key.is_none().then_some(root));
        }
        let by_key = |root: &&Root| root.key.as_deref() == Some(certificate.key_info);
        if let Some(root) = ROOTS.iter().find(by_key) {
            return Some(found(root, true));
        }
    }
    by_name.map(|root| found(root, false))
}

fn found(root: &Root, verified: bool) -> Reader {
    Reader { name: root.title.to_owned(), class: root.class.to_owned(), verified }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_root() {
        let lines = include_str!("../../data/interception_roots.tsv").lines();
        assert_eq!(ROOTS.len(), lines.filter(|line| !line.starts_with('#')).count());
        let with_key: Vec<_> = ROOTS.iter().filter(|root| root.key.is_some()).collect();
        assert_eq!(with_key.len(), 4);
        for root in with_key {
            let key = super::super::key(root.key.as_deref().unwrap()).unwrap();
            assert!(matches!(key.length(), Some(1024 | 4096)), "{}", root.title);
        }
    }
}
