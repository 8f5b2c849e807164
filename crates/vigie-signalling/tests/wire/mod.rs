//! Messages of Diameter and GTP-C, written from their specifications, for tests alone.

#![expect(dead_code, reason = "each test takes what it needs")]

/// Vendor number of 3GPP.
pub(crate) const TGPP: u32 = 10415;
pub(crate) const S6A: u32 = 16_777_251;

/// A Diameter pair: RFC 6733 §4.1.
pub(crate) fn avp(vendor: u32, code: u32, data: &[u8]) -> Vec<u8> {
    let start = if vendor == 0 { 8 } else { 12 };
    let length = u32::try_from(start + data.len()).unwrap().to_be_bytes();
    let flags = if vendor == 0 { 0x40 } else { 0xc0 };
    let mut bytes = [&code.to_be_bytes()[..], &[flags], &length[1..]].concat();
    if vendor != 0 {
        bytes.extend(vendor.to_be_bytes());
    }
    bytes.extend(data);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

pub(crate) fn word(vendor: u32, code: u32, value: u32) -> Vec<u8> {
    avp(vendor, code, &value.to_be_bytes())
}

/// A Diameter message: flags, command, application, hop-by-hop and end-to-end numbers.
pub(crate) fn message(
    flags: u8,
    command: u32,
    application: u32,
    number: u32,
    avps: &[Vec<u8>],
) -> Vec<u8> {
    let body = avps.concat();
    let length = u32::try_from(body.len() + 20).unwrap().to_be_bytes();
    let mut bytes = vec![1];
    bytes.extend(&length[1..]);
    bytes.push(flags);
    bytes.extend(&command.to_be_bytes()[1..]);
    bytes.extend(application.to_be_bytes());
    bytes.extend(number.to_be_bytes());
    bytes.extend((number ^ 0x5555_0000).to_be_bytes());
    bytes.extend(body);
    bytes
}

/// The realm of a network, as TS 23.003 §19.2 has it.
pub(crate) fn realm(mcc: u16, mnc: u16) -> String {
    format!("epc.mnc{mnc:03}.mcc{mcc:03}.3gppnetwork.org")
}

/// Digits in binary-coded decimal, filled up with F.
pub(crate) fn bcd(digits: &str) -> Vec<u8> {
    let halves: Vec<u8> = digits.bytes().map(|digit| digit - b'0').collect();
    halves.chunks(2).map(|pair| pair[0] | pair.get(1).copied().unwrap_or(15) << 4).collect()
}

/// Three octets of a network.
pub(crate) fn plmn(mcc: u16, mnc: u16) -> [u8; 3] {
    let digit = |number: u16, place: u16| u8::try_from(number / place % 10).unwrap();
    [
        digit(mcc, 100) | digit(mcc, 10) << 4,
        digit(mcc, 1) | 0xf0,
        digit(mnc, 10) | digit(mnc, 1) << 4,
    ]
}

/// Where a request goes, and whom it is about.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) flags: u8,
    pub(crate) command: u32,
    pub(crate) application: u32,
    pub(crate) number: u32,
    pub(crate) origin: (String, String),
    pub(crate) destination: (String, String),
    pub(crate) imsi: String,
    pub(crate) route: Vec<String>,
    pub(crate) more: Vec<Vec<u8>>,
}

impl Ask {
    /// A request of S6a between two networks.
    pub(crate) fn new(
        command: u32,
        from: (&str, u16, u16),
        to: (&str, u16, u16),
        imsi: &str,
    ) -> Self {
        let node = |(name, mcc, mnc): (&str, u16, u16)| {
            let realm = realm(mcc, mnc);
            let host = if name.is_empty() { String::new() } else { format!("{name}.{realm}") };
            (host, realm)
        };
        Self {
            flags: 0xc0,
            command,
            application: S6A,
            number: 1,
            origin: node(from),
            destination: node(to),
            imsi: imsi.to_owned(),
            route: Vec::new(),
            more: Vec::new(),
        }
    }

    pub(crate) fn with(mut self, avps: Vec<Vec<u8>>) -> Self {
        self.more.extend(avps);
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut avps = vec![
            avp(0, 263, format!("{};1;{}", self.origin.0, self.number).as_bytes()),
            avp(0, 264, self.origin.0.as_bytes()),
            avp(0, 296, self.origin.1.as_bytes()),
            avp(0, 283, self.destination.1.as_bytes()),
        ];
        if !self.destination.0.is_empty() {
            avps.push(avp(0, 293, self.destination.0.as_bytes()));
        }
        if !self.imsi.is_empty() {
            avps.push(avp(0, 1, self.imsi.as_bytes()));
        }
        avps.extend(self.route.iter().map(|host| avp(0, 282, host.as_bytes())));
        avps.extend(self.more.iter().cloned());
        message(self.flags, self.command, self.application, self.number, &avps)
    }

    /// The answer, with this result and these pairs, by the node that was asked or `name` of its realm.
    pub(crate) fn answer(&self, result: u32, name: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
        let (host, realm) = &self.destination;
        let host = if host.is_empty() { format!("{name}.{realm}") } else { host.clone() };
        let result = match result {
            5001..=5999 => avp(0, 297, &[word(0, 266, TGPP), word(0, 298, result)].concat()),
            _ => word(0, 268, result),
        };
        let mut avps = vec![
            avp(0, 263, format!("{};1;{}", self.origin.0, self.number).as_bytes()),
            avp(0, 264, host.as_bytes()),
            avp(0, 296, realm.as_bytes()),
            result,
        ];
        avps.extend(more);
        message(0x40, self.command, self.application, self.number, &avps)
    }
}

/// What an Update-Location-Request has besides the rest.
pub(crate) fn update(mcc: u16, mnc: u16) -> Vec<Vec<u8>> {
    vec![word(TGPP, 1032, 1004), word(TGPP, 1405, 0x22), avp(TGPP, 1407, &plmn(mcc, mnc))]
}

/// A place as an Insert-Subscriber-Data-Answer gives it.
pub(crate) fn place(mcc: u16, mnc: u16) -> Vec<u8> {
    let cell = [&plmn(mcc, mnc)[..], &[0, 0, 1, 2]].concat();
    avp(TGPP, 1496, &avp(TGPP, 1600, &avp(TGPP, 1602, &cell)))
}

/// An element of GTPv2.
pub(crate) fn element(kind: u8, instance: u8, value: &[u8]) -> Vec<u8> {
    let length = u16::try_from(value.len()).unwrap().to_be_bytes();
    [&[kind], &length[..], &[instance], value].concat()
}

/// A message of GTPv2.
pub(crate) fn gtp2(kind: u8, teid: Option<u32>, sequence: u32, elements: &[Vec<u8>]) -> Vec<u8> {
    let body = elements.concat();
    let extra = if teid.is_some() { 8 } else { 4 };
    let length = u16::try_from(body.len() + extra).unwrap().to_be_bytes();
    let mut bytes = vec![if teid.is_some() { 0x48 } else { 0x40 }, kind];
    bytes.extend(length);
    bytes.extend(teid.into_iter().flat_map(u32::to_be_bytes));
    bytes.extend(&sequence.to_be_bytes()[1..]);
    bytes.push(0);
    bytes.extend(body);
    bytes
}

/// A message of GTPv1 with a sequence number.
pub(crate) fn gtp1(kind: u8, teid: u32, sequence: u16, elements: &[u8]) -> Vec<u8> {
    let length = u16::try_from(elements.len() + 4).unwrap().to_be_bytes();
    let mut bytes = vec![0x32, kind];
    bytes.extend(length);
    bytes.extend(teid.to_be_bytes());
    bytes.extend(sequence.to_be_bytes());
    bytes.extend([0, 0]);
    bytes.extend(elements);
    bytes
}

/// A fully qualified TEID of S5/S8 for signalling: 6 of an SGW, 7 of a PGW.
pub(crate) fn f_teid(interface: u8, teid: u32, address: [u8; 4]) -> Vec<u8> {
    let mut value = vec![0x80 | interface];
    value.extend(teid.to_be_bytes());
    value.extend(address);
    element(87, 0, &value)
}

/// A Create Session Request.
pub(crate) fn create_session(
    imsi: &str,
    network: (u16, u16),
    apn: &str,
    end: (u32, [u8; 4]),
    sequence: u32,
) -> Vec<u8> {
    let mut label = vec![u8::try_from(apn.len()).unwrap()];
    label.extend(apn.as_bytes());
    let code = plmn(network.0, network.1);
    let place = [&[0x18][..], &code, &[0, 7], &code, &[0, 0, 1, 2]].concat();
    gtp2(
        32,
        Some(0),
        sequence,
        &[
            element(1, 0, &bcd(imsi)),
            element(83, 0, &code),
            element(82, 0, &[6]),
            element(86, 0, &place),
            f_teid(6, end.0, end.1),
            element(71, 0, &label),
            element(79, 0, &[1, 0, 0, 0, 0]),
            element(93, 0, &element(73, 0, &[5])),
        ],
    )
}
