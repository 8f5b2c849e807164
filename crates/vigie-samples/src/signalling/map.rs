//! Arguments and results of MAP and CAP operations, written.

use super::ber::{address, digits, element, enumerated, group, integer, leaf, octets, sequence};

/// updateLocation.
pub fn update_location(imsi: &str, msc: &str, vlr: &str) -> Vec<u8> {
    sequence(&[octets(&digits(imsi)), leaf(1, &address(msc)), octets(&address(vlr))])
}

/// updateGprsLocation.
pub fn update_gprs_location(imsi: &str, sgsn: &str) -> Vec<u8> {
    sequence(&[octets(&digits(imsi)), octets(&address(sgsn)), octets(&[4, 192, 0, 2, 1])])
}

/// A result that names the HLR.
pub fn hlr(number: &str) -> Vec<u8> {
    sequence(&[octets(&address(number))])
}

/// cancelLocation, version 3.
pub fn cancel_location(imsi: &str) -> Vec<u8> {
    group(3, &[octets(&digits(imsi)), enumerated(0)])
}

/// purgeMS, version 3.
pub fn purge(imsi: &str, vlr: &str) -> Vec<u8> {
    group(3, &[octets(&digits(imsi)), leaf(0, &address(vlr))])
}

/// sendAuthenticationInfo, version 3.
pub fn vectors(imsi: &str, count: u8) -> Vec<u8> {
    sequence(&[leaf(0, &digits(imsi)), integer(count), element(&[5], &[])])
}

/// Its result: triplets of zeros.
pub fn vectors_result(count: usize) -> Vec<u8> {
    let triplet = sequence(&[octets(&[0; 16]), octets(&[0; 4]), octets(&[0; 8])]);
    group(3, &[group(0, &vec![triplet; count])])
}

/// anyTimeInterrogation by IMSI.
pub fn any_time_interrogation(imsi: &str, scf: &str) -> Vec<u8> {
    sequence(&[
        group(0, &[leaf(0, &digits(imsi))]),
        group(1, &[leaf(0, &[]), leaf(1, &[])]),
        leaf(3, &address(scf)),
    ])
}

/// Where a subscriber is, for anyTimeInterrogation and provideSubscriberInfo.
pub fn located(vlr: &str) -> Vec<u8> {
    let cell = group(3, &[leaf(0, &[0x02, 0xf8, 0x99, 0, 1, 0, 2])]);
    sequence(&[sequence(&[group(0, &[integer(1), leaf(1, &address(vlr)), cell])])])
}

/// provideSubscriberInfo.
pub fn provide_subscriber_info(imsi: &str) -> Vec<u8> {
    sequence(&[leaf(0, &digits(imsi)), group(2, &[leaf(0, &[])])])
}

/// provideSubscriberLocation.
pub fn provide_subscriber_location(imsi: &str, mlc: &str, overrides: bool) -> Vec<u8> {
    let mut parts =
        vec![sequence(&[leaf(0, &[0])]), octets(&address(mlc)), group(0, &[leaf(0, &[1])])];
    if overrides {
        parts.push(leaf(1, &[]));
    }
    parts.push(leaf(2, &digits(imsi)));
    sequence(&parts)
}

/// Its result: a point.
pub fn estimate() -> Vec<u8> {
    sequence(&[octets(&[0x10, 0x40, 0, 0, 0, 0x80, 0, 20])])
}

/// sendRoutingInfoForSM.
pub fn routing_for_message(msisdn: &str, centre: &str) -> Vec<u8> {
    sequence(&[leaf(0, &address(msisdn)), leaf(1, &[0xff]), leaf(2, &address(centre))])
}

/// Its result.
pub fn routed_message(imsi: &str, node: &str) -> Vec<u8> {
    sequence(&[octets(&digits(imsi)), group(0, &[leaf(1, &address(node))])])
}

/// mt-forwardSM or mo-forwardSM: by IMSI from a service centre.
pub fn deliver(imsi: &str, centre: &str, tpdu: &[u8]) -> Vec<u8> {
    sequence(&[leaf(0, &digits(imsi)), leaf(4, &address(centre)), octets(tpdu)])
}

/// mo-forwardSM.
pub fn submit(centre: &str, msisdn: &str, imsi: &str, tpdu: &[u8]) -> Vec<u8> {
    sequence(&[
        leaf(4, &address(centre)),
        leaf(2, &address(msisdn)),
        octets(tpdu),
        octets(&digits(imsi)),
    ])
}

/// A message to a subscriber from a number.
pub fn message(from: &str, protocol: u8, coding: u8, text: &[u8]) -> Vec<u8> {
    let count = u8::try_from(from.len()).unwrap_or(0);
    let mut tpdu = vec![4, count, 0x91];
    tpdu.extend(digits(from));
    tpdu.extend([protocol, coding, 0x62, 0x11, 0x42, 1, 2, 3, 0]);
    tpdu.push(u8::try_from(text.len()).unwrap_or(0));
    tpdu.extend_from_slice(text);
    tpdu
}

/// A message from a name of seven letters or fewer.
pub fn message_from_name(name: &str) -> Vec<u8> {
    let packed = name
        .bytes()
        .zip(0u32..)
        .fold(0u64, |sum, (letter, at)| sum | u64::from(letter) << (7 * at));
    let length = (name.len() * 7).div_ceil(8);
    let count = u8::try_from((name.len() * 7).div_ceil(4)).unwrap_or(0);
    let mut tpdu = vec![4, count, 0xd0];
    tpdu.extend(packed.to_le_bytes().iter().take(length.max(usize::from(count).div_ceil(2))));
    tpdu.extend([0, 0, 0x62, 0x11, 0x42, 1, 2, 3, 0, 2, 1, 1]);
    tpdu
}

/// insertSubscriberData, with a gsmSCF for calls if it has one.
pub fn profile(imsi: &str, msisdn: &str, scf: Option<&str>) -> Vec<u8> {
    let mut parts = vec![leaf(0, &digits(imsi)), leaf(1, &address(msisdn)), leaf(3, &[0])];
    if let Some(scf) = scf {
        let data = sequence(&[enumerated(2), integer(9), leaf(0, &address(scf)), leaf(1, &[0])]);
        parts.push(group(13, &[group(0, &[sequence(&[data])])]));
    }
    sequence(&parts)
}

/// registerSS: forwards all calls.
pub fn forward_calls(to: &str) -> Vec<u8> {
    sequence(&[octets(&[0x21]), leaf(4, &address(to))])
}

/// Other supplementary services: just the code.
pub fn service(code: u8) -> Vec<u8> {
    sequence(&[octets(&[code])])
}

/// USSD.
pub fn ussd() -> Vec<u8> {
    sequence(&[octets(&[15]), octets(&[0xaa, 0x18, 0x2c, 0x36])])
}

/// sendRoutingInfo.
pub fn routing_for_call(msisdn: &str, gmsc: &str) -> Vec<u8> {
    sequence(&[leaf(0, &address(msisdn)), leaf(3, &[0]), leaf(6, &address(gmsc))])
}

/// Its result.
pub fn routed_call(imsi: &str, roaming: &str) -> Vec<u8> {
    group(3, &[leaf(9, &digits(imsi)), octets(&address(roaming))])
}

/// provideRoamingNumber.
pub fn provide_roaming_number(imsi: &str, msc: &str, msisdn: &str) -> Vec<u8> {
    sequence(&[leaf(0, &digits(imsi)), leaf(1, &address(msc)), leaf(2, &address(msisdn))])
}

/// Operations that begin with `[0]` IMSI.
pub fn imsi_first(imsi: &str) -> Vec<u8> {
    sequence(&[leaf(0, &digits(imsi))])
}

/// Operations that begin with the IMSI as OCTET STRING.
pub fn bare_imsi_first(imsi: &str) -> Vec<u8> {
    sequence(&[octets(&digits(imsi))])
}

/// initialDP.
pub fn initial_dp(imsi: &str, called: &str, msc: &str) -> Vec<u8> {
    let party = |number: &str| {
        [&[if number.len().is_multiple_of(2) { 4 } else { 0x84 }, 0x10][..], &digits(number)]
            .concat()
    };
    sequence(&[
        leaf(0, &[9]),
        leaf(2, &party(called)),
        leaf(50, &digits(imsi)),
        leaf(55, &address(msc)),
    ])
}

/// connect.
pub fn connect(to: &str) -> Vec<u8> {
    let party =
        [&[if to.len().is_multiple_of(2) { 4 } else { 0x84 }, 0x10][..], &digits(to)].concat();
    sequence(&[group(0, &[octets(&party)])])
}

/// What MAP says when it opens a dialogue for a subscriber.
pub fn open(imsi: &str) -> Vec<u8> {
    let reference = [&[0x96][..], &digits(imsi)].concat();
    group(0, &[leaf(0, &reference)])
}
