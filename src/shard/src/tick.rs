//! The pace of a shard: inboxes, zones at their deadlines, one flush per connection.

use std::time::{Duration, Instant};

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::time::{Millis, Now};

use crate::clock;
use crate::guard::{caught, caught_call, panics_on_this_shard};
use crate::handover;
use crate::host::Host;
use crate::local::Shard;
use crate::mail::{Batch, ShardMessage};
use crate::metrics::{ShardMetrics, Snapshot};
use crate::rt;
use crate::watchdog::Activity;
use crate::zone::{LONG_US, REBUILD_WINDOW_MS, REBUILDS_MAX, Turn, Zone};

/// Batches handled at the beginning of a tick; more wait for the mail's own task.
const BATCHES_PER_TICK: usize = 256;
/// Between two looks at how busy a shard is.
const LOAD_LOOK_MS: u64 = 500;
/// Connections flushed before others on this shard get a turn.
const FLUSHES_PER_TURN: usize = 128;

/// Runs the ticks of a shard until it has drained.
pub(crate) async fn run<H: Host>(shard: Shard<H>, publish: flume::Sender<Box<Snapshot>>) {
    let period_ms = shard.options().tick_ms.max(1);
    let mut next = shard.next_due(shard.clock().mono(), period_ms);
    let mut publish_at = Millis(0);
    let mut drain_ends = None;
    let mut due = Vec::new();
    let mut load = Load::new(&shard);
    loop {
        let between = shard.zones().borrow().first_due(next);
        let due_at = shard.clock().instant(between.unwrap_or(next));
        shard.gathering().tick_at.set(Some(due_at));
        rt::sleep_until(due_at).await;
        shard.break_now();
        let began = Instant::now();
        let late = began.saturating_duration_since(due_at);
        let now = shard.now();
        // One bad tick must not be the last one.
        let _ = match between {
            Some(_) => caught("turn", turn(&shard, now, &mut due)).await,
            None => caught("tick", tick(&shard, now, &mut due)).await,
        };
        shard.measure(|metrics| {
            metrics.tick_late_us.record(late.as_micros() as u64);
            metrics.tick_us.record(began.elapsed().as_micros() as u64);
        });
        if between.is_some() {
            continue;
        }
        load.look(&shard, now.mono);
        if now.mono >= publish_at {
            shard.zones().borrow_mut().take_turns(shard.phase_ms());
            publish_at = now.mono.plus(shard.options().metrics_ms);
            // A collector that is slow misses copies; the next one holds everything again.
            let _ = publish.try_send(Box::new(snapshot(&shard, now.mono)));
        }
        if shard.is_draining() {
            let ends: Millis =
                *drain_ends.get_or_insert_with(|| now.mono.plus(shard.bounds().drain_ms));
            if shard.is_drained() || now.mono >= ends {
                return;
            }
        }
        let after = shard.clock().mono();
        next = next.plus(period_ms);
        if next <= after {
            let missed = after.since(next) / period_ms + 1;
            shard.count(|counters| counters.overruns += missed);
            next = shard.next_due(after, period_ms);
        }
    }
}

async fn tick<H: Host>(shard: &Shard<H>, now: Now, due: &mut Vec<Turn>) {
    // What is there already belongs to this tick.
    for _ in 0..BATCHES_PER_TICK {
        let Ok(batch) = shard.inbox().try_recv() else {
            break;
        };
        receive(shard, batch);
    }
    shard.table().borrow_mut().take_due(now.mono, |connection| {
        connection.due.set(true);
        connection.notify.set();
    });
    let mut flush_us = step_due(shard, now, due).await;
    shard.host_call(|host| host.on_tick(shard, now));
    flush_us += flush(shard).await;
    let counts = shard.mail().borrow_mut().take_counts();
    shard.measure(|metrics| {
        metrics.flush_us.record(flush_us);
        metrics.counters.mail_out += counts.posted;
        metrics.counters.mail_spilled += counts.spilled;
        metrics.counters.mail_dropped += counts.dropped;
        metrics.counters.panics = panics_on_this_shard();
    });
}

/// Zones between two ticks.
async fn turn<H: Host>(shard: &Shard<H>, now: Now, due: &mut Vec<Turn>) {
    let mut flush_us = step_due(shard, now, due).await;
    flush_us += flush(shard).await;
    shard.measure(|metrics| metrics.flush_us.record(flush_us));
}

/// Steps the zones whose time has come; how many microseconds were spent on sending between them.
async fn step_due<H: Host>(shard: &Shard<H>, now: Now, due: &mut Vec<Turn>) -> u64 {
    shard.zones().borrow().due(now.mono, due);
    let mut flush_us = 0;
    for &(usual_us, id) in due.iter() {
        if usual_us >= LONG_US {
            flush_us += flush(shard).await;
        }
        step(shard, id, now);
        rt::yield_if_needed().await;
    }
    flush_us
}

/// Sends what waits, to clients and to other shards; how many microseconds that took.
async fn flush<H: Host>(shard: &Shard<H>) -> u64 {
    let began = Instant::now();
    for connections in shard.take_dirty().chunks(FLUSHES_PER_TURN) {
        shard.flush(connections);
        rt::yield_if_needed().await;
    }
    shard.mail().borrow_mut().flush();
    began.elapsed().as_micros() as u64
}

/// Steps one zone and hands out what it produced; a panic in it costs that zone alone.
fn step<H: Host>(shard: &Shard<H>, id: ZoneInstanceId, now: Now) {
    // It may have been held still since it was found due.
    let due = |slot: &crate::zone::Slot<H::Zone>| slot.due <= now.mono;
    if !shard.zones().borrow().slots.get(&id).is_some_and(due) {
        return;
    }
    let Some(mut zone) = shard.take_zone(id) else {
        return;
    };
    let _busy = shard.busy(Activity::Zone(id));
    let began = Instant::now();
    let stepped = caught_call("zone", || {
        zone.step(now);
        let step_us = began.elapsed().as_micros() as u64;
        zone.distribute(shard, now);
        step_us
    });
    let total_us = began.elapsed().as_micros() as u64;
    shard.measure(|metrics| metrics.zone_us.record(total_us));
    if let Some(step_us) = stepped {
        let period_ms = zone.period_ms();
        let mut missed = 0;
        if let Some(slot) = shard.zones().borrow_mut().slots.get_mut(&id) {
            slot.took(step_us, total_us - step_us);
            missed = slot.advance(now.mono, period_ms);
            slot.zone = Some(zone);
        }
        shard.count(|counters| counters.overruns += missed);
    } else {
        rebuild(shard, id, *zone, now);
    }
}

fn rebuild<H: Host>(shard: &Shard<H>, id: ZoneInstanceId, broken: H::Zone, now: Now) {
    let may = shard
        .zones()
        .borrow_mut()
        .slots
        .get_mut(&id)
        .is_some_and(|slot| {
            if now.mono.since(slot.rebuilt_at) > REBUILD_WINDOW_MS {
                slot.rebuilds = 0;
            }
            slot.rebuilds += 1;
            slot.rebuilt_at = now.mono;
            slot.rebuilds <= REBUILDS_MAX
        });
    let rebuilt = may.then(|| caught_call("zone rebuild", || broken.rebuild(shard, now)));
    if let Some(zone) = rebuilt.flatten().flatten() {
        let period_ms = zone.period_ms();
        if let Some(slot) = shard.zones().borrow_mut().slots.get_mut(&id) {
            slot.zone = Some(Box::new(zone));
            slot.due = shard.next_due(now.mono, period_ms);
        }
        shard.count(|counters| counters.zones_rebuilt += 1);
        return;
    }
    shard.zones().borrow_mut().slots.remove(&id);
    shard.count(|counters| counters.zones_lost += 1);
    shard.host_call(|host| host.on_zone_lost(shard, id));
}

/// Takes the mail of a shard as it comes.
pub(crate) async fn read_mail<H: Host>(shard: Shard<H>) {
    while let Ok(batch) = shard.inbox().recv_async().await {
        receive(&shard, batch);
        rt::yield_if_needed().await;
    }
}

fn receive<H: Host>(shard: &Shard<H>, batch: Batch<H>) {
    let waiting = shard.inbox().len() as u64 + 1;
    shard.measure(|metrics| {
        metrics.inbox_depth.record(waiting);
        metrics.mail_us.record_since(batch.posted_at);
        metrics.counters.mail_in += batch.messages.len() as u64;
    });
    for message in batch.messages {
        match message {
            ShardMessage::Adopt(adopted) => {
                caught_call("adoption", || handover::adopt(shard, *adopted));
            }
            ShardMessage::Run(run) => {
                let _busy = shard.busy(Activity::Host);
                caught_call("errand", || run(shard));
            }
            ShardMessage::Host(message) => {
                shard.host_call(|host| host.on_message(shard, batch.from, message));
            }
        }
    }
}

/// How much of its time a shard is busy, looked at twice a second.
struct Load {
    looked_at: Millis,
    processor: Duration,
}

impl Load {
    fn new<H: Host>(shard: &Shard<H>) -> Self {
        Self {
            looked_at: shard.clock().mono(),
            processor: clock::processor_time(),
        }
    }

    /// Notes what the zones take, or all that the shard does where that is more.
    fn look<H: Host>(&mut self, shard: &Shard<H>, now: Millis) {
        let passed_ms = now.since(self.looked_at);
        if passed_ms < LOAD_LOOK_MS {
            return;
        }
        let processor = clock::processor_time();
        let spent_us = processor.saturating_sub(self.processor).as_micros() as u64;
        (self.looked_at, self.processor) = (now, processor);
        let zones_permille = shard.zones().borrow().load_permille();
        shard.set_load(zones_permille.max(spent_us / passed_ms));
    }
}

fn snapshot<H: Host>(shard: &Shard<H>, at: Millis) -> Snapshot {
    let zones = shard.zones().borrow();
    let table = shard.table().borrow();
    let (tasks, timers) = rt::alive();
    let processor_us = u64::try_from(clock::processor_time().as_micros()).unwrap_or(u64::MAX);
    Snapshot {
        shard: shard.id(),
        at,
        metrics: ShardMetrics {
            processor_us,
            ..shard.metrics()
        },
        zones: zones
            .slots
            .iter()
            .map(|(id, slot)| (*id, slot.figures()))
            .collect(),
        scripts: shard.host(|host| host.script_figures()),
        connections: table.len(),
        tasks,
        timers: timers + table.waiting(),
    }
}
