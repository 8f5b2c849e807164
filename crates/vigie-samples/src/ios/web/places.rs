//! Downloads of Safari and clips of sites on the home screen.

use plist::Value;

use crate::Result;
use crate::ios::Plant;
use crate::ios::archive::{binary, dictionary};
use crate::ios::layout::{DeviceFile, file};
use crate::ios::life::link;
use crate::ios::phone::Phone;

const DOWNLOADS: DeviceFile =
    file("AppDomain-com.apple.mobilesafari", "Library/Safari/Downloads/Downloads.plist");

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    // iPhones download files since iOS 13.
    if phone.plan.ios >= 13 {
        downloads(phone)?;
    }
    clips(phone)
}

fn downloads(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("downloads");
    let planted = [(Plant::SafariDownload, "https://ophaal-punt.test/agenda.pdf")];
    let count = phone.plan.contacts.min(30) / 5;
    let entries = phone.entries(&mut rng, count, |rng, _| format!("{}.pdf", link(rng)), &planted);
    let mut history = Vec::new();
    for entry in &entries {
        let name = entry.value.rsplit('/').next().unwrap_or("file");
        let folder = "/private/var/mobile/Library/Mobile Documents/com~apple~CloudDocs/Downloads";
        history.push(dictionary([
            ("DownloadEntryIdentifier", Value::from(rng.uuid())),
            ("DownloadEntryURL", Value::from(entry.value.as_str())),
            ("DownloadEntryPath", Value::from(format!("{folder}/{name}"))),
            ("DownloadEntryDateAddedKey", Value::from(entry.time.plist())),
            ("DownloadEntryDateFinishedKey", Value::from(entry.time.plus(3).plist())),
            ("DownloadEntryProgressBytesSoFar", Value::from(120_000)),
            ("DownloadEntryProgressTotalToLoad", Value::from(120_000)),
            ("DownloadEntryRemoveWhenDoneKey", Value::from(false)),
        ]));
        if let Some(plant) = entry.plant {
            phone.planted(plant, DOWNLOADS, entry.value.as_str());
        }
    }
    phone.count("safari_downloads", history.len() as u64);
    phone.write_plist(DOWNLOADS, &dictionary([("DownloadHistory", Value::Array(history))]))
}

fn clips(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("clips");
    let planted = [(Plant::WebClip, "https://startscherm.test/app")];
    let entries = phone.entries(&mut rng, 2, |rng, _| link(rng), &planted);
    for entry in &entries {
        let folder = format!("Library/WebClips/{}.webclip", rng.hex(32).to_uppercase());
        let path = format!("{folder}/Info.plist");
        let clip = dictionary([
            ("ClassicMode", Value::from(false)),
            ("ConfigurationIsManaged", Value::from(false)),
            ("FullScreen", Value::from(true)),
            ("IconIsPrecomposed", Value::from(true)),
            ("IconIsScreenShotBased", Value::from(false)),
            ("Orientations", Value::from(0)),
            ("RemovalDisallowed", Value::from(false)),
            ("Title", Value::from("News")),
            ("URL", Value::from(entry.value.as_str())),
        ]);
        phone.write(file("HomeDomain", &path), &binary(&clip)?)?;
        if let Some(plant) = entry.plant {
            phone.planted(plant, file("HomeDomain", &path), entry.value.as_str());
        }
    }
    phone.count("web_clips", entries.len() as u64);
    Ok(())
}
