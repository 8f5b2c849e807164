//! `PROCESSES AND THREADS`: what runs, in the columns of the version's `ps`.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::Phone;

/// Programs of every phone: who runs them, in which domain, and how.
const NATIVE: &[(&str, &str, &str)] = &[
    ("root", "u:r:init:s0", "init"),
    ("root", "u:r:kernel:s0", "[kthreadd]"),
    ("root", "u:r:kernel:s0", "[kworker/0:0H]"),
    ("root", "u:r:kernel:s0", "[rcu_preempt]"),
    ("root", "u:r:kernel:s0", "[migration/0]"),
    ("logd", "u:r:logd:s0", "logd"),
    ("system", "u:r:servicemanager:s0", "servicemanager"),
    ("system", "u:r:surfaceflinger:s0", "surfaceflinger"),
    ("root", "u:r:vold:s0", "vold"),
    ("root", "u:r:netd:s0", "netd"),
    ("root", "u:r:zygote:s0", "zygote64"),
    ("audioserver", "u:r:audioserver:s0", "audioserver"),
    ("cameraserver", "u:r:cameraserver:s0", "cameraserver"),
    ("media", "u:r:mediaserver:s0", "mediaserver"),
    ("keystore", "u:r:keystore:s0", "keystore2"),
    ("radio", "u:r:rild:s0", "rild"),
    ("system", "u:r:gatekeeperd:s0", "gatekeeperd"),
    ("shell", "u:r:adbd:s0", "adbd"),
    ("system", "u:r:system_server:s0", "system_server"),
];

pub(super) fn write(dump: &mut Dump, phone: &Phone) -> Result<()> {
    let old = phone.make.android < 8;
    dump.command(
        "PROCESSES AND THREADS",
        if old { "ps -t -p -P" } else { "ps -A -T -Z -O pri,nice,rtprio,sched,pcy,time" },
    )?;
    if old {
        put!(
            dump,
            "USER      PID   PPID  VSIZE  RSS   PRIO  NICE  RTPRI SCHED  PCY WCHAN              PC  NAME"
        );
    } else {
        put!(
            dump,
            "LABEL                          USER           PID   TID  PPID     VSZ    RSS WCHAN            ADDR S PRI  NI RTPRIO SCH PCY     TIME CMD"
        );
    }
    let mut pid = 0;
    for (user, label, name) in NATIVE {
        pid += 31;
        row(dump, old, label, user, pid, name)?;
    }
    if dump.mixed {
        put!(dump, "------ 0.019s was the duration of 'LIBRANK' ------");
    }
    let threads =
        (phone.plan.lines / 40 / u64::try_from(phone.apps.len()).unwrap_or(1).max(1)).clamp(1, 60);
    for app in &phone.apps {
        pid += 17;
        let user = app.user().replace("u0a", "u0_a");
        for _ in 0..threads {
            row(dump, old, "u:r:untrusted_app:s0:c512,c768", &user, pid, &app.package)?;
        }
    }
    if dump.has(Plant::Process) {
        dump.plant_next(Plant::Process);
        let name = format!("/data/local/bin/{}", Plant::Process.value());
        row(dump, old, "u:r:shell:s0", "shell", pid + 99, &name)?;
    }
    if dump.has(Plant::ProcessCut) {
        dump.plant_next(Plant::ProcessCut);
        let cut = Plant::ProcessCut.value().get(..15).unwrap_or("");
        row(dump, old, "u:r:shell:s0", "shell", pid + 100, cut)?;
    }
    dump.end_command()
}

fn row(dump: &mut Dump, old: bool, label: &str, user: &str, pid: u64, name: &str) -> Result<()> {
    if old {
        put!(
            dump,
            "{user:<9} {pid:<5} 1     68696  2864  20    0     0     0     fg  SyS_epoll_ 0000000000 S {name}"
        );
    } else {
        put!(
            dump,
            "{label:<30} {user:<13} {pid:>5} {pid:>5}     1   68696   2864 do_epoll+         0 S  19   0      - TS   fg 00:00:12 {name}"
        );
    }
    Ok(())
}
