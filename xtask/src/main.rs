//! Chores of the Vigie workspace.

fn main() {}
