//! Behind damage: the next place that looks like something.

use vigie_core::Stop;

use super::Book;
use super::window::Window;

/// Whether something stands at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Guess {
    Yes,
    No,
    /// More bytes are needed to tell.
    NeedsMore,
}

/// Goes on to the first place behind the start of the window where `guess` says yes, or to the end, and
/// notes what was skipped. `guess` is shown bytes, a place in them, and whether they are the last. What
/// is there is looked at before more is waited for, as a stream may never end.
pub(super) fn search(
    window: &mut Window,
    book: &mut Book,
    what: &str,
    guess: impl Fn(&[u8], usize, bool) -> Guess,
) -> Result<(), Stop> {
    let start = window.offset();
    let mut first = 1;
    loop {
        let bytes = window.bytes();
        let at = (first..bytes.len()).find(|at| guess(bytes, *at, false) != Guess::No);
        let is_there = at.is_some_and(|at| guess(bytes, at, false) == Guess::Yes);
        let at = at.unwrap_or(bytes.len());
        first = first.saturating_sub(at);
        window.skip(at);
        if is_there {
            let skipped = window.offset().saturating_sub(start);
            book.damage(start, format!("expected {what}; read on after {skipped} bytes"));
            return Ok(());
        }
        let have = window.bytes().len();
        if window.have(have.saturating_add(1))?.len() > have {
            continue;
        }
        let bytes = window.bytes();
        let at = (first..have).find(|at| guess(bytes, *at, true) == Guess::Yes);
        window.skip(at.unwrap_or(have));
        let skipped = window.offset().saturating_sub(start);
        book.damage(
            start,
            match at {
                Some(_) => format!("expected {what}; read on after {skipped} bytes"),
                None => format!("expected {what}; the last {skipped} bytes hold none"),
            },
        );
        return Ok(());
    }
}
