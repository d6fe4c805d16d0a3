//! A shard whose own loop panics, and what that may not cost.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;
use shard::{Histogram, Running};

use crate::toy::{
    CALL, PATIENCE, ToyHost, ToyLane, ZONE, ask, backends, client, echo, options, run, stop,
};

fn two_shards(backend: shard::Backend) -> Running<ToyHost> {
    let mut options = options(backend, 2);
    options.metrics_ms = 20;
    run(&options, ToyLane::new).unwrap_or_else(|error| panic!("{error}"))
}

/// Waits until a shard has gone on so many times.
fn until_revived(running: &Running<ToyHost>, shard: u16, times: u64) {
    let until = Instant::now() + PATIENCE;
    loop {
        let snapshot = running.metrics().next(PATIENCE);
        let snapshot = snapshot.expect("a shard that publishes");
        if snapshot.shard.0 == shard && snapshot.metrics.counters.revivals >= times {
            return;
        }
        assert!(Instant::now() < until, "it does not go on");
    }
}

fn steps(running: &Running<ToyHost>, shard: u16) -> u64 {
    let steps = ask(running, shard, |shard| shard.zone(ZONE, |zone| zone.steps));
    steps.expect("the zone is there")
}

#[test]
fn a_shard_that_breaks_goes_on_with_its_connections_zones_and_host() {
    for backend in backends() {
        let running = two_shards(backend);
        let mut clients: Vec<TcpStream> = (0..12).map(|_| client(&running)).collect();
        for stream in &mut clients {
            assert_eq!(echo(stream, b"before").expect("an echo"), b"before");
        }
        assert!(running.post(ShardId(0), 42));
        std::thread::sleep(Duration::from_millis(100));
        let before = steps(&running, 0);
        // Questions under way when it breaks are answered behind it.
        for stream in &mut clients {
            stream.write_all(&[CALL]).expect("written");
        }
        running.break_shard(ShardId(0));
        until_revived(&running, 0, 1);
        for (number, stream) in clients.iter_mut().enumerate() {
            let mut answer = [0];
            std::io::Read::read_exact(stream, &mut answer)
                .unwrap_or_else(|error| panic!("the answer of client {number}: {error}"));
            assert_eq!(answer, [CALL]);
            assert_eq!(echo(stream, b"after").expect("an echo"), b"after");
        }
        assert!(steps(&running, 0) >= before, "the zone began anew");
        let mail = ask(&running, 0, |shard| shard.host(|host| host.mail.clone()));
        assert_eq!(mail, [42], "the host is what it was");
        let mut newcomers: Vec<TcpStream> = (0..12).map(|_| client(&running)).collect();
        for stream in &mut newcomers {
            assert_eq!(echo(stream, b"new").expect("an echo"), b"new");
        }
        stop(running);
    }
}

#[test]
fn a_task_under_way_goes_on_under_the_next_executor() {
    for backend in backends() {
        let running = two_shards(backend);
        ask(&running, 0, |shard| {
            let own = shard.clone();
            shard.spawn(shard::Queue::Background, "patient", async move {
                shard::rt::sleep(Duration::from_millis(300)).await;
                own.host(|host| host.mail.push(7));
            });
        });
        running.break_shard(ShardId(0));
        until_revived(&running, 0, 1);
        let until = Instant::now() + PATIENCE;
        let mail = || ask(&running, 0, |shard| shard.host(|host| host.mail.clone()));
        while mail() != [7] {
            assert!(Instant::now() < until, "it was forgotten");
            std::thread::sleep(Duration::from_millis(10));
        }
        stop(running);
    }
}

#[test]
fn a_shard_that_breaks_again_and_again_is_given_up() {
    for backend in backends() {
        let running = two_shards(backend);
        for times in 1..=3 {
            running.break_shard(ShardId(1));
            until_revived(&running, 1, times);
        }
        running.break_shard(ShardId(1));
        let until = Instant::now() + PATIENCE;
        while !running.has_ended() {
            assert!(Instant::now() < until, "it breaks for ever");
            std::thread::sleep(Duration::from_millis(10));
        }
        running.drain();
        assert!(!running.join(), "and that is no clean end");
    }
}

/// Lateness of the ticks of shard 1 while `act` runs.
fn lateness(running: &Running<ToyHost>, act: impl FnOnce()) -> Histogram {
    let measured = || {
        let metrics = running.metrics();
        // What waits in the queue is old.
        while metrics.next(Duration::ZERO).is_some() {}
        loop {
            let snapshot = metrics.next(PATIENCE).expect("published");
            if snapshot.shard == ShardId(1) {
                return snapshot.metrics.tick_late_us;
            }
        }
    };
    let before = measured();
    act();
    measured().since(&before)
}

#[test]
fn a_shard_that_breaks_leaves_the_pace_of_the_others_alone() {
    for backend in backends() {
        // Noise of the machine only ever adds; one quiet measurement is enough.
        let quiet = (0..15).any(|_| {
            let running = two_shards(backend);
            let _clients: Vec<TcpStream> = (0..50).map(|_| client(&running)).collect();
            let pause = || std::thread::sleep(Duration::from_millis(400));
            let calm = lateness(&running, pause);
            let shaken = lateness(&running, || {
                running.break_shard(ShardId(0));
                pause();
            });
            stop(running);
            shaken.count() > 20 && shaken.at_per_mille(990) <= calm.at_per_mille(990) + 1_000
        });
        assert!(quiet, "the other shard's p99 moved by more than 1 ms");
    }
}
