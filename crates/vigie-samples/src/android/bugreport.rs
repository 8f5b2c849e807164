//! A bug report: the dumpstate, and copies of files of the phone.

use std::fs;
use std::path::Path;

use super::files::{Files, plain};
use super::phone::{Phone, TAKEN, local_dashed};
use super::tombstone::Crash;
use super::{Answers, Plan, Plant, Vendor, dump};
use crate::{Error, Result, pack};

impl Plan {
    /// Writes a bug report into `folder`, unpacked, and gives its answer key.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_bugreport(&self, folder: &Path) -> Result<Answers> {
        let phone = Phone::new(self);
        let mut files = Files::new(&phone, folder)?;
        let name = dumpstate(&phone);
        let (planted, lines) = dump::write(&phone, &files.place(&name)?, &name)?;
        files.answers.planted.extend(planted);
        files.answers.count("dumpstate lines", lines);
        // Samsung's older ones are found by the name of the dumpstate alone.
        if phone.make.vendor != Vendor::Samsung {
            files.write("main_entry.txt", name.as_bytes())?;
            files.write("version.txt", b"2.0")?;
        }
        files.write("dumpstate_log-9021.txt", b"Started dumping\ndone\n")?;
        crashes(&mut files)?;
        mounts(&mut files)?;
        if self.hostile {
            hostile(&files)?;
        }
        Ok(files.answers)
    }

    /// Packs a bug report as its maker does: as it is, or inside another archive.
    ///
    /// # Errors
    /// When a file cannot be read or the archive cannot be written.
    pub fn pack_bugreport(&self, folder: &Path, out: &Path) -> Result<()> {
        if self.vendor != Vendor::Xiaomi {
            return pack::zip_flat(folder, out);
        }
        let outer = out.with_extension("outer");
        fs::create_dir_all(&outer).map_err(Error::at(&outer))?;
        let phone = Phone::new(self);
        let name = dumpstate(&phone).replace(".txt", ".zip");
        pack::zip_flat(folder, &outer.join(name))?;
        let log = outer.join("com.miui.bugreport.txt");
        fs::write(&log, "collected\n").map_err(Error::at(&log))?;
        pack::zip_flat(&outer, out)?;
        fs::remove_dir_all(&outer).map_err(Error::at(&outer))
    }
}

/// What the dumpstate is called.
pub(crate) fn dumpstate(phone: &Phone) -> String {
    let make = &phone.make;
    match make.vendor {
        Vendor::Samsung => format!("dumpState_{}_202610200930.log", make.incremental),
        Vendor::Google | Vendor::Xiaomi => {
            format!("bugreport-{}-{}-{}.txt", make.device, make.build, local_dashed(TAKEN))
        }
    }
}

fn crashes(files: &mut Files) -> Result<()> {
    let make = files.phone.make;
    let ordinary = Crash {
        program: "/vendor/bin/hw/android.hardware.media.c2@1.2-service",
        pid: 2554,
        uid: 1046,
    };
    let mut crashes = vec![(None, ordinary)];
    let programs = [
        (Plant::Tombstone, "/data/local/bin/nwmediad", 3_777),
        (Plant::TombstoneProto, "/data/local/bin/nwbasebandd", 3_778),
    ];
    for (plant, program, pid) in programs {
        if files.has(plant) {
            crashes.push((Some(plant), Crash { program, pid, uid: 1013 }));
        }
    }
    for (number, (plant, crash)) in crashes.iter().enumerate() {
        let name = format!("FS/data/tombstones/tombstone_{number:02}");
        let proto = format!("{name}.pb");
        let text = crash.text(&make);
        // The twin in protobuf stands alone for one plant, where the version writes any.
        let alone = *plant == Some(Plant::TombstoneProto);
        if make.android >= 12 {
            files.write(&proto, &crash.proto(&make))?;
        }
        if !alone {
            files.write(&name, text.as_bytes())?;
        }
        match plant {
            Some(plant) if alone && make.android >= 12 => files.planted(*plant, &proto, None),
            // A file is one crash, and so are both twins.
            Some(plant) if !alone => files.planted(*plant, &name, None),
            _ => {}
        }
    }
    let trace = "FS/data/anr/anr_2026-10-19-12-00-00-000";
    files.lines(
        trace,
        &[
            plain("Subject: Input dispatching timed out"),
            plain("----- pid 4711 at 2026-10-19 12:00:00.123456789+0100 -----"),
            plain("Cmd line: com.whatsapp"),
            plain("\"main\" prio=5 tid=1 Native"),
            plain("----- end 4711 -----"),
            plain(""),
            (
                Some(Plant::Anr),
                "----- pid 7177 at 2026-10-19 12:00:01.123456789+0100 -----".to_owned(),
            ),
            plain(if files.has(Plant::Anr) {
                format!("Cmd line: {}", Plant::Anr.value())
            } else {
                "Cmd line: system_server".to_owned()
            }),
            plain("\"main\" prio=5 tid=1 Native"),
            plain("----- end 7177 -----"),
        ],
    )
}

fn mounts(files: &mut Files) -> Result<()> {
    let writable = files.has(Plant::WritableSystem);
    let system = if writable { "rw" } else { "ro" };
    for pid in [1, 1204, 4711] {
        let name = format!("FS/proc/{pid}/mountinfo");
        let lines = [
            plain("24 23 253:0 / / ro,relatime shared:1 - ext4 /dev/block/dm-0 ro,seclabel"),
            plain(
                "25 24 0:19 / /dev rw,nosuid,relatime shared:2 - tmpfs tmpfs rw,seclabel,size=3771408k,mode=755",
            ),
            plain(
                "30 24 253:44 / /data rw,nosuid,nodev,noatime shared:29 - f2fs /dev/block/dm-44 rw,lazytime,seclabel",
            ),
            (
                None,
                format!(
                    "31 24 253:1 / /vendor {system},relatime shared:3 - ext4 /dev/block/dm-1 {system},seclabel"
                ),
            ),
            plain(
                "32 30 0:41 / /storage/My\\040Card rw,nosuid,nodev shared:40 - vfat /dev/block/vold/public:179,1 rw",
            ),
            (
                (pid == 1).then_some(Plant::Mount),
                if files.has(Plant::Mount) {
                    format!(
                        "40 30 253:44 /x {} rw,nosuid,nodev,noatime shared:29 - f2fs /dev/block/dm-44 rw",
                        Plant::Mount.value()
                    )
                } else {
                    "40 30 0:42 / /mnt/pass_through rw shared:41 - tmpfs tmpfs rw".to_owned()
                },
            ),
        ];
        files.lines(&name, &lines)?;
        if pid == 1 && writable {
            files.planted(Plant::WritableSystem, &name, Some(4));
        }
    }
    Ok(())
}

/// Members that no phone writes: cut, empty, garbage.
fn hostile(files: &Files) -> Result<()> {
    let garbage: [u8; 4096] = files.phone.rng("hostile").bytes();
    files.write("FS/data/tombstones/tombstone_20", b"")?;
    files.write("FS/data/tombstones/tombstone_21", &garbage)?;
    files.write("FS/data/tombstones/tombstone_22.pb", &garbage)?;
    files.write("FS/data/tombstones/tombstone_23.pb", &[0x0a; 3])?;
    files.write("FS/proc/77/mountinfo", b"nothing - here\n1 2 3\n\\")?;
    files.write("FS/data/anr/anr_odd", &garbage)
}
