//! Identifiers of WhatsApp's people and groups: `33612345678@s.whatsapp.net`.

use vigie_core::Observable;

/// The telephone number that an identifier holds, as digits without `+`. Those of groups up to 2021
/// (`33612345678-1600000000@g.us`) hold that of whoever made the group; identifiers ending in
/// `@lid` hold none, on purpose.
pub(crate) fn phone(jid: &str) -> Option<&str> {
    let (user, server) = jid.split_once('@')?;
    let digits = match server {
        // A device of a user is `33612345678:12@…`, an agent of a business `33612345678.1:2@…`.
        "s.whatsapp.net" | "c.us" => user.split([':', '.']).next()?,
        "g.us" => user.split_once('-')?.0,
        _ => return None,
    };
    let is_number = digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

/// Shows what of `jid` an indicator could list.
pub(crate) fn see(
    field: &'static str,
    jid: Option<&str>,
    see: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    if let Some(number) = jid.and_then(phone) {
        see(field, Observable::Phone(number));
    }
}

/// As [`see`], for identifiers of any app: addresses, numbers, or WhatsApp's.
pub(crate) fn see_account(
    field: &'static str,
    id: Option<&str>,
    show: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    match id {
        Some(id) if phone(id).is_some() => see(field, Some(id), show),
        Some(id) => show(field, Observable::Account(id)),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_and_of_makers_of_groups() {
        assert_eq!(phone("33612345678@s.whatsapp.net"), Some("33612345678"));
        assert_eq!(phone("33612345678:12@s.whatsapp.net"), Some("33612345678"));
        assert_eq!(phone("33612345678-1600000000@g.us"), Some("33612345678"));
        assert_eq!(phone("120363123456789012@g.us"), None);
        assert_eq!(phone("42877077966917@lid"), None);
        assert_eq!((phone("status@broadcast"), phone("0@s.whatsapp.net")), (None, None));
    }
}
