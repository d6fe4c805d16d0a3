//! The `bezgelor` binary.

fn main() {}
