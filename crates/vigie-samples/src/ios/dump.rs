//! A dump of the filesystem: the same files under `private/var`, and what backups leave out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use plist::Value;

use super::apps::App;
use super::archive::{binary, dictionary, xml};
use super::layout::{DeviceFile, Layout, file};
use super::phone::Phone;
use super::shutdown::shutdown_log;
use super::write::device;
use super::{
    Answers, Plan, Plant, analytics, apps, crashes, damaged, datausage, powerlog, residue,
    settings, streams, unified, web,
};
use crate::{Error, Result, Rng};

impl Plan {
    /// Writes a filesystem dump into `folder`, whose first folder is `private`, and gives its
    /// answer key. Traces that only backups can hold are left out.
    ///
    /// # Errors
    /// When a file cannot be written, or no schema of this iOS is known.
    pub fn write_dump(&self, folder: &Path) -> Result<Answers> {
        fs::create_dir_all(folder).map_err(Error::at(folder))?;
        let mut dump = Dump { folder: folder.to_path_buf(), made: BTreeSet::new() };
        let plan =
            Self { plants: self.plants.iter().copied().filter(in_dumps).collect(), ..self.clone() };
        let mut phone = Phone::new(&plan, &mut dump)?;
        let apps = apps::apps(&phone);
        device(&mut phone)?;
        apps::hidden_container(&mut phone)?;
        bundles(&mut phone, &apps)?;
        datausage::write_netusage(&mut phone)?;
        logs(&mut phone)?;
        if phone.plan.contacts > 0 {
            web::write_dump(&mut phone)?;
            settings::write_dump(&mut phone)?;
            residue::write_dump(&mut phone)?;
            streams::write(&mut phone)?;
            analytics::write(&mut phone)?;
            powerlog::write_dump(&mut phone)?;
            crashes::write(&mut phone, REPORTS)?;
            damaged::write_dump(&mut phone)?;
            unified::write(&mut phone, &unified::DEVICE)?;
        }
        for planted in &mut phone.answers.planted {
            let seen = seen_by_mvt(&planted.plant, self.ios);
            planted.seen_by_mvt = seen.unwrap_or(planted.seen_by_mvt);
        }
        Ok(phone.answers)
    }
}

/// What MVT sees in dumps otherwise than in backups: logs lie beside their databases, but profiles
/// and the paths of Firefox and of web storage are looked for elsewhere or not at all.
fn seen_by_mvt(plant: &str, ios: u8) -> Option<bool> {
    match plant {
        // It looks for names of origins, where later systems have hashes or another folder.
        "indexed-db" => Some(ios <= 12),
        "local-storage" | "view-service-storage" => Some(ios <= 15),
        "sms-wal" | "safari-wal" | "whatsapp-wal" | "chrome-wal" => Some(true),
        "firefox-visit" | "firefox-favicon" | "manifest-host" => Some(false),
        _ if plant.starts_with("profile-") => Some(false),
        _ => None,
    }
}

/// Where reports of crashes are kept.
const REPORTS: &str = "private/var/mobile/Library/Logs/CrashReporter";

/// Whether a dump can show the trace: there is no index and no list of apps.
fn in_dumps(plant: &Plant) -> bool {
    !matches!(plant, Plant::ManifestMissing | Plant::AppInstalled)
}

struct Dump {
    folder: PathBuf,
    /// Domains whose container was made.
    made: BTreeSet<String>,
}

impl Dump {
    fn path(&self, file: DeviceFile) -> PathBuf {
        self.folder.join(device_path(file))
    }

    /// Containers say whose they are: their folders are named after nothing.
    fn container(&mut self, domain: &str) -> Result<()> {
        let Some((kind, owner)) = domain.split_once('-') else { return Ok(()) };
        if !self.made.insert(domain.to_owned()) {
            return Ok(());
        }
        let class = match kind {
            "AppDomain" => 2,
            "AppDomainPlugin" => 4,
            "AppDomainGroup" => 7,
            "SysContainerDomain" => 12,
            _ => 13,
        };
        let metadata = dictionary([
            ("MCMMetadataContentClass", Value::from(class)),
            ("MCMMetadataIdentifier", Value::from(owner)),
            ("MCMMetadataUUID", Value::from(Rng::part(1, domain).uuid())),
            ("MCMMetadataVersion", Value::from(6)),
        ]);
        let place = file(domain, ".com.apple.mobile_container_manager.metadata.plist");
        let path = self.path(place);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::at(folder))?;
        }
        fs::write(&path, binary(&metadata)?).map_err(Error::at(&path))
    }
}

/// Where a file of a backup stands on the device, without the leading slash.
pub(crate) fn device_path(file: DeviceFile) -> String {
    let (domain, path) = (file.domain, file.path);
    let container = |below: &str| format!("private/var/{below}/{}", Rng::part(0, domain).uuid());
    let (kind, _) = domain.split_once('-').unwrap_or((domain, ""));
    let base = match kind {
        "AppDomain" => container("mobile/Containers/Data/Application"),
        "AppDomainGroup" => container("mobile/Containers/Shared/AppGroup"),
        "AppDomainPlugin" => container("mobile/Containers/Data/PluginKitPlugin"),
        "SysContainerDomain" => container("containers/Data/System"),
        "SysSharedContainerDomain" => container("containers/Shared/SystemGroup"),
        "RootDomain" => "private/var/root".to_owned(),
        "WirelessDomain" => "private/var/wireless".to_owned(),
        "KeychainDomain" => "private/var/Keychains".to_owned(),
        "SystemPreferencesDomain" => "private/var/preferences".to_owned(),
        "DatabaseDomain" => "private/var/db".to_owned(),
        "InstallDomain" => "private/var/installd".to_owned(),
        "NetworkDomain" => "private/var/networkd".to_owned(),
        "ProtectedDomain" => "private/var/protected".to_owned(),
        "ManagedPreferencesDomain" => "private/var/Managed Preferences".to_owned(),
        "HealthDomain" => "private/var/mobile/Library".to_owned(),
        // Paths that start at the root of the device.
        "" => String::new(),
        _ => "private/var/mobile".to_owned(),
    };
    match (base.is_empty(), path.is_empty()) {
        (true, _) => path.to_owned(),
        (_, true) => base,
        _ => format!("{base}/{path}"),
    }
}

impl Layout for Dump {
    fn name(&self, file: DeviceFile) -> String {
        device_path(file)
    }

    fn place(&mut self, file: DeviceFile) -> Result<PathBuf> {
        self.container(file.domain)?;
        let path = self.path(file);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::at(folder))?;
        }
        Ok(path)
    }

    fn keep(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }

    fn directory(&mut self, file: DeviceFile) -> Result<()> {
        let path = self.path(file);
        fs::create_dir_all(&path).map_err(Error::at(path))
    }

    fn link(&mut self, _: DeviceFile, _: &str) -> Result<()> {
        // Links of a phone point to absolute paths: on another machine they would lead astray.
        Ok(())
    }

    fn missing(&mut self, _: DeviceFile) -> Result<()> {
        Ok(())
    }
}

/// Bundle containers of apps with their App Store metadata.
fn bundles(phone: &mut Phone, apps: &[App]) -> Result<()> {
    for app in apps {
        let uuid = Rng::part(0, &format!("bundle {}", app.bundle)).uuid();
        let folder = format!("private/var/containers/Bundle/Application/{uuid}");
        let name = app.bundle.rsplit('.').next().unwrap_or("App");
        let info = dictionary([
            ("CFBundleIdentifier", Value::from(app.bundle.as_str())),
            ("CFBundleExecutable", Value::from(name)),
        ]);
        phone.write(file("", &format!("{folder}/{name}.app/Info.plist")), &xml(&info)?)?;
        let Some(metadata) = &app.metadata else { continue };
        let path = format!("{folder}/iTunesMetadata.plist");
        phone.write(file("", &path), &xml(metadata)?)?;
        if let Some(plant) = app.plant {
            phone.planted(plant, file("", &path), app.bundle.as_str());
        }
    }
    phone.count("applications", apps.len() as u64);
    Ok(())
}

fn logs(phone: &mut Phone) -> Result<()> {
    let log = shutdown_log(phone);
    let place = file("", "private/var/db/diagnostics/shutdown.log");
    phone.write(place, log.text.as_bytes())?;
    for (plant, line, path) in log.planted {
        phone.planted_row(plant, place, "line", line, path);
    }
    phone.count("shutdown_log", log.clients);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_lie_where_the_device_has_them() {
        let path = |domain, path| device_path(file(domain, path));
        assert_eq!(
            path("HomeDomain", "Library/SMS/sms.db"),
            "private/var/mobile/Library/SMS/sms.db"
        );
        assert_eq!(path("RootDomain", ""), "private/var/root");
        let chrome = path("AppDomain-com.google.chrome.ios", "Library/x");
        assert!(chrome.starts_with("private/var/mobile/Containers/Data/Application/"), "{chrome}");
        assert_eq!(path("", "private/var/db/x"), "private/var/db/x");
    }
}
