//! `dbinfo`: open databases and what was last asked of them. `platform_compat`: overrides.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::{Phone, TAKEN, local_millis};

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let mut rng = phone.rng("dbinfo");
    dump.service("dbinfo")?;
    put!(dump, "Applications Database Info:");
    let pools = (phone.plan.lines / 20 / 24).max(4);
    for number in 0..pools {
        let app = phone.app(number);
        let file = format!("/data/user/0/{}/databases/store{}.db", app.package, number % 5);
        pool(dump, &app.package, &file, 1000 + number, &mut rng, None)?;
    }
    if dump.has(Plant::Dbinfo) {
        let app = Plant::Dbinfo.value();
        let file = format!("/data/user/0/{app}/databases/oogst.db");
        pool(dump, "com.android.systemui", &file, 9_999, &mut rng, Some(Plant::Dbinfo))?;
    }
    put!(dump);
    dump.end_service()
}

fn pool(
    dump: &mut Dump,
    package: &str,
    file: &str,
    pid: u64,
    rng: &mut crate::Rng,
    plant: Option<Plant>,
) -> Result<()> {
    put!(dump);
    put!(dump, "** Database info for pid {pid} [{package}] **");
    put!(dump);
    put!(dump, "Connection pool for {file}:");
    dump.block("  Open: true\n  Max connections: 1\n  Total execution time: 46\n  Configuration: openFlags=268435456, isLegacyCompatibilityWalEnabled=false, journalMode=, syncMode=\n  Available primary connection:\n    Connection #0:\n      isPrimaryConnection: true\n      onlyAllowReadOnlyOperations: true\n      Most recently executed operations:")?;
    let mut time = TAKEN.plus(-rng.range(60, 400_000));
    for number in 0..10 {
        let stamp = local_millis(time);
        if let (0, Some(plant)) = (number, plant) {
            dump.plant_next(plant);
        }
        match number % 3 {
            0 => put!(
                dump,
                "        {number}: [{stamp}] [Pid:({pid})]executeForCursorWindow took 2ms - succeeded, sql=\"SELECT _id, value FROM entry WHERE (name = 'x{number}') ORDER BY _id ASC\", path={file}"
            ),
            1 => put!(
                dump,
                "        {number}: [{stamp}] [Pid:(0)]executeForLong took 0ms - succeeded, sql=\"PRAGMA page_size;\", path={file}"
            ),
            _ => put!(
                dump,
                "        {number}: [{stamp}] [Pid:({pid})]prepare took 0ms - succeeded, sql=\"UPDATE entry SET value=? WHERE _id=?\", path={file}"
            ),
        }
        time = crate::Moment(time.0 - rng.range(1_000, 9_000_000));
    }
    Ok(())
}

pub(super) fn platform_compat(dump: &mut Dump, _: &Phone) -> Result<()> {
    dump.service("platform_compat")?;
    for number in 0..60 {
        put!(
            dump,
            "ChangeId({}; name=CHANGE_NUMBER_{number}; enableSinceTargetSdk={})",
            144_027_538 + number * 1_013,
            29 + number % 7
        );
    }
    put!(dump, "ChangeId(189969744; name=DOWNSCALE_65; disabled; overridable)");
    if dump.has(Plant::PlatformCompat) {
        let app = Plant::PlatformCompat.value();
        dump.plant_next(Plant::PlatformCompat);
        put!(
            dump,
            "ChangeId(168419799; name=DOWNSCALED; disabled; packageOverrides={{com.whatsapp=false}}; rawOverrides={{com.whatsapp=false, {app}=false}}; overridable)"
        );
    }
    dump.end_service()
}
