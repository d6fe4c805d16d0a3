//! Endless search: `cargo +nightly fuzz run --fuzz-dir tools/fuzz client_archive`.

#![no_main]

#[path = "../client_data.rs"]
#[expect(dead_code, reason = "each target uses one of the properties")]
mod client_data;

libfuzzer_sys::fuzz_target!(|data: &[u8]| client_data::archive(data));
