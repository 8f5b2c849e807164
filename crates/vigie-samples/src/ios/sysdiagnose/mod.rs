//! A sysdiagnose: the folder a phone writes when one presses its buttons, as far as Vigie and its
//! peers read it.

mod accounts;
mod archive;
mod device;
mod inventory;
mod logs;
mod processes;
mod spindump;
mod statistics;

use std::fs;
use std::path::{Path, PathBuf};

use super::layout::{DeviceFile, Layout, file};
use super::phone::Phone;
use super::shutdown::shutdown_log;
use super::{Answers, Plan, Release, clock, crashes, powerlog, profiles, residue, settings, tcc};
use crate::{Error, Result};

impl Plan {
    /// Writes a sysdiagnose into `folder`, as one folder whose name begins with `sysdiagnose_`,
    /// and gives its answer key.
    ///
    /// # Errors
    /// When a file cannot be written, or no schema of this iOS is known.
    pub fn write_sysdiagnose(&self, folder: &Path) -> Result<Answers> {
        let name = name(Release::of(self.ios)?);
        let mut layout = Sysdiagnose { folder: folder.join(&name) };
        let mut phone = Phone::new(self, &mut layout)?;
        shutdown(&mut phone)?;
        inventory::write(&mut phone)?;
        device::write(&mut phone, &name)?;
        logs::write(&mut phone)?;
        accounts::write(&mut phone)?;
        archive::write(&mut phone)?;
        profiles::write(&mut phone)?;
        tcc::write(&mut phone)?;
        crashes::write(&mut phone, "crashes_and_spins")?;
        powerlog::write_sysdiagnose(&mut phone)?;
        let place = file("", "logs/MobileInstallation/mobile_installation.log.0");
        residue::installation_log(&mut phone, place)?;
        let place = file("", "logs/Networking/com.apple.networkextension.plist");
        settings::extensions(&mut phone, place)?;
        settings::write_wifi(&mut phone, file("", "WiFi/com.apple.wifi.known-networks.plist"))?;
        for planted in &mut phone.answers.planted {
            // MVT reads what the device is, and nothing else.
            planted.seen_by_mvt = false;
        }
        Ok(phone.answers)
    }
}

/// The name that the phone gives the folder, by its own clock.
fn name(release: Release) -> String {
    let [year, month, day, hour, minute, second] = clock::local(release.backed_up);
    let zone = clock::zone(release.backed_up);
    format!(
        "sysdiagnose_{year}.{month:02}.{day:02}_{hour:02}-{minute:02}-{second:02}{zone}_iPhone-OS_iPhone_{}",
        release.build
    )
}

struct Sysdiagnose {
    folder: PathBuf,
}

impl Layout for Sysdiagnose {
    fn name(&self, file: DeviceFile) -> String {
        let name = file.path.rsplit('/').next().unwrap_or("");
        match file.domain {
            profiles::DOMAIN if name == "EffectiveUserSettings.plist" => {
                format!("logs/MCState/User/{name}")
            }
            profiles::DOMAIN => format!("logs/MCState/Shared/{name}"),
            _ if file == tcc::FILE => "logs/Accessibility/TCC.db".to_owned(),
            _ => file.path.to_owned(),
        }
    }

    fn place(&mut self, file: DeviceFile) -> Result<PathBuf> {
        let path = self.folder.join(self.name(file));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::at(folder))?;
        }
        Ok(path)
    }

    fn keep(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }

    fn directory(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }

    fn link(&mut self, _: DeviceFile, _: &str) -> Result<()> {
        Ok(())
    }

    fn missing(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }
}

fn shutdown(phone: &mut Phone) -> Result<()> {
    let log = shutdown_log(phone);
    let place = file("", "system_logs.logarchive/Extra/shutdown.log");
    phone.write(place, log.text.as_bytes())?;
    for (plant, line, path) in log.planted {
        phone.planted_row(plant, place, "line", line, path);
    }
    phone.count("shutdown_log", log.clients);
    // The log before the last restart of the log daemon.
    let older = "After 1.20s, these clients are still here:\n\t\tremaining client pid: 77 (/usr/libexec/nfcd)\n";
    let ended = phone.release.backed_up.plus(-9_000_000).unix();
    let place = file("", "system_logs.logarchive/Extra/shutdown.0.log");
    phone.write(place, format!("{older}SIGTERM: [{ended}]\n").as_bytes())
}
