//! A sysdiagnose: the folder a phone writes when one presses its buttons, as far as Vigie and its
//! peers read it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::layout::{DeviceFile, Layout, file};
use super::phone::Phone;
use super::shutdown::shutdown_log;
use super::{Answers, Plan, profiles};
use crate::words::PROCESSES;
use crate::{Error, Result};

impl Plan {
    /// Writes a sysdiagnose into `folder`, as one folder whose name begins with `sysdiagnose_`,
    /// and gives its answer key.
    ///
    /// # Errors
    /// When a file cannot be written, or no schema of this iOS is known.
    pub fn write_sysdiagnose(&self, folder: &Path) -> Result<Answers> {
        let release = super::Release::of(self.ios)?;
        let [year, month, day, hour, minute, second] = release.backed_up.fields();
        let name = format!(
            "sysdiagnose_{year}.{month:02}.{day:02}_{hour:02}-{minute:02}-{second:02}+0000_iPhone-OS_iPhone_{}",
            release.build
        );
        let mut layout = Sysdiagnose { folder: folder.join(&name) };
        let mut phone = Phone::new(self, &mut layout)?;
        shutdown(&mut phone)?;
        processes(&mut phone)?;
        device(&mut phone, &name)?;
        profiles::write(&mut phone)?;
        Ok(phone.answers)
    }
}

struct Sysdiagnose {
    folder: PathBuf,
}

impl Layout for Sysdiagnose {
    fn name(&self, file: DeviceFile) -> String {
        if file.domain == profiles::DOMAIN {
            let name = file.path.rsplit('/').next().unwrap_or("");
            format!("logs/MCState/Shared/{name}")
        } else {
            file.path.to_owned()
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
    Ok(())
}

fn processes(phone: &mut Phone) -> Result<()> {
    let mut text = "USER             UID PRSNA   PID  PPID        F  %CPU %MEM PRI NI      VSZ    RSS WCHAN    TT  STAT STARTED      TIME COMMAND\n".to_owned();
    for (number, name) in PROCESSES.iter().enumerate() {
        let _ = writeln!(
            text,
            "mobile           501     -  {:>4}     1     4004   0.1  0.4  31  0 407926400   9000 -        ??  Ss   10:12AM   0:03.14 /usr/libexec/{name}",
            60 + number
        );
    }
    phone.write(file("", "ps.txt"), text.as_bytes())
}

fn device(phone: &mut Phone, name: &str) -> Result<()> {
    let release = phone.release;
    let text = format!(
        "Local device\n\tProperties: {{\n\t\tOSVersion => {}\n\t\tBuildVersion => {}\n\t\tProductType => {}\n\t\tSerialNumber => SAMPLE0000\n\t}}\n",
        release.version, release.build, release.product
    );
    phone.write(file("", "remotectl_dumpstate.txt"), text.as_bytes())?;
    phone.write(file("", "sysdiagnose.log"), format!("{name}\nTime zone: UTC\n").as_bytes())?;
    let header = serde_json::json!({
        "bug_type": "309",
        "name": "MobileSafari",
        "os_version": format!("iPhone OS {} ({})", release.version, release.build),
        "timestamp": "2026-05-04 09:08:07.00 +0000",
    });
    let crash = format!("{header}\n{{\"procName\":\"MobileSafari\"}}\n");
    phone.write(file("", "crashes_and_spins/MobileSafari-2026-05-04-090807.ips"), crash.as_bytes())
}
