//! `mobile_installation.log.0`: which app was installed or removed when, by the phone's own clock.

use std::fmt::Write;

use crate::ios::clock;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::ios::{Hostile, Plant};
use crate::words::APPS;
use crate::{Moment, Result};

const LOG: DeviceFile =
    file("InstallDomain", "Library/Logs/MobileInstallation/mobile_installation.log.0");
const SIDELOADED: &str = "example.nachtwacht.sideload";

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    installation_log(phone, LOG)
}

/// Writes the log to `place`.
pub(crate) fn installation_log(phone: &mut Phone, place: DeviceFile) -> Result<()> {
    let mut rng = phone.rng("installation");
    let mut log = Log { text: String::new(), lines: 0 };
    for app in APPS.iter().take(12) {
        let time = phone.release.backed_up.plus(-rng.range(100_000, 20_000_000));
        log.installed(app, "appstored", time, &rng.uuid());
    }
    if phone.has(Plant::InstallLog) {
        let time = phone.release.backed_up.plus(-500_000);
        let line = log.installed(SIDELOADED, "mobile_installation_proxy", time, &rng.uuid());
        phone.planted_row(Plant::InstallLog, place, "line", line, SIDELOADED);
        log.removed(SIDELOADED, time.plus(90_000));
    }
    log.removed("com.example.oldgame", phone.release.backed_up.plus(-400_000));
    if phone.odd(Hostile::WrongTypes) {
        log.text.push_str("Foo Bar 99 77:66:55 -1 [] <> () no such line\n\u{0}\u{0}\u{0}\n");
    }
    phone.count("mobile_installation", log.lines.unsigned_abs());
    phone.write(place, log.text.as_bytes())
}

struct Log {
    text: String,
    lines: i64,
}

impl Log {
    /// Adds a line and gives its number.
    fn line(&mut self, time: Moment, message: &str) -> i64 {
        let time = clock::log(time);
        let _ = writeln!(self.text, "{time} [135] <notice> (0x16f1db000) {message}");
        self.lines += 1;
        self.lines
    }

    /// The lines of an installation; gives the number of the first.
    fn installed(&mut self, app: &str, by: &str, time: Moment, uuid: &str) -> i64 {
        let staged = format!(
            "/var/installd/Library/Caches/com.apple.mobile.installd.staging/temp.x/extracted/{app}"
        );
        let first = self.line(
            time,
            &format!("-[MIClientConnection _doInstallationForURL:identity:domain:options:completion:]: Install of \"{staged}\" type Customer (LSInstallType = (null)) requested by {by} (pid 120 (501/501))"),
        );
        self.line(
            time.plus(1),
            &format!("-[MIInstaller performInstallationWithError:]: Installing <MIInstallableBundle ID={app}; Version=1.0, ShortVersion=1.0>"),
        );
        self.line(
            time.plus(2),
            &format!("-[MIContainer makeContainerLiveReplacingContainer:reason:waitForDeletion:withError:]: Made container live for {app} at /private/var/containers/Bundle/Application/{uuid}"),
        );
        self.line(
            time.plus(3),
            &format!("-[MIInstaller performInstallationWithError:]: Install Successful for (Customer:{app}; 1.0)"),
        );
        first
    }

    fn removed(&mut self, app: &str, time: Moment) {
        self.line(
            time,
            &format!("-[MIClientConnection uninstallIdentities:withOptions:completion:]: Uninstall requested by SpringBoard (pid 60) for identity [{app}/(null)]"),
        );
        self.line(
            time.plus(1),
            &format!("-[MIUninstaller _uninstallBundleWithIdentity:linkedToChildren:waitForDeletion:uninstallReason:temporaryReference:deleteDataContainers:wasLastReference:error:]: Uninstalling identifier {app}"),
        );
    }
}
