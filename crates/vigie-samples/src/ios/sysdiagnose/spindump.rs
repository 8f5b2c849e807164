//! `spindump-nosymbols.txt`: what every process did for a few moments, with its binary and images.

use std::fmt::Write;

use super::inventory::note;
use super::processes::Process;
use crate::Result;
use crate::ios::clock;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;

const FILE: DeviceFile = file("", "spindump-nosymbols.txt");

pub(super) fn write(phone: &mut Phone, processes: &[Process]) -> Result<()> {
    let (release, identity) = (phone.release, &phone.identity);
    let time = clock::report(release.backed_up).replace(".00 ", ".759 ");
    let mut text = format!(
        "Date/Time:        {time}\nEnd time:         {time}\nOS Version:       iPhone OS {} (Build {})\nArchitecture:     arm64e\nReport Version:   42\nShare With Devs:  Yes\n\nData Source:      Stackshots\nReason:           sysdiagnose\n\nCommand:          sysdiagnose\nDuration:         1.50s\nSteps:            8 (10ms sampling interval)\n\nHardware model:   {}\nActive cpus:      6\nBoot Args:        \nCrashReporter Key: {}\n\nHeavy format: stacks are sorted by count\nUse -i and -timeline to re-report with chronological sorting\n\n------------------------------------------------------------\n\n",
        release.version, release.build, release.product, identity.reporter,
    );
    let mut lines = Vec::new();
    for process in processes {
        lines.push(i64::try_from(text.lines().count()).unwrap_or(0) + 1);
        one(&mut text, process);
    }
    note(phone, FILE, processes, &lines);
    phone.count("spindump", processes.len() as u64);
    phone.write(FILE, text.as_bytes())
}

fn one(text: &mut String, process: &Process) {
    let Process { pid, path, age, .. } = process;
    let (name, uuid) = (process.name(), process.uuid());
    let _ = writeln!(text, "Process:          {name} [{pid}]");
    let _ = writeln!(text, "UUID:             {uuid}");
    let _ = writeln!(text, "Path:             {path}");
    let _ = writeln!(text, "Architecture:     arm64e");
    if *pid != 1 {
        let _ = writeln!(text, "Parent:           launchd [1]");
    }
    let _ = writeln!(text, "UID:              {}", process.uid());
    let _ = writeln!(text, "Sudden Term:      Tracked");
    let _ = writeln!(text, "Footprint:        3792 KB");
    let _ = writeln!(text, "Time Since Fork:  {age}s");
    let _ = writeln!(text, "Num samples:      8 (1-8)\n");
    let _ = writeln!(
        text,
        "  Thread 0x{:x}    DispatchQueue \"com.apple.main-thread\"(1)    8 samples (1-8)    priority 31 (base 31)",
        pid + 1000
    );
    let _ = writeln!(text, "  8  ??? (dyld + 86136) [0x10293d078]");
    let _ = writeln!(text, "    8  ??? ({name} + 12345) [0x100ab3039]");
    let _ = writeln!(text, "     *8  ??? [0xfffffff0081a2b3c]\n");
    let _ = writeln!(text, "  Binary Images:");
    let _ =
        writeln!(text, "           0x100ab0000 -        0x100b5bfff  {name} (1)  <{uuid}>  {path}");
    let _ = writeln!(
        text,
        "           0x102928000 -        0x1029a3fff  dyld (1042.1)  <F0E5D2A1-0000-3C11-A8B2-6E5B0B4F3C2D>  /usr/lib/dyld\n\n"
    );
}
