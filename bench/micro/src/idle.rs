//! What a shard costs that has nothing to do but keep the clocks of its zones.

use std::sync::Arc;
use std::time::Duration;

use bezgelor_core::ids::{ShardId, ZoneInstanceId};
use bezgelor_core::time::Now;
use shard::{Host, Options, Shard, Zone};
use world::{Inputs, Outputs, WorldData, ZoneConfig};

use crate::report::{Bound, Figure};
use crate::rig::{self, Clocks};
use crate::zone;

/// Zones without anybody in them.
const ZONES: u32 = 100;
/// How long they are watched.
const WATCHED: Duration = Duration::from_secs(3);

/// Percent of a core; how much of it is the shard's own waking, which it does without any zone.
pub(crate) fn run() -> Vec<Figure> {
    let percent = |zones| measure(zones).unwrap_or(f64::INFINITY);
    let (without, with) = (percent(0), percent(ZONES));
    vec![
        Figure::new("idle: no zones, of a core", without, "%", Bound::None),
        Figure::new(
            "idle: 100 empty zones, of a core",
            with,
            "%",
            Bound::Most(1.0),
        ),
    ]
}

fn measure(zones: u32) -> Option<f64> {
    let running = rig::start(&Options::default(), None, move |shard| open(shard, zones))?;
    std::thread::sleep(Duration::from_millis(500));
    let watched = Clocks::of_process();
    std::thread::sleep(WATCHED);
    let spent = watched.spent();
    let percent = spent.processor / spent.wall * 100.0;
    running.drain();
    let _ = running.join();
    Some(percent)
}

fn open(shard: &Shard<Nobody>, zones: u32) -> Nobody {
    let data = Arc::new(WorldData::default());
    for number in 0..zones {
        let instance = ZoneInstanceId(number);
        let config = ZoneConfig::new(instance, zone::WORLD, 1);
        let zone = IdleZone {
            zone: world::Zone::new(config, Arc::clone(&data), &[]),
            inputs: Inputs::new(),
            outputs: Outputs::new(),
        };
        shard.add_zone(instance, zone);
    }
    Nobody
}

struct Nobody;

impl Host for Nobody {
    type Message = ();
    type Signal = ();
    type Zone = IdleZone;

    fn on_message(&mut self, _: &Shard<Self>, _: Option<ShardId>, (): ()) {}
}

struct IdleZone {
    zone: world::Zone,
    inputs: Inputs,
    outputs: Outputs,
}

impl Zone<Nobody> for IdleZone {
    fn step(&mut self, now: Now) {
        self.zone.step(now, &mut self.inputs, &mut self.outputs);
    }

    fn distribute(&mut self, shard: &Shard<Nobody>, _: Now) {
        shard.deliver_all(self.outputs.deliveries());
    }

    fn rebuild(self, _: &Shard<Nobody>, _: Now) -> Option<Self> {
        None
    }
}
