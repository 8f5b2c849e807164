//! ClientHello and ServerHello: what both sides say before anything is encrypted.
//!
//! RFC 8446 §4.1.2 and §4.1.3, RFC 5246 §7.4.1, and the same in DTLS with a cookie (RFC 9147 §5.3).
//! Fields are borrowed from the message. Damage in the extensions costs those after it.

use vigie_core::{Reader, Stop};

/// Extensions that are read, by their number at IANA.
pub(super) mod extension {
    pub(crate) const SERVER_NAME: u16 = 0;
    pub(crate) const STATUS_REQUEST: u16 = 5;
    pub(crate) const SUPPORTED_GROUPS: u16 = 10;
    pub(crate) const POINT_FORMATS: u16 = 11;
    pub(crate) const SIGNATURE_ALGORITHMS: u16 = 13;
    pub(crate) const ALPN: u16 = 16;
    pub(crate) const SCT: u16 = 18;
    pub(crate) const SESSION_TICKET: u16 = 35;
    pub(crate) const PRE_SHARED_KEY: u16 = 41;
    pub(crate) const EARLY_DATA: u16 = 42;
    pub(crate) const SUPPORTED_VERSIONS: u16 = 43;
    pub(crate) const KEY_SHARE: u16 = 51;
    pub(crate) const ECH: u16 = 0xfe0d;
    pub(crate) const ESNI: u16 = 0xffce;
}

/// Random of a ServerHello that asks for another ClientHello (RFC 8446 §4.1.3).
const RETRY: [u8; 32] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];

/// What a client says first.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientHello<'a> {
    /// Its `legacy_version`.
    pub(crate) version: u16,
    /// Session it wants to go on with.
    pub(crate) session_id: &'a [u8],
    /// Cipher suites, two bytes each.
    pub(crate) ciphers: &'a [u8],
    /// All extensions, as they stand.
    pub(crate) extensions: Extensions<'a>,
    /// Whether there is a server name extension, even an empty one.
    pub(crate) names_server: bool,
    /// The host name in it.
    pub(crate) server_name: Option<&'a [u8]>,
    /// Application protocols: each a length and a name.
    pub(crate) alpn: &'a [u8],
    /// Groups, two bytes each.
    pub(crate) groups: &'a [u8],
    /// Point formats, one byte each.
    pub(crate) point_formats: &'a [u8],
    /// Signature algorithms, two bytes each.
    pub(crate) signature_algorithms: &'a [u8],
    /// Versions, two bytes each.
    pub(crate) versions: &'a [u8],
    /// Key shares: group, length and key.
    pub(crate) key_shares: &'a [u8],
    /// Ticket of an earlier session.
    pub(crate) ticket: Option<&'a [u8]>,
    /// Identity of the first pre-shared key.
    pub(crate) psk: Option<&'a [u8]>,
    /// Whether data comes with the hello.
    pub(crate) early_data: bool,
    /// Encrypted Client Hello: 0 is the outer hello, 1 the inner one.
    pub(crate) ech: Option<u8>,
    /// Whether the draft before it is used.
    pub(crate) esni: bool,
    /// Whether it ended before its fields did.
    pub(crate) is_cut: bool,
}

/// What a server answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct ServerHello<'a> {
    /// Its `legacy_version`.
    pub(crate) legacy_version: u16,
    /// The version it chose.
    pub(crate) version: u16,
    /// Last eight bytes of its random, which tell of a downgrade.
    pub(crate) random_tail: [u8; 8],
    /// Whether it asks for another ClientHello.
    pub(crate) is_retry: bool,
    /// Session, new or gone on with.
    pub(crate) session_id: &'a [u8],
    /// The cipher suite it chose.
    pub(crate) cipher: u16,
    /// All extensions, as they stand.
    pub(crate) extensions: Extensions<'a>,
    /// The application protocol it chose.
    pub(crate) alpn: Option<&'a [u8]>,
    /// Group of its key share.
    pub(crate) group: Option<u16>,
    /// Whether it took a pre-shared key.
    pub(crate) took_psk: bool,
    /// Whether it will give a ticket.
    pub(crate) gives_ticket: bool,
    /// Signed certificate timestamps.
    pub(crate) scts: &'a [u8],
}

/// A block of extensions.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extensions<'a>(&'a [u8]);

impl<'a> Extensions<'a> {
    /// Those in `block`, without its length.
    #[cfg(test)]
    pub(super) const fn of(block: &'a [u8]) -> Self {
        Self(block)
    }

    /// Number and content of each, until one is cut short.
    pub(crate) fn iter(self) -> impl Iterator<Item = (u16, &'a [u8])> {
        let mut reader = Reader::new(self.0);
        std::iter::from_fn(move || {
            let number = reader.u16_be("extension").ok()?;
            Some((number, vector16(&mut reader, "extension").ok()?))
        })
    }
}

/// Numbers of two bytes each.
pub(crate) fn numbers(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes.chunks_exact(2).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0,
    })
}

/// Names of an ALPN list: each has its length before it.
pub(crate) fn protocols(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut reader = Reader::new(list);
    std::iter::from_fn(move || vector8(&mut reader, "protocol").ok())
}

/// Groups of the key shares.
pub(crate) fn share_groups(list: &[u8]) -> impl Iterator<Item = u16> {
    let mut reader = Reader::new(list);
    std::iter::from_fn(move || {
        let group = reader.u16_be("group").ok()?;
        vector16(&mut reader, "key share").ok()?;
        Some(group)
    })
}

/// Values that clients send to keep servers from choking on what they do not know (RFC 8701).
pub(crate) const fn is_grease(value: u16) -> bool {
    let [high, low] = value.to_be_bytes();
    high == low && low & 0x0f == 0x0a
}

pub(super) fn vector8<'a>(reader: &mut Reader<'a>, what: &'static str) -> Result<&'a [u8], Stop> {
    let length = reader.u8(what)?;
    reader.take(what, usize::from(length))
}

pub(super) fn vector16<'a>(reader: &mut Reader<'a>, what: &'static str) -> Result<&'a [u8], Stop> {
    let length = reader.u16_be(what)?;
    reader.take(what, usize::from(length))
}

/// The vector that a whole extension consists of; what there is of it where it is cut.
fn only16(content: &[u8]) -> &[u8] {
    vector16(&mut Reader::new(content), "list").unwrap_or_default()
}

fn only8(content: &[u8]) -> &[u8] {
    vector8(&mut Reader::new(content), "list").unwrap_or_default()
}

impl<'a> ClientHello<'a> {
    /// Reads the body of a ClientHello message.
    ///
    /// # Errors
    /// When it ends before its cipher suites.
    pub(crate) fn read(body: &'a [u8], is_dtls: bool) -> Result<Self, Stop> {
        let mut reader = Reader::new(body);
        let version = reader.u16_be("version")?;
        reader.take("random", 32)?;
        let session_id = vector8(&mut reader, "session id")?;
        if is_dtls {
            vector8(&mut reader, "cookie")?;
        }
        let ciphers = vector16(&mut reader, "cipher suites")?;
        let mut hello = Self { version, session_id, ciphers, ..Self::default() };
        if vector8(&mut reader, "compression methods").is_err() {
            hello.is_cut = true;
        } else if !reader.is_empty() {
            let (block, is_cut) = block(&mut reader);
            hello.extensions = Extensions(block);
            hello.is_cut = is_cut;
            hello.extensions.iter().for_each(|(number, content)| hello.take(number, content));
        }
        Ok(hello)
    }

    fn take(&mut self, number: u16, content: &'a [u8]) {
        match number {
            extension::SERVER_NAME => {
                self.names_server = true;
                self.server_name = host_name(only16(content)).or(self.server_name);
            }
            extension::ALPN => self.alpn = only16(content),
            extension::SUPPORTED_GROUPS => self.groups = only16(content),
            extension::POINT_FORMATS => self.point_formats = only8(content),
            extension::SIGNATURE_ALGORITHMS => self.signature_algorithms = only16(content),
            extension::SUPPORTED_VERSIONS => self.versions = only8(content),
            extension::KEY_SHARE => self.key_shares = only16(content),
            extension::SESSION_TICKET => self.ticket = (!content.is_empty()).then_some(content),
            extension::PRE_SHARED_KEY => self.psk = Some(only16(only16(content))),
            extension::EARLY_DATA => self.early_data = true,
            extension::ECH => self.ech = content.first().copied(),
            extension::ESNI => self.esni = true,
            _ => {}
        }
    }

    /// The highest version it offers.
    pub(crate) fn highest(&self) -> u16 {
        let offered = numbers(self.versions).filter(|version| !is_grease(*version));
        // DTLS counts downwards.
        let rank = |version: &u16| match version >> 8 {
            0xfe => 0xffff - *version,
            _ => *version,
        };
        offered.max_by_key(rank).unwrap_or(self.version)
    }
}

/// The extensions that end a hello, as far as they are there.
fn block<'a>(reader: &mut Reader<'a>) -> (&'a [u8], bool) {
    let Ok(length) = reader.u16_be("extensions") else { return (&[], true) };
    let rest = reader.rest();
    match rest.get(..usize::from(length)) {
        Some(all) => (all, false),
        None => (rest, true),
    }
}

/// The first name of type `host_name` in a server name list (RFC 6066 §3).
fn host_name(list: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(list);
    while let Ok(kind) = reader.u8("type of name") {
        let name = vector16(&mut reader, "name").ok()?;
        if kind == 0 {
            return Some(name);
        }
    }
    None
}

impl<'a> ServerHello<'a> {
    /// Reads the body of a ServerHello message.
    ///
    /// # Errors
    /// When it ends before its cipher suite.
    pub(crate) fn read(body: &'a [u8]) -> Result<Self, Stop> {
        let mut reader = Reader::new(body);
        let version = reader.u16_be("version")?;
        let random: [u8; 32] = reader.array("random")?;
        let mut hello = Self { legacy_version: version, version, ..Self::default() };
        hello.is_retry = random == RETRY;
        hello.random_tail = random.last_chunk().copied().unwrap_or_default();
        // Drafts of TLS 1.3 up to 21 leave the session id and the compression out.
        let has_session = !matches!(version, 0x7f00..=0x7f15);
        if has_session {
            hello.session_id = vector8(&mut reader, "session id")?;
        }
        hello.cipher = reader.u16_be("cipher suite")?;
        if has_session && reader.u8("compression method").is_err() {
            return Ok(hello);
        }
        if !reader.is_empty() {
            hello.extensions = Extensions(block(&mut reader).0);
            hello.extensions.iter().for_each(|(number, content)| hello.take(number, content));
        }
        Ok(hello)
    }

    fn take(&mut self, number: u16, content: &'a [u8]) {
        let mut reader = Reader::new(content);
        match number {
            extension::SUPPORTED_VERSIONS => {
                self.version = reader.u16_be("version").unwrap_or(self.version);
            }
            extension::KEY_SHARE => self.group = reader.u16_be("group").ok(),
            extension::ALPN => self.alpn = protocols(only16(content)).next(),
            extension::PRE_SHARED_KEY => self.took_psk = true,
            extension::SESSION_TICKET => self.gives_ticket = true,
            extension::SCT => self.scts = content,
            _ => {}
        }
    }

    /// The version below 1.3 or 1.2 that a server was made to choose, as it says itself
    /// (RFC 8446 §4.1.3).
    pub(crate) const fn downgrade(&self) -> Option<&'static str> {
        match &self.random_tail {
            b"DOWNGRD\x01" => Some("1.2"),
            b"DOWNGRD\x00" => Some("1.1 or below"),
            _ => None,
        }
    }
}

/// What a version is called.
pub(crate) fn version_name(version: u16) -> String {
    let known = match version {
        0x0304 => "1.3",
        0x0303 => "1.2",
        0x0302 => "1.1",
        0x0301 => "1.0",
        0x0300 => "SSL 3.0",
        0x0002 => "SSL 2.0",
        0xfefc => "DTLS 1.3",
        0xfefd => "DTLS 1.2",
        0xfeff | 0x0100 => "DTLS 1.0",
        0x7f00..=0x7fff => return format!("1.3 draft {}", version & 0xff),
        other => return format!("0x{other:04x}"),
    };
    known.to_owned()
}

/// Whether a version encrypts everything after the ServerHello: 1.3 and its drafts.
pub(crate) const fn hides_certificates(version: u16) -> bool {
    matches!(version, 0x0304 | 0x7f00..=0x7fff | 0xfefc)
}
