//! Services that say which apps did something lately.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::{Phone, TAKEN, local};

pub(super) fn high(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.command("DUMPSYS HIGH", "/system/bin/dumpsys")?;
    meminfo(dump, phone, "HIGH meminfo")?;
    dump.service("HIGH cpuinfo")?;
    put!(dump, "Load: 9.12 / 8.8 / 8.73");
    put!(dump, "CPU usage from 84029ms to 24021ms ago:");
    for app in phone.apps.iter().take(20) {
        put!(
            dump,
            "  1.2% {}/{}: 0.9% user + 0.3% kernel / faults: 412 minor",
            app.uid,
            app.package
        );
    }
    dump.end_service()?;
    put!(dump, "------ 0.431s was the duration of 'DUMPSYS HIGH' ------");
    put!(dump);
    Ok(())
}

pub(super) fn meminfo(dump: &mut Dump, phone: &Phone, name: &str) -> Result<()> {
    dump.service(name)?;
    put!(dump, "Applications Memory Usage (in Kilobytes):");
    put!(dump, "Uptime: 1992345678 Realtime: 2012345678");
    put!(dump);
    put!(dump, "Total PSS by process:");
    for (number, app) in phone.apps.iter().enumerate() {
        put!(
            dump,
            "    {:>9}K: {} (pid {})",
            400_000 / (number + 1),
            app.package,
            1000 + number * 17
        );
    }
    if dump.has(Plant::Meminfo) {
        dump.plant_next(Plant::Meminfo);
        put!(dump, "        7,771K: {} (pid 7771)", Plant::Meminfo.value());
    }
    put!(dump);
    dump.end_service()
}

pub(super) fn alarm(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("alarm")?;
    put!(dump, "Current Alarm Manager state:");
    put!(dump, "  nowRTC={}={} nowELAPSED=1992345678", TAKEN.0 / 1000, local(TAKEN));
    put!(dump, "  Pending alarm batches: 40");
    let count = (phone.plan.lines / 120).max(8);
    for number in 0..count {
        let app = phone.app(number * 11);
        put!(
            dump,
            "    RTC_WAKEUP #{number}: Alarm{{{:x} type 0 origWhen {} whenElapsed 1992345 {}}}",
            number * 0x4d_31 + 1,
            TAKEN.0 / 1000,
            app.package
        );
        put!(dump, "      tag=*walarm*:{}/.Wake", app.package);
    }
    if dump.has(Plant::Alarm) {
        let app = Plant::Alarm.value();
        dump.plant_next(Plant::Alarm);
        put!(
            dump,
            "    RTC_WAKEUP #{count}: Alarm{{77a1 type 0 origWhen {} whenElapsed 1992345 {app}}}",
            TAKEN.0 / 1000
        );
        put!(dump, "      tag=*walarm*:{app}/.Wekker");
    }
    dump.end_service()
}

pub(super) fn job_scheduler(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("jobscheduler")?;
    put!(dump, "Settings:");
    put!(dump, "Registered 42 jobs:");
    let count = (phone.plan.lines / 100).max(8);
    for number in 0..count {
        let app = phone.app(number * 5);
        put!(
            dump,
            "  JOB #{}/{number}: {:x} {}/androidx.work.impl.background.systemjob.SystemJobService",
            app.user(),
            number * 0x31_77,
            app.package
        );
        put!(
            dump,
            "    {} tag=*job*/{}/androidx.work.impl.background.systemjob.SystemJobService",
            app.user(),
            app.package
        );
        put!(dump, "    Source: uid={} user=0 pkg={}", app.user(), app.package);
    }
    if dump.has(Plant::JobScheduler) {
        let app = Plant::JobScheduler.value();
        dump.plant_next(Plant::JobScheduler);
        put!(dump, "  JOB #u0a933/7: 77ab1 {app}/.Taak");
        put!(dump, "    u0a933 tag=*job*/{app}/.Taak");
    }
    dump.end_service()
}

pub(super) fn drop_box(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("dropbox")?;
    put!(dump, "Drop box contents: 31 entries");
    put!(dump, "Max entries: 1000");
    put!(dump);
    for number in 0..12_u64 {
        let app = phone.app(number * 13);
        put!(
            dump,
            "{} data_app_crash (text, 1204 bytes)",
            local(TAKEN.plus(-86_400 * 3 + i64::try_from(number).unwrap_or(0) * 3_000))
        );
        put!(
            dump,
            "    Process: {}/PID: {}/Flags: 0x38e83e44/Package: {} v{} ({}) ...",
            app.package,
            4_000 + number,
            app.package,
            app.version,
            app.version_name()
        );
    }
    if dump.has(Plant::DropBox) {
        let app = Plant::DropBox.value();
        put!(dump, "{} data_app_crash (text, 1204 bytes)", local(TAKEN.plus(-86_400)));
        dump.plant_next(Plant::DropBox);
        put!(dump, "    Process: {app}/PID: 7077/Flags: 0x38e83e44/Package: {app} v7 (0.7) ...");
    }
    dump.end_service()
}

pub(super) fn netstats(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("netstats")?;
    dump.block("Active interfaces:\n  iface=wlan0 ident=[{type=1, subType=COMBINED, networkId=\"Thuis\", metered=false, defaultNetwork=true}]\nUID stats:\n  Pending bytes: 0\n  History since boot:\n  ident=[{type=1, subType=COMBINED, networkId=\"Thuis\", metered=false, defaultNetwork=true}] uid=10120 set=DEFAULT tag=0x0\n    NetworkStatsHistory: bucketDuration=7200")?;
    let count = (phone.plan.lines / 15).max(10);
    for number in 0..count {
        put!(
            dump,
            "      st={} rb={} rp=12 tb={} tp=9 op=0",
            1_792_000_000 + number * 7200 % 400_000,
            1000 + number * 17,
            500 + number * 11
        );
    }
    dump.end_service()
}

pub(super) fn procstats(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("procstats")?;
    put!(dump, "COMMITTED STATS FROM {}:", local(TAKEN.plus(-10_000)));
    for app in &phone.apps {
        put!(dump, "  * {} / {} / v{}:", app.package, app.user(), app.version);
        put!(dump, "           TOTAL: 12% (8.2MB-9.1MB-10MB/5.1MB-6.0MB-7.0MB over 3)");
    }
    if dump.has(Plant::Procstats) {
        dump.plant_next(Plant::Procstats);
        put!(dump, "  * {} / u0a934 / v7:", Plant::Procstats.value());
        put!(dump, "           TOTAL: 77% (8.2MB-9.1MB-10MB/5.1MB-6.0MB-7.0MB over 3)");
    }
    dump.end_service()
}

pub(super) fn usagestats(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let mut rng = phone.rng("usagestats");
    dump.service("usagestats")?;
    put!(dump, "user=0");
    put!(dump, "Last 24 hour events (timeRange=\"10/19/2026, 9:30 AM – 10/20/2026, 9:30 AM\")");
    let count = (phone.plan.lines / 40).max(30);
    let event = |dump: &mut Dump, ago: i64, kind: &str, package: &str| -> Result<()> {
        put!(
            dump,
            "    time=\"{}\" type={kind} package={package} class={package}.MainActivity instanceId=77 taskRootPackage={package} flags=0x0",
            local(TAKEN.plus(-ago))
        );
        Ok(())
    };
    for number in 0..count {
        let app = phone.app(rng.below(10_000));
        let ago = 86_400 - i64::try_from(number * 86_400 / count).unwrap_or(0);
        event(
            dump,
            ago,
            if number % 2 == 0 { "ACTIVITY_RESUMED" } else { "ACTIVITY_PAUSED" },
            &app.package,
        )?;
    }
    if dump.has(Plant::UsageStats) {
        dump.plant_next(Plant::UsageStats);
        event(dump, 60, "ACTIVITY_RESUMED", Plant::UsageStats.value())?;
    }
    put!(dump);
    put!(dump, "In-memory daily stats");
    put!(dump, "  packages");
    for app in phone.apps.iter().filter(|app| !app.system) {
        put!(
            dump,
            "    package={} totalTimeUsed=\"12:34\" lastTimeUsed=\"{}\" appLaunchCount=7",
            app.package,
            local(TAKEN.plus(-4_000))
        );
    }
    dump.end_service()
}
