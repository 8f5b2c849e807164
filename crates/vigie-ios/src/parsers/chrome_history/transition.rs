//! How a visit came about: `transition` of `visits`, after Chromium's `ui/base/page_transition_types.h`.

/// What the low byte says.
const CORE: i64 = 0xff;
/// A redirect made by the page: script or `meta` refresh.
const CLIENT_REDIRECT: i64 = 0x4000_0000;
/// A redirect made by the server.
const SERVER_REDIRECT: i64 = 0x8000_0000;

/// How a page was reached; the number itself where its meaning is not known.
pub(super) fn word(transition: i64) -> String {
    match transition & CORE {
        0 => "link",
        1 => "typed",
        2 => "bookmark",
        3 => "automatic frame",
        4 => "frame",
        5 => "generated",
        6 => "start page",
        7 => "form",
        8 => "reload",
        9 => "keyword",
        10 => "keyword generated",
        other => return other.to_string(),
    }
    .to_owned()
}

/// What else is known about it.
pub(super) fn marks(transition: i64) -> Vec<String> {
    const MARKS: [(i64, &str); 7] = [
        (0x0080_0000, "blocked"),
        (0x0100_0000, "back or forward"),
        (0x0200_0000, "address bar"),
        (0x0400_0000, "home page"),
        (0x0800_0000, "another app"),
        (0x1000_0000, "chain start"),
        (0x2000_0000, "chain end"),
    ];
    let set = MARKS.iter().filter(|(bit, _)| transition & bit != 0);
    set.map(|(_, word)| (*word).to_owned()).collect()
}

/// Who redirected here: `server` or `page`.
pub(super) fn redirect(transition: i64) -> Option<&'static str> {
    if transition & SERVER_REDIRECT != 0 {
        Some("server")
    } else if transition & CLIENT_REDIRECT != 0 {
        Some("page")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A 32-bit number with its highest bit set is stored as a negative one.
    #[test]
    fn signed_and_unsigned_say_the_same() {
        for transition in [0xa000_0001, 0xa000_0001 - (1 << 32)] {
            assert_eq!(word(transition), "typed");
            assert_eq!(redirect(transition), Some("server"));
            assert_eq!(marks(transition), ["chain end"]);
        }
        assert_eq!((redirect(0x1000_0000), redirect(0x4000_0000)), (None, Some("page")));
    }
}
