//! The logs: system, events, radio, and the one before the restart.

use super::{Dump, put};
use crate::android::Plant;
use crate::android::phone::{Phone, TAKEN, local, local_short};
use crate::{Moment, Result};

/// What the parts of the system say all day.
const SAID: &[(&str, &str, &str)] = &[
    ("D", "WifiClientModeImpl", "handleMessage: CMD_RSSI_POLL arg1=1 arg2=0"),
    (
        "I",
        "ActivityTaskManager",
        "START u0 {act=android.intent.action.MAIN cat=[android.intent.category.LAUNCHER] flg=0x10200000} from uid 10071",
    ),
    (
        "W",
        "ProcessStats",
        "Tracking association SourceState{a1b2c3d pid=0 state=12} whose proc state is better",
    ),
    (
        "D",
        "ConnectivityService",
        "requestNetwork for uid/pid:10123/4711 NetworkRequest [ REQUEST id=77 ]",
    ),
    (
        "V",
        "BatteryExternalStatsWorker",
        "WiFi energy data was reset, new WiFi energy data is WifiActivityEnergyInfo{ timestamp=1204 }",
    ),
    ("I", "GnssLocationProvider", "WakeLock released by handleMessage(REPORT_SV_STATUS, 0, 0)"),
    ("E", "BluetoothLeScanner", "could not find callback wrapper"),
    (
        "D",
        "NetworkMonitor/101",
        "PROBE_HTTPS https://www.google.com/generate_204 Probably not a portal: result code=204",
    ),
];

fn log_line(
    dump: &mut Dump,
    at: Moment,
    uid: bool,
    pid: u64,
    level: &str,
    tag: &str,
    text: &str,
) -> Result<()> {
    if uid {
        put!(dump, "{}  1000 {pid:>5} {:>5} {level} {tag}: {text}", local_short(at), pid + 9);
    } else {
        put!(dump, "{} {pid:>5} {:>5} {level} {tag}: {text}", local_short(at), pid + 9);
    }
    Ok(())
}

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let mut rng = phone.rng("logcat");
    let uid = phone.make.android >= 8;
    dump.command("SYSTEM LOG", "logcat -v threadtime -v printable -v uid -d *:v")?;
    put!(dump, "--------- beginning of main");
    let count = (phone.plan.lines / 10).max(60);
    let start = TAKEN.plus(-36_000);
    let plants = [
        (
            Plant::LogcatDomain,
            "D",
            "DnsResolver",
            format!("lookup {} netId=101 took 31ms", Plant::LogcatDomain.value()),
        ),
        (
            Plant::LogcatUrl,
            "I",
            "DownloadManager",
            format!("Enqueued https://{}/v2/pakket?id=7 from 10123", Plant::LogcatUrl.value()),
        ),
        (
            Plant::LogcatPath,
            "W",
            "linker",
            format!(
                "{}lib.so: unused DT entry: type 0x6ffffef5 arg 0x1204",
                Plant::LogcatPath.value()
            ),
        ),
    ];
    for number in 0..count {
        let at = Moment(start.0 + i64::try_from(number * 36_000_000 / count).unwrap_or(0) * 1000);
        let pid = 1000 + rng.below(8_000);
        if number == count / 2 {
            put!(dump, "--------- beginning of system");
            if dump.mixed {
                put!(dump, "------ 1.204s was the duration of 'VM TRACES JUST NOW' ------");
            }
            for (plant, level, tag, text) in &plants {
                if dump.has(*plant) {
                    dump.plant_next(*plant);
                    log_line(dump, at, uid, pid, level, tag, text)?;
                }
            }
        }
        if number % 3 == 0 {
            let app = phone.app(rng.below(10_000));
            let text = format!(
                "Background concurrent copying GC freed {}(7MB) AllocSpace objects in {}",
                number * 31 % 90_000,
                app.package
            );
            log_line(dump, at, uid, pid, "I", "art", &text)?;
        } else {
            let at_said = usize::try_from(rng.below(SAID.len() as u64)).unwrap_or(0);
            let (level, tag, text) = SAID.get(at_said).copied().unwrap_or(("I", "x", "y"));
            log_line(dump, at, uid, pid, level, tag, text)?;
        }
    }
    dump.end_command()?;
    events(dump, phone)?;
    dump.short_command("RADIO LOG", "logcat -b radio -v threadtime -v printable -v uid -d *:v", "--------- beginning of radio\n10-20 09:20:00.000  1001  2001  2010 D RILJ    : [1204]> SIGNAL_STRENGTH [PHONE0]")?;
    last(dump, phone)?;
    dump.command("VM TRACES AT LAST ANR", "/data/anr/anr_2026-10-19-12-00-00-000")?;
    put!(dump, "----- pid 4711 at 2026-10-19 12:00:00 -----");
    put!(dump, "Cmd line: com.whatsapp");
    put!(dump, "\"main\" prio=5 tid=1 Native");
    dump.end_command()?;
    traces(dump, phone)
}

/// What every thread did while the dump was made.
fn traces(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.command("VM TRACES JUST NOW", "/data/anr/dumptrace_x2Q7")?;
    for number in 0..phone.plan.lines / 7 / 10 {
        let app = phone.app(number);
        put!(dump, "----- pid {} at {} -----", 1_000 + number, local(TAKEN));
        put!(dump, "Cmd line: {}", app.package);
        put!(dump, "\"main\" prio=5 tid=1 Native");
        put!(dump, "  | group=\"main\" sCount=1 ucsCount=0 flags=1");
        put!(dump, "  native: #00 pc 000b4e18 libc.so (__epoll_pwait+8)");
        put!(dump, "  at android.os.MessageQueue.next(MessageQueue.java:335)");
        put!(dump, "  at android.os.Looper.loop(Looper.java:294)");
        put!(dump, "  at java.lang.reflect.Method.invoke(Native method)");
        put!(dump, "----- end {} -----", 1_000 + number);
        put!(dump);
    }
    dump.end_command()
}

fn events(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let mut rng = phone.rng("event log");
    let uid = phone.make.android >= 8;
    dump.command("EVENT LOG", "logcat -b events -v threadtime -v printable -v uid -d *:v")?;
    put!(dump, "--------- beginning of events");
    let count = (phone.plan.lines / 40).max(20);
    let start = TAKEN.plus(-36_000);
    for number in 0..count {
        let at = Moment(start.0 + i64::try_from(number * 36_000_000 / count).unwrap_or(0) * 1000);
        let app = phone.app(rng.below(10_000));
        let (package, started) = (&app.package, 4_000 + number % 20_000);
        let text = format!("[0,{started},{},{package},service,{{{package}/.Sync}}]", app.uid);
        log_line(dump, at, uid, 1204, "I", "am_proc_start", &text)?;
    }
    if dump.has(Plant::EventLog) {
        let app = Plant::EventLog.value();
        dump.plant_next(Plant::EventLog);
        log_line(
            dump,
            TAKEN.plus(-60),
            uid,
            1204,
            "I",
            "am_proc_start",
            &format!("[0,7077,10950,{app},service,{{{app}/.Dienst}}]"),
        )?;
    }
    dump.end_command()
}

fn last(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let uid = phone.make.android >= 8;
    dump.command("LAST LOGCAT", "logcat -L -b all -v threadtime -v printable -v uid -d *:v")?;
    let at = TAKEN.plus(-23 * 86_400);
    for number in 0..20 {
        log_line(
            dump,
            at.plus(number),
            uid,
            900,
            "I",
            "vold",
            "Start killing processes for /data",
        )?;
    }
    if dump.has(Plant::LastLog) {
        dump.plant_next(Plant::LastLog);
        log_line(
            dump,
            at.plus(30),
            uid,
            901,
            "I",
            "ActivityManager",
            &format!("Killing 7177:{}/u0a951 (adj 900): empty #17", Plant::LastLog.value()),
        )?;
    }
    dump.end_command()
}
