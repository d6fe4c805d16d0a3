//! A shard that stands still is noticed while it does, and what it stands still in is named.

use std::time::{Duration, Instant};

use shard::Activity;

use crate::toy::{
    PATIENCE, ToyLane, ZONE, ask, backends, client, echo, hold_up, options, run, started, stop,
};

#[test]
fn a_stall_is_noticed_while_it_lasts_and_has_a_name() {
    for backend in backends() {
        let running = started(backend, 2);
        ask(&running, 1, |_| ());
        let beat = running.beats()[1].clone();
        let before = beat.stalls();
        let held = hold_up(&running, 1);
        until("noticed before it is over", || beat.stalls() > before);
        assert_eq!(beat.activity().0, Activity::Host, "the culprit is named");
        drop(held);
        ask(&running, 1, |_| ());
        until("it goes on", || beat.activity().0 != Activity::Host);
        stop(running);
    }
}

fn until(what: &str, shows: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !shows() {
        assert!(Instant::now() < end, "{what}: never");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_latest_figures_of_every_shard_have_one_owner() {
    for backend in backends() {
        let mut options = options(backend, 2);
        options.metrics_ms = 20;
        let running = run(&options, ToyLane::new).unwrap_or_else(|error| panic!("{error}"));
        let (told, tellings) = std::sync::mpsc::channel();
        let (metrics, _collector) = shard::collect::start(
            running.metrics(),
            running.beats().to_vec(),
            Duration::from_millis(100),
            move |now, _| {
                // The test may have ended.
                let _ = told.send(now.len());
            },
        )
        .expect("a thread");
        let mut stream = client(&running);
        echo(&mut stream, b"counted").expect("an echo");
        let until = Instant::now() + PATIENCE;
        loop {
            let figures = metrics.latest().expect("it answers");
            let bytes = figures
                .values()
                .map(|latest| latest.snapshot.metrics.counters.bytes_in);
            let zones = figures.values().all(|latest| {
                let zone = latest.snapshot.zones.get(&ZONE);
                zone.is_some_and(|zone| zone.times.steps > 0)
            });
            if figures.len() == 2 && bytes.sum::<u64>() == 7 && zones {
                break;
            }
            assert!(Instant::now() < until, "{figures:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
        let told = tellings.iter().take(20).find(|shards| *shards == 2);
        assert_eq!(told, Some(2), "it tells by itself");
        stop(running);
    }
}
