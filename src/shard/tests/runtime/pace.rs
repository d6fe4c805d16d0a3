//! A zone that takes long and those beside it.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::time::{Millis, Now};

use crate::toy::{JOIN, ToyZone, ask, backends, client, started, stop};

/// Before the others in the order of ids, and in that of coming.
const CROWDED: ZoneInstanceId = ZoneInstanceId(1);
/// Much longer than an empty zone takes, on whatever machine; within the pace of ten.
const STEP: Duration = Duration::from_millis(6);
/// Steps of the crowded zone that are looked at, after it was found to be slow.
const STEPS: usize = 60;
const LEARNING: usize = 10;
/// A frame: its size, then the eight bytes the zone told.
const FRAME: usize = 12;

/// Everything a client has been sent by now.
fn sent(stream: &mut TcpStream, so_far: &mut Vec<u8>) {
    let mut chunk = [0; 4096];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return,
            Ok(count) => so_far.extend_from_slice(&chunk[..count]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => return,
            Err(error) => panic!("{error}"),
        }
    }
}

/// In each of its steps: whether the client of the zone beside it already has what that zone said
/// in this very tick. Then it takes its time.
fn crowded(mut stream: TcpStream, told: Sender<bool>) -> ToyZone {
    let mut got = Vec::new();
    let work = move |now: Now| {
        sent(&mut stream, &mut got);
        let last = got.chunks_exact(FRAME).last();
        let has = last.is_some_and(|frame| frame[4..] == now.mono.0.to_le_bytes());
        // The test may have heard enough.
        let _ = told.send(has);
        std::thread::sleep(STEP);
    };
    ToyZone {
        work: Some(Box::new(work)),
        ..ToyZone::default()
    }
}

#[test]
fn what_a_zone_says_is_out_before_one_that_takes_long_is_stepped() {
    for backend in backends() {
        let running = started(backend, 1);
        let mut stream = client(&running);
        stream.write_all(&[JOIN]).expect("it is open");
        stream.read_exact(&mut [0; FRAME]).expect("it joined");
        stream.set_nonblocking(true).expect("an option can be set");
        let (told, tellings) = channel();
        let ours = stream.try_clone().expect("a descriptor");
        let zone = std::sync::Mutex::new(Some(crowded(ours, told)));
        ask(&running, 0, move |shard| {
            let zone = zone.lock().expect("nobody panicked").take();
            assert!(zone.is_some_and(|zone| shard.add_zone(CROWDED, zone)));
        });
        let steps = tellings.iter().skip(LEARNING).take(STEPS);
        let in_time = steps.filter(|has| *has).count();
        // A busy machine may make any zone look slow for a moment.
        assert!(in_time > STEPS / 2, "{in_time} of {STEPS}");
        stop(running);
    }
}

/// Milliseconds between two steps of a zone, and how long one takes: a machine that is full makes
/// a zone late by much less than half of it.
const PERIOD_MS: u64 = 80;
const LONG_STEP: Duration = Duration::from_millis(24);
/// Steps that are looked at, in the beginning and in the end, and all of them: two zones take 25 in
/// a second, and after one second turns are taken.
const LOOKS: usize = 16;
const ALL: usize = 100;

#[test]
fn zones_that_take_long_are_stepped_at_moments_of_their_own() {
    for backend in backends() {
        let running = started(backend, 1);
        let (told, tellings) = channel();
        for id in [CROWDED, ZoneInstanceId(CROWDED.0 + 100)] {
            let told = told.clone();
            ask(&running, 0, move |shard| {
                let told = told.clone();
                let work = move |now: Now| {
                    // The test may have heard enough.
                    let _ = told.send(now.mono);
                    std::thread::sleep(LONG_STEP);
                };
                let zone = ToyZone {
                    period_ms: Some(PERIOD_MS),
                    work: Some(Box::new(work)),
                    ..ToyZone::default()
                };
                assert!(shard.add_zone(id, zone));
            });
        }
        let steps: Vec<Millis> = tellings.iter().take(ALL).collect();
        // Those of one turn are told the same moment.
        let together = |steps: &[Millis]| steps.windows(2).filter(|two| two[0] == two[1]).count();
        let before = together(&steps[..LOOKS]);
        let after = together(&steps[ALL - LOOKS..]);
        assert!(after < before / 2, "{after} of {before} still together");
        stop(running);
    }
}
