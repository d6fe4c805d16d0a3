//! A crowd that comes and goes for as long as one likes, and nothing grows: memory, descriptors,
//! tasks and timers of the server are at the end what they were after the first half.
//!
//! Bots log in and out all the time; beside them players go from world to world and into copies of
//! their own, which are opened for them and closed when they are out. `BEZGELOR_SOAK_S` sets the
//! seconds of each half and `BEZGELOR_SOAK_BOTS` how many come and go; by default the whole takes
//! two minutes. Half an hour of a crowd, by hand: `BEZGELOR_SOAK_S=900 BEZGELOR_SOAK_BOTS=200 cargo
//! test --release -p bezgelor-tests --test soak`, with `bezgelor` built for release too.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use bezgelor_core::limits::CLOSE_FLUSH_MS;
use bezgelor_tests::{
    Api, Member, Scratch, Server, ServerOptions, account, args, arrive, assert_clean, block_on,
    done,
};
use bots::args::ScenarioName;
use bots::look;
use bots::report::Summary;

const BOTS_DEFAULT: u32 = 12;
/// Players that travel; their numbers are none of the bots'.
const TRAVELLERS: [u32; 2] = [9_001, 9_002];
const HALF_S_DEFAULT: u64 = 55;
/// Two open worlds and one that is everybody's own.
const ROUND: [(&str, u16); 3] = [
    ("500 -850 500", 3460),
    ("100 50 100", 382),
    ("500 -850 500", 990),
];
/// Steps in one world before the next.
const STAY: Duration = Duration::from_millis(400);
/// Memory may grow by this much between the halves: a part of it, and what allocators keep.
const GROWTH_PERCENT: u64 = 5;
const GROWTH_KIB: u64 = 6 * 1024;
/// Descriptors, tasks and timers that come and go with work under way.
const SLACK: f64 = 4.0;
/// Longer than a closed connection may take to be gone.
const SETTLE_MS: u64 = 2 * CLOSE_FLUSH_MS;
const LOOK_MS: u64 = 50;

fn told<T: std::str::FromStr>(variable: &str, default: T) -> T {
    let value = std::env::var(variable).ok();
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
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
    let bots = told("BEZGELOR_SOAK_BOTS", BOTS_DEFAULT);
    let mut args = args(server, bots, seconds);
    args.scenario = ScenarioName::Churn;
    let summary = bots::scenario::run(&args).expect("the bots can run");
    assert_clean(&summary, server);
    assert!(summary.stays >= u64::from(bots), "{summary}");
    summary
}

/// Comes, goes round the worlds until it is over, and logs out; how many worlds it came into.
async fn travel(server: &Server, api: &Api, number: u32, over: &AtomicBool) -> anyhow::Result<u64> {
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let email = format!("traveller{number}@test.org");
    let own = account(server, &email, "secret");
    let mut member = Member::enter(own, &tables, number).await?;
    let mut worlds = 0;
    for (at, world) in ROUND.iter().cycle() {
        if over.load(Ordering::Relaxed) {
            break;
        }
        // Within a world there is no loading screen.
        if member.client.view.entrance.world_id == *world {
            continue;
        }
        let line = format!(
            "teleport coordinates {at} {world} \"{}\"",
            look::name(number)
        );
        api.run(&line);
        arrive(&mut member).await.context(line)?;
        member.walk(Instant::now() + STAY).await?;
        worlds += 1;
    }
    // Out of a copy that is about to be closed.
    member.client.log_out().await?;
    Ok(worlds)
}

/// Half of the whole: everybody comes, and all are gone at its end.
fn half(server: &Server, api: &Api) -> (Summary, u64) {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let travellers = TRAVELLERS.map(|number| {
            let over = &over;
            scope.spawn(move || {
                let travelled = block_on(travel(server, api, number, over));
                travelled.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()))
            })
        });
        let summary = churn(server, told("BEZGELOR_SOAK_S", HALF_S_DEFAULT));
        over.store(true, Ordering::Relaxed);
        let worlds = travellers.map(|traveller| traveller.join().expect("it travels"));
        (summary, worlds.iter().sum())
    })
}

/// What must not grow.
#[derive(Debug)]
struct Level {
    memory_kib: u64,
    descriptors: usize,
    tasks: f64,
    timers: f64,
}

/// Once everybody is gone and what was opened for them is closed.
fn level(server: &Server, api: &Api) -> Level {
    let end = Instant::now() + Duration::from_secs(120);
    while !api.zones().is_empty() {
        assert!(Instant::now() < end, "{:?} stay open", api.zones());
        std::thread::sleep(Duration::from_millis(500));
    }
    let figures = api.figures_once("nobody is left", |figures| {
        figures.sum("connections") == 0.0
    });
    let descriptors = descriptors(server);
    // The fewest of a while here, too: a save may be under way at one look.
    let fewest = |name: &str| {
        let looks = (0..4).map(|_| {
            std::thread::sleep(Duration::from_millis(600));
            api.figures().sum(name)
        });
        looks.fold(figures.sum(name), f64::min)
    };
    Level {
        memory_kib: server.resident_kib(),
        descriptors,
        tasks: fewest("tasks"),
        timers: fewest("timers"),
    }
}

#[test]
fn coming_and_going_leaves_nothing_behind() {
    let data = Scratch::new("soak");
    let options = ServerOptions::with(&[
        ("realm.logout_s", "1"),
        ("realm.empty_zone_s", "1"),
        ("runtime.shards", "2"),
    ]);
    let server = Server::start(data.path(), &options);
    let api = Api::of(&server, &data);
    for number in TRAVELLERS {
        // Who rules has no limit of copies to open.
        let email = format!("traveller{number}@test.org");
        done(&data, &format!("account create {email} secret gamemaster"));
    }
    let (first, worlds) = half(&server, &api);
    let before = level(&server, &api);
    let (second, more_worlds) = half(&server, &api);
    let after = level(&server, &api);
    let told = format!(
        "{before:?} after {} stays and {worlds} worlds, {after:?} after {} and {more_worlds} more",
        first.stays, second.stays
    );
    println!("{told}");
    assert!(worlds >= 6 && more_worlds >= 6, "{told}");
    let memory = before.memory_kib;
    let memory_max = memory + memory * GROWTH_PERCENT / 100 + GROWTH_KIB;
    assert!(after.memory_kib <= memory_max, "{told}");
    assert!(
        after.descriptors <= before.descriptors + SLACK as usize,
        "{told}"
    );
    assert!(before.tasks > 0.0, "{told}");
    assert!(after.tasks <= before.tasks + SLACK, "{told}");
    assert!(after.timers <= before.timers + SLACK, "{told}");
    assert!(server.stop().success(), "the drain");
}
