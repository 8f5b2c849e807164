//! Statistics in the form that machines read.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::Phone;

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.command("CHECKIN BATTERYSTATS", "/system/bin/dumpsys -T 30000 batterystats -c")?;
    put!(dump, "9,0,i,vers,36,215,{0},{0}", phone.make.build);
    for app in &phone.apps {
        put!(dump, "9,0,i,uid,{},{}", app.uid, app.package);
    }
    if dump.has(Plant::Checkin) {
        dump.plant_next(Plant::Checkin);
        put!(dump, "9,0,i,uid,10944,{}", Plant::Checkin.value());
    }
    for app in &phone.apps {
        let (uid, package) = (app.uid, &app.package);
        put!(dump, "9,{uid},l,nt,100,200,300,400,1,2,3,4,0,0,0,0,0,0,0,0");
        put!(dump, "9,{uid},l,wl,*alarm*,0,f,0,0,0,0,5321,p,12,0,5321,5321,0,bp,0,0,0,0,w,0,0,0,0");
        put!(dump, "9,{uid},l,jb,\"{package}/.Job\",8000,3,0,0");
        put!(dump, "9,{uid},l,pr,{package},100,200,0,1,0,0");
        put!(dump, "9,{uid},l,cpu,300,400,0");
    }
    dump.end_command()?;
    dump.short_command(
        "CHECKIN NETSTATS",
        "/system/bin/dumpsys -T 30000 netstats --checkin",
        "v1,1792485000,86400\ni,1,wlan0,0,0,0,0",
    )?;
    dump.short_command(
        "CHECKIN PACKAGE",
        "/system/bin/dumpsys -T 30000 package --checkin",
        "vers,1\nvrfy,com.android.vending,10058",
    )
}
