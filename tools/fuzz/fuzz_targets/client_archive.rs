//! Endless search: `cargo +nightly fuzz run client_archive`.

#![no_main]

#[path = "../client_data.rs"]
#[expect(dead_code, reason = "each target uses one of the properties")]
mod client_data;

libfuzzer_sys::fuzz_target!(|data: &[u8]| client_data::archive(data));
