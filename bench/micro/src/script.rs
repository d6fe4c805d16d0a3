//! Scripts: what an event costs that one is told of, beside a call of Rust that does nothing, and
//! what one costs that takes all time or all memory.

use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use bezgelor_core::ids::{UnitId, ZoneInstanceId};
use bezgelor_core::limits::SCRIPT_CALL_US_MAX;
use bezgelor_core::time::{Millis, Now};
use script::{Clock, Opening, Source, Vm, compile};
use world::script::Happening;

use crate::measure::nanoseconds;
use crate::report::{Bound, Figure};
use crate::zone::WORLD;

const ZONE: ZoneInstanceId = ZoneInstanceId(1);
/// Events of one tick.
const EVENTS: u32 = 10_000;
/// Ticks with so many; the fastest counts, as with every figure here.
const TICKS: u32 = 20;
/// What a script does with an event that does little.
const COUNTS: &str = "local count = 0
    on('activated', function(e) count += e.unit end)";
const LOOPS: &str = "on('activated', function() while true do end end)";
const HOGS: &str = "on('activated', function()
        local kept = {}
        while true do kept[#kept + 1] = { #kept } end
    end)";

pub(crate) fn run() -> Vec<Figure> {
    let mut count = 0_u32;
    let mut nothing: Box<dyn FnMut(u32)> = Box::new(|unit| count = count.wrapping_add(unit));
    let floor = nanoseconds(|| black_box(&mut nothing)(black_box(1)));
    drop(nothing);
    black_box(count);
    let tick_ms = tick_ms().unwrap_or(f64::INFINITY);
    let event = tick_ms * 1e6 / f64::from(EVENTS);
    let late_ms = |text| {
        let took_us = stopped_us(text).unwrap_or(f64::INFINITY);
        (took_us - SCRIPT_CALL_US_MAX as f64).max(0.0) / 1000.0
    };
    vec![
        Figure::new("script: an empty call of Rust", floor, "ns", Bound::None),
        Figure::new(
            "script: an event told to one",
            event,
            "ns",
            Bound::Most(1_000.0),
        ),
        Figure::new(
            "script: 10,000 events in a tick",
            tick_ms,
            "ms",
            Bound::Most(10.0),
        ),
        Figure::new(
            "script: an endless loop ends late by",
            late_ms(LOOPS),
            "ms",
            Bound::Most(5.0),
        ),
        Figure::new(
            "script: who takes all memory ends late by",
            late_ms(HOGS),
            "ms",
            Bound::None,
        ),
    ]
}

/// One script in one zone that has begun.
fn vm(text: &str) -> Option<Vm> {
    let began = Instant::now();
    let clock: Clock = Rc::new(move || began.elapsed().as_micros() as u64);
    let source = Source {
        name: "bench.luau".into(),
        text: text.into(),
    };
    let (program, faults) = compile(vec![source], &clock);
    let mut vm = Vm::new(program, clock).ok().filter(|_| faults.is_empty())?;
    let opening = Opening {
        instance: ZONE,
        world: WORLD,
        seed: 1,
        again: false,
    };
    vm.open(opening, Now::default());
    vm.run(Now::default(), |_| true);
    for (zone, _) in vm.take_loaded() {
        vm.begin(zone, Vec::new(), Vec::new());
    }
    Some(vm)
}

fn activated(unit: u32) -> Happening {
    Happening::Activated {
        player: UnitId(1),
        unit: UnitId(unit),
        creature: 50,
    }
}

/// Milliseconds from the first event of a tick until all are told.
fn tick_ms() -> Option<f64> {
    let mut vm = vm(COUNTS)?;
    let mut best = f64::INFINITY;
    for tick in 0..TICKS {
        let calls = vm.figures().calls;
        let began = Instant::now();
        for unit in 0..EVENTS {
            vm.tell(ZONE, activated(unit));
        }
        let mono = Millis(u64::from(tick) * 50);
        let now = Now {
            mono,
            ..Now::default()
        };
        // Where that takes longer than a tick may, the rest comes in the next.
        while vm.figures().calls < calls + u64::from(EVENTS) {
            vm.run(now, |_| true);
        }
        best = best.min(began.elapsed().as_secs_f64() * 1e3);
    }
    Some(best)
}

/// Microseconds that a tick takes with one event that a script does not come to an end with.
fn stopped_us(text: &str) -> Option<f64> {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let mut vm = vm(text)?;
        vm.tell(ZONE, activated(1));
        let began = Instant::now();
        vm.run(Now::default(), |_| true);
        let took = began.elapsed();
        (vm.figures().errors == 1).then_some(())?;
        best = best.min(took.as_secs_f64() * 1e6);
    }
    Some(best)
}
