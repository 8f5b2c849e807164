//! What of a request or an answer tells of a person: kinds alone.

use super::head::Head;
use crate::dissect::Output;
use crate::protocols::exposure::{Thing, scan};
use vigie_capture::Moment;

/// Counts what the head of a request shows.
pub(super) fn request(head: &Head<'_>, target: &str, at: Moment, out: &mut Output<'_, '_>) {
    let mut see = |thing| out.exposed(thing, "HTTP", at);
    see(Thing::WebAddress);
    for (header, thing) in [
        ("referer", Thing::Referer),
        ("cookie", Thing::Cookie),
        ("user-agent", Thing::SoftwareVersion),
        ("soapaction", Thing::DeviceControl),
    ] {
        if head.header(header).is_some() {
            see(thing);
        }
    }
    for header in ["authorization", "proxy-authorization"] {
        let scheme = head.header(header).and_then(|value| value.split(' ').next());
        match scheme.map(str::to_ascii_lowercase).as_deref() {
            Some("basic" | "digest" | "ntlm" | "negotiate") => see(Thing::Password),
            Some(_) => see(Thing::Token),
            None => {}
        }
    }
    if let Some((_, query)) = target.split_once('?') {
        scan(query.as_bytes(), &mut see);
    }
    if target.contains("@") && target.contains("://") && has_user(target) {
        see(Thing::Password);
    }
}

/// Whether an absolute address carries a user and a password.
fn has_user(target: &str) -> bool {
    let authority = target.split_once("://").map_or("", |(_, rest)| rest);
    let authority = authority.split(['/', '?']).next().unwrap_or("");
    authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'))
}

/// Counts what the beginning of a request's body shows.
pub(super) fn body(declared: &str, start: &[u8], at: Moment, out: &mut Output<'_, '_>) {
    let declared = declared.to_ascii_lowercase();
    let is_form = declared.contains("form");
    if is_form {
        out.exposed(Thing::FormData, "HTTP", at);
    }
    if is_form || declared.contains("json") || declared.contains("text") {
        scan(start, &mut |thing| out.exposed(thing, "HTTP", at));
    }
}

/// Counts what the head of an answer shows.
pub(super) fn answer(head: &Head<'_>, at: Moment, out: &mut Output<'_, '_>) {
    if head.header("set-cookie").is_some() {
        out.exposed(Thing::Cookie, "HTTP", at);
    }
}
