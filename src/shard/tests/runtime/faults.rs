//! Panics, and what they may not cost.

use std::io::Write;
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;

use crate::toy::{
    BREAK_ZONE, PANIC, PATIENCE, ZONE, ask, backends, client, echo, is_closed, started, stop,
};

/// Waits until a shard's state shows something.
fn eventually(mut shows: impl FnMut() -> bool) -> bool {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if shows() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

#[test]
fn a_panic_in_a_lane_costs_its_connection_alone() {
    for backend in backends() {
        let running = started(backend, 1);
        let (mut doomed, mut other) = (client(&running), client(&running));
        echo(&mut other, b"before").expect("an echo");
        doomed.write_all(&[PANIC]).expect("written");
        assert!(is_closed(&mut doomed));
        assert_eq!(echo(&mut other, b"after").expect("an echo"), b"after");
        assert_eq!(
            ask(&running, 0, |shard| shard.host(|host| host.lanes_lost)),
            1
        );
        stop(running);
    }
}

#[test]
fn a_panic_in_a_task_costs_the_task_alone() {
    for backend in backends() {
        let running = started(backend, 1);
        ask(&running, 0, |shard| {
            shard.spawn(shard::Queue::Background, "doomed", async {
                panic!("as told")
            });
        });
        ask(&running, 0, |_| ());
        let mut stream = client(&running);
        assert_eq!(echo(&mut stream, b"alive").expect("an echo"), b"alive");
        stop(running);
    }
}

#[test]
fn a_zone_that_breaks_is_rebuilt_and_given_up_when_it_goes_on() {
    for backend in backends() {
        let running = started(backend, 2);
        let mut stream = client(&running);
        let rebuilds = |shard| ask(&running, shard, |s| s.zone(ZONE, |zone| zone.rebuilds));
        stream.write_all(&[BREAK_ZONE]).expect("written");
        assert!(eventually(
            || rebuilds(0) == Some(1) || rebuilds(1) == Some(1)
        ));
        let hurt = if rebuilds(0) == Some(1) { 0 } else { 1 };
        let whole = 1 - hurt;
        assert_eq!(
            rebuilds(whole),
            Some(0),
            "the zone next door noticed nothing"
        );
        // Told twice before its next step, it breaks once.
        let given_up = eventually(|| {
            stream.write_all(&[BREAK_ZONE]).expect("written");
            rebuilds(hurt).is_none()
        });
        assert!(given_up, "it is not rebuilt for ever");
        let steps = |shard| ask(&running, shard, |s| s.zone(ZONE, |zone| zone.steps));
        let before = steps(whole);
        assert!(eventually(|| steps(whole) > before), "the other goes on");
        assert_eq!(echo(&mut stream, b"here").expect("an echo"), b"here");
        stop(running);
    }
}

#[test]
fn mail_keeps_its_order_and_a_full_inbox_refuses() {
    for backend in backends() {
        let running = started(backend, 1);
        let taken = (0..100)
            .take_while(|number| running.post(ShardId(0), *number))
            .count();
        assert_eq!(taken, 100);
        let mail = || ask(&running, 0, |shard| shard.host(|host| host.mail.clone()));
        assert!(eventually(|| mail().len() == 100));
        assert!(mail().is_sorted());
        assert!(!running.post(ShardId(9), 1), "there is no such shard");
        stop(running);
    }
}
