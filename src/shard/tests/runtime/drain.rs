//! The end: nobody new, everything saved, in time.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::toy::{ToyLane, ask, backends, client, echo, is_closed, options, run, started};

#[test]
fn a_drain_closes_the_door_and_those_inside() {
    for backend in backends() {
        let running = started(backend, 2);
        let mut stream = client(&running);
        echo(&mut stream, b"in").expect("an echo");
        ask(&running, 0, |shard| {
            shard.host(|host| host.ticks_to_drain = Some(50));
        });
        ask(&running, 1, |shard| {
            shard.host(|host| host.ticks_to_drain = Some(50));
        });
        let address = running.addresses()[0];
        running.drain();
        assert!(is_closed(&mut stream), "who is inside is closed");
        std::thread::sleep(Duration::from_millis(50));
        let door = TcpStream::connect_timeout(&address, Duration::from_millis(200));
        assert!(door.is_err(), "the door is open although the server stops");
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
        assert!(took < Duration::from_secs(3), "{took:?}");
    }
}
