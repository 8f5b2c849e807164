//! Traces that say more together than alone.
//!
//! One process is seen by data usage, a crash report, the shutdown log and PowerLog. One link is
//! received, opened, redirected, and Safari's web content crashes a minute and a half later. One
//! process used the network, and its row in the sibling database is gone.

use super::Release;
use crate::Moment;

/// The process that four artefacts saw.
pub(crate) const PROCESS: &str = "nwjoined";
/// Where its binary stands.
pub(crate) const BINARY: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging/nwjoined";
/// The link of the message, plain http.
pub(crate) const LINK: &str = "http://lokroep.test/uitnodiging";
/// Where it led.
pub(crate) const LANDING: &str = "https://valstrik.test/x/7";
/// The process that data usage knows and `netusage.sqlite` does not any more.
pub(crate) const WIPED: &str = "geveegd";

/// When the process ran.
pub(crate) fn joined(release: Release) -> Moment {
    release.backed_up.plus(-150_000)
}

/// When the link was received; it was opened a minute later.
pub(crate) fn received(release: Release) -> Moment {
    release.backed_up.plus(-120_000)
}

/// When the link was opened.
pub(crate) fn opened(release: Release) -> Moment {
    received(release).plus(60)
}

/// When the web content crashed.
pub(crate) fn crashed(release: Release) -> Moment {
    opened(release).plus(95)
}
