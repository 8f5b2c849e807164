//! The program: one call and an exit code.

use std::process::ExitCode;

/// Records are small allocations by the million, made and dropped on every thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    vigie::run()
}
