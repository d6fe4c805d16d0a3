//! Mail between shards: in order, bounded, and nobody waits for room.

use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;
use shard::{Running, ShardMessage};

use crate::toy::{PATIENCE, ToyHost, ToyLane, ask, backends, hold_up, options, run, stop};

/// Messages posted while the other shard is held up.
const COUNT: u64 = 100;

/// Holds shard 1 up while shard 0 posts to it one by one; how many came back to it.
fn post_to_a_busy_shard(running: &Running<ToyHost>) -> u64 {
    let _held = hold_up(running, 1);
    ask(running, 0, |shard| {
        let mut refused = 0;
        for number in 0..COUNT {
            let message = ShardMessage::Host(number);
            refused += u64::from(shard.post_now(ShardId(1), message).is_err());
        }
        refused
    })
}

fn arrived(running: &Running<ToyHost>, count: usize) -> Vec<u64> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        std::thread::sleep(Duration::from_millis(10));
        let got = ask(running, 1, |shard| shard.host(|host| host.mail.clone()));
        if got.len() >= count {
            return got;
        }
    }
    panic!("the mail never came");
}

#[test]
fn a_full_inbox_spills_and_nothing_is_lost_or_reordered() {
    for backend in backends() {
        let mut options = options(backend, 2);
        options.bounds.inbox_max = 4;
        options.metrics_ms = 20;
        let running = run(&options, ToyLane::new).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            post_to_a_busy_shard(&running),
            0,
            "there is room to keep it"
        );
        let mail = arrived(&running, COUNT as usize);
        assert!(mail.iter().copied().eq(0..COUNT), "{mail:?}");
        let spilled = (0..200).any(|_| {
            let snapshot = running.metrics().next(Duration::from_secs(5));
            snapshot.is_some_and(|snapshot| snapshot.metrics.counters.mail_spilled > 0)
        });
        assert!(spilled, "the metrics show that the inbox was full");
        stop(running);
    }
}

#[test]
fn what_no_room_is_left_for_comes_back_to_the_sender() {
    for backend in backends() {
        let mut options = options(backend, 2);
        options.bounds.inbox_max = 4;
        options.bounds.spill_max = 10;
        let running = run(&options, ToyLane::new).unwrap_or_else(|error| panic!("{error}"));
        let refused = post_to_a_busy_shard(&running);
        assert!(refused > 0, "a hundred do not fit into fourteen places");
        let mail = arrived(&running, (COUNT - refused) as usize);
        assert_eq!(
            mail.len() as u64,
            COUNT - refused,
            "what was taken arrives once"
        );
        assert!(mail.is_sorted());
        stop(running);
    }
}
