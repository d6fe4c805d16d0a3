//! The end: nobody new, everything saved, in time.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::toy::{PATIENCE, ToyLane, ask, backends, client, echo, is_closed, options, run};

#[test]
fn a_drain_closes_the_door_and_those_inside() {
    for backend in backends() {
        let mut options = options(backend, 2);
        options.bounds.drain_ms = 3 * PATIENCE.as_millis() as u64;
        let running = run(&options, ToyLane::new).unwrap_or_else(|error| panic!("{error}"));
        let mut stream = client(&running);
        echo(&mut stream, b"in").expect("an echo");
        ask(&running, 0, |shard| {
            shard.host(|host| host.ticks_to_drain = None);
        });
        ask(&running, 1, |shard| {
            shard.host(|host| host.ticks_to_drain = None);
        });
        let address = running.addresses()[0];
        running.drain();
        assert!(is_closed(&mut stream), "who is inside is closed");
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect_timeout(&address, PATIENCE).is_ok() {
            let late = Instant::now() >= until;
            assert!(!late, "the door is open although the server stops");
            std::thread::sleep(Duration::from_millis(10));
        }
        // All that while something was left to be saved.
        for shard in 0..2 {
            ask(&running, shard, |shard| {
                shard.host(|host| host.ticks_to_drain = Some(0));
            });
        }
        assert!(running.join());
    }
}

#[test]
fn who_never_saves_is_left_at_the_deadline() {
    for backend in backends() {
        let mut options = options(backend, 1);
        options.bounds.drain_ms = 300;
        let running = run(&options, ToyLane::new).unwrap_or_else(|error| panic!("{error}"));
        ask(&running, 0, |shard| {
            shard.host(|host| host.ticks_to_drain = None);
        });
        let began = Instant::now();
        running.drain();
        assert!(running.join());
        let took = began.elapsed();
        assert!(
            took >= Duration::from_millis(250),
            "it did not wait at all: {took:?}"
        );
        assert!(took < PATIENCE / 3, "{took:?}");
    }
}
