//! Honest and dishonest clients.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;
use shard::{CloseReason, Running, Stage};

use crate::toy::{
    CALL, FLOOD, FLOOD_BYTES, PATIENCE, ToyHost, ToyLane, backends, client, closed, echo,
    is_closed, options, run, started, stop,
};

#[test]
fn a_thousand_clients_are_answered() {
    for backend in backends() {
        let running = started(backend, 2);
        let mut clients: Vec<TcpStream> = (0..1000).map(|_| client(&running)).collect();
        for (number, stream) in clients.iter_mut().enumerate() {
            let text = format!("client {number}");
            assert_eq!(
                echo(stream, text.as_bytes()).expect("an echo"),
                text.as_bytes()
            );
        }
        drop(clients);
        stop(running);
    }
}

#[test]
fn bytes_behind_a_call_wait_for_its_answer() {
    for backend in backends() {
        let running = started(backend, 1);
        let mut stream = client(&running);
        // In one piece or in two.
        for pieces in [&[&[CALL, 1, 2][..]][..], &[&[CALL], &[1, 2]]] {
            for piece in pieces {
                stream.write_all(piece).expect("written");
                std::thread::sleep(Duration::from_millis(5));
            }
            let mut back = [0; 3];
            stream.read_exact(&mut back).expect("all comes back");
            assert_eq!(back, [CALL, 1, 2]);
        }
        stop(running);
    }
}

#[test]
fn who_does_not_read_is_closed_and_keeps_nobody_waiting() {
    for backend in backends() {
        let running = started(backend, 1);
        let mut slow = client(&running);
        let mut quick = client(&running);
        // Far more than socket buffers and outbox hold together.
        let floods = vec![FLOOD; 1024];
        slow.write_all(&floods).expect("written");
        let began = Instant::now();
        while began.elapsed() < Duration::from_millis(300) {
            assert_eq!(
                echo(&mut quick, b"still here").expect("an echo"),
                b"still here"
            );
        }
        assert!(closed(&running, CloseReason::TooSlow) > 0);
        let mut taken = 0;
        let mut buffer = vec![0; FLOOD_BYTES];
        while let Ok(count @ 1..) = slow.read(&mut buffer) {
            taken += count;
        }
        assert!(
            taken < floods.len() * FLOOD_BYTES,
            "everything was kept for it"
        );
        stop(running);
    }
}

#[test]
fn silence_ends_at_the_deadline() {
    for backend in backends() {
        let mut options = options(backend, 1);
        options.bounds.handshake_ms = 100;
        let running = run(&options, ToyLane::stranger).unwrap_or_else(|error| panic!("{error}"));
        let mut stream = client(&running);
        let began = Instant::now();
        // A byte now and then is no handshake.
        while began.elapsed() < PATIENCE && stream.write_all(&[1]).is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(is_closed(&mut stream));
        assert!(began.elapsed() < PATIENCE / 3);
        assert!(closed(&running, CloseReason::Deadline(Stage::Handshake)) > 0);
        stop(running);
    }
}

#[test]
fn a_full_shard_refuses_and_serves_on() {
    for backend in backends() {
        let mut options = options(backend, 1);
        options.bounds.connections_max = 3;
        let running = run(&options, ToyLane::new).unwrap_or_else(|error| panic!("{error}"));
        let mut inside: Vec<TcpStream> = (0..3).map(|_| client(&running)).collect();
        for stream in &mut inside {
            echo(stream, b"in").expect("an echo");
        }
        assert!(is_closed(&mut client(&running)), "a fourth is turned away");
        for stream in &mut inside {
            echo(stream, b"still in").expect("an echo");
        }
        drop(inside.pop());
        assert!(
            lets_in(&running),
            "a place that is left is given to the next"
        );
        stop(running);
    }
}

/// Whether somebody who comes again and again is let in at last.
fn lets_in(running: &Running<ToyHost>) -> bool {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if echo(&mut client(running), b"now").is_ok_and(|back| back == b"now") {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn a_port_in_use_is_named() {
    let running = started(backends()[0], 1);
    let taken = running.addresses()[0];
    let listen = shard::Listen {
        address: taken,
        name: "second",
        accept: std::sync::Arc::new(|_, _, _| None),
    };
    let options = options(shard::Backend::Epoll, 1);
    let second = shard::start(&options, shard::Clock::start(), vec![listen], |_| {
        ToyHost::default()
    });
    let error = second.err().expect("two cannot have one port").to_string();
    assert!(
        error.contains("second") && error.contains(&taken.to_string()),
        "{error}"
    );
    assert!(running.post(ShardId(0), 1), "the first is not disturbed");
    stop(running);
}

#[test]
fn an_address_that_is_not_trusted_has_only_so_many_strangers() {
    for backend in backends() {
        let mut options = options(backend, 1);
        options.bounds.trusts_loopback = false;
        options.bounds.strangers_per_address_max = 3;
        let running = run(&options, ToyLane::stranger).unwrap_or_else(|error| panic!("{error}"));
        let mut inside: Vec<TcpStream> = (0..3).map(|_| client(&running)).collect();
        for stream in &mut inside {
            assert_eq!(echo(stream, b"in").expect("an echo"), b"in");
        }
        assert!(is_closed(&mut client(&running)), "the fourth");
        drop(inside.pop());
        assert!(lets_in(&running), "a place is free");
        stop(running);
    }
}
