//! Players come and go for as long as one likes, and nothing grows: memory and descriptors of the
//! server are at the end what they were after the first rounds.
//!
//! `BEZGELOR_SOAK_S` sets the seconds of each half; by default the whole takes twenty.

use std::path::PathBuf;
use std::time::Duration;

use bezgelor_core::limits::CLOSE_FLUSH_MS;
use bezgelor_tests::{Scratch, Server, ServerOptions, args, assert_clean};
use bots::args::ScenarioName;
use bots::report::Summary;

const BOTS: u32 = 12;
const HALF_S_DEFAULT: u64 = 8;
/// Memory may grow by this much between the halves: a part of it, and what allocators keep.
const GROWTH_PERCENT: u64 = 5;
const GROWTH_KIB: u64 = 6 * 1024;
/// Descriptors that come and go with work under way.
const DESCRIPTORS_SLACK: usize = 4;
/// Longer than a closed connection may take to be gone.
const SETTLE_MS: u64 = 2 * CLOSE_FLUSH_MS;
const LOOK_MS: u64 = 50;

fn half_s() -> u64 {
    let told = std::env::var("BEZGELOR_SOAK_S").ok();
    told.and_then(|seconds| seconds.parse().ok())
        .unwrap_or(HALF_S_DEFAULT)
}

/// The fewest open in a while: a socket of somebody who has just gone still sends what is pending.
fn descriptors(server: &Server) -> usize {
    let folder = PathBuf::from(format!("/proc/{}/fd", server.pid()));
    let count = || std::fs::read_dir(&folder).map_or(0, Iterator::count);
    let looks = SETTLE_MS / LOOK_MS;
    let counts = (0..looks).map(|_| {
        std::thread::sleep(Duration::from_millis(LOOK_MS));
        count()
    });
    counts.min().unwrap_or(0)
}

fn churn(server: &Server, seconds: u64) -> Summary {
    let mut args = args(server, BOTS, seconds);
    args.scenario = ScenarioName::Churn;
    let summary = bots::scenario::run(&args).expect("the bots can run");
    assert_clean(&summary, server);
    assert!(summary.stays >= u64::from(BOTS), "{summary}");
    summary
}

#[test]
fn coming_and_going_leaves_nothing_behind() {
    let data = Scratch::new("soak");
    let options = ServerOptions {
        env: vec![("BEZGELOR__REALM__LOGOUT_S".into(), "1".into())],
        ..ServerOptions::default()
    };
    let server = Server::start(data.path(), &options);
    let first = churn(&server, half_s());
    let (memory, open) = (server.resident_kib(), descriptors(&server));
    let second = churn(&server, half_s());
    let (memory_after, open_after) = (server.resident_kib(), descriptors(&server));
    assert!(
        memory_after <= memory + memory * GROWTH_PERCENT / 100 + GROWTH_KIB,
        "{memory} KiB after {} stays, {memory_after} KiB after {} more",
        first.stays,
        second.stays
    );
    assert!(
        open_after <= open + DESCRIPTORS_SLACK,
        "{open} descriptors, then {open_after}"
    );
    assert!(server.stop().success(), "the drain");
}
