//! `batterystats`: what happened while the battery drained, and which apps came and went by day.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::{Phone, TAKEN, local_dashed, local_short, span};

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.service("batterystats")?;
    history(dump, phone)?;
    daily(dump, phone)?;
    put!(dump);
    put!(dump, "Statistics since last charge:");
    put!(dump, "  System starts: 0, currently on battery: false");
    put!(dump, "  Estimated battery capacity: 4575 mAh");
    for app in phone.apps.iter().take(40) {
        put!(dump, "  {}:", app.user());
        put!(dump, "    Wake lock *alarm*: 5s 321ms partial (12 times) realtime");
        put!(dump, "    Foreground activities: 2m 3s 456ms realtime (7 times)");
    }
    dump.end_service()
}

/// How the phone tells the time of an event: since the anchor, or on its own clock.
fn stamp(phone: &Phone, start: crate::Moment, millis: i64) -> String {
    if phone.make.android >= 16 {
        return local_short(crate::Moment(start.0 + millis * 1000));
    }
    format!("{:>20}", format!("+{}", span(millis)))
}

fn history(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let mut rng = phone.rng("battery history");
    let start = TAKEN.plus(-6 * 86_400);
    put!(dump, "Battery History (12% used, 500KB used of 4096KB, 31 strings using 2694):");
    put!(dump, "                    0 (19) RESET:TIME: {}", local_dashed(start));
    put!(
        dump,
        "                    0 (2) 100 status=discharging health=good plug=none temp=242 volt=4302 charge=3000 +running phone_signal_strength=great +wifi top=u0a44:\"com.android.launcher3\""
    );
    put!(dump, "                    0 (2) 100 user=0:\"0\"");
    let events = (phone.plan.lines / 16).max(40);
    let step = (6 * 86_400 * 1000 / i64::try_from(events).unwrap_or(1)).max(1);
    let mut at = 0;
    for number in 0..events {
        at += rng.range(1, step);
        let app = phone.app(rng.below(10_000));
        let (time, user, package) = (stamp(phone, start, at), app.user(), &app.package);
        let level = 100 - number * 80 / events;
        match number % 4 {
            0 => put!(
                dump,
                "{time} (2) {level:03} +job={user}:\"{package}/androidx.work.impl.background.systemjob.SystemJobService\""
            ),
            1 => put!(
                dump,
                "{time} (2) {level:03} -job={user}:\"@androidx.work.systemjobscheduler@{package}/androidx.work.impl.background.systemjob.SystemJobService\""
            ),
            2 => put!(dump, "{time} (2) {level:03} +top={user}:\"{package}\""),
            _ => put!(dump, "{time} (2) {level:03} +wake_lock={user}:\"*walarm*:{package}/.Wake\""),
        }
    }
    for (plant, event) in [(Plant::HistoryJob, "+job"), (Plant::HistoryTop, "+top")] {
        if dump.has(plant) {
            let service = if plant == Plant::HistoryJob { "/.Taak" } else { "" };
            dump.plant_next(plant);
            put!(
                dump,
                "{} (2) 020 {event}=u0a902:\"{}{service}\"",
                stamp(phone, start, at + 1000),
                plant.value()
            );
        }
    }
    put!(dump);
    Ok(())
}

fn daily(dump: &mut Dump, phone: &Phone) -> Result<()> {
    put!(dump, "Daily stats:");
    put!(dump, "  Current start time: {}", local_dashed(TAKEN.plus(-30_000)));
    put!(dump, "  Next min deadline: {}", local_dashed(TAKEN.plus(50_000)));
    put!(dump, "  Next max deadline: {}", local_dashed(TAKEN.plus(58_000)));
    put!(dump, "  Current daily discharge step durations:");
    put!(dump, "    #0: +3h32m16s12ms to 96 (power-save-off)");
    for day in 1..=9 {
        let start = TAKEN.plus(-(day + 1) * 86_400);
        put!(dump, "  Daily from {} to {}:", local_dashed(start), local_dashed(start.plus(86_400)));
        put!(dump, "    Discharge step durations:");
        put!(dump, "      #0: +5m15s53ms to 100 (screen-off, power-save-off, device-idle-off)");
        put!(dump, "    Package changes:");
        let app = phone.app(u64::try_from(day).unwrap_or(0) * 7 + 25);
        // The same update is told several times.
        for _ in 0..2 {
            put!(dump, "      Update {} vers={}", app.package, app.version);
        }
        if day == 3 && dump.has(Plant::DailyRemoved) {
            dump.plant_next(Plant::DailyRemoved);
            put!(dump, "      Update {} vers=0", Plant::DailyRemoved.value());
        }
        if day == 5 && dump.has(Plant::DailyUpdate) {
            dump.plant_next(Plant::DailyUpdate);
            put!(dump, "      Update {} vers=17", Plant::DailyUpdate.value());
        }
    }
    Ok(())
}
