//! The program: arguments to one call and an exit code.

fn main() {}
