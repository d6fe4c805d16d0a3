//! Endless search: `cargo +nightly fuzz run --fuzz-dir tools/fuzz message`.

#![no_main]

#[path = "../properties.rs"]
#[expect(dead_code, reason = "each target uses one of the properties")]
mod properties;

libfuzzer_sys::fuzz_target!(|data: &[u8]| properties::message(data));
