//! Messages of Diameter, written from RFC 6733 and the specifications of 3GPP that it names.

use super::ber::digits;

/// Vendor number of 3GPP.
pub const TGPP: u32 = 10415;
/// Application S6a.
pub const S6A: u32 = 16_777_251;
/// Application S6c.
pub const S6C: u32 = 16_777_312;
/// Application SGd.
pub const SGD: u32 = 16_777_313;
/// Application Sh.
pub const SH: u32 = 16_777_217;

/// A pair of code and value.
#[must_use]
pub fn avp(vendor: u32, code: u32, data: &[u8]) -> Vec<u8> {
    let start = if vendor == 0 { 8 } else { 12 };
    let length = u32::try_from(start + data.len()).unwrap_or(0).to_be_bytes();
    let flags = if vendor == 0 { 0x40 } else { 0xc0 };
    let mut bytes = code.to_be_bytes().to_vec();
    bytes.push(flags);
    bytes.extend(length.iter().skip(1));
    if vendor != 0 {
        bytes.extend(vendor.to_be_bytes());
    }
    bytes.extend(data);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

/// A pair whose value is a number.
#[must_use]
pub fn word(vendor: u32, code: u32, value: u32) -> Vec<u8> {
    avp(vendor, code, &value.to_be_bytes())
}

/// A message.
#[must_use]
pub fn message(
    flags: u8,
    command: u32,
    application: u32,
    number: u32,
    avps: &[Vec<u8>],
) -> Vec<u8> {
    let body = avps.concat();
    let length = u32::try_from(body.len() + 20).unwrap_or(0).to_be_bytes();
    let mut bytes = vec![1];
    bytes.extend(length.iter().skip(1));
    bytes.push(flags);
    bytes.extend(command.to_be_bytes().iter().skip(1));
    bytes.extend(application.to_be_bytes());
    bytes.extend(number.to_be_bytes());
    bytes.extend((number ^ 0x5a5a_0000).to_be_bytes());
    bytes.extend(body);
    bytes
}

/// Three octets of a network whose code has two digits.
#[must_use]
pub fn plmn(text: &str) -> [u8; 3] {
    let mut digit = text.bytes().map(|byte| byte.wrapping_sub(b'0') & 15);
    let mut next = || digit.next().unwrap_or(0);
    let (a, b, c, d, e) = (next(), next(), next(), next(), next());
    [a | b << 4, c | 0xf0, d | e << 4]
}

/// The realm of a network: `26299`.
#[must_use]
pub fn realm(network: &str) -> String {
    let (mcc, mnc) = network.split_at(3);
    format!("epc.mnc0{mnc}.mcc{mcc}.3gppnetwork.org")
}

/// A node: its name in its realm.
#[derive(Clone, Copy, Debug)]
pub struct Host<'a> {
    /// Name, such as `mme1`; empty for the realm alone.
    pub name: &'a str,
    /// Its network: `26299`.
    pub network: &'a str,
    /// Its address.
    pub address: [u8; 4],
}

impl Host<'_> {
    /// The full name.
    #[must_use]
    pub fn full(&self) -> String {
        format!("{}.{}", self.name, realm(self.network))
    }
}

/// A request to be sent.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Command.
    pub command: u32,
    /// Application.
    pub application: u32,
    /// IMSI, or empty.
    pub imsi: String,
    /// Further pairs.
    pub more: Vec<Vec<u8>>,
    /// Hosts that it passed.
    pub route: Vec<String>,
}

impl Ask {
    /// A request of S6a.
    #[must_use]
    pub fn new(command: u32, imsi: &str, more: Vec<Vec<u8>>) -> Self {
        let (application, route) = (S6A, Vec::new());
        Self { command, application, imsi: imsi.to_owned(), more, route }
    }

    /// The same in another application.
    #[must_use]
    pub const fn of(mut self, application: u32) -> Self {
        self.application = application;
        self
    }

    /// Its bytes.
    #[must_use]
    pub fn request(&self, from: &Host<'_>, to: &Host<'_>, number: u32) -> Vec<u8> {
        let mut avps = vec![
            avp(0, 263, format!("{};1;{number}", from.full()).as_bytes()),
            word(0, 277, 1),
            avp(0, 264, from.full().as_bytes()),
            avp(0, 296, realm(from.network).as_bytes()),
            avp(0, 283, realm(to.network).as_bytes()),
        ];
        if !to.name.is_empty() {
            avps.push(avp(0, 293, to.full().as_bytes()));
        }
        if !self.imsi.is_empty() {
            avps.push(avp(0, 1, self.imsi.as_bytes()));
        }
        avps.extend(self.route.iter().map(|host| avp(0, 282, host.as_bytes())));
        avps.extend(self.more.iter().cloned());
        message(0xc0, self.command, self.application, number, &avps)
    }

    /// The answer of `by`.
    #[must_use]
    pub fn answer(
        &self,
        from: &Host<'_>,
        by: &Host<'_>,
        number: u32,
        result: u32,
        more: &[Vec<u8>],
    ) -> Vec<u8> {
        let result = match result {
            5001..=5999 => avp(0, 297, &[word(0, 266, TGPP), word(0, 298, result)].concat()),
            _ => word(0, 268, result),
        };
        let mut avps = vec![
            avp(0, 263, format!("{};1;{number}", from.full()).as_bytes()),
            word(0, 277, 1),
            avp(0, 264, by.full().as_bytes()),
            avp(0, 296, realm(by.network).as_bytes()),
            result,
        ];
        avps.extend_from_slice(more);
        message(0x40, self.command, self.application, number, &avps)
    }
}

/// Update-Location-Request for a node of `network`.
#[must_use]
pub fn update(imsi: &str, network: &str) -> Ask {
    let more =
        vec![word(TGPP, 1032, 1004), word(TGPP, 1405, 0x22), avp(TGPP, 1407, &plmn(network))];
    Ask::new(316, imsi, more)
}

/// Authentication-Information-Request for so many vectors.
#[must_use]
pub fn vectors(imsi: &str, network: &str, count: u32) -> Ask {
    let asked = avp(TGPP, 1408, &word(TGPP, 1410, count));
    Ask::new(318, imsi, vec![avp(TGPP, 1407, &plmn(network)), asked])
}

/// Vectors in an answer, with keys of zeros.
#[must_use]
pub fn vectors_given(count: usize) -> Vec<u8> {
    let one = [
        avp(TGPP, 1447, &[0; 16]),
        avp(TGPP, 1448, &[0; 8]),
        avp(TGPP, 1449, &[0; 16]),
        avp(TGPP, 1450, &[0; 32]),
    ];
    let vector = avp(TGPP, 1414, &one.concat());
    avp(TGPP, 1413, &vector.repeat(count))
}

/// Subscription data with the number.
#[must_use]
pub fn profile(msisdn: &str) -> Vec<u8> {
    let inside = [
        word(TGPP, 1424, 0),
        avp(TGPP, 701, &digits(msisdn)),
        avp(TGPP, 1435, &[word(TGPP, 516, 1000), word(TGPP, 515, 1000)].concat()),
    ];
    avp(TGPP, 1400, &inside.concat())
}

/// Insert-Subscriber-Data-Request with these flags.
#[must_use]
pub fn insert(imsi: &str, flags: u32) -> Ask {
    Ask::new(319, imsi, vec![avp(TGPP, 1400, &[]), word(TGPP, 1490, flags)])
}

/// Where a subscriber is: cell and tracking area of a network.
#[must_use]
pub fn place(network: &str) -> Vec<u8> {
    let cell = [&plmn(network)[..], &[0, 0, 1, 2]].concat();
    let area = [&plmn(network)[..], &[0, 7]].concat();
    let mme = [avp(TGPP, 1602, &cell), avp(TGPP, 1603, &area), word(TGPP, 1610, 0)].concat();
    avp(TGPP, 1496, &avp(TGPP, 1600, &mme))
}

/// MT-Forward-Short-Message-Request.
#[must_use]
pub fn deliver(imsi: &str, centre: &str, tpdu: &[u8]) -> Ask {
    let more = vec![avp(TGPP, 3300, &digits(centre)), avp(TGPP, 3301, tpdu)];
    Ask::new(8_388_646, imsi, more).of(SGD)
}

/// Send-Routing-Info-for-SM-Request.
#[must_use]
pub fn route(msisdn: &str, centre: &str) -> Ask {
    let more = vec![avp(TGPP, 701, &digits(msisdn)), avp(TGPP, 3300, &digits(centre))];
    Ask::new(8_388_647, "", more).of(S6C)
}

/// What that is answered with.
#[must_use]
pub fn routed(imsi: &str, mme: &Host<'_>) -> Vec<Vec<u8>> {
    let node = [avp(TGPP, 2402, mme.full().as_bytes()), avp(TGPP, 1645, &[0x33, 0x96])];
    vec![avp(0, 1, imsi.as_bytes()), avp(TGPP, 2401, &node.concat())]
}

/// Capabilities-Exchange-Request.
#[must_use]
pub fn introduce(from: &Host<'_>, number: u32, applications: &[u32]) -> Vec<u8> {
    let [a, b, c, d] = from.address;
    let mut avps = vec![
        avp(0, 264, from.full().as_bytes()),
        avp(0, 296, realm(from.network).as_bytes()),
        avp(0, 257, &[0, 1, a, b, c, d]),
        word(0, 266, 0),
        avp(0, 269, b"example"),
    ];
    avps.extend(applications.iter().map(|id| word(0, 258, *id)));
    message(0x80, 257, 0, number, &avps)
}
