//! Endless search: `cargo +nightly fuzz run --fuzz-dir tools/fuzz sts`.

#![no_main]

#[path = "../login.rs"]
#[expect(dead_code, reason = "each target uses one of the properties")]
mod login;

libfuzzer_sys::fuzz_target!(|data: &[u8]| login::sts(data));
