//! What a shard costs that has nothing to do but keep the clocks of its zones.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bezgelor_core::ids::{ShardId, ZoneInstanceId};
use bezgelor_core::time::Now;
use rustix::time::{ClockId, clock_gettime};
use shard::{Backend, Clock, Host, Options, Shard, Zone};
use world::{Inputs, Outputs, WorldData, ZoneConfig};

use crate::report::{Bound, Figure};
use crate::zone;

/// Zones without anybody in them.
const ZONES: u32 = 100;
/// How long they are watched.
const WATCHED: Duration = Duration::from_secs(3);

/// Percent of a core.
pub(crate) fn run() -> Vec<Figure> {
    let percent = measure().unwrap_or(f64::INFINITY);
    let name = "idle: 100 empty zones, of a core";
    vec![Figure::new(name, percent, "%", Bound::Most(1.0))]
}

fn measure() -> Option<f64> {
    let running = [Backend::IoUring, Backend::Epoll]
        .into_iter()
        .find_map(|backend| {
            let options = Options {
                backend,
                ..Options::default()
            };
            shard::start(&options, Clock::start(), Vec::new(), open).ok()
        })?;
    std::thread::sleep(Duration::from_millis(500));
    let (began, before) = (Instant::now(), processor_s());
    std::thread::sleep(WATCHED);
    let percent = (processor_s() - before) / began.elapsed().as_secs_f64() * 100.0;
    running.drain();
    let _ = running.join();
    Some(percent)
}

fn open(shard: &Shard<Nobody>) -> Nobody {
    let data = Arc::new(WorldData::default());
    for number in 0..ZONES {
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

/// Processor time of all threads of this process.
fn processor_s() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
