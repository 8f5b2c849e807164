//! What a command costs, as the kernel counted it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

/// What a command cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Usage {
    /// Processor time in user mode, seconds.
    pub(crate) user_s: f64,
    /// Processor time in the kernel, seconds.
    pub(crate) system_s: f64,
    /// Seconds from start to end.
    pub(crate) wall_s: f64,
    /// Most memory held at once, MiB.
    pub(crate) peak_mib: f64,
    /// Exit code.
    pub(crate) exit: i32,
}

impl Usage {
    /// Processor time in all, seconds.
    pub(crate) fn cpu_s(&self) -> f64 {
        self.user_s + self.system_s
    }
}

/// A command to measure.
pub(crate) struct Job<'a> {
    /// Interpreter of the wrapper.
    pub(crate) python: &'a Path,
    pub(crate) command: &'a [String],
    /// Where standard output goes; standard error goes beside it, ending in `.log`.
    pub(crate) out: &'a Path,
    pub(crate) environment: &'a [(&'a str, &'a str)],
}

/// Rust's standard library waits for children without asking for their resource usage, and asking
/// the kernel ourselves needs unsafe code: these lines of Python ask.
const WRAPPER: &str = r#"
import json, os, sys, time
report, out, log, *command = sys.argv[1:]
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
redirect = [(os.POSIX_SPAWN_OPEN, 1, out, flags, 0o644), (os.POSIX_SPAWN_OPEN, 2, log, flags, 0o644)]
start = time.monotonic()
pid = os.posix_spawnp(command[0], command, os.environ, file_actions=redirect)
_, status, usage = os.wait4(pid, 0)
json.dump({
    "user_s": usage.ru_utime, "system_s": usage.ru_stime, "wall_s": time.monotonic() - start,
    "peak_mib": usage.ru_maxrss / 1024, "exit": os.waitstatus_to_exitcode(status),
}, open(report, "w"))
"#;

impl Job<'_> {
    /// Runs the command to its end.
    pub(crate) fn measure(&self) -> anyhow::Result<Usage> {
        let report = self.out.with_extension("usage");
        let status = Command::new(self.python)
            .args(["-c", WRAPPER])
            .args([&report, self.out, &self.out.with_extension("log")])
            .args(self.command)
            .envs(self.environment.iter().copied())
            .status()
            .with_context(|| self.python.display().to_string())?;
        ensure!(status.success(), "cannot run {}", self.command.join(" "));
        Ok(serde_json::from_str(&fs::read_to_string(&report)?)?)
    }
}
