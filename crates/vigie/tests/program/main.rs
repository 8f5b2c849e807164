//! The program as its users run it.
#![cfg(test)]

mod android;
mod case;
mod check;
mod evidence;
mod hostile;
#[cfg(unix)]
mod interrupt;
mod joined;
mod signalling;
mod support;
#[cfg(target_os = "linux")]
mod system_calls;
#[cfg(feature = "update")]
mod update;
mod watch;
