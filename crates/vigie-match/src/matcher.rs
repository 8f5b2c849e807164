//! Comparing one observable with everything that is listed.

use std::net::IpAddr;

use vigie_core::{Observable, ObservableKind};

use crate::entry::{EntryId, Hit, Strength};
use crate::hash::Space;
use crate::host::{HostKind, canonical, ip_key, split_authority, write_host};
use crate::identity::{
    HASH_LENGTHS, file_name, tail, without_team, write_email, write_hex, write_lower, write_path,
    write_phone,
};
use crate::indicators::Indicators;
use crate::store::{PART, PARTIAL};
use crate::table::is_exact_only;
use crate::url::{Target, Web, cleaned, read_url, write_url_key};

/// Buffers that matching reuses; one per worker.
#[derive(Debug, Default)]
pub struct Scratch {
    text: Vec<u8>,
    key: Vec<u8>,
}

/// Takes the number of an entry and how exactly it matched.
type See<'a> = &'a mut dyn FnMut(u32, Strength);

impl Indicators {
    /// Shows `hit` every listed value that `observable` matches.
    ///
    /// Patterns that ask for several values of one record are not among them: they need the whole
    /// record, see [`crate::MatchCollector`].
    pub fn matches(
        &self,
        observable: &Observable<'_>,
        scratch: &mut Scratch,
        hit: &mut dyn FnMut(Hit),
    ) {
        self.each(observable, scratch, &mut |number, strength| {
            if self.store.entry(number).is_some_and(|entry| entry.flags & PART == 0) {
                hit(Hit { entry: EntryId(number), strength });
            }
        });
    }

    /// Shows every entry that matches, parts of patterns too.
    pub(crate) fn each(&self, observable: &Observable<'_>, scratch: &mut Scratch, see: See<'_>) {
        if self.is_empty() {
            return;
        }
        use ObservableKind as Kind;
        match *observable {
            Observable::Url(text) => self.url(text, scratch, see),
            Observable::Host(text) => self.host_text(text, scratch, see),
            Observable::Ip(address) => self.address(address, see),
            Observable::Process(text) => self.process(text, scratch, see),
            Observable::Path(text) => self.path(text, scratch, see),
            Observable::FileName(text) => self.file_name(file_name(text), see),
            Observable::Email(text) => self.email(text, scratch, see),
            Observable::Phone(text) => self.phone(text, scratch, see),
            Observable::Account(text) => {
                self.email(text, scratch, see);
                self.phone(text, scratch, see);
            }
            Observable::FileHash(text) => {
                self.hash(Space::FileHash, Kind::FileHash, text, scratch, see);
            }
            Observable::CertificateHash(text) => {
                self.hash(Space::CertificateHash, Kind::CertificateHash, text, scratch, see);
            }
            Observable::CertificateOrganisation(text) => {
                self.plain(Space::Organisation, Kind::CertificateOrganisation, text, see);
            }
            Observable::CertificateName(text) => {
                self.plain(Space::CommonName, Kind::CertificateName, text, see);
            }
            Observable::AppId(text) => self.app(text, scratch, see),
            Observable::ProfileId(text) => {
                write_lower(text, &mut scratch.text);
                self.key(Space::Profile, &scratch.text, Strength::Exact, see);
                self.rule(Kind::ProfileId, text, see);
            }
            Observable::AndroidProperty(text) => {
                self.plain(Space::Property, Kind::AndroidProperty, text, see);
            }
        }
    }

    /// Looks one key up.
    fn key(&self, space: Space, key: &[u8], strength: Strength, see: See<'_>) {
        if let Some(number) = self.table.get(&self.store, space, key) {
            self.found(number, strength, see);
        }
    }

    fn found(&self, number: u32, strength: Strength, see: See<'_>) {
        let partial = self.store.entry(number).is_some_and(|entry| entry.flags & PARTIAL != 0);
        see(number, if partial { Strength::Partial } else { strength });
    }

    fn rule(&self, kind: ObservableKind, text: &str, see: See<'_>) {
        if self.rules.has(kind) {
            self.rules.each(kind, text, &mut |number| self.found(number, Strength::Exact, see));
        }
    }

    fn plain(&self, space: Space, kind: ObservableKind, text: &str, see: See<'_>) {
        self.key(space, text.trim().as_bytes(), Strength::Exact, see);
        self.rule(kind, text, see);
    }

    fn url(&self, text: &str, scratch: &mut Scratch, see: See<'_>) {
        let text = cleaned(text);
        match read_url(&text) {
            Target::Web(web) => self.web(&text, &web, scratch, see),
            Target::Email(address) => self.email(address, scratch, see),
            Target::Phone(number) => self.phone(number, scratch, see),
            Target::File(path) => self.path(path, scratch, see),
            Target::Opaque => {}
        }
    }

    fn web(&self, text: &str, web: &Web<'_>, scratch: &mut Scratch, see: See<'_>) {
        let host = write_host(web.host, &mut scratch.text);
        self.host(host, &scratch.text, see);
        self.rule(ObservableKind::Url, text, see);
        if !self.table.has(Space::Url) && !self.table.has(Space::UrlPrefix) {
            return;
        }
        if write_url_key(web, host, &scratch.text, &mut scratch.key).is_some() {
            self.key(Space::Url, &scratch.key, Strength::Exact, see);
            self.url_prefixes(&scratch.key, see);
        }
    }

    /// Listed pages: the URL up to each boundary of its path.
    fn url_prefixes(&self, key: &[u8], see: See<'_>) {
        if !self.table.has(Space::UrlPrefix) {
            return;
        }
        let key = key.strip_prefix(b"www.").unwrap_or(key);
        let seed = self.table.seed;
        let mut hash = seed.start(Space::UrlPrefix);
        for (at, byte) in key.iter().enumerate() {
            if matches!(byte, b'/' | b'?') {
                self.prefix(Space::UrlPrefix, hash, key, at, see);
            }
            hash = seed.step(hash, *byte);
        }
        self.prefix(Space::UrlPrefix, hash, key, key.len(), see);
    }

    /// Looks up the first `end` bytes of `key`, whose hash is known.
    fn prefix(&self, space: Space, hash: u64, key: &[u8], end: usize, see: See<'_>) {
        let start = key.get(..end).unwrap_or(key);
        if let Some(number) = self.table.hashed(&self.store, space, hash, start) {
            let strength = if end == key.len() { Strength::Exact } else { Strength::Within };
            self.found(number, strength, see);
        }
    }

    fn host_text(&self, text: &str, scratch: &mut Scratch, see: See<'_>) {
        let text = text.trim();
        if text.contains("://") {
            return self.url(text, scratch, see);
        }
        let authority = text.split(['/', '?', '#']).next().unwrap_or(text);
        let host = write_host(split_authority(authority).0, &mut scratch.text);
        self.host(host, &scratch.text, see);
    }

    fn host(&self, host: HostKind, name: &[u8], see: See<'_>) {
        match host {
            HostKind::Ip(address) => self.address(address, see),
            HostKind::Name => self.name(name, see),
            HostKind::None => {}
        }
    }

    /// A host name and every parent of it, on label boundaries.
    fn name(&self, name: &[u8], see: See<'_>) {
        if self.table.has(Space::Host) {
            let seed = self.table.seed;
            let mut hash = seed.start(Space::Host);
            for (at, byte) in name.iter().enumerate().rev() {
                if *byte == b'.' {
                    self.suffix(hash, name, at + 1, see);
                }
                hash = seed.step(hash, *byte);
            }
            self.suffix(hash, name, 0, see);
        }
        if self.rules.has(ObservableKind::Host) {
            self.rule(ObservableKind::Host, std::str::from_utf8(name).unwrap_or(""), see);
        }
    }

    fn suffix(&self, hash: u64, name: &[u8], from: usize, see: See<'_>) {
        let parent = name.get(from..).unwrap_or_default();
        let Some(number) = self.table.hashed(&self.store, Space::Host, hash, parent) else {
            return;
        };
        let is_whole = from == 0 || name.get(..from) == Some(b"www.");
        if is_whole {
            self.found(number, Strength::Exact, see);
        } else if !is_exact_only(&self.store, number) {
            self.found(number, Strength::Within, see);
        }
    }

    fn address(&self, address: IpAddr, see: See<'_>) {
        let address = canonical(address);
        let key = ip_key(address);
        self.key(Space::Ip, &key, Strength::Exact, see);
        for bits in &self.table.prefixes {
            if address.is_ipv6() || *bits > 96 {
                self.network(&key, *bits, see);
            }
        }
        if self.rules.has(ObservableKind::Ip) {
            self.rule(ObservableKind::Ip, &address.to_string(), see);
        }
    }

    /// The network of `bits` bits that an address lies in.
    fn network(&self, address: &[u8; 16], bits: u8, see: See<'_>) {
        let mut network = [0; 17];
        let mut left = bits;
        for (to, from) in network.iter_mut().zip(address) {
            let kept = left.min(8);
            *to = if kept == 0 { 0 } else { from & (0xff_u8 << (8 - kept)) };
            left -= kept;
        }
        network[16] = bits;
        self.key(Space::Network, &network, Strength::Within, see);
    }

    fn process(&self, text: &str, scratch: &mut Scratch, see: See<'_>) {
        let name = file_name(text);
        self.key(Space::Process, name.as_bytes(), Strength::Exact, see);
        if matches!(name.len(), 15 | 16) {
            self.key(Space::ProcessCut, name.as_bytes(), Strength::Cut, see);
        }
        self.rule(ObservableKind::Process, name, see);
        if text.starts_with('/') {
            self.path(text, scratch, see);
        }
    }

    /// A path, its parents on component boundaries, its tails and its file name.
    fn path(&self, text: &str, scratch: &mut Scratch, see: See<'_>) {
        write_path(text, &mut scratch.text);
        let path = scratch.text.as_slice();
        let seed = self.table.seed;
        if self.table.has(Space::Path) {
            let mut hash = seed.start(Space::Path);
            for (at, byte) in path.iter().enumerate() {
                if *byte == b'/' && at > 0 {
                    self.prefix(Space::Path, hash, path, at, see);
                }
                hash = seed.step(hash, *byte);
            }
            self.prefix(Space::Path, hash, path, path.len(), see);
        }
        if self.table.has(Space::PathTail) {
            self.path_tails(path, see);
        }
        self.rule(ObservableKind::Path, text, see);
        self.file_name(file_name(text), see);
    }

    /// Listed relative paths: the last components.
    fn path_tails(&self, path: &[u8], see: See<'_>) {
        let seed = self.table.seed;
        let mut hash = seed.start(Space::PathTail);
        for (at, byte) in path.iter().enumerate().rev() {
            if *byte == b'/' {
                let rest = path.get(at + 1..).unwrap_or_default();
                if let Some(number) = self.table.hashed(&self.store, Space::PathTail, hash, rest) {
                    self.found(number, Strength::Exact, see);
                }
            }
            hash = seed.step(hash, *byte);
        }
        if let Some(number) = self.table.hashed(&self.store, Space::PathTail, hash, path) {
            self.found(number, Strength::Exact, see);
        }
    }

    fn file_name(&self, name: &str, see: See<'_>) {
        self.key(Space::FileName, name.as_bytes(), Strength::Exact, see);
        self.rule(ObservableKind::FileName, name, see);
    }

    fn email(&self, text: &str, scratch: &mut Scratch, see: See<'_>) {
        let is_asked = self.table.has(Space::Email) || self.rules.has(ObservableKind::Email);
        if is_asked && write_email(text, &mut scratch.text) {
            self.key(Space::Email, &scratch.text, Strength::Exact, see);
            let address = std::str::from_utf8(&scratch.text).unwrap_or("");
            self.rule(ObservableKind::Email, address, see);
        }
    }

    fn phone(&self, text: &str, scratch: &mut Scratch, see: See<'_>) {
        let is_listed = self.table.has(Space::Phone) || self.table.has(Space::PhoneTail);
        if !is_listed && !self.rules.has(ObservableKind::Phone) {
            return;
        }
        let Some(number) = write_phone(text, &mut scratch.text) else { return };
        let digits = scratch.text.as_slice();
        let exact = self.table.get(&self.store, Space::Phone, digits);
        if let Some(found) = exact {
            self.found(found, Strength::Exact, see);
        } else if !number.international
            && let Some(tail) = tail(digits)
            && digits.len() <= 11
        {
            // A number as dialled inside a country: at most a trunk prefix before the tail.
            self.key(Space::PhoneTail, tail, Strength::Partial, see);
        }
        self.rule(ObservableKind::Phone, text, see);
    }

    fn hash(
        &self,
        space: Space,
        kind: ObservableKind,
        text: &str,
        scratch: &mut Scratch,
        see: See<'_>,
    ) {
        if write_hex(text, &HASH_LENGTHS, &mut scratch.text) {
            self.key(space, &scratch.text, Strength::Exact, see);
            self.rule(kind, std::str::from_utf8(&scratch.text).unwrap_or(""), see);
        }
    }

    fn app(&self, text: &str, scratch: &mut Scratch, see: See<'_>) {
        for id in [Some(text), without_team(text)].into_iter().flatten() {
            write_lower(id, &mut scratch.text);
            self.key(Space::App, &scratch.text, Strength::Exact, see);
        }
        self.rule(ObservableKind::AppId, text, see);
    }
}
