//! An acquisition of AndroidQF: what it asks the phone for, as lists and copies.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::apk::{self, Signature};
use super::files::{Files, plain};
use super::phone::{Phone, TAKEN};
use super::{Answers, Plan, Plant, dump, listed_packages};
use crate::{Error, Result};

impl Plan {
    /// Writes an acquisition into `folder` and gives its answer key; the bug report inside it and
    /// the backup and intrusion logs have their traces too.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_androidqf(&self, folder: &Path) -> Result<Answers> {
        let phone = Phone::new(self);
        let mut files = Files::new(&phone, folder)?;
        about(&files)?;
        listed_packages::write(&mut files)?;
        listing(&mut files)?;
        processes(&mut files)?;
        texts(&mut files)?;
        copies(&mut files)?;
        apks(&mut files)?;
        hashes(&mut files)?;
        if self.hostile {
            hostile(&files)?;
        }
        let mut answers = files.answers.clone();
        self.nested(folder, &mut answers)?;
        Ok(answers)
    }

    /// What is evidence of its own inside an acquisition.
    fn nested(&self, folder: &Path, answers: &mut Answers) -> Result<()> {
        let phone = Phone::new(self);
        let name = "dumpsys.txt";
        let (planted, lines) = dump::write_dumpsys(&phone, &folder.join(name), name)?;
        answers.count("dumpsys lines", lines);
        // MVT reads the bug report instead.
        let unread = planted.into_iter().map(|one| super::Planted { seen_by_mvt: false, ..one });
        answers.planted.extend(unread);
        let unpacked = folder.join("bugreport");
        let report = self.write_bugreport(&unpacked)?;
        crate::pack::zip_flat(&unpacked, &folder.join("bugreport.zip"))?;
        fs::remove_dir_all(&unpacked).map_err(Error::at(&unpacked))?;
        answers.take("bugreport.zip", report);
        let backup = self.write_backup(&folder.join("backup.ab"))?;
        answers.planted.extend(backup.planted);
        for (part, records) in backup.records {
            answers.count(&part, records);
        }
        let logs = self.write_intrusion_logs(&folder.join("intrusion_logs"))?;
        answers.take("intrusion_logs", logs);
        Ok(())
    }
}

fn about(files: &Files) -> Result<()> {
    let text = json!({
        "uuid": "0f5d6c1e-7a3b-4c2d-8e9f-0123456789ab", "androidqf_version": "1.8.0",
        "storage_path": "/home/owner/acquisition", "started": "2026-10-20T08:20:00.123456789Z",
        "completed": "2026-10-20T08:40:00.123456789Z", "collector": {"architecture": "arm64"},
        "tmp_dir": "/data/local/tmp/", "sdcard": "/sdcard/", "cpu": "arm64-v8a",
        "streaming_mode": false,
    });
    files.write("acquisition.json", text.to_string().as_bytes())?;
    files.write("command.log", b"2026-10-20T08:20:00Z INFO Started new acquisition\n")
}

/// Where files lie, with their context.
const ROOTS: [(&str, &str); 6] = [
    ("/sdcard/DCIM/Camera", "u:object_r:fuse:s0"),
    ("/system/lib64", "u:object_r:system_lib_file:s0"),
    ("/vendor/etc", "u:object_r:vendor_configs_file:s0"),
    ("/product/overlay", "u:object_r:system_file:s0"),
    ("/apex/com.android.art/javalib", "u:object_r:system_file:s0"),
    ("/data/media/0/Android/media", "u:object_r:media_rw_data_file:s0"),
];

struct Listed<'a> {
    path: &'a str,
    mode: &'a str,
    context: &'a str,
    sha256: &'a str,
    md5: &'a str,
    size: u64,
}

fn listed(out: &mut impl Write, first: bool, file: &Listed) -> std::io::Result<()> {
    let Listed { path, mode, context, sha256, md5, size } = file;
    let time = 1_780_000_000 + size % 10_000_000;
    let comma = if first { "" } else { "," };
    write!(
        out,
        "{comma}{{\"path\":\"{path}\",\"size\":{size},\"mode\":\"{mode}\",\"user_id\":0,\"user_name\":\"\",\"group_id\":1015,\"group_name\":\"\",\"changed_time\":{time},\"modified_time\":{time},\"access_time\":{time},\"error\":\"\",\"context\":\"{context}\",\"sha1\":\"\",\"sha256\":\"{sha256}\",\"sha512\":\"\",\"md5\":\"{md5}\",\"mime_type\":\"\"}}"
    )
}

fn listing(files: &mut Files) -> Result<()> {
    let mut rng = files.phone.rng("files.json");
    let place = files.place("files.json")?;
    let mut out =
        BufWriter::with_capacity(1 << 18, File::create(&place).map_err(Error::at(&place))?);
    let count = files.phone.plan.files;
    out.write_all(b"[").map_err(Error::at(&place))?;
    for number in 0..count {
        let at = usize::try_from(rng.below(6)).unwrap_or(0);
        let (root, context) = ROOTS.get(at).copied().unwrap_or(("/", ""));
        let path = format!("{root}/d{}/file_{number}.dat", number % 97);
        // Hashes are mostly left out.
        let sha256 = if number % 20 == 0 { rng.hex(64) } else { String::new() };
        let file = Listed {
            path: &path,
            mode: "-rw-rw----",
            context,
            sha256: &sha256,
            md5: "",
            size: rng.below(5_000_000),
        };
        listed(&mut out, number == 0, &file).map_err(Error::at(&place))?;
    }
    files.answers.count("files", count);
    let value = Plant::value;
    let plants = [
        (Plant::QfFileName, format!("/sdcard/Download/{}", value(Plant::QfFileName)), "", ""),
        (Plant::QfFilePath, format!("{}opslag.db", value(Plant::QfFilePath)), "", ""),
        (Plant::QfFileHash, "/sdcard/Download/gewoon.jpg".to_owned(), value(Plant::QfFileHash), ""),
        (Plant::QfFileMd5, "/sdcard/Download/gewoon2.jpg".to_owned(), "", value(Plant::QfFileMd5)),
        (Plant::QfLocalTmp, "/data/local/tmp/helper".to_owned(), "", ""),
    ];
    for (plant, path, sha256, md5) in plants {
        if files.has(plant) {
            let mode = if plant == Plant::QfLocalTmp { "-rwxr-xr-x" } else { "-rw-rw----" };
            let file =
                Listed { path: &path, mode, context: "u:object_r:fuse:s0", sha256, md5, size: 77 };
            listed(&mut out, count == 0, &file).map_err(Error::at(&place))?;
            files.planted(plant, "files.json", None);
        }
    }
    out.write_all(b"]").and_then(|()| out.flush()).map_err(Error::at(&place))
}

fn processes(files: &mut Files) -> Result<()> {
    let phone = files.phone;
    let mut list = Vec::new();
    let mut add = |pid: usize, uid: u32, name: &str, path: &str| {
        list.push(json!({
            "pid": pid, "uid": uid, "ppid": 1, "pgroup": 0, "psid": 0,
            "filename": format!("({})", name.get(..15.min(name.len())).unwrap_or(name)),
            "priority": "20", "state": "S", "user_time": "12", "kernel_time": "7", "path": path,
            "context": "u:r:untrusted_app:s0", "previous_context": "u:r:zygote:s0",
            "command_line": [name], "env": ["PATH=/system/bin"], "cwd": "/",
        }));
    };
    add(1, 0, "init", "/system/bin/init");
    for (number, app) in phone.apps.iter().enumerate() {
        add(1000 + number * 17, app.uid, &app.package, "/system/bin/app_process64");
    }
    if phone.plan.has(Plant::QfProcess) {
        let name = Plant::QfProcess.value();
        add(7_777, 2000, name, &format!("/data/local/bin/{name}"));
        files.planted(Plant::QfProcess, "processes.json", None);
    }
    files.write("processes.json", serde_json::to_string(&list)?.as_bytes())
}

fn texts(files: &mut Files) -> Result<()> {
    let phone = files.phone;
    let mut properties: Vec<_> = dump::properties(phone).into_iter().map(plain).collect();
    properties.push((Some(Plant::QfProperty), format!("[{}]: [1]", Plant::QfProperty.value())));
    files.lines("getprop.txt", &properties)?;
    files.lines(
        "settings_global.txt",
        &[
            plain("adb_enabled=1"),
            plain("package_verifier_enable=1"),
            plain(format!("device_name={}", phone.make.model)),
        ],
    )?;
    files
        .lines("settings_system.txt", &[plain("volume_music=7"), plain("screen_brightness=102")])?;
    let service = format!("enabled_accessibility_services={0}/{0}.Hulp", Plant::QfSetting.value());
    files.lines(
        "settings_secure.txt",
        &[
            plain("accessibility_enabled=0"),
            plain("android_id=0123456789abcdef"),
            (Some(Plant::QfSetting), service),
        ],
    )?;
    files.write("selinux.txt", b"Enforcing\n")?;
    files.write("services.txt", b"Found 3 services:\n0\tphone: [com.android.internal.telephony.ITelephony]\n1\tpackage: [android.content.pm.IPackageManager]\n2\tactivity: [android.app.IActivityManager]\n")?;
    files.lines(
        "env.txt",
        &[
            plain("ANDROID_DATA=/data"),
            plain("PATH=/product/bin:/apex/com.android.runtime/bin:/system/bin"),
            (
                Some(Plant::QfEnvironment),
                format!("LD_PRELOAD={}libnw.so", Plant::QfEnvironment.value()),
            ),
        ],
    )?;
    let mut found: Vec<&str> = Vec::new();
    if files.has(Plant::QfRootBinary) {
        found.push("/system/xbin/su\n/sbin/su");
        files.planted(Plant::QfRootBinary, "root_binaries.json", None);
    }
    files.write("root_binaries.json", serde_json::to_string(&found)?.as_bytes())?;
    let mut mounts = vec![
        "/dev/block/dm-0 on / type ext4 (ro,seclabel,relatime)".to_owned(),
        "/dev/block/dm-44 on /data type f2fs (rw,lazytime,seclabel,nosuid,nodev,noatime)"
            .to_owned(),
        "tmpfs /dev tmpfs rw,seclabel,nosuid,relatime,size=3771408k,mode=755 0 0".to_owned(),
    ];
    if files.has(Plant::QfMount) {
        mounts.push(format!(
            "/dev/block/loop7 on {} type ext4 (rw,seclabel)",
            Plant::QfMount.value()
        ));
        files.planted(Plant::QfMount, "mounts.json", None);
    }
    if files.has(Plant::QfProcMount) {
        mounts
            .push(format!("/dev/block/loop8 {} ext4 rw,seclabel 0 0", Plant::QfProcMount.value()));
        files.planted(Plant::QfProcMount, "mounts.json", None);
    }
    files.write("mounts.json", serde_json::to_string(&mounts)?.as_bytes())?;
    let mut logcat = vec![plain("--------- beginning of main")];
    for number in 0..200 {
        logcat.push(plain(format!("10-20 09:{:02}:{:02}.000  1204  1210 I ActivityManager: Killing {}:com.spotify.music/u0a123 (adj 900): empty #17", 20 + number / 60, number % 60, 4_000 + number)));
    }
    logcat.push((
        Some(Plant::QfLogcat),
        format!(
            "10-20 09:29:59.000  1204  1210 D DnsResolver: lookup {} netId=101",
            Plant::QfLogcat.value()
        ),
    ));
    files.lines("logcat.txt", &logcat)?;
    files.write("logcat_old.txt", b"--------- beginning of main\n")
}

fn copies(files: &mut Files) -> Result<()> {
    files.lines(
        "logs/proc/last_kmsg",
        &[
            plain("[    0.000000] Booting Linux on physical CPU 0x0"),
            (
                Some(Plant::QfKernelLog),
                format!(
                    "[   77.123456] audit: comm=\"{0}\" path=\"/data/local/bin/{0}\"",
                    Plant::QfKernelLog.value()
                ),
            ),
        ],
    )?;
    files.lines(
        "logs/data/anr/anr_2026-10-18-08-00-00-000",
        &[
            plain("----- pid 4711 at 2026-10-18 08:00:00.123456789+0100 -----"),
            plain("Cmd line: org.telegram.messenger"),
            plain("----- end 4711 -----"),
        ],
    )?;
    files.write("logs/data/log/readme", b"nothing\n")?;
    files.write("tmp/note.txt", b"ordinary\n")?;
    if files.has(Plant::QfTmp) {
        let name = format!("tmp/{}", Plant::QfTmp.value());
        files.write(&name, b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0nothing else")?;
        files.planted(Plant::QfTmp, &name, None);
    }
    Ok(())
}

fn apks(files: &mut Files) -> Result<()> {
    let ordinary = [
        ("org.videolan.vlc", apk::ORDINARY, Signature::Block),
        ("com.duolingo", ("Other Apps", "Other Ltd"), Signature::Jar),
    ];
    for (package, signer, signature) in ordinary {
        files
            .write(&format!("apks/{package}.apk"), &apk::apk(package, signer, signature, false)?)?;
    }
    let plants = [
        (Plant::ApkPackage, Plant::ApkPackage.value(), apk::ORDINARY, Signature::Block),
        (Plant::ApkCertificate, "org.example.zaklamp", apk::PLANTED, Signature::Block),
        (Plant::ApkCertificateV1, "org.example.kompas", apk::PLANTED_V1, Signature::Jar),
    ];
    for (plant, package, signer, signature) in plants {
        if files.has(plant) {
            // Its name says nothing.
            let name =
                format!("apks/{}.apk", if plant == Plant::ApkPackage { "base" } else { package });
            files
                .write(&name, &apk::apk(package, signer, signature, plant == Plant::ApkPackage)?)?;
            files.planted(plant, &name, None);
        }
    }
    Ok(())
}

/// The hashes of what was written so far, as the tool lists them at the end.
fn hashes(files: &mut Files) -> Result<()> {
    let mut lines = Vec::new();
    for name in
        ["acquisition.json", "getprop.txt", "mounts.json", "packages.json", "settings_global.txt"]
    {
        let path = files.folder.join(name);
        let bytes = fs::read(&path).map_err(Error::at(&path))?;
        let hash: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        lines.push(plain(format!("{name},{hash}")));
    }
    let when = TAKEN.unix();
    lines
        .push((Some(Plant::QfHashes), format!("apks/{},6e77{when:060x}", Plant::QfHashes.value())));
    files.lines("hashes.csv", &lines)
}

/// Lists that are cut or of other types, packages that are garbage.
fn hostile(files: &Files) -> Result<()> {
    let garbage: [u8; 4096] = files.phone.rng("hostile").bytes();
    files.write("processes.txt", &garbage)?;
    files.write("root_binaries.json", b"{\"not\": \"a list\"")?;
    files.write("settings_odd.txt", b"=\n==\nno value\n\x00=\x01\n")?;
    files.write("apks/garbage.apk", &garbage)?;
    files.write("apks/empty.apk", b"")?;
    files.write("apks/cut.apk", b"PK\x03\x04\x14\0\0\0\x08\0")?;
    files.write("tmp/.odd", &garbage)
}
