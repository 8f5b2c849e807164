//! PS-PDU: what is handed over on HI2 and HI3 (ETSI TS 102 232-1, module `LI-PS-PDU`).
//!
//! `PS-PDU ::= SEQUENCE { [1] PSHeader, [2] Payload }`, BER with implicit tags, one after the other without
//! framing. Peers write definite, non-minimal and indefinite lengths, and the domain with or without an
//! octet 0 in front; all of it is accepted, deviations are told.

use vigie_core::{Stop, Time};
use vigie_formats::ber::{Class, Deviations, Element, unsigned};

/// The header, borrowed from the octets.
#[derive(Clone, Copy, Debug, Default)]
pub struct Header<'a> {
    /// `li-psDomainId`.
    pub domain: &'a [u8],
    /// LIID: 1 to 25 octets.
    pub liid: &'a [u8],
    /// `authorizationCountryCode`.
    pub country: &'a [u8],
    /// `operatorIdentifier`.
    pub operator: &'a [u8],
    /// `networkElementIdentifier`.
    pub element: &'a [u8],
    /// Communication identity number.
    pub cin: Option<u64>,
    /// `deliveryCountryCode`.
    pub delivery_country: &'a [u8],
    /// `sequenceNumber`.
    pub sequence: Option<u64>,
    /// `timeStamp` as written.
    pub time_text: &'a [u8],
    /// `microSecondTimeStamp`: seconds and microseconds.
    pub micro: Option<(u64, u64)>,
    /// `timeStampQualifier`.
    pub qualifier: Option<u64>,
    /// `interceptionPointID`.
    pub point: &'a [u8],
}

/// Which choice the payload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// `[0]` intercept related information.
    Iri,
    /// `[1]` content of communication.
    Cc,
    /// `[2]` transport related information: its own choice.
    Tri(u32),
    /// `[3]` or `[5]` HI1 operation: its own choice.
    Hi1(u32),
    /// `[4]` encrypted.
    Encrypted,
    /// `[6]` ILHI.
    Ilhi,
    /// `[7]` HI4.
    Hi4,
    /// Any other.
    Other(u32),
}

/// One PDU, borrowed from the octets.
#[derive(Clone, Copy, Debug)]
pub struct PsPdu<'a> {
    /// Where it stands.
    pub offset: u64,
    /// All of its octets.
    pub octets: &'a [u8],
    /// Its header.
    pub header: Header<'a>,
    /// Which payload.
    pub choice: Choice,
    /// The element of the choice.
    pub payload: Element<'a>,
    /// How it was written.
    pub deviations: Deviations,
}

/// Reads the PDU that `element` is.
///
/// # Errors
/// When it is none.
pub fn read<'a>(element: &Element<'a>) -> Result<PsPdu<'a>, Stop> {
    let bad = |expected: &str| Stop::malformed("PS-PDU", element.offset, expected);
    if !element.is(Class::Universal, 16) || !element.constructed {
        return Err(bad("a SEQUENCE"));
    }
    let mut parts = element.elements();
    let head = parts.next_element().ok_or_else(|| bad("a header"))??;
    let body = parts.next_element().ok_or_else(|| bad("a payload"))??;
    if head.context() != Some(1) || body.context() != Some(2) {
        return Err(bad("PSHeader [1] and Payload [2]"));
    }
    let mut deviations = element.deviations.and(head.deviations).and(body.deviations);
    let header = header(&head, &mut deviations)?;
    let payload = body.elements().next_element().ok_or_else(|| bad("a choice of payload"))??;
    deviations = deviations.and(payload.deviations);
    let inner = |element: &Element<'_>| element.first().and_then(|first| first.context());
    let choice = match payload.context() {
        Some(0) => Choice::Iri,
        Some(1) => Choice::Cc,
        Some(2) => Choice::Tri(inner(&payload).unwrap_or(u32::MAX)),
        Some(3 | 5) => Choice::Hi1(inner(&payload).unwrap_or(u32::MAX)),
        Some(4) => Choice::Encrypted,
        Some(6) => Choice::Ilhi,
        Some(7) => Choice::Hi4,
        other => Choice::Other(other.unwrap_or(u32::MAX)),
    };
    Ok(PsPdu {
        offset: element.offset,
        octets: element.octets,
        header,
        choice,
        payload,
        deviations,
    })
}

fn header<'a>(head: &Element<'a>, deviations: &mut Deviations) -> Result<Header<'a>, Stop> {
    let mut header = Header::default();
    let mut fields = head.elements();
    while let Some(field) = fields.next_element() {
        let field = field?;
        *deviations = deviations.and(field.deviations);
        match field.context() {
            Some(0) => header.domain = field.contents,
            Some(1) => header.liid = field.contents,
            Some(2) => header.country = field.contents,
            Some(3) => communication(&field, &mut header, deviations)?,
            Some(4) => {
                deviations.padded_integer |= field.is_padded_integer();
                header.sequence = field.unsigned();
            }
            Some(5) => header.time_text = field.contents,
            Some(6) => header.point = field.contents,
            Some(7) => header.micro = micro(&field),
            Some(8) => header.qualifier = field.unsigned(),
            _ => {}
        }
    }
    Ok(header)
}

fn communication<'a>(
    element: &Element<'a>,
    header: &mut Header<'a>,
    deviations: &mut Deviations,
) -> Result<(), Stop> {
    let mut fields = element.elements();
    while let Some(field) = fields.next_element() {
        let field = field?;
        *deviations = deviations.and(field.deviations);
        match field.context() {
            Some(0) => {
                let mut network = field.elements();
                while let Some(one) = network.next_element() {
                    let one = one?;
                    *deviations = deviations.and(one.deviations);
                    match one.context() {
                        Some(0) => header.operator = one.contents,
                        Some(1) => header.element = one.contents,
                        _ => {}
                    }
                }
            }
            Some(1) => {
                deviations.padded_integer |= field.is_padded_integer();
                header.cin = field.unsigned();
            }
            Some(2) => header.delivery_country = field.contents,
            _ => {}
        }
    }
    Ok(())
}

/// `MicroSecondTimeStamp`.
fn micro(element: &Element<'_>) -> Option<(u64, u64)> {
    let (mut seconds, mut micros) = (None, None);
    let mut fields = element.elements();
    while let Some(Ok(field)) = fields.next_element() {
        match field.context() {
            Some(0) => seconds = unsigned(field.contents),
            Some(1) => micros = unsigned(field.contents),
            _ => {}
        }
    }
    Some((seconds?, micros?))
}

/// Where a time came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeForm {
    /// Seconds and microseconds.
    Micro,
    /// `GeneralizedTime` with a zone.
    Text,
    /// `GeneralizedTime` without a zone: no time for comparison.
    NoZone,
    /// Out of range, or no time at all.
    Wrong,
    /// Only that of the payload.
    Payload,
    /// None.
    Absent,
}

impl PsPdu<'_> {
    /// Its time: `microSecondTimeStamp`, else `timeStamp` with a zone, else the payload's own.
    #[must_use]
    pub fn time(&self) -> (Option<Time>, TimeForm) {
        let (time, form) = stamp(self.header.micro, self.header.time_text);
        if form != TimeForm::Absent {
            return (time, form);
        }
        match self.payload.first().filter(|_| matches!(self.choice, Choice::Iri | Choice::Cc)) {
            Some(first) => {
                let micro = first.component(3).and_then(|field| micro(&field));
                let text = first.component(1).map_or(&[][..], |field| field.contents);
                match stamp(micro, text) {
                    (Some(time), _) => (Some(time), TimeForm::Payload),
                    (None, form) => (None, form),
                }
            }
            None => (None, TimeForm::Absent),
        }
    }
}

fn stamp(micro: Option<(u64, u64)>, text: &[u8]) -> (Option<Time>, TimeForm) {
    if let Some((seconds, micros)) = micro {
        let whole = i64::try_from(seconds).ok().and_then(|seconds| seconds.checked_mul(1_000_000));
        let part = i64::try_from(micros).ok().filter(|micros| *micros <= 999_999);
        let time = whole
            .zip(part)
            .and_then(|(whole, part)| Time::from_unix_micros(whole.checked_add(part)?));
        return (time, if time.is_some() { TimeForm::Micro } else { TimeForm::Wrong });
    }
    if text.is_empty() {
        return (None, TimeForm::Absent);
    }
    match generalized(text) {
        Some((time, true)) => (Some(time), TimeForm::Text),
        Some((_, false)) => (None, TimeForm::NoZone),
        None => (None, TimeForm::Wrong),
    }
}

/// `GeneralizedTime` (X.680 §46): `20260303000000.5Z`, and whether it names a zone.
#[must_use]
pub fn generalized(text: &[u8]) -> Option<(Time, bool)> {
    let text = std::str::from_utf8(text).ok()?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (clock, rest) = text.split_at_checked(digits)?;
    if clock.len() < 10 {
        return None;
    }
    let part = |from: usize, to: usize| clock.get(from..to).unwrap_or("00");
    let (fraction, zone) = match rest.strip_prefix(['.', ',']) {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            rest.split_at_checked(digits)?
        }
        None => ("0", rest),
    };
    let minute = if clock.len() >= 12 { part(10, 12) } else { "00" };
    let second = if clock.len() >= 14 { part(12, 14) } else { "00" };
    let full = format!(
        "{}-{}-{}T{}:{minute}:{second}.{fraction}{zone}",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10)
    );
    Some((Time::parse(&full)?, !zone.is_empty()))
}

/// A LIID for people and comparison: printable as it is, else lower-case hexadecimal.
#[must_use]
pub fn liid_text(octets: &[u8]) -> String {
    if !octets.is_empty() && octets.iter().all(|octet| (0x21..0x7f).contains(octet)) {
        return String::from_utf8_lossy(octets).into_owned();
    }
    crate::hi1::hex(octets)
}

/// Text of a PrintableString or the like; hexadecimal where it is none.
#[must_use]
pub fn text(octets: &[u8]) -> String {
    if octets.iter().all(|octet| (0x20..0x7f).contains(octet)) {
        return String::from_utf8_lossy(octets).into_owned();
    }
    crate::hi1::hex(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_with_and_without_a_zone() {
        let at = |text: &[u8]| generalized(text).map(|(time, zone)| (time.to_string(), zone));
        assert_eq!(at(b"20260303000000.5Z"), Some(("2026-03-03T00:00:00.500000Z".into(), true)));
        assert_eq!(at(b"202603030000+0100"), Some(("2026-03-02T23:00:00Z".into(), true)));
        assert_eq!(at(b"20260303000000"), Some(("2026-03-03T00:00:00Z".into(), false)));
        assert_eq!((at(b"2026"), at(b"20261303000000Z"), at(b"\xff")), (None, None, None));
        assert_eq!(stamp(Some((1, 1_000_000)), b"").1, TimeForm::Wrong);
    }

    #[test]
    fn liids_printable_and_binary() {
        assert_eq!(
            (liid_text(b"FRA1"), liid_text(&[0, 1, 0xff])),
            ("FRA1".into(), "0001ff".into())
        );
    }
}
