//! Reads both sides until their `SSH_MSG_KEXINIT`.

use vigie_capture::Moment;
use vigie_core::Reader;

use super::record::Greeting;
use crate::dissect::{Conversation, Next, Output, Side, StreamDissector, StreamProtocol};
use crate::protocols::exposure::Thing;

/// Most bytes of one side that are held; a KEXINIT has one or two thousand.
const MOST_HELD: usize = 40_000;
/// Most lines before that of the version.
const MOST_LINES: usize = 50;

/// SSH, as a protocol of streams.
pub(super) struct Ssh;

impl StreamProtocol for Ssh {
    fn speaks(&self, _: &Conversation, _: Side, start: &[u8]) -> Option<bool> {
        let sign = b"SSH-";
        match start.get(..sign.len()) {
            Some(begin) => Some(begin == sign),
            None if sign.starts_with(start) => None,
            None => Some(false),
        }
    }

    fn dissector(&self) -> Box<dyn StreamDissector> {
        Box::new(Stream::default())
    }
}

#[derive(Default)]
struct Stream {
    client: OneSide,
    server: OneSide,
    at: Option<Moment>,
}

/// What one side said.
#[derive(Default)]
struct OneSide {
    held: Vec<u8>,
    software: Option<String>,
    algorithms: Option<Algorithms>,
    over: bool,
}

/// The name lists of a KEXINIT: key exchange, host key, then encryption, MAC and compression each from the
/// client and from the server.
struct Algorithms([String; 8]);

impl StreamDissector for Stream {
    fn data(
        &mut self,
        _: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        self.at.get_or_insert(at);
        let side = match from {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        };
        let had_software = side.software.is_some();
        side.take(bytes);
        if !had_software && side.software.is_some() {
            out.exposed(Thing::SoftwareVersion, "ssh", at);
        }
        if self.client.over && self.server.over { Next::Done } else { Next::More }
    }

    fn close(&mut self, of: &Conversation, at: Moment, out: &mut Output<'_, '_>) {
        let at = self.at.unwrap_or(at);
        let client = self.client.algorithms.take();
        let server = self.server.algorithms.take();
        let greeting = Greeting {
            connection: of.number,
            client: of.client,
            server: of.server,
            at: at.time(),
            client_software: self.client.software.take(),
            server_software: self.server.software.take(),
            hassh: client.map(|lists| lists.hash(Side::Client)),
            hassh_server: server.map(|lists| lists.hash(Side::Server)),
        };
        if greeting.client_software.is_some() || greeting.server_software.is_some() {
            out.emit(at, &greeting);
        }
    }
}

impl OneSide {
    fn take(&mut self, bytes: &[u8]) {
        if self.over {
            return;
        }
        self.held.extend_from_slice(bytes);
        if self.software.is_none() {
            self.read_software();
        }
        if self.software.is_some() {
            self.read_algorithms();
        }
        if self.held.len() > MOST_HELD || self.over {
            self.over = true;
            self.held = Vec::new();
        }
    }

    /// The line of the version, and those before it.
    fn read_software(&mut self) {
        for _ in 0..MOST_LINES {
            let Some(end) = self.held.iter().position(|byte| *byte == b'\n') else { return };
            let line: Vec<u8> = self.held.drain(..=end).collect();
            if let Some(rest) = line.strip_prefix(b"SSH-") {
                let text = rest.get(..255).unwrap_or(rest);
                let text = String::from_utf8_lossy(text);
                // The version of the protocol stands before the first dash.
                let software = text.split_once('-').map_or(&*text, |(_, software)| software);
                self.software = Some(software.trim_end().to_owned());
                return;
            }
        }
        self.over = true;
    }

    /// The first packet, if it is there: length, length of padding, payload, padding.
    fn read_algorithms(&mut self) {
        let mut reader = Reader::new(&self.held);
        let Ok(length) = reader.u32_be("length") else { return };
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > MOST_HELD {
            self.over = true;
            return;
        }
        let Ok(packet) = reader.take("packet", length) else { return };
        self.algorithms = Algorithms::read(packet);
        self.over = true;
    }
}

impl Algorithms {
    fn read(packet: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(packet);
        reader.u8("padding").ok()?;
        if reader.u8("message").ok()? != 20 {
            return None;
        }
        reader.take("cookie", 16).ok()?;
        let mut lists: [String; 8] = Default::default();
        for list in &mut lists {
            let length = usize::try_from(reader.u32_be("length").ok()?).ok()?;
            let names = reader.take("name list", length).ok()?;
            *list = String::from_utf8_lossy(names).into_owned();
        }
        Some(Self(lists))
    }

    /// HASSH for the way from `side`.
    fn hash(&self, side: Side) -> String {
        let [kex, _, from_client @ .., _] = &self.0;
        let [enc_c, enc_s, mac_c, mac_s, comp_c] = from_client;
        let comp_s = self.0.last().map_or("", String::as_str);
        let [enc, mac, comp] = match side {
            Side::Client => [enc_c.as_str(), mac_c, comp_c],
            Side::Server => [enc_s.as_str(), mac_s, comp_s],
        };
        format!("{:x}", md5::compute(format!("{kex};{enc};{mac};{comp}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{conversation, stream};

    fn kexinit(lists: [&str; 8]) -> Vec<u8> {
        let mut payload = vec![20];
        payload.extend([7; 16]);
        for list in lists {
            payload.extend(u32::try_from(list.len()).unwrap().to_be_bytes());
            payload.extend(list.as_bytes());
        }
        payload.extend([0; 5]);
        let mut packet = u32::try_from(payload.len() + 5).unwrap().to_be_bytes().to_vec();
        packet.push(4);
        packet.extend(payload);
        packet.extend([0; 4]);
        packet
    }

    #[test]
    fn both_sides_are_named_however_the_bytes_come() {
        let lists = ["kex", "key", "enc-c", "enc-s", "mac-c", "mac-s", "comp-c", "comp-s"];
        let client = [b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(), kexinit(lists)].concat();
        let server = [b"hello\r\nSSH-2.0-dropbear\r\n".to_vec(), kexinit(lists)].concat();
        let of = conversation("10.0.0.2:40000", "198.51.100.7:22");
        for step in [1, 7, 4000] {
            let turns = [(Side::Server, server.as_slice()), (Side::Client, client.as_slice())];
            let (gave, _) = stream(&Ssh, &of, &turns, step);
            let found = gave.of("ssh");
            let [record] = found.as_slice() else { panic!("{found:?}") };
            assert_eq!(record["client_software"], "OpenSSH_9.6");
            assert_eq!(record["server_software"], "dropbear");
            let md5 = |text: &str| format!("{:x}", md5::compute(text));
            assert_eq!(record["hassh"], md5("kex;enc-c;mac-c;comp-c"));
            assert_eq!(record["hassh_server"], md5("kex;enc-s;mac-s;comp-s"));
        }
    }
}
