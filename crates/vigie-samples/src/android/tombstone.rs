//! Crashes of native programs, as `debuggerd` tells them: text, and since Android 12 protobuf too.
//!
//! After AOSP `system/core/debuggerd`: `libdebuggerd/tombstone.cpp` and `proto/tombstone.proto`.

use super::phone::{TAKEN, local};
use super::vendor::Make;

/// One crash.
pub(crate) struct Crash<'a> {
    pub(crate) program: &'a str,
    pub(crate) pid: u64,
    pub(crate) uid: u64,
}

impl Crash<'_> {
    fn name(&self) -> &str {
        self.program.rsplit('/').next().unwrap_or(self.program)
    }

    /// The text.
    pub(crate) fn text(&self, make: &Make) -> String {
        let Self { program, pid, uid } = self;
        let name = self.name();
        let mut lines = vec![
            "*** *** *** *** *** *** *** *** *** *** *** *** *** *** *** ***".to_owned(),
            format!("Build fingerprint: '{}'", make.fingerprint()),
            "Revision: '0'".to_owned(),
            "ABI: 'arm64'".to_owned(),
        ];
        if make.android >= 10 {
            lines.push(format!("Timestamp: {}.518290770+0100", local(TAKEN.plus(-7_000))));
        }
        if make.android >= 12 {
            lines.push("Process uptime: 12s".to_owned());
            lines.push(format!("Cmdline: {program}"));
        }
        lines.push(format!("pid: {pid}, tid: {pid}, name: {name}  >>> {program} <<<"));
        if make.android >= 10 {
            lines.push(format!("uid: {uid}"));
        }
        lines.push("signal 11 (SIGSEGV), code 1 (SEGV_MAPERR), fault addr 0x0".to_owned());
        lines.push("Cause: null pointer dereference".to_owned());
        lines.push("    x0  0000000000000000  x1  0000007b1c204510  x2  0000000000000000  x3  0000000000000001".to_owned());
        lines.push(String::new());
        lines.push("backtrace:".to_owned());
        lines.push("      #00 pc 000000000004bd80  /apex/com.android.runtime/lib64/bionic/libc.so (abort+32) (BuildId: c3f479705b82c55801158aefde571341)".to_owned());
        lines.push(format!("      #01 pc 0000000000005bad  {program}"));
        lines.join("\n") + "\n"
    }

    /// The same as protobuf.
    pub(crate) fn proto(&self, make: &Make) -> Vec<u8> {
        let mut out = Message::default();
        out.number(1, 1);
        out.text(2, &make.fingerprint());
        out.text(3, "0");
        out.text(4, &format!("{}.518290770+0100", local(TAKEN.plus(-7_000))));
        out.number(5, self.pid);
        out.number(6, self.pid);
        out.number(7, self.uid);
        // The label ends with the NUL of the kernel's text.
        out.text(8, "u:r:mediaserver:s0\0");
        out.text(9, self.program);
        let mut signal = Message::default();
        signal.number(1, 11);
        signal.text(2, "SIGSEGV");
        signal.number(3, 1);
        signal.text(4, "SEGV_MAPERR");
        out.message(10, &signal);
        let mut cause = Message::default();
        cause.text(1, "null pointer dereference");
        out.message(15, &cause);
        let mut frame = Message::default();
        frame.number(1, 0x4_bd80);
        frame.text(4, "abort");
        frame.text(6, "/apex/com.android.runtime/lib64/bionic/libc.so");
        let mut thread = Message::default();
        thread.number(1, self.pid);
        thread.text(2, self.name());
        thread.message(4, &frame);
        let mut entry = Message::default();
        entry.number(1, self.pid);
        entry.message(2, &thread);
        out.message(16, &entry);
        out.number(20, 12);
        out.bytes
    }
}

/// A message of protobuf.
#[derive(Default)]
struct Message {
    bytes: Vec<u8>,
}

impl Message {
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(u8::try_from(value & 0x7f).unwrap_or(0) | 0x80);
            value >>= 7;
        }
        self.bytes.push(u8::try_from(value).unwrap_or(0));
    }

    fn number(&mut self, field: u64, value: u64) {
        self.varint(field << 3);
        self.varint(value);
    }

    fn text(&mut self, field: u64, text: &str) {
        self.part(field, text.as_bytes());
    }

    fn message(&mut self, field: u64, message: &Self) {
        self.part(field, &message.bytes);
    }

    fn part(&mut self, field: u64, bytes: &[u8]) {
        self.varint(field << 3 | 2);
        self.varint(u64::try_from(bytes.len()).unwrap_or(0));
        self.bytes.extend_from_slice(bytes);
    }
}
