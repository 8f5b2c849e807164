//! What commands print: memory, files, properties.

use super::{Dump, put};
use crate::Result;
use crate::android::Plant;
use crate::android::phone::{Phone, ZONE};

pub(super) fn first(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.short_command(
        "UPTIME",
        "uptime",
        " 09:30:01 up 23 days,  4:10,  load average: 9.12, 8.80, 8.73",
    )?;
    dump.short_command("MEMORY INFO", "/proc/meminfo", "MemTotal:        7654321 kB\nMemFree:          123456 kB\nMemAvailable:    2345678 kB\nBuffers:            4321 kB\nCached:          2222222 kB")?;
    dump.short_command("CPU INFO", "top -b -n 1 -H -s 6 -o pid,tid,user,pr,ni,%cpu,s,virt,res,pcy,cmd,name", "Threads: 4012 total,   3 running, 4009 sleeping\n  PID   TID USER         PR  NI %CPU S VIRT  RES PCY CMD             NAME\n 9021  9021 shell        20   0 12.0 R  10G  33M  fg dumpstate       dumpstate")?;
    dump.short_command(
        "VIRTUAL MEMORY STATS",
        "/proc/vmstat",
        "nr_free_pages 30864\nnr_zone_inactive_anon 301234\nnr_zone_active_anon 201234",
    )?;
    dump.short_command(
        "SLAB INFO",
        "/proc/slabinfo",
        "slabinfo - version: 2.1\nkmalloc-256  1204 1204 256 16 1 : tunables 0 0 0",
    )?;
    dump.short_command(
        "ZONEINFO",
        "/proc/zoneinfo",
        "Node 0, zone   Normal\n  pages free     30864",
    )?;
    libraries(dump, phone)?;
    dump.short_command("PRINTENV", "printenv", "PATH=/product/bin:/apex/com.android.runtime/bin:/system/bin\nANDROID_ROOT=/system\nANDROID_DATA=/data")?;
    dump.short_command(
        "LSMOD",
        "lsmod",
        "Module                  Size  Used by\nwlan                 7340032  0",
    )?;
    dump.short_command("KERNEL LOG", "dmesg", "<6>[    0.000000] Booting Linux on physical CPU 0x0000000000\n<6>[    1.204000] init: starting service 'ueventd'")
}

/// Which process maps how much of which library: most of the lines of a large dumpstate.
fn libraries(dump: &mut Dump, phone: &Phone) -> Result<()> {
    const NAMES: [&str; 6] =
        ["libart.so", "libc.so", "libhwui.so", "libui.so", "[heap]", "libssl.so"];
    dump.command("LIBRANK", "/system/bin/librank")?;
    put!(dump, " RSStot     VSS     RSS     PSS  Name/PID");
    for number in 0..phone.plan.lines * 2 / 5 {
        let name =
            usize::try_from(number % 6).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or("");
        put!(dump, "{:>6}K {:>4}K  {name}", number * 7 % 9_000, number * 3 % 800);
    }
    dump.end_command()
}

pub(super) fn second(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.short_command("ROOT MOUNTS", "mount", "/dev/block/dm-0 on / type ext4 (ro,seclabel,relatime)\n/dev/block/dm-44 on /data type f2fs (rw,lazytime,seclabel,nosuid,nodev,noatime)")?;
    dump.short_command("FILESYSTEMS & FREE SPACE", "df", "Filesystem       1K-blocks     Used Available Use% Mounted on\ntmpfs              3771408     1540   3769868   1% /dev\n/dev/block/dm-44 115609600 60123456  55486144  53% /data")?;
    dump.command("PACKAGE SETTINGS", "/data/system/packages.xml")?;
    if phone.make.android < 12 {
        put!(dump, "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>");
        put!(dump, "<packages>");
        put!(dump, "    <version sdkVersion=\"{}\" databaseVersion=\"3\" />", phone.make.sdk);
        put!(dump, "</packages>");
    } else {
        put!(dump, "*** /data/system/packages.xml: Permission denied");
    }
    dump.end_command()?;
    dump.short_command(
        "VOLD DUMP",
        "vdc dump",
        "200 0 Dumping loop status\n200 0 Dumping DM status",
    )?;
    dump.short_command(
        "LAST KMSG",
        "/sys/fs/pstore/console-ramoops-0",
        "[    0.000000] Booting Linux\n[   12.345678] init: Service 'bootanim' exited",
    )?;
    dump.short_command("NETWORK INTERFACES", "ip link", "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n12: wlan0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500")
}

/// Properties of the system, as `getprop` prints them.
pub(super) fn lines(phone: &Phone) -> Vec<String> {
    let make = &phone.make;
    let fingerprint = make.fingerprint();
    let sdk = make.sdk.to_string();
    let android = make.android.to_string();
    let pairs: [(&str, &str); 21] = [
        ("dalvik.vm.heapsize", "512m"),
        ("gsm.operator.alpha", "Lagos Mobile"),
        ("init.svc.adbd", "running"),
        ("persist.sys.timezone", ZONE),
        ("persist.sys.locale", "en-NG"),
        (
            "persist.sys.boot.reason.history",
            "reboot,ota,1791000000\nreboot,userrequested,1788000000",
        ),
        ("ro.boot.flash.locked", "1"),
        ("ro.boot.verifiedbootstate", "green"),
        ("ro.boot.vbmeta.device_state", "locked"),
        ("ro.build.fingerprint", &fingerprint),
        ("ro.build.id", make.build),
        ("ro.build.tags", "release-keys"),
        ("ro.build.type", "user"),
        ("ro.build.version.incremental", make.incremental),
        ("ro.build.version.release", &android),
        ("ro.build.version.sdk", &sdk),
        ("ro.build.version.security_patch", make.patch),
        ("ro.debuggable", "0"),
        ("ro.product.manufacturer", make.manufacturer()),
        ("ro.product.model", make.model),
        ("ro.secure", "1"),
    ];
    let text: Vec<String> =
        pairs.iter().map(|(name, value)| format!("[{name}]: [{value}]")).collect();
    text.join("\n").split('\n').map(str::to_owned).collect()
}

pub(super) fn properties(dump: &mut Dump, phone: &Phone) -> Result<()> {
    dump.command("SYSTEM PROPERTIES", "getprop")?;
    for line in lines(phone) {
        put!(dump, "{line}");
    }
    if dump.has(Plant::Property) {
        dump.plant_next(Plant::Property);
        put!(dump, "[{}]: [1]", Plant::Property.value());
    }
    dump.end_command()
}
