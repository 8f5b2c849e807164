//! Ctrl-C, and the signal that ends a service: the first stops after the current batch, the second at once.

use std::sync::atomic::{AtomicBool, Ordering};

/// True once the user asked to stop.
pub(crate) static STOP: AtomicBool = AtomicBool::new(false);

/// Starts listening for Ctrl-C.
pub(super) fn listen() {
    // Without a handler Ctrl-C ends the program as usual: nothing is lost but comfort.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            stop_at_once();
        }
    });
}

#[expect(clippy::exit, reason = "the user asked twice")]
fn stop_at_once() {
    std::process::exit(130);
}
