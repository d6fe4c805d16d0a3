//! Developer commands: test, tidy, bench, starter.

fn main() {}
