//! A shard that stands still is noticed while it does, and what it stands still in is named.

use std::time::Duration;

use bezgelor_core::ids::ShardId;
use shard::{Activity, Shard, ShardMessage};

use crate::toy::{ToyHost, ask, backends, started, stop};

#[test]
fn a_stall_is_noticed_while_it_lasts_and_has_a_name() {
    for backend in backends() {
        let running = started(backend, 2);
        ask(&running, 1, |_| ());
        let hold = ShardMessage::Run(Box::new(|_: &Shard<ToyHost>| {
            std::thread::sleep(Duration::from_millis(600));
        }));
        assert!(running.post_message(ShardId(1), hold));
        std::thread::sleep(Duration::from_millis(300));
        let beat = &running.beats()[1];
        assert_eq!(beat.activity().0, Activity::Host, "the culprit is named");
        assert!(beat.stalls() >= 1, "noticed before it is over");
        ask(&running, 1, |_| ());
        std::thread::sleep(Duration::from_millis(20));
        assert_ne!(beat.activity().0, Activity::Host);
        stop(running);
    }
}
