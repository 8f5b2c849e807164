//! The text that `dumpstate` writes: what commands print, and what each service says of itself.
//!
//! Written after AOSP `frameworks/native/cmds/dumpstate/dumpstate.cpp` and the `dump` methods of
//! the services, <https://android.googlesource.com/platform/frameworks/>.

mod accessibility;
mod adb;
mod appops;
mod battery;
mod checkin;
mod commands;
mod databases;
mod logs;
mod packages;
mod powers;
mod processes;
mod settings;
mod usage;
mod writer;

use std::path::Path;

use super::phone::{Phone, TAKEN, local};
use super::{Planted, Vendor};
use crate::Result;
pub(crate) use writer::Dump;
use writer::put;

/// Properties of the system, a line each.
pub(crate) fn properties(phone: &Phone) -> Vec<String> {
    commands::lines(phone)
}

/// Writes the dumpstate of `phone` to `file`, whose name in the evidence is `name`; gives what was
/// planted and how many lines there are.
pub(crate) fn write(phone: &Phone, file: &Path, name: &str) -> Result<(Vec<Planted>, u64)> {
    let mut dump = Dump::create(file, name, phone)?;
    header(&mut dump, phone)?;
    if phone.make.android >= 9 {
        powers::critical(&mut dump, phone)?;
    }
    commands::first(&mut dump, phone)?;
    processes::write(&mut dump, phone)?;
    logs::write(&mut dump, phone)?;
    if phone.make.android >= 9 {
        usage::high(&mut dump, phone)?;
    }
    commands::properties(&mut dump, phone)?;
    commands::second(&mut dump, phone)?;
    dump.block("========================================================\n== Android Framework Services\n========================================================")?;
    dump.command("DUMPSYS", "/system/bin/dumpsys")?;
    services(&mut dump, phone)?;
    dump.block("========================================================\n== Checkins\n========================================================")?;
    checkin::write(&mut dump, phone)?;
    dump.block("========================================================\n== Running Application Activities\n========================================================")?;
    powers::activities(&mut dump, phone)?;
    put!(dump, "========================================================");
    put!(dump, "== dumpstate: done (id 1)");
    put!(dump, "========================================================");
    if phone.plan.hostile {
        dump.hostile()?;
    }
    dump.finish()
}

/// What `dumpsys` alone prints, as AndroidQF saves it.
pub(crate) fn write_dumpsys(phone: &Phone, file: &Path, name: &str) -> Result<(Vec<Planted>, u64)> {
    let mut dump = Dump::create(file, name, phone)?;
    services(&mut dump, phone)?;
    dump.finish()
}

fn header(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let make = &phone.make;
    put!(dump, "========================================================");
    put!(dump, "== dumpstate: {}", local(TAKEN));
    put!(dump, "========================================================");
    put!(dump);
    put!(dump, "Build: {}.{}", make.build, make.incremental);
    put!(dump, "Build fingerprint: '{}'", make.fingerprint());
    put!(dump, "Bootloader: unknown");
    put!(dump, "Radio: g5300q-260801-260815-B-12188823");
    put!(dump, "Network: Lagos Mobile");
    if make.android >= 12 {
        put!(dump, "Module Metadata version: 340090000");
    }
    put!(
        dump,
        "Kernel: Linux version 5.15.137-android14-11 (build-user@build-host) #1 SMP PREEMPT"
    );
    put!(
        dump,
        "Command line: console=null androidboot.verifiedbootstate=green androidboot.serialno=EXAMPLE0001"
    );
    if make.android >= 9 {
        put!(
            dump,
            "Uptime: up 3 weeks, 2 days, 4 hours, 10 minutes,  load average: 9.12, 8.80, 8.73"
        );
    }
    put!(dump, "Bugreport format version: {}", if make.android >= 9 { "2.0" } else { "1.0" });
    put!(
        dump,
        "Dumpstate info: id=1 pid=9021 dry_run=0 parallel_run=1 args=/system/bin/dumpstate -S bugreport_mode=full"
    );
    put!(dump);
    Ok(())
}

/// The services, in the order of their names as `dumpsys` has them.
fn services(dump: &mut Dump, phone: &Phone) -> Result<()> {
    put!(dump, "Currently running services:");
    for name in NAMES {
        put!(dump, "  {name}");
    }
    if phone.make.vendor == Vendor::Samsung {
        dump.short("AAS", "")?;
        dump.short("AODManagerService", "  mIsAODRunning = false\n  mAODMode = 1")?;
    }
    accessibility::write(dump, phone)?;
    dump.short("account", "User UserInfo{0:Owner:4c13}:\n  Accounts: 1\n    Account {name=owner@example.org, type=com.google}\n\n  AccountId, Action_Type, timestamp, UID, TableName, Key\n  Accounts History\n  1,action_account_add,2025-11-02 10:11:12,10060,accounts,0")?;
    powers::activity(dump, phone)?;
    adb::write(dump, phone)?;
    usage::alarm(dump, phone)?;
    appops::write(dump, phone)?;
    dump.short("audio", "MediaFocusControl dump time: 9:30:01\nAudio Focus stack entries (last is top of stack):\n\nStream volumes (device: index)\n- STREAM_VOICE_CALL:\n   Muted: false\n   Min: 1\n   Max: 7\n   Current: 2 (speaker): 5")?;
    dump.short("battery", "Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  status: 2\n  health: 2\n  present: true\n  level: 78\n  scale: 100\n  temperature: 291\n  technology: Li-ion")?;
    battery::write(dump, phone)?;
    dump.short("bluetooth_manager", "Bluetooth Status\n  enabled: true\n  state: ON\n  address: 02:00:00:00:00:01\n  name: Phone\n\nBonded devices:\n    02:00:00:00:00:02 [ DUAL ] Headphones")?;
    powers::connectivity(dump, phone)?;
    databases::write(dump, phone)?;
    powers::device_policy(dump, phone)?;
    powers::device_idle(dump, phone)?;
    dump.short("display", "DISPLAY MANAGER (dumpsys display)\n  mSafeMode=false\n  mGlobalDisplayState=ON\n  Display Devices: size=1\n  DisplayDeviceInfo{\"Built-in Screen\": 1080 x 2400, 60.0 fps}")?;
    usage::drop_box(dump, phone)?;
    powers::input_method(dump, phone)?;
    usage::job_scheduler(dump, phone)?;
    dump.short("location", "Location Manager State:\n  User Info:\n    current users: {0}\n  Location Settings:\n    Location Setting: true\n  Historical Aggregate Location Provider Data:")?;
    if phone.make.android < 9 {
        usage::meminfo(dump, phone, "meminfo")?;
    }
    dump.short("media_session", "MEDIA SESSION SERVICE (dumpsys media_session)\n\n0 sessions listeners.\nGlobal priority session is null\nUser Records:\nRecord for full_user=0")?;
    usage::netstats(dump, phone)?;
    powers::notification(dump, phone)?;
    dump.short("overlay", "com.android.theme.font.notoserifsource:0 {\n  mPackageName...........: com.android.theme.font.notoserifsource\n  mUserId................: 0\n  mState.................: STATE_DISABLED\n}")?;
    packages::write(dump, phone)?;
    if phone.make.android >= 11 {
        databases::platform_compat(dump, phone)?;
    }
    dump.short("power", "POWER MANAGER (dumpsys power)\n\nPower Manager State:\n  Settings power_manager_constants:\n    no_cached_wake_locks=true\n  mDirty=0x0\n  mWakefulness=Awake\n\nWake Locks: size=0")?;
    usage::procstats(dump, phone)?;
    if phone.make.android >= 10 {
        powers::role(dump, phone)?;
    }
    settings::write(dump, phone)?;
    dump.short("statusbar", "  mDisabled1=0x0\n  mDisabled2=0x0\n  mDisableRecords.size=0")?;
    powers::telecom(dump, phone)?;
    dump.short("telephony.registry", "last known state:\n  Phone Id=0\n  mCallState=0\n  mServiceState={mVoiceRegState=0(IN_SERVICE)}")?;
    usage::usagestats(dump, phone)?;
    powers::user(dump, phone)?;
    powers::vpn(dump, phone)?;
    dump.short("wifi", "Wi-Fi is enabled\nVerbose logging is off\nStay-awake conditions: 0\nmInIdleMode false\nCurrent network: \"Thuis\" 02:00:00:00:00:03 -54")?;
    dump.short("window", "WINDOW MANAGER LAST ANR (dumpsys window lastanr)\n  <no ANR has occurred since boot>\n\nWINDOW MANAGER WINDOWS (dumpsys window windows)\n  mCurrentFocus=null")
}

const NAMES: &[&str] = &[
    "accessibility",
    "account",
    "activity",
    "adb",
    "alarm",
    "appops",
    "audio",
    "battery",
    "batterystats",
    "bluetooth_manager",
    "connectivity",
    "dbinfo",
    "device_policy",
    "deviceidle",
    "display",
    "dropbox",
    "input_method",
    "jobscheduler",
    "location",
    "meminfo",
    "media_session",
    "netstats",
    "notification",
    "overlay",
    "package",
    "platform_compat",
    "power",
    "procstats",
    "role",
    "settings",
    "statusbar",
    "telecom",
    "telephony.registry",
    "usagestats",
    "user",
    "vpn_management",
    "wifi",
    "window",
];
