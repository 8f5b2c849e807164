//! The program: one call and an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    vigie::run()
}
