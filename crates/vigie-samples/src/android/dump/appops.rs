//! `appops`: what apps may do, and when they last did.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::{Phone, TAKEN, local_millis, span};

const OPERATIONS: [&str; 12] = [
    "READ_CONTACTS",
    "WAKE_LOCK",
    "COARSE_LOCATION",
    "CAMERA",
    "RECORD_AUDIO",
    "TOAST_WINDOW",
    "READ_CLIPBOARD",
    "READ_EXTERNAL_STORAGE",
    "FINE_LOCATION",
    "READ_SMS",
    "WRITE_SETTINGS",
    "VIBRATE",
];

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let mut rng = phone.rng("appops");
    dump.service("appops")?;
    dump.block("Current AppOps Service state:\n  Settings:\n    top_state_settle_time=+30s0ms\n    fg_service_state_settle_time=+10s0ms\n    bg_state_settle_time=+1s0ms\n\n  Op mode watchers:\n    Op COARSE_LOCATION:\n      #0: ModeCallback{b8f1a14 watchinguid=-1 flags=0x1 from uid=1000 pid=4098}\n")?;
    let each = (phone.plan.lines / 16 / u64::try_from(phone.apps.len()).unwrap_or(1).max(1) / 5)
        .clamp(1, 12);
    for app in &phone.apps {
        uid(dump, phone, &app.user())?;
        put!(dump, "    Package {}:", app.package);
        for number in 0..each {
            let operation =
                OPERATIONS.get(usize::try_from(number).unwrap_or(0)).copied().unwrap_or("VIBRATE");
            entry(dump, phone, operation, rng.range(1, 2_000_000_000))?;
        }
    }
    if dump.has(Plant::Appops) {
        uid(dump, phone, "u0a901")?;
        dump.plant_next(Plant::Appops);
        put!(dump, "    Package {}:", Plant::Appops.value());
        entry(dump, phone, "RECORD_AUDIO", 3_600_000)?;
    }
    put!(dump);
    dump.end_service()
}

fn uid(dump: &mut Dump, phone: &Phone, user: &str) -> Result<()> {
    put!(dump, "  Uid {user}:");
    if phone.make.android >= 10 {
        put!(dump, "    state=cch");
    }
    if phone.make.android >= 14 {
        put!(dump, "    capability=--");
        put!(dump, "    appWidgetVisible=false");
    }
    if phone.make.android >= 10 {
        put!(dump, "      LEGACY_STORAGE: mode=ignore");
    }
    Ok(())
}

/// One operation that was last used `ago` milliseconds before.
fn entry(dump: &mut Dump, phone: &Phone, operation: &str, ago: i64) -> Result<()> {
    let time = local_millis(TAKEN.plus(-ago / 1000));
    let span = span(ago);
    match phone.make.android {
        ..10 => put!(dump, "      {operation}: mode=0; time=+{span} ago; duration=+33ms"),
        10 => {
            put!(dump, "      {operation} (allow): ");
            put!(dump, "          Access: [fg-s] {time} (-{span}) duration=+33ms");
            // This version leaves the space out.
            put!(dump, "          Reject: [bg-s]{time} (-{span})");
        }
        _ => {
            put!(dump, "      {operation} (allow / switch {operation}=allow): ");
            put!(dump, "        null=[");
            put!(dump, "          Access: [fg-s] {time} (-{span}) duration=+33ms");
            put!(dump, "        ]");
        }
    }
    Ok(())
}
