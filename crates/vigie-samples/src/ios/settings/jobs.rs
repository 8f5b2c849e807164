//! Jobs that `launchd` was told not to start, and the preferences of crash reporting.

use plist::Value;

use crate::Result;
use crate::ios::Plant;
use crate::ios::archive::dictionary;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;

const DISABLED: DeviceFile = file("DatabaseDomain", "com.apple.xpc.launchd/disabled.plist");
const REPORTS: DeviceFile = file("RootDomain", "Library/Preferences/com.apple.CrashReporter.plist");

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    // What ordinary phones have in it: jobs of developers and of other countries.
    let mut jobs = vec![
        ("com.apple.ReportCrash.DirectoryService", true),
        ("com.apple.mobile.assertion_agent", false),
        ("com.apple.magicswitchd.companion", true),
    ];
    if phone.has(Plant::UpdatesDisabled) {
        jobs.push(("com.apple.mobile.softwareupdated", true));
        jobs.push(("com.apple.softwareupdateservicesd", true));
        jobs.push(("com.apple.OTATaskingAgent", true));
        phone.planted(Plant::UpdatesDisabled, DISABLED, "com.apple.mobile.softwareupdated");
    }
    phone.count("launchd_disabled", jobs.len() as u64);
    let jobs = jobs.into_iter().map(|(job, disabled)| (job, Value::from(disabled)));
    phone.write_plist(DISABLED, &dictionary(jobs))?;
    if phone.has(Plant::ReportsOff) {
        let off = dictionary([
            ("SubmitDiagInfo", Value::from(false)),
            ("DialogType", Value::from("none")),
        ]);
        phone.write_plist(REPORTS, &off)?;
        phone.planted(Plant::ReportsOff, REPORTS, "com.apple.CrashReporter.plist");
    }
    Ok(())
}
