//! Everything else a backup lists: seven of ten rows are directories, a few are links.

use super::Plant;
use super::layout::file;
use super::phone::Phone;
use crate::words::{APPS, FIRST_NAMES};
use crate::{Result, Rng};

const DOMAINS: &[&str] = &[
    "HomeDomain",
    "CameraRollDomain",
    "MediaDomain",
    "RootDomain",
    "HealthDomain",
    "HomeKitDomain",
    "SystemPreferencesDomain",
    "DatabaseDomain",
    "InstallDomain",
    "ManagedPreferencesDomain",
    "NetworkDomain",
    "ProtectedDomain",
    "TonesDomain",
    "KeychainDomain",
    "WirelessDomain",
    "SysContainerDomain-com.apple.fairplayd.H2",
    "SysContainerDomain-com.apple.metrickitd",
    "SysSharedContainerDomain-systemgroup.com.apple.media.shared.books",
    "AppDomain-com.apple.mobilemail",
    "AppDomain-com.apple.Maps",
    "AppDomain-com.apple.tv",
    "AppDomainGroup-group.com.apple.stocks",
    "AppDomainPlugin-com.apple.stocks.widget",
];
const FOLDERS: &[&str] = &[
    "Library/Preferences",
    "Library/Caches",
    "Library/Application Support",
    "Documents",
    "Library/WebKit/WebsiteData/IndexedDB/v1",
    "Library/Cookies",
    "Media/DCIM/100APPLE",
    "Media/PhotoData/Thumbnails/V2/DCIM/100APPLE",
    "Media/PhotoData/CPLAssets",
    "Library/Saved",
    "tmp",
    "Library/SplashBoard/Snapshots",
];
const ENDINGS: &[&str] = &["plist", "db", "JPG", "PNG", "dat", "json", "ithmb", "plj"];

/// Fills the evidence with about `index_rows` entries, and plants what the index is to show.
pub(crate) fn write(phone: &mut Phone) -> Result<()> {
    planted(phone)?;
    let mut rng = phone.rng("files");
    let mut rows = 0;
    while rows < phone.plan.index_rows {
        let domain = domain(&mut rng);
        let folder = format!("{}/{}", rng.pick(FOLDERS), unique(&mut rng, rows));
        phone.layout.directory(file(&domain, &folder))?;
        rows += 1;
        // Three files for each seven directories; the folders above count little.
        for number in 0..rng.below(2) {
            let ending = rng.pick(ENDINGS);
            let path =
                format!("{folder}/{}_{number:04}.{ending}", rng.pick(FIRST_NAMES).to_lowercase());
            let mut bytes = vec![0; usize::try_from(rng.range(0, 300)).unwrap_or(0)];
            rng.fill(&mut bytes);
            phone.write(file(&domain, &path), &bytes)?;
            rows += 1;
        }
        if rng.chance(10) {
            let link = format!("{folder}/current");
            phone.layout.link(file(&domain, &link), "/var/mobile/Library/Caches")?;
            rows += 1;
        }
    }
    Ok(())
}

fn domain(rng: &mut Rng) -> String {
    if rng.chance(500) {
        format!("AppDomain-{}", rng.pick(APPS))
    } else {
        rng.pick(DOMAINS).to_owned()
    }
}

fn unique(rng: &mut Rng, number: u64) -> String {
    format!("{}-{number:x}", rng.pick(FIRST_NAMES))
}

fn planted(phone: &mut Phone) -> Result<()> {
    let files = [
        (Plant::ManifestName, "Library/Preferences/nw_beacon.plist"),
        (Plant::ManifestPath, "Library/Caches/nachtwacht/stage2.dat"),
        (
            Plant::ManifestHost,
            "Library/WebKit/WebsiteData/IndexedDB/v1/https_veerpont.example.org_0/IndexedDB.sqlite3",
        ),
    ];
    for (plant, path) in files {
        if phone.has(plant) {
            let file = file("HomeDomain", path);
            phone.write(file, b"nachtwacht is made up\n")?;
            phone.planted(plant, file, path);
        }
    }
    if phone.has(Plant::ManifestMissing) {
        let file = file("HomeDomain", "Library/Caches/gone.db");
        phone.layout.missing(file)?;
        phone.planted(Plant::ManifestMissing, file, file.path);
    }
    Ok(())
}
