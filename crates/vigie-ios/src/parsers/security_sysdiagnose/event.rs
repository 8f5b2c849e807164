//! What security daemons counted.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};

use crate::columns::{Columns, Scalar};

pub(super) static KIND: Kind = Kind {
    id: "ios.security_sysdiagnose.event",
    title: Text { en: "Event of a security service", fr: "Événement d’un service de sécurité" },
    brief: &["client", "result", "event"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<SecurityEvent>,
};

/// An event.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SecurityEvent {
    /// Part of the security daemons: `trust`, `networking`, ….
    pub(crate) client: String,
    /// `EventSoftFailure`, `EventHardFailure`, `EventNoteworthy`, ….
    pub(crate) result: String,
    /// Its name.
    pub(crate) event: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Its attributes.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) attributes: Columns,
}

/// Longest text of attributes that is kept.
pub(super) const LONGEST: usize = 64 << 10;

/// Most attributes that are kept.
const MOST: usize = 100;

/// Reads `2023-05-24 19:55:28 +0000 EventSoftFailure: OTAPKIEvent - Attributes: {product : …`: the
/// event, and the beginning of its attributes.
pub(super) fn begin(client: &str, line: &str) -> Option<(SecurityEvent, String)> {
    let (at, rest) = date(line)?;
    let (result, rest) = rest.split_once(": ")?;
    let (event, attributes) = rest.split_once(" - Attributes:").unwrap_or((rest, ""));
    let event = SecurityEvent {
        client: client.to_owned(),
        result: result.trim().to_owned(),
        event: event.trim().to_owned(),
        at: Some(at),
        attributes: Columns::default(),
    };
    Some((event, attributes.to_owned()))
}

/// The date at the start of a line, with a clock of 24 or of 12 hours, and what follows it.
fn date(line: &str) -> Option<(Time, &str)> {
    let zone = line.match_indices([' ', '\u{202f}']).take(4).find_map(|(at, _)| {
        let rest = line.get(at + 1..)?;
        let zone = rest.get(..5).filter(|zone| zone.starts_with(['+', '-']))?;
        let digits = zone.bytes().skip(1).all(|byte| byte.is_ascii_digit());
        digits.then_some((at, zone, rest.get(5..)?))
    });
    let (at, zone, rest) = zone?;
    let wall = line.get(..at)?.replace('\u{202f}', " ");
    let half = if wall.ends_with("PM") { Some(12) } else { wall.ends_with("AM").then_some(0) };
    let wall = wall.trim_end_matches(['A', 'P', 'M', ' ']);
    let wall = match half {
        Some(half) => {
            let (day, clock) = wall.split_once(' ')?;
            let (hour, minutes) = clock.split_once(':')?;
            let hour: u32 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
            format!("{day} {:02}:{minutes}", hour % 12 + half)
        }
        None => wall.to_owned(),
    };
    Some((Time::parse(&format!("{wall}{zone}"))?, rest.trim_start()))
}

impl SecurityEvent {
    /// Takes over attributes: `{product : iPhone OS, rootUsages : ( foo ), errorCode : 0 }`.
    pub(super) fn set(&mut self, text: &str) {
        let inside = text.trim().trim_start_matches('{').trim_end_matches('}');
        let mut depth = 0_u32;
        let pieces = inside.split(|c: char| {
            match c {
                '(' | '{' => depth = depth.saturating_add(1),
                ')' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ',' && depth == 0
        });
        for (key, value) in pieces.filter_map(|piece| piece.split_once(" : ")).take(MOST) {
            let (key, value) = (key.trim(), value.split_whitespace().collect::<Vec<_>>().join(" "));
            let scalar = value.parse().map_or(Scalar::Text(value), Scalar::Integer);
            self.attributes.push(key.to_owned(), scalar);
        }
    }
}

impl Record for SecurityEvent {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "counted by a security service"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (_, text) in self.attributes.texts() {
            links(text).for_each(|link| see("attributes", link.observable()));
            text.split(|c: char| !c.is_ascii_hexdigit())
                .filter(|word| matches!(word.len(), 40 | 64))
                .for_each(|hash| see("attributes", Observable::CertificateHash(hash)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_24_and_12_hours() {
        let read = |line| date(line).map(|(at, rest)| (at.to_string(), rest));
        let at = "2023-05-24T19:55:28Z".to_owned();
        assert_eq!(read("2023-05-24 19:55:28 +0000 E: x"), Some((at.clone(), "E: x")));
        assert_eq!(read("2023-05-24 9:55:28 PM +0200 E: x"), Some((at.clone(), "E: x")));
        assert_eq!(read("2023-05-24 7:55:28\u{202f}PM +0000 E: x"), Some((at, "E: x")));
        assert_eq!(read("foo bar"), None);
        assert_eq!(read("2023-05-24 99:55:28 PM +0200 E"), None);
    }
}
