//! Notifications that were delivered: `Library/UserNotifications/<app>/DeliveredNotifications.plist`
//! (since iOS 12), an archived array of dictionaries.

use plist::Value;

use crate::ios::Plant;
use crate::ios::archive::Archive;
use crate::ios::entries::Entry;
use crate::ios::layout::file;
use crate::ios::life::text;
use crate::ios::phone::Phone;
use crate::{Result, Rng};

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    if phone.plan.ios < 12 {
        return Ok(());
    }
    let planted = [(Plant::Notification, "Your parcel: https://melding-venster.test/p")];
    for (app, planted) in [("com.apple.MobileSMS", &planted[..]), ("net.whatsapp.WhatsApp", &[])] {
        let mut rng = phone.rng(&format!("notifications {app}"));
        let entries = phone.entries(&mut rng, 6, |rng, _| text(rng), planted);
        let bytes = archived(&entries, &mut rng)?;
        let path = format!("Library/UserNotifications/{app}/DeliveredNotifications.plist");
        let place = file("HomeDomain", &path);
        phone.write(place, &bytes)?;
        for entry in &entries {
            if let Some(plant) = entry.plant {
                phone.planted(plant, place, entry.value.as_str());
            }
        }
        phone.count("notifications", entries.len() as u64);
    }
    Ok(())
}

fn archived(entries: &[Entry], rng: &mut Rng) -> Result<Vec<u8>> {
    let mut archive = Archive::new();
    let array = archive.class(&["NSArray", "NSObject"]);
    let dictionary = archive.class(&["NSDictionary", "NSObject"]);
    let date = archive.class(&["NSDate", "NSObject"]);
    let mut all = Vec::new();
    for entry in entries {
        let time = archive.instance(&date, [("NS.time", Value::from(entry.time.mac()))]);
        let fields = [
            ("AppNotificationIdentifier", archive.add(rng.uuid())),
            ("AppNotificationTitle", archive.add("Ada")),
            ("AppNotificationMessage", archive.add(entry.value.as_str())),
            ("AppNotificationCreationDate", time),
            ("AppNotificationBadgeNumber", archive.add(1)),
        ];
        let keys = fields.iter().map(|(key, _)| archive.add(*key)).collect();
        let values = fields.iter().map(|(_, value)| value.clone()).collect();
        let fields = [("NS.keys", Value::Array(keys)), ("NS.objects", Value::Array(values))];
        all.push(archive.instance(&dictionary, fields));
    }
    let root = archive.instance(&array, [("NS.objects", Value::Array(all))]);
    archive.bytes(&root)
}
