//! The packet inspector.

fn main() {}
